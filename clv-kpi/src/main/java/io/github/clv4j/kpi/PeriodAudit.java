package io.github.clv4j.kpi;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;

/**
 * The first lens of a {@link CustomerBaseAudit}: how the customers of one period differ. Immutable.
 *
 * <p>Customers are those with a row in the period, so that spend adds up to the log's revenue; those with refunds alone have 0
 * orders. An order is a row with an amount of zero or more, its value is before refunds.
 */
public final class PeriodAudit {
    private static final int TENTHS = 10;

    private final String label;
    private final MoneyScale money;
    private final AuditCustomers customers;
    private final AuditDistribution orders;
    private final AuditDistribution spend;
    private final AuditDistribution orderValue;

    private PeriodAudit(TransactionLog log, Periods periods, int period) {
        this.label = periods.label(period);
        this.money = log.money();
        this.customers = AuditCustomers.of(log, periods, period);
        this.orders = AuditDistribution.ofCounts("orders_per_customer", customers.orders);
        this.spend = AuditDistribution.ofMoney("spend_per_customer", money, customers.spend);
        this.orderValue = AuditDistribution.ofMoney("order_value", money, customers.orderValues);
    }

    static PeriodAudit of(TransactionLog log, Periods periods, int period) {
        return new PeriodAudit(log, periods, period);
    }

    /** The period's label. */
    public String period() {
        return label;
    }

    /** Customers with a row in the period. */
    public int customers() {
        return customers.count();
    }

    /** Customers with an order in the period. */
    public int activeCustomers() {
        return orders.count(1, Long.MAX_VALUE);
    }

    /** Orders of the period. */
    public long orders() {
        return orders.total();
    }

    /** Spend of the period in minor units, less refunds. */
    public long spendMinor() {
        return spend.total();
    }

    /** Spend less cost in major units; undefined if the log has no cost. */
    public KpiValue profit() {
        return customers.withCost
                ? KpiValue.of(money.toDecimal(profitPerCustomer().total()))
                : KpiValue.undefined("the log has no cost");
    }

    /** How many orders customers have. */
    public AuditDistribution ordersPerCustomer() {
        return orders;
    }

    /** How much customers spend, less refunds. */
    public AuditDistribution spendPerCustomer() {
        return spend;
    }

    /** What orders are worth, before refunds. */
    public AuditDistribution orderValue() {
        return orderValue;
    }

    /**
     * How much customers bring after cost.
     *
     * @throws IllegalArgumentException if the log has no cost
     */
    public AuditDistribution profitPerCustomer() {
        return AuditDistribution.ofMoney("profit_per_customer", money, customers.values(AuditBasis.PROFIT));
    }

    /** Customers in tenths, the best first. */
    public AuditBins deciles(AuditBasis basis) {
        return bins(basis, TENTHS);
    }

    /**
     * Customers in bins of equal number, the best first.
     *
     * @param bins 2 to {@value AuditBins#MAX_BINS}
     * @throws IllegalArgumentException if the number is another one, or profit is asked for and the log has no cost
     */
    public AuditBins bins(AuditBasis basis, int bins) {
        return AuditBins.of(customers, basis, bins, money);
    }

    /**
     * One row: {@code period}, {@code customers}, {@code active_customers}, {@code orders}, {@code spend}, {@code profit}
     * (unknown without cost), {@code one_order} (customers with a single one), {@code mean_orders}, {@code mean_spend} (over
     * customers), {@code median_spend}, {@code mean_order_value}, {@code median_order_value}; unknown where undefined. {@link
     * #deciles} and the distributions have tables of their own.
     */
    public Table toTable() {
        double profit = profit().value();
        long oneOrder = Arrays.stream(customers.orders).filter(n -> n == 1).count();
        return Table.of(
                "audit_period",
                1,
                List.of(
                        Column.text("period", row -> label),
                        Column.integer("customers", row -> customers()),
                        Column.integer("active_customers", row -> activeCustomers()),
                        Column.integer("orders", row -> orders()),
                        Column.money("spend", money, row -> spendMinor()),
                        Column.decimal("profit", row -> profit),
                        Column.integer("one_order", row -> oneOrder),
                        Column.decimal("mean_orders", row -> orders.mean().value()),
                        Column.decimal("mean_spend", row -> spend.mean().value()),
                        Column.money("median_spend", money, row -> spend.quantile(0.5), row -> spend.count() == 0),
                        Column.decimal(
                                "mean_order_value", row -> orderValue.mean().value()),
                        Column.money(
                                "median_order_value",
                                money,
                                row -> orderValue.quantile(0.5),
                                row -> orderValue.count() == 0)));
    }

    @Override
    public String toString() {
        return "audit of " + customers() + " customers in " + label;
    }
}
