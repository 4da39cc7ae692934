package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SmallCellsTest {
    /** A report of revenue and more of January, with so many customers in the segments s0, s1 and on. */
    private static KpiReport report(int fewest, int... customers) {
        List<Logs.Row> rows = new ArrayList<>();
        for (int segment = 0; segment < customers.length; segment++) {
            for (int c = 0; c < customers[segment]; c++) {
                rows.add(Logs.row("s" + segment + "-" + c, "2011-01-10", 1_00 + segment));
            }
        }
        rows.add(Logs.row("s9-late", "2011-02-10", 1_00));
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        Grouping segments =
                Grouping.of("segment", log.customers(), c -> log.index().id(c).substring(0, 2));
        return KpiReport.of(
                PeriodFacts.of(log, Periods.covering(log, TimeStep.MONTHS), segments),
                KpiOptions.withDefaults().withFewestCustomers(fewest),
                Kpis.REVENUE,
                Kpis.AOV,
                Kpis.RETENTION_RATE,
                Kpis.NEW_CUSTOMERS);
    }

    private static List<String> hidden(KpiReport report, Kpi kpi, int period) {
        return IntStream.range(0, report.facts().groups().size())
                .filter(g -> {
                    String reason = report.value(kpi, period, g).undefinedReason();
                    return reason != null && reason.startsWith("hidden");
                })
                .mapToObj(report.facts().groups()::get)
                .toList();
    }

    @Test
    void hidesASmallGroupAndTheNextThatWouldGiveItAway() {
        KpiReport report = report(5, 3, 20, 8);
        for (Kpi kpi : List.of(Kpis.REVENUE, Kpis.AOV, Kpis.NEW_CUSTOMERS)) {
            assertThat(hidden(report, kpi, 0)).containsExactly("s0", "s2");
        }
        KpiValue value = report.value(Kpis.REVENUE, "2011-01", "s0");
        assertThat(value.numerator()).isNull();
        assertThat(value.undefinedReason())
                .isEqualTo("hidden, because it or another group that it would give away has fewer than 5 customers");
        assertThat(report.value(Kpis.REVENUE, "2011-01", "s1").value()).isEqualTo(20.20);
    }

    @Test
    void groupsWithoutCustomersTellOfNobody() {
        assertThat(hidden(report(5, 6, 0, 7), Kpis.REVENUE, 0)).isEmpty();
        assertThat(report(5, 6, 0, 7).value(Kpis.REVENUE, "2011-01", "s9").value())
                .isZero();
    }

    @Test
    void hidesTheTotalWhereOnlyOneGroupIsThere() {
        assertThat(hidden(report(5, 3), Kpis.REVENUE, 0)).containsExactly("all", "s0");
        assertThat(hidden(report(5, 2, 2), Kpis.REVENUE, 0)).containsExactly("all", "s0", "s1");
        assertThat(hidden(report(5, 2, 4), Kpis.REVENUE, 0)).containsExactly("s0", "s1");
    }

    /** In February one customer came, none of January's; retention is of the 31 of January and needs no cover. */
    @Test
    void asksForTheCustomersThatAKpiIsAbout() {
        KpiReport report = report(5, 11, 20);
        assertThat(hidden(report, Kpis.REVENUE, 1)).containsExactly("all", "s9");
        assertThat(hidden(report, Kpis.RETENTION_RATE, 1)).isEmpty();
        assertThat(report.value(Kpis.RETENTION_RATE, 1).value()).isZero();
    }

    /** Of twenty customers one came again, after a week: that would be told of this one alone. */
    @Test
    void timesBetweenOrdersAreOfThoseWhoCameAgain() {
        List<Logs.Row> rows = new ArrayList<>();
        for (int c = 0; c < 20; c++) {
            rows.add(Logs.row("c" + c, "2011-01-10", 1_00));
        }
        rows.add(Logs.row("c0", "2011-01-17", 1_00));
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        KpiReport report = KpiReport.of(
                PeriodFacts.of(log, Periods.covering(log, TimeStep.MONTHS)),
                KpiOptions.withDefaults().withFewestCustomers(5),
                Kpis.DAYS_BETWEEN_ORDERS,
                Kpis.MEDIAN_DAYS_BETWEEN_ORDERS,
                Kpis.ORDERS);
        assertThat(hidden(report, Kpis.DAYS_BETWEEN_ORDERS, 0)).containsExactly("all");
        assertThat(hidden(report, Kpis.MEDIAN_DAYS_BETWEEN_ORDERS, 0)).containsExactly("all");
        assertThat(hidden(report, Kpis.ORDERS, 0)).isEmpty();
    }

    @Test
    void hidesNothingUnlessAsked() {
        assertThat(hidden(report(1, 1, 20), Kpis.REVENUE, 0)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KpiOptions.withDefaults().withFewestCustomers(0))
                .withMessage("fewest customers of a cell are 0; they must be 1 or more");
    }

    /** What is told of the groups and the total leaves at least so many customers together unknown, or none. */
    @Property(tries = 200)
    void noHiddenSumIsOfFewCustomers(
            @ForAll @IntRange(min = 2, max = 9) int fewest,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 12) Integer> sizes) {
        KpiReport report =
                report(fewest, sizes.stream().mapToInt(Integer::intValue).toArray());
        List<String> hidden = hidden(report, Kpis.REVENUE, 0);
        PeriodFacts facts = report.facts();
        long inHidden = 0;
        for (int g = 0; g < facts.groups().size(); g++) {
            long customers = facts.get(Fact.PRESENT_CUSTOMERS, 0, g);
            boolean isHidden = hidden.contains(facts.groups().get(g));
            assertThat(isHidden || customers == 0 || customers >= fewest).isTrue();
            inHidden += g > 0 && isHidden ? customers : 0;
        }
        if (!hidden.isEmpty() && !hidden.contains(PeriodFacts.ALL)) {
            assertThat(hidden.size()).isGreaterThan(1);
            assertThat(inHidden).isGreaterThanOrEqualTo(fewest);
        }
    }
}
