package io.github.clv4j.summary;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.HistoryReplay;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The one pass over a log that makes summaries as of one or several days. Hot: each row is read once, in the order in
 * which it lies in memory, however many snapshots are taken.
 */
final class SummaryPass {
    /** Customers whose rows stay in the cache while all snapshots are taken of them. */
    private static final int BLOCK = 512;

    /** In place of a row: the customer's history was restated, or has costs. */
    private static final int NOT_PLAIN = -1;

    /** The columns of one summary under way. */
    static final class Columns {
        final int[] orders;
        final int[] periods;
        final int[] firstDay;
        final int[] lastDay;
        final long[] spend;
        final long[] firstSpend;
        final long @Nullable [] cost;

        Columns(int customers, boolean withCost) {
            int[][] ints = new int[4][];
            long[][] longs = new long[withCost ? 3 : 2][];
            // Memory of many customers is cleared on two threads.
            Parallel.columns(
                    customers,
                    () -> Arrays.setAll(ints, i -> new int[customers]),
                    () -> Arrays.setAll(longs, i -> new long[customers]));
            orders = ints[0];
            periods = ints[1];
            firstDay = ints[2];
            lastDay = ints[3];
            spend = longs[0];
            firstSpend = longs[1];
            cost = withCost ? longs[2] : null;
        }

        /** Takes over what a customer without costs had done by another snapshot. */
        void take(Columns before, int c) {
            orders[c] = before.orders[c];
            periods[c] = before.periods[c];
            firstDay[c] = before.firstDay[c];
            lastDay[c] = before.lastDay[c];
            spend[c] = before.spend[c];
            firstSpend[c] = before.firstSpend[c];
        }
    }

    private final TransactionLog log;
    private final PeriodClock clock;
    private final int[] asOf;
    private final Columns[] snapshots;

    private SummaryPass(TransactionLog log, PeriodClock clock, int[] asOf) {
        this.log = log;
        this.clock = clock;
        this.asOf = asOf;
        this.snapshots = new Columns[asOf.length];
        for (int s = 0; s < asOf.length; s++) {
            snapshots[s] = new Columns(log.customers(), log.hasCost());
        }
    }

    /**
     * Summaries of all customers.
     *
     * @param asOf days in ascending order
     */
    static Columns[] run(TransactionLog log, PeriodClock clock, int[] asOf) {
        SummaryPass pass = new SummaryPass(log, clock, asOf);
        Parallel.ranges(log.customers(), pass::customers);
        return pass.snapshots;
    }

    private void customers(int from, int to) {
        int[] next = new int[BLOCK];
        for (int first = from; first < to; first += BLOCK) {
            int end = Math.min(to, first + BLOCK);
            for (int c = first; c < end; c++) {
                boolean plain = !log.hasCost() && log.restatedAfter(c, Integer.MIN_VALUE) == Integer.MAX_VALUE;
                next[c - first] = plain ? log.start(c) : NOT_PLAIN;
            }
            for (int s = 0; s < asOf.length; s++) {
                plain(s, first, end, next);
            }
            for (int c = first; c < end; c++) {
                if (next[c - first] == NOT_PLAIN) {
                    replayed(c);
                }
            }
        }
    }

    /**
     * Writes one snapshot of customers whose rows are what was always known of them. It goes on from the snapshot before:
     * what a customer had done by then stands in its columns.
     */
    private void plain(int snapshot, int from, int to, int[] next) {
        @Nullable Columns before = snapshot == 0 ? null : snapshots[snapshot - 1];
        Columns columns = snapshots[snapshot];
        int lastDayOfAll = asOf[snapshot];
        for (int c = from; c < to; c++) {
            int row = next[c - from];
            if (row == NOT_PLAIN) {
                continue;
            }
            int end = log.end(c);
            if (end > row && log.day(end - 1) > lastDayOfAll) {
                end = row;
                while (log.day(end) <= lastDayOfAll) {
                    end++;
                }
            }
            next[c - from] = end;
            if (before != null) {
                columns.take(before, c);
            }
            if (end > row && !addOrders(columns, c, row, end)) {
                try {
                    addRows(columns, c, row, end);
                } catch (ArithmeticException e) {
                    throw tooLarge(c, e);
                }
            }
        }
    }

    /**
     * Adds rows to what a customer had done before, column by column, if all of them are orders and their sum is far from
     * overflow, as it nearly always is.
     *
     * @return false if not, and then nothing is added
     */
    private boolean addOrders(Columns columns, int c, int from, int to) {
        boolean isFirst = columns.orders[c] == 0;
        int firstDay = isFirst ? log.day(from) : columns.firstDay[c];
        int firstPeriod = clock.period(firstDay);
        int lastPeriod = isFirst ? firstPeriod : clock.period(columns.lastDay[c]);
        int periods = isFirst ? 1 : columns.periods[c];
        long firstSum = 0;
        long bits = 0;
        int row = from;
        if (lastPeriod == firstPeriod) {
            // The rows of the first purchase: one, most often.
            for (; row < to && clock.period(log.day(row)) == firstPeriod; row++) {
                firstSum += log.amountMinor(row);
                bits |= log.amountMinor(row);
            }
        }
        long sum = firstSum;
        for (; row < to; row++) {
            long amount = log.amountMinor(row);
            int period = clock.period(log.day(row));
            sum += amount;
            bits |= amount;
            // 1 if the period is a later one: no jump, of which most customers would have one or two foretold wrongly.
            periods += (lastPeriod - period) >>> (Integer.SIZE - 1);
            lastPeriod = period;
        }
        // Fewer than 2^(64 - a) amounts below 2^(64 - b) come to less than 2^(128 - a - b).
        int room = Long.numberOfLeadingZeros(bits) + Long.numberOfLeadingZeros(to - from) - Long.SIZE;
        // Where refunds are kept, the first spend may be the greater of the two that stand.
        long standing = columns.spend[c] | columns.firstSpend[c];
        if (bits < 0 || room < 2 || Long.numberOfLeadingZeros(standing) < 2) {
            return false;
        }
        columns.orders[c] += to - from;
        columns.periods[c] = periods;
        columns.firstDay[c] = firstDay;
        columns.lastDay[c] = log.day(to - 1);
        columns.spend[c] += sum;
        columns.firstSpend[c] += firstSum;
        return true;
    }

