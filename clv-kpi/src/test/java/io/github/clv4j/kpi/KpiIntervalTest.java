package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.fit.Interval;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiIntervalTest {
    private static final Periods MONTHS =
            Periods.covering(LocalDate.parse("2011-01-01"), LocalDate.parse("2011-02-28"), TimeStep.MONTHS);
    /** 95 %. */
    private static final double Z = 1.959963984540054;

    private static Interval interval(KpiValue value) {
        return Objects.requireNonNull(value.interval());
    }

    /**
     * Newcombe 1998 (Statistics in Medicine 17, 857-872), table I, method 3: 81/263, 15/148, 0/20 and 1/29 at 95 %.
     */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void wilsonsIntervalIsThePublishedOne(long part, long whole, double lower, double upper) {
        Interval interval = Intervals.wilson(part, whole, Intervals.z(0.95));
        assertThat(interval.lower()).isCloseTo(lower, within(5e-5));
        assertThat(interval.upper()).isCloseTo(upper, within(5e-5));
    }

    @Test
    void wilsonsIntervalStaysWithinZeroAndOne() {
        for (long whole : new long[] {1, 3, 1_000_000_007L, 1L << 52}) {
            for (long part : new long[] {0, 1, whole - 1, whole}) {
                Interval interval = Intervals.wilson(part, whole, Intervals.z(0.99));
                double p = part / (double) whole;
                assertThat(interval.contains(p)).isTrue();
                assertThat(interval.lower()).isBetween(0.0, 1.0);
                assertThat(interval.upper()).isBetween(0.0, 1.0);
            }
        }
    }

    /**
     * January: a has two orders of 30.00 together, b one of 40.00, e one of 1.00. AOV 71/4; residuals y − R x are −5.5, 22.25
     * and −16.75, their squares 805.875, so the half width is z √(3/2 · 805.875) / 4.
     */
    @Test
    void averageOrderValueHasTheIntervalOfTheLinearisedRatio() {
        KpiReport report = KpiReport.of(
                PeriodFacts.of(Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false), MONTHS),
                Kpis.AOV,
                Kpis.PURCHASE_FREQUENCY,
                Kpis.ARPU);
        double half = Z * Math.sqrt(1.5 * 805.875) / 4;
        assertThat(interval(report.value(Kpis.AOV, 0)).lower()).isCloseTo(17.75 - half, within(1e-12));
        assertThat(interval(report.value(Kpis.AOV, 0)).upper()).isCloseTo(17.75 + half, within(1e-12));
        // Orders 2, 1, 1 of three customers: residuals 2/3, −1/3, −1/3.
        half = Z * Math.sqrt(1.5 * 6 / 9) / 3;
        assertThat(interval(report.value(Kpis.PURCHASE_FREQUENCY, 0)).upper()).isCloseTo(4.0 / 3 + half, within(1e-12));
        // For a mean the interval is the usual one: standard deviation over the root of n.
        double mean = 71.0 / 3;
        double variance = (sq(30 - mean) + sq(40 - mean) + sq(1 - mean)) / 2;
        half = Z * Math.sqrt(variance / 3);
        assertThat(interval(report.value(Kpis.ARPU, 0)).lower()).isCloseTo(mean - half, within(1e-12));
    }

    private static double sq(double x) {
        return x * x;
    }

    @Test
    void marginRateHasAnIntervalWhereCostsTellIt() {
        TransactionLog costs = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, true);
        TransactionLog none = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false);
        KpiValue told = KpiReport.of(PeriodFacts.of(costs, MONTHS), Kpis.GROSS_MARGIN_RATE)
                .value(Kpis.GROSS_MARGIN_RATE, 0);
        // Margin and revenue of a 14 of 30, b 15 of 40, e 0.5 of 1; R = 29.5/71.
        double r = 29.5 / 71;
        double half = Z * Math.sqrt(1.5 * (sq(14 - 30 * r) + sq(15 - 40 * r) + sq(0.5 - r))) / 71;
        assertThat(interval(told).lower()).isCloseTo(r - half, within(1e-12));
        KpiValue stated = KpiReport.of(
                        PeriodFacts.of(none, MONTHS),
                        KpiOptions.withDefaults().withGrossMargin(0.4),
                        Kpis.GROSS_MARGIN_RATE)
                .value(Kpis.GROSS_MARGIN_RATE, 0);
        assertThat(stated.value()).isEqualTo(0.4);
        assertThat(stated.interval()).isNull();
    }

    @Test
    void oneCustomerHasNoInterval() {
        PeriodFacts facts = PeriodFacts.of(
                Logs.of(List.of(Logs.row("a", "2011-01-10", 5_00)), RefundPolicy.KEEP_NEGATIVE, false), MONTHS);
        assertThat(KpiReport.of(facts, Kpis.AOV).value(Kpis.AOV, 0).interval()).isNull();
    }

    @Test
    void keepsAmountsOfThatSizeExactly() {
        // In doubles the squares of these amounts cancel to nothing but noise.
        long large = 4_000_000_000_000_00L;
        PeriodFacts facts = PeriodFacts.of(
                Logs.of(
                        List.of(Logs.row("a", "2011-01-10", large), Logs.row("b", "2011-01-10", large + 2)),
                        RefundPolicy.KEEP_NEGATIVE,
                        false),
                MONTHS);
        Interval raw =
                Objects.requireNonNull(CustomerSums.ratio(facts, List.of(Fact.REVENUE), List.of(Fact.ORDERS), 0, 0, 1));
        // Residuals −1 and 1, so √(2 · 2) / 2.
        assertThat((raw.upper() - raw.lower()) / 2).isCloseTo(1, within(0.07));
    }

    @Test
    void asksForTheIntervalThatTheKpiNames() {
        PeriodFacts facts = PeriodFacts.of(Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false), MONTHS);
        Kpi silent = Kpi.of("x", "X", cell -> cell.ratio(Fact.REVENUE, Fact.ORDERS, "none"))
                .withNeeds(Fact.REVENUE, Fact.ORDERS);
        assertThatIllegalStateException()
                .isThrownBy(() -> KpiReport.of(facts, silent))
                .withMessage("KPI 'x' asks for CUSTOMER_RATIO but says that its interval is NONE");
        Kpi apart = Kpi.of("x", "X", cell -> cell.ratio(Fact.ORDERS, Fact.ORDER_GAPS, "none"))
                .withNeeds(Fact.ORDERS, Fact.ORDER_GAPS)
                .withInterval(KpiInterval.CUSTOMER_RATIO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KpiReport.of(facts, apart))
                .withMessageContaining("gaps and days of gaps are compared with each other alone");
        Kpi noSum = Kpi.of("x", "X", cell -> cell.ratio(Fact.NEW_CUSTOMERS, Fact.ORDERS, "none"))
                .withNeeds(Fact.NEW_CUSTOMERS, Fact.ORDERS)
                .withInterval(KpiInterval.CUSTOMER_RATIO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KpiReport.of(facts, noSum))
                .withMessageContaining("NEW_CUSTOMERS is no sum over the customers of a period");
        for (double level : new double[] {0, 1, Double.NaN, 95}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KpiOptions.withDefaults().withLevel(level))
                    .withMessage("level is " + level + "; it must be above 0 and below 1 (0.9 is 90 %)");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KpiValue.of(3).withInterval(new Interval(4, 5)))
                .withMessageContaining("the lower end must not be above the value");
    }

    /**
     * 2,000 shops of 300 customers whose means are known: orders in a month are 1 + Poisson of the customer's own rate, 0.4 or
     * 2; an order is worth more to those who order often; seven in ten come back in February.
     */
    @Test
    void holdsTheTruthAsOftenAsItSays() {
        int shops = 2_000;
        Map<Kpi, Double> truth = new LinkedHashMap<>();
        // Of two kinds, half each: 1.4 orders of mean 10 and 3 of mean 20, lognormal with variance of the logarithm
        // 0.25.
        double spread = Math.exp(0.125);
        truth.put(Kpis.PURCHASE_FREQUENCY, 2.2);
        truth.put(Kpis.ARPU, spread * (1.4 * 10 + 3 * 20) / 2);
        truth.put(Kpis.AOV, spread * (1.4 * 10 + 3 * 20) / 4.4);
        truth.put(Kpis.AOV_GROSS, spread * (1.4 * 10 + 3 * 20) / 4.4);
        truth.put(Kpis.RETENTION_RATE, 0.7);
        truth.put(Kpis.CHURN_RATE, 0.3);
        Map<Kpi, Integer> hits = new LinkedHashMap<>();
        KpiOptions options = KpiOptions.withDefaults().withLevel(0.90);
        for (int shop = 0; shop < shops; shop++) {
            KpiReport report = KpiReport.of(
                    PeriodFacts.of(shop(new SplittableRandom(4_711 + shop)), MONTHS),
                    options,
                    List.copyOf(truth.keySet()));
            truth.forEach((kpi, value) -> {
                boolean february = kpi.interval() == KpiInterval.WILSON;
                boolean hit = interval(report.value(kpi, february ? 1 : 0)).contains(value);
                hits.merge(kpi, hit ? 1 : 0, Integer::sum);
            });
        }
        hits.forEach(
                (kpi, count) -> assertThat(count / (double) shops).as(kpi.id()).isCloseTo(0.90, within(0.02)));
    }

    private static TransactionLog shop(SplittableRandom random) {
        List<Logs.Row> rows = new ArrayList<>();
        for (int c = 0; c < 300; c++) {
            boolean often = random.nextBoolean();
            int orders = 1 + poisson(often ? 2 : 0.4, random);
            for (int i = 0; i < orders; i++) {
                double value = (often ? 20 : 10) * Math.exp(0.5 * gaussian(random));
                rows.add(Logs.row("c" + c, "2011-01-10", Math.round(value * 100)));
            }
            if (random.nextDouble() < 0.7) {
                rows.add(Logs.row("c" + c, "2011-02-10", 1_00));
            }
        }
        return Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
    }

    private static int poisson(double mean, SplittableRandom random) {
        int n = 0;
        for (double left = Math.exp(-mean), u = random.nextDouble(); u > left; n++) {
            u -= left;
            left *= mean / (n + 1);
        }
        return n;
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
