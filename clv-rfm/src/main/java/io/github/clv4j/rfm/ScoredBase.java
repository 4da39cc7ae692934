package io.github.clv4j.rfm;

import io.github.clv4j.data.DataException;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.WindowTotals;
import org.jspecify.annotations.Nullable;

/**
 * The customers that are scored, and where their raw values come from.
 *
 * @param summary one row a customer
 * @param window totals of the look-back, or of all days if there is none; null if the log is not at hand
 * @param isLookBack true if frequency, spend and margin are those of the window
 * @param measure what M measures
 */
record ScoredBase(CustomerSummary summary, @Nullable WindowTotals window, boolean isLookBack, MonetaryMeasure measure) {
    private @Nullable WindowTotals look() {
        return isLookBack ? window : null;
    }

    int orders(int customer) {
        WindowTotals look = look();
        return look == null ? summary.orders(customer) : look.orders(customer);
    }

    long spendMinor(int customer) {
        WindowTotals look = look();
        return look == null ? summary.spendMinor(customer) : look.spendMinor(customer);
    }

    /** Total or mean spend; without an order within the look-back both are the total: 0, or the refunds that were kept. */
    double monetary(int customer) {
        double spend = spendMinor(customer);
        return measure == MonetaryMeasure.TOTAL_SPEND ? spend : spend / Math.max(orders(customer), 1);
    }

    int lengthDays(int customer) {
        return summary.lastDay(customer) - summary.firstDay(customer);
    }

    long marginMinor(int customer) {
        WindowTotals look = look();
        long cost = look == null ? summary.costMinor(customer) : look.costMinor(customer);
        try {
            return Math.subtractExact(spendMinor(customer), cost);
        } catch (ArithmeticException e) {
            throw new DataException(
                    "customer '" + summary.index().id(customer) + "': the margin does not fit 64 bits of minor units",
                    e);
        }
    }

    double returnsRate(int customer) {
        if (window == null) {
            throw new IllegalStateException("returns need the log");
        }
        long gross = window.grossMinor(customer);
        return gross > 0 ? (double) window.refundedMinor(customer) / gross : Double.NaN;
    }
}
