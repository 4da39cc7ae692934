package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;
import java.util.Objects;

/**
 * The customers of a period in bins of equal number, tenths or fifths, from the best by spend or profit to the last: what
 * each bin brought, and how. Immutable.
 *
 * <p>Of n customers bin b has the ranks ⌊(b − 1)·n/bins⌋ + 1 to ⌊b·n/bins⌋, as {@link
 * io.github.clv4j.value.Concentration#decileShare} does; customers of equal value are ranked in the order of ids. So sizes
 * differ by one at most, bins of fewer customers than bins may be empty, and all add up to the period. The spend of a bin is
 * customers × frequency × order value.
 */
public final class AuditBins {
    /** Most bins. */
    public static final int MAX_BINS = 100;

    private static final String EMPTY = "the bin has no customers";

    private final AuditBasis basis;
    private final MoneyScale money;
    private final boolean withCost;
    private final long[] customers;
    private final long[] orders;
    private final long[] spend;
    private final long[] cost;
    private final long totalMinor;

    private AuditBins(AuditCustomers of, AuditBasis basis, int bins, MoneyScale money) {
        this.basis = basis;
        this.money = money;
        this.withCost = of.withCost;
        this.customers = new long[bins];
        this.orders = new long[bins];
        this.spend = new long[bins];
        this.cost = new long[bins];
        long[] values = of.values(basis);
        int[] bin = of.bins(values, bins);
        long sum = 0;
        for (int i = 0; i < bin.length; i++) {
            customers[bin[i]]++;
            orders[bin[i]] += of.orders[i];
            spend[bin[i]] = Math.addExact(spend[bin[i]], of.spend[i]);
            cost[bin[i]] = Math.addExact(cost[bin[i]], of.cost[i]);
            sum = Math.addExact(sum, values[i]);
        }
        this.totalMinor = sum;
    }

    static AuditBins of(AuditCustomers customers, AuditBasis basis, int bins, MoneyScale money) {
        Objects.requireNonNull(basis, "basis");
        try {
            return new AuditBins(customers, basis, checkedBins(bins), money);
        } catch (ArithmeticException e) {
            throw new DataException("a sum of amounts or costs does not fit 64 bits of minor units", e);
        }
    }

    static int checkedBins(int bins) {
        if (bins >= 2 && bins <= MAX_BINS) {
            return bins;
        }
        throw new IllegalArgumentException("number of bins is " + bins + "; it must be 2 to " + MAX_BINS);
    }

    /** What customers are ranked by. */
    public AuditBasis basis() {
        return basis;
    }

    /** Number of bins. */
    public int bins() {
        return customers.length;
    }

    private int index(int bin) {
        if (bin >= 1 && bin <= customers.length) {
            return bin - 1;
        }
        throw new IllegalArgumentException("bin is " + bin + "; it must be 1 (the best) to " + customers.length);
    }

    /**
     * Customers of a bin.
     *
     * @param bin 1 (the best) to {@link #bins}
     */
    public long customers(int bin) {
        return customers[index(bin)];
    }

    /** Orders of a bin. */
    public long orders(int bin) {
        return orders[index(bin)];
    }

    /** Spend of a bin in minor units, less refunds. */
    public long spendMinor(int bin) {
        return spend[index(bin)];
    }

    /**
     * Spend less cost of a bin in minor units.
     *
     * @throws IllegalStateException if the log has no cost
     */
    public long profitMinor(int bin) {
        if (withCost) {
            return Math.subtractExact(spend[index(bin)], cost[index(bin)]);
        }
        throw new IllegalStateException("the log has no cost, so profit is not known");
    }

    private long valueMinor(int bin) {
        return basis == AuditBasis.SPEND ? spendMinor(bin) : profitMinor(bin);
    }

    /** The part of all spend, or profit, whichever customers are ranked by; undefined if the whole is not positive. */
    public KpiValue share(int bin) {
        return KpiValue.of(money.toDecimal(valueMinor(bin)))
                .over(KpiValue.of(money.toDecimal(totalMinor)), "the whole is not positive");
    }

    /** Orders for each customer. */
    public KpiValue frequency(int bin) {
        return KpiValue.of(orders(bin)).over(customers(bin), EMPTY);
    }

    /** Spend for each order, less refunds. */
    public KpiValue orderValue(int bin) {
        return KpiValue.of(money.toDecimal(spendMinor(bin))).over(orders(bin), "the bin has no orders");
    }

    /**
     * One row a bin, the best first: {@code bin}, {@code basis}, {@code customers}, {@code orders}, {@code spend}, {@code
     * profit} (unknown without cost), {@code share}, {@code frequency}, {@code order_value}; unknown where undefined.
     */
    public Table toTable() {
        return Table.of(
                "audit_bins",
                customers.length,
                List.of(
                        Column.integer("bin", row -> row + 1),
                        Column.text("basis", row -> Texts.lowerCase(basis)),
                        Column.integer("customers", row -> customers(row + 1)),
                        Column.integer("orders", row -> orders(row + 1)),
                        Column.money("spend", money, row -> spendMinor(row + 1)),
                        Column.money("profit", money, row -> profitMinor(row + 1), row -> !withCost),
                        Column.decimal("share", row -> share(row + 1).value()),
                        Column.decimal("frequency", row -> frequency(row + 1).value()),
                        Column.decimal("order_value", row -> orderValue(row + 1).value())));
    }

    @Override
    public String toString() {
        return customers.length + " bins of customers by " + Texts.lowerCase(basis);
    }
}
