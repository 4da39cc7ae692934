package io.github.clv4j.summary;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How evenly customers buy: sums of ln of the times between purchases, which models of regular purchases need beside x,
 * t<sub>x</sub> and T. Purchases are those of the summary: one a day (or period). Immutable.
 */
public final class PurchaseIntervals {
    private final double[] logSum;
    private final long intervals;
    private final double totalLog;
    private final CustomerSummary summary;

    private PurchaseIntervals(CustomerSummary summary, double[] logSum, long intervals, double totalLog) {
        this.summary = summary;
        this.logSum = logSum;
        this.intervals = intervals;
        this.totalLog = totalLog;
    }

    /**
     * The intervals up to the summary's day.
     *
     * @param log the log that the summary was made of
     * @throws IllegalArgumentException if it is another log
     */
    public static PurchaseIntervals of(TransactionLog log, CustomerSummary summary) {
        if (log.index() != summary.index()) {
            throw new IllegalArgumentException("the summary is of another log");
        }
        int span = log.customers() == 0 ? 0 : summary.periodOf(log.lastDay()) - summary.periodOf(log.firstDay());
        // Whole ticks are counted, so that the total does not depend on the order of the customers.
        AtomicLongArray count = new AtomicLongArray(span + 1);
        double unitLog = Math.log(summary.unitTicks());
        double[] logSum = new double[summary.customers()];
        Parallel.ranges(logSum.length, (from, to) -> {
            for (int c = from; c < to; c++) {
                if (summary.x(c) > 0) {
                    logSum[c] = sum(log.historyAsOf(c, summary.asOfDay()), summary, count) - summary.x(c) * unitLog;
                }
            }
        });
        long intervals = 0;
        double total = 0;
        for (int ticks = 1; ticks <= span; ticks++) {
            intervals += count.get(ticks);
            total += count.get(ticks) * Math.log(ticks);
        }
        return new PurchaseIntervals(summary, logSum, intervals, total - intervals * unitLog);
    }

    private static double sum(CustomerHistory history, CustomerSummary summary, AtomicLongArray count) {
        double sum = 0;
        boolean begun = false;
        int last = 0;
        for (int row = 0; row < history.rows(); row++) {
            if (history.amountMinor(row) >= 0) {
                int period = summary.periodOf(history.day(row));
                if (begun && period != last) {
                    sum += Math.log((double) period - last);
                    count.incrementAndGet(period - last);
                }
                begun = true;
                last = period;
            }
        }
        return sum;
    }

    /** The summary whose purchases these are. */
    public CustomerSummary summary() {
        return summary;
    }

    /** Σ ln of the times between a customer's purchases, in the summary's unit; 0 if x is 0. */
    public double logSum(int customer) {
        return logSum[customer];
    }

    /** Number of intervals of all customers: Σ x. */
    public long intervals() {
        return intervals;
    }

    /** Σ of {@link #logSum} over all customers, summed by length so that no order of customers changes a bit. */
    public double totalLogSum() {
        return totalLog;
    }

    @Override
    public String toString() {
        return intervals + " intervals between purchases";
    }
}
