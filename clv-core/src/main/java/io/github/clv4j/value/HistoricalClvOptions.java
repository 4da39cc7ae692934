package io.github.clv4j.value;

import io.github.clv4j.data.DiscountRate;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is taken from a customer's revenue to tell its value, and in the money of which date. Immutable; each method
 * returns a changed copy.
 *
 * <p>Defaults: as of the log's last day; margin is revenue less the log's cost, or all of the revenue if the log has no
 * cost; nothing spent on service or acquisition; no discounting.
 */
public final class HistoricalClvOptions {
    private static final HistoricalClvOptions DEFAULTS =
            new HistoricalClvOptions(null, null, 0, null, 0, null, DiscountRate.none(), ValuationDate.AS_OF);

    private final @Nullable LocalDate asOf;
    private final @Nullable Double grossMargin;
    private final long servePerOrder;
    private final long @Nullable [] serve;
    private final long acquisition;
    private final long @Nullable [] acquisitions;
    private final DiscountRate discount;
    private final ValuationDate valuation;

    private HistoricalClvOptions(
            @Nullable LocalDate asOf,
            @Nullable Double grossMargin,
            long servePerOrder,
            long @Nullable [] serve,
            long acquisition,
            long @Nullable [] acquisitions,
            DiscountRate discount,
            ValuationDate valuation) {
        this.asOf = asOf;
        this.grossMargin = grossMargin;
        this.servePerOrder = servePerOrder;
        this.serve = serve;
        this.acquisition = acquisition;
        this.acquisitions = acquisitions;
        this.discount = Objects.requireNonNull(discount, "discount");
        this.valuation = Objects.requireNonNull(valuation, "valuation");
    }

    /** The defaults named above. */
    public static HistoricalClvOptions withDefaults() {
        return DEFAULTS;
    }

    /** As of the end of this day; later rows play no part. Default: the log's last day. */
    public HistoricalClvOptions until(LocalDate lastDay) {
        return new HistoricalClvOptions(
                Objects.requireNonNull(lastDay, "lastDay"),
                grossMargin,
                servePerOrder,
                serve,
                acquisition,
                acquisitions,
                discount,
                valuation);
    }

    /**
     * The share of revenue that is margin, for logs without cost; 0.35 is 35 %. Each customer's margin is the exact
     * product rounded to the nearest minor unit, ties to even.
     *
     * @param rate finite, at most 1; negative where goods sell below cost
     */
    public HistoricalClvOptions withGrossMargin(double rate) {
        if (rate <= 1 && rate > Double.NEGATIVE_INFINITY) {
            return new HistoricalClvOptions(
                    asOf, rate, servePerOrder, serve, acquisition, acquisitions, discount, valuation);
        }
        throw new IllegalArgumentException(
                "gross margin is " + rate + "; it must be finite and at most 1 (0.35 is 35 %)");
    }

    /**
     * What each order costs to serve (picking, payment, support), on its day.
     *
     * @param minorPerOrder minor units, 0 or more
     */
    public HistoricalClvOptions withCostToServePerOrder(long minorPerOrder) {
        return new HistoricalClvOptions(
                asOf,
                grossMargin,
                notNegative("cost to serve per order", minorPerOrder),
                serve,
                acquisition,
                acquisitions,
                discount,
                valuation);
    }

    /**
     * What serving each customer cost up to the as-of day, beside the cost per order; valued at the as-of day, for it
     * carries no date of its own. Customers without an order are charged too; they are in no table, but in totals.
     *
     * @param minorByCustomer minor units by the log's customer number, each 0 or more; copied
     */
    public HistoricalClvOptions withCostToServe(long[] minorByCustomer) {
        return new HistoricalClvOptions(
                asOf,
                grossMargin,
                servePerOrder,
                notNegative("cost to serve", minorByCustomer),
                acquisition,
                acquisitions,
                discount,
                valuation);
    }

    /**
     * What each customer cost to acquire, on the day of its first purchase.
     *
     * @param minorPerCustomer minor units, 0 or more
     */
    public HistoricalClvOptions withAcquisitionCost(long minorPerCustomer) {
        return new HistoricalClvOptions(
                asOf,
                grossMargin,
                servePerOrder,
                serve,
                notNegative("acquisition cost", minorPerCustomer),
                null,
                discount,
                valuation);
    }

    /**
     * As {@link #withAcquisitionCost(long)}, with an amount for each customer.
     *
     * @param minorByCustomer minor units by the log's customer number, each 0 or more; copied
     */
    public HistoricalClvOptions withAcquisitionCost(long[] minorByCustomer) {
        return new HistoricalClvOptions(
                asOf,
                grossMargin,
                servePerOrder,
                serve,
                0,
                notNegative("acquisition cost", minorByCustomer),
                discount,
                valuation);
    }

    /** The rate at which money of different days is compared. Default: none. */
    public HistoricalClvOptions withDiscount(DiscountRate rate, ValuationDate date) {
        return new HistoricalClvOptions(asOf, grossMargin, servePerOrder, serve, acquisition, acquisitions, rate, date);
    }

    private static long notNegative(String name, long minor) {
        if (minor >= 0) {
            return minor;
        }
        throw new IllegalArgumentException(name + " is " + minor + " minor units; it must be 0 or more");
    }

    private static long[] notNegative(String name, long[] minor) {
        long[] own = minor.clone();
        for (int c = 0; c < own.length; c++) {
            if (own[c] < 0) {
                throw new IllegalArgumentException(
                        name + " of customer " + c + " is " + own[c] + " minor units; it must be 0 or more");
            }
        }
        return own;
    }

    /** The last day that counts, or null for the log's last day. */
    public @Nullable LocalDate asOf() {
        return asOf;
    }

    /** The share of revenue that is margin, or null if the log's cost tells it. */
    public @Nullable Double grossMargin() {
        return grossMargin;
    }

    /** The rate at which money of different days is compared. */
    public DiscountRate discount() {
        return discount;
    }

    /** The date whose money value is told in. */
    public ValuationDate valuation() {
        return valuation;
    }

    long servePerOrder() {
        return servePerOrder;
    }

    long serveOf(int customer) {
        return serve == null ? 0 : serve[customer];
    }

    long acquisitionOf(int customer) {
        return acquisitions == null ? acquisition : acquisitions[customer];
    }

    void requireCustomers(int customers) {
        requireLength("costs to serve", serve, customers);
        requireLength("acquisition costs", acquisitions, customers);
    }

    private static void requireLength(String name, long @Nullable [] given, int customers) {
        if (given != null && given.length != customers) {
            throw new IllegalArgumentException(
                    name + " are given for " + given.length + " customers; the log has " + customers);
        }
    }
}
