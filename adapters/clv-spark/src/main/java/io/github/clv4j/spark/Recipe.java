package io.github.clv4j.spark;

import java.io.Serializable;

/**
 * Makes a value anew on each executor. The library's values are not sent between machines; what makes them is, such as
 * {@code () -> Periods.covering(first, last, TimeStep.MONTHS)}.
 *
 * @param <T> what is made
 */
@FunctionalInterface
public interface Recipe<T> extends Serializable {
    /** The value; the same each time. */
    T make();
}
