package io.github.clv4j.rfm;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;

/** Quantiles of type 7 (Hyndman and Fan 1996) of values given as whole numbers that order as the values do. */
final class Quantiles {
    private Quantiles() {}

    /**
     * A {@code long} that orders as the value does, for any value but NaN. Keys of numbers of one magnitude lie evenly,
     * magnitudes lie apart: what keeps the selection fast when one customer spends a million times as much as another.
     */
    static long key(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0); // -0.0 and 0.0 are one value
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    static double value(long key) {
        return Double.longBitsToDouble(key ^ ((key >> 63) & Long.MAX_VALUE));
    }

    /**
     * The quantiles 1/bins, 2/bins … of the values whose keys lie between {@code from} and {@code to}.
     *
     * @param keys at least one; may be reordered
     * @param valueOf the value that a key stands for
     * @return {@code bins - 1} values in ascending order
     */
    static double[] cuts(long[] keys, int from, int to, int bins, LongToDoubleFunction valueOf) {
        int[] sorted =
                Arrays.stream(ranks(bins, to - from)).mapToInt(Math::toIntExact).toArray();
        long[] selected = OrderStatistics.select(keys, from, to, sorted);
        return cuts(
                bins,
                to - from,
                rank -> valueOf.applyAsDouble(selected[Arrays.binarySearch(sorted, Math.toIntExact(rank))]));
    }

    /**
     * The places in the ascending order, from 0 on, of the values that cuts lie at or between; ascending, without
     * duplicates.
     *
     * @param n how many values there are, 1 or more
     */
    static long[] ranks(int bins, long n) {
        // Ranks of neighbouring cuts may cross when there are few values: selection wants them sorted.
        return LongStream.range(1, bins)
                .flatMap(i -> LongStream.of(floor(n, i, bins), ceiling(n, i, bins)))
                .sorted()
                .distinct()
                .toArray();
    }

    private static long floor(long n, long i, int bins) {
        return (n - 1) * i / bins;
    }

    private static long ceiling(long n, long i, int bins) {
        return floor(n, i, bins) + ((n - 1) * i % bins == 0 ? 0 : 1);
    }

    /**
     * The quantiles 1/bins, 2/bins … of values of which those at the {@link #ranks} are known.
     *
     * @param valueAt the value at a rank
     */
    static double[] cuts(int bins, long n, LongToDoubleFunction valueAt) {
        double[] cuts = new double[bins - 1];
        for (int i = 1; i < bins; i++) {
            double low = valueAt.applyAsDouble(floor(n, i, bins));
            double high = valueAt.applyAsDouble(ceiling(n, i, bins));
            cuts[i - 1] = between(low, high, (int) ((n - 1) * i % bins), bins);
        }
        return cuts;
    }

    /**
     * {@code low + (high - low) * part / parts}, for whole numbers up to 2^48 on the right side of every whole number.
     * Rounding never carries it up to {@code high}, which would move the customers with that value one bin down.
     */
    private static double between(double low, double high, int part, int parts) {
        if (part == 0 || low == high) {
            return low;
        }
        return Math.max(low, Math.min(low + (high - low) * part / parts, Math.nextDown(high)));
    }
}
