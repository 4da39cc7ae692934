package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

/** Collects relative errors of one quantity: the largest, where it was, and the root of the mean square. */
final class ErrorBudget {
    private final String quantity;
    private double max;
    private double squares;
    private int points;
    private String worst = "";

    ErrorBudget(String quantity) {
        this.quantity = quantity;
    }

    /** Compares a value with the truth; one that is not finite fails at once. */
    void add(double value, double truth, String where) {
        assertThat(value).as("%s at %s", quantity, where).isFinite();
        double error = truth == 0 ? Math.abs(value) : Math.abs(value / truth - 1);
        // A probability below the smallest normal number is as good as 0.
        if (Math.abs(truth) < 1e-300) {
            error = Math.abs(value) < 1e-299 ? 0 : error;
        }
        if (!(error <= max)) {
            max = error;
            worst = where + ": " + value + " for " + truth;
        }
        squares += error * error;
        points++;
    }

    int points() {
        return points;
    }

    /** Fails if the largest or the root mean square error is above its bound. */
    void assertWithin(double largest, double rms) {
        assertThat(points).as(quantity).isPositive();
        assertThat(max).as("%s, largest error, %s", quantity, worst).isLessThanOrEqualTo(largest);
        assertThat(Math.sqrt(squares / points)).as("%s, rms error", quantity).isLessThanOrEqualTo(rms);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%-14s max %.1e rms %.1e of %d", quantity, max, Math.sqrt(squares / points), points);
    }
}
