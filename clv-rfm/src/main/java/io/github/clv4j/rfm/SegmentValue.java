package io.github.clv4j.rfm;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the customers of one segment, or of all, are worth by a value that was given for each of them, such as CLV.
 *
 * @param totalMinor exact sum of their values, in minor units
 * @param share the sum divided by that of all rows; undefined unless that is positive
 * @param mean sum divided by customers, in major units; undefined without customers
 * @param spread quantiles over the segment's customers, in major units; undefined without customers
 */
public record SegmentValue(long totalMinor, OptionalDouble share, OptionalDouble mean, Optional<Spread> spread) {
    /** Median value of a customer in major units; undefined without customers. */
    public OptionalDouble median() {
        return spread.isPresent() ? OptionalDouble.of(spread.get().p50()) : OptionalDouble.empty();
    }
}
