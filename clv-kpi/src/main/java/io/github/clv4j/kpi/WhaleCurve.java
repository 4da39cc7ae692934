package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Cumulative profit of customers from the most to the least profitable (Kaplan and Narayanan 2001, "Measuring and managing
 * customer profitability"): it rises to a peak, which customers with a profit make, and falls to the total by what
 * loss makers take. Immutable; sums are exact.
 */
public final class WhaleCurve {
    private static final String NO_CUSTOMERS = "there are no customers";
    private static final String NO_TOTAL = "total profit is not positive";

    private final MoneyScale money;
    /** Descending. */
    private final long[] profit;
    /** Of the first k customers at k. */
    private final long[] cumulative;

    private final int earners;
    private final int losers;

    private WhaleCurve(MoneyScale money, long[] profit, long[] cumulative) {
        this.money = money;
        this.profit = profit;
        this.cumulative = cumulative;
        this.earners = (int) Arrays.stream(profit).filter(p -> p > 0).count();
        this.losers = (int) Arrays.stream(profit).filter(p -> p < 0).count();
    }

    /**
     * The curve of profits.
     *
     * @param minor one profit a customer, in minor units, in any order; copied
     * @throws DataException if a sum does not fit 64 bits
     */
    public static WhaleCurve of(long[] minor, MoneyScale money) {
        long[] ascending = minor.clone();
        Arrays.sort(ascending);
        int n = ascending.length;
        long[] profit = new long[n];
        long[] cumulative = new long[n + 1];
        LongSum sum = new LongSum();
        for (int i = 0; i < n; i++) {
            profit[i] = ascending[n - 1 - i];
            sum.add(profit[i]);
            if (!sum.fitsLong()) {
                throw new DataException("a sum of profits does not fit 64 bits of minor units");
            }
            cumulative[i + 1] = sum.toLong();
        }
        WhaleCurve curve = new WhaleCurve(Objects.requireNonNull(money, "money"), profit, cumulative);
        try {
            curve.lossMinor();
            return curve;
        } catch (ArithmeticException e) {
            throw new DataException("a sum of losses does not fit 64 bits of minor units", e);
        }
    }

    /** Number of customers. */
    public int customers() {
        return profit.length;
    }

    /** Profit of the customer at a place, 0 being the most profitable. */
    public long profitMinor(int place) {
        return profit[place];
    }

    /** Profit of the most profitable customers together. */
    public long cumulativeMinor(int customers) {
        return cumulative[customers];
    }

    /** Profit of all customers. */
    public long totalMinor() {
        return cumulative[customers()];
    }

    /** The highest point of the curve: profit of all customers with a profit. */
    public long peakMinor() {
        return cumulative[earners];
    }

    /** Number of customers with a profit above 0: where the curve peaks first. */
    public int customersAtPeak() {
        return earners;
    }

    /** Number of customers with a profit below 0. */
    public int lossMakers() {
        return losers;
    }

    /** What loss makers lose together, 0 or more. */
    public long lossMinor() {
        return Math.subtractExact(peakMinor(), totalMinor());
    }

    /** The part of customers with a profit below 0; undefined without customers. */
    public KpiValue lossMakerShare() {
        return KpiValue.of(losers).over(customers(), NO_CUSTOMERS);
    }

    /** As {@link #lossMakerShare()}, with Wilson's interval for customers who are a sample, at a level such as 0.95. */
    public RateEstimate lossMakerShare(double level) {
        return RateEstimate.wilson(losers, customers(), level, NO_CUSTOMERS);
    }

    /** Profit of the most profitable customers over that of all; undefined if the latter is not positive. */
    public KpiValue cumulativeShare(int customers) {
        return major(cumulative[customers]).over(major(totalMinor()), NO_TOTAL);
    }

    /** The peak over the total, 1 or more: 1.5 is 150 % of what is left. Undefined if the total is not positive. */
    public KpiValue peakShare() {
        return cumulativeShare(earners);
    }

    /** The part of the profit of those with one that loss makers take away; undefined if nobody has a profit. */
    public KpiValue lossShare() {
        return major(lossMinor()).over(major(peakMinor()), "no customer has a profit");
    }

    private KpiValue major(long minor) {
        BigDecimal amount = money.toDecimal(minor);
        return KpiValue.of(amount);
    }

    /**
     * One row a customer from the most profitable on: {@code rank} from 1, {@code customer_share}, {@code profit},
     * {@code cumulative_profit}, {@code cumulative_share} (unknown if total profit is not positive).
     */
    public Table toTable() {
        return Table.of(
                "whale_curve",
                customers(),
                List.of(
                        Column.integer("rank", row -> row + 1L),
                        Column.decimal("customer_share", row -> (row + 1.0) / customers()),
                        Column.money("profit", money, this::profitMinor),
                        Column.money("cumulative_profit", money, row -> cumulative[row + 1]),
                        Column.decimal(
                                "cumulative_share",
                                row -> cumulativeShare(row + 1).value())));
    }

    @Override
    public String toString() {
        return "whale curve of " + customers() + " customers, peak " + money.format(peakMinor()) + ", total "
                + money.format(totalMinor()) + " " + money.currency();
    }
}
