package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Exact counts and sums of a log for each group and period: what every KPI is computed from. One pass over the log; for
 * windows that overlap one for each that holds the same day. Immutable.
 *
 * <p>Group 0 is always {@value #ALL}, all customers and rows. After it come the groups of a {@link Grouping} of the
 * customers, or the labels of a dimension of the rows, and at the end {@value #UNGROUPED} if some customers or rows
 * belong to none.
 *
 * <ul>
 *   <li>With a grouping of customers every fact of the groups adds up to that of all.
 *   <li>By a dimension the facts of a label are those of a log that has only the rows of that label: a customer is new in
 *       a channel with its first order there. Orders and money add up to those of all; customers do not, since one may
 *       buy through several channels.
 * </ul>
 *
 * <p>All is told as it was known at the end of {@link Periods#asOf()}: later rows do not count, nor do refunds that came
 * later and were netted against earlier purchases. Rows before the first period count as history only: they decide who
 * is new, retained, reactivated or a repeat customer. A log that begins in the middle of its customers' lives shows the
 * old ones as new in its first periods.
 */
public final class PeriodFacts {
    /** The label of group 0: all customers and rows. */
    public static final String ALL = "all";

    /** The label of the group of those that belong to none. */
    public static final String UNGROUPED = "(none)";

    private static final Parallel.Piece NOTHING = (from, to) -> {};

    private final MoneyScale money;
    private final boolean withCost;
    private final boolean withQuantity;
    private final Periods periods;
    private final String groupedBy;
    private final List<String> labels;
    /** For each fact the values at {@code group * periods.count() + period}. */
    private final PeriodPass.Counted counted;

    PeriodFacts(
            LogOptions options, Periods periods, String groupedBy, List<String> labels, PeriodPass.Counted counted) {
        this.money = options.money();
        this.withCost = options.hasCost();
        this.withQuantity = options.hasQuantity();
        this.periods = periods;
        this.groupedBy = groupedBy;
        this.labels = labels;
        this.counted = counted;
    }

    /**
     * The facts of all customers.
     *
     * @throws io.github.clv4j.data.DataException if the log has no rows, or a sum does not fit 64 bits
     * @throws IllegalArgumentException if the log begins after the as-of day
     */
    public static PeriodFacts of(TransactionLog log, Periods periods) {
        return of(log, periods, Grouping.everyone(log.customers()));
    }

    /**
     * The facts of all customers and of each group.
     *
     * @param customers groups of the log's customers; no label may be {@value #ALL} or {@value #UNGROUPED}
     * @throws io.github.clv4j.data.DataException if the log has no rows, or a sum does not fit 64 bits
     * @throws IllegalArgumentException if the grouping is of another number of customers than the log, or the log
     *     begins after the as-of day
     */
    public static PeriodFacts of(TransactionLog log, Periods periods, Grouping customers) {
        return of(log, periods, customers, NOTHING);
    }

    /** As {@link #of(TransactionLog, Periods, Grouping)}, with something else that is counted beside it. */
    static PeriodFacts of(TransactionLog log, Periods periods, Grouping customers, Parallel.Piece beside) {
        Groups groups = Groups.ofCustomers(log, customers);
        return of(log, periods, customers.name(), groups, beside);
    }

    /**
     * The facts of all rows and of the rows of each label.
     *
     * @param dimension name of a dimension of the log, such as {@code channel}; no label may be {@value #ALL} or
     *     {@value #UNGROUPED}
     * @throws io.github.clv4j.data.DataException if the log has no rows, a sum does not fit 64 bits, or a refund after
     *     the as-of day was netted against an earlier purchase, so that the labels as of that day are not known: then
     *     build the log with that last day
     * @throws IllegalArgumentException if the log has no such dimension, or begins after the as-of day
     */
    public static PeriodFacts byDimension(TransactionLog log, Periods periods, String dimension) {
        return of(log, periods, dimension, Groups.ofRows(log, log.dimension(dimension)), NOTHING);
    }

    private static PeriodFacts of(
            TransactionLog log, Periods periods, String groupedBy, Groups groups, Parallel.Piece beside) {
        Groups.requireBegun(log, periods.asOf());
        return new PeriodFacts(
                log.options(), periods, groupedBy, groups.labels(), PeriodPass.run(log, periods, groups, beside));
    }

    /**
     * One fact of one group in one period: a number of orders, items, customers or days, or an amount in minor units.
     *
     * @param period 0 to {@code periods().count() - 1}
     * @param group 0 for all, or an index into {@link #groups}
     */
    public long get(Fact fact, int period, int group) {
        Objects.checkIndex(period, periods.count());
        Objects.checkIndex(group, labels.size());
        return counted.values(fact)[group * periods.count() + period];
    }

    /**
     * The median of the times between orders that end in a period, in days, halves included: orders of one day are one
     * time of buying, see {@link Fact#ORDER_GAPS}. Empty if there are none.
     */
    public OptionalDouble medianOrderGap(int period, int group) {
        if (get(Fact.ORDER_GAPS, period, group) == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(counted.medianGap(group * periods.count() + period));
    }

    /** What the variances of ratios are computed from. */
    CustomerSums customerSums() {
        return counted.customerSums();
    }

    /** One fact of all customers in one period. */
    public long get(Fact fact, int period) {
        return get(fact, period, 0);
    }

    /** The periods. */
    public Periods periods() {
        return periods;
    }

    /** What the groups are: the name of the grouping or dimension, or {@value #ALL} if there are none. */
    public String groupedBy() {
        return groupedBy;
    }

    /** Labels of the groups; the first is {@value #ALL}. */
    public List<String> groups() {
        return labels;
    }

    /**
     * The number of a group's label.
     *
     * @throws IllegalArgumentException if there is none of that label; the message lists the labels
     */
    public int indexOf(String group) {
        int found = labels.indexOf(group);
        if (found >= 0) {
            return found;
        }
        throw new IllegalArgumentException("no group '" + group + "' by " + groupedBy + "; there are " + labels);
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /** True if the log's rows carry a cost. */
    public boolean hasCost() {
        return withCost;
    }

    /** True if the log's rows carry a quantity. */
    public boolean hasQuantity() {
        return withQuantity;
    }

    /**
     * One row for each period and group: {@code period}, {@code period_start}, {@code group}, {@code complete}, and one
     * column for each fact, named as the constant in lower case. Cost is unknown in a log without cost, items in one
     * without quantity.
     */
    public Table toTable() {
        int groups = labels.size();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("period", row -> periods.label(row / groups)));
        columns.add(Column.date("period_start", row -> periods.firstDay(row / groups)));
        columns.add(Column.text("group", row -> labels.get(row % groups)));
        columns.add(Column.text("complete", row -> Boolean.toString(periods.isComplete(row / groups))));
        for (Fact fact : Fact.values()) {
            String name = Texts.lowerCase(fact);
            boolean cost = fact == Fact.COST || fact == Fact.NEW_CUSTOMERS_COST;
            columns.add(
                    fact.isMoney()
                            ? Column.money(
                                    name, money, row -> get(fact, row / groups, row % groups), row -> cost && !withCost)
                            : Column.integer(
                                    name,
                                    row -> get(fact, row / groups, row % groups),
                                    row -> fact == Fact.ITEMS && !withQuantity));
        }
        return Table.of("period_facts", periods.count() * groups, columns);
    }

    /** True if both tell the same of the same periods and groups. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PeriodFacts that
                && periods.equals(that.periods)
                && groupedBy.equals(that.groupedBy)
                && labels.equals(that.labels)
                && money.equals(that.money)
                && withCost == that.withCost
                && withQuantity == that.withQuantity
                && counted.sameAs(that.counted);
    }

    @Override
    public int hashCode() {
        return 31 * labels.hashCode() + Arrays.hashCode(counted.values(Fact.REVENUE));
    }

    @Override
    public String toString() {
        return "facts of " + periods + " by " + groupedBy + " " + labels;
    }
}
