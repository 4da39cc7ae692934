package io.github.clv4j.rfm;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A named part of a {@link SegmentMap}.
 *
 * @param name unique in its map
 * @param rule the score cells it takes, as far as segments before it leave them; {@link SegmentMap} tells the notation
 * @param treatment what to do with its customers, as a suggestion
 * @param description who they are, in one line
 */
public record Segment(String name, String rule, Treatment treatment, String description) {
    private static final Set<String> RESERVED = Set.of(
            MigrationMatrix.NEW,
            MigrationMatrix.GONE,
            SegmentProfiles.NO_ORDERS,
            SegmentProfiles.NO_GROUP,
            SizeDecomposition.TOTAL);

    /** Checks that nothing is missing. */
    public Segment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(treatment, "treatment");
        Objects.requireNonNull(description, "description");
        if (name.isBlank()) {
            throw new IllegalArgumentException("segment name is blank");
        }
    }

    /**
     * The cells that the rule matches, whatever other segments of a map take of them, as {@link RfmScores#code} writes
     * them, ascending.
     *
     * @param bins number of scores of each dimension, 2 to 10
     * @throws IllegalArgumentException if the rule cannot be read; the message says what is wrong with which word
     */
    public List<String> cells(int bins) {
        Cells cells = new Cells(RfmOptions.checkedBins(bins));
        return matched(cells).stream().mapToObj(cells::code).toList();
    }

    BitSet matched(Cells cells) {
        BitSet matched = new BitSet();
        for (CellRule.Part part : CellRule.parse(rule, cells).parts()) {
            matched.or(part.cells());
        }
        return matched;
    }

    /** This segment, which must fit a map that has others. */
    Segment checkedBeside(List<Segment> others, Cells cells) {
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("segment '" + name + "' has a reserved name; reserved are "
                    + RESERVED.stream().sorted().toList());
        }
        if (others.stream().anyMatch(other -> other.name.equals(name))) {
            throw new IllegalArgumentException(
                    "segment '" + name + "' stands twice; give it one rule, with its parts joined by 'or'");
        }
        try {
            CellRule.parse(rule, cells);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("segment '" + name + "': " + e.getMessage(), e);
        }
        return this;
    }
}
