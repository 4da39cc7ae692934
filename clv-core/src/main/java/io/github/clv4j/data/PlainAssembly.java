package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the customers of {@link PlainRows} their numbers and brings the rows into the order of customer, day and amount,
 * partition by partition. Hot: a partition's rows, which stand in as many pieces as there are blocks, are copied together as
 * {@linkplain RowKeys keys}, one number each, and the numbers are dealt out by day and then by customer. If ids are far apart
 * they are looked up in a table first. All of it happens in one array that stays in the cache; the finished partition is unpacked
 * to its place. Rows that do not fit one number each are sorted where they go.
 */
final class PlainAssembly {
    /** Work that shares scratch arrays; depends on nothing but the number of partitions. */
    private static final int LANES = 8;

    /** Days, and rests of ids, are close together if they are no more than this many times a partition's rows. */
    private static final int SPARSE = 4;

    /** Rows of a partition of which two numbers each, and an eighth more, fit an array. */
    private static final int MOST_PACKED = 1 << 29;

    /** Places that a row moves down among those of its customer and day before all of these are sorted. */
    private static final int FEW = 32;

    private final List<PlainBlock> blocks;
    /** Keys of all rows, whose customers are told by the rests of their ids. */
    private final RowKeys keys;

    private final PlainExtent extent;
    private final int days;
    private final int partitions;
    private final int lanes;
    private final int meanRows;
    /** True if the rest of an id is near enough to all others to be its customer's place. */
    private final boolean isDirect;

    private final int[] rowStart;
    private final RowColumns rows;
    /** For each partition, the first row of each of its customers from the partition's own first, and the end. */
    private final int[][] customerStart;

    private final long[][] ids;

    private final long[] allIds;
    private final int[] laneStart;
    private final int[] start;
    /** The customers of few rows, who are numbered as they come. */
    private @Nullable LongCustomerIndex arrived;

    /** Rows in order, and nothing of what they were made from. */
    static final class Assembled {
        private final long[] ids;
        private final @Nullable LongCustomerIndex index;
        private final int[] laneStart;
        private final int[] start;
        private final RowColumns rows;

        private Assembled(PlainAssembly assembly) {
            ids = assembly.allIds;
            index = assembly.arrived;
            laneStart = assembly.laneStart;
            start = assembly.start;
            rows = assembly.rows;
        }

        /** The ids in the order of the customers' numbers. */
        long[] ids() {
            return ids;
        }

