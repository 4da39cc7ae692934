package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of numeric ids that have day and amount alone, in the order in which they came, before their customers have numbers.
 * Many rows are kept in partitions by the hash of their id: what is later looked up and written for a partition fits the
 * cache, which looking up and scattering 20 million rows of a million customers does not. Hot: {@link #addAll}.
 */
final class NumericRows {
    /** Bits of the hash that tell the partition: what a thread writes at a time must not exceed the cache's ways by much. */
    static final int PARTITION_BITS = 8;

    static final int PARTITIONS = 1 << PARTITION_BITS;

    /** Rows that are partitioned together. A log of fewer rows is not partitioned at all: it fits the cache as it is. */
    static final int CHUNK = 1 << 20;

    static final int SMALL = 1 << 16;

    private static final int FIRST_BLOCK = 1 << 8;

    /** Rows of which those of one partition stand together. */
    static final class Chunk {
        final long[] id;
        final int[] day;
        final long[] amount;
        /** First row of each partition, and the end of the last. */
        final int[] start;

        final boolean negative;

        Chunk(long[] id, int[] day, long[] amount, int[] start, boolean negative) {
            this.id = id;
            this.day = day;
            this.amount = amount;
            this.start = start;
            this.negative = negative;
        }
    }

    private final List<Chunk> chunks = new ArrayList<>();
    private long[] id = new long[FIRST_BLOCK];
    private int[] day = new int[FIRST_BLOCK];
    private long[] amount = new long[FIRST_BLOCK];
    private int pending;
    private long rows;
    private boolean negative;

    /** Number of rows. */
    long rows() {
        return rows;
    }

    /** True if any row has a negative amount. */
    boolean hasNegative() {
        return negative;
    }

    void add(long rowId, int rowDay, long rowAmount) {
        if (pending == id.length) {
            makeRoom();
        }
        id[pending] = rowId;
        day[pending] = rowDay;
        amount[pending] = rowAmount;
        negative |= rowAmount < 0;
        pending++;
        rows++;
    }

    private void makeRoom() {
        if (pending == CHUNK) {
            chunks.add(partition(id, day, amount, 0, pending));
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
                chunks.add(chunk);
                negative |= chunk.negative;
                rows += to - from;
            }
        }
    }

    private static Chunk partition(long[] ids, int[] days, long[] amounts, int from, int to) {
        int n = to - from;
        byte[] partition = new byte[n];
        int[] start = new int[PARTITIONS + 1];
        for (int i = 0; i < n; i++) {
            int p = partitionOf(ids[from + i]);
            partition[i] = (byte) p;
            start[p + 1]++;
        }
        for (int p = 0; p < PARTITIONS; p++) {
            start[p + 1] += start[p];
        }
        int[] next = start.clone();
        long[] id = new long[n];
        int[] day = new int[n];
        long[] amount = new long[n];
        long signs = 0;
        for (int i = 0; i < n; i++) {
            int at = next[partition[i] & (PARTITIONS - 1)]++;
            id[at] = ids[from + i];
            day[at] = days[from + i];
            amount[at] = amounts[from + i];
            signs |= amounts[from + i];
        }
        return new Chunk(id, day, amount, start, signs < 0);
    }

    private static int partitionOf(long id) {
        return LongCustomerIndex.hash(id) >>> (Integer.SIZE - PARTITION_BITS);
    }

    /** All rows; no more can be added. A single partition holds them if they are few. */
    List<Chunk> chunks() {
        if (chunks.isEmpty() && pending < SMALL) {
            return List.of(new Chunk(id, day, amount, new int[] {0, pending}, negative));
        }
        if (pending > 0) {
            chunks.add(partition(id, day, amount, 0, pending));
            pending = 0;
        }
        return chunks;
    }
}
