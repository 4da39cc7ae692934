package io.github.clv4j.kpi;

import java.util.Objects;

/**
 * A mean, a difference or another figure that is no proportion, with a confidence interval. Where the figure is undefined,
 * or has no interval, both ends are NaN.
 *
 * @param value the figure
 * @param lower lower end
 * @param upper upper end
 * @param level how often such intervals hold the truth, such as 0.95
 */
public record ValueEstimate(KpiValue value, double lower, double upper, double level) {
    /** Checks the level. */
    public ValueEstimate {
        Objects.requireNonNull(value, "value");
        Intervals.checkedLevel(level);
    }

    /** A figure, or none, without an interval. */
    static ValueEstimate without(KpiValue value, double level) {
        return new ValueEstimate(value, Double.NaN, Double.NaN, level);
    }

    /** A figure with so much on either side. */
    static ValueEstimate around(KpiValue value, double half, double level) {
        return new ValueEstimate(value, value.value() - half, value.value() + half, level);
    }

    /** True if there is an interval. */
    public boolean hasInterval() {
        return !Double.isNaN(lower);
    }
}
