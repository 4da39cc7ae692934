package io.github.clv4j.summary;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import java.time.LocalDate;

/**
 * What each customer bought and gave back within a span of days, as it was known at the end of the last one. Immutable.
 * Customers have the numbers of the log.
 *
 * <p>Two views. {@link #orders}, {@link #spendMinor} and {@link #costMinor} are net: a netted refund lowers the purchase
 * that it gives back, on that purchase's day. {@link #grossMinor} and {@link #refundedMinor} are the rows as they came,
 * each on its own day; refunds that the log dropped or rejected are in neither.
 */
public final class WindowTotals {
    private final CustomerIndex index;
    private final MoneyScale money;
    private final int firstDay;
    private final int lastDay;
    private final int[] orders;
    private final long[] spend;
    private final long[] cost;
    private final long[] gross;
    private final long[] refunded;

    private WindowTotals(TransactionLog log, int firstDay, int lastDay) {
        this.index = log.index();
        this.money = log.money();
        this.firstDay = firstDay;
        this.lastDay = lastDay;
        this.orders = new int[log.customers()];
        this.spend = new long[log.customers()];
        this.cost = new long[log.customers()];
        this.gross = new long[log.customers()];
        this.refunded = new long[log.customers()];
    }

    /**
     * The totals of a span of days.
     *
     * @param first the first day that counts
     * @param last the last day that counts
     * @throws IllegalArgumentException if the last day is before the first
     * @throws DataException if a customer's sum does not fit 64 bits
     */
    public static WindowTotals of(TransactionLog log, LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("the window ends on " + last + ", before it begins on " + first);
        }
        WindowTotals totals =
                new WindowTotals(log, Math.toIntExact(first.toEpochDay()), Math.toIntExact(last.toEpochDay()));
        Parallel.ranges(log.customers(), (from, to) -> {
            for (int c = from; c < to; c++) {
                totals.fill(log, c);
            }
        });
        return totals;
    }

    private void fill(TransactionLog log, int c) {
        try {
            CustomerHistory net = log.historyAsOf(c, lastDay);
            for (int row = net.rows() - 1; row >= 0 && net.day(row) >= firstDay; row--) {
                orders[c] += net.amountMinor(row) >= 0 ? 1 : 0;
                spend[c] = Math.addExact(spend[c], net.amountMinor(row));
                cost[c] = Math.addExact(cost[c], net.costMinor(row));
            }
            CustomerHistory received = log.historyAsReceived(c, lastDay);
            for (int row = received.rows() - 1; row >= 0 && received.day(row) >= firstDay; row--) {
                long amount = received.amountMinor(row);
                gross[c] = Math.addExact(gross[c], Math.max(amount, 0));
                refunded[c] = Math.subtractExact(refunded[c], Math.min(amount, 0));
            }
        } catch (ArithmeticException e) {
            throw new DataException(
                    "customer '" + log.index().id(c) + "': the sum of amounts does not fit 64 bits of minor units", e);
        }
    }

    /** The customers' ids. */
    public CustomerIndex index() {
        return index;
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /** Number of customers: those of the log. */
    public int customers() {
        return orders.length;
    }

    /** The first day that counts. */
    public LocalDate first() {
        return LocalDate.ofEpochDay(firstDay);
    }

    /** The last day that counts. */
    public LocalDate last() {
        return LocalDate.ofEpochDay(lastDay);
    }

    /** Orders within the window. */
    public int orders(int customer) {
        return orders[customer];
    }

    /** Spend within the window, net of refunds, in minor units. */
    public long spendMinor(int customer) {
        return spend[customer];
    }

    /** Cost of what was sold within the window, in minor units; 0 if the log has no cost. */
    public long costMinor(int customer) {
        return cost[customer];
    }

    /** Purchases dated within the window before any refund, in minor units. */
    public long grossMinor(int customer) {
        return gross[customer];
    }

    /** Refunds dated within the window, as a positive number of minor units. */
    public long refundedMinor(int customer) {
        return refunded[customer];
    }

    @Override
    public String toString() {
        return customers() + " customers from " + first() + " to " + last();
    }
}
