package io.github.clv4j.data;

import java.util.Arrays;
import org.eclipse.collections.impl.map.mutable.primitive.LongIntHashMap;

/**
 * Takes the refunds of one customer from its purchases, by the rule of {@link RefundPolicy#NET}.
 *
 * <p>Rows come in the order of {@link RowColumns}, so that refunds of a day stand before its purchases; a refund may be
 * taken from purchases of its own day. Each row is looked at a bounded number of times, however refunds and purchases
 * are mixed.
 */
final class RefundNetting {
    private final RowColumns rows;
    private final int from;
    private final int to;
    /** Purchases that may still have something left, by day; the latest is at the top. */
    private final int[] open;

    private int opened;
    /** Latest untouched purchase of an amount, and for each purchase the one before it of the same amount. */
    private final LongIntHashMap latestOfAmount = new LongIntHashMap();

    private final int[] previousOfAmount;
    private final boolean[] touched;
    private final boolean[] gone;
    private NettingTotals totals = NettingTotals.NONE;

    private RefundNetting(RowColumns rows, int from, int to) {
        this.rows = rows;
        this.from = from;
        this.to = to;
        this.open = new int[to - from];
        this.previousOfAmount = new int[to - from];
        this.touched = new boolean[to - from];
        this.gone = new boolean[to - from];
    }

    /** What netting did to the run, and where it now ends. */
    record Result(int end, NettingTotals totals) {}

    /** Nets the rows {@code from..to-1} in place; the rows that are left stand at the front. */
    static Result net(RowColumns rows, int from, int to) {
        return new RefundNetting(rows, from, to).run();
    }

    private Result run() {
        int row = from;
        while (row < to) {
            int dayEnd = row;
            while (dayEnd < to && rows.day[dayEnd] == rows.day[row]) {
                dayEnd++;
            }
            for (int i = row; i < dayEnd; i++) {
                if (rows.amount[i] > 0) {
                    openPurchase(i);
                }
            }
            for (int i = row; i < dayEnd && rows.amount[i] < 0; i++) {
                refund(i);
            }
            row = dayEnd;
        }
        int end = from;
        for (int i = from; i < to; i++) {
            if (!gone[i - from]) {
                rows.move(i, end++);
            }
        }
        return new Result(end, totals);
    }

    private void openPurchase(int row) {
        open[opened++] = row;
        long amount = rows.amount[row];
        previousOfAmount[row - from] = latestOfAmount.getIfAbsent(amount, -1);
        latestOfAmount.put(amount, row);
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
            totals = totals.plus(new NettingTotals(0, 0, 1, refunded, 0));
            return;
        }
        totals = totals.plus(new NettingTotals(1, 0, 0, left, 0));
        if (rows.cost != null) {
            returnCost(first, rows.cost[row]);
        }
    }

    /** The latest purchase of exactly this amount from which nothing was taken yet, or -1. */
    private int latestUntouched(long amount) {
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
            long cost = rows.cost == null ? 0 : rows.cost[purchase];
            totals = totals.plus(new NettingTotals(0, 1, 0, 0, cost));
        }
    }

    /** A refund's own cost (usually negative: goods that came back) goes to the first purchase that it was taken from. */
    private void returnCost(int purchase, long cost) {
        long[] costs = rows.cost;
        if (costs == null) {
            return;
        }
        if (gone[purchase - from]) {
            totals = totals.plus(new NettingTotals(0, 0, 0, 0, cost));
        } else {
            costs[purchase] = Math.addExact(costs[purchase], cost);
        }
    }

    @Override
    public String toString() {
        return "netting of rows " + from + ".." + to + ", open " + Arrays.toString(Arrays.copyOf(open, opened));
    }
}
