package io.github.clv4j.data;

import java.math.BigInteger;
import java.util.Arrays;
import org.eclipse.collections.impl.map.mutable.primitive.LongIntHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes the refunds of one customer from its purchases, by the rule of {@link RefundPolicy#NET}.
 *
 * <p>Rows come in the order of {@link RowColumns}, so that refunds of a day stand before its purchases; a refund may be
 * taken from purchases of its own day. Each row is looked at a bounded number of times, however refunds and purchases
 * are mixed.
 */
final class RefundNetting {
    /** Up to this length looking at each row is faster than keeping a map, and its square is no danger. */
    private static final int SHORT = 64;

    private final RowColumns rows;
    private final int from;
    private final int to;
    /** Purchases that may still have something left, by day; the latest is at the top. */
    private final int[] open;

    private int opened;
    /** The first row not gone through. */
    private int next;

    /**
     * Latest untouched purchase of an amount, and for each purchase the one before it of the same amount; null for a
     * short run, which is searched.
     */
    private final @Nullable LongIntHashMap latestOfAmount;

    private final int[] previousOfAmount;
    private final boolean[] touched;
    private final boolean[] gone;
    private long refunds;
    private long cancelledPurchases;
    private long unmatchedRefunds;
    private long unmatchedMinor;
    private BigInteger cancelledCost = BigInteger.ZERO;
    private long cancelledUnits;

    RefundNetting(RowColumns rows, int from, int to) {
        this.rows = rows;
        this.from = from;
        this.to = to;
        this.next = from;
        this.open = new int[to - from];
        this.latestOfAmount = to - from > SHORT ? new LongIntHashMap() : null;
        this.previousOfAmount = new int[to - from];
        this.touched = new boolean[to - from];
        this.gone = new boolean[to - from];
    }

    /** What netting did to the run, and where it now ends. */
    record Result(int end, NettingTotals totals) {}

    /** Nets the rows {@code from..to-1} in place; the rows that are left stand at the front. */
    static Result net(RowColumns rows, int from, int to) {
        RefundNetting netting = new RefundNetting(rows, from, to);
        netting.advance(Integer.MAX_VALUE);
        int end = from;
        for (int i = from; i < to; i++) {
            if (!netting.gone[i - from]) {
                rows.move(i, end++);
            }
        }
        return new Result(
                end,
                new NettingTotals(
                        netting.refunds,
                        netting.cancelledPurchases,
                        netting.unmatchedRefunds,
                        netting.unmatchedMinor,
                        netting.cancelledCost,
                        netting.cancelledUnits));
    }

    /** Goes on to the end of a day. */
    void advance(int day) {
        while (next < to && rows.day[next] <= day) {
            int dayEnd = next;
            while (dayEnd < to && rows.day[dayEnd] == rows.day[next]) {
                dayEnd++;
            }
            for (int i = next; i < dayEnd; i++) {
                if (rows.amount[i] > 0) {
                    openPurchase(i);
                }
            }
            for (int i = next; i < dayEnd && rows.amount[i] < 0; i++) {
                refund(i);
            }
            next = dayEnd;
        }
    }

    /** The rows left of those that were gone through so far. */
    RowColumns remaining() {
        int left = 0;
        for (int i = from; i < next; i++) {
            left += gone[i - from] ? 0 : 1;
        }
        RowColumns copy = new RowColumns(left, rows.shape(), false);
        int row = 0;
        for (int i = from; i < next; i++) {
            if (!gone[i - from]) {
                copy.copy(rows, i, row++, 1);
            }
        }
        return copy;
    }

    private void openPurchase(int row) {
        open[opened++] = row;
        if (latestOfAmount != null) {
            long amount = rows.amount[row];
            previousOfAmount[row - from] = latestOfAmount.getIfAbsent(amount, -1);
            latestOfAmount.put(amount, row);
        }
    }

    private void refund(int row) {
        long refunded = -rows.amount[row];
        gone[row - from] = true;
        long left = refunded;
        int first = latestUntouched(refunded);
        if (first >= 0) {
            takeFrom(first, refunded);
            left = 0;
        } else {
            while (left > 0 && opened > 0) {
                int latest = open[opened - 1];
                long taken = Math.min(left, rows.amount[latest]);
                if (taken > 0) {
                    takeFrom(latest, taken);
                    left -= taken;
                    first = first < 0 ? latest : first;
                }
                if (rows.amount[latest] == 0) {
                    opened--;
                }
            }
        }
        if (first < 0) {
            unmatchedRefunds++;
            unmatchedMinor = Math.addExact(unmatchedMinor, refunded);
            return;
        }
        refunds++;
        unmatchedMinor = Math.addExact(unmatchedMinor, left);
        giveBack(first, row);
    }

    /** The latest purchase of exactly this amount from which nothing was taken yet, or -1. */
    private int latestUntouched(long amount) {
        if (latestOfAmount == null) {
            for (int i = opened - 1; i >= 0; i--) {
                if (rows.amount[open[i]] == amount && !touched[open[i] - from]) {
                    return open[i];
                }
            }
            return -1;
        }
        int row = latestOfAmount.getIfAbsent(amount, -1);
        while (row >= 0 && touched[row - from]) {
            row = previousOfAmount[row - from];
        }
        latestOfAmount.put(amount, row);
        return row;
    }

    private void takeFrom(int purchase, long taken) {
        touched[purchase - from] = true;
        rows.amount[purchase] -= taken;
        if (rows.amount[purchase] == 0) {
            gone[purchase - from] = true;
            cancelledPurchases++;
            if (rows.cost != null) {
                cancelledCost = cancelledCost.add(BigInteger.valueOf(rows.cost[purchase]));
            }
            if (rows.quantity != null) {
                cancelledUnits += rows.quantity[purchase];
            }
        }
    }

    /**
     * A refund's own cost and units (usually negative: goods that came back) go to the first purchase that it was taken
     * from.
     */
    private void giveBack(int purchase, int refund) {
        boolean cancelled = gone[purchase - from];
        if (rows.cost != null && cancelled) {
            cancelledCost = cancelledCost.add(BigInteger.valueOf(rows.cost[refund]));
        } else if (rows.cost != null) {
            rows.cost[purchase] = Math.addExact(rows.cost[purchase], rows.cost[refund]);
        }
        if (rows.quantity != null && cancelled) {
            cancelledUnits += rows.quantity[refund];
        } else if (rows.quantity != null) {
            rows.quantity[purchase] = Math.addExact(rows.quantity[purchase], rows.quantity[refund]);
        }
    }

    @Override
    public String toString() {
        return "netting of rows " + from + ".." + to + ", open " + Arrays.toString(Arrays.copyOf(open, opened));
    }
}
