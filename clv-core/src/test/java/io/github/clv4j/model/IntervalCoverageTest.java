package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.simulate.SimulationOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How often 95 % intervals hold the truth: 400 simulated data sets a model, so that the share found has a standard
 * deviation of 1.1 points if the intervals are right.
 */
class IntervalCoverageTest {
    private static final int DATA_SETS = 400;
    private static final double TOLERANCE = 0.035;

    record Regime(PurchaseModel truth, int customers, SimulationOptions over) {
        @Override
        public String toString() {
            return truth + ", " + customers + " customers";
        }
    }

    static List<Regime> regimes() {
        SimulationOptions twoYears = Simulated.over(728, 364);
        return List.of(
                new Regime(Nbd.of(0.6, 6, TimeStep.WEEKS), 1_000, twoYears),
                new Regime(ParetoNbd.of(0.8, 6, 0.9, 20, TimeStep.WEEKS), 1_000, twoYears),
                new Regime(BgNbd.of(0.6, 4, 0.8, 2.4, TimeStep.WEEKS), 1_000, twoYears),
                new Regime(MbgNbd.of(0.9, 4, 0.8, 2.4, TimeStep.WEEKS), 1_000, twoYears),
                new Regime(BgCnbdK.of(2, 0.8, 3, 0.8, 2.4, TimeStep.WEEKS), 1_000, twoYears),
                new Regime(MbgCnbdK.of(3, 0.9, 2, 0.8, 2.4, TimeStep.WEEKS), 1_000, twoYears));
    }

    @ParameterizedTest
    @MethodSource("regimes")
    void intervalsHoldTheTruthAsOftenAsTheySay(Regime regime) {
        double[] truth = Simulated.fitted(regime.truth);
        List<FitReport> reports = IntStream.range(0, DATA_SETS)
                .parallel()
                .mapToObj(seed -> Simulated.fit(
                                regime.truth,
                                Simulated.histories(
                                        regime.truth,
                                        regime.over
                                                .withCustomers(regime.customers)
                                                .withSeed(seed)),
                                FitOptions.withDefaults())
                        .report())
                .toList();
        assertThat(reports).allMatch(report -> report.status() == FitStatus.CONVERGED);
        SoftAssertions softly = new SoftAssertions();
        List<String> names = reports.get(0).parameterNames();
        for (int i = 0; i < truth.length; i++) {
            double value = truth[i];
            String name = names.get(i);
            long held = reports.stream()
                    .filter(report -> report.interval(name, 0.95).contains(value))
                    .count();
            softly.assertThat((double) held / DATA_SETS).as(name).isBetween(0.95 - TOLERANCE, 0.95 + TOLERANCE);
        }
        softly.assertAll();
    }
}
