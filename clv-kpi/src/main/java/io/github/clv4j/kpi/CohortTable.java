package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Customers by the calendar period of their first order, the cohort, and how many of them ordered, and for how much, in
 * each period since. Immutable.
 *
 * <p>The cell of cohort c and offset k tells of the period k steps after c: how many of the cohort's customers have an
 * order in it, their part of the cohort (retention) and their revenue. Retention is "classic": of that very period,
 * neither cumulative nor "on or after". A cell whose period is not over as of the as-of day is not known yet, at offset 0
 * too; it is never 0.
 *
 * <p>Groups are as in {@link PeriodFacts}: group 0 is all customers, and the groups add up to it.
 *
 * <p>Revenue counts all amounts of the period, refunds that were kept as negative rows included; what a customer was
 * refunded before its first order, for purchases that the log does not hold, is in no cell. A log that begins in the
 * middle of its customers' lives (left truncation) puts all old customers into its first cohorts, which then retain
 * better than cohorts of new customers do; leave them out of comparisons.
 */
public final class CohortTable {
    private final Periods periods;
    private final MoneyScale money;
    private final String groupedBy;
    private final List<String> labels;
    private final CohortPass.Cells cells;

    private CohortTable(
            Periods periods, MoneyScale money, String groupedBy, List<String> labels, CohortPass.Cells cells) {
        this.periods = periods;
        this.money = money;
        this.groupedBy = groupedBy;
        this.labels = labels;
        this.cells = cells;
    }

    /**
     * The cohorts of all customers as of the log's last day.
     *
     * @param step what cohorts and offsets are: days, ISO weeks, calendar months or years
     * @throws io.github.clv4j.data.DataException if the log has no rows, or a sum does not fit 64 bits
     */
    public static CohortTable of(TransactionLog log, TimeStep step) {
        return of(log, step, LocalDate.ofEpochDay(log.lastDay()));
    }

    /**
     * The cohorts of all customers as of a day; what came later does not count.
     *
     * @throws io.github.clv4j.data.DataException if the log has no rows, or a sum does not fit 64 bits
     * @throws IllegalArgumentException if the log begins after the as-of day
     */
    public static CohortTable of(TransactionLog log, TimeStep step, LocalDate asOf) {
        return of(log, step, asOf, Grouping.everyone(log.customers()));
    }

    /**
     * The cohorts of all customers and of each group as of a day.
     *
     * @param customers groups of the log's customers
     * @throws io.github.clv4j.data.DataException if the log has no rows, or a sum does not fit 64 bits
     * @throws IllegalArgumentException if the grouping is of another number of customers than the log, the log begins
     *     after the as-of day, or there are too many cohorts
     */
    public static CohortTable of(TransactionLog log, TimeStep step, LocalDate asOf, Grouping customers) {
        Groups groups = Groups.ofCustomers(log, customers);
        Groups.requireBegun(log, asOf);
        Periods periods = Periods.covering(log, asOf, step);
        return new CohortTable(
                periods, log.money(), customers.name(), groups.labels(), CohortPass.run(log, periods, groups));
    }

    /** The periods: cohort {@code c} is that of the customers who came in period {@code c}. */
    public Periods periods() {
        return periods;
    }

    /** Number of cohorts, one for each period, be it without customers. */
    public int cohorts() {
        return periods.count();
    }

    /** The label of a cohort's period. */
    public String label(int cohort) {
        return periods.label(cohort);
    }

    /** What the groups are: the name of the grouping, or {@value PeriodFacts#ALL} if there are none. */
    public String groupedBy() {
        return groupedBy;
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return labels;
    }

    /** Customers of a cohort; as of the as-of day if its period is not over. */
    public long size(int cohort) {
        return size(cohort, 0);
    }

    /** As {@link #size(int)}, of one group. */
    public long size(int cohort, int group) {
        Objects.checkIndex(cohort, cohorts());
        Objects.checkIndex(group, labels.size());
        return cells.size(group, cohort);
    }

    /** True if the period {@code offset} steps after the cohort's is over as of the as-of day. */
    public boolean isKnown(int cohort, int offset) {
        Objects.checkIndex(cohort, cohorts());
        if (offset < 0) {
            throw new IllegalArgumentException("offset is " + offset + "; it must be 0 or more");
        }
        return offset < cohorts() - cohort && periods.isComplete(cohort + offset);
    }

