package io.github.clv4j.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {
    private static final int DRAWN = 20_000;

    /** Kolmogorov and Smirnov's distance, times √n, is larger than this once in 10,000 samples. */
    private static final double ONCE_IN_TEN_THOUSAND = 2.23;

    /** From a script in Python with whole numbers of any size, written after the papers and not after the class. */
    @Test
    void uniformsAreThoseOfTheAlgorithm() {
        Draws draws = new Draws().begin(42, 7, Draws.BEHAVIOUR);
        assertThat(new double[] {draws.uniform(), draws.uniform(), draws.uniform(), draws.uniform()})
                .containsExactly(0.6049666997756272, 0.679485074153353, 0.419820530508603, 0.8616556275460215);
        draws.begin(42, 7, Draws.SPEND);
        assertThat(new double[] {draws.uniform(), draws.uniform(), draws.uniform(), draws.uniform()})
                .containsExactly(0.0020873294096129813, 0.961176573089137, 0.41302247405950243, 0.024236408566947865);
        draws.begin(-1, 0, Draws.BEHAVIOUR);
        assertThat(new double[] {draws.uniform(), draws.uniform(), draws.uniform(), draws.uniform()})
                .containsExactly(0.6074765546913202, 0.8893568121780452, 0.18575827864291716, 0.3573350303453421);
    }

    @Test
    void firstNumbersOfManyCustomersAreUniform() {
        Draws draws = new Draws();
        double[] drawn = new double[DRAWN];
        for (int c = 0; c < DRAWN; c++) {
            drawn[c] = draws.begin(3, c, Draws.BEHAVIOUR).uniform();
        }
        assertThat(distance(drawn, u -> u)).isLessThan(ONCE_IN_TEN_THOUSAND);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-8, 1e-5, 1e-3, 0.02, 0.3, 0.999, 1, 1.5, 7, 300, 1e4, 1e6, 1e8})
    void gammaVariatesHaveTheirDistribution(double shape) {
        Draws draws = new Draws().begin(11, 0, Draws.BEHAVIOUR);
        double[] drawn = new double[DRAWN];
        for (int i = 0; i < DRAWN; i++) {
            drawn[i] = draws.logGamma(shape);
        }
        // Far below 1 the distribution is y^shape / Γ(1 + shape), also where y itself is no double any more.
        assertThat(distance(
                        drawn,
                        log -> log < -40
                                ? Math.exp(shape * log - LogGamma.value(1 + shape))
                                : RegularizedGamma.P.value(shape, Math.exp(log))))
                .isLessThan(ONCE_IN_TEN_THOUSAND);
    }

    /** Not with b below 0.2, where doubles next to 1 are too coarse for the distribution. */
    @ParameterizedTest
    @CsvSource({"0.8, 2.5", "2, 0.3", "5, 5", "0.1, 0.2", "500, 2000", "3, 1e6"})
    void betaVariatesHaveTheirDistribution(double a, double b) {
        double[] drawn = betas(a, b);
        assertThat(distance(drawn, p -> RegularizedBeta.value(p, a, b))).isLessThan(ONCE_IN_TEN_THOUSAND);
    }

    @ParameterizedTest
    @CsvSource({"1e-3, 1e-3", "1e-6, 1e-6", "1e-9, 3e-9", "1e-3, 10", "10, 1e-4"})
    void betaVariatesOfTinyShapesLieAtTheEnds(double a, double b) {
        double[] drawn = betas(a, b);
        double mean = a / (a + b);
        double variance = mean * (1 - mean) / (a + b + 1);
        assertThat(Arrays.stream(drawn)).allSatisfy(p -> assertThat(p).isBetween(0.0, 1.0));
        assertThat(Arrays.stream(drawn).average().orElseThrow())
                .isCloseTo(mean, within(4 * Math.sqrt(variance / DRAWN)));
    }

    private static double[] betas(double a, double b) {
        Draws draws = new Draws().begin(12, 0, Draws.BEHAVIOUR);
        double[] drawn = new double[DRAWN];
        for (int i = 0; i < DRAWN; i++) {
            drawn[i] = draws.beta(a, b);
        }
        return drawn;
    }

    /** √n times the largest difference between the sample's distribution and the true one. */
    private static double distance(double[] drawn, DoubleUnaryOperator distribution) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        double largest = 0;
        for (int i = 0; i < sorted.length; i++) {
            double p = distribution.applyAsDouble(sorted[i]);
            largest = Math.max(largest, Math.max(p - (double) i / sorted.length, (i + 1.0) / sorted.length - p));
        }
        return largest * Math.sqrt(sorted.length);
    }
}
