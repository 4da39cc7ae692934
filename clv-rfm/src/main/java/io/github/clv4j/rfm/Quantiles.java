package io.github.clv4j.rfm;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

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
        long last = to - from - 1L;
        int[] ranks = new int[2 * (bins - 1)];
        for (int i = 1; i < bins; i++) {
            int floor = (int) (last * i / bins);
            ranks[2 * i - 2] = floor;
            ranks[2 * i - 1] = last * i % bins == 0 ? floor : floor + 1;
        }
        // Ranks of neighbouring cuts may cross when there are few values: selection wants them sorted.
        int[] sorted = Arrays.stream(ranks).sorted().distinct().toArray();
        long[] selected = OrderStatistics.select(keys, from, to, sorted);
        double[] cuts = new double[bins - 1];
        for (int i = 1; i < bins; i++) {
            double low = valueOf.applyAsDouble(selected[Arrays.binarySearch(sorted, ranks[2 * i - 2])]);
            double high = valueOf.applyAsDouble(selected[Arrays.binarySearch(sorted, ranks[2 * i - 1])]);
            cuts[i - 1] = between(low, high, (int) (last * i % bins), bins);
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
