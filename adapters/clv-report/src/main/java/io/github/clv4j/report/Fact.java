package io.github.clv4j.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One number of the row of tiles at the top of a report.
 *
 * @param label what the number is, not blank
 * @param value the number as text, with its unit, not blank
 * @param hint a few words below it, or null
 */
public record Fact(String label, String value, @Nullable String hint) {
    /**
     * Checks the texts.
     *
     * @throws IllegalArgumentException if the label or the value is blank
     */
    public Fact {
        Checks.text("label", label);
        Checks.text("value", value);
    }

    /** A fact without a hint. */
    public static Fact of(String label, String value) {
        return new Fact(label, value, null);
    }

    /** A fact with a few words below it. */
    public static Fact of(String label, String value, String hint) {
        return new Fact(label, value, Objects.requireNonNull(hint, "hint"));
    }
}
