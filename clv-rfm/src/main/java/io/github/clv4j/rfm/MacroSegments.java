package io.github.clv4j.rfm;

import io.github.clv4j.data.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Groups of segments: Champions and Loyal Customers as Core, say. */
public final class MacroSegments {
    private MacroSegments() {}

    /**
     * The macro segment of each customer: that of its segment. Macro segments come in the order in which the segments first
     * name them; customers of no segment belong to none.
     *
     * @param segments what is to be grouped, with or without customers; {@value MigrationMatrix#GONE} is a segment too if
     *     the grouping has it
     * @param macroOf the macro segment of each segment
     * @throws IllegalArgumentException if a segment is assigned to none or blank, or one is assigned that the grouping does
     *     not have; the message names them all
     */
    public static Grouping of(Grouping segments, Map<String, String> macroOf) {
        List<String> missing = segments.labels().stream()
                .filter(label -> !macroOf.containsKey(label))
                .toList();
        List<String> unknown = macroOf.keySet().stream()
                .filter(label -> !segments.labels().contains(label))
                .sorted()
                .toList();
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException("each group of '" + segments.name()
                    + "' must be assigned to one macro segment;"
                    + (missing.isEmpty() ? "" : " not assigned: " + missing)
                    + (unknown.isEmpty() ? "" : " unknown: " + unknown + "; the groups are " + segments.labels()));
        }
        List<String> labels = new ArrayList<>();
        int[] macro = new int[segments.groups()];
        for (int g = 0; g < macro.length; g++) {
            String segment = segments.labels().get(g);
            String label = Objects.requireNonNullElse(macroOf.get(segment), "");
            if (label.isBlank()) {
                throw new IllegalArgumentException("the macro segment of '" + segment + "' is blank");
            }
            if (!labels.contains(label)) {
                labels.add(label);
            }
            macro[g] = labels.indexOf(label);
        }
        int[] groupOf = new int[segments.customers()];
        for (int c = 0; c < groupOf.length; c++) {
            int group = segments.groupOf(c);
            groupOf[c] = group == Grouping.NONE ? Grouping.NONE : macro[group];
        }
        return Grouping.of("macro " + segments.name(), labels, groupOf);
    }
}
