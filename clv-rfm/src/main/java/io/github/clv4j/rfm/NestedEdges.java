package io.github.clv4j.rfm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The edges of frequency within each recency score, and of monetary within both; null where a group has nobody. */
final class NestedEdges {
    private final int bins;
    private final @Nullable ScoreEdges[] frequency;
    private final @Nullable ScoreEdges[] monetary;

    /**
     * Keeps the arrays.
     *
     * @param frequency by r - 1
     * @param monetary by (r - 1) bins + f - 1
     */
    NestedEdges(int bins, @Nullable ScoreEdges[] frequency, @Nullable ScoreEdges[] monetary) {
        this.bins = bins;
        this.frequency = frequency;
        this.monetary = monetary;
        if (frequency.length != bins || monetary.length != bins * bins) {
            throw new IllegalArgumentException("nested edges are of " + frequency.length + " and " + monetary.length
                    + " groups; with " + bins + " bins there must be " + bins + " and " + bins * bins);
        }
        for (List<@Nullable ScoreEdges> some : List.of(Arrays.asList(frequency), Arrays.asList(monetary))) {
            for (ScoreEdges edges : some) {
                if (edges != null && edges.bins() != bins) {
                    throw new IllegalArgumentException(
                            "nested edges have " + edges.bins() + " bins; they must have " + bins);
                }
            }
        }
    }

    @Nullable
    ScoreEdges edges(RfmDimension dimension, int r, int f) {
        return switch (dimension) {
            case FREQUENCY -> frequency[r - 1];
            case MONETARY -> monetary[(r - 1) * bins + f - 1];
            default -> null;
        };
    }

    List<@Nullable ScoreEdges> all(RfmDimension dimension) {
        return new ArrayList<>(Arrays.asList(dimension == RfmDimension.FREQUENCY ? frequency : monetary));
    }

    @FunctionalInterface
    interface Visitor {
        void visit(RfmDimension dimension, String within, ScoreEdges edges);
    }

    /** Calls for each group that has edges. */
    void forEach(Visitor visitor) {
        for (int r = 1; r <= bins; r++) {
            ScoreEdges edges = frequency[r - 1];
            if (edges != null) {
                visitor.visit(RfmDimension.FREQUENCY, "r" + r, edges);
            }
        }
        for (int cell = 0; cell < monetary.length; cell++) {
            ScoreEdges edges = monetary[cell];
            if (edges != null) {
                visitor.visit(RfmDimension.MONETARY, "r" + (cell / bins + 1) + " f" + (cell % bins + 1), edges);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NestedEdges that
                && Arrays.equals(frequency, that.frequency)
                && Arrays.equals(monetary, that.monetary);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(frequency) + Arrays.hashCode(monetary);
    }
}
