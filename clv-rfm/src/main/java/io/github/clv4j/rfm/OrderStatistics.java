package io.github.clv4j.rfm;

import java.util.Arrays;

/**
 * Chosen order statistics of many numbers in linear time, without sorting them. Hot.
 *
 * <p>The range of the numbers is cut into equal buckets and the numbers in each are counted; only those in the few
 * buckets that hold a wanted rank are looked at again, the same way. Where a bucket is one number wide, as for days and
 * orders, counting is all there is. Each round narrows the range by {@value #BUCKET_BITS} bits, so there are at most five.
 */
final class OrderStatistics {
    private static final int BUCKET_BITS = 14;
    /** Up to here sorting is faster than clearing the buckets. */
    private static final int SMALL = 1 << 11;

    private OrderStatistics() {}

    /**
     * The numbers at some places of the ascending order.
     *
     * @param numbers read between {@code from} and {@code to}; may be reordered
     * @param ranks ascending, each 0 to {@code to - from - 1}
     */
    static long[] select(long[] numbers, int from, int to, int[] ranks) {
        long[] result = new long[ranks.length];
        if (ranks.length > 0) {
            select(numbers, from, to, ranks, result, 0, ranks.length, 0);
        }
        return result;
    }

    /**
     * Fills {@code result[first..last-1]}.
     *
     * @param before how many numbers, of those that ranks count, are less than any between {@code from} and {@code to}
     */
    private static void select(
            long[] numbers, int from, int to, int[] ranks, long[] result, int first, int last, int before) {
        if (to - from <= SMALL) {
            Arrays.sort(numbers, from, to);
            for (int i = first; i < last; i++) {
                result[i] = numbers[from + ranks[i] - before];
            }
            return;
        }
        long min = numbers[from];
        long max = min;
        for (int i = from + 1; i < to; i++) {
            min = Math.min(min, numbers[i]);
            max = Math.max(max, numbers[i]);
        }
        // The difference is right as an unsigned number even where it overflows.
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(max - min) - BUCKET_BITS);
        int[] counts = new int[(int) ((max - min) >>> shift) + 1];
        for (int i = from; i < to; i++) {
            counts[(int) ((numbers[i] - min) >>> shift)]++;
        }
        // Which buckets hold a wanted rank; the numbers of bucket b, once gathered, start at startOf[b].
        int[] wanted = new int[last - first];
        int[] wantedBefore = new int[last - first];
        int found = 0;
        int below = before;
        int rank = first;
        for (int bucket = 0; rank < last; bucket++) {
            int upTo = below + counts[bucket];
            if (ranks[rank] < upTo) {
                wanted[found] = bucket;
                wantedBefore[found++] = below;
                while (rank < last && ranks[rank] < upTo) {
                    result[rank++] = min + bucket;
                }
            }
            below = upTo;
        }
        if (shift == 0) {
            return;
        }
        int[] startOf = new int[found];
        int gathered = 0;
        for (int w = 0; w < found; w++) {
            startOf[w] = gathered;
            gathered += counts[wanted[w]];
        }
        long[] some = gather(numbers, from, to, min, shift, counts, wanted, startOf, gathered);
        int next = first;
        for (int w = 0; w < found; w++) {
            int end = w + 1 < found ? startOf[w + 1] : gathered;
            int start = next;
            while (next < last && ranks[next] < wantedBefore[w] + end - startOf[w]) {
                next++;
            }
            select(some, startOf[w], end, ranks, result, start, next, wantedBefore[w]);
        }
    }

    /** The numbers of the wanted buckets, bucket by bucket. Uses up {@code counts}. */
    private static long[] gather(
            long[] numbers,
            int from,
            int to,
            long min,
            int shift,
            int[] counts,
            int[] wanted,
            int[] startOf,
            int gathered) {
        Arrays.fill(counts, -1);
        for (int w = 0; w < startOf.length; w++) {
            counts[wanted[w]] = startOf[w];
        }
        long[] some = new long[gathered];
        for (int i = from; i < to; i++) {
            int bucket = (int) ((numbers[i] - min) >>> shift);
            if (counts[bucket] >= 0) {
                some[counts[bucket]++] = numbers[i];
            }
        }
        return some;
    }
}