    /**
     * Customers of a cohort with an order in the period {@code offset} steps later.
     *
     * @throws IllegalStateException if the cell is not known yet
     */
    public long active(int cohort, int offset) {
        return active(cohort, offset, 0);
    }

    /** As {@link #active(int, int)}, of one group. */
    public long active(int cohort, int offset, int group) {
        requireKnown(cohort, offset);
        Objects.checkIndex(group, labels.size());
        return cells.active(group, cohort, offset);
    }

    /**
     * Revenue in minor units of a cohort in the period {@code offset} steps later.
     *
     * @throws IllegalStateException if the cell is not known yet
     */
    public long revenueMinor(int cohort, int offset) {
        return revenueMinor(cohort, offset, 0);
    }

    /** As {@link #revenueMinor(int, int)}, of one group. */
    public long revenueMinor(int cohort, int offset, int group) {
        requireKnown(cohort, offset);
        Objects.checkIndex(group, labels.size());
        return cells.revenue(group, cohort, offset);
    }

    /**
     * Active customers over the cohort's customers; undefined, with the reason, if the cell is not known yet or the
     * cohort has no customers.
     */
    public KpiValue retention(int cohort, int offset) {
        return retention(cohort, offset, 0);
    }

    /** As {@link #retention(int, int)}, of one group. */
    public KpiValue retention(int cohort, int offset, int group) {
        if (!isKnown(cohort, offset)) {
            return KpiValue.undefined(notKnown(cohort, offset));
        }
        return KpiValue.of(active(cohort, offset, group)).over(size(cohort, group), "the cohort has no customers");
    }

    private void requireKnown(int cohort, int offset) {
        if (!isKnown(cohort, offset)) {
            throw new IllegalStateException(notKnown(cohort, offset));
        }
    }

    private String notKnown(int cohort, int offset) {
        return "cohort " + label(cohort) + " is not known yet at offset " + offset + ": that period is not over as of "
                + periods.asOf();
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /**
     * One row for each group, cohort and offset up to the period that holds the as-of day: {@code group}, {@code
     * cohort}, {@code offset}, {@code customers}, {@code active}, {@code retention}, {@code revenue}, {@code known}
     * ({@code true} or {@code false}). Where a cell is not known yet, active customers, retention and revenue are unknown;
     * so is the retention of a cohort without customers.
     */
    public Table toTable() {
        int n = cohorts();
        int perGroup = n * (n + 1) / 2;
        int[] cohortOf = new int[perGroup];
        int[] offsetOf = new int[perGroup];
        int next = 0;
        for (int cohort = 0; cohort < n; cohort++) {
            for (int offset = 0; offset < n - cohort; offset++) {
                cohortOf[next] = cohort;
                offsetOf[next++] = offset;
            }
        }
        return Table.of(
                "cohorts",
                Math.multiplyExact(perGroup, labels.size()),
                List.of(
                        Column.text("group", row -> labels.get(row / perGroup)),
                        Column.text("cohort", row -> label(cohortOf[row % perGroup])),
                        Column.integer("offset", row -> offsetOf[row % perGroup]),
                        Column.integer("customers", row -> size(cohortOf[row % perGroup], row / perGroup)),
                        Column.integer(
                                "active",
                                row -> active(cohortOf[row % perGroup], offsetOf[row % perGroup], row / perGroup),
                                row -> !isKnown(cohortOf[row % perGroup], offsetOf[row % perGroup])),
                        Column.decimal(
                                "retention",
                                row -> retention(cohortOf[row % perGroup], offsetOf[row % perGroup], row / perGroup)
                                        .value()),
                        Column.money(
                                "revenue",
                                money,
                                row -> revenueMinor(cohortOf[row % perGroup], offsetOf[row % perGroup], row / perGroup),
                                row -> !isKnown(cohortOf[row % perGroup], offsetOf[row % perGroup])),
                        Column.text(
                                "known",
                                row -> Boolean.toString(isKnown(cohortOf[row % perGroup], offsetOf[row % perGroup])))));
    }

    @Override
    public String toString() {
        return cohorts() + " cohorts of " + periods + " by " + groupedBy + " " + labels;
    }
}
