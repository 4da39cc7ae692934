package io.github.clv4j.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.CountInterval;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * How often 90 % intervals hold the truth, over 1,000 simulated shops, so that the share found has a standard deviation of
 * 0.95 points if the intervals are right: those of expectations what the true parameters expect, those of outcomes what the
 * customers then did.
 */
class ClvCoverageTest {
    private static final int SHOPS = 1_000;
    private static final int CUSTOMERS = 600;
    private static final double LEVEL = 0.9;
    private static final double TOLERANCE = 0.02;
    private static final BgNbd TRUTH = BgNbd.of(0.8, 14, 0.8, 2.4, TimeStep.WEEKS);
    private static final GammaGamma SPEND = GammaGamma.of(6.25, 5, 20);
    private static final LocalDate FIRST = LocalDate.of(2022, 1, 3);
    private static final LocalDate LAST = FIRST.plusDays(728);
    private static final ClvOptions YEAR = ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.none());

    /** What was held in one shop, of how many. */
    private static final class Tally {
        int total;
        int customers;
        final int[] group = new int[3];
        final int[] orders = new int[3];
        final int[] values = new int[3];
        double ordersHeld;
        double ordersStated;
        double valuesHeld;
    }

    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        List<Tally> all = IntStream.range(0, SHOPS)
                .parallel()
                .mapToObj(ClvCoverageTest::shop)
                .toList();
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(all.stream().mapToInt(t -> t.total).average().orElseThrow())
                .as("expected total")
                .isBetween(LEVEL - TOLERANCE, LEVEL + TOLERANCE);
        softly.assertThat(all.stream()
                        .mapToDouble(t -> t.customers / 50.0)
                        .average()
                        .orElseThrow())
                .as("expected value of a customer")
                .isBetween(LEVEL - TOLERANCE, LEVEL + TOLERANCE);
        for (int g = 0; g < 3; g++) {
            int group = g;
            softly.assertThat(
                            all.stream().mapToInt(t -> t.group[group]).average().orElseThrow())
                    .as("expected total of group " + g)
                    .isBetween(LEVEL - TOLERANCE, LEVEL + TOLERANCE);
            softly.assertThat(all.stream()
                            .mapToInt(t -> t.orders[group])
                            .average()
                            .orElseThrow())
                    .as("orders of group " + g)
                    .isBetween(LEVEL - TOLERANCE, LEVEL + TOLERANCE);
            softly.assertThat(all.stream()
                            .mapToInt(t -> t.values[group])
                            .average()
                            .orElseThrow())
                    .as("value of group " + g)
                    .isBetween(LEVEL - TOLERANCE, LEVEL + TOLERANCE);
        }
        double held = all.stream().mapToDouble(t -> t.ordersHeld).average().orElseThrow();
        double stated = all.stream().mapToDouble(t -> t.ordersStated).average().orElseThrow();
        // Whole numbers: an interval states how likely it is, which is more than 90 %.
        softly.assertThat(held).as("orders of a customer").isBetween(stated - TOLERANCE, stated + TOLERANCE);
        softly.assertThat(all.stream().mapToDouble(t -> t.valuesHeld).average().orElseThrow())
                .as("value of a customer, of which no order is one value")
                .isGreaterThan(LEVEL - TOLERANCE);
        softly.assertAll();
    }

    private static Tally shop(int seed) {
        Simulation made = Simulation.of(
                TRUTH,
                SimulationOptions.of(FIRST, LAST.plusDays(364))
                        .withCustomers(CUSTOMERS)
                        .withEntryDays(180)
                        .withSeed(seed)
                        .withGammaGammaSpend(Shops.EUR, SPEND.p(), SPEND.q(), SPEND.nu()));
        CalibrationSplit split = CalibrationSplit.of(made.log(), LAST, LAST.plusDays(364), SummaryOptions.weekly());
        CustomerSummary summary = split.calibration();
        Fitted<BgNbd> purchases = BgNbd.fit(summary);
        Fitted<GammaGamma> spend = GammaGamma.fit(summary);
        ClvScores scores = PredictedClv.of(purchases.model(), spend.model(), Shops.EUR, YEAR)
                .score(summary);
        ClvScores truth = PredictedClv.of(TRUTH, SPEND, Shops.EUR, YEAR).score(summary);
        OutcomeIntervals outcomes = OutcomeIntervals.of(scores, purchases.report(), spend.report(), LEVEL);
        ClvIntervals expected = outcomes.expected();
        int[] groupOf = new int[summary.customers()];
        Arrays.setAll(groupOf, c -> Math.min(2, summary.x(c)));
        Grouping byX = Grouping.of("x", List.of("once", "twice", "more"), groupOf);
        Tally tally = new Tally();
        tally.total = held(expected.total(), truth.totalMinor() / 100.0);
        for (int c = 0; c < 50; c++) {
            tally.customers += held(expected.interval(c), truth.value(c));
        }
        double[] orders = new double[3];
        double[] values = new double[3];
        for (int c = 0; c < summary.customers(); c++) {
            orders[groupOf[c]] += split.holdoutPurchases(c);
            values[groupOf[c]] += split.holdoutSpendMinor(c) / 100.0;
        }
        List<Interval> ordersOfGroups = outcomes.orders(byX);
        for (int g = 0; g < 3; g++) {
            tally.group[g] = held(expected.totals(byX).get(g), truth.equity(byX).valueMinor(g) / 100.0);
            tally.orders[g] = held(ordersOfGroups.get(g), orders[g]);
            tally.values[g] = held(outcomes.values(byX).get(g), values[g]);
        }
        for (int c = 0; c < 20; c++) {
            CountInterval interval = outcomes.orders(c);
            tally.ordersHeld += interval.contains(split.holdoutPurchases(c)) ? 1.0 / 20 : 0;
            tally.ordersStated += interval.probability() / 20;
        }
        for (int c = 0; c < 4; c++) {
            tally.valuesHeld += held(outcomes.value(c), split.holdoutSpendMinor(c) / 100.0) / 4.0;
        }
        return tally;
    }

    private static int held(Interval interval, double value) {
        // Amounts are rounded to cents, the ends are not.
        return interval.lower() - 0.01 <= value && value <= interval.upper() + 0.01 ? 1 : 0;
    }

    @Test
    void theBootstrapAgreesWithTheDeltaMethod() {
        Simulation made = Simulation.of(
                TRUTH,
                SimulationOptions.of(FIRST, LAST)
                        .withCustomers(2_000)
                        .withEntryDays(180)
                        .withSeed(9)
                        .withGammaGammaSpend(Shops.EUR, SPEND.p(), SPEND.q(), SPEND.nu()));
        CustomerSummary summary =
                CustomerSummary.of(made.log(), SummaryOptions.weekly().until(LAST));
        Fitted<BgNbd> purchases = BgNbd.fit(summary);
        Fitted<GammaGamma> spend = GammaGamma.fit(summary);
        ClvOptions options = ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.1));
        ClvScores scores = PredictedClv.of(purchases.model(), spend.model(), Shops.EUR, options)
                .score(summary);
        ClvIntervals delta = ClvIntervals.delta(scores, purchases.report(), spend.report(), LEVEL);
        ClvBootstrap bootstrap = ClvBootstrap.of(scores, 400, 1, LEVEL);
        assertThat(bootstrap.failures()).isZero();
        assertThat(bootstrap.replicates()).isEqualTo(400);
        // A width from 400 replicates has an error of about 5 %.
        assertWidths(bootstrap.total(), delta.total());
        for (int c : new int[] {0, 17, 400, 1_999}) {
            assertWidths(bootstrap.interval(c), delta.interval(c));
            assertThat(bootstrap.interval(c).contains(scores.value(c))).isTrue();
        }
        Interval few = ClvBootstrap.of(scores, 20, 1, LEVEL).total();
        assertThat(ClvBootstrap.of(scores, 20, 1, LEVEL).total()).isEqualTo(few);
        assertThat(ClvBootstrap.of(scores, 20, 2, LEVEL).total()).isNotEqualTo(few);
        assertThat(bootstrap.totals(Grouping.everyone(summary.customers()))).containsExactly(bootstrap.total());
    }

    private static void assertWidths(Interval one, Interval other) {
        assertThat((one.upper() - one.lower()) / (other.upper() - other.lower()))
                .isBetween(0.8, 1.25);
    }
}
