package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Customers by the calendar period of their first order, the cohort, and how many of them ordered, how often and for how
 * much, since. Immutable.
 *
 * <p>The cell of cohort c and offset k tells of the k-th period after c, of a bracket of several periods, or of a window of
 * days since each customer's own first day: how many of the cohort's customers count as active by the {@link
 * RetentionMeasure}, their part of the cohort (retention), their orders, revenue and margin, and what the cohort has brought
 * until the end of the cell for each customer that it had at offset 0. {@link CohortOptions} chooses.
 *
 * <p>A cell whose time is not over as of the as-of day is not known yet, at offset 0 too, also if a part of it is over; it is
 * never 0.
 *
 * <p>Groups are as in {@link PeriodFacts}: group 0 is all customers, and the groups add up to it.
 *
 * <p>Revenue counts all amounts of the cell, refunds that were kept as negative rows included, whatever the measure; what a
 * customer was refunded before the day of its first order, for purchases that the log does not hold, is in no cell. A log that begins in
 * the middle of its customers' lives (left truncation) puts all old customers into its first cohorts, which then retain
 * better than cohorts of new customers do; leave them out of comparisons.
 */
public final class CohortTable {
    private static final String NO_CUSTOMERS = "the cohort has no customers";

    private final CohortAxis axis;
    private final CohortOptions options;
    private final MarginBasis margin;
    private final String groupedBy;
    private final List<String> labels;
    private final CohortCells cells;

    CohortTable(
            CohortOptions options,
            MarginBasis margin,
            CohortAxis axis,
            String groupedBy,
            List<String> labels,
            CohortCells cells) {
        this.options = options;
        this.margin = margin;
        this.axis = axis;
        this.groupedBy = groupedBy;
        this.labels = labels;
        this.cells = cells;
    }

    /** A table of which customers are still being counted, by this or beside something else. */
    static final class Counting {
        private final CohortAxis axis;
        private final CohortOptions options;
        private final MarginBasis margin;
        private final String groupedBy;
        private final List<String> labels;
        private final CohortPass pass;

        Counting(
                TransactionLog log,
                PeriodCalendar calendar,
                LocalDate asOf,
                Grouping customers,
                CohortOptions options) {
            Groups.requireBegun(log, asOf);
            Periods periods = Periods.covering(LocalDate.ofEpochDay(log.firstDay()), asOf, calendar);
            Groups groups = Groups.ofCustomers(log, customers);
            this.options = options;
            this.margin = new MarginBasis(log.money(), log.hasCost(), options.grossMargin());
            this.axis = new CohortAxis(log.firstDay(), periods, options);
            this.groupedBy = customers.name();
            this.labels = groups.labels();
            this.pass = new CohortPass(log, axis, groups, options);
        }

        /** Counts some customers; may run on several threads. */
        void customers(int from, int to) {
            pass.customers(from, to);
        }

        CohortTable finish() {
            return new CohortTable(options, margin, axis, groupedBy, labels, pass.finish());
        }
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
        return of(log, PeriodCalendar.of(step), asOf, customers, CohortOptions.withDefaults());
    }

    /**
     * The cohorts of all customers and of each group as of a day, by any calendar and options.
     *
     * @param calendar whose periods cohorts are and, unless they are elapsed days, offsets
     * @param customers groups of the log's customers
     * @throws io.github.clv4j.data.DataException if the log has no rows, or a sum does not fit 64 bits
     * @throws IllegalArgumentException if the grouping is of another number of customers than the log, the log begins
     *     after the as-of day, there are too many cells, or a gross margin is given although the log has cost
     */
    public static CohortTable of(
            TransactionLog log, PeriodCalendar calendar, LocalDate asOf, Grouping customers, CohortOptions options) {
        Counting counting = new Counting(log, calendar, asOf, customers, options);
        Parallel.ranges(log.customers(), counting::customers);
        return counting.finish();
    }

    /** The periods: cohort {@code c} is that of the customers who came in period {@code c}. */
    public Periods periods() {
        return axis.periods();
    }

    /** Number of cohorts, one for each period, be it without customers. */
    public int cohorts() {
        return axis.cohorts();
    }

