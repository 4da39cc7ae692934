package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the customers of {@link NumericRows} their numbers and brings the rows into the order of customer, day and amount,
 * partition by partition. Hot: within a partition, ids are looked up in a table of its own, customer, day and amount are
 * packed in one number each row, and the numbers are dealt out by day and then by customer. All of it happens in two arrays
 * that stay in the cache; the finished partition is unpacked to its place.
 */
final class NumericAssembly {
    /** Work that shares scratch arrays; depends on nothing but the number of partitions. */
    private static final int LANES = 8;

    /** Rows are dealt out by day if the days are no more than this many times the rows. */
    private static final int SPARSE = 4;

    private final List<NumericRows.Block> blocks;
    private final int firstDay;
    private final int days;
    private final int dayBits;
    private final long leastAmount;
    private final int amountBits;
    private final int partitions;
    private final int[] rowStart;
    private final RowColumns rows;
    /** For each partition, the first row of each of its customers from the partition's own first, and the end. */
    private final int[][] customerStart;

    private final long[][] ids;

    private final LongCustomerIndex index;
    private final int[] start;

    NumericAssembly(NumericRows source) {
        blocks = source.blocks();
        firstDay = source.firstDay();
        leastAmount = source.leastAmount();
        days = source.lastDay() - firstDay + 1;
        dayBits = bits(days - 1L);
        // The difference is right as an unsigned number even where it overflows.
        amountBits = bits(source.mostAmount() - leastAmount);
        partitions = blocks.get(0).start.length - 1;
        rowStart = new int[partitions + 1];
        for (NumericRows.Block block : blocks) {
            for (int p = 0; p < partitions; p++) {
                rowStart[p + 1] += block.start[p + 1] - block.start[p];
            }
        }
        for (int p = 0; p < partitions; p++) {
            rowStart[p + 1] += rowStart[p];
        }
        rows = new RowColumns((int) source.rows(), RowShape.PLAIN, false);
        customerStart = new int[partitions][];
        ids = new long[partitions][];
        int lanes = Math.min(LANES, partitions);
        Parallel.pieces(lanes, lane -> {
            Scratch scratch = new Scratch();
            for (int p = partitions * lane / lanes; p < partitions * (lane + 1) / lanes; p++) {
                assemble(p, scratch);
            }
        });
        int customers = Arrays.stream(ids).mapToInt(part -> part.length).sum();
        start = new int[customers + 1];
        index = number(customers);
    }

    private static int bits(long range) {
        return Long.SIZE - Long.numberOfLeadingZeros(range);
    }

    private LongCustomerIndex number(int customers) {
        long[] all = new long[customers];
        int customer = 0;
        for (int p = 0; p < partitions; p++) {
            System.arraycopy(ids[p], 0, all, customer, ids[p].length);
            for (int c = 0; c < ids[p].length; c++) {
                start[customer++] = rowStart[p] + customerStart[p][c];
            }
        }
        start[customers] = rowStart[partitions];
        return LongCustomerIndex.of(all);
    }

    /** The customers. */
    LongCustomerIndex index() {
        return index;
    }

    /** The first row of each customer, and the end of the last. */
    int[] start() {
        return start;
    }

    /** The rows in order. */
    RowColumns rows() {
        return rows;
    }

    /** Arrays that one lane uses again and again. */
    private static final class Scratch {
        long[] keys = new long[0];
        long[] dealt = new long[0];

        void room(int rows) {
            if (keys.length < rows) {
                keys = new long[rows];
                dealt = new long[rows];
            }
        }
    }

    private void assemble(int p, Scratch scratch) {
        int count = rowStart[p + 1] - rowStart[p];
        scratch.room(count);
        NumericCustomers customers = new NumericCustomers(count);
        // There are no more customers than rows.
        boolean isPacked = bits(count) + dayBits + amountBits < Long.SIZE;
        if (isPacked) {
            pack(p, customers, scratch.keys);
        } else {
            number(p, customers, scratch.keys);
        }
        int[] start = customers.starts();
        if (isPacked) {
            sort(scratch, count, start);
            unpack(scratch.keys, rowStart[p], count);
        } else {
            sortInPlace(p, start, scratch.keys);
        }
        customerStart[p] = start;
        ids[p] = customers.ids();
    }

