package io.github.clv4j.rfm;

import io.github.clv4j.data.Grouping;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Which customer was in which segment as of a day.
 *
 * @param asOf the last day that counts
 * @param segments the customers' segments, such as {@link SegmentMap#assign} gives
 */
public record SegmentSnapshot(LocalDate asOf, Grouping segments) {
    /** A snapshot. */
    public SegmentSnapshot {
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(segments, "segments");
    }
}
