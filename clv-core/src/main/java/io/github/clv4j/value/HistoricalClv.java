package io.github.clv4j.value;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * What each customer was worth up to a day, net of what was invested in it:
 *
 * <pre>
 *   net   = margin − cost to serve − acquisition cost
 *   value = Σ over cash flows of  flow · exp(−δ · (day of flow − valuation day))
 * </pre>
 *
 * <p>with δ the continuous discount rate; without discounting value is net. Margin is revenue less the log's cost, or
 * revenue times a gross margin. All amounts are exact minor units; a discounted value is computed in {@code double} and
 * rounded once a customer, to the nearest unit with ties to even, so that totals are exact sums of what the rows show.
 *
 * <p>A customer with refunds alone (kept as negative rows) is not present, yet its negative revenue is told, so that
 * totals are those of the log. Immutable; customers have the numbers of the log.
 */
public final class HistoricalClv {
    private final CustomerIndex index;
    private final MoneyScale money;
    private final int asOfDay;
    private final int[] orders;
    private final long[] revenue;
    private final long[] margin;
    private final long[] serve;
    private final long[] acquisition;
    private final long[] value;

    private HistoricalClv(TransactionLog log, int asOfDay) {
        this.index = log.index();
        this.money = log.money();
        this.asOfDay = asOfDay;
        int customers = log.customers();
        this.orders = new int[customers];
        this.revenue = new long[customers];
        this.margin = new long[customers];
        this.serve = new long[customers];
        this.acquisition = new long[customers];
        this.value = new long[customers];
    }

    /**
     * The historical value of every customer of a log.
     *
     * @throws IllegalArgumentException if a gross margin is given although the log has cost, or costs are given for
     *     another number of customers
     * @throws DataException if the log is empty and the options give no day, or a sum does not fit 64 bits
     */
    public static HistoricalClv of(TransactionLog log, HistoricalClvOptions options) {
        if (log.hasCost() && options.grossMargin() != null) {
            throw new IllegalArgumentException("gross margin is " + options.grossMargin()
                    + ", but the log has cost, which tells the margin; give one of them");
        }
        options.requireCustomers(log.customers());
        LocalDate day = options.asOf();
        HistoricalClv clv = new HistoricalClv(
                log, day == null ? log.lastDay() : log.options().timeGrid().day(day));
        Double given = options.grossMargin();
        ExactRate marginRate = ExactRate.of(given == null ? 1 : given);
        Parallel.ranges(log.customers(), (from, to) -> {
            for (int c = from; c < to; c++) {
                try {
                    clv.customer(c, log.historyAsOf(c, clv.asOfDay), options, marginRate);
                } catch (ArithmeticException e) {
                    throw new DataException(
                            "customer '" + log.index().id(c) + "': value does not fit 64 bits of minor units", e);
                }
            }
        });
        return clv;
    }

    private void customer(int c, CustomerHistory history, HistoricalClvOptions options, ExactRate marginRate) {
        long spend = 0;
        long cost = 0;
        int count = 0;
        int firstDay = asOfDay;
        for (int row = 0; row < history.rows(); row++) {
            spend = Math.addExact(spend, history.amountMinor(row));
            cost = Math.addExact(cost, history.costMinor(row));
            if (history.amountMinor(row) >= 0 && count++ == 0) {
                firstDay = history.day(row);
            }
        }
        orders[c] = count;
        revenue[c] = spend;
        margin[c] = Math.subtractExact(marginRate.times(spend), cost);
        serve[c] = Math.addExact(Math.multiplyExact(options.servePerOrder(), (long) count), options.serveOf(c));
        acquisition[c] = count > 0 ? options.acquisitionOf(c) : 0;
        long net = netMinor(c);
        value[c] = options.discount().isNone() ? net : discounted(c, history, options, marginRate.asDouble(), firstDay);
    }

