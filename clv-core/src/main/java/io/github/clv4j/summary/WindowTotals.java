package io.github.clv4j.summary;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.internal.Parallel;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What each customer bought and gave back within a span of days, as it was known at the end of the last one. Immutable.
 * Customers have the numbers of the log.
 *
 * <p>Two views. {@link #orders}, {@link #spendMinor} and {@link #costMinor} are net: a netted refund lowers the purchase
 * that it gives back, on that purchase's day. {@link #grossMinor} and {@link #refundedMinor} are the rows as they came,
 * each on its own day; refunds that the log dropped or rejected are in neither. {@link #net} reads the first view alone.
 */
public final class WindowTotals {
    private final CustomerIndex index;
    private final MoneyScale money;
    private final int firstDay;
    private final int lastDay;
    private final int[] orders;
    private final long[] spend;
    private final long @Nullable [] cost;
    private final long @Nullable [] gross;
    private final long @Nullable [] refunded;

    private WindowTotals(TransactionLog log, int firstDay, int lastDay, boolean asReceived) {
        this.index = log.index();
        this.money = log.money();
        this.firstDay = firstDay;
        this.lastDay = lastDay;
        this.orders = new int[log.customers()];
        this.spend = new long[log.customers()];
        this.cost = log.hasCost() ? new long[log.customers()] : null;
        this.gross = asReceived ? new long[log.customers()] : null;
        this.refunded = asReceived ? new long[log.customers()] : null;
    }

    /**
     * The totals of a span of days, of both views.
     *
     * @param first the first day that counts
     * @param last the last day that counts
     * @throws IllegalArgumentException if the last day is before the first
     * @throws DataException if a customer's sum does not fit 64 bits
     */
    public static WindowTotals of(TransactionLog log, LocalDate first, LocalDate last) {
        return of(log, first, last, true);
    }

    /**
     * The totals of a span of days, net of refunds only: {@link #grossMinor} and {@link #refundedMinor} are not read, and
     * refuse.
     *
     * @param first the first day that counts
     * @param last the last day that counts
     * @throws IllegalArgumentException if the last day is before the first
     * @throws DataException if a customer's sum does not fit 64 bits
     */
    public static WindowTotals net(TransactionLog log, LocalDate first, LocalDate last) {
        return of(log, first, last, false);
    }

    private static WindowTotals of(TransactionLog log, LocalDate first, LocalDate last, boolean asReceived) {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("the window ends on " + last + ", before it begins on " + first);
        }
        WindowTotals totals = new WindowTotals(
                log, Math.toIntExact(first.toEpochDay()), Math.toIntExact(last.toEpochDay()), asReceived);
        Parallel.ranges(log.customers(), (from, to) -> {
            for (int c = from; c < to; c++) {
                totals.fill(log, c);
            }
        });
        return totals;
    }

    private void fill(TransactionLog log, int c) {
        try {
            // In 128 bits: amounts may be negative, and what fits as a whole need not do so on the way.
            LongSum spent = new LongSum();
            LongSum costs = new LongSum();
            CustomerHistory net = log.historyAsOf(c, lastDay);
            for (int row = net.rows() - 1; row >= 0 && net.day(row) >= firstDay; row--) {
                orders[c] += net.amountMinor(row) >= 0 ? 1 : 0;
                spent.add(net.amountMinor(row));
                costs.add(net.costMinor(row));
            }
            spend[c] = spent.toLong();
            if (cost != null) {
                cost[c] = costs.toLong();
            }
            if (gross == null || refunded == null) {
                return;
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
        return cost == null ? 0 : cost[customer];
    }

    /**
     * Purchases dated within the window before any refund, in minor units.
     *
     * @throws IllegalStateException if these are totals net of refunds only
     */
    public long grossMinor(int customer) {
        return read(gross)[customer];
    }

    /**
     * Refunds dated within the window, as a positive number of minor units.
     *
     * @throws IllegalStateException if these are totals net of refunds only
     */
    public long refundedMinor(int customer) {
        return read(refunded)[customer];
    }

    private static long[] read(long @Nullable [] column) {
        if (column != null) {
            return column;
        }
        throw new IllegalStateException("these are totals net of refunds; WindowTotals.of reads refunds too");
    }

    @Override
    public String toString() {
        return customers() + " customers from " + first() + " to " + last();
    }
}
