package io.github.clv4j.summary;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * One row a customer as of the end of a day. Immutable. Customers have the numbers of the log; one who has not bought by
 * then is not {@linkplain #isPresent present}.
 *
 * <p>Two vocabularies, which the literature mixes up, are kept apart by name:
 *
 * <table>
 * <caption>What is told</caption>
 * <tr><th>of the models</th><th>meaning</th><th>of RFM</th><th>meaning</th></tr>
 * <tr><td>{@link #x}</td><td>repeat purchases (periods with a purchase, less one)</td>
 *     <td>{@link #orders}</td><td>orders, the first included</td></tr>
 * <tr><td>{@link #tx}</td><td>age at the last purchase</td>
 *     <td>{@link #recencyDays}</td><td>days since the last purchase</td></tr>
 * <tr><td>{@link #age}</td><td>T, from the first purchase to the as-of day</td><td></td><td></td></tr>
 * <tr><td>{@link #meanRepeatSpend}</td><td>mean spend of the repeat purchases</td>
 *     <td>{@link #spendMinor}</td><td>total spend, net of refunds</td></tr>
 * </table>
 *
 * <p>An order is a row of the log with an amount of zero or more. Refunds that were kept as negative rows lower spend
 * and are no orders; they count against the repeat spend, for a row does not tell which purchase it gives back
 * ({@link io.github.clv4j.data.RefundPolicy#NET} does).
 *
 * <p>Summaries {@linkplain #merge merge} exactly: of disjoint sets of customers, and of disjoint spans of time.
 */
public final class CustomerSummary {
    private final CustomerIndex index;
    private final MoneyScale money;
    private final TimeStep step;
    private final PurchaseMerging merging;
    private final int asOfDay;
    private final SummaryPass.Columns columns;

    CustomerSummary(
            CustomerIndex index,
            MoneyScale money,
            TimeStep step,
            PurchaseMerging merging,
            int asOfDay,
            SummaryPass.Columns columns) {
        this.index = index;
        this.money = money;
        this.step = step;
        this.merging = merging;
        this.asOfDay = asOfDay;
        this.columns = columns;
    }

    /**
     * The summary of a log.
     *
     * @throws DataException if the log is empty and the options give no day, or a customer's sum does not fit 64 bits
     */
    public static CustomerSummary of(TransactionLog log, SummaryOptions options) {
        LocalDate day = options.asOf();
        int asOf = day == null ? log.lastDay() : TimeGrid.withDefaults().day(day);
        return of(log, options, new int[] {asOf}).get(0);
    }

    /**
     * Several snapshots of a log in one pass over its rows. Each is what {@link #of} gives as of that day: rows and
     * refunds that came later play no part.
     *
     * @param asOf days in any order; the result has their order
     */
    public static List<CustomerSummary> snapshots(TransactionLog log, List<LocalDate> asOf, SummaryOptions options) {
        int[] days = asOf.stream().mapToInt(TimeGrid.withDefaults()::day).toArray();
        int[] sorted = Arrays.stream(days).sorted().distinct().toArray();
        List<CustomerSummary> inOrder = of(log, options, sorted);
        List<CustomerSummary> result = new ArrayList<>();
        for (int day : days) {
            result.add(inOrder.get(Arrays.binarySearch(sorted, day)));
        }
        return List.copyOf(result);
    }

    private static List<CustomerSummary> of(TransactionLog log, SummaryOptions options, int[] sortedDays) {
        TimeStep step = Objects.requireNonNullElse(
                options.step(), log.options().timeGrid().step());
        PeriodClock clock = log.customers() == 0
                ? new PeriodClock(step, options.merging(), 0, 0)
                : new PeriodClock(step, options.merging(), log.firstDay(), log.lastDay());
        List<CustomerSummary> result = new ArrayList<>();
        if (sortedDays.length > 0) {
            SummaryPass.Columns[] passed = SummaryPass.run(log, clock, sortedDays);
            for (int s = 0; s < sortedDays.length; s++) {
                result.add(new CustomerSummary(
                        log.index(), log.money(), step, options.merging(), sortedDays[s], passed[s]));
            }
        }
        return result;
    }

    /** Number of customers, present or not: those of the log. */
    public int customers() {
        return columns.orders.length;
    }

    /** Customers with at least one order by the as-of day. */
    public int presentCustomers() {
        int present = 0;
        for (int orders : columns.orders) {
            present += orders > 0 ? 1 : 0;
        }
        return present;
    }

    /** True if the customer has at least one order by the as-of day; otherwise all its counts and times are 0. */
    public boolean isPresent(int customer) {
        return columns.orders[customer] > 0;
    }

    /** The customers' ids. */
    public CustomerIndex index() {
        return index;
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /** The unit of {@link #tx} and {@link #age}. */
    public TimeStep step() {
        return step;
    }

    /** Which purchases count as one for {@link #x}. */
    public PurchaseMerging merging() {
        return merging;
    }

    /** The last day that counts, in days since 1970-01-01. */
    public int asOfDay() {
        return asOfDay;
    }

    /** The last day that counts. */
    public LocalDate asOf() {
        return LocalDate.ofEpochDay(asOfDay);
    }

    /** RFM's frequency: orders up to the as-of day, the first included. */
    public int orders(int customer) {
        return columns.orders[customer];
    }

    /** Days (or periods, see {@link #merging}) with at least one order. */
    public int purchasePeriods(int customer) {
        return columns.periods[customer];
    }

    /** The day of the first order, in days since 1970-01-01. */
    public int firstDay(int customer) {
        return columns.firstDay[customer];
    }

    /** The day of the last order, in days since 1970-01-01. */
    public int lastDay(int customer) {
        return columns.lastDay[customer];
    }

    /** RFM's recency: whole days from the last order to the as-of day; 0 is best. */
    public int recencyDays(int customer) {
        return isPresent(customer) ? asOfDay - columns.lastDay[customer] : 0;
    }

    /** RFM's monetary value: total spend in minor units, net of refunds. */
    public long spendMinor(int customer) {
        return columns.spend[customer];
    }

    /** True if the log had a cost, so that {@link #costMinor} tells one. */
    public boolean hasCost() {
        return columns.cost != null;
    }

    /** Cost of what was sold, in minor units; 0 if the log has no cost. */
    public long costMinor(int customer) {
        return columns.cost == null ? 0 : columns.cost[customer];
    }

    /** The models' x (frequency): purchases after the first, those of one day (or period) counted once. */
    public int x(int customer) {
        return Math.max(columns.periods[customer] - 1, 0);
    }

    /** The models' t<sub>x</sub> (recency): time from the first to the last purchase, in the summary's unit. */
    public double tx(int customer) {
        return length(columns.firstDay[customer], columns.lastDay[customer]);
    }

    /** The models' T: time from the first purchase to the as-of day, in the summary's unit; 0 if not present. */
    public double age(int customer) {
        return isPresent(customer) ? length(columns.firstDay[customer], asOfDay) : 0;
    }

    /** The models' mean spend z&#772; of the repeat purchases, in major units; 0 if there is none. */
    public double meanRepeatSpend(int customer) {
        int x = x(customer);
        if (x == 0) {
            return 0;
        }
        LongSum repeat = new LongSum();
        repeat.add(columns.spend[customer]);
        repeat.addProduct(columns.firstSpend[customer], -1);
        return repeat.fitsLong() ? money.toMajor(repeat.toLong()) / x : repeat.toDouble() / money.minorPerMajor() / x;
    }

    /** Spend of the first purchase day (or period), in minor units. */
    public long firstSpendMinor(int customer) {
        return columns.firstSpend[customer];
    }

    /** Length of time between two days in the summary's unit: whole periods where those are merged. */
    double length(int fromDay, int toDay) {
        return ticks(fromDay, toDay) / unitTicks();
    }

    /** A length of time in whole ticks: days, or periods where those are merged. */
    private int ticks(int fromDay, int toDay) {
        return PeriodClock.periodOf(step, merging, toDay) - PeriodClock.periodOf(step, merging, fromDay);
    }

    /** Ticks in one unit of time. */
    double unitTicks() {
        return unitTicks(step, merging);
    }

    static double unitTicks(TimeStep step, PurchaseMerging merging) {
        return merging == PurchaseMerging.SAME_DAY ? step.days() : 1;
    }

    int txTicks(int customer) {
        return ticks(columns.firstDay[customer], columns.lastDay[customer]);
    }

    int ageTicks(int customer) {
        return isPresent(customer) ? ticks(columns.firstDay[customer], asOfDay) : 0;
    }

    /** The distinct histories (x, t<sub>x</sub>, T) with the number of customers that share each. */
    public DistinctHistories distinctHistories() {
        return DistinctHistories.of(this);
    }

    /**
     * The summary of both: of other customers, or of the same customers in another span of time. Exact, associative and
     * commutative (up to the customers' numbers: those of this summary come first).
     *
     * <p>Spans must not overlap: all rows of a customer in the one must be dated on or before all its rows in the other.
     * A day (or period) that both share counts once. The result is as of the later day. Of more
     * than two spans, neighbours are merged first. Under {@link io.github.clv4j.data.RefundPolicy#NET} a refund is netted
     * within its own span only; logs are joined by {@link TransactionLog#appender()} where it must reach further back.
     *
     * @throws IllegalArgumentException if currency, unit or merging differ, or a customer's spans overlap
     * @throws DataException if a sum does not fit 64 bits
     */
    public CustomerSummary merge(CustomerSummary other) {
        if (!(money.equals(other.money) && step == other.step && merging == other.merging)) {
            throw new IllegalArgumentException("summaries differ in kind: " + money + ", " + step + ", " + merging
                    + " and " + other.money + ", " + other.step + ", " + other.merging);
        }
        CustomerIndex joined = index.union(other.index);
        SummaryPass.Columns sum =
                new SummaryPass.Columns(joined.size(), columns.cost != null || other.columns.cost != null);
        SummaryMerge merge = new SummaryMerge(joined, step, merging, sum);
        merge.add(index, columns);
        merge.add(other.index, other.columns);
        return new CustomerSummary(joined, money, step, merging, Math.max(asOfDay, other.asOfDay), sum);
    }

    int periodOf(int day) {
        return PeriodClock.periodOf(step, merging, day);
    }

    /**
     * One row for each customer that is present, in id order: {@code customer_id}, {@code orders}, {@code first_day},
     * {@code last_day}, {@code recency_days}, {@code spend}, {@code x}, {@code tx}, {@code age}, {@code
     * mean_repeat_spend}.
     */
    public Table toTable() {
        int[] rows = Arrays.stream(index.inIdOrder()).filter(this::isPresent).toArray();
        return Table.of("customers", customers(), tableColumns()).rows(rows);
    }

    private List<Column> tableColumns() {
        return List.of(
                Column.text("customer_id", index::id),
                Column.integer("orders", this::orders),
                Column.date("first_day", this::firstDay),
                Column.date("last_day", this::lastDay),
                Column.integer("recency_days", this::recencyDays),
                Column.money("spend", money, this::spendMinor),
                Column.integer("x", this::x),
                Column.decimal("tx", this::tx),
                Column.decimal("age", this::age),
                Column.decimal("mean_repeat_spend", this::meanRepeatSpend));
    }

    /** True if both tell the same of the same customer ids, whatever the customers' numbers. */
    public boolean sameRows(CustomerSummary other) {
        if (!(customers() == other.customers()
                && asOfDay == other.asOfDay
                && money.equals(other.money)
                && step == other.step
                && merging == other.merging)) {
            return false;
        }
        BitSet matched = new BitSet();
        for (int c = 0; c < customers(); c++) {
            int o = other.index.indexOf(index.id(c));
            if (o < 0
                    || matched.get(o)
                    || orders(c) != other.orders(o)
                    || purchasePeriods(c) != other.purchasePeriods(o)
                    || firstDay(c) != other.firstDay(o)
                    || lastDay(c) != other.lastDay(o)
                    || spendMinor(c) != other.spendMinor(o)
                    || firstSpendMinor(c) != other.firstSpendMinor(o)
                    || costMinor(c) != other.costMinor(o)) {
                return false;
            }
            matched.set(o);
        }
        return true;
    }

    @Override
    public String toString() {
        return presentCustomers() + " customers as of " + asOf();
    }
}
