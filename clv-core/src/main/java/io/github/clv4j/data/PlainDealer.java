package io.github.clv4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Deals rows of arrays out to partitions. Hot: what is written to all over has to stay in the cache, so rows are dealt a part
 * at a time into an array that is used again and again, and copied from there. A row is written in as few numbers as it needs
 * ({@link PlainBlock}), since most of the time goes into reading and writing memory. Loops are short, with all
 * they need at hand: only so does the compiler make the best of them.
 */
final class PlainDealer {
    /** Numbers that are dealt out together: they, and most of what they are made from, stay in the cache of one core. */
    private static final int PART = 1 << 16;

    private final int partitionBits;
    /** Of each row of a part its partition. */
    private char[] partition = new char[0];
    /** Of each partition, the row of the part where its next one goes. */
    private final int[] next;

    private long[] dealt = new long[0];

    /**
     * A dealer, for one thread at a time.
     *
     * @param partitionBits {@link IdHash#PARTITION_BITS}, or 0 for a single partition
     */
    PlainDealer(int partitionBits) {
        this.partitionBits = partitionBits;
        this.next = new int[1 << partitionBits];
    }

    /** Rows of arrays in partitions, a block for each part; null if the gate does not let all of them in as they are. */
    @Nullable
    List<PlainBlock> deal(long[] ids, int[] days, long[] amounts, int from, int to, Predicate<PlainExtent> gate) {
        List<PlainBlock> blocks = new ArrayList<>();
        int width = PlainBlock.KEYED;
        long[] cells = new long[0];
        int first = from;
        while (first < to) {
            int end = first + Math.min(to - first, PART / width);
            PlainExtent extent = extent(ids, days, amounts, first, end);
            if (!gate.test(extent)) {
                return null;
            }
            int needed = PlainBlock.widthFor(extent);
            if (needed > width) {
                // The parts share an array, and so a width: the first of them are dealt out again.
                width = needed;
                cells = new long[0];
                blocks.clear();
                first = from;
                continue;
            }
            if (cells.length == 0) {
                cells = new long[width * (to - from)];
            }
            int[] start = starts(ids, first, end, first - from);
            deal(ids, days, amounts, first, end, width, RowKeys.of(extent));
            System.arraycopy(dealt, 0, cells, width * (first - from), width * (end - first));
            blocks.add(new PlainBlock(cells, width, extent, start));
            first = end;
        }
        return blocks;
    }

    /** Notes the partition of each row; gives where, from some place on, the rows of each partition start. */
    private int[] starts(long[] ids, int from, int to, int at) {
        if (partition.length < to - from) {
            partition = new char[to - from];
        }
        if (partitionBits > 0) {
            partition(ids, from, to, partition);
        }
        Arrays.fill(next, 0);
        count(partition, to - from, next);
        int[] start = new int[next.length + 1];
        int place = 0;
        for (int p = 0; p < next.length; p++) {
            int count = next[p];
            next[p] = place;
            start[p] = at + place;
            place += count;
        }
        start[next.length] = at + place;
        return start;
    }

    private void deal(long[] ids, int[] days, long[] amounts, int from, int to, int width, RowKeys keys) {
        if (dealt.length < width * (to - from)) {
            dealt = new long[width * (to - from)];
        }
        switch (width) {
            case PlainBlock.KEYED ->
                dealKeyed(ids, days, amounts, from, to, keys, partitionBits, partition, next, dealt);
            case PlainBlock.PAIRED -> dealPaired(ids, days, amounts, from, to, partitionBits, partition, next, dealt);
            default -> dealWide(ids, days, amounts, from, to, partitionBits, partition, next, dealt);
        }
    }

    /** Between what some rows are. A loop for each column, and jumps that are hardly ever taken: together, and with Math.min, they take longer. */
    private PlainExtent extent(long[] ids, int[] days, long[] amounts, int from, int to) {
        long[] ofIds = leastAndMost(ids, from, to);
        int firstDay = Integer.MAX_VALUE;
        int lastDay = Integer.MIN_VALUE;
        for (int i = from; i < to; i++) {
            int day = days[i];
            if (day < firstDay) {
                firstDay = day;
            }
            if (day > lastDay) {
                lastDay = day;
            }
        }
        long[] ofAmounts = leastAndMost(amounts, from, to);
        boolean hasZero = ofAmounts[0] <= 0 && ofAmounts[1] >= 0 && hasZero(amounts, from, to);
        return new PlainExtent(
                ofIds[0] >> partitionBits,
                ofIds[1] >> partitionBits,
                firstDay,
                lastDay,
                ofAmounts[0],
                ofAmounts[1],
                hasZero);
    }

    private static long[] leastAndMost(long[] column, int from, int to) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
            long number = column[i];
            if (number < least) {
                least = number;
            }
            if (number > most) {
                most = number;
            }
        }
        return new long[] {least, most};
    }

    private static boolean hasZero(long[] amounts, int from, int to) {
        for (int i = from; i < to; i++) {
            if (amounts[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static void partition(long[] ids, int from, int to, char[] partition) {
        for (int i = from; i < to; i++) {
            partition[i - from] = (char) IdHash.partition(ids[i]);
        }
    }

    private static void count(char[] partition, int rows, int[] counts) {
        for (int i = 0; i < rows; i++) {
            counts[partition[i]]++;
        }
    }

    private static void dealKeyed(
            long[] ids,
            int[] days,
            long[] amounts,
            int from,
            int to,
            RowKeys keys,
            int restShift,
            char[] partition,
            int[] next,
            long[] dealt) {
        for (int i = from; i < to; i++) {
            dealt[next[partition[i - from]]++] = keys.key(ids[i] >> restShift, days[i], amounts[i]);
        }
    }

    private static void dealPaired(
            long[] ids,
            int[] days,
            long[] amounts,
            int from,
            int to,
            int restShift,
            char[] partition,
            int[] next,
            long[] dealt) {
        for (int i = from; i < to; i++) {
            int at = PlainBlock.PAIRED * next[partition[i - from]]++;
            dealt[at] = ids[i] >> restShift;
            dealt[at + 1] = PlainBlock.dayAndAmount(days[i], amounts[i]);
        }
    }

    private static void dealWide(
            long[] ids,
            int[] days,
            long[] amounts,
            int from,
            int to,
            int restShift,
            char[] partition,
            int[] next,
            long[] dealt) {
        for (int i = from; i < to; i++) {
            int at = PlainBlock.WIDE * next[partition[i - from]]++;
            dealt[at] = ids[i] >> restShift;
            dealt[at + 1] = days[i];
            dealt[at + 2] = amounts[i];
        }
    }
}
