package io.github.clv4j.rfm;

import io.github.clv4j.data.CustomerIndex;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the edges of one dimension among some customers: one method a rule. Values are sorted for natural breaks and the
 * mean only; the few ranks that another rule needs are selected.
 */
final class EdgeFinder {
    private final RfmDimension dimension;
    private final ScoredBase base;
    private final int bins;
    /** The customers and their keys, in the same order until the keys are selected from. */
    private final int[] members;

    private final int from;
    private final long[] keys;

    private EdgeFinder(RfmDimension dimension, ScoredBase base, int bins, int[] members, int from, int to) {
        this.dimension = dimension;
        this.base = base;
        this.bins = bins;
        this.members = members;
        this.from = from;
        this.keys = new long[to - from];
        for (int i = from; i < to; i++) {
            keys[i - from] = dimension.key(dimension.value(base, members[i]));
        }
    }

    /**
     * The edges that a rule places among the customers {@code members[from..to-1]}, of whom there is at least one and
     * whose values are known.
     */
    static ScoreEdges find(
            ScoringRule rule, RfmDimension dimension, ScoredBase base, int bins, int[] members, int from, int to) {
        EdgeFinder finder = new EdgeFinder(dimension, base, bins, members, from, to);
        return switch (rule) {
            case QUANTILE -> ScoreEdges.of(finder.quantiles(), ScoreEdges.Side.BELOW);
            case R_RFM -> finder.quantilesPlusOne();
            case NTILE -> finder.ntile();
            case PERCENT_RANK -> finder.percentRank();
            case CUME_DIST -> finder.cumeDist();
            case AVERAGE_RANK -> finder.averageRank();
            case JENKS ->
                ScoreEdges.of(NaturalBreaks.cuts(finder.keys, dimension::valueOf, bins), ScoreEdges.Side.BELOW);
            case MEAN -> finder.mean();
            case FIXED -> throw new IllegalStateException("fixed thresholds are given, not found");
        };
    }

    private double[] quantiles() {
        return Quantiles.cuts(keys, 0, keys.length, bins, dimension::valueOf);
    }

    private ScoreEdges quantilesPlusOne() {
        double one = dimension.one(base.summary().money());
        return ScoreEdges.of(Arrays.stream(quantiles()).map(cut -> cut + one).toArray(), ScoreEdges.Side.ABOVE);
    }

    private ScoreEdges percentRank() {
        worstFirst();
        long n = keys.length;
        // Score s asks for k(rank - 1) >= (s - 1)(n - 1): that many are strictly worse, so the last of them is the cut.
        int[] lastWorse = places(s -> ceilDivided((s - 1) * Math.max(n - 1, 1), bins) - 1);
        return edges(selected(lastWorse), true);
    }

    private ScoreEdges cumeDist() {
        worstFirst();
        long n = keys.length;
        // Score s asks for k * count > (s - 1)n: the customer at the first such place, and whoever is equal, passes.
        return edges(selected(places(s -> (s - 1) * n / bins)), false);
    }

    private ScoreEdges averageRank() {
        worstFirst();
        long n = keys.length;
        // Score s asks for k(first + last - 1) > 2n(s - 1), where first - 1 are worse. Whether the customers with the
        // value at the place where ranks alone would pass do so depends on how many share it.
        long[] at = selected(places(s -> (s - 1) * n / bins));
        long[] cuts = new long[bins - 1];
        for (int s = 2; s <= bins; s++) {
            long value = at[s - 2];
            long less = 0;
            long upTo = 0;
            long nextWorse = Long.MIN_VALUE;
            for (long key : keys) {
                less += key < value ? 1 : 0;
                upTo += key <= value ? 1 : 0;
                nextWorse = key < value ? Math.max(nextWorse, key) : nextWorse;
            }
            boolean passes = bins * (less + upTo) > 2 * n * (s - 1);
            // If nobody is worse, all pass: a cut below everything, which the least value itself is when it must pass.
            cuts[s - 2] = !passes ? value : less > 0 ? nextWorse : worseThan(value);
        }
        return edges(cuts, true);
    }

    /** The key of a value worse than one; the keys of 0.0 and of -0.0 differ, though their values do not. */
    private long worseThan(long key) {
        boolean low = dimension.isLowBest();
        double value = dimension.valueOf(low ? ~key : key);
        double next = dimension.valueOf(low ? ~(key - 1) : key - 1);
        return next == value ? key - 2 : key - 1;
    }

