package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All combinations of tiny, usual and huge parameters with hostile histories and spans: every figure is finite and in its
 * range, and comes to an end. That they are also right is what {@link ExactFiguresTest} asks of some of them.
 */
class HostileParametersTest {
    private static final double[] PARAMETERS = {1e-6, 0.7, 1e6};
    private static final double[] AT_ONE = {1e-6, 1, 1 + 1e-9, 1e6};
    private static final double[][] HISTORIES = {
        {0, 0, 0}, {0, 0, 1e6}, {1, 1, 1}, {7, 1e-3, 500}, {10_000, 1e6, 1e6}, {10_000, 1, 1e6}
    };
    private static final double[] SPANS = {0, 1e-6, 52, 1e6};

    /** The same of opportunities: whole times, and a purchase at each at most. */
    private static final double[][] WHOLE_HISTORIES = {
        {0, 0, 0}, {0, 0, 1e6}, {1, 1, 1}, {7, 7, 500}, {10_000, 1e6, 1e6}, {10_000, 10_000, 1e6}
    };

    private static final double[] WHOLE_SPANS = {0, 1, 52, 1e6};
    private static final int[] COUNTS = {1, 150, 5_000};

    @ParameterizedTest
    @EnumSource(ModelFamily.class)
    void everyFigureIsFiniteAndInItsRange(ModelFamily family) {
        List<double[]> combinations = new ArrayList<>();
        combine(family, 0, new double[family.parameterNames().size()], combinations);
        assertThat(combinations).hasSizeGreaterThanOrEqualTo(9);
        // Preemption would hide a stack trace; a limit this wide only ends what has no end.
        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            int number = 0;
            for (double[] parameters : combinations) {
                PurchaseModel model = model(family, parameters);
                for (double[] h : family == ModelFamily.BG_BB ? WHOLE_HISTORIES : HISTORIES) {
                    check(model, (int) h[0], h[1], h[2], number++);
                }
            }
        });
    }

    /** P(alive) is too small to be told, and what comes of a customer that is alive has no end. */
    @ParameterizedTest
    @EnumSource(
            value = ModelFamily.class,
            names = {"PARETO_NBD", "BG_NBD", "MBG_NBD", "BG_BB"})
    void undiscountedPurchasesAreInfiniteHoweverUnlikely(ModelFamily family) {
        PurchaseModel model = family.of(new double[] {1, 0.001, 0.001, 1}, TimeStep.WEEKS);
        assertThat(model.pAlive(10_000, 500_000, 1e6)).isZero();
        assertThat(model.dert(10_000, 500_000, 1e6, DiscountRate.none())).isInfinite();
        assertThat(model.dert(10_000, 500_000, 1e6, DiscountRate.annual(0.1))).isZero();
    }

    /** Where a parameter is a correlation, the value is a part of its bound. */
    private static PurchaseModel model(ModelFamily family, double[] parameters) {
        if (family == ModelFamily.CORRELATED_PARETO_NBD) {
            double[] p = parameters.clone();
            CorrelatedParetoNbd untied = CorrelatedParetoNbd.of(p[0], p[1], p[2], p[3], 0, TimeStep.WEEKS);
            p[4] *= p[4] > 0 ? untied.upperM() : -untied.lowerM();
            return family.of(p, TimeStep.WEEKS);
        }
        return family.of(parameters, TimeStep.WEEKS);
    }

    private static void combine(ModelFamily family, int i, double[] parameters, List<double[]> combinations) {
        if (i == parameters.length) {
            combinations.add(parameters.clone());
            return;
        }
        String name = family.parameterNames().get(i);
        double[] values = PARAMETERS;
        if (name.equals("k")) {
            values = new double[] {2, 7};
        } else if (name.equals("m")) {
            values = new double[] {-1, 0.5, 1};
        } else if (name.equals("s") || name.equals("a")) {
            values = AT_ONE;
        }
        for (double value : values) {
            parameters[i] = value;
            combine(family, i + 1, parameters, combinations);
        }
    }

    private static void check(PurchaseModel model, int x, double tx, double age, int number) {
        String at = model + ", x " + x + ", t_x " + tx + ", T " + age;
        assertThat(model.logLikelihood(x, tx, age)).as(at).isFinite();
        double alive = model.pAlive(x, tx, age);
        assertThat(alive).as(at).isBetween(0.0, 1.0);
        for (double t : model.family() == ModelFamily.BG_BB ? WHOLE_SPANS : SPANS) {
            double bought = model.expectedPurchases(x, tx, age, t);
            assertThat(bought).as("E(%s), %s", t, at).isFinite().isNotNegative();
            assertThat(model.pAlive(x, tx, age, t))
                    .as("alive after %s, %s", t, at)
                    .isBetween(0.0, alive);
            double none = model.pNoPurchase(x, tx, age, t);
            assertThat(none).as("none in %s, %s", t, at).isBetween(0.0, 1.0);
            assertThat(1 - none).as("some in %s, %s", t, at).isLessThanOrEqualTo(bought * (1 + 1e-9) + 1e-13);
            int n = COUNTS[number % 3];
            double exactly = model.probability(n, x, tx, age, t);
            assertThat(exactly).as("%s in %s, %s", n, t, at).isBetween(0.0, 1.0);
            assertThat(n * exactly).as("share of %s, %s", n, at).isLessThanOrEqualTo(bought * (1 + 1e-9) + 1e-13);
        }
        // Sums over very many purchases take milliseconds each: some combinations are enough.
        if (number % 7 == 0) {
            for (double rate : new double[] {1e-4, 0.1, 100}) {
                assertThat(model.dert(x, tx, age, DiscountRate.continuousAnnual(rate)))
                        .as("dert at %s, %s", rate, at)
                        .isFinite()
                        .isNotNegative();
            }
            NextOrder next = model.nextOrder(x, tx, age, 0.8);
            assertThat(next.probability()).as(at).isBetween(0.0, 1.0);
            assertThat(next.lowerDays()).as(at).isNotNegative().isLessThanOrEqualTo(next.medianDays());
            assertThat(next.upperDays()).as(at).isGreaterThanOrEqualTo(next.medianDays());
            assertThat(next.expectedDays()).as(at).isNotNegative();
        }
    }
}
