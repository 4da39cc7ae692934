package io.github.clv4j.internal.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

class SimplexTest {
    private static final double[] LOWER = {-5, -5};
    private static final double[] UPPER = {5, 5};

    @Test
    void itFindsTheEndOfABentValley() {
        double[] found = Simplex.from(new double[] {-1.2, 1}, TrustRegionSearchTest.rosenbrock(), LOWER, UPPER);

        assertThat(found).containsExactly(new double[] {1, 1}, offset(1e-3));
    }

    @Test
    void itStaysWithinTheBounds() {
        double[] found =
                Simplex.from(new double[] {-1.2, 1}, TrustRegionSearchTest.rosenbrock(), LOWER, new double[] {0.5, 5});

        assertThat(found[0]).isCloseTo(0.5, offset(1e-3)).isLessThanOrEqualTo(0.5);
        assertThat(found[1]).isCloseTo(0.25, offset(1e-2));
    }

    @Test
    void itWalksRoundWhereTheFunctionIsNotDefined() {
        Objective objective =
                TrustRegionSearchTest.of((x, y, slope) -> x < 0 ? Double.NaN : (x - 0.1) * (x - 0.1) + Math.abs(y - 2));
        double[] found = Simplex.from(new double[] {1, 1}, objective, LOWER, UPPER);

        assertThat(found).containsExactly(new double[] {0.1, 2}, offset(1e-3));
    }

    @Test
    void withoutAnythingBetterItReturnsTheStart() {
        double[] found =
                Simplex.from(new double[] {1, 1}, TrustRegionSearchTest.of((x, y, slope) -> Double.NaN), LOWER, UPPER);

        assertThat(found).containsExactly(1, 1);
    }
}