    private ScoreEdges ntile() {
        worstFirst();
        long[] original = keys.clone();
        // Score s begins after the customers of the lower scores; the last of these is the cut.
        long[] last = selected(places(s -> inLowerTiles(s) - 1));
        @Nullable String[] tieIds = new @Nullable String[bins - 1];
        // Cuts with one value are looked at together: where many customers share it, there are several.
        for (int first = 0, next; first < last.length; first = next) {
            next = first;
            long value = last[first];
            while (next < last.length && last[next] == value) {
                next++;
            }
            long less = 0;
            int equal = 0;
            for (long key : original) {
                less += key < value ? 1 : 0;
                equal += key == value ? 1 : 0;
            }
            int[] lastToStay = new int[next - first];
            int split = 0;
            for (int cut = first; cut < next; cut++) {
                long stay = inLowerTiles(cut + 2L) - less;
                if (stay < equal) {
                    lastToStay[split++] = (int) stay - 1;
                }
            }
            String[] ids = idsAt(original, value, Arrays.copyOf(lastToStay, split));
            System.arraycopy(ids, 0, tieIds, first, split);
        }
        CustomerIndex index = base.summary().index();
        return edges(last, true, tieIds, index.isNumeric());
    }

    /** Customers of the scores below one: all scores have as many, the lowest one more where that does not come out even. */
    private long inLowerTiles(long score) {
        long n = keys.length;
        return Math.min(n, (score - 1) * (n / bins) + Math.min(score - 1, n % bins));
    }

    /** The ids at some places, in id order, among the customers with a key. */
    private String[] idsAt(long[] original, long key, int[] places) {
        CustomerIndex index = base.summary().index();
        if (places.length == 0) {
            return new String[0];
        }
        IntStream tied = IntStream.range(0, original.length)
                .filter(i -> original[i] == key)
                .map(i -> members[from + i]);
        if (index.isNumeric()) {
            long[] ids = tied.mapToLong(index::number).toArray();
            return Arrays.stream(OrderStatistics.select(ids, 0, ids.length, places))
                    .mapToObj(Long::toString)
                    .toArray(String[]::new);
        }
        String[] ids = tied.mapToObj(index::id).toArray(String[]::new);
        Arrays.parallelSort(ids);
        return Arrays.stream(places).mapToObj(place -> ids[place]).toArray(String[]::new);
    }

    private ScoreEdges mean() {
        // Summed in ascending order, so that the order of customers plays no part.
        long[] sorted = keys;
        Arrays.parallelSort(sorted);
        double sum = 0;
        double lost = 0;
        for (long key : sorted) {
            double value = dimension.valueOf(key);
            double next = sum + value;
            lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }
        // The mean of equal values must not be beside them.
        double least = dimension.valueOf(sorted[0]);
        double most = dimension.valueOf(sorted[sorted.length - 1]);
        double mean = Math.max(least, Math.min((sum + lost) / sorted.length, most));
        return ScoreEdges.of(
                new double[] {mean}, dimension.isLowBest() ? ScoreEdges.Side.ABOVE : ScoreEdges.Side.BELOW);
    }

    /** Turns keys round where low is best, so that they rise from the worst to the best. */
    private void worstFirst() {
        if (dimension.isLowBest()) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = ~keys[i];
            }
        }
    }

    @FunctionalInterface
    private interface Place {
        long of(long score);
    }

    /** A place in the order from the worst to the best for each of the scores 2, 3 … */
    private int[] places(Place place) {
        return IntStream.rangeClosed(2, bins)
                .map(score -> (int) place.of(score))
                .toArray();
    }

    private long[] selected(int[] places) {
        int[] distinct = Arrays.stream(places).distinct().toArray();
        long[] found = OrderStatistics.select(keys, 0, keys.length, distinct);
        return Arrays.stream(places)
                .mapToLong(place -> found[Arrays.binarySearch(distinct, place)])
                .toArray();
    }

    private static long ceilDivided(long a, long b) {
        return -Math.floorDiv(-a, b);
    }

    private ScoreEdges edges(long[] cutKeys, boolean strict) {
        return edges(cutKeys, strict, new @Nullable String[cutKeys.length], false);
    }

    /**
     * Edges from the keys of cuts, which rise from the worst to the best.
     *
     * @param strict true if only what is better than a cut gets the higher score
     */
    private ScoreEdges edges(long[] cutKeys, boolean strict, @Nullable String[] tieIds, boolean numericIds) {
        int size = cutKeys.length;
        boolean low = dimension.isLowBest();
        double[] cuts = new double[size];
        @Nullable String[] ids = new @Nullable String[size];
        for (int i = 0; i < size; i++) {
            int raw = low ? size - 1 - i : i;
            cuts[raw] = dimension.valueOf(low ? ~cutKeys[i] : cutKeys[i]);
            ids[raw] = tieIds[i];
        }
        List<@Nullable String> ties = Arrays.asList(ids);
        return ScoreEdges.of(cuts, strict == low ? ScoreEdges.Side.ABOVE : ScoreEdges.Side.BELOW, ties, numericIds);
    }
}
