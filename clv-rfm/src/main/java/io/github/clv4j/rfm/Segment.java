package io.github.clv4j.rfm;

import java.util.Objects;

/**
 * A named part of a {@link SegmentMap}.
 *
 * @param name unique in its map
 * @param rule the score cells it takes, as far as segments before it leave them; {@link SegmentMap} tells the notation
 * @param treatment what to do with its customers, as a suggestion
 * @param description who they are, in one line
 */
public record Segment(String name, String rule, Treatment treatment, String description) {
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
}
