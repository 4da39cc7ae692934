package io.github.clv4j.summary;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;

/**
 * Makes a {@link CustomerSummary} of rows that were summed up elsewhere: by a cluster, a database, or from a file that an
 * earlier summary was written to. For one thread and one build.
 *
 * <p>The figures are those that a summary tells of a customer: {@link CustomerSummary#orders}, {@link
 * CustomerSummary#purchasePeriods}, {@link CustomerSummary#firstDay}, {@link CustomerSummary#lastDay}, {@link
 * CustomerSummary#spendMinor}, {@link CustomerSummary#firstSpendMinor} and {@link CustomerSummary#costMinor}.
 */
public final class SummaryBuilder {
    private static final int SMALLEST = 16;

    private final MoneyScale money;
    private final TimeStep step;
    private final PurchaseMerging merging;
    private final int asOfDay;
    private final boolean withCost;

    private int size;
    private int[] orders = new int[SMALLEST];
    private int[] periods = new int[SMALLEST];
    private int[] firstDay = new int[SMALLEST];
    private int[] lastDay = new int[SMALLEST];
    private long[] spend = new long[SMALLEST];
    private long[] firstSpend = new long[SMALLEST];
    private long[] cost = new long[SMALLEST];

    private SummaryBuilder(MoneyScale money, TimeStep step, PurchaseMerging merging, LocalDate asOf, boolean withCost) {
        this.money = Objects.requireNonNull(money, "money");
        this.step = Objects.requireNonNull(step, "step");
        this.merging = Objects.requireNonNull(merging, "merging");
        this.asOfDay = TimeGrid.withDefaults().day(asOf);
        this.withCost = withCost;
    }

    /**
     * A builder without customers.
     *
     * @param money currency and digits of all amounts
     * @param step the unit of t<sub>x</sub> and T
     * @param merging which purchases counted as one
     * @param asOf the last day that counts
     */
    public static SummaryBuilder of(MoneyScale money, TimeStep step, PurchaseMerging merging, LocalDate asOf) {
        return new SummaryBuilder(money, step, merging, asOf, false);
    }

    /** The same without customers, whose summary has a cost. */
    public SummaryBuilder withCost() {
        return new SummaryBuilder(money, step, merging, LocalDate.ofEpochDay(asOfDay), true);
    }

    /**
     * Adds a customer who has bought.
     *
     * @param customerOrders 1 or more
     * @param purchasePeriods days (or periods) with an order, 1 to the number of orders
     * @param first day of the first order, in days since 1970-01-01
     * @param last day of the last order, not before the first and not after the as-of day
     * @param spendMinor total spend
     * @param firstSpendMinor spend of the first purchase day (or period), 0 or more
     * @param costMinor cost of what was sold; 0 in a summary without cost
     * @throws IllegalArgumentException if the figures cannot be; the message names the customer's number
     */
    public void add(
            int customerOrders,
            int purchasePeriods,
            int first,
            int last,
            long spendMinor,
            long firstSpendMinor,
            long costMinor) {
        if (!(purchasePeriods >= 1
                && purchasePeriods <= customerOrders
                && first <= last
                && last <= asOfDay
                && first >= TimeGrid.MIN_DAY
                && firstSpendMinor >= 0
                && (withCost || costMinor == 0))) {
            throw new IllegalArgumentException("customer number " + size + " has " + customerOrders + " orders in "
                    + purchasePeriods + " periods from day " + first + " to " + last + ", first spend "
                    + firstSpendMinor + ", cost " + costMinor
                    + "; it must be that 1 <= periods <= orders, first day <= last day <= " + asOfDay
                    + ", first spend >= 0, and cost is 0 in a summary without cost");
        }
        put(customerOrders, purchasePeriods, first, last, spendMinor, firstSpendMinor, costMinor);
    }

    /**
     * Adds a customer without an order, who is not present but may have been refunded.
     *
     * @param spendMinor total of refunds that were kept as rows; 0 or less
     * @param costMinor cost; 0 in a summary without cost
     * @throws IllegalArgumentException if the spend is above 0, or there is a cost in a summary without
     */
    public void addAbsent(long spendMinor, long costMinor) {
        if (!(spendMinor <= 0 && (withCost || costMinor == 0))) {
            throw new IllegalArgumentException("customer number " + size + " has no order, spend " + spendMinor
                    + " and cost " + costMinor + "; without orders spend is 0 or less, and cost is 0 in a summary"
                    + " without cost");
        }
        put(0, 0, 0, 0, spendMinor, 0, costMinor);
    }

    private void put(int o, int p, int first, int last, long total, long firstTotal, long c) {
        if (size == orders.length) {
            int room = Math.addExact(size, size / 2);
            orders = Arrays.copyOf(orders, room);
            periods = Arrays.copyOf(periods, room);
            firstDay = Arrays.copyOf(firstDay, room);
            lastDay = Arrays.copyOf(lastDay, room);
            spend = Arrays.copyOf(spend, room);
            firstSpend = Arrays.copyOf(firstSpend, room);
            cost = Arrays.copyOf(cost, room);
        }
        orders[size] = o;
        periods[size] = p;
        firstDay[size] = first;
        lastDay[size] = last;
        spend[size] = total;
        firstSpend[size] = firstTotal;
        cost[size++] = c;
    }

    /** Number of customers added. */
    public int size() {
        return size;
    }

    /**
     * The summary of the customers that were added.
     *
     * @param index their ids, in the order of adding
     * @throws IllegalArgumentException if the index has another number of customers
     */
    public CustomerSummary build(CustomerIndex index) {
        if (index.size() != size) {
            throw new IllegalArgumentException(
                    "the index has " + index.size() + " customers, " + size + " were added; both must be as many");
        }
        SummaryPass.Columns columns = new SummaryPass.Columns(size, withCost);
        System.arraycopy(orders, 0, columns.orders, 0, size);
        System.arraycopy(periods, 0, columns.periods, 0, size);
        System.arraycopy(firstDay, 0, columns.firstDay, 0, size);
        System.arraycopy(lastDay, 0, columns.lastDay, 0, size);
        System.arraycopy(spend, 0, columns.spend, 0, size);
        System.arraycopy(firstSpend, 0, columns.firstSpend, 0, size);
        if (columns.cost != null) {
            System.arraycopy(cost, 0, columns.cost, 0, size);
        }
        return new CustomerSummary(index, money, step, merging, asOfDay, columns);
    }
}
