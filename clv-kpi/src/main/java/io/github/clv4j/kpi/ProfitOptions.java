package io.github.clv4j.kpi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is taken from customers' revenue to tell their profit. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: as of the log's last day; margin is revenue less the log's cost, or all revenue if the log has no cost;
 * nothing spent on serving or acquiring.
 */
public final class ProfitOptions {
    private static final ProfitOptions DEFAULTS = new ProfitOptions(null, null, CostToServe.withDefaults(), 0, null);

    private final @Nullable LocalDate asOf;
    private final @Nullable BigDecimal grossMargin;
    private final CostToServe costToServe;
    private final long acquisition;
    private final long @Nullable [] acquisitions;

    private ProfitOptions(
            @Nullable LocalDate asOf,
            @Nullable BigDecimal grossMargin,
            CostToServe costToServe,
            long acquisition,
            long @Nullable [] acquisitions) {
        this.asOf = asOf;
        this.grossMargin = grossMargin;
        this.costToServe = Objects.requireNonNull(costToServe, "costToServe");
        this.acquisition = acquisition;
        this.acquisitions = acquisitions;
    }

    /** The defaults named above. */
    public static ProfitOptions withDefaults() {
        return DEFAULTS;
    }

    /** As of the end of this day; later rows play no part. */
    public ProfitOptions until(LocalDate lastDay) {
        return new ProfitOptions(
                Objects.requireNonNull(lastDay, "lastDay"), grossMargin, costToServe, acquisition, acquisitions);
    }

    /**
     * Gross margin as a part of revenue, for a log without costs. A customer's margin is the exact product rounded to the
     * nearest minor unit, ties to even.
     *
     * @param rate 0 to 1, read as the shortest decimal that denotes it: 0.35 is exactly 35 %
     */
    public ProfitOptions withGrossMargin(double rate) {
        if (rate >= 0 && rate <= 1) {
            return new ProfitOptions(asOf, BigDecimal.valueOf(rate), costToServe, acquisition, acquisitions);
        }
        throw new IllegalArgumentException("gross margin is " + rate + "; it must be 0 to 1 (0.35 is 35 %)");
    }

    /** What serving customers costs. */
    public ProfitOptions withCostToServe(CostToServe costs) {
        return new ProfitOptions(asOf, grossMargin, costs, acquisition, acquisitions);
    }

    /**
     * What each customer with an order cost to acquire.
     *
     * @param minorPerCustomer minor units, 0 or more
     */
    public ProfitOptions withAcquisitionCost(long minorPerCustomer) {
        requireNotNegative("acquisition cost", minorPerCustomer);
        return new ProfitOptions(asOf, grossMargin, costToServe, minorPerCustomer, null);
    }

    /**
     * As {@link #withAcquisitionCost(long)}, with an amount for each customer.
     *
     * @param minorByCustomer minor units by the log's customer number, each 0 or more; copied
     */
    public ProfitOptions withAcquisitionCost(long[] minorByCustomer) {
        long[] own = minorByCustomer.clone();
        for (int c = 0; c < own.length; c++) {
            requireNotNegative("acquisition cost of customer " + c, own[c]);
        }
        return new ProfitOptions(asOf, grossMargin, costToServe, 0, own);
    }

    private static void requireNotNegative(String name, long minor) {
        if (minor < 0) {
            throw new IllegalArgumentException(name + " is " + minor + " minor units; it must be 0 or more");
        }
    }

    @Nullable
    LocalDate asOf() {
        return asOf;
    }

    @Nullable
    BigDecimal grossMargin() {
        return grossMargin;
    }

    CostToServe costToServe() {
        return costToServe;
    }

    long acquisitionOf(int customer) {
        return acquisitions == null ? acquisition : acquisitions[customer];
    }

    void requireCustomers(int customers) {
        if (acquisitions != null && acquisitions.length != customers) {
            throw new IllegalArgumentException(
                    "acquisition costs are given for " + acquisitions.length + " customers; the log has " + customers);
        }
    }
}
