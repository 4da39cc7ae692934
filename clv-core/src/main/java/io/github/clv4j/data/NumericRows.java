package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of numeric ids that have day and amount alone, in the order in which they came, before their customers have numbers.
 * Many rows are kept in partitions by the hash of their id: what is later looked up and written for a partition fits the
 * cache, which looking up and scattering 20 million rows of a million customers does not. Rows are dealt out to partitions
 * a block at a time, into arrays that stay in the cache, and copied from there: writing to hundreds of places of fresh
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
    static final int CHUNK = (1 << 20) - 32;

    /** A log of fewer rows is not partitioned at all: it fits the cache as it is. */
    static final int SMALL = 1 << 16;

    /** Rows that are dealt out together: 22 bytes each, which the cache of one core holds. */
    private static final int BLOCK = 1 << 15;

    private static final int FIRST_BLOCK = 1 << 8;

    /** A block of rows of which those of one partition stand together, in arrays that other blocks share. */
    static final class Block {
        final long[] id;
        final int[] day;
        final long[] amount;
        /** First row of each partition, and the end of the last. */
        final int[] start;

        Block(long[] id, int[] day, long[] amount, int[] start) {
            this.id = id;
            this.day = day;
            this.amount = amount;
            this.start = start;
        }
    }

    /** Blocks of rows that were partitioned in one go. */
    private static final class Chunk {
        final List<Block> blocks;
        final int firstDay;
        final int lastDay;
        final long leastAmount;
        final long mostAmount;

        Chunk(List<Block> blocks, int firstDay, int lastDay, long leastAmount, long mostAmount) {
            this.blocks = blocks;
            this.firstDay = firstDay;
            this.lastDay = lastDay;
            this.leastAmount = leastAmount;
            this.mostAmount = mostAmount;
        }
    }

    private final List<Block> blocks = new ArrayList<>();
    private long[] id = new long[FIRST_BLOCK];
    private int[] day = new int[FIRST_BLOCK];
    private long[] amount = new long[FIRST_BLOCK];
    private int pending;
    private long rows;
    private int firstDay = Integer.MAX_VALUE;
    private int lastDay = Integer.MIN_VALUE;
    private long leastAmount = Long.MAX_VALUE;
    private long mostAmount = Long.MIN_VALUE;

    /** Number of rows. */
    long rows() {
        return rows;
    }

    /** The first day of the blocks; as the following, of no meaning before they were asked for. */
    int firstDay() {
        return firstDay;
    }

    /** The last day of the blocks. */
    int lastDay() {
        return lastDay;
    }

    /** The least amount of the blocks. */
    long leastAmount() {
        return leastAmount;
    }

    /** The greatest amount of the blocks. */
    long mostAmount() {
        return mostAmount;
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
            keep(partition(id, day, amount, 0, pending));
            pending = 0;
            return;
        }
        int capacity = Math.min(CHUNK, pending * 4);
        id = Arrays.copyOf(id, capacity);
        day = Arrays.copyOf(day, capacity);
        amount = Arrays.copyOf(amount, capacity);
    }

    /** What knows which rows of the arrays given to {@link #addAll} may be kept as they are. */
    interface Gate {
        /** True if all rows of a part may be kept as they are; asked on several threads. */
        boolean admits(int from, int to);

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
            if (to - from >= SMALL && gate.admits(from, to)) {
                made[p] = partition(ids, days, amounts, from, to);
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
        firstDay = Math.min(firstDay, chunk.firstDay);
        lastDay = Math.max(lastDay, chunk.lastDay);
        leastAmount = Math.min(leastAmount, chunk.leastAmount);
        mostAmount = Math.max(mostAmount, chunk.mostAmount);
    }

    private static Chunk partition(long[] ids, int[] days, long[] amounts, int from, int to) {
        int n = to - from;
        long[] id = new long[n];
        int[] day = new int[n];
        long[] amount = new long[n];
        Dealt dealt = new Dealt(Math.min(n, BLOCK));
        List<Block> blocks = new ArrayList<>();
        for (int done = 0; done < n; done += BLOCK) {
            int rows = Math.min(BLOCK, n - done);
            int[] start = dealt.starts(ids, from + done, rows);
            dealt.deal(ids, days, amounts, from + done, rows, start.clone());
            System.arraycopy(dealt.id, 0, id, done, rows);
            System.arraycopy(dealt.day, 0, day, done, rows);
            System.arraycopy(dealt.amount, 0, amount, done, rows);
            for (int p = 0; p <= PARTITIONS; p++) {
                start[p] += done;
            }
            blocks.add(new Block(id, day, amount, start));
        }
        return chunk(blocks, day, amount, n);
    }

    private static Chunk chunk(List<Block> blocks, int[] day, long[] amount, int rows) {
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < rows; i++) {
            first = Math.min(first, day[i]);
            last = Math.max(last, day[i]);
            least = Math.min(least, amount[i]);
            most = Math.max(most, amount[i]);
        }
        return new Chunk(blocks, first, last, least, most);
    }

    /** The block under way: what is written to all over, and so has to stay in the cache. */
    private static final class Dealt {
        final char[] partition;
        final long[] id;
        final int[] day;
        final long[] amount;

        Dealt(int rows) {
            partition = new char[rows];
            id = new long[rows];
            day = new int[rows];
            amount = new long[rows];
        }

        int[] starts(long[] ids, int from, int rows) {
            int[] start = new int[PARTITIONS + 1];
            for (int i = 0; i < rows; i++) {
                int p = partitionOf(ids[from + i]);
                partition[i] = (char) p;
                start[p + 1]++;
            }
            for (int p = 0; p < PARTITIONS; p++) {
                start[p + 1] += start[p];
            }
            return start;
        }

        void deal(long[] ids, int[] days, long[] amounts, int from, int rows, int[] next) {
            for (int i = 0; i < rows; i++) {
                int at = next[partition[i]]++;
                id[at] = ids[from + i];
                day[at] = days[from + i];
                amount[at] = amounts[from + i];
            }
        }
    }

    private static int partitionOf(long id) {
        return LongCustomerIndex.hash(id) >>> (Integer.SIZE - PARTITION_BITS);
    }

    /** All rows; no more can be added. A single partition holds them if they are few. */
    List<Block> blocks() {
        if (blocks.isEmpty() && pending < SMALL) {
            Block all = new Block(id, day, amount, new int[] {0, pending});
            keep(chunk(List.of(all), day, amount, pending));
        } else if (pending > 0) {
            keep(partition(id, day, amount, 0, pending));
        }
        pending = 0;
        return blocks;
    }
}
