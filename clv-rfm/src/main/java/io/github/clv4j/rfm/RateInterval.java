package io.github.clv4j.rfm;

/**
 * A rate with an interval for it.
 *
 * @param rate the estimate: customers of the cell over customers of the row, or the posterior mean
 * @param lower lower end, 0 to 1
 * @param upper upper end, 0 to 1
 */
public record RateInterval(double rate, double lower, double upper) {
    /** True if the value lies inside or at an end. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
