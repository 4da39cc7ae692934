package io.github.clv4j.summary;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.internal.Parallel;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * A summary as of the end of a calibration period, beside what the same customers did in the hold-out period after it.
 * Immutable. Nothing dated in the hold-out enters the summary.
 */
public final class CalibrationSplit {
    private final CustomerSummary calibration;
    private final int holdoutEndDay;
    private final int[] holdoutPurchases;
    private final long[] holdoutSpend;

    private CalibrationSplit(
            CustomerSummary calibration, int holdoutEndDay, int[] holdoutPurchases, long[] holdoutSpend) {
        this.calibration = calibration;
        this.holdoutEndDay = holdoutEndDay;
        this.holdoutPurchases = holdoutPurchases;
        this.holdoutSpend = holdoutSpend;
    }

    /**
     * Splits a log in time.
     *
     * @param calibrationEnd last day of the calibration
     * @param holdoutEnd last day of the hold-out, after the calibration's
     * @param options unit and merging; their as-of day is not used
     * @throws IllegalArgumentException if the hold-out does not end after the calibration
     */
    public static CalibrationSplit of(
            TransactionLog log, LocalDate calibrationEnd, LocalDate holdoutEnd, SummaryOptions options) {
        if (!holdoutEnd.isAfter(calibrationEnd)) {
            throw new IllegalArgumentException(
                    "hold-out ends on " + holdoutEnd + "; it must end after the calibration, " + calibrationEnd);
        }
        CustomerSummary calibration = CustomerSummary.of(log, options.until(calibrationEnd));
        int end = log.options().timeGrid().day(holdoutEnd);
        int[] purchases = new int[log.customers()];
        long[] spend = new long[log.customers()];
        Parallel.ranges(log.customers(), (from, to) -> {
            for (int c = from; c < to; c++) {
                if (calibration.isPresent(c)) {
                    holdout(log, calibration, c, end, purchases, spend);
                }
            }
        });
        return new CalibrationSplit(calibration, end, purchases, spend);
    }

    private static void holdout(
            TransactionLog log, CustomerSummary calibration, int c, int end, int[] purchases, long[] spend) {
        CustomerHistory history = log.historyAsOf(c, end);
        int lastPeriod = calibration.periodOf(calibration.lastDay(c));
        LongSum sum = new LongSum();
        for (int row = 0; row < history.rows(); row++) {
            int day = history.day(row);
            if (day > calibration.asOfDay()) {
                sum.add(history.amountMinor(row));
                int period = calibration.periodOf(day);
                if (history.amountMinor(row) >= 0 && period != lastPeriod) {
                    purchases[c]++;
                    lastPeriod = period;
                }
            }
        }
        try {
            spend[c] = sum.toLong();
        } catch (ArithmeticException e) {
            throw new DataException("customer '" + log.index().id(c) + "': the sum of amounts does not fit 64 bits", e);
        }
    }

    /** The summary as of the end of the calibration. */
    public CustomerSummary calibration() {
        return calibration;
    }

    /** The last day of the hold-out. */
    public LocalDate holdoutEnd() {
        return LocalDate.ofEpochDay(holdoutEndDay);
    }

    /** Length of the hold-out in the summary's unit, as T grows over it: whole periods where those are merged. */
    public double holdoutLength() {
        return calibration.length(calibration.asOfDay(), holdoutEndDay);
    }

    /**
     * Purchases of a customer in the hold-out, those of one day (or period) counted once; 0 for a customer not yet
     * present in the calibration. A period that the calibration's last purchase is in too counts there.
     */
    public int holdoutPurchases(int customer) {
        return holdoutPurchases[customer];
    }

    /** Spend of a customer in the hold-out, in minor units, net of refunds of hold-out purchases. */
    public long holdoutSpendMinor(int customer) {
        return holdoutSpend[customer];
    }

    @Override
    public String toString() {
        return calibration + ", hold-out to " + holdoutEnd() + " with "
                + Arrays.stream(holdoutPurchases).asLongStream().sum() + " purchases";
    }
}
