package io.github.clv4j.rfm;

import io.github.clv4j.internal.Parallel;
import io.github.clv4j.summary.CustomerSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the thresholds of all dimensions from the customers that are scored. */
final class ThresholdFinder {
    private final ScoredBase base;
    private final RfmOptions options;
    private final int bins;

    private ThresholdFinder(ScoredBase base, RfmOptions options) {
        this.base = base;
        this.options = options;
        this.bins = options.bins();
    }

    /** The thresholds; at least one customer must be present. */
    static RfmThresholds find(ScoredBase base, RfmOptions options) {
        ThresholdFinder finder = new ThresholdFinder(base, options);
        int[] present = finder.present();
        List<RfmDimension> dimensions = options.dimensions();
        @Nullable ScoreEdges[] found = new @Nullable ScoreEdges[dimensions.size()];
        Parallel.pieces(found.length, d -> found[d] = finder.edges(dimensions.get(d), present, 0, present.length));
        Map<RfmDimension, ScoreEdges> edges = new EnumMap<>(RfmDimension.class);
        for (int d = 0; d < found.length; d++) {
            ScoreEdges some = found[d];
            // A dimension that is unknown of everybody has nothing to take edges from, and gives nobody a score.
            if (some != null) {
                edges.put(dimensions.get(d), some);
            }
        }
        return new RfmThresholds(
                base.summary().money(),
                options.monetary(),
                options.rule(),
                options.lookBackDays(),
                edges,
                options.nesting() == Nesting.NESTED ? finder.nested(present, edges.get(RfmDimension.RECENCY)) : null);
    }

    private int[] present() {
        CustomerSummary summary = base.summary();
        int[] present = new int[summary.customers()];
        int next = 0;
        for (int c = 0; c < present.length; c++) {
            if (summary.isPresent(c)) {
                present[next++] = c;
            }
        }
        return next == present.length ? present : Arrays.copyOf(present, next);
    }

    /** The edges among some customers, of whom those with an unknown value have no part; null if nobody has a value. */
    private @Nullable ScoreEdges edges(RfmDimension dimension, int[] members, int from, int to) {
        if (!RfmDimension.RFM.contains(dimension)) {
            members = Arrays.stream(members, from, to)
                    .filter(c -> !Double.isNaN(dimension.value(base, c)))
                    .toArray();
            from = 0;
            to = members.length;
        }
        return from == to ? null : EdgeFinder.find(options.rule(), dimension, base, bins, members, from, to);
    }

    private NestedEdges nested(int[] present, @Nullable ScoreEdges recency) {
        if (recency == null) {
            throw new IllegalStateException("recency is always scored");
        }
        List<int[]> byRecency = split(present, RfmDimension.RECENCY, recency);
        @Nullable ScoreEdges[] frequency = new @Nullable ScoreEdges[bins];
        @Nullable ScoreEdges[] monetary = new @Nullable ScoreEdges[bins * bins];
        for (int r = 0; r < bins; r++) {
            int[] sameR = byRecency.get(r);
            ScoreEdges within = edges(RfmDimension.FREQUENCY, sameR, 0, sameR.length);
            frequency[r] = within;
            if (within != null) {
                List<int[]> byFrequency = split(sameR, RfmDimension.FREQUENCY, within);
                for (int f = 0; f < bins; f++) {
                    int[] sameCell = byFrequency.get(f);
                    monetary[r * bins + f] = edges(RfmDimension.MONETARY, sameCell, 0, sameCell.length);
                }
            }
        }
        return new NestedEdges(bins, frequency, monetary);
    }

    /** The customers of each score, 1 first. */
    private List<int[]> split(int[] members, RfmDimension dimension, ScoreEdges edges) {
        byte[] scores = new byte[members.length];
        int[] size = new int[bins];
        for (int i = 0; i < members.length; i++) {
            int c = members[i];
            scores[i] = (byte) edges.score(
                    dimension.isLowBest(),
                    dimension.value(base, c),
                    base.summary().index(),
                    c);
            size[scores[i] - 1]++;
        }
        List<int[]> result = new ArrayList<>();
        Arrays.stream(size).forEach(some -> result.add(new int[some]));
        int[] next = new int[bins];
        for (int i = 0; i < members.length; i++) {
            int s = scores[i] - 1;
            result.get(s)[next[s]++] = members[i];
        }
        return result;
    }
}
