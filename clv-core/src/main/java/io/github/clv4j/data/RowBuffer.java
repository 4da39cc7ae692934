package io.github.clv4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in the order in which they came, in blocks, so that growing never copies what is already there. */
final class RowBuffer {
    /**
     * Rows of a full block: large enough to stream, small enough not to matter for a small log. Its arrays with their headers
     * end just before a mebibyte or two: G1 gives an array of that length whole regions, which a header too much would
     * leave half empty.
     */
    private static final int BLOCK = (1 << 18) - 16;

    private static final int FIRST_BLOCK = 1 << 8;

    /** Most rows of a log: an array's largest safe length. */
    static final int MAX_ROWS = Integer.MAX_VALUE - 8;

    private static final int PLACE_BITS = 40;

    static final class Block {
        int rows;
        int[] customer;
        final RowColumns columns;

        Block(int capacity, RowShape shape, boolean withPlace) {
            customer = new int[capacity];
            columns = new RowColumns(capacity, shape, withPlace);
        }
    }

    private final RowShape shape;
    private final boolean withPlace;
    private final List<Block> blocks = new ArrayList<>();
    private Block last;
    private long rows;
    private boolean negative;

    RowBuffer(RowShape shape, boolean withPlace) {
        this.shape = shape;
        this.withPlace = withPlace;
        this.last = new Block(FIRST_BLOCK, shape, withPlace);
        blocks.add(last);
    }

    /** A source and a row number in one number, ordered by source and then row. */
    static long place(int source, long row) {
        return ((long) source << PLACE_BITS) | (row & ((1L << PLACE_BITS) - 1));
    }

    static int sourceOf(long place) {
        return (int) (place >>> PLACE_BITS);
    }

    static long rowOf(long place) {
        return place & ((1L << PLACE_BITS) - 1);
    }

    List<Block> blocks() {
        return blocks;
    }

    long rows() {
        return rows;
    }

    /** True if any row has a negative amount. */
    boolean hasNegative() {
        return negative;
    }

    boolean withPlace() {
        return withPlace;
    }

    void add(int customer, int day, long amount) {
        Block block = last;
        int row = block.rows;
        if (row == block.customer.length) {
            block = grow();
            row = block.rows;
        }
        block.customer[row] = customer;
        block.columns.day[row] = day;
        block.columns.amount[row] = amount;
        negative |= amount < 0;
        block.rows = row + 1;
        rows++;
    }

    /** Sets what the row just added has beyond day and amount. */
    void details(long cost, int quantity, int @Nullable [] codes, long place) {
        RowColumns columns = last.columns;
        int row = last.rows - 1;
        if (columns.cost != null) {
            columns.cost[row] = cost;
        }
        if (columns.quantity != null) {
            columns.quantity[row] = quantity;
        }
        for (int d = 0; d < columns.codes.length; d++) {
            columns.codes[d][row] = codes == null ? Dimension.UNKNOWN : codes[d];
        }
        if (columns.place != null) {
            columns.place[row] = place;
        }
    }

    private Block grow() {
        Block block = last;
        if (block.rows < BLOCK) {
            int capacity = Math.min(BLOCK, block.rows * 4);
            block.customer = Arrays.copyOf(block.customer, capacity);
            block.columns.resize(capacity);
            return block;
        }
        last = new Block(BLOCK, shape, withPlace);
        blocks.add(last);
        return last;
    }
}
