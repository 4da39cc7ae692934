package io.github.clv4j.rfm;

import io.github.clv4j.rfm.RfmExplanation.Change;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Searches other values. The edges are few, so every candidate is tried. */
final class ChangeSearch {
    private final SegmentMap map;
    private final RfmThresholds thresholds;
    private final String id;
    private final Map<RfmDimension, Double> now = new EnumMap<>(RfmDimension.class);
    private final RfmCell cell;
    private final Segment segment;
    private final long spendMinor;
    private final boolean lookBack;

    ChangeSearch(RfmScores scores, SegmentMap map, int customer) {
        this.map = map;
        this.thresholds = scores.thresholds();
        this.id = scores.summary().index().id(customer);
        RfmDimension.RFM.forEach(dimension -> now.put(dimension, scores.value(dimension, customer)));
        this.cell = scores.cell(customer);
        this.segment = map.segmentOf(cell.r(), cell.f(), cell.m());
        this.spendMinor = scores.scoredSpendMinor(customer);
        this.lookBack = scores.options().lookBackDays().isPresent();
    }

    private double now(RfmDimension dimension) {
        return now.getOrDefault(dimension, Double.NaN);
    }

    private Change change(Map<RfmDimension, Long> values) {
        Map<RfmDimension, Double> then = new EnumMap<>(now);
        values.forEach((dimension, value) -> then.put(dimension, (double) value));
        return change(values, then);
    }

    private Change change(Map<RfmDimension, Long> values, Map<RfmDimension, Double> then) {
        RfmCell after = thresholds.cell(
                id,
                then.getOrDefault(RfmDimension.RECENCY, Double.NaN),
                then.getOrDefault(RfmDimension.FREQUENCY, Double.NaN),
                then.getOrDefault(RfmDimension.MONETARY, Double.NaN));
        return new Change(values, after, map.segmentOf(after.r(), after.f(), after.m()));
    }

    /** The whole numbers nearest to each cut on both sides, and the cut itself, where scores change. */
    private static List<Long> candidates(ScoreEdges edges) {
        List<Long> values = new ArrayList<>();
        for (double cut : edges.cuts()) {
            // Beyond 2^53 neighbouring whole numbers are one double, so that 1 more or less would be no other value.
            values.add((long) Math.floor(Math.nextDown(cut)));
            if (cut == Math.rint(cut)) {
                values.add((long) cut);
            }
            values.add((long) Math.ceil(Math.nextUp(cut)));
        }
        return values;
    }

    /** The nearest value on one side that leads to another segment. */
    @Nullable
    Change nearest(RfmDimension dimension, boolean better) {
        Change nearest = null;
        double distance = Double.POSITIVE_INFINITY;
        boolean up = better != dimension.isLowBest();
        for (long value : candidates(thresholds.edges(dimension, cell.r(), cell.f()))) {
            double step = up ? value - now(dimension) : now(dimension) - value;
            if (step > 0 && step < distance && isPossible(dimension, value)) {
                Change change = change(Map.of(dimension, value));
                if (!change.segment().equals(segment)) {
                    nearest = change;
                    distance = step;
                }
            }
        }
        return nearest;
    }

    private boolean isPossible(RfmDimension dimension, long value) {
        return switch (dimension) {
            case RECENCY -> value >= 0;
            case FREQUENCY -> value >= (lookBack ? 0 : 1);
            default -> true;
        };
    }

    @Nullable
    Change smallestImprovement() {
        Change best = null;
        int bestCost = Integer.MAX_VALUE;
        for (int r = cell.r(); r <= map.bins(); r++) {
            for (int f = 1; f <= map.bins(); f++) {
                for (int m = 1; m <= map.bins(); m++) {
                    if (!map.segmentOf(r, f, m).equals(segment)) {
                        Map<RfmDimension, Long> values = new EnumMap<>(RfmDimension.class);
                        int cost = cost(r, f, m, values);
                        if (cost < bestCost) {
                            bestCost = cost;
                            best = change(values);
                        }
                    }
                }
            }
        }
        return best;
    }

    /**
     * What it takes to get to a cell with no value worse than now: scores in sum, then dimensions, then which.
     *
     * @param values filled with the values that change
     * @return {@link Integer#MAX_VALUE} if there is no way
     */
    private int cost(int r, int f, int m, Map<RfmDimension, Long> values) {
        int[] target = {r, f, m};
        int cost = 0;
        for (int d = 0; d < target.length; d++) {
            RfmDimension dimension = RfmDimension.RFM.get(d);
            ScoreEdges edges = thresholds.edges(dimension, r, f);
            boolean low = dimension.isLowBest();
            int score = edges.score(low, now(dimension), id);
            if (score > target[d]) {
                return Integer.MAX_VALUE;
            }
            if (score < target[d]) {
                Long value = least(dimension, edges, target[d]);
                if (value == null) {
                    return Integer.MAX_VALUE;
                }
                values.put(dimension, value);
                // Scores count first, then dimensions; recency is the dearest, for the as-of day has passed.
                cost += 1000 * (target[d] - score) + 100 + (target.length - d);
            }
        }
        return cost == 0 ? Integer.MAX_VALUE : cost;
    }

    /** The nearest better value with a score, or null. */
    private @Nullable Long least(RfmDimension dimension, ScoreEdges edges, int score) {
        Long nearest = null;
        double distance = Double.POSITIVE_INFINITY;
        for (long value : candidates(edges)) {
            double step = dimension.isLowBest() ? now(dimension) - value : value - now(dimension);
            if (step > 0
                    && step < distance
                    && isPossible(dimension, value)
                    && edges.score(dimension.isLowBest(), (double) value, id) == score) {
                nearest = value;
                distance = step;
            }
        }
        return nearest;
    }

    Change afterOrder(long amountMinor) {
        double orders = now(RfmDimension.FREQUENCY) + 1;
        // A mean is scored as it is; only what is told of it is rounded.
        double spend = thresholds.monetary() == MonetaryMeasure.TOTAL_SPEND
                ? now(RfmDimension.MONETARY) + amountMinor
                : ((double) spendMinor + amountMinor) / orders;
        Map<RfmDimension, Double> then = new EnumMap<>(now);
        then.put(RfmDimension.RECENCY, 0.0);
        then.put(RfmDimension.FREQUENCY, orders);
        then.put(RfmDimension.MONETARY, spend);
        Map<RfmDimension, Long> values = new EnumMap<>(RfmDimension.class);
        then.forEach((dimension, value) -> values.put(dimension, Math.round(value)));
        return change(values, then);
    }
}
