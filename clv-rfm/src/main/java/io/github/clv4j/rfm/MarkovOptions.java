package io.github.clv4j.rfm;

import java.util.Objects;

/**
 * How a {@link MarkovChain} is made of counts. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: {@link GoneRule#ABSORBING}, {@link EmptyRow#REFUSE}.
 */
public final class MarkovOptions {
    private static final MarkovOptions DEFAULTS = new MarkovOptions(GoneRule.ABSORBING, EmptyRow.REFUSE);

    private final GoneRule gone;
    private final EmptyRow emptyRow;

    private MarkovOptions(GoneRule gone, EmptyRow emptyRow) {
        this.gone = Objects.requireNonNull(gone, "gone");
        this.emptyRow = Objects.requireNonNull(emptyRow, "emptyRow");
    }

    /** The defaults. */
    public static MarkovOptions withDefaults() {
        return DEFAULTS;
    }

    /** What {@value MigrationMatrix#GONE} is. Default {@link GoneRule#ABSORBING}. */
    public MarkovOptions withGone(GoneRule rule) {
        return new MarkovOptions(rule, emptyRow);
    }

    /** What a segment without customers becomes. Default {@link EmptyRow#REFUSE}. */
    public MarkovOptions withEmptyRow(EmptyRow rule) {
        return new MarkovOptions(gone, rule);
    }

    /** What {@value MigrationMatrix#GONE} is. */
    public GoneRule gone() {
        return gone;
    }

    /** What a segment without customers becomes. */
    public EmptyRow emptyRow() {
        return emptyRow;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MarkovOptions that && gone == that.gone && emptyRow == that.emptyRow;
    }

    @Override
    public int hashCode() {
        return Objects.hash(gone, emptyRow);
    }

    @Override
    public String toString() {
        return "Gone is " + gone + ", empty rows " + emptyRow;
    }
}
