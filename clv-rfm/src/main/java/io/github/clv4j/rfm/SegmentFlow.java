package io.github.clv4j.rfm;

import java.util.OptionalDouble;

/**
 * Who stayed in a segment, left it and came to it in one step of a {@link MigrationSeries}.
 *
 * @param step number of the step; step 0 is from snapshot 0 to snapshot 1
 * @param segment the segment's name
 * @param before customers in it before the step: stayed + outflow
 * @param after customers in it after the step: stayed + inflow
 * @param stayed customers in it before and after
 * @param outflow customers who went to another segment or are gone
 * @param inflow customers who came from another segment, are new or returned
 * @param gone customers of the outflow who are gone
 * @param arrived customers of the inflow who are new
 */
public record SegmentFlow(
        int step,
        String segment,
        long before,
        long after,
        long stayed,
        long outflow,
        long inflow,
        long gone,
        long arrived) {
    /** The share of the customers before who stayed; undefined if there were none. 1 − {@link #outflowRate}. */
    public OptionalDouble stayRate() {
        return share(stayed, before);
    }

    /** The share of the customers before who left; undefined if there were none. */
    public OptionalDouble outflowRate() {
        return share(outflow, before);
    }

    /** The share of the customers <em>after</em> who came in this step; undefined if there are none. */
    public OptionalDouble inflowRate() {
        return share(inflow, after);
    }

    private static OptionalDouble share(long part, long whole) {
        return whole > 0 ? OptionalDouble.of((double) part / whole) : OptionalDouble.empty();
    }
}
