package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Customers who bought again and the time to their second purchase, as of a day, for all customers and by group. Immutable.
 *
 * <p>The {@link #rate} is of all customers to date; it rises as a base grows older, and falls with every new customer. The
 * {@link #timeToSecond time to the second purchase} allows for that by the product-limit estimate: who has bought once is
 * followed to the as-of day (is censored there).
 */
public final class RepeatPurchases {
    private final LocalDate asOf;
    private final PurchaseCounting counting;
    private final String groupedBy;
    private final List<String> labels;
    private final KaplanMeier[] curves;
    private final double level;

    private RepeatPurchases(
            TransactionLog log, LocalDate asOf, Grouping customers, PurchaseCounting counting, double level) {
        int day = Groups.requireBegun(log, asOf);
        Groups groups = Groups.ofCustomers(log, customers);
        this.asOf = asOf;
        this.counting = counting;
        this.groupedBy = customers.name();
        this.labels = groups.labels();
        this.level = level;
        this.curves = Arrays.stream(PurchaseSteps.of(log, day, groups, 1, counting))
                .map(PurchaseSteps.Steps::curve)
                .toArray(KaplanMeier[]::new);
    }

    /**
     * All customers as of the log's last day.
     *
     * @param level of intervals, above 0 and below 1
     * @throws io.github.clv4j.data.DataException if the log has no rows
     */
    public static RepeatPurchases of(TransactionLog log, PurchaseCounting counting, double level) {
        return of(log, LocalDate.ofEpochDay(log.lastDay()), Grouping.everyone(log.customers()), counting, level);
    }

    /**
     * All customers and each group as of a day; what came later does not count.
     *
     * @param customers groups of the log's customers
     * @param level of intervals, above 0 and below 1
     * @throws io.github.clv4j.data.DataException if the log has no rows
     * @throws IllegalArgumentException if the grouping is of another number of customers than the log, or the log begins after
     *     the as-of day
     */
    public static RepeatPurchases of(
            TransactionLog log, LocalDate asOf, Grouping customers, PurchaseCounting counting, double level) {
        return new RepeatPurchases(
                log, asOf, customers, Objects.requireNonNull(counting, "counting"), Intervals.checkedLevel(level));
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return labels;
    }

    /** The last day that counts. */
    public LocalDate asOf() {
        return asOf;
    }

    /** What a purchase is. */
    public PurchaseCounting counting() {
        return counting;
    }

    /** Customers with a purchase. */
    public long customers(int group) {
        return curves[group].customers();
    }

    /** Customers with two or more. */
    public long repeaters(int group) {
        return curves[group].ended();
    }

    /** Customers with two or more over customers with any, with Wilson's interval; undefined without customers. */
    public KpiValue rate(int group) {
        return Intervals.proportion(repeaters(group), customers(group), level, "there are no customers");
    }

    /** The product-limit curve of the days to the second purchase: "survival" is the part that has not bought again. */
    public KaplanMeier timeToSecond(int group) {
        return curves[group];
    }

    /**
     * The part that makes a second purchase within some days, by the product-limit estimate, with Greenwood's interval;
     * undefined without customers, and if nobody was followed for so long.
     *
     * @param days 0 or more
     */
    public KpiValue within(int days, int group) {
        return NthPurchases.boughtAgain(curves[group], days, level);
    }

    /** The day by which half of all customers have bought again; undefined while fewer have. */
    public KpiValue medianDays(int group) {
        return curves[group].medianDays();
    }

    /**
     * One row a group: {@code group}, {@code customers}, {@code repeaters}, {@code rate}, {@code lower}, {@code upper}, {@code
     * median_days}, {@code undefined}: why the median is unknown.
     */
    public Table toTable() {
        return Table.of(
                "repeat_purchases",
                labels.size(),
                List.of(
                        Column.text("group", labels::get),
                        Column.integer("customers", this::customers),
                        Column.integer("repeaters", this::repeaters),
                        Column.decimal("rate", row -> rate(row).value()),
                        Column.decimal("lower", row -> CohortRows.lower(rate(row))),
                        Column.decimal("upper", row -> CohortRows.upper(rate(row))),
                        Column.decimal("median_days", row -> medianDays(row).value()),
                        Column.text("undefined", row -> medianDays(row).undefinedReason())));
    }

    /**
     * The distribution, one row for each group and number of days: {@code group}, {@code days}, {@code bought_again}: the part
     * that has by then, {@code lower}, {@code upper}; unknown where nobody was followed for so long.
     *
     * @param days 0 or more each
     */
    public Table distribution(int... days) {
        int[] own = days.clone();
        for (int day : own) {
            if (day < 0) {
                throw new IllegalArgumentException("days is " + day + "; it must be 0 or more");
            }
        }
        int n = own.length;
        return Table.of(
                "time_to_second_purchase",
                Math.multiplyExact(n, labels.size()),
                List.of(
                        Column.text("group", row -> labels.get(row / n)),
                        Column.integer("days", row -> own[row % n]),
                        Column.decimal(
                                "bought_again",
                                row -> within(own[row % n], row / n).value()),
                        Column.decimal("lower", row -> CohortRows.lower(within(own[row % n], row / n))),
                        Column.decimal("upper", row -> CohortRows.upper(within(own[row % n], row / n)))));
    }

    @Override
    public String toString() {
        return "repeat purchases by " + counting + " as of " + asOf + " by " + groupedBy + " " + labels;
    }
}
