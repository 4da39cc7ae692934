package io.github.clv4j.internal.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The search on functions that stop others. */
@NullMarked
class TrustRegionTest {
    private static final double[] LOW = {-20, -20};
    private static final double[] HIGH = {20, 20};

    private interface Function {
        double at(double x, double y, double[] slope);
    }

    private static Objective objective(Function f) {
        return new Objective() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public double value(double[] theta, double @Nullable [] gradient) {
                return f.at(theta[0], theta[1], gradient == null ? new double[2] : gradient);
            }
        };
    }

    private static final Objective BANANA = objective((x, y, slope) -> {
        slope[0] = -2 * (1 - x) - 400 * x * (y - x * x);
        slope[1] = 200 * (y - x * x);
        return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
    });

    @Test
    void theBananaValleyIsWalked() {
        Optimum found = new TrustRegion(BANANA, LOW, HIGH, 200).from(new double[] {-1.2, 1});
        assertThat(found.converged()).isTrue();
        assertThat(found.theta()[0]).isCloseTo(1, within(1e-6));
        assertThat(found.theta()[1]).isCloseTo(1, within(1e-6));
    }

    @Test
    void aBoundHolds() {
        Optimum found = new TrustRegion(BANANA, LOW, new double[] {0.5, 20}, 200).from(new double[] {-1.2, 1});
        assertThat(found.converged()).isTrue();
        assertThat(found.theta()[0]).isEqualTo(0.5);
        assertThat(found.theta()[1]).isCloseTo(0.25, within(1e-6));
        assertThat(new TrustRegion(BANANA, LOW, new double[] {0.5, 20}, 1).free(found.theta(), found.gradient()))
                .containsExactly(1);
    }

    @Test
    void aSaddleIsLeft() {
        // Lowest at y = ±2; from the ridge y ≈ 0 Newton's own step would go to the saddle.
        Objective saddle = objective((x, y, slope) -> {
            slope[0] = 2 * x;
            slope[1] = y * y * y - 4 * y;
            return x * x + y * y * y * y / 4 - 2 * y * y;
        });
        Optimum found = new TrustRegion(saddle, LOW, HIGH, 200).from(new double[] {3, 1e-3});
        assertThat(found.converged()).isTrue();
        assertThat(found.theta()[1]).isCloseTo(2, within(1e-5));
        assertThat(found.value()).isCloseTo(-4, within(1e-9));
    }

    @Test
    void aPlateauThatFallsForEverIsFollowedToItsEnd() {
        Objective plateau = objective((x, y, slope) -> {
            slope[0] = -Math.exp(-x);
            slope[1] = 2 * y;
            return Math.exp(-x) + y * y;
        });
        Optimum found = new TrustRegion(plateau, LOW, HIGH, 200).from(new double[] {0, 5});
        assertThat(found.converged()).isTrue();
        assertThat(found.value()).isLessThan(1e-8);
        assertThat(found.iterations()).isLessThan(40);
    }

    @Test
    void aStartWithoutAValueIsTold() {
        Objective nowhere = objective((x, y, slope) -> Double.NaN);
        assertThat(new TrustRegion(nowhere, LOW, HIGH, 200)
                        .from(new double[] {0, 0})
                        .converged())
                .isFalse();
        assertThat(new TrustRegion(BANANA, LOW, HIGH, 2)
                        .from(new double[] {-1.2, 1})
                        .converged())
                .isFalse();
    }

    @Test
    void differencesOfTheGradientAreTheHessian() {
        double[][] hessian = new double[2][2];
        BANANA.hessian(new double[] {0.3, -0.7}, hessian);
        assertThat(hessian[0][0]).isCloseTo(2 - 400 * (-0.7 - 3 * 0.09), within(1e-4));
        assertThat(hessian[0][1]).isCloseTo(-120, within(1e-4)).isEqualTo(hessian[1][0]);
        assertThat(hessian[1][1]).isCloseTo(200, within(1e-4));
    }

    @Test
    void theSimplexNeedsNoSlope() {
        double[] found = Simplex.from(new double[] {-1.2, 1}, BANANA, LOW, HIGH);
        assertThat(BANANA.value(found, null)).isLessThan(1e-6);
        double[] held = Simplex.from(new double[] {-1.2, 1}, BANANA, LOW, new double[] {0.5, 20});
        assertThat(held[0]).isLessThanOrEqualTo(0.5);
        assertThat(BANANA.value(held, null)).isCloseTo(0.25, within(1e-3));
    }
}