    private long discounted(
            int c, CustomerHistory history, HistoricalClvOptions options, double marginRate, int firstDay) {
        DiscountRate rate = options.discount();
        int valuationDay = options.valuation() == ValuationDate.AS_OF ? asOfDay : firstDay;
        double sum = -acquisition[c] * rate.factor(firstDay - valuationDay)
                - options.serveOf(c) * rate.factor(asOfDay - valuationDay);
        int row = 0;
        while (row < history.rows()) {
            // A day's flows are summed as whole numbers first, so that their order within the day cannot matter.
            int day = history.day(row);
            long amount = 0;
            long cost = 0;
            for (; row < history.rows() && history.day(row) == day; row++) {
                amount = Math.addExact(amount, history.amountMinor(row));
                cost = Math.addExact(cost, history.costMinor(row));
                if (history.amountMinor(row) >= 0) {
                    cost = Math.addExact(cost, options.servePerOrder());
                }
            }
            sum += (amount * marginRate - cost) * rate.factor(day - valuationDay);
        }
        if (Math.abs(sum) < Long.MAX_VALUE) {
            return (long) Math.rint(sum);
        }
        throw new ArithmeticException("discounted value is " + sum);
    }

    /** Number of customers: those of the log. */
    public int customers() {
        return orders.length;
    }

    /** True if the customer has at least one order by the as-of day. */
    public boolean isPresent(int customer) {
        return orders[customer] > 0;
    }

    /** The last day that counts. */
    public LocalDate asOf() {
        return LocalDate.ofEpochDay(asOfDay);
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /** Orders of a customer. */
    public int orders(int customer) {
        return orders[customer];
    }

    /** Revenue net of refunds, in minor units. */
    public long revenueMinor(int customer) {
        return revenue[customer];
    }

    /** Revenue less the cost of what was sold, in minor units. */
    public long marginMinor(int customer) {
        return margin[customer];
    }

    /** What serving the customer cost, in minor units. */
    public long costToServeMinor(int customer) {
        return serve[customer];
    }

    /** What acquiring the customer cost, in minor units. */
    public long acquisitionCostMinor(int customer) {
        return acquisition[customer];
    }

    /** Margin less cost to serve less acquisition cost, in minor units of the days they fell on. */
    public long netMinor(int customer) {
        return Math.subtractExact(Math.subtractExact(margin[customer], serve[customer]), acquisition[customer]);
    }

    /** Net value in the money of the valuation date, in minor units; without discounting {@link #netMinor}. */
    public long valueMinor(int customer) {
        return value[customer];
    }

    /** How unequally value is spread over the customers that are present. */
    public Concentration concentration() {
        long[] values = new long[customers()];
        int present = 0;
        for (int c = 0; c < customers(); c++) {
            if (isPresent(c)) {
                values[present++] = value[c];
            }
        }
        return Concentration.of(Arrays.copyOf(values, present), money);
    }

    /**
     * Totals by group, with a last row {@code (none)} for customers in no group if they hold any money, so that the rows
     * add up to the whole.
     *
     * @throws IllegalArgumentException if the grouping has another number of customers
     * @throws DataException if a total does not fit 64 bits of minor units
     */
    public ValueTotals totals(Grouping grouping) {
        return ValueTotals.of(this, grouping);
    }

    /**
     * One row a customer with at least one order, in id order: {@code customer_id}, {@code orders}, {@code revenue},
     * {@code margin}, {@code cost_to_serve}, {@code acquisition_cost}, {@code net}, {@code value}.
     */
    public Table toTable() {
        int[] rows = Arrays.stream(index.inIdOrder()).filter(this::isPresent).toArray();
        return Table.of(
                        "historical_clv",
                        customers(),
                        List.of(
                                Column.text("customer_id", index::id),
                                Column.integer("orders", this::orders),
                                Column.money("revenue", money, this::revenueMinor),
                                Column.money("margin", money, this::marginMinor),
                                Column.money("cost_to_serve", money, this::costToServeMinor),
                                Column.money("acquisition_cost", money, this::acquisitionCostMinor),
                                Column.money("net", money, this::netMinor),
                                Column.money("value", money, this::valueMinor)))
                .rows(rows);
    }

    @Override
    public String toString() {
        return "historical value of " + customers() + " customers as of " + asOf();
    }
}
