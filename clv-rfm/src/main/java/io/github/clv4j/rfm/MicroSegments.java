package io.github.clv4j.rfm;

import io.github.clv4j.data.Grouping;
import java.util.ArrayList;
import java.util.List;

/** Segments divided by another grouping: Champions who came by the web, say. */
public final class MicroSegments {
    /** What stands between the two labels of a micro segment. */
    public static final String SEPARATOR = " / ";

    /** More than any report can show, and few enough to make their labels. */
    private static final int MOST_GROUPS = 1_000_000;

    private MicroSegments() {}

    /**
     * The cross of two groupings of the same customers: a group for each pair of labels, such as {@code Champions / web},
     * whether or not a customer has both. The first grouping's order comes first. Customers of none in one of the two belong
     * to none.
     *
     * @throws IllegalArgumentException if the groupings have different numbers of customers, there would be more than
     *     1,000,000 groups, or two pairs would have one label
     */
    public static Grouping of(Grouping segments, Grouping other) {
        if (segments.customers() != other.customers()) {
            throw new IllegalArgumentException("grouping '" + segments.name() + "' has " + segments.customers()
                    + " customers, grouping '" + other.name() + "' " + other.customers()
                    + "; they must be of the same log");
        }
        if ((long) segments.groups() * other.groups() > MOST_GROUPS) {
            throw new IllegalArgumentException(segments.groups() + " groups of '" + segments.name() + "' by "
                    + other.groups() + " of '" + other.name() + "' are more than " + MOST_GROUPS);
        }
        List<String> labels = new ArrayList<>();
        for (String first : segments.labels()) {
            for (String second : other.labels()) {
                labels.add(first + SEPARATOR + second);
            }
        }
        int[] groupOf = new int[segments.customers()];
        for (int c = 0; c < groupOf.length; c++) {
            int first = segments.groupOf(c);
            int second = other.groupOf(c);
            groupOf[c] =
                    first == Grouping.NONE || second == Grouping.NONE ? Grouping.NONE : first * other.groups() + second;
        }
        return Grouping.of(segments.name() + SEPARATOR + other.name(), labels, groupOf);
    }
}
