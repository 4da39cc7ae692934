package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class CohortPaybackTest {
    private static final TransactionLog LOG = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, true);
    private static final Grouping CHANNELS = Grouping.byFirst(LOG, "channel");
    private static final LocalDate JANUARY = LocalDate.parse("2011-01-01");

    private static CohortPayback of(String asOf, long web) {
        AcquisitionSpend spend = AcquisitionSpend.of(
                Logs.EUR,
                List.of(
                        AcquisitionSpend.Entry.of(JANUARY, web, "web"),
                        AcquisitionSpend.Entry.of(JANUARY, 30_00, "shop"),
                        AcquisitionSpend.Entry.of(LocalDate.parse("2011-03-01"), 30_00, "web")));
        return CohortPayback.of(
                LOG,
                TimeStep.MONTHS,
                LocalDate.parse(asOf),
                CHANNELS,
                AcquisitionOptions.withDefaults().withSpend(spend));
    }

    @Test
    void theCohortsOwnMarginPaysBack() {
        CohortPayback payback = of("2011-03-20", 20_00);
        assertThat(payback.marginPerCustomer(1, 0, 0).value()).isEqualTo(14.5);
        assertThat(payback.marginPerCustomer(1, 1, 0).value()).isEqualTo(19.5);
        assertThat(payback.marginPerCustomer(1, 2, 0).undefinedReason())
                .isEqualTo("cohort 2011-01 is not known yet at offset 2: that period is not over as of 2011-03-20");
        assertThat(payback.cac(1, 0).value()).isEqualTo(25);
        assertThat(payback.paybackOffset(1, 2).value()).isEqualTo(1);
        assertThat(of("2011-03-20", 14_00).paybackOffset(1, 2).value())
                .as("equal")
                .isZero();
        assertThat(of("2011-03-20", 14_01).paybackOffset(1, 2).value()).isEqualTo(1);
        assertThat(of("2011-03-20", 24_00).paybackOffset(1, 2).value()).isEqualTo(1);
        assertThat(of("2011-03-20", 0).paybackOffset(1, 2).value()).isZero();
    }

    @Test
    void whatIsNotPaidBackYetIsUnknown() {
        CohortPayback payback = of("2011-03-20", 24_01);
        assertThat(payback.paybackOffset(1, 2).undefinedReason())
                .isEqualTo("not paid back by the end of 2011-02, the last period that is over");
        assertThat(payback.paybackOffset(3, 2).undefinedReason())
                .isEqualTo("the period of acquisition is not over as of 2011-03-20");
        assertThat(of("2011-03-31", 24_01).paybackOffset(3, 2).value()).isZero();
        assertThat(payback.paybackOffset(0, 0).undefinedReason())
                .isEqualTo("no acquisition spend was given for 2010-12");
        assertThat(payback.paybackOffset(2, 1).undefinedReason())
                .isEqualTo("no acquisition spend was given for 2011-02 and 'shop'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> payback.isKnown(0, -1))
                .withMessage("offset is -1; it must be 0 or more");
        assertThat(Contracts.lines(payback.toTable()))
                .hasSize(16)
                .contains("all,2011-01,2,54.01,27.005,,"
                        + "not paid back by the end of 2011-02, the last period that is over,")
                .contains("shop,2010-12,1,,,,no acquisition spend was given for 2010-12 and 'shop',");
        assertThat(Contracts.lines(payback.curves()))
                .hasSize(6 * 4)
                .contains("all,2011-01,1,19.5,27.005", "web,2011-01,1,24.0,24.01", "web,2011-02,0,,");
    }

    @Property(tries = 300)
    void tellsWhatTheSlowWayFinds(
            @ForAll List<Logs.Row> rows,
            @ForAll boolean withCost,
            @ForAll @IntRange(max = 2000) int spent,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY + 40) int asOf) {
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, withCost);
        int known = Math.max(asOf, log.firstDay());
        AcquisitionSpend spend = AcquisitionSpend.of(
                Logs.EUR,
                List.of(
                        AcquisitionSpend.Entry.of(LocalDate.ofEpochDay(-20), spent),
                        AcquisitionSpend.Entry.of(LocalDate.ofEpochDay(20), spent)));
        CohortPayback payback = CohortPayback.of(
                log,
                TimeStep.MONTHS,
                LocalDate.ofEpochDay(known),
                Grouping.everyone(log.customers()),
                AcquisitionOptions.withDefaults().withSpend(spend));
        Map<String, Integer> firstDays = new HashMap<>();
        for (Logs.Row row : rows) {
            if (row.amount() >= 0 && row.day() <= known) {
                firstDays.merge(row.customer(), row.day(), Math::min);
            }
        }
        Periods months = payback.periods();
        for (int c = 0; c < months.count(); c++) {
            int cohort = c;
            int found = -1;
            for (int k = 0; payback.isKnown(c, k); k++) {
                int to = months.lastDay(c + k);
                long margin = rows.stream()
                        .filter(row -> firstDays.containsKey(row.customer())
                                && months.indexOf(firstDays.get(row.customer())) == cohort
                                && row.day() <= to
                                && row.day() >= firstDays.get(row.customer()))
                        .mapToLong(row -> row.amount() - (withCost ? row.cost() : 0))
                        .sum();
                long size = firstDays.values().stream()
                        .filter(day -> months.indexOf(day) == cohort)
                        .count();
                if (size > 0) {
                    assertThat(payback.marginPerCustomer(c, k, 0).value()).isEqualTo(margin / (100.0 * size));
                    if (found < 0 && margin >= spent) {
                        found = k;
                    }
                }
            }
            KpiValue offset = payback.paybackOffset(c, 0);
            boolean told = c == months.indexOf(-20) || c == months.indexOf(20);
            assertThat(offset.isDefined()).isEqualTo(told && found >= 0);
            if (offset.isDefined()) {
                assertThat(offset.value()).isEqualTo(found);
            }
        }
    }
}
