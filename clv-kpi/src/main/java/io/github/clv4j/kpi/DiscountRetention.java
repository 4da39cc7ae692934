package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Whether those who bought with discounts came back: customers parted by the share that they had bought with a discount up
 * to a day, and how many of each part ordered in the days after it. Immutable.
 *
 * <p>Parts: none of it, some (above 0, up to 1/2), most (above 1/2, below 1), all, and unknown for customers with orders
 * but no amount that is known to be one or the other. It is a relation, not an effect: who likes discounts may differ in
 * other ways.
 */
public final class DiscountRetention {
    /** Parts of customers by the share that they bought with a discount. */
    public enum Part {
        /** Nothing with a discount. */
        NONE,
        /** Above 0 and up to a half. */
        SOME,
        /** Above a half and below all. */
        MOST,
        /** Everything with a discount. */
        ALL,
        /** Orders, but no amount above 0 of which it is known. */
        UNKNOWN
    }

    private static final List<Part> PARTS = List.of(Part.values());

    private final LocalDate asOf;
    private final LocalDate until;
    private final long[] customers = new long[PARTS.size()];
    private final long[] retained = new long[PARTS.size()];

    private DiscountRetention(TransactionLog log, DiscountShare shares, LocalDate asOf, LocalDate until) {
        this.asOf = asOf;
        this.until = until;
        int day = log.options().timeGrid().day(asOf);
        int lastDay = log.options().timeGrid().day(until);
        for (int c = 0; c < log.customers(); c++) {
            if (hasOrder(log.historyAsOf(c, day), Integer.MIN_VALUE)) {
                int part = PARTS.indexOf(part(shares, c));
                customers[part]++;
                retained[part] += hasOrder(log.historyAsOf(c, lastDay), day) ? 1 : 0;
            }
        }
    }

    private static boolean hasOrder(CustomerHistory history, int afterDay) {
        for (int row = history.rows() - 1; row >= 0 && history.day(row) > afterDay; row--) {
            if (history.amountMinor(row) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static Part part(DiscountShare shares, int customer) {
        long with = shares.discountedMinor(customer);
        long without = shares.fullPriceMinor(customer);
        if (with == 0) {
            return without == 0 ? Part.UNKNOWN : Part.NONE;
        }
        return without == 0 ? Part.ALL : with <= without ? Part.SOME : Part.MOST;
    }

    /**
     * The retention of customers with an order by a day.
     *
     * @param dimension a dimension of the log, such as {@code coupon}
     * @param discountLabels the labels of orders with a discount; all others are at full price
     * @param asOf the last day of which the shares are taken
     * @param until the last day on which an order counts as a return, after {@code asOf} and not after the log's last day
     * @throws io.github.clv4j.data.DataException if a refund after the as-of day was netted against an earlier purchase, so
     *     that labels as of that day are not known
     * @throws IllegalArgumentException if the days are not in that order, the log has no such dimension, or the dimension no
     *     such label
     */
    public static DiscountRetention of(
            TransactionLog log, String dimension, Set<String> discountLabels, LocalDate asOf, LocalDate until) {
        LocalDate last = LocalDate.ofEpochDay(log.lastDay());
        if (!until.isAfter(asOf) || until.isAfter(last)) {
            throw new IllegalArgumentException("returns are counted until " + until + "; it must be after " + asOf
                    + " and not after the log's last day, " + last);
        }
        return new DiscountRetention(log, DiscountShare.of(log, dimension, discountLabels, asOf), asOf, until);
    }

    /** Customers of a part. */
    public long customers(Part part) {
        return customers[PARTS.indexOf(part)];
    }

    /** Customers of a part who ordered in the days after. */
    public long retained(Part part) {
        return retained[PARTS.indexOf(part)];
    }

    /** The part of them that ordered in the days after, with Wilson's interval at a level such as 0.95. */
    public RateEstimate rate(Part part, double level) {
        return RateEstimate.wilson(retained(part), customers(part), level, "no customer is in this part");
    }

    /** The last day of which the shares are taken. */
    public LocalDate asOf() {
        return asOf;
    }

    /** The last day on which an order counts as a return. */
    public LocalDate until() {
        return until;
    }

    /**
     * One row a part: {@code discount_share}, {@code customers}, {@code retained}, {@code retention_rate}, {@code lower},
     * {@code upper}.
     *
     * @param level how often the intervals hold the truth, such as 0.95
     */
    public Table toTable(double level) {
        RateEstimate[] rates = PARTS.stream().map(part -> rate(part, level)).toArray(RateEstimate[]::new);
        return Table.of(
                "discount_retention",
                PARTS.size(),
                List.of(
                        Column.text("discount_share", row -> Texts.lowerCase(PARTS.get(row))),
                        Column.integer("customers", row -> customers[row]),
                        Column.integer("retained", row -> retained[row]),
                        Column.decimal(
                                "retention_rate", row -> rates[row].rate().value()),
                        Column.decimal("lower", row -> rates[row].lower()),
                        Column.decimal("upper", row -> rates[row].upper())));
    }

    @Override
    public String toString() {
        return "retention by discount share as of " + asOf + ", until " + until;
    }
}
