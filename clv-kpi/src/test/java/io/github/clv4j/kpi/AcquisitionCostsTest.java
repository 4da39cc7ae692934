package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class AcquisitionCostsTest {
    private static AcquisitionSpend.Entry spent(String day, long minor) {
        return AcquisitionSpend.Entry.of(LocalDate.parse(day), minor);
    }

    private static AcquisitionSpend.Entry spent(String day, long minor, String channel) {
        return AcquisitionSpend.Entry.of(LocalDate.parse(day), minor, channel);
    }

    @Test
    void newCustomersShareWhatTheirChannelCost() {
        TransactionLog log = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, true);
        AcquisitionSpend spend = AcquisitionSpend.of(
                Logs.EUR,
                List.of(
                        spent("2011-01-01", 12_00, "web"),
                        spent("2011-01-31", 30_00, "shop"),
                        spent("2011-01-15", 1_01),
                        spent("2011-02-01", 7_00, "web"),
                        spent("2010-11-01", 99_00)));
        Periods months = Periods.covering(log, TimeStep.MONTHS);
        AcquisitionCosts costs = AcquisitionCosts.of(log, months, Grouping.byFirst(log, "channel"), spend);
        assertThat(Contracts.lines(costs.toTable()))
                .containsExactly("a,12.51", "b,30.50", "c,0.00", "d,0.00", "e,0.00");
        assertThat(costs.unchargedMinor()).isEqualTo(7_00);
        assertThat(costs.spentMinor()).isEqualTo(50_01);
        CustomerProfit profit =
                CustomerProfit.of(log, ProfitOptions.withDefaults().withAcquisitionCost(costs.minorByCustomer()));
        assertThat(profit.profitMinor(0)).isEqualTo(24_00 - 12_51);
    }

    @Property(tries = 300)
    void nothingIsLost(
            @ForAll List<Logs.Row> rows,
            @ForAll @LongRange(max = 1000) long web,
            @ForAll @LongRange(max = 1000) long all) {
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        Periods weeks = Periods.covering(log, TimeStep.WEEKS);
        Grouping channels = Grouping.byFirst(log, "channel");
        boolean known = channels.labels().contains("web");
        AcquisitionSpend spend = AcquisitionSpend.of(
                Logs.EUR,
                List.of(
                        known ? spent("1970-01-05", web, "web") : spent("1970-01-05", web),
                        spent("1970-01-06", all),
                        spent("1969-12-20", all)));
        AcquisitionCosts costs = AcquisitionCosts.of(log, weeks, channels, spend);
        AcquisitionReport report = AcquisitionReport.of(
                log, weeks, channels, AcquisitionOptions.withDefaults().withSpend(spend));
        double told = 0;
        for (int p = 0; p < weeks.count(); p++) {
            told += report.spend(p, 0).isDefined() ? report.spend(p, 0).value() : 0;
        }
        assertThat(costs.spentMinor()).isEqualTo(Math.round(told * 100));
        assertThat(Arrays.stream(costs.minorByCustomer()).sum() + costs.unchargedMinor())
                .isEqualTo(costs.spentMinor());
        for (int c = 0; c < log.customers(); c++) {
            for (int d = 0; d < log.customers(); d++) {
                boolean together = channels.groupOf(c) == channels.groupOf(d)
                        && weeks.indexOf(first(log, c)) == weeks.indexOf(first(log, d));
                if (together) {
                    assertThat(costs.costMinor(c)).isBetween(costs.costMinor(d) - 2, costs.costMinor(d) + 2);
                }
            }
        }
    }

    private static int first(TransactionLog log, int customer) {
        return AcquisitionReport.firstOrderDay(log.historyAsOf(customer, log.lastDay()));
    }
}