        /** The ids and the customers' numbers. */
        LongCustomerIndex index() {
            return index == null ? LongCustomerIndex.of(ids, laneStart) : index;
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
    static Assembled of(PlainRows source) {
        return new Assembled(new PlainAssembly(source));
    }

    private PlainAssembly(PlainRows source) {
        blocks = source.takeBlocks();
        extent = source.extent();
        keys = RowKeys.of(extent);
        days = extent.lastDay() - extent.firstDay() + 1;
        partitions = blocks.get(0).partitions();
        lanes = Math.min(LANES, partitions);
        meanRows = (int) (source.rows() / partitions);
        long mostRests = (long) SPARSE * meanRows;
        isDirect = keys.hold(extent.restBits()) && Long.compareUnsigned(extent.restRange(), mostRests) < 0;
        rowStart = new int[partitions + 1];
        for (PlainBlock block : blocks) {
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
        final PartitionCustomers customers = new PartitionCustomers();
        /** Rows as they came; then their keys, and as many places for dealing them out. */
        long[] cells = new long[0];
        /** Of each day its rows, at the day + 1; then where the next of them goes. */
        int[] ofDay = new int[0];

        void room(int numbers) {
            if (cells.length < numbers) {
                // Somewhat more, since partitions differ little.
                cells = new long[(int) Math.min(RowBuffer.MAX_ROWS, numbers + numbers / 8L)];
            }
        }
    }

    private void assemble(int p, Scratch scratch) {
        int count = rowStart[p + 1] - rowStart[p];
        boolean packs = count <= MOST_PACKED;
        scratch.room(packs ? 2 * count : count);
        if (partitions == 1) {
            assembleByArrival(count, scratch);
            return;
        }
        if (packs && isDirect) {
            copyKeys(p, count, scratch);
        } else if (!(packs && extent.isPaired() && packLookedUp(p, count, scratch))) {
            lookUp(p, count, scratch);
            sortInPlace(p, scratch);
        }
        customerStart[p] = scratch.customers.starts();
        ids[p] = scratch.customers.rests();
        for (int c = 0; c < ids[p].length; c++) {
            ids[p][c] = IdHash.id(p, ids[p][c]);
        }
    }

    /** For few rows, whose customers are numbered in the order in which they came. */
    private void assembleByArrival(int count, Scratch scratch) {
        LongCustomerIndex index = new LongCustomerIndex();
        arrived = index;
        long[] cells = scratch.cells;
        int row = 0;
        for (PlainBlock block : blocks) {
            for (int i = block.start(0); i < block.end(0); i++) {
                cells[row++] = index.intern(block.rest(i));
            }
        }
        PartitionCustomers customers = scratch.customers;
        customers.beginDirect(index.size());
        customers.countKeys(cells, count, 0);
        customers.numberDirect(0);
        RowKeys numbered = keys.numbered();
        if (numbered.hold(PlainExtent.bits(index.size()))) {
            row = 0;
            for (PlainBlock block : blocks) {
                for (int i = block.start(0); i < block.end(0); i++, row++) {
                    cells[row] = numbered.key(cells[row], block.day(i), block.amount(i));
                }
            }
            sort(0, count, numbered, scratch);
        } else {
            sortInPlace(0, scratch);
        }
        customerStart[0] = customers.starts();
        ids[0] = new long[index.size()];
        Arrays.setAll(ids[0], index::number);
    }

    private void copyKeys(int p, int count, Scratch scratch) {
        long[] cells = scratch.cells;
        int row = 0;
        for (PlainBlock block : blocks) {
            block.copyKeys(p, keys, cells, row);
            row += block.rows(p);
        }
        PartitionCustomers customers = scratch.customers;
        customers.beginDirect((int) extent.restRange() + 1);
        customers.countKeys(cells, count, keys.customerShift());
        customers.numberDirect(extent.leastRest());
        sort(p, count, keys, scratch);
    }

    /** So many rows that a partition's customers are guessed from: a customer may have more rows than all others. */
    private int likely(int count) {
        return Math.min(count, 2 * meanRows);
    }

    /** False if the rows, with the customers' numbers in place of ids, do not fit one number each; then nothing is done. */
    private boolean packLookedUp(int p, int count, Scratch scratch) {
        RowKeys numbered = keys.numbered();
        // There are no more customers than rows.
        if (!numbered.hold(PlainExtent.bits(count))) {
            return false;
        }
        int row = 0;
        for (PlainBlock block : blocks) {
            block.copyPairs(p, scratch.cells, row);
            row += block.rows(p);
        }
        scratch.customers.begin(likely(count));
        pack(scratch.customers, numbered, scratch.cells, count);
        scratch.customers.number();
        sort(p, count, numbered, scratch);
        return true;
    }

    /** Makes two numbers of each row a key; it is written where rows before stood. */
    private static void pack(PartitionCustomers customers, RowKeys keys, long[] cells, int count) {
        for (int i = 0; i < count; i++) {
            int customer = customers.count(cells[2 * i]);
            long cell = cells[2 * i + 1];
            cells[i] = keys.key(customer, PlainBlock.dayOf(cell), PlainBlock.amountOf(cell));
        }
    }

    private void sort(int p, int count, RowKeys by, Scratch scratch) {
        long[] cells = scratch.cells;
        // Rows are not dealt out by day if there are far more days than rows.
        if (days <= (long) SPARSE * count) {
            dealByDay(by, scratch, count);
            int shift = by.customerShift();
            int[] next = scratch.customers.next();
            for (int i = count; i < 2 * count; i++) {
                long key = cells[i];
                cells[next[(int) (key >>> shift)]++] = key;
            }
            sortAmounts(cells, count, by.amountBits());
        } else {
            Arrays.sort(cells, 0, count);
        }
        unpack(by, cells, rowStart[p], count);
    }

    /** Deals the first numbers of an array out, in the order of their days, to those after them. */
    private void dealByDay(RowKeys by, Scratch scratch, int count) {
        if (scratch.ofDay.length <= days) {
            scratch.ofDay = new int[days + 1];
        }
        long[] cells = scratch.cells;
        int[] next = scratch.ofDay;
        Arrays.fill(next, 0);
        for (int i = 0; i < count; i++) {
            next[by.dayOffset(cells[i]) + 1]++;
        }
        next[0] = count;
        for (int d = 0; d < days; d++) {
            next[d + 1] += next[d];
        }
        for (int i = 0; i < count; i++) {
            long key = cells[i];
            cells[next[by.dayOffset(key)]++] = key;
        }
    }

    private void unpack(RowKeys by, long[] cells, int base, int count) {
        int[] day = rows.day;
        int amountBits = by.amountBits();
        int dayMask = (1 << by.dayBits()) - 1;
        int firstDay = by.firstDay();
        for (int i = 0; i < count; i++) {
            day[base + i] = firstDay + ((int) (cells[i] >>> amountBits) & dayMask);
        }
        long amountMask = (1L << amountBits) - 1;
        long leastAmount = by.leastAmount();
        for (int i = 0; i < count; i++) {
            cells[i] = leastAmount + (cells[i] & amountMask);
        }
        System.arraycopy(cells, 0, rows.amount, base, count);
    }

    /** Sorts the rows of each customer and day; all others are in order. */
    private static void sortAmounts(long[] keys, int count, int amountBits) {
        for (int i = 1; i < count; i++) {
            long key = keys[i];
            int to = i;
            while (to > 0 && keys[to - 1] > key && i - to < FEW) {
                keys[to] = keys[to - 1];
                to--;
            }
            keys[to] = key;
            if (i - to == FEW) {
                sortSameDay(keys, i, count, amountBits);
            }
        }
    }

    private static void sortSameDay(long[] keys, int some, int count, int amountBits) {
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

    /** For days and amounts that are too far apart for one number; rows' customers are noted in their places. */
    private void sortInPlace(int p, Scratch scratch) {
        int base = rowStart[p];
        int[] next = scratch.customers.next();
        int row = 0;
        for (PlainBlock block : blocks) {
            for (int i = block.start(p); i < block.end(p); i++) {
                int at = base + next[(int) scratch.cells[row++]]++;
                rows.day[at] = block.day(i);
                rows.amount[at] = block.amount(i);
            }
        }
        int[] starts = scratch.customers.starts();
        for (int c = 0; c < starts.length - 1; c++) {
            RunSort.sort(rows, base + starts[c], base + starts[c + 1], List.of());
        }
    }

    /** Notes the place of each row's customer. */
    private void lookUp(int p, int count, Scratch scratch) {
        PartitionCustomers customers = scratch.customers;
        customers.begin(likely(count));
        int row = 0;
        for (PlainBlock block : blocks) {
            for (int i = block.start(p); i < block.end(p); i++) {
                scratch.cells[row++] = customers.count(block.rest(i));
            }
        }
        customers.number();
    }
}
