package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows that have day and amount alone, in the order in which they came, before their customers have their last numbers. The id
 * is numeric, or the number that a customer with a text id got first.
 *
 * <p>Many rows are kept in partitions by the hash of their id: what is later looked up and written for a partition fits the
 * cache, which looking up and scattering 20 million rows of a million customers does not. Rows are dealt out to partitions
 * a block at a time, into an array that stays in the cache, and copied from there: writing to hundreds of places of fresh
 * memory would wait for each of them. Hot: {@link #addAll}.
 */
final class NumericRows {
    /** Bits of the hash that tell the partition: a partition of 20 million rows and all that is made of it fit the cache. */
    static final int PARTITION_BITS = 9;

    static final int PARTITIONS = 1 << PARTITION_BITS;

    /**
     * Rows that are partitioned by one thread in one go. Their arrays end just before a power of two with their headers, as
     * those of {@link RowBuffer}.
     */
    static final int CHUNK = (1 << 18) - 32;

    /** A log of fewer rows is not partitioned at all: it fits the cache as it is. */
    static final int SMALL = 1 << 16;

    /** Numbers of a row that has its day and amount in one. */
    private static final int NARROW = 2;

    /** Numbers of a row whose amount leaves no room for the day. */
    private static final int WIDE = 3;

    /** Above this many bits of an amount its row's day, which needs 22. */
    private static final int AMOUNT_BITS = 42;

    private static final long AMOUNT_MASK = (1L << AMOUNT_BITS) - 1;

    /** Makes amounts of either sign positive numbers. */
    private static final long AMOUNT_OFFSET = 1L << (AMOUNT_BITS - 1);

    /** Rows that are dealt out together: 18 bytes each, which the cache of one core holds. */
    private static final int BLOCK = 1 << 15;

    private static final int FIRST_BLOCK = 1 << 8;

    /** A block of rows of which those of one partition stand together, in an array that other blocks share. */
    static final class Block {
        /** Of each row the id, then day and amount, in one number or two. */
        private final long[] cells;

        private final int width;
        /** First row of each partition, and the end of the last. */
        private final int[] start;

        private Block(long[] cells, int width, int[] start) {
            this.cells = cells;
            this.width = width;
            this.start = start;
        }

        int partitions() {
            return start.length - 1;
        }

        int start(int partition) {
            return start[partition];
        }

        int end(int partition) {
            return start[partition + 1];
        }

        int rows(int partition) {
            return start[partition + 1] - start[partition];
        }

        /** Copies the rows of a partition, two numbers each, of which {@link #dayOf} and {@link #amountOf} read the second. */
        void copyNarrow(int partition, long[] to, int at) {
            System.arraycopy(cells, NARROW * start(partition), to, NARROW * at, NARROW * rows(partition));
        }

        long id(int row) {
            return cells[width * row];
        }

        int day(int row) {
            return width == WIDE ? (int) cells[WIDE * row + 1] : dayOf(cells[NARROW * row + 1]);
        }

        long amount(int row) {
            return width == WIDE ? cells[WIDE * row + 2] : amountOf(cells[NARROW * row + 1]);
        }
    }

    private static long dayAndAmount(int day, long amount) {
        return (day - (long) TimeGrid.MIN_DAY) << AMOUNT_BITS | (amount + AMOUNT_OFFSET);
    }

    static int dayOf(long dayAndAmount) {
        return TimeGrid.MIN_DAY + (int) (dayAndAmount >>> AMOUNT_BITS);
    }

    static long amountOf(long dayAndAmount) {
        return (dayAndAmount & AMOUNT_MASK) - AMOUNT_OFFSET;
    }

    /** Between what the days and amounts of some rows are. */
    static final class Extent {
        private int firstDay = Integer.MAX_VALUE;
        private int lastDay = Integer.MIN_VALUE;
        private long leastAmount = Long.MAX_VALUE;
        private long mostAmount = Long.MIN_VALUE;
        /** Negative as long as no amount is 0. */
        private long nonZero = -1;

        private boolean isWide;

        int firstDay() {
            return firstDay;
        }

        int lastDay() {
            return lastDay;
        }

        long leastAmount() {
            return leastAmount;
        }

        long mostAmount() {
            return mostAmount;
        }

        boolean hasZero() {
            return nonZero >= 0;
        }

        /** True if days and amounts of all rows stand in one number. */
        boolean isNarrow() {
            return !isWide;
        }

        private void add(Extent other) {
            firstDay = Math.min(firstDay, other.firstDay);
            lastDay = Math.max(lastDay, other.lastDay);
            leastAmount = Math.min(leastAmount, other.leastAmount);
            mostAmount = Math.max(mostAmount, other.mostAmount);
            nonZero &= other.nonZero;
            isWide |= other.isWide;
        }
    }

    /** Blocks of rows that were partitioned in one go. */
    private record Chunk(List<Block> blocks, Extent extent) {}

    private final List<Block> blocks = new ArrayList<>();
    private long[] id = new long[FIRST_BLOCK];
    private int[] day = new int[FIRST_BLOCK];
    private long[] amount = new long[FIRST_BLOCK];
    private int pending;
    private long rows;
    private final Extent extent = new Extent();

    /** Number of rows. */
    long rows() {
        return rows;
    }

    /** Between what days and amounts of the blocks are; of no meaning before they were asked for. */
    Extent extent() {
        return extent;
    }

    void add(long rowId, int rowDay, long rowAmount) {
        if (pending == id.length) {
            makeRoom();
        }
        id[pending] = rowId;
        day[pending] = rowDay;
        amount[pending] = rowAmount;
        pending++;
        rows++;
    }

    private void makeRoom() {
        if (pending == CHUNK) {
            keepPending(PARTITION_BITS);
            return;
        }
        int capacity = Math.min(CHUNK, pending * 4);
        id = Arrays.copyOf(id, capacity);
        day = Arrays.copyOf(day, capacity);
        amount = Arrays.copyOf(amount, capacity);
    }

    private void keepPending(int partitionBits) {
        Chunk chunk = new Dealer(id, day, amount, partitionBits).partition(0, pending, all -> true);
        if (chunk == null) {
            throw new IllegalStateException("rows that were let in are refused");
        }
        keep(chunk);
        pending = 0;
    }

    /** What knows which rows of the arrays given to {@link #addAll} may be kept as they are. */
    interface Gate {
        /** True if all rows between some limits may be kept as they are; asked on several threads. */
        boolean admits(Extent some);

        /** Hears that a part was kept; parts come in order. */
        void kept(int from, int to);

        /** Gives a part one row after the other, some of which may not be kept; parts come in order. */
        void oneByOne(int from, int to);
    }

    /** Adds rows of arrays, part by part: at once and on several threads where the gate allows it. */
    void addAll(long[] ids, int[] days, long[] amounts, Gate gate) {
        int parts = (int) ((ids.length + (long) CHUNK - 1) / CHUNK);
        @Nullable Chunk[] made = new @Nullable Chunk[parts];
        Parallel.pieces(parts, p -> {
            int from = p * CHUNK;
            int to = (int) Math.min(ids.length, (long) from + CHUNK);
            if (to - from >= SMALL) {
                made[p] = new Dealer(ids, days, amounts, PARTITION_BITS).partition(from, to, gate::admits);
            }
        });
        for (int p = 0; p < parts; p++) {
            int from = p * CHUNK;
            int to = (int) Math.min(ids.length, (long) from + CHUNK);
            Chunk chunk = made[p];
            if (chunk == null) {
                gate.oneByOne(from, to);
            } else {
                gate.kept(from, to);
                keep(chunk);
                rows += to - from;
            }
        }
    }

    private void keep(Chunk chunk) {
        blocks.addAll(chunk.blocks);
        extent.add(chunk.extent);
    }

    /** Gives all rows away; no more can be added. A single partition holds them if they are few. */
    List<Block> takeBlocks() {
        if (pending > 0) {
            keepPending(blocks.isEmpty() && pending < SMALL ? 0 : PARTITION_BITS);
        }
        // Memory that is wanted for the finished rows.
        id = new long[0];
        day = new int[0];
        amount = new long[0];
        List<Block> taken = List.copyOf(blocks);
        blocks.clear();
        return taken;
    }

    /** Deals rows of arrays out to partitions. What it writes to all over has to stay in the cache. */
    private static final class Dealer {
        private final long[] ids;
        private final int[] days;
        private final long[] amounts;
        private final int partitionBits;
        private final char[] partition;
        private long[] dealt = new long[0];

        Dealer(long[] ids, int[] days, long[] amounts, int partitionBits) {
            this.ids = ids;
            this.days = days;
            this.amounts = amounts;
            this.partitionBits = partitionBits;
            this.partition = new char[BLOCK];
        }

        /** The rows in partitions; null if they are not admitted as they are. */
        @Nullable
        Chunk partition(int from, int to, Predicate<Extent> gate) {
            Chunk narrow = partition(from, to, gate, NARROW);
            return narrow == null || narrow.extent.isNarrow() ? narrow : partition(from, to, gate, WIDE);
        }

        private @Nullable Chunk partition(int from, int to, Predicate<Extent> gate, int width) {
            long[] cells = new long[width * (to - from)];
            dealt = new long[width * Math.min(to - from, BLOCK)];
            List<Block> blocks = new ArrayList<>();
            Extent all = new Extent();
            for (int first = from; first < to; first += BLOCK) {
                int rows = Math.min(BLOCK, to - first);
                int[] start = starts(first, rows);
                Extent some = deal(first, rows, start.clone(), width);
                all.add(some);
                if (!gate.test(some)) {
                    return null;
                }
                if (width == NARROW && some.isWide) {
                    break;
                }
                System.arraycopy(dealt, 0, cells, width * (first - from), width * rows);
                for (int p = 0; p < start.length; p++) {
                    start[p] += first - from;
                }
                blocks.add(new Block(cells, width, start));
            }
            return new Chunk(blocks, all);
        }

        private int[] starts(int from, int rows) {
            int[] start = new int[(1 << partitionBits) + 1];
            for (int i = 0; i < rows; i++) {
                // Twice, since a number is not shifted by all its bits at once.
                int p = LongCustomerIndex.hash(ids[from + i]) >>> 1 >>> (Integer.SIZE - 1 - partitionBits);
                partition[i] = (char) p;
                start[p + 1]++;
            }
            for (int p = 1; p < start.length; p++) {
                start[p] += start[p - 1];
            }
            return start;
        }

        private Extent deal(int from, int rows, int[] next, int width) {
            int firstDay = Integer.MAX_VALUE;
            int lastDay = Integer.MIN_VALUE;
            long leastAmount = Long.MAX_VALUE;
            long mostAmount = Long.MIN_VALUE;
            long nonZero = -1;
            long beyond = 0;
            for (int i = 0; i < rows; i++) {
                int day = days[from + i];
                long amount = amounts[from + i];
                int at = width * next[partition[i]]++;
                dealt[at] = ids[from + i];
                if (width == NARROW) {
                    dealt[at + 1] = dayAndAmount(day, amount);
                } else {
                    dealt[at + 1] = day;
                    dealt[at + 2] = amount;
                }
                firstDay = Math.min(firstDay, day);
                lastDay = Math.max(lastDay, day);
                leastAmount = Math.min(leastAmount, amount);
                mostAmount = Math.max(mostAmount, amount);
                nonZero &= amount | -amount;
                beyond |= (amount + AMOUNT_OFFSET) & ~AMOUNT_MASK;
            }
            Extent extent = new Extent();
            extent.firstDay = firstDay;
            extent.lastDay = lastDay;
            extent.leastAmount = leastAmount;
            extent.mostAmount = mostAmount;
            extent.nonZero = nonZero;
            extent.isWide = beyond != 0;
            return extent;
        }
    }
}
