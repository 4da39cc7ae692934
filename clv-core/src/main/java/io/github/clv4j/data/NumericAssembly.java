package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the customers of {@link NumericRows} their numbers and brings the rows into the order of customer, day and amount,
 * partition by partition. Hot: a partition's rows, which stand in as many pieces as there are blocks, are copied together;
 * ids are looked up in a table of its own, customer, day and amount are packed in one number each row, and the numbers are
 * dealt out by day and then by customer. All of it happens in one array that stays in the cache; the finished partition is
 * unpacked to its place.
 */
final class NumericAssembly {
    /** Work that shares scratch arrays; depends on nothing but the number of partitions. */
    private static final int LANES = 8;

    /** Rows are dealt out by day if the days are no more than this many times the rows. */
    private static final int SPARSE = 4;

    /** Rows of a partition of which two numbers each, and an eighth more, fit an array. */
    private static final int MOST_PACKED = 1 << 29;

    /** Places that a row moves down among those of its customer and day before all of these are sorted. */
    private static final int FEW = 32;

    private final List<NumericRows.Block> blocks;
    private final boolean isNarrow;
    private final int firstDay;
    private final int days;
    private final int dayBits;
    private final long leastAmount;
    private final int amountBits;
    private final int partitions;
    private final int lanes;
    private final int[] rowStart;
    private final RowColumns rows;
    /** For each partition, the first row of each of its customers from the partition's own first, and the end. */
    private final int[][] customerStart;

    private final long[][] ids;

    private final long[] allIds;
    private final int[] laneStart;
    private final int[] start;

    /** Rows in order, and nothing of what they were made from. */
    static final class Assembled {
        private final long[] ids;
        private final int[] laneStart;
        private final int[] start;
        private final RowColumns rows;

        private Assembled(NumericAssembly assembly) {
            ids = assembly.allIds;
            laneStart = assembly.laneStart;
            start = assembly.start;
            rows = assembly.rows;
        }

        /** The ids in the order of the customers' numbers, lane by lane as {@link LongCustomerIndex#of} wants them. */
        long[] ids() {
            return ids;
        }

        /** The first customer of each lane, and the end. */
        int[] laneStart() {
            return laneStart;
        }

        /** The first row of each customer, and the end of the last. */
        int[] start() {
            return start;
        }

        RowColumns rows() {
            return rows;
        }
    }

    /** Brings rows into order, of which the source then knows nothing: they take as much memory as those in order. */
    static Assembled of(NumericRows source) {
        return new Assembled(new NumericAssembly(source));
    }

    private NumericAssembly(NumericRows source) {
        blocks = source.takeBlocks();
        NumericRows.Extent extent = source.extent();
        isNarrow = extent.isNarrow();
        firstDay = extent.firstDay();
        leastAmount = extent.leastAmount();
        days = extent.lastDay() - firstDay + 1;
        dayBits = bits(days - 1L);
        // The difference is right as an unsigned number even where it overflows.
        amountBits = bits(extent.mostAmount() - leastAmount);
        partitions = blocks.get(0).partitions();
        lanes = Math.min(LANES, partitions);
        rowStart = new int[partitions + 1];
        for (NumericRows.Block block : blocks) {
            for (int p = 0; p < partitions; p++) {
                rowStart[p + 1] += block.rows(p);
            }
        }
        for (int p = 0; p < partitions; p++) {
            rowStart[p + 1] += rowStart[p];
        }
        rows = RowColumns.plain((int) source.rows());
        customerStart = new int[partitions][];
        ids = new long[partitions][];
        Parallel.pieces(lanes, lane -> {
            Scratch scratch = new Scratch();
            for (int p = first(lane); p < first(lane + 1); p++) {
                assemble(p, scratch);
            }
        });
        int[] firstCustomer = new int[partitions + 1];
        for (int p = 0; p < partitions; p++) {
            firstCustomer[p + 1] = firstCustomer[p] + ids[p].length;
        }
        laneStart = new int[lanes + 1];
        for (int lane = 0; lane <= lanes; lane++) {
            laneStart[lane] = firstCustomer[first(lane)];
        }
        allIds = new long[firstCustomer[partitions]];
        start = new int[allIds.length + 1];
        number(firstCustomer);
    }

    private static int bits(long range) {
        return Long.SIZE - Long.numberOfLeadingZeros(range);
    }

    /** The first partition of a lane. */
    private int first(int lane) {
        return partitions * lane / lanes;
    }

    private void number(int[] firstCustomer) {
        Parallel.pieces(lanes, lane -> {
            for (int p = first(lane); p < first(lane + 1); p++) {
                System.arraycopy(ids[p], 0, allIds, firstCustomer[p], ids[p].length);
                for (int c = 0; c < ids[p].length; c++) {
                    start[firstCustomer[p] + c] = rowStart[p] + customerStart[p][c];
                }
            }
        });
        start[allIds.length] = rowStart[partitions];
    }

    /** What one lane uses again and again. */
    private static final class Scratch {
        final NumericCustomers customers = new NumericCustomers();
        /** Rows as they came, two numbers each; then their keys, and as many places for dealing them out. */
        long[] cells = new long[0];

