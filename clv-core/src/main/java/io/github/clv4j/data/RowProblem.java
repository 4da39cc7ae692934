package io.github.clv4j.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why one row was rejected.
 *
 * @param source where the row came from, such as a file's name
 * @param row the row's number in the source: the line number for files, otherwise counted from 1
 * @param column the column at fault
 * @param value the value at fault as the source gave it, shortened if long; null where it is absent
 * @param reason the kind of fault, under which the report counts it
 * @param rule what the value should have been
 */
public record RowProblem(
        String source, long row, String column, @Nullable String value, RejectReason reason, String rule) {
    private static final int LONGEST_VALUE = 80;

    /** Checks that all but the value are present and shortens a long value. */
    public RowProblem {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(rule, "rule");
        if (value != null && value.length() > LONGEST_VALUE) {
            boolean halfCharacter = Character.isHighSurrogate(value.charAt(LONGEST_VALUE - 1));
            value = value.substring(0, halfCharacter ? LONGEST_VALUE - 1 : LONGEST_VALUE) + "…";
        }
    }

    @Override
    public String toString() {
        return source + ", row " + row + ", column '" + column + "': "
                + (value == null ? "no value" : "'" + value + "'") + "; " + rule;
    }
}
