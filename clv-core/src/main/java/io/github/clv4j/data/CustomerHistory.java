package io.github.clv4j.data;

import java.util.Objects;

/**
 * The transactions of one customer as they were known at the end of a day, in order of day. Immutable; a view where it
 * can be.
 */
public final class CustomerHistory {
    private final RowColumns columns;
    private final int from;
    private final int rows;

    private CustomerHistory(RowColumns columns, int from, int to) {
        this.columns = columns;
        this.from = from;
        this.rows = to - from;
    }

    /** The rows of a customer up to a day, with only those refunds netted that had come by then. */
    static CustomerHistory of(TransactionLog log, int customer, int day) {
        Originals originals = log.originals();
        int position = originals.customers() == 0 ? -1 : originals.find(customer);
        if (position < 0 || originals.nextRefund(position, day) == Integer.MAX_VALUE) {
            RowColumns columns = log.columns();
            return new CustomerHistory(
                    columns, log.start(customer), upTo(columns.day, log.start(customer), log.end(customer), day));
        }
        RowColumns asTheyCame = originals.rows();
        int first = originals.start(position);
        int end = upTo(asTheyCame.day, first, originals.end(position), day);
        if (originals.nextRefund(position, Integer.MIN_VALUE) > day) {
            return new CustomerHistory(asTheyCame, first, end);
        }
        return new HistoryReplay(originals, position).asOf(day);
    }

    /** The rows of a customer up to a day as they came, before any refund was netted. */
    static CustomerHistory asReceived(TransactionLog log, int customer, int day) {
        Originals originals = log.originals();
        int position = originals.customers() == 0 ? -1 : originals.find(customer);
        if (position < 0) {
            return of(log, customer, day);
        }
        RowColumns asTheyCame = originals.rows();
        int first = originals.start(position);
        return new CustomerHistory(asTheyCame, first, upTo(asTheyCame.day, first, originals.end(position), day));
    }

    /** All rows of some columns. */
    static CustomerHistory of(RowColumns rows) {
        return new CustomerHistory(rows, 0, rows.day.length);
    }

    /** The end of the rows dated on or before a day; most calls ask for all rows, so the last one is looked at first. */
    private static int upTo(int[] days, int from, int to, int day) {
        if (from == to || days[to - 1] <= day) {
            return to;
        }
        int low = from;
        int high = to - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (days[middle] <= day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** The day of a row, in days since 1970-01-01. */
    public int day(int row) {
        return columns.day[from + row];
    }

    /** The amount of a row in minor units; negative for a refund that was kept. */
    public long amountMinor(int row) {
        return columns.amount[from + row];
    }

    /** The cost of what a row sold, in minor units; 0 if the log has no cost. */
    public long costMinor(int row) {
        long[] cost = columns.cost;
        return cost == null ? 0 : cost[from + row];
    }

    /** The units of a row, signed as the source gave them; 0 if the log has no quantity. */
    public int quantity(int row) {
        int[] quantity = columns.quantity;
        return quantity == null ? 0 : quantity[from + row];
    }

    @Override
    public String toString() {
        return rows + " transactions" + Objects.toString(rows == 0 ? "" : " from day " + day(0));
    }
}
