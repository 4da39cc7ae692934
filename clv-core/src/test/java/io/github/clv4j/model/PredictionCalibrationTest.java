package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.simulate.Simulation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Predictions held against the truth about simulated customers, at the parameters that made them: means over all customers
 * and over groups of customers that were predicted alike. For regular purchases (k above 1) too, where published
 * expectations are approximations and these are said to be exact.
 */
class PredictionCalibrationTest {
    private static final int CUSTOMERS = 40_000;
    private static final int GROUPS = 6;
    private static final int HORIZON_DAYS = 364;
    private static final double HORIZON = 52;

    /** A sum as far from its expectation as this many standard deviations is met once in 150,000 sums. */
    private static final double SIGMAS = 4.5;

    static List<PurchaseModel> models() {
        return List.of(
                Nbd.of(0.4, 12, TimeStep.WEEKS),
                ParetoNbd.of(0.55, 10.6, 0.6, 11.7, TimeStep.WEEKS),
                CorrelatedParetoNbd.of(1.2, 1.5, 1.2, 3, 2.5, TimeStep.WEEKS),
                CorrelatedParetoNbd.of(1.2, 1.5, 1.2, 3, -2.5, TimeStep.WEEKS),
                BgNbd.of(0.2426, 4.4136, 0.7929, 2.4259, TimeStep.WEEKS),
                MbgNbd.of(0.52, 6.18, 0.89, 1.61, TimeStep.WEEKS),
                BgCnbdK.of(2, 0.8, 3, 0.8, 2.4, TimeStep.WEEKS),
                BgCnbdK.of(3, 1.5, 4, 0.3, 1.2, TimeStep.WEEKS),
                MbgCnbdK.of(2, 0.8, 3, 0.8, 2.4, TimeStep.WEEKS),
                MbgCnbdK.of(3, 1.5, 4, 0.3, 1.2, TimeStep.WEEKS),
                GgompertzNbd.of(0.55, 10, 0.05, 0.6, 1.4, TimeStep.WEEKS),
                BgBb.of(1.2, 6, 0.66, 8, TimeStep.WEEKS));
    }

    @Test
    void everyFamilyIsTested() {
        assertThat(models().stream().map(PurchaseModel::family)).contains(ModelFamily.values());
    }

    private static Simulation made(PurchaseModel model) {
        return Simulation.of(
                model,
                Simulated.over(273, 84).withCustomers(CUSTOMERS).withSeed(21).withHorizonDays(HORIZON_DAYS));
    }

    @ParameterizedTest
    @MethodSource("models")
    void shareAliveIsThatPredicted(PurchaseModel model) {
        Simulation made = made(model);
        assertCalibrated(c -> model.pAlive(made.x(c), made.tx(c), made.age(c)), c -> made.isAlive(c) ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("models")
    void shareAliveLaterIsThatPredicted(PurchaseModel model) {
        Simulation made = made(model);
        assertCalibrated(
                c -> model.pAlive(made.x(c), made.tx(c), made.age(c), HORIZON),
                c -> made.dropoutAge(c) > made.age(c) + HORIZON ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("models")
    void purchasesAreThoseExpected(PurchaseModel model) {
        Simulation made = made(model);
        assertCalibrated(
                c -> model.expectedPurchases(made.x(c), made.tx(c), made.age(c), HORIZON), made::futurePurchases);
    }

    @ParameterizedTest
    @MethodSource("models")
    void frequenciesAreTheProbabilities(PurchaseModel model) {
        Simulation made = made(model);
        for (int n : new int[] {0, 1, 2, 5}) {
            assertCalibrated(
                    c -> model.probability(n, made.x(c), made.tx(c), made.age(c), HORIZON),
                    c -> made.futurePurchases(c) == n ? 1 : 0);
        }
        assertCalibrated(
                c -> model.pNoPurchase(made.x(c), made.tx(c), made.age(c), HORIZON),
                c -> made.futurePurchases(c) == 0 ? 1 : 0);
    }

    /** Of customers of whom nothing is known: one cohort, from its first purchase on. */
    @ParameterizedTest
    @MethodSource("models")
    void newCustomersBuyAsExpected(PurchaseModel model) {
        Simulation cohort = Simulation.of(
                model, Simulated.over(273, 1).withCustomers(CUSTOMERS).withSeed(22));
        double age = 39;
        assertMean(model.expectedPurchases(age), CUSTOMERS, cohort::x, "E[X(t)]");
        for (int n = 0; n < 8; n++) {
            int count = n;
            assertMean(model.probability(n, age), CUSTOMERS, c -> cohort.x(c) == count ? 1 : 0, "P(X(t) = " + n + ")");
        }
        assertMean(model.pAlive(0, 0, 0, age), CUSTOMERS, c -> cohort.isAlive(c) ? 1 : 0, "P(alive)");
    }

    private static void assertMean(double expected, int customers, IntToDoubleFunction truth, String what) {
        double sum = 0;
        double squares = 0;
        for (int c = 0; c < customers; c++) {
            double value = truth.applyAsDouble(c);
            sum += value;
            squares += value * value;
        }
        double mean = sum / customers;
        double deviation = Math.sqrt(Math.max(squares / customers - mean * mean, 1e-12) / customers);
        assertThat((mean - expected) / deviation)
                .as(what + ": expected " + expected + ", found " + mean)
                .isBetween(-SIGMAS, SIGMAS);
    }

    /** Over all customers, and over each sixth of them from those with the lowest prediction to the highest. */
    private static void assertCalibrated(IntToDoubleFunction prediction, IntToDoubleFunction truth) {
        double[] predicted =
                IntStream.range(0, CUSTOMERS).parallel().mapToDouble(prediction).toArray();
        int[] order = IntStream.range(0, CUSTOMERS)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> predicted[c]))
                .mapToInt(Integer::intValue)
                .toArray();
        assertSums(predicted, truth, order);
        for (int g = 0; g < GROUPS; g++) {
            assertSums(
                    predicted, truth, Arrays.copyOfRange(order, g * CUSTOMERS / GROUPS, (g + 1) * CUSTOMERS / GROUPS));
        }
    }

    private static void assertSums(double[] predicted, IntToDoubleFunction truth, int[] customers) {
        double difference = 0;
        double variance = 0;
        double expected = 0;
        for (int c : customers) {
            double apart = truth.applyAsDouble(c) - predicted[c];
            expected += predicted[c];
            difference += apart;
            variance += apart * apart;
        }
        // A group with next to nothing to expect has a variance that its sample does not show.
        double deviation = Math.sqrt(Math.max(variance, expected));
        assertThat(Math.abs(difference))
                .as("of " + customers.length + " customers with " + expected + " expected")
                .isLessThanOrEqualTo(SIGMAS * deviation + 1e-9 * expected);
    }
}