    /** Customer, day and amount of each row as one number, which orders as the three do. */
    private void pack(int p, NumericCustomers customers, long[] keys) {
        int row = 0;
        for (NumericRows.Block block : blocks) {
            int end = block.start[p + 1];
            for (int i = block.start[p]; i < end; i++) {
                long customer = customers.count(block.id[i]);
                long day = (long) block.day[i] - firstDay;
                keys[row++] = (customer << dayBits | day) << amountBits | (block.amount[i] - leastAmount);
            }
        }
    }

    private void unpack(long[] keys, int base, int count) {
        int[] day = rows.day;
        long[] amount = rows.amount;
        int dayMask = (1 << dayBits) - 1;
        long amountMask = (1L << amountBits) - 1;
        for (int i = 0; i < count; i++) {
            day[base + i] = firstDay + ((int) (keys[i] >>> amountBits) & dayMask);
            amount[base + i] = leastAmount + (keys[i] & amountMask);
        }
    }

    private void sort(Scratch scratch, int count, int[] start) {
        long[] keys = scratch.keys;
        if (days > (long) SPARSE * count) {
            Arrays.sort(keys, 0, count);
            return;
        }
        dealByDay(keys, scratch.dealt, count);
        int shift = dayBits + amountBits;
        int[] next = start.clone();
        for (int i = 0; i < count; i++) {
            long key = scratch.dealt[i];
            keys[next[(int) (key >>> shift)]++] = key;
        }
        sortAmounts(keys, count);
    }

    private void dealByDay(long[] keys, long[] dealt, int count) {
        int dayMask = (1 << dayBits) - 1;
        int[] next = new int[days + 1];
        for (int i = 0; i < count; i++) {
            next[((int) (keys[i] >>> amountBits) & dayMask) + 1]++;
        }
        for (int d = 0; d < days; d++) {
            next[d + 1] += next[d];
        }
        for (int i = 0; i < count; i++) {
            long key = keys[i];
            dealt[next[(int) (key >>> amountBits) & dayMask]++] = key;
        }
    }

    /** Sorts the rows of each customer and day that are not in order. */
    private void sortAmounts(long[] keys, int count) {
        for (int i = 1; i < count; i++) {
            if (keys[i] < keys[i - 1]) {
                long sameDay = keys[i] >>> amountBits;
                int from = i - 1;
                while (from > 0 && keys[from - 1] >>> amountBits == sameDay) {
                    from--;
                }
                int to = i + 1;
                while (to < count && keys[to] >>> amountBits == sameDay) {
                    to++;
                }
                Arrays.sort(keys, from, to);
                i = to - 1;
            }
        }
    }

    private void number(int p, NumericCustomers customers, long[] numbers) {
        int row = 0;
        for (NumericRows.Block block : blocks) {
            for (int i = block.start[p]; i < block.start[p + 1]; i++) {
                numbers[row++] = customers.count(block.id[i]);
            }
        }
    }

    /** For days and amounts that are too far apart for one number. */
    private void sortInPlace(int p, int[] start, long[] numbers) {
        int base = rowStart[p];
        int[] next = start.clone();
        int row = 0;
        for (NumericRows.Block block : blocks) {
            for (int i = block.start[p]; i < block.start[p + 1]; i++) {
                int at = base + next[(int) numbers[row++]]++;
                rows.day[at] = block.day[i];
                rows.amount[at] = block.amount[i];
            }
        }
        for (int c = 0; c < start.length - 1; c++) {
            RunSort.sort(rows, base + start[c], base + start[c + 1], List.of());
        }
    }
}
