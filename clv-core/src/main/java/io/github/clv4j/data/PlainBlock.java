package io.github.clv4j.data;

/** Rows of which those of one partition stand together, in an array that other blocks share. */
final class PlainBlock {
    /** Numbers of a row all of which is in one. */
    static final int KEYED = 1;

    /** Numbers of a row that has its id's {@linkplain IdHash#rest rest} in one, its day and amount in the other. */
    static final int PAIRED = 2;

    /** Numbers of a row whose amount leaves no room for the day. */
    static final int WIDE = 3;

    /** Above this many bits of an amount its row's day, which needs 22. */
    private static final int AMOUNT_BITS = 42;

    private static final long AMOUNT_MASK = (1L << AMOUNT_BITS) - 1;

    /** Makes amounts of either sign positive numbers. */
    static final long AMOUNT_OFFSET = 1L << (AMOUNT_BITS - 1);

    private final long[] cells;
    private final int width;
    private final PlainExtent extent;
    private final RowKeys keys;
    /** First row of each partition, and the end of the last. */
    private final int[] start;

    /**
     * A block.
     *
     * @param extent between what the rows are; if they are one number each, then by its keys
     * @param start kept
     */
    PlainBlock(long[] cells, int width, PlainExtent extent, int[] start) {
        this.cells = cells;
        this.width = width;
        this.extent = extent;
        this.keys = RowKeys.of(extent);
        this.start = start;
    }

    /** The numbers that each of some rows takes. */
    static int widthFor(PlainExtent rows) {
        if (RowKeys.of(rows).hold(rows.restBits())) {
            return KEYED;
        }
        return rows.isPaired() ? PAIRED : WIDE;
    }

    static long dayAndAmount(int day, long amount) {
        return (day - (long) TimeGrid.MIN_DAY) << AMOUNT_BITS | (amount + AMOUNT_OFFSET);
    }

    static int dayOf(long dayAndAmount) {
        return TimeGrid.MIN_DAY + (int) (dayAndAmount >>> AMOUNT_BITS);
    }

    static long amountOf(long dayAndAmount) {
        return (dayAndAmount & AMOUNT_MASK) - AMOUNT_OFFSET;
    }

    PlainExtent extent() {
        return extent;
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

    /** Writes the rows of a partition as other keys have them; only for rows that are one number each. */
    void copyKeys(int partition, RowKeys other, long[] to, int at) {
        int rows = rows(partition);
        System.arraycopy(cells, start(partition), to, at, rows);
        // What is between the two beginnings is the same for all rows.
        long between = other.key(keys.firstCustomer(), keys.firstDay(), keys.leastAmount());
        translate(
                to,
                at,
                at + rows,
                keys.customerShift(),
                other.customerShift(),
                keys.amountBits(),
                other.amountBits(),
                (1L << keys.dayBits()) - 1,
                (1L << keys.amountBits()) - 1,
                between);
    }

    /** In place, so that the compiler sees that several keys can be translated at once. */
    private static void translate(
            long[] cells,
            int from,
            int end,
            int customerShift,
            int otherCustomerShift,
            int amountBits,
            int otherAmountBits,
            long dayMask,
            long amountMask,
            long between) {
        for (int i = from; i < end; i++) {
            long key = cells[i];
            cells[i] = ((key >>> customerShift) << otherCustomerShift)
                    + (((key >>> amountBits) & dayMask) << otherAmountBits)
                    + (key & amountMask)
                    + between;
        }
    }

    /** Writes two numbers for each row of a partition: the rest, and what {@link #dayOf} and {@link #amountOf} read. */
    void copyPairs(int partition, long[] to, int at) {
        if (width == PAIRED) {
            System.arraycopy(cells, PAIRED * start(partition), to, PAIRED * at, PAIRED * rows(partition));
            return;
        }
        int next = PAIRED * at;
        for (int i = start(partition); i < end(partition); i++) {
            to[next++] = rest(i);
            to[next++] = dayAndAmount(day(i), amount(i));
        }
    }

    long rest(int row) {
        return width == KEYED ? keys.customer(cells[row]) : cells[width * row];
    }

    int day(int row) {
        return switch (width) {
            case KEYED -> keys.day(cells[row]);
            case PAIRED -> dayOf(cells[PAIRED * row + 1]);
            default -> (int) cells[WIDE * row + 1];
        };
    }

    long amount(int row) {
        return switch (width) {
            case KEYED -> keys.amount(cells[row]);
            case PAIRED -> amountOf(cells[PAIRED * row + 1]);
            default -> cells[WIDE * row + 2];
        };
    }
}
