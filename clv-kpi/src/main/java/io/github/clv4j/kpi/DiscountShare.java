package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Dimension;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How much of what customers bought was bought with a discount, by a dimension of the log whose labels say which orders
 * had one (a coupon, a promotion, a campaign). Immutable; customers have the numbers of the log.
 *
 * <p>Orders are rows with an amount of zero or more, counted with what was paid, after the discount; refunds that were
 * kept as negative rows do not count. Orders without a label are in neither the discounted nor the full-price amount, so
 * shares are of orders that are known to be one or the other.
 */
public final class DiscountShare {
    private static final String NOTHING = "no orders are known to be with or without a discount";

    private final CustomerIndex index;
    private final MoneyScale money;
    private final int asOfDay;
    private final long[] discounted;
    private final long[] fullPrice;
    private final long[] unknown;
    private final long[] totals;
    private final long discountedOrders;
    private final long fullPriceOrders;
    private final long unknownOrders;

    private DiscountShare(TransactionLog log, Dimension labels, boolean[] isDiscount, int asOfDay) {
        this.index = log.index();
        this.money = log.money();
        this.asOfDay = asOfDay;
        int n = log.customers();
        this.discounted = new long[n];
        this.fullPrice = new long[n];
        this.unknown = new long[n];
        long[] orders = new long[3];
        for (int c = 0; c < n; c++) {
            for (int row = log.start(c), end = RowsAsOf.end(log, c, asOfDay, labels.name()); row < end; row++) {
                long amount = log.amountMinor(row);
                if (amount >= 0) {
                    int code = labels.code(row);
                    int kind = code == Dimension.UNKNOWN ? 2 : isDiscount[code] ? 0 : 1;
                    long[] into = kind == 0 ? discounted : kind == 1 ? fullPrice : unknown;
                    into[c] = added(into[c], amount);
                    orders[kind]++;
                }
            }
        }
        this.discountedOrders = orders[0];
        this.fullPriceOrders = orders[1];
        this.unknownOrders = orders[2];
        this.totals = new long[] {sum(discounted), sum(fullPrice), sum(unknown)};
    }

    private static long added(long sum, long amount) {
        try {
            return Math.addExact(sum, amount);
        } catch (ArithmeticException e) {
            throw new DataException("a sum of amounts does not fit 64 bits of minor units", e);
        }
    }

    private static long sum(long[] amounts) {
        LongSum sum = new LongSum();
        for (long amount : amounts) {
            sum.add(amount);
        }
        if (sum.fitsLong()) {
            return sum.toLong();
        }
        throw new DataException("a sum of amounts does not fit 64 bits of minor units");
    }

    /**
     * The shares as of the log's last day.
     *
     * @param dimension a dimension of the log, such as {@code coupon}
     * @param discountLabels the labels of orders with a discount; all others are at full price
     */
    public static DiscountShare of(TransactionLog log, String dimension, Set<String> discountLabels) {
        return of(log, dimension, discountLabels, LocalDate.ofEpochDay(log.lastDay()));
    }

    /**
     * The shares as of a day.
     *
     * @param dimension a dimension of the log, such as {@code coupon}
     * @param discountLabels the labels of orders with a discount; all others are at full price
     * @param asOf the last day that counts
     * @throws DataException if a refund after the as-of day was netted against an earlier purchase, so that labels as of
     *     that day are not known, or a sum does not fit 64 bits
     * @throws IllegalArgumentException if the log has no such dimension, or the dimension no such label
     */
    public static DiscountShare of(TransactionLog log, String dimension, Set<String> discountLabels, LocalDate asOf) {
        Dimension labels = log.dimension(dimension);
        boolean[] isDiscount = new boolean[labels.labels().size()];
        for (String label : discountLabels) {
            int code = labels.labels().indexOf(label);
            if (code < 0) {
                throw new IllegalArgumentException("no order has the " + dimension + " '" + label + "'; there are "
                        + labels.labels().stream().sorted().toList());
            }
            isDiscount[code] = true;
        }
        return new DiscountShare(
                log, labels, isDiscount, log.options().timeGrid().day(asOf));
    }

    /** The last day that counts. */
    public LocalDate asOf() {
        return LocalDate.ofEpochDay(asOfDay);
    }

    /** What a customer paid in orders with a discount, in minor units. */
    public long discountedMinor(int customer) {
        return discounted[customer];
    }

    /** What a customer paid in orders at full price, in minor units. */
    public long fullPriceMinor(int customer) {
        return fullPrice[customer];
    }

    /** What a customer paid in orders without a label, in minor units. */
    public long unknownMinor(int customer) {
        return unknown[customer];
    }

    /** The part of a customer's known amounts that was bought with a discount; undefined if there are none. */
    public KpiValue share(int customer) {
        return share(discounted[customer], fullPrice[customer], unknown[customer]);
    }

    /** The part of all known amounts that was bought with a discount; undefined if there are none. */
    public KpiValue totalShare() {
        return share(totals[0], totals[1], totals[2]);
    }

    private KpiValue share(long with, long without, long neither) {
        KpiValue share = KpiValue.of(money.toDecimal(with))
                .over(KpiValue.of(money.toDecimal(with).add(money.toDecimal(without))), NOTHING);
        return neither == 0
                ? share
                : share.withNote("without orders of " + money.format(neither) + " that have no label");
    }

    /** The part of known orders that had a discount, with Wilson's interval at a level such as 0.95. */
    public RateEstimate orderShare(double level) {
        return RateEstimate.wilson(discountedOrders, Math.addExact(discountedOrders, fullPriceOrders), level, NOTHING);
    }

    /** Orders without a label. */
    public long unknownOrders() {
        return unknownOrders;
    }

    /** What all customers paid in orders with a discount, in minor units. */
    public long totalDiscountedMinor() {
        return totals[0];
    }

    /** What all customers paid in orders at full price, in minor units. */
    public long totalFullPriceMinor() {
        return totals[1];
    }

    /** What all customers paid in orders without a label, in minor units. */
    public long totalUnknownMinor() {
        return totals[2];
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /**
     * One row a customer who paid anything, in id order: {@code customer_id}, {@code discounted}, {@code full_price},
     * {@code unknown}, {@code discount_share}, {@code undefined}.
     */
    public Table toTable() {
        return Table.of(
                        "discount_share",
                        discounted.length,
                        List.of(
                                Column.text("customer_id", index::id),
                                Column.money("discounted", money, this::discountedMinor),
                                Column.money("full_price", money, this::fullPriceMinor),
                                Column.money("unknown", money, this::unknownMinor),
                                Column.decimal("discount_share", c -> share(c).value()),
                                Column.text("undefined", c -> share(c).undefinedReason())))
                .rows(Arrays.stream(index.inIdOrder())
                        .filter(c -> discounted[c] > 0 || fullPrice[c] > 0 || unknown[c] > 0)
                        .toArray());
    }

    @Override
    public String toString() {
        return "discounted " + money.format(totals[0]) + " of "
                + money.toDecimal(totals[0]).add(money.toDecimal(totals[1])) + " " + money.currency();
    }
}
