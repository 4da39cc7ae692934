package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.internal.optim.Objective;

/** Holds the gradient of an objective against differences of its value. */
final class DerivativeCheck {
    private static final double STEP = 1e-4;

    private DerivativeCheck() {}

    /**
     * Five-point differences: their own error is STEP^4 times the fifth derivative, and rounding of the value over STEP.
     *
     * @param tolerance relative to the larger of 1 and the slope
     */
    static void gradient(Objective objective, double[] theta, double tolerance) {
        double[] gradient = new double[theta.length];
        double value = objective.value(theta, gradient);
        assertThat(objective.value(theta, null)).as("value without gradient").isEqualTo(value);
        for (int i = 0; i < theta.length; i++) {
            double near = at(objective, theta, i, STEP) - at(objective, theta, i, -STEP);
            double far = at(objective, theta, i, 2 * STEP) - at(objective, theta, i, -2 * STEP);
            double slope = (8 * near - far) / (12 * STEP);
            assertThat(gradient[i])
                    .as("slope in variable %d", i)
                    .isCloseTo(slope, within(tolerance * Math.max(1, Math.abs(slope))));
        }
    }

    private static double at(Objective objective, double[] theta, int variable, double step) {
        double[] moved = theta.clone();
        moved[variable] += step;
        return objective.value(moved, null);
    }
}
