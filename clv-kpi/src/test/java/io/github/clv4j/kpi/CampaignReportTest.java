package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CampaignReportTest {
    private static final LocalDate FROM = LocalDate.parse("2011-02-01");
    private static final LocalDate TO = LocalDate.parse("2011-02-28");

    /** Margin of treated and control customers in the window: those of the Welch test below. */
    private static final long[] TREATED = {0, 0, 12_50, 20_00, 0, 40_00};

    private static final long[] CONTROL = {0, 5_00, 0, 0, 10_00};

    private static TransactionLog log(boolean withCost) {
        List<Logs.Row> rows = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            String id = i < 6 ? "t" + i : "x" + (i - 6);
            long margin = i < 6 ? TREATED[i] : CONTROL[i - 6];
            // Before and after the window, by far more than in it.
            rows.add(Logs.row(id, "2011-01-31", 1_000_00L * (i + 1), 0, null));
            rows.add(Logs.row(id, "2011-03-01", 9_000_00L * (i + 1), 0, null));
            if (margin > 0) {
                rows.add(Logs.row(id, "2011-02-28", withCost ? margin + 7_00 : margin, 7_00, null));
            }
        }
        return Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, withCost);
    }

    private static CampaignData campaign(TransactionLog log) {
        List<CampaignRow> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rows.add(CampaignRow.treated("t" + i, FROM, TO, 2_00));
        }
        for (int i = 0; i < 5; i++) {
            rows.add(CampaignRow.control("x" + i, FROM, TO));
        }
        return CampaignData.of(CampaignOptions.of(log), rows);
    }

    /** Welch's test computed apart from this library with SciPy 1.17.1: ttest_ind(..., equal_var=False). */
    @Test
    void marginUpliftWithWelchsInterval() {
        TransactionLog log = log(true);
        CampaignReport report = CampaignReport.of(log, campaign(log), Grouping.everyone(11));
        ValueEstimate uplift = report.marginUplift(0, 0.95);
        assertThat(uplift.value().value()).isCloseTo(109 / 12.0, within(1e-12));
        assertThat(uplift.lower()).isCloseTo(-7.690995378122166, within(1e-7));
        assertThat(uplift.upper()).isCloseTo(25.85766204478883, within(1e-7));
        assertThat(uplift.value().note()).isNull();
        assertThat(report.marginTest(0).statistic()).isCloseTo(1.3295649271105456, within(1e-12));
        assertThat(report.marginTest(0).pValue()).isCloseTo(0.2326259589983872, within(1e-10));
        assertThat(report.revenueUplift(0, 0.95).value().value())
                .isCloseTo((72.5 + 21) / 6 - (15 + 14) / 5.0, within(1e-12));
        // Six treated at 2.00.
        assertThat(report.incrementalMargin(0, 0.95).value().value()).isCloseTo(54.5, within(1e-12));
        assertThat(report.netReturn(0, 0.95).value().value()).isCloseTo(42.5, within(1e-12));
        assertThat(report.netReturn(0, 0.95).lower()).isCloseTo(6 * -7.690995378122166 - 12, within(1e-6));
        assertThat(report.returnOnCost(0, 0.95).value().value()).isCloseTo(42.5 / 12, within(1e-12));
        assertThat(report.returnOnCost(0, 0.95).upper()).isCloseTo((6 * 25.85766204478883 - 12) / 12, within(1e-6));
        assertThat(report.responseUplift(0, 0.95).value().value()).isCloseTo(0.1, within(1e-15));
        assertThat(report.responseRate(0, CampaignArm.CONTROL, 0.95).rate().value())
                .isEqualTo(0.4);
        assertThat(report.orders(0, CampaignArm.TREATED)).isEqualTo(3);
        assertThat(report.revenue(0, CampaignArm.TREATED)).isEqualByComparingTo("93.50");
        assertThat(report.unfinished()).isZero();
    }

    @Test
    void marginByARateAndRevenueInItsPlace() {
        TransactionLog log = log(false);
        CampaignReport half = CampaignReport.of(log, campaign(log), Grouping.everyone(11), 0.5);
        assertThat(half.marginUplift(0, 0.95).value().value()).isCloseTo(109 / 24.0, within(1e-12));
        assertThat(half.marginUplift(0, 0.95).upper()).isCloseTo(25.85766204478883 / 2, within(1e-7));
        assertThat(half.marginTest(0).statistic()).isCloseTo(1.3295649271105456, within(1e-12));
        CampaignReport revenue = CampaignReport.of(log, campaign(log), Grouping.everyone(11));
        assertThat(revenue.marginUplift(0, 0.95).value().note()).contains("revenue-based");
        assertThat(revenue.netReturn(0, 0.95).value().note()).contains("revenue-based");
    }

    /** What is known later changes nothing: neither later rows nor a refund that is netted later. */
    @Test
    void nothingAfterTheWindowPlaysAPart() {
        List<Logs.Row> rows = new ArrayList<>(List.of(
                Logs.row("a", "2011-02-03", 30_00),
                Logs.row("b", "2011-02-20", 10_00),
                Logs.row("b", "2011-02-22", -10_00),
                Logs.row("c", "2011-01-03", 10_00)));
        TransactionLog then = Logs.of(rows, RefundPolicy.NET, false);
        rows.add(Logs.row("a", "2011-03-03", -30_00));
        rows.add(Logs.row("c", "2011-03-03", 50_00));
        TransactionLog now = Logs.of(rows, RefundPolicy.NET, false);
        List<Double> uplifts = new ArrayList<>();
        for (TransactionLog log : List.of(then, now)) {
            CampaignData data = CampaignData.of(
                    CampaignOptions.of(log),
                    List.of(
                            CampaignRow.treated("a", FROM, TO, 1),
                            CampaignRow.treated("b", FROM, TO, 1),
                            CampaignRow.control("c", FROM, TO)));
            CampaignReport report = CampaignReport.of(log, data, Grouping.everyone(log.customers()));
            uplifts.add(report.revenueUplift(0, 0.9).value().value());
            // b's order was refunded within the window.
            assertThat(report.responders(0, CampaignArm.TREATED)).isEqualTo(1);
            assertThat(report.unfinished()).isEqualTo(log == then ? 3 : 0);
        }
        assertThat(uplifts).containsExactly(15.0, 15.0);
    }

    /** The log runs from 2011-01-31 to 2011-03-01: no order is known of other days, which is not that there were none. */
    @Test
    void windowsOutsideTheLogTellNothing() {
        TransactionLog log = log(true);
        for (String day : List.of("2010-12-31", "2011-03-02")) {
            LocalDate outside = LocalDate.parse(day);
            CampaignData data = CampaignData.of(
                    CampaignOptions.of(log),
                    List.of(
                            CampaignRow.treated("t0", outside, outside, 2_00),
                            CampaignRow.control("x0", outside, outside)));
            CampaignReport report = CampaignReport.of(log, data, Grouping.everyone(11));
            assertThat(report.unobserved(0, CampaignArm.TREATED)).isEqualTo(1);
            assertThat(report.unobserved(0, CampaignArm.CONTROL)).isEqualTo(1);
            assertThat(report.unfinished()).isZero();
            assertThat(report.responseRate(0, CampaignArm.TREATED, 0.95).rate().undefinedReason())
                    .isEqualTo("the windows of all customers in this arm lie outside the days of the log");
            String why = "the windows of all customers in one of the arms lie outside the days of the log";
            assertThat(report.responseUplift(0, 0.95).value().undefinedReason()).isEqualTo(why);
            assertThat(report.responseTest(0).undefinedReason()).isEqualTo(why);
            assertThat(report.marginUplift(0, 0.95).value().undefinedReason()).isEqualTo(why);
            assertThat(report.marginTest(0).undefinedReason()).isEqualTo(why);
            assertThat(report.netReturn(0, 0.95).value().isDefined()).isFalse();
            assertThat(report.stratifiedMargin(0.95).value().undefinedReason()).contains("outside the days of the log");
            assertThat(report.toTable(0.95, PValueAdjustment.HOLM)
                            .column("undefined")
                            .textAt(0))
                    .isEqualTo(why);
        }
    }

    /** One day in common is enough to be in; others who are not seen change no figure. */
    @Test
    void customersWithoutADayInTheLogChangeNoFigure() {
        TransactionLog log = log(true);
        LocalDate last = LocalDate.parse("2011-03-01");
        List<CampaignRow> rows = new ArrayList<>(List.of(
                CampaignRow.treated("t0", last, last.plusDays(9), 2_00),
                CampaignRow.treated("t1", FROM, TO, 2_00),
                CampaignRow.control("x0", FROM, TO)));
        CampaignReport without =
                CampaignReport.of(log, CampaignData.of(CampaignOptions.of(log), rows), Grouping.everyone(11));
        assertThat(without.responders(0, CampaignArm.TREATED)).isEqualTo(1);
        assertThat(without.unfinished()).isEqualTo(1);
        rows.add(CampaignRow.treated("t2", last.plusDays(1), last.plusDays(9), 50_00));
        rows.add(CampaignRow.control("x2", FROM.minusYears(1), FROM.minusMonths(6)));
        CampaignReport with =
                CampaignReport.of(log, CampaignData.of(CampaignOptions.of(log), rows), Grouping.everyone(11));
        assertThat(with.unobserved(0, CampaignArm.TREATED)).isEqualTo(1);
        assertThat(with.unobserved(0, CampaignArm.CONTROL)).isEqualTo(1);
        assertThat(with.unfinished()).isEqualTo(1);
        Table expected = without.toTable(0.95, PValueAdjustment.HOLM);
        Table actual = with.toTable(0.95, PValueAdjustment.HOLM);
        for (int row = 0; row < expected.rows(); row++) {
            for (int c = 0; c < expected.columns().size(); c++) {
                assertThat(actual.columns().get(c).textAt(row))
                        .as(expected.columns().get(c).name())
                        .isEqualTo(expected.columns().get(c).textAt(row));
            }
        }
    }

    @Test
    void segmentsAddUpAndTheirPValuesAreAFamily() {
        TransactionLog log = log(true);
        Grouping segments = Grouping.of("segment", 11, c -> {
            String id = log.index().id(c);
            return id.equals("x4") ? null : id.charAt(1) % 2 == 0 ? "even" : "odd";
        });
        CampaignReport report = CampaignReport.of(log, campaign(log), segments);
        assertThat(report.groups()).containsExactly("all", "even", "odd", "(none)");
        for (CampaignArm arm : CampaignArm.values()) {
            assertThat(report.customers(1, arm) + report.customers(2, arm) + report.customers(3, arm))
                    .isEqualTo(report.customers(0, arm));
            assertThat(report.responders(1, arm) + report.responders(2, arm) + report.responders(3, arm))
                    .isEqualTo(report.responders(0, arm));
        }
        assertThat(report.responseUplift(3, 0.9).value().undefinedReason())
                .isEqualTo("no customers in one of the arms");
        double[] plain = report.pValues(true, PValueAdjustment.NONE);
        double[] holm = report.pValues(true, PValueAdjustment.HOLM);
        assertThat(holm[0]).isEqualTo(plain[0]);
        assertThat(holm[1]).isEqualTo(PValueAdjustment.HOLM.adjust(plain[1], plain[2])[0]);
        assertThat(holm[2]).isEqualTo(PValueAdjustment.HOLM.adjust(plain[1], plain[2])[1]);
        assertThat(holm[3]).isNaN();
        assertThat(Math.min(holm[1], holm[2])).isEqualTo(2 * Math.min(plain[1], plain[2]));
        Table table = report.toTable(0.9, PValueAdjustment.HOLM);
        assertThat(table.rows()).isEqualTo(4);
        assertThat(table.column("undefined").textAt(3)).isEqualTo("no customers in one of the arms");
        assertThat(table.column("treated").longAt(0)).isEqualTo(6);
    }

    /** Buyers were treated more often: together it looks like an effect, by segment there is none. */
    @Test
    void aMixOfSegmentsIsNoEffect() {
        List<Logs.Row> rows = new ArrayList<>();
        List<CampaignRow> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean buyer = i < 20;
            boolean treated = buyer ? i % 4 != 0 : i % 4 == 0;
            String id = (buyer ? "buyer " : "other ") + i;
            rows.add(Logs.row(id, "2011-01-01", 1_00));
            rows.add(Logs.row(id, "2011-03-01", 1_00));
            // In both arms of a segment the same mean: 20.00 for buyers, 2.00 for others.
            rows.add(Logs.row(id, "2011-02-05", (buyer ? 20_00 : 2_00)));
            entries.add(treated ? CampaignRow.treated(id, FROM, TO, 10) : CampaignRow.control(id, FROM, TO));
        }
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        Grouping segments = Grouping.of("segment", 40, c -> log.index().id(c).substring(0, 5));
        CampaignReport report = CampaignReport.of(log, CampaignData.of(CampaignOptions.of(log), entries), segments);
        assertThat(report.marginUplift(0, 0.9).lower()).isGreaterThan(0);
        assertThat(report.stratifiedMargin(0.9).value().value()).isEqualTo(0);
        assertThat(report.stratifiedMargin(0.9).hasInterval()).isFalse();
    }

    @Test
    void aNextCampaignIsSizedByThisOne() {
        TransactionLog log = log(true);
        CampaignReport report = CampaignReport.of(log, campaign(log), Grouping.everyone(11));
        assertThat(report.sampleSizeForResponse(0, 0.1, 0.95, 0.8))
                .contains(SampleSize.forRates(0.4, 0.1, 0.95, 0.8, 5 / 6.0));
        // 0, 5, 0, 0, 10: mean 3, variance 20.
        assertThat(report.sampleSizeForMargin(0, 1, 0.95, 0.8))
                .contains(SampleSize.forMeans(Math.sqrt(20), 1, 0.95, 0.8, 5 / 6.0));
        assertThat(report.sampleSizeForResponse(0, 0.7, 0.95, 0.8)).isEmpty();
    }

    @Test
    void badInputIsNamed() {
        TransactionLog log = log(true);
        CampaignData data = campaign(log);
        Grouping all = Grouping.everyone(11);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CampaignReport.of(log, data, all, 0.5))
                .withMessageContaining("gross margin is 0.5, but the log has cost");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CampaignReport.of(log, data, all, Double.NaN))
                .withMessageContaining("gross margin is NaN; it must be 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CampaignReport.of(log, data, Grouping.everyone(3)))
                .withMessage("grouping 'all' is of 3 customers, the log has 11; make the grouping from this log");
        TransactionLogBuilder yen = TransactionLog.builder(LogOptions.of(MoneyScale.of("JPY")));
        yen.add("t0", 0, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CampaignReport.of(yen.build(), data, all))
                .withMessageContaining("the campaign's costs are in EUR with 2 digits, the log is in JPY");
        TransactionLog other = Logs.of(List.of(Logs.row("x0", "2011-02-03", 1)), RefundPolicy.KEEP_NEGATIVE, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CampaignReport.of(other, data, Grouping.everyone(1)))
                .withMessage("customer 't0' has number 0 in the campaign and -1 in the log; make the campaign from this"
                        + " log");
    }

    /** Newcombe (1998), table II: examples a, b and g, method 10. */
    @Test
    void newcombesPublishedIntervals() {
        assertInterval(RateDifference.of(56, 70, 48, 80), 0.0524, 0.3339);
        assertInterval(RateDifference.of(9, 10, 3, 10), 0.1705, 0.8090);
        assertInterval(RateDifference.of(10, 10, 0, 20), 0.6791, 1.0000);
        // SciPy 1.17.1, chi2_contingency without correction.
        assertThat(RateDifference.of(56, 70, 48, 80).test().pValue()).isCloseTo(0.008045081368196585, within(1e-14));
        assertThat(RateDifference.of(0, 5, 0, 5).test().undefinedReason()).contains("nothing varies");
    }

    private static void assertInterval(RateDifference difference, double lower, double upper) {
        ValueEstimate interval = difference.interval(0.95);
        assertThat(interval.lower()).isCloseTo(lower, within(5e-5));
        assertThat(interval.upper()).isCloseTo(upper, within(5e-5));
    }

    @Test
    void newcombesIntervalsHoldTheTruthAsOftenAsTheySay() {
        Random random = new Random(1998);
        int held = 0;
        int runs = 20_000;
        for (int run = 0; run < runs; run++) {
            ValueEstimate interval = RateDifference.of(hits(random, 160, 0.14), 160, hits(random, 110, 0.08), 110)
                    .interval(0.9);
            held += interval.lower() <= 0.06 && interval.upper() >= 0.06 ? 1 : 0;
        }
        assertThat((double) held / runs).isCloseTo(0.9, within(0.02));
    }

    private static long hits(Random random, int n, double p) {
        return random.doubles(n).filter(u -> u < p).count();
    }

    /** Skewed spend, most of it nothing, with other variances in the two arms. */
    @Test
    void welchsIntervalsHoldTheTruthAsOftenAsTheySay() {
        Random random = new Random(1947);
        int held = 0;
        int runs = 5_000;
        for (int run = 0; run < runs; run++) {
            ArmTotals treated = arm(random, 200, 0.3, 40_00);
            ArmTotals control = arm(random, 120, 0.2, 30_00);
            // 0.3 × 40.00 − 0.2 × 30.00, in minor units.
            ValueEstimate interval =
                    MeanDifference.of(treated, control, true, BigDecimal.ONE).interval(0.9);
            held += interval.lower() <= 6_00 && interval.upper() >= 6_00 ? 1 : 0;
        }
        assertThat((double) held / runs).isCloseTo(0.9, within(0.02));
    }

    private static ArmTotals arm(Random random, int n, double rate, double mean) {
        ArmTotals arm = new ArmTotals();
        for (int i = 0; i < n; i++) {
            boolean buys = random.nextDouble() < rate;
            long spend = buys ? Math.round(-mean * Math.log(1 - random.nextDouble())) : 0;
            arm.add(buys ? 1 : 0, BigInteger.valueOf(spend), BigInteger.valueOf(spend), 0);
        }
        return arm;
    }
}