        void room(int numbers) {
            if (cells.length < numbers) {
                // Somewhat more, since partitions differ little.
                cells = new long[(int) Math.min(RowBuffer.MAX_ROWS, numbers + numbers / 8L)];
            }
        }
    }

    private void assemble(int p, Scratch scratch) {
        int count = rowStart[p + 1] - rowStart[p];
        scratch.customers.begin(count);
        // There are no more customers than rows.
        boolean isPacked = isNarrow && count <= MOST_PACKED && bits(count) + dayBits + amountBits < Long.SIZE;
        scratch.room(isPacked ? 2 * count : count);
        // Rows are not dealt out by day if there are far more days than rows.
        int[] dayCounts = new int[isPacked && days <= (long) SPARSE * count ? days + 1 : 0];
        if (isPacked) {
            gather(p, scratch.cells);
            pack(scratch.customers, scratch.cells, count, dayCounts);
        } else {
            number(p, scratch.customers, scratch.cells);
        }
        int[] starts = scratch.customers.starts();
        if (isPacked) {
            sort(scratch.cells, count, dayCounts, starts);
            unpack(scratch.cells, rowStart[p], count);
        } else {
            sortInPlace(p, starts, scratch.cells);
        }
        customerStart[p] = starts;
        ids[p] = scratch.customers.ids();
    }

    private void gather(int p, long[] cells) {
        int row = 0;
        for (NumericRows.Block block : blocks) {
            block.copyNarrow(p, cells, row);
            row += block.rows(p);
        }
    }

    /**
     * Customer, day and amount of each row as one number, which orders as the three do. A row's key is written where rows
     * before it stood. Rows of each day are counted at the day + 1, if there is room.
     */
    private void pack(NumericCustomers customers, long[] cells, int count, int[] dayCounts) {
        boolean counts = dayCounts.length > 0;
        for (int i = 0; i < count; i++) {
            long customer = customers.count(cells[2 * i]);
            long cell = cells[2 * i + 1];
            int day = NumericRows.dayOf(cell) - firstDay;
            cells[i] = (customer << dayBits | day) << amountBits | (NumericRows.amountOf(cell) - leastAmount);
            if (counts) {
                dayCounts[day + 1]++;
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

    /** Sorts the first numbers of an array that has room for twice as many. Uses up the counts of days. */
    private void sort(long[] keys, int count, int[] dayCounts, int[] starts) {
        if (dayCounts.length == 0) {
            Arrays.sort(keys, 0, count);
            return;
        }
        dealByDay(keys, count, dayCounts);
        int shift = dayBits + amountBits;
        int[] next = starts.clone();
        for (int i = count; i < 2 * count; i++) {
            long key = keys[i];
            keys[next[(int) (key >>> shift)]++] = key;
        }
        sortAmounts(keys, count);
    }

    private void dealByDay(long[] keys, int count, int[] next) {
        int dayMask = (1 << dayBits) - 1;
        next[0] = count;
        for (int d = 0; d < days; d++) {
            next[d + 1] += next[d];
        }
        for (int i = 0; i < count; i++) {
            long key = keys[i];
            keys[next[(int) (key >>> amountBits) & dayMask]++] = key;
        }
    }

    /** Sorts the rows of each customer and day; all others are in order. */
    private void sortAmounts(long[] keys, int count) {
        for (int i = 1; i < count; i++) {
            long key = keys[i];
            int to = i;
            while (to > 0 && keys[to - 1] > key && i - to < FEW) {
                keys[to] = keys[to - 1];
                to--;
            }
            keys[to] = key;
            if (i - to == FEW) {
                sortSameDay(keys, i, count);
            }
        }
    }

    private void sortSameDay(long[] keys, int some, int count) {
        long sameDay = keys[some] >>> amountBits;
        int from = some;
        while (from > 0 && keys[from - 1] >>> amountBits == sameDay) {
            from--;
        }
        int to = some + 1;
        while (to < count && keys[to] >>> amountBits == sameDay) {
            to++;
        }
        Arrays.sort(keys, from, to);
    }

    private void number(int p, NumericCustomers customers, long[] numbers) {
        int row = 0;
        for (NumericRows.Block block : blocks) {
            for (int i = block.start(p); i < block.end(p); i++) {
                numbers[row++] = customers.count(block.id(i));
            }
        }
    }

    /** For days and amounts that are too far apart for one number. */
    private void sortInPlace(int p, int[] starts, long[] numbers) {
        int base = rowStart[p];
        int[] next = starts.clone();
        int row = 0;
        for (NumericRows.Block block : blocks) {
            for (int i = block.start(p); i < block.end(p); i++) {
                int at = base + next[(int) numbers[row++]]++;
                rows.day[at] = block.day(i);
                rows.amount[at] = block.amount(i);
            }
        }
        for (int c = 0; c < starts.length - 1; c++) {
            RunSort.sort(rows, base + starts[c], base + starts[c + 1], List.of());
        }
    }
}
