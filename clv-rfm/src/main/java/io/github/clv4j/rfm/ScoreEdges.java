package io.github.clv4j.rfm;

import io.github.clv4j.data.CustomerIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cuts of one dimension, and on which side a value that equals a cut falls. An immutable value.
 *
 * <p>With cuts c<sub>1</sub> &le; … &le; c<sub>k-1</sub> the bin of a raw value is 1 + the number of cuts below it. The
 * score is the bin, or k + 1 less the bin where low is best. Cuts may be equal: the bins between them are empty. Under
 * {@link ScoringRule#NTILE} a cut may lie between two customers with the same value; it then has a tie id, and customers
 * with that value get the lower score up to that id and the higher one after it.
 */
public final class ScoreEdges {
    /** Which bin a value that equals a cut falls into. */
    public enum Side {
        /** The bin below the cut: intervals are closed on the right. */
        BELOW,
        /** The bin above the cut: intervals are closed on the left. */
        ABOVE
    }

    private final double[] cuts;
    private final Side side;
    private final @Nullable String[] tieIds;
    private final boolean numericIds;
    private final boolean ties;
    /** The tie ids as numbers, if they are. */
    private final long[] tieNumbers;

    private ScoreEdges(double[] cuts, Side side, @Nullable String[] tieIds, boolean numericIds) {
        this.cuts = cuts;
        this.side = side;
        this.tieIds = tieIds;
        this.numericIds = numericIds;
        this.ties = Arrays.stream(tieIds).anyMatch(Objects::nonNull);
        this.tieNumbers = new long[tieIds.length];
        for (int i = 0; i < tieIds.length; i++) {
            String id = tieIds[i];
            if (numericIds && id != null) {
                tieNumbers[i] = number(id);
            }
        }
    }

    /**
     * Edges without tie ids.
     *
     * @param cuts 1 to 9, ascending; copied
     * @param side where a value that equals a cut falls
     * @throws IllegalArgumentException if a cut is not finite or below the one before
     */
    public static ScoreEdges of(double[] cuts, Side side) {
        return of(cuts, side, Arrays.asList(new @Nullable String[cuts.length]), false);
    }

    /**
     * Edges that may split customers with the same value.
     *
     * @param tieIds for each cut the last id that stays below it among the customers with that value, or null
     * @param numericIds true if ids are compared as numbers
     * @throws IllegalArgumentException also if there are not as many tie ids as cuts, or a numeric one is no number
     */
    public static ScoreEdges of(double[] cuts, Side side, List<@Nullable String> tieIds, boolean numericIds) {
        RfmOptions.checkedBins(cuts.length + 1);
        double[] own = cuts.clone();
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < own.length; i++) {
            if (!(Double.isFinite(own[i]) && own[i] >= last)) {
                throw new IllegalArgumentException("cut " + (i + 1) + " is " + own[i]
                        + "; cuts must be finite and ascending: " + Arrays.toString(cuts));
            }
            own[i] += 0.0; // turns -0.0 into 0.0, so that equal cuts are equal values
            last = own[i];
        }
        if (tieIds.size() != own.length) {
            throw new IllegalArgumentException(
                    "there are " + tieIds.size() + " tie ids for " + own.length + " cuts; each cut has one, or null");
        }
        return new ScoreEdges(
                own, Objects.requireNonNull(side, "side"), tieIds.toArray(new @Nullable String[0]), numericIds);
    }

    /** Number of bins: one more than cuts. */
    public int bins() {
        return cuts.length + 1;
    }

    /** The cuts, ascending, in raw units: days, orders, minor units or shares. */
    public double[] cuts() {
        return cuts.clone();
    }

    double cut(int number) {
        return cuts[number];
    }

    /** Where a value that equals a cut falls, if the cut has no tie id. */
    public Side side() {
        return side;
    }

    /** For each cut the last id that stays below it among the customers with that value; null where none is split. */
    public List<@Nullable String> tieIds() {
        return new ArrayList<>(Arrays.asList(tieIds));
    }

    /** True if ids are compared as numbers. */
    public boolean hasNumericIds() {
        return numericIds;
    }

    /** True if a cut splits customers with the same value, so that their ids count. */
    public boolean splitsTies() {
        return ties;
    }

    /**
     * The score of a raw value; the highest is best. Of a value at which ties were split, that of an id before all others:
     * the lowest of its scores. The cuts are so few that searching costs more than counting. Hot.
     */
    int score(boolean lowIsBest, double value) {
        int below = 0;
        if (side == Side.BELOW) {
            for (double cut : cuts) {
                below += value > cut ? 1 : 0;
            }
        } else {
            for (double cut : cuts) {
                below += value >= cut ? 1 : 0;
            }
        }
        return lowIsBest ? cuts.length + 1 - below : 1 + below;
    }

    /** The score of a raw value of a customer of an index, whose id counts where ties were split. */
    int score(boolean lowIsBest, double value, CustomerIndex index, int customer) {
        if (!ties) {
            return score(lowIsBest, value);
        }
        return numericIds
                ? splitScore(lowIsBest, value, index.number(customer), "")
                : splitScore(lowIsBest, value, 0, index.id(customer));
    }

    /**
     * The score of a raw value of the customer with an id.
     *
     * @throws IllegalArgumentException if ties were split by numeric ids and it is none
     */
    int score(boolean lowIsBest, double value, String id) {
        return ties ? splitScore(lowIsBest, value, numericIds ? number(id) : 0, id) : score(lowIsBest, value);
    }

    /** Hot. */
    private int splitScore(boolean lowIsBest, double value, long number, String id) {
        int below = 0;
        for (int i = 0; i < cuts.length; i++) {
            String tie = tieIds[i];
            if (value == cuts[i] && tie != null) {
                boolean isAfter = numericIds ? number > tieNumbers[i] : id.compareTo(tie) > 0;
                below += isAfter == lowIsBest ? 0 : 1;
            } else {
                below += value > cuts[i] || (value == cuts[i] && side == Side.ABOVE) ? 1 : 0;
            }
        }
        return lowIsBest ? cuts.length + 1 - below : 1 + below;
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("id '" + id + "' is no number; the edges split ties by numeric ids", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreEdges that
                && Arrays.equals(cuts, that.cuts)
                && side == that.side
                && Arrays.equals(tieIds, that.tieIds)
                && numericIds == that.numericIds;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(cuts), side, Arrays.hashCode(tieIds), numericIds);
    }

    @Override
    public String toString() {
        return Arrays.toString(cuts) + (ties ? " split at ids " + Arrays.toString(tieIds) : "");
    }
}
