package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodFactsTest {
    private static final TransactionLog LOG = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, true);
    private static final Periods MONTHS =
            Periods.covering(LocalDate.parse("2011-01-01"), LocalDate.parse("2011-03-20"), TimeStep.MONTHS);

    @ParameterizedTest
    @CsvSource({
        "ORDERS, 4, 2, 2",
        "ACTIVE_CUSTOMERS, 3, 2, 2",
        "REVENUE, 7100, 3500, 10500",
        "GROSS_REVENUE, 7100, 3800, 10500",
        "REFUNDED, 0, 300, 0",
        "COST, 4150, 2300, 5600",
        "NEW_CUSTOMERS, 2, 1, 1",
        "PREVIOUSLY_ACTIVE, 1, 3, 2",
        "RETAINED_CUSTOMERS, 1, 1, 0",
        "LAPSED_CUSTOMERS, 0, 2, 2",
        "REACTIVATED_CUSTOMERS, 0, 0, 1",
        "ACQUIRED_CUSTOMERS, 3, 4, 5",
        "REPEAT_CUSTOMERS, 2, 2, 3",
        "NEW_CUSTOMERS_REVENUE, 10500, 500, 10000",
        "NEW_CUSTOMERS_COST, 6700, 300, 5000",
    })
    void countsWhatHandsCount(Fact fact, long january, long february, long march) {
        PeriodFacts facts = PeriodFacts.of(LOG, MONTHS);
        assertThat(facts.get(fact, 0)).isEqualTo(january);
        assertThat(facts.get(fact, 1)).isEqualTo(february);
        assertThat(facts.get(fact, 2)).isEqualTo(march);
        assertThat(fact.description()).isNotBlank();
    }

    @Test
    void rowsAfterTheAsOfDayDoNotCount() {
        PeriodFacts facts = PeriodFacts.of(
                LOG, Periods.covering(LocalDate.parse("2011-01-01"), LocalDate.parse("2011-03-09"), TimeStep.MONTHS));
        assertThat(facts.get(Fact.ORDERS, 2)).isEqualTo(1);
        assertThat(facts.get(Fact.ACQUIRED_CUSTOMERS, 2)).isEqualTo(4);
    }

    @Test
    void aRefundThatCameLaterDoesNotCount() {
        TransactionLog netted = Logs.of(
                List.of(
                        Logs.row("a", "2011-01-05", 10_00),
                        Logs.row("a", "2011-02-05", 20_00),
                        Logs.row("a", "2011-03-05", -20_00)),
                RefundPolicy.NET,
                false);
        assertThat(PeriodFacts.of(netted, Periods.covering(netted, TimeStep.MONTHS))
                        .get(Fact.REVENUE, 1))
                .isZero();
        assertThat(PeriodFacts.of(netted, Periods.covering(netted, LocalDate.parse("2011-02-28"), TimeStep.MONTHS))
                        .get(Fact.REVENUE, 1))
                .isEqualTo(20_00);
    }

    @Test
    void aLabelIsAWorldOfItsOwn() {
        PeriodFacts facts = PeriodFacts.byDimension(LOG, MONTHS, "channel");
        assertThat(facts.groupedBy()).isEqualTo("channel");
        assertThat(facts.groups()).containsExactly("all", "shop", "web", "(none)");
        int web = facts.indexOf("web");
        int shop = facts.indexOf("shop");
        // a bought in both: one customer of all, one of each.
        assertThat(facts.get(Fact.ACTIVE_CUSTOMERS, 0, 0)).isEqualTo(3);
        assertThat(facts.get(Fact.ACTIVE_CUSTOMERS, 0, web)).isEqualTo(2);
        assertThat(facts.get(Fact.ACTIVE_CUSTOMERS, 0, shop)).isEqualTo(2);
        // e came to the web in January, to the shop in December.
        assertThat(facts.get(Fact.NEW_CUSTOMERS, 0, web)).isEqualTo(2);
        assertThat(facts.get(Fact.PREVIOUSLY_ACTIVE, 0, shop)).isEqualTo(1);
        assertThat(facts.get(Fact.REACTIVATED_CUSTOMERS, 2, shop)).isEqualTo(1);
        assertThat(facts.get(Fact.REVENUE, 1, facts.indexOf("(none)"))).isEqualTo(5_00);
    }

    @Test
    void everyoneIsNoGroupOfItsOwn() {
        PeriodFacts facts = PeriodFacts.of(LOG, MONTHS, Grouping.everyone(LOG.customers()));
        assertThat(facts.groups()).containsExactly("all");
        assertThat(facts).isEqualTo(PeriodFacts.of(LOG, MONTHS)).hasSameHashCodeAs(PeriodFacts.of(LOG, MONTHS));
    }

    @Test
    void isATable() {
        Table table = PeriodFacts.byDimension(LOG, MONTHS, "channel").toTable();
        assertThat(table.rows()).isEqualTo(12);
        assertThat(table.columns()).hasSize(4 + Fact.values().length);
        assertThat(table.column("period").textAt(11)).isEqualTo("2011-03");
        assertThat(table.column("group").textAt(10)).isEqualTo("web");
        assertThat(table.column("complete").textAt(10)).isEqualTo("false");
        assertThat(table.column("revenue").textAt(10)).isEqualTo("100.00");
        assertThat(table.column("orders").textAt(10)).isEqualTo("1");
        assertThat(table.column("cost").textAt(10)).isEqualTo("50.00");
        TransactionLog withoutCost = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false);
        assertThat(PeriodFacts.of(withoutCost, MONTHS).toTable().column("cost").isNull(0))
                .isTrue();
    }

    @Test
    void refusesGroupsOfOtherCustomers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeriodFacts.of(LOG, MONTHS, Grouping.everyone(3)))
                .withMessage("grouping 'all' is of 3 customers, the log has 5; make the grouping from this log");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeriodFacts.of(
                        LOG, MONTHS, Grouping.of("segment", LOG.customers(), c -> c == 0 ? "all" : "rest")))
                .withMessageContaining("'segment' has a group 'all'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeriodFacts.byDimension(LOG, MONTHS, "campaign"))
                .withMessage("the log has no dimension 'campaign'; it has [channel]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeriodFacts.of(LOG, MONTHS).indexOf("web"))
                .withMessage("no group 'web' by all; there are [all]");
    }

    @Test
    void refusesALogOfWhichNothingIsKnown() {
        TransactionLog empty = Logs.of(List.of(), RefundPolicy.NET, false);
        assertThatThrownBy(() -> PeriodFacts.of(empty, MONTHS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the log has no rows");
        LocalDate early = LocalDate.parse("2010-12-23");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeriodFacts.of(LOG, Periods.covering(early, early, TimeStep.MONTHS)))
                .withMessage("as-of day is 2010-12-23; the log begins later, on 2010-12-24");
    }

    @Test
    void refusesLabelsThatLaterRefundsHaveChanged() {
        TransactionLog netted = Logs.of(
                List.of(Logs.row("a", "2011-01-05", 10_00), Logs.row("a", "2011-03-05", -10_00)),
                RefundPolicy.NET,
                false);
        Periods january = Periods.covering(netted, LocalDate.parse("2011-01-31"), TimeStep.MONTHS);
        assertThatThrownBy(() -> PeriodFacts.byDimension(netted, january, "channel"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("build the log withLastDay(2011-01-31)");
    }

    @Test
    void refusesSumsThatOverflow() {
        TransactionLog huge = Logs.of(
                List.of(
                        Logs.row("a", "2011-01-05", Long.MAX_VALUE),
                        Logs.row("b", "2011-01-05", 1),
                        Logs.row("c", "2011-01-05", -5)),
                RefundPolicy.KEEP_NEGATIVE,
                false);
        assertThatThrownBy(() -> PeriodFacts.of(huge, MONTHS))
                .isInstanceOf(DataException.class)
                .hasMessage("a sum of amounts or costs does not fit 64 bits of minor units");
    }

    /** So many customers that several threads count: what they count together is what they count one by one. */
    @Test
    void manyCustomersAreTheSumOfFew() {
        int customers = 50_000;
        SplittableRandom random = new SplittableRandom(20110105);
        List<Logs.Row> rows = new ArrayList<>();
        for (int i = 0; i < 3 * customers; i++) {
            rows.add(new Logs.Row(
                    "c" + random.nextInt(customers),
                    Logs.day("2010-11-01") + random.nextInt(140),
                    random.nextInt(-1000, 5000),
                    random.nextInt(3000),
                    "channel " + random.nextInt(3)));
        }
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, true);
        PeriodFacts facts = PeriodFacts.of(log, MONTHS, Grouping.byFirst(log, "channel"));
        PeriodFacts byRow = PeriodFacts.byDimension(log, MONTHS, "channel");
        CohortTable cohorts = CohortTable.of(log, TimeStep.MONTHS, MONTHS.asOf());
        List<TransactionLog> parts = IntStream.range(0, 10)
                .mapToObj(part -> Logs.of(
                        rows.stream()
                                .filter(row -> row.customer().endsWith(Integer.toString(part)))
                                .toList(),
                        RefundPolicy.KEEP_NEGATIVE,
                        true))
                .toList();
        for (Fact fact : Fact.values()) {
            for (int p = 0; p < MONTHS.count(); p++) {
                int period = p;
                long sum = parts.stream()
                        .mapToLong(part -> PeriodFacts.of(part, MONTHS).get(fact, period))
                        .sum();
                assertThat(facts.get(fact, p)).isEqualTo(sum);
                assertThat(byRow.get(fact, p)).isEqualTo(sum);
            }
        }
        for (int c = 0; c < cohorts.cohorts(); c++) {
            int cohort = c;
            assertThat(cohorts.size(c))
                    .isEqualTo(parts.stream()
                            .mapToLong(part -> CohortTable.of(part, TimeStep.MONTHS, MONTHS.asOf())
                                    .size(cohort))
                            .sum());
        }
    }

    @Test
    void refusesTooManyCells() {
        Periods days = Periods.covering(LocalDate.parse("1900-01-01"), LocalDate.parse("2100-01-01"), TimeStep.DAYS);
        int customers = 60;
        TransactionLog log = Logs.of(
                IntStream.range(0, customers)
                        .mapToObj(c -> Logs.row("c" + c, "2011-01-05", 1))
                        .toList(),
                RefundPolicy.NET,
                false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeriodFacts.of(log, days, Grouping.of("id", customers, Integer::toString)))
                .withMessageContaining("61 groups of 73050 periods are too many");
    }
}
