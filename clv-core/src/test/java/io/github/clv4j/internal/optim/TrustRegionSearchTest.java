package io.github.clv4j.internal.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrustRegionSearchTest {
    private static final double[] FAR_BELOW = {-100, -100};
    private static final double[] FAR_ABOVE = {100, 100};

    @FunctionalInterface
    interface Surface {
        /** Value at (x, y), with the slopes put into the array. */
        double at(double x, double y, double[] slope);
    }

    static Objective of(Surface surface) {
        return new Objective() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public double value(double[] theta, double @Nullable [] gradient) {
                double[] slope = new double[2];
                double value = surface.at(theta[0], theta[1], slope);
                if (gradient != null) {
                    System.arraycopy(slope, 0, gradient, 0, 2);
                }
                return value;
            }
        };
    }

    /** Rosenbrock 1960: a bent valley with its lowest point 0 at (1, 1). */
    static Objective rosenbrock() {
        return of((x, y, slope) -> {
            double off = y - x * x;
            slope[0] = -400 * x * off - 2 * (1 - x);
            slope[1] = 200 * off;
            return 100 * off * off + (1 - x) * (1 - x);
        });
    }

    @Test
    void aBentValleyIsFollowedToItsEnd() {
        Optimum found = new TrustRegion(rosenbrock(), FAR_BELOW, FAR_ABOVE, 200).from(new double[] {-1.2, 1});

        assertThat(found.converged()).isTrue();
        assertThat(found.theta()).containsExactly(new double[] {1, 1}, offset(1e-5));
        assertThat(found.value()).isBetween(0.0, 1e-10);
        assertThat(found.iterations()).isLessThan(60);
    }

    @Test
    void aSearchThatIsCutShortSaysSo() {
        Optimum found = new TrustRegion(rosenbrock(), FAR_BELOW, FAR_ABOVE, 3).from(new double[] {-1.2, 1});

        assertThat(found.converged()).isFalse();
        assertThat(found.iterations()).isEqualTo(3);
    }

    /** 1 − e^(−r²/2): far out the surface is flat to 1e-8 and curved downwards, where Newton's own step goes the wrong way. */
    @Test
    void aPlateauIsWalkedOff() {
        Objective objective = of((x, y, slope) -> {
            double e = Math.exp(-(x * x + y * y) / 2);
            slope[0] = x * e;
            slope[1] = y * e;
            return 1 - e;
        });
        Optimum found = new TrustRegion(objective, FAR_BELOW, FAR_ABOVE, 200).from(new double[] {4, -4});

        assertThat(found.converged()).isTrue();
        assertThat(found.theta()).containsExactly(new double[] {0, 0}, offset(1e-5));
    }

    /** e^(−x) + y² has no lowest point: it is followed until nothing is left to gain, not to the bound. */
    @Test
    void aSurfaceThatFallsForEverIsLeftWhereNothingIsToBeGained() {
        Objective objective = of((x, y, slope) -> {
            slope[0] = -Math.exp(-x);
            slope[1] = 2 * y;
            return Math.exp(-x) + y * y;
        });
        Optimum found = new TrustRegion(objective, FAR_BELOW, FAR_ABOVE, 200).from(new double[] {0, 5});

        assertThat(found.converged()).isTrue();
        assertThat(found.value()).isBetween(0.0, 2e-9);
        assertThat(found.theta()[0]).isBetween(20.0, 99.0);
        assertThat(found.theta()[1]).isCloseTo(0, offset(1e-5));
        assertThat(found.iterations()).isLessThan(40);
    }

    /** (x² − 1)² + y²: at (0, 1) the slope leads to the saddle (0, 0), where only curvature shows the way down. */
    @Test
    void aSaddleIsLeft() {
        Objective objective = of((x, y, slope) -> {
            slope[0] = 4 * x * (x * x - 1);
            slope[1] = 2 * y;
            return (x * x - 1) * (x * x - 1) + y * y;
        });
        Optimum found = new TrustRegion(objective, FAR_BELOW, FAR_ABOVE, 200).from(new double[] {1e-6, 1});

        assertThat(found.converged()).isTrue();
        assertThat(Math.abs(found.theta()[0])).isCloseTo(1, offset(1e-5));
        assertThat(found.theta()[1]).isCloseTo(0, offset(1e-5));
    }

    /** Held x ≤ ½ the lowest point of Rosenbrock's valley is (½, ¼). */
    @Test
    void aBoundIsKeptAndFollowed() {
        TrustRegion search = new TrustRegion(rosenbrock(), FAR_BELOW, new double[] {0.5, 100}, 200);
        Optimum found = search.from(new double[] {-1.2, 1});

        assertThat(found.converged()).isTrue();
        assertThat(found.theta()[0]).isEqualTo(0.5);
        assertThat(found.theta()[1]).isCloseTo(0.25, offset(1e-6));
        assertThat(search.free(found.theta(), found.gradient())).containsExactly(1);
    }

    @Test
    void aStartOutsideTheBoundsIsMovedInside() {
        Optimum found = new TrustRegion(rosenbrock(), new double[] {-1, -1}, new double[] {2, 2}, 200)
                .from(new double[] {50, 50});

        assertThat(found.theta()).containsExactly(new double[] {1, 1}, offset(1e-5));
    }

    @Test
    void whereTheFunctionIsNotDefinedNothingIsClaimed() {
        Objective objective = of((x, y, slope) -> Double.NaN);
        Optimum found = new TrustRegion(objective, FAR_BELOW, FAR_ABOVE, 200).from(new double[] {0, 0});

        assertThat(found.converged()).isFalse();
        assertThat(found.value()).isNaN();
    }

    /** ln is not defined left of 0: steps into it are refused, and shortened. */
    @Test
    void stepsOutOfTheDomainAreShortened() {
        Objective objective = of((x, y, slope) -> {
            slope[0] = 1 - 0.01 / x;
            slope[1] = 2 * y;
            return x - 0.01 * Math.log(x) + y * y;
        });
        Optimum found = new TrustRegion(objective, FAR_BELOW, FAR_ABOVE, 200).from(new double[] {3, 1});

        assertThat(found.converged()).isTrue();
        assertThat(found.theta()).containsExactly(new double[] {0.01, 0}, offset(1e-6));
    }

    @Test
    void secondDerivativesByDifferencesAreThoseOfTheFormula() {
        double[][] hessian = new double[2][2];
        rosenbrock().hessian(new double[] {0.5, 2}, hessian);

        assertThat(hessian[0]).containsExactly(new double[] {2 - 400 * (2 - 0.75), -200}, offset(1e-5));
        assertThat(hessian[1]).containsExactly(new double[] {-200, 200}, offset(1e-5));
    }
}
