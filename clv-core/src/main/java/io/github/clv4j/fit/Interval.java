package io.github.clv4j.fit;

/**
 * A confidence interval.
 *
 * @param lower lower end
 * @param upper upper end
 */
public record Interval(double lower, double upper) {
    /** True if the value lies inside or at an end. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
