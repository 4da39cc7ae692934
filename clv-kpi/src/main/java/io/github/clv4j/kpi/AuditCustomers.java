package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import java.util.Arrays;

/**
 * What each customer with a row in a period did in it. Customers are in the order of ids, so that what is decided by their
 * order does not depend on that of the input.
 */
final class AuditCustomers {
    final boolean withCost;
    /** Numbers of the customers; the other arrays are in the same order. */
    final int[] customers;

    final int[] orders;
    final long[] spend;
    final long[] cost;
    /** The amount of each order of the period, in no order that matters. */
    final long[] orderValues;

    private AuditCustomers(TransactionLog log, Periods periods, int period) {
        int all = log.customers();
        this.withCost = log.hasCost();
        boolean[] present = new boolean[all];
        int[] ordersOf = new int[all];
        long[] spendOf = new long[all];
        long[] costOf = new long[all];
        Parallel.ranges(all, (from, to) -> {
            for (int c = from; c < to; c++) {
                CustomerHistory history = log.historyAsOf(c, periods.asOfDay());
                for (int row = 0; row < history.rows(); row++) {
                    if (periods.indexOf(history.day(row)) == period) {
                        present[c] = true;
                        ordersOf[c] += history.amountMinor(row) >= 0 ? 1 : 0;
                        spendOf[c] = Math.addExact(spendOf[c], history.amountMinor(row));
                        costOf[c] = Math.addExact(costOf[c], history.costMinor(row));
                    }
                }
            }
        });
        this.customers =
                Arrays.stream(log.index().inIdOrder()).filter(c -> present[c]).toArray();
        this.orders = Arrays.stream(customers).map(c -> ordersOf[c]).toArray();
        this.spend = Arrays.stream(customers).mapToLong(c -> spendOf[c]).toArray();
        this.cost = Arrays.stream(customers).mapToLong(c -> costOf[c]).toArray();
        this.orderValues =
                new long[Math.toIntExact(Arrays.stream(orders).mapToLong(n -> n).sum())];
        int next = 0;
        for (int i = 0; i < customers.length; i++) {
            if (orders[i] > 0) {
                CustomerHistory history = log.historyAsOf(customers[i], periods.asOfDay());
                for (int row = 0; row < history.rows(); row++) {
                    if (periods.indexOf(history.day(row)) == period && history.amountMinor(row) >= 0) {
                        orderValues[next++] = history.amountMinor(row);
                    }
                }
            }
        }
    }

    static AuditCustomers of(TransactionLog log, Periods periods, int period) {
        try {
            return new AuditCustomers(log, periods, period);
        } catch (ArithmeticException e) {
            throw new DataException("a customer's revenue or cost of a period does not fit 64 bits of minor units", e);
        }
    }

    int count() {
        return customers.length;
    }

    /** What customers are ranked by, in minor units. */
    long[] values(AuditBasis basis) {
        if (basis == AuditBasis.SPEND) {
            return spend;
        }
        if (!withCost) {
            throw new IllegalArgumentException(
                    "profit is asked for, but the log has no cost; rank by " + AuditBasis.SPEND);
        }
        long[] profit = new long[spend.length];
        for (int i = 0; i < profit.length; i++) {
            profit[i] = exact(spend[i], cost[i]);
        }
        return profit;
    }

    private static long exact(long revenue, long cost) {
        try {
            return Math.subtractExact(revenue, cost);
        } catch (ArithmeticException e) {
            throw new DataException("a customer's profit does not fit 64 bits of minor units", e);
        }
    }

    /**
     * The bin of each customer, 0 for the best, by rank: bin b has the ranks ⌊b·n/bins⌋ + 1 to ⌊(b + 1)·n/bins⌋. Customers of
     * equal value are ranked in the order of ids.
     */
    int[] bins(long[] values, int bins) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (one, other) -> Long.compare(values[other], values[one]));
        int[] bin = new int[values.length];
        int rank = 0;
        for (int b = 0; b < bins; b++) {
            for (long end = (b + 1L) * values.length / bins; rank < end; rank++) {
                bin[order[rank]] = b;
            }
        }
        return bin;
    }
}
