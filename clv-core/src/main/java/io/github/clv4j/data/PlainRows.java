package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Rows that have day and amount alone, in the order in which they came, before their customers have their last numbers. The id
 * is numeric, or the number that a customer with a text id got first.
 *
 * <p>Many rows are kept in partitions by their id ({@link IdHash}): what is later looked up and written for a partition fits
 * the cache, which looking up and scattering 20 million rows of a million customers does not.
 */
final class PlainRows {
    /**
     * Rows that are partitioned by one thread in one go. Their arrays end just before a power of two with their headers, as
     * those of {@link RowBuffer}.
     */
    static final int CHUNK = (1 << 19) - 32;

    /** A log of fewer rows is not partitioned at all: it fits the cache as it is. */
    static final int SMALL = 1 << 16;

    private static final int FIRST_BLOCK = 1 << 8;

    private final List<PlainBlock> blocks = new ArrayList<>();
    /** As many as threads have dealt rows out at a time: their arrays are used again. */
    private final Queue<PlainDealer> idle = new ConcurrentLinkedQueue<>();

    private long[] id = new long[FIRST_BLOCK];
    private int[] day = new int[FIRST_BLOCK];
    private long[] amount = new long[FIRST_BLOCK];
    private int pending;
    private long rows;
    private final PlainExtent extent = new PlainExtent();

    /** Number of rows. */
    long rows() {
        return rows;
    }

    /** Between what rests of ids, days and amounts of the blocks are; of no meaning before they were asked for. */
    PlainExtent extent() {
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
            PlainDealer dealer = dealer();
            keepPending(dealer);
            idle.add(dealer);
            return;
        }
        int capacity = Math.min(CHUNK, pending * 4);
        id = Arrays.copyOf(id, capacity);
        day = Arrays.copyOf(day, capacity);
        amount = Arrays.copyOf(amount, capacity);
    }

    private void keepPending(PlainDealer dealer) {
        List<PlainBlock> dealt = dealer.deal(id, day, amount, 0, pending, all -> true);
        if (dealt == null) {
            throw new IllegalStateException("rows that were let in are refused");
        }
        keep(dealt);
        pending = 0;
    }

    private PlainDealer dealer() {
        PlainDealer dealer = idle.poll();
        return dealer == null ? new PlainDealer(IdHash.PARTITION_BITS) : dealer;
    }

    /** What knows which rows of the arrays given to {@link #addAll} may be kept as they are. */
    interface Gate {
        /** True if all rows between some limits may be kept as they are; asked on several threads. */
        boolean admits(PlainExtent some);

        /** Hears that a part was kept; parts come in order. */
        void kept(int from, int to);

        /** Gives a part one row after the other, some of which may not be kept; parts come in order. */
        void oneByOne(int from, int to);
    }

    /** Adds rows of arrays, part by part: at once and on several threads where the gate allows it. */
    void addAll(long[] ids, int[] days, long[] amounts, Gate gate) {
        int parts = (int) ((ids.length + (long) CHUNK - 1) / CHUNK);
        AtomicReferenceArray<@Nullable List<PlainBlock>> made = new AtomicReferenceArray<>(parts);
        Parallel.pieces(parts, p -> {
            int from = p * CHUNK;
            int to = (int) Math.min(ids.length, (long) from + CHUNK);
            if (to - from >= SMALL) {
                PlainDealer dealer = dealer();
                made.set(p, dealer.deal(ids, days, amounts, from, to, gate::admits));
                idle.add(dealer);
            }
        });
        for (int p = 0; p < parts; p++) {
            int from = p * CHUNK;
            int to = (int) Math.min(ids.length, (long) from + CHUNK);
            List<PlainBlock> dealt = made.get(p);
            if (dealt == null) {
                gate.oneByOne(from, to);
            } else {
                gate.kept(from, to);
                keep(dealt);
                rows += to - from;
            }
        }
    }

    private void keep(List<PlainBlock> dealt) {
        blocks.addAll(dealt);
        dealt.forEach(block -> extent.add(block.extent()));
    }

    /** Gives all rows away; no more can be added. A single partition holds them if they are few. */
    List<PlainBlock> takeBlocks() {
        if (pending > 0) {
            keepPending(blocks.isEmpty() && pending < SMALL ? new PlainDealer(0) : dealer());
        }
        // Memory that is wanted for the finished rows.
        id = new long[0];
        day = new int[0];
        amount = new long[0];
        idle.clear();
        List<PlainBlock> taken = List.copyOf(blocks);
        blocks.clear();
        return taken;
    }
}
