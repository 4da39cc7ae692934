package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What each customer brought up to a day: profit = margin − cost to serve − acquisition cost. All amounts are exact minor
 * units. Immutable; customers have the numbers of the log.
 *
 * <p>Customers without an order count if they brought or cost anything: contacts with somebody who never bought are a
 * loss. Acquisition cost is charged to customers with an order only.
 */
public final class CustomerProfit {
    private final CustomerIndex index;
    private final MarginBasis margin;
    private final int asOfDay;
    private final int[] orders;
    private final long[] revenue;
    private final long[] marginMinor;
    private final long[] serve;
    private final long[] acquisition;
    private final long[] profit;
    /** Customers with an order or any amount, in id order. */
    private final int[] counted;

    private CustomerProfit(TransactionLog log, ProfitOptions options) {
        this.index = log.index();
        this.margin = new MarginBasis(log.money(), log.hasCost(), options.grossMargin());
        LocalDate given = options.asOf();
        this.asOfDay = given == null ? log.lastDay() : log.options().timeGrid().day(given);
        int n = log.customers();
        options.requireCustomers(n);
        this.orders = new int[n];
        this.revenue = new long[n];
        this.marginMinor = new long[n];
        this.acquisition = new long[n];
        this.profit = new long[n];
        try {
            this.serve = options.costToServe().of(log, asOf());
        } catch (ArithmeticException e) {
            throw new DataException("a cost to serve does not fit 64 bits of minor units", e);
        }
        for (int c = 0; c < n; c++) {
            try {
                customer(c, log.historyAsOf(c, asOfDay), options);
            } catch (ArithmeticException e) {
                throw new DataException(
                        "customer '" + index.id(c) + "': profit does not fit 64 bits of minor units", e);
            }
        }
        this.counted = Arrays.stream(index.inIdOrder()).filter(this::isCounted).toArray();
    }

    private void customer(int c, CustomerHistory history, ProfitOptions options) {
        long spent = 0;
        long cost = 0;
        for (int row = 0; row < history.rows(); row++) {
            spent = Math.addExact(spent, history.amountMinor(row));
            cost = Math.addExact(cost, history.costMinor(row));
            orders[c] += history.amountMinor(row) >= 0 ? 1 : 0;
        }
        revenue[c] = spent;
        marginMinor[c] = margin.exact(spent, cost)
                .movePointRight(money().digits())
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        acquisition[c] = orders[c] > 0 ? options.acquisitionOf(c) : 0;
        profit[c] = Math.subtractExact(Math.subtractExact(marginMinor[c], serve[c]), acquisition[c]);
    }

    /**
     * The profit of every customer of a log.
     *
     * @throws DataException if the log is empty and the options give no day, a sum does not fit 64 bits, or orders cost by
     *     a label that is not known as of the day (see {@link CostToServe#of})
     * @throws IllegalArgumentException if a gross margin is given although the log has cost, or costs are given for
     *     another number of customers or a label that no order has
     */
    public static CustomerProfit of(TransactionLog log, ProfitOptions options) {
        return new CustomerProfit(log, options);
    }

    /** The last day that counts. */
    public LocalDate asOf() {
        return LocalDate.ofEpochDay(asOfDay);
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return margin.money();
    }

    /** True if margin is all revenue, for neither costs nor a gross margin are known. */
    public boolean isRevenueBased() {
        return !margin.withCost() && margin.rate() == null;
    }

    /** Number of customers, those that do not count included. */
    public int customers() {
        return orders.length;
    }

    /** True if the customer has an order or brought or cost anything. */
    public boolean isCounted(int customer) {
        return orders[customer] > 0 || revenue[customer] != 0 || serve[customer] != 0;
    }

    /** Orders of a customer. */
    public int orders(int customer) {
        return orders[customer];
    }

    /** Revenue less refunds, in minor units. */
    public long revenueMinor(int customer) {
        return revenue[customer];
    }

    /** Revenue less the cost of what was sold, in minor units. */
    public long marginMinor(int customer) {
        return marginMinor[customer];
    }

    /** What serving the customer cost, in minor units. */
    public long costToServeMinor(int customer) {
        return serve[customer];
    }

    /** What acquiring the customer cost, in minor units. */
    public long acquisitionCostMinor(int customer) {
        return acquisition[customer];
    }

    /** Margin less cost to serve less acquisition cost, in minor units. */
    public long profitMinor(int customer) {
        return profit[customer];
    }

    /** Cumulative profit of the customers that count, from the most to the least profitable. */
    public WhaleCurve whaleCurve() {
        return WhaleCurve.of(Arrays.stream(counted).mapToLong(c -> profit[c]).toArray(), money());
    }

    /**
     * One row a customer that counts, in id order: {@code customer_id}, {@code orders}, {@code revenue}, {@code margin},
     * {@code cost_to_serve}, {@code acquisition_cost}, {@code profit}.
     */
    public Table toTable() {
        return table("customer_profit").rows(counted);
    }

    /** The rows of {@link #toTable} with a profit below 0, the greatest loss first and equal ones in id order. */
    public Table lossMakers() {
        int[] losses = IntStream.of(counted)
                .filter(c -> profit[c] < 0)
                .boxed()
                .sorted(Comparator.comparingLong(c -> profit[c]))
                .mapToInt(Integer::intValue)
                .toArray();
        return table("loss_makers").rows(losses);
    }

    private Table table(String name) {
        return Table.of(
                name,
                orders.length,
                List.of(
                        Column.text("customer_id", index::id),
                        Column.integer("orders", this::orders),
                        Column.money("revenue", money(), this::revenueMinor),
                        Column.money("margin", money(), this::marginMinor),
                        Column.money("cost_to_serve", money(), this::costToServeMinor),
                        Column.money("acquisition_cost", money(), this::acquisitionCostMinor),
                        Column.money("profit", money(), this::profitMinor)));
    }

    @Override
    public String toString() {
        return "profit of " + counted.length + " customers as of " + asOf();
    }
}
