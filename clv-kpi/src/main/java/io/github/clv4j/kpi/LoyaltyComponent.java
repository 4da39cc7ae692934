package io.github.clv4j.kpi;

import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * One part of a {@link LoyaltyIndex}: a figure of each customer, and what is best and worst of it. It is scaled to 0..100
 * by
 *
 * <pre>  100 (value − worst) / (best − worst)</pre>
 *
 * <p>Values beyond worst or best count as 0 or 100.
 *
 * @param name what it is, such as {@code repeat orders}
 * @param weight its part of the index relative to the other weights, above 0
 * @param worst the value that counts as 0
 * @param best the value that counts as 100; below the worst for figures of which less is better, such as days since the
 *     last order
 * @param values the figure of a customer, or NaN if it is not known
 */
public record LoyaltyComponent(String name, double weight, double worst, double best, IntToDoubleFunction values) {
    /** Checks name, weight and ends. */
    public LoyaltyComponent {
        Objects.requireNonNull(values, "values");
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name of a component is blank");
        }
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "component '" + name + "': weight is " + weight + "; it must be above 0 and finite");
        }
        if (!(Double.isFinite(worst) && Double.isFinite(best) && worst != best && Double.isFinite(best - worst))) {
            throw new IllegalArgumentException("component '" + name + "': worst is " + worst + " and best " + best
                    + "; they must be finite and differ");
        }
    }

    /** A customer's figure on the scale of 0 to 100, or NaN if it is not known. */
    public double scaled(int customer) {
        double value = values.applyAsDouble(customer);
        return Math.max(0, Math.min(100, 100 * ((value - worst) / (best - worst))));
    }
}
