package io.github.clv4j.evaluate;

/**
 * Into which groups a comparison with the hold-out divides customers. Immutable; each method returns a changed copy.
 *
 * <p>Defaults: x = 0, 1, …, 6 and 7 or more; five ranges of t<sub>x</sub>.
 */
public final class HoldoutOptions {
    private static final HoldoutOptions DEFAULTS = new HoldoutOptions(7, 5);
    private static final int MOST_GROUPS = 1_000;

    private final int mostX;
    private final int recencyRanges;

    private HoldoutOptions(int mostX, int recencyRanges) {
        this.mostX = mostX;
        this.recencyRanges = recencyRanges;
    }

    /** The defaults named above. */
    public static HoldoutOptions withDefaults() {
        return DEFAULTS;
    }

    /**
     * From which number of repeat purchases on customers are one group. Default 7.
     *
     * @param x 0..1,000
     */
    public HoldoutOptions withMostX(int x) {
        if (x >= 0 && x <= MOST_GROUPS) {
            return new HoldoutOptions(x, recencyRanges);
        }
        throw new IllegalArgumentException("the most x is " + x + "; it must be in 0.." + MOST_GROUPS);
    }

    /**
     * Into how many ranges of equal width the ages at the last purchase t<sub>x</sub> are divided, from 0 to the largest T;
     * customers without a repeat purchase are a group of their own beside them. Default 5.
     *
     * @param ranges 1..1,000
     */
    public HoldoutOptions withRecencyRanges(int ranges) {
        if (ranges >= 1 && ranges <= MOST_GROUPS) {
            return new HoldoutOptions(mostX, ranges);
        }
        throw new IllegalArgumentException("ranges of t_x are " + ranges + "; there must be 1.." + MOST_GROUPS);
    }

    /** From which number of repeat purchases on customers are one group. */
    public int mostX() {
        return mostX;
    }

    /** Ranges of the age at the last purchase. */
    public int recencyRanges() {
        return recencyRanges;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HoldoutOptions that && mostX == that.mostX && recencyRanges == that.recencyRanges;
    }

    @Override
    public int hashCode() {
        return 31 * mostX + recencyRanges;
    }

    @Override
    public String toString() {
        return "x up to " + mostX + ", " + recencyRanges + " ranges of t_x";
    }
}