    /** The label of a cohort's period. */
    public String label(int cohort) {
        return periods().label(cohort);
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

    /** Number of offsets, numbered from 0; those of a young cohort have not all begun. */
    public int offsets() {
        return axis.offsets();
    }

    /** Number of offsets of a cohort that had begun by the as-of day; the last of them may not be over. */
    public int offsets(int cohort) {
        Objects.checkIndex(cohort, cohorts());
        return axis.begun(cohort);
    }

    /** The first unit of time of an offset: periods after the cohort's, or windows of days after the first day. */
    public int offsetFrom(int offset) {
        Objects.checkIndex(offset, offsets());
        return axis.bound(offset);
    }

    /** The unit of time after those of an offset. */
    public int offsetTo(int offset) {
        Objects.checkIndex(offset, offsets());
        return axis.bound(offset + 1);
    }

    /** True if the time of the cell is over as of the as-of day, for all customers of the cohort. */
    public boolean isKnown(int cohort, int offset) {
        Objects.checkIndex(cohort, cohorts());
        if (offset < 0) {
            throw new IllegalArgumentException("offset is " + offset + "; it must be 0 or more");
        }
        return axis.isKnown(cohort, offset);
    }

    /**
     * Customers of a cohort that count as active at an offset.
     *
     * @throws IllegalStateException if the cell is not known yet
     */
    public long active(int cohort, int offset) {
        return active(cohort, offset, 0);
    }

    /** As {@link #active(int, int)}, of one group. */
    public long active(int cohort, int offset, int group) {
        requireKnown(cohort, offset, group);
        return cells.active(group, cohort, offset);
    }

    /**
     * Orders of a cohort at an offset: rows that are no refunds.
     *
     * @throws IllegalStateException if the cell is not known yet
     */
    public long orders(int cohort, int offset, int group) {
        requireKnown(cohort, offset, group);
        return cells.orders(group, cohort, offset);
    }

    /**
     * Revenue in minor units of a cohort at an offset.
     *
     * @throws IllegalStateException if the cell is not known yet
     */
    public long revenueMinor(int cohort, int offset) {
        return revenueMinor(cohort, offset, 0);
    }

    /** As {@link #revenueMinor(int, int)}, of one group. */
    public long revenueMinor(int cohort, int offset, int group) {
        requireKnown(cohort, offset, group);
        return cells.revenue(group, cohort, offset);
    }

    /**
     * Active customers over the cohort's customers, with Wilson's interval after offset 0, where it is 1 by definition;
     * undefined, with the reason, if the cell is not known yet or the cohort has no customers.
     */
    public KpiValue retention(int cohort, int offset) {
        return retention(cohort, offset, 0);
    }

    /** As {@link #retention(int, int)}, of one group. */
    public KpiValue retention(int cohort, int offset, int group) {
        if (!isKnown(cohort, offset)) {
            return KpiValue.undefined(axis.whyUnknown(cohort, offset));
        }
        long active = active(cohort, offset, group);
        long size = size(cohort, group);
        return offset == 0
                ? KpiValue.of(active).over(size, NO_CUSTOMERS)
                : Intervals.proportion(active, size, options.level(), NO_CUSTOMERS);
    }

    /**
     * Margin in major units of a cohort at an offset: revenue less the log's cost, or times the stated margin, or else
     * revenue, which its note then says; undefined if the cell is not known yet.
     */
    public KpiValue margin(int cohort, int offset, int group) {
        return isKnown(cohort, offset)
                ? margin.value(revenueMinor(cohort, offset, group), cells.cost(group, cohort, offset))
                : KpiValue.undefined(axis.whyUnknown(cohort, offset));
    }

    /**
     * Revenue of a cohort from its first orders to the end of an offset, for each customer that it had at offset 0; undefined
     * if the cell is not known yet or the cohort has no customers.
     */
    public KpiValue revenuePerCustomer(int cohort, int offset, int group) {
        return isKnown(cohort, offset)
                ? KpiValue.of(revenueToDate(cohort, offset, group)).over(size(cohort, group), NO_CUSTOMERS)
                : KpiValue.undefined(axis.whyUnknown(cohort, offset));
    }

    /** As {@link #revenuePerCustomer}, of margin: the value to date of a customer that was acquired. */
    public KpiValue marginPerCustomer(int cohort, int offset, int group) {
        return isKnown(cohort, offset)
                ? margin.noted(KpiValue.of(marginToDate(cohort, offset, group))).over(size(cohort, group), NO_CUSTOMERS)
                : KpiValue.undefined(axis.whyUnknown(cohort, offset));
    }

    /** Revenue in major units of a known cell's cohort to the end of the cell. */
    BigDecimal revenueToDate(int cohort, int offset, int group) {
        requireKnown(cohort, offset, group);
        return money().toDecimal(cells.revenueToDate(group, cohort, offset));
    }

    /** As {@link #revenueToDate}, of margin. */
    BigDecimal marginToDate(int cohort, int offset, int group) {
        requireKnown(cohort, offset, group);
        return margin.exact(cells.revenueToDate(group, cohort, offset), cells.costToDate(group, cohort, offset));
    }

    MarginBasis marginBasis() {
        return margin;
    }

    private void requireKnown(int cohort, int offset, int group) {
        if (!isKnown(cohort, offset)) {
            throw new IllegalStateException(axis.whyUnknown(cohort, offset));
        }
        Objects.checkIndex(group, labels.size());
    }

    /** The cohorts together, offset by offset: one line a group, for charts. */
    public CohortCurve curve() {
        return new CohortCurve(this);
    }

    /** What was counted. */
    public CohortOptions options() {
        return options;
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return margin.money();
    }

    /**
     * One row for each group, cohort and offset that has begun by the as-of day: {@code group}, {@code cohort}, {@code
     * offset}, {@code customers}, {@code active}, {@code retention}, {@code revenue}, {@code known} ({@code true} or {@code
     * false}), {@code offset_from}, {@code offset_to}, {@code lower}, {@code upper}, {@code orders}, {@code margin}, {@code
     * revenue_per_customer}, {@code margin_per_customer}. Where a cell is not known yet, all but customers are unknown; so is
     * what is over the customers of a cohort without any.
     */
    public Table toTable() {
        return new CohortRows(this).toTable();
    }

    @Override
    public String toString() {
        return cohorts() + " cohorts of " + periods() + " by " + groupedBy + " " + labels;
    }
}
