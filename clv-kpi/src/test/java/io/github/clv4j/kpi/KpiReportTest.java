package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KpiReportTest {
    private static final LocalDate JANUARY = LocalDate.parse("2011-01-01");
    private static final TransactionLog LOG = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false);
    private static final Periods MONTHS = Periods.covering(JANUARY, LocalDate.parse("2011-03-20"), TimeStep.MONTHS);
    private static final PeriodFacts BY_CHANNEL = PeriodFacts.of(LOG, MONTHS, Grouping.byFirst(LOG, "channel"));

    private static String line(Table table, int row) {
        return table.columns().stream()
                .map(column -> Objects.toString(column.textAt(row), ""))
                .collect(Collectors.joining(","));
    }

    private static AcquisitionSpend spend(AcquisitionSpend.Entry... entries) {
        return AcquisitionSpend.of(Logs.EUR, "spend.csv", List.of(entries));
    }

    /** The ends of retention are Wilson's for 1 of 1, 1 of 3 and 0 of 2, worked out apart: 1/(1 + z²) is the first. */
    @Test
    void isALongTable() {
        Table table = KpiReport.of(PeriodFacts.of(LOG, MONTHS), Kpis.REVENUE, Kpis.RETENTION_RATE, Kpis.CLV_TO_CAC)
                .toTable();
        assertThat(table.columns().stream().map(Column::name))
                .containsExactly(
                        "period",
                        "period_start",
                        "grouping",
                        "group",
                        "kpi",
                        "value",
                        "numerator",
                        "denominator",
                        "lower",
                        "upper",
                        "unit",
                        "undefined",
                        "complete",
                        "note");
        assertThat(IntStream.range(0, table.rows()).mapToObj(row -> line(table, row)))
                .containsExactly(
                        "2011-01,2011-01-01,all,all,revenue,71.0,71.0,,,,money,,true,",
                        "2011-01,2011-01-01,all,all,retention_rate,1.0,1.0,1.0,0.20654931437723745,1.0,ratio,,true,",
                        "2011-01,2011-01-01,all,all,clv_to_cac,,105.0,,,,ratio,no acquisition spend was given,true,"
                                + "revenue-based: neither costs nor a gross margin were given",
                        "2011-02,2011-02-01,all,all,revenue,35.0,35.0,,,,money,,true,",
                        "2011-02,2011-02-01,all,all,retention_rate,0.3333333333333333,1.0,3.0,0.06149194472039621,"
                                + "0.7923403991979522,ratio,,true,",
                        "2011-02,2011-02-01,all,all,clv_to_cac,,5.0,,,,ratio,no acquisition spend was given,true,"
                                + "revenue-based: neither costs nor a gross margin were given",
                        "2011-03,2011-03-01,all,all,revenue,105.0,105.0,,,,money,,false,",
                        "2011-03,2011-03-01,all,all,retention_rate,0.0,0.0,2.0,0.0,0.6576197724933469,ratio,,false,",
                        "2011-03,2011-03-01,all,all,clv_to_cac,,100.0,,,,ratio,no acquisition spend was given,false,"
                                + "revenue-based: neither costs nor a gross margin were given");
    }

    @Test
    void takesEveryKpiPerGroup() {
        KpiReport report = KpiReport.of(
                BY_CHANNEL,
                KpiOptions.withDefaults()
                        .withAcquisitionSpend(spend(
                                AcquisitionSpend.Entry.of(JANUARY, 12_00, "web"),
                                AcquisitionSpend.Entry.of(JANUARY.plusDays(5), 3_00, "web"),
                                AcquisitionSpend.Entry.of(JANUARY, 5_00))),
                Kpis.CAC,
                Kpis.AOV);
        assertThat(report.facts().groups()).containsExactly("all", "shop", "web", "(none)");
        // One customer each came by web and by shop in January; 5.00 were spent on no channel in particular.
        assertThat(report.value(Kpis.CAC, 0, 0).value()).isEqualTo(10);
        assertThat(report.value(Kpis.CAC, 0, report.facts().indexOf("web")).value())
                .isEqualTo(15);
        assertThat(report.value(Kpis.CAC, 0, report.facts().indexOf("shop")).undefinedReason())
                .isEqualTo("no acquisition spend was given for this period and group");
        assertThat(report.value(Kpis.AOV, 0, report.facts().indexOf("web")).value())
                .isEqualTo(15);
        assertThat(report.toTable().rows()).isEqualTo(3 * 4 * 2);
        assertThat(line(report.toTable(), 5))
                .isEqualTo("2011-01,2011-01-01,first channel,web,aov,15.0,30.0,2.0,,,money,,true,");
    }

    @Test
    void spendOutsideThePeriodsDoesNotCount() {
        KpiReport report = KpiReport.of(
                PeriodFacts.of(LOG, MONTHS),
                KpiOptions.withDefaults()
                        .withAcquisitionSpend(spend(
                                AcquisitionSpend.Entry.of(LocalDate.parse("2010-12-31"), 1_00),
                                AcquisitionSpend.Entry.of(LocalDate.parse("2011-03-20"), 2_00),
                                AcquisitionSpend.Entry.of(LocalDate.parse("2011-03-21"), 4_00),
                                AcquisitionSpend.Entry.of(LocalDate.parse("2011-04-01"), 8_00))),
                Kpis.CAC);
        assertThat(report.value(Kpis.CAC, 0).isDefined()).isFalse();
        assertThat(report.value(Kpis.CAC, 2).value()).isEqualTo(2);
    }

    @Test
    void spendCountsInEveryWindowThatHoldsItsDay() {
        KpiReport report = KpiReport.of(
                PeriodFacts.of(LOG, Periods.rolling(LocalDate.parse("2011-01-31"), 20, 10, 3)),
                KpiOptions.withDefaults()
                        .withAcquisitionSpend(spend(AcquisitionSpend.Entry.of(LocalDate.parse("2011-01-15"), 6_00))),
                Kpis.CAC);
        // a is new on 5 January, b on the 10th; the windows end on the 11th, 21st and 31st.
        assertThat(report.value(Kpis.CAC, 0).undefinedReason())
                .isEqualTo("no acquisition spend was given for this period");
        assertThat(report.value(Kpis.CAC, 1).value()).isEqualTo(3);
        assertThat(report.value(Kpis.CAC, 2).undefinedReason()).isEqualTo("no new customers in the period");
    }

    @Test
    void findsValuesByLabel() {
        KpiReport report = KpiReport.of(BY_CHANNEL, Kpis.AOV);
        assertThat(report.value(Kpis.AOV, "2011-01", "web").value()).isEqualTo(15);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.value(Kpis.AOV, "2011-01", "tv"))
                .withMessage("no group 'tv' by first channel; there are [all, shop, web, (none)]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.value(Kpis.AOV, "2011-04", "web"))
                .withMessageContaining("no period '2011-04'");
    }

    @Test
    void spendByAnUnknownGroupIsAnErrorWithItsRow() {
        KpiOptions options = KpiOptions.withDefaults()
                .withAcquisitionSpend(spend(
                        AcquisitionSpend.Entry.of(JANUARY, 1_00, "web"),
                        AcquisitionSpend.Entry.of(JANUARY, 2_00, "tv").withRow(17)));
        assertThatThrownBy(() -> KpiReport.of(BY_CHANNEL, options, Kpis.CAC))
                .isInstanceOf(DataException.class)
                .hasMessage("spend.csv, row 17, column 'group': 'tv'; it must be one of [all, shop, web, (none)] by"
                        + " first channel; spend told by something else is used withoutGroups()");
        AcquisitionSpend blended =
                Objects.requireNonNull(options.acquisitionSpend()).withoutGroups();
        assertThat(KpiReport.of(BY_CHANNEL, options.withAcquisitionSpend(blended), Kpis.CAC)
                        .value(Kpis.CAC, 0)
                        .value())
                .isEqualTo(1.5);
        // Without groups there is nothing to compare labels with.
        assertThat(KpiReport.of(PeriodFacts.of(LOG, MONTHS), options, Kpis.CAC)
                        .value(Kpis.CAC, 0)
                        .value())
                .isEqualTo(1.5);
    }

    @Test
    void refusesWhatDoesNotFit() {
        PeriodFacts facts = PeriodFacts.of(LOG, MONTHS);
        AcquisitionSpend dollars =
                AcquisitionSpend.of(MoneyScale.of("USD"), List.of(AcquisitionSpend.Entry.of(JANUARY, 1_00)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> KpiReport.of(facts, KpiOptions.withDefaults().withAcquisitionSpend(dollars), Kpis.CAC))
                .withMessage("acquisition spend is in USD with 2 digits, the log in EUR with 2 digits; both must be in"
                        + " the same currency");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KpiReport.of(facts))
                .withMessageContaining("no KPI was given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KpiReport.of(facts, Kpis.AOV, Kpis.AOV))
                .withMessage("KPI 'aov' was given twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KpiReport.of(facts, Kpis.AOV).value(Kpis.ARPU, 0))
                .withMessage("the report has no KPI 'arpu'; it has [aov]");
        PeriodFacts withCost = PeriodFacts.of(Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, true), MONTHS);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        KpiReport.of(withCost, KpiOptions.withDefaults().withGrossMargin(0.35), Kpis.GROSS_MARGIN))
                .withMessageContaining("the log has costs, which tell the margin");
    }

    @Test
    void refusesMarginsThatAreNone() {
        for (double rate : new double[] {-0.01, 1.01, 35, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KpiOptions.withDefaults().withGrossMargin(rate))
                    .withMessage("gross margin is " + rate + "; it must be 0 to 1 (0.35 is 35 %)");
        }
    }

    @Test
    void refusesNegativeSpend() {
        assertThatThrownBy(() ->
                        spend(AcquisitionSpend.Entry.of(JANUARY, 1_00), AcquisitionSpend.Entry.of(JANUARY, -2_50)))
                .isInstanceOf(DataException.class)
                .hasMessage("spend.csv, row 2, column 'amount': '-2.50'; acquisition spend must be 0 or more");
    }

    @Test
    void refusesSpendThatOverflows() {
        AcquisitionSpend huge =
                spend(AcquisitionSpend.Entry.of(JANUARY, Long.MAX_VALUE), AcquisitionSpend.Entry.of(JANUARY, 1));
        assertThatThrownBy(() -> KpiReport.of(
                        PeriodFacts.of(LOG, MONTHS), KpiOptions.withDefaults().withAcquisitionSpend(huge), Kpis.CAC))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("does not fit 64 bits");
    }
}