    /** Adds rows to what a customer had done before, one by one. */
    private void addRows(Columns columns, int c, int from, int to) {
        int orders = columns.orders[c];
        int periods = columns.periods[c];
        int firstDay = columns.firstDay[c];
        int lastDay = columns.lastDay[c];
        long spend = columns.spend[c];
        long firstSpend = columns.firstSpend[c];
        int firstPeriod = orders == 0 ? 0 : clock.period(firstDay);
        int lastPeriod = orders == 0 ? 0 : clock.period(lastDay);
        for (int row = from; row < to; row++) {
            long amount = log.amountMinor(row);
            spend = Math.addExact(spend, amount);
            if (amount >= 0) {
                int day = log.day(row);
                int period = clock.period(day);
                if (orders == 0) {
                    firstDay = day;
                    firstPeriod = period;
                }
                periods += orders == 0 || period != lastPeriod ? 1 : 0;
                orders++;
                lastPeriod = period;
                lastDay = day;
                if (period == firstPeriod) {
                    firstSpend = Math.addExact(firstSpend, amount);
                }
            }
        }
        columns.orders[c] = orders;
        columns.periods[c] = periods;
        columns.firstDay[c] = firstDay;
        columns.lastDay[c] = lastDay;
        columns.spend[c] = spend;
        columns.firstSpend[c] = firstSpend;
    }

    private DataException tooLarge(int c, ArithmeticException e) {
        return new DataException(
                "customer '" + log.index().id(c) + "': the sum of amounts does not fit 64 bits of minor units", e);
    }

    /** All snapshots of one customer, each from the history as it was known then. */
    private void replayed(int c) {
        int last = asOf.length - 1;
        try {
            int restated = last == 0 ? Integer.MAX_VALUE : log.restatedAfter(c, asOf[0]);
            if (restated > asOf[last]) {
                sweep(c, log.historyAsOf(c, asOf[last]), 0, last);
            } else {
                restated(c, restated, last);
            }
        } catch (ArithmeticException e) {
            throw tooLarge(c, e);
        }
    }

    /** Refunds came between snapshots: those between two refunds share a history, each of them is swept once. */
    private void restated(int c, int firstRefund, int last) {
        HistoryReplay replay = log.replay(c);
        int refund = firstRefund;
        int first = 0;
        while (first <= last) {
            int upTo = first;
            while (upTo < last && asOf[upTo + 1] < refund) {
                upTo++;
            }
            sweep(c, replay.asOf(asOf[upTo]), first, upTo);
            first = upTo + 1;
            refund = first < last ? log.restatedAfter(c, asOf[first]) : Integer.MAX_VALUE;
        }
    }

    /** Reads a history once and writes the snapshots {@code from..to}, each when the rows pass its day. */
    private void sweep(int c, CustomerHistory history, int from, int to) {
        int snapshot = from;
        int orders = 0;
        int periods = 0;
        int firstDay = 0;
        int lastDay = 0;
        int firstPeriod = 0;
        int lastPeriod = 0;
        long spend = 0;
        long firstSpend = 0;
        long cost = 0;
        int rows = history.rows();
        for (int row = 0; row < rows; row++) {
            int day = history.day(row);
            while (snapshot < to && day > asOf[snapshot]) {
                write(snapshot++, c, orders, periods, firstDay, lastDay, spend, firstSpend, cost);
            }
            long amount = history.amountMinor(row);
            spend = Math.addExact(spend, amount);
            cost = Math.addExact(cost, history.costMinor(row));
            if (amount >= 0) {
                int period = clock.period(day);
                if (orders++ == 0) {
                    firstDay = day;
                    firstPeriod = period;
                    lastPeriod = period;
                    periods = 1;
                } else if (period != lastPeriod) {
                    lastPeriod = period;
                    periods++;
                }
                lastDay = day;
                if (period == firstPeriod) {
                    firstSpend = Math.addExact(firstSpend, amount);
                }
            }
        }
        while (snapshot <= to) {
            write(snapshot++, c, orders, periods, firstDay, lastDay, spend, firstSpend, cost);
        }
    }

    private void write(
            int snapshot,
            int c,
            int orders,
            int periods,
            int firstDay,
            int lastDay,
            long spend,
            long firstSpend,
            long cost) {
        Columns columns = snapshots[snapshot];
        columns.orders[c] = orders;
        columns.periods[c] = periods;
        columns.firstDay[c] = firstDay;
        columns.lastDay[c] = lastDay;
        columns.spend[c] = spend;
        columns.firstSpend[c] = firstSpend;
        if (columns.cost != null) {
            columns.cost[c] = cost;
        }
    }
}
