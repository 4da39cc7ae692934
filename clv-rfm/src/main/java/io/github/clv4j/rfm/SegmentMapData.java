package io.github.clv4j.rfm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A segment map as plain text and numbers, for any mapper to write and read. {@link SegmentMap#of(SegmentMapData)} proves
 * it; {@link SegmentMap#data} gives it back.
 *
 * @param name what the map is called
 * @param source where the segments come from; empty if not told
 * @param precedence how overlaps of the source were resolved; empty if not told
 * @param bins number of scores of each dimension, 2 to 10
 * @param overlaps {@link OverlapPolicy#id}: {@code first wins} or {@code forbidden}
 * @param segments in order of precedence
 */
public record SegmentMapData(
        String name, String source, String precedence, int bins, String overlaps, List<Entry> segments) {
    /**
     * One segment.
     *
     * @param name unique in its map
     * @param rule {@link SegmentMap} tells the notation
     * @param treatment {@link Treatment#id}, such as {@code win back}
     * @param description who its customers are; may be empty
     */
    public record Entry(String name, String rule, String treatment, String description) {
        /** Checks that nothing is missing; a mapper gives null where a file lacks it. */
        public Entry {
            given("name of a segment", name);
            given("rule of segment '" + name + "'", rule);
            given("treatment of segment '" + name + "'", treatment);
            given("description of segment '" + name + "'", description);
        }
    }

    /** Checks that nothing is missing; a mapper gives null where a file lacks it. */
    public SegmentMapData {
        given("name", name);
        given("source", source);
        given("precedence", precedence);
        given("overlaps", overlaps);
        // A mapper may put null into a list, too.
        for (Entry entry : new ArrayList<@Nullable Entry>(given("segments", segments))) {
            given("an entry of segments", entry);
        }
        segments = List.copyOf(segments);
    }

    private static <T> T given(String component, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(component + " is missing");
        }
        return value;
    }
}
