package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TransactionLog;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;

/**
 * Counts a {@link CohortTable} of customers that are in several places: logs of disjoint customers are added one by one,
 * accumulators from elsewhere are added as their bytes, and the result is the table of one log of all of them, bit for bit.
 * For one thread. Once adding has failed, nothing can be added or had any more ({@link IllegalStateException}).
 *
 * <p>Its size grows with groups, cohorts and offsets, not with customers or rows.
 */
public final class CohortAccumulator {
    private final LogOptions options;
    private final CohortOptions cohortOptions;
    private final MarginBasis margin;
    private final CohortAxis axis;
    private final Groups groups;
    private final boolean grouped;
    private final CohortCells cells;
    private final int firstDay;
    private final Additions additions = new Additions();
    private long ungrouped;
    private int firstSeen = Integer.MAX_VALUE;

    private CohortAccumulator(
            LogOptions options,
            PeriodCalendar calendar,
            LocalDate firstDay,
            LocalDate asOf,
            CohortOptions cohortOptions,
            Groups groups,
            boolean grouped) {
        this.options = options;
        this.cohortOptions = cohortOptions;
        this.firstDay = TimeGrid.withDefaults().day(firstDay);
        this.margin = new MarginBasis(options.money(), options.hasCost(), cohortOptions.grossMargin());
        this.axis = new CohortAxis(this.firstDay, Periods.covering(firstDay, asOf, calendar), cohortOptions);
        this.groups = groups;
        this.grouped = grouped;
        this.cells = CohortPass.emptyCells(axis, groups, cohortOptions, options.hasCost());
    }

    /**
     * Cohorts of all customers.
     *
     * @param options of the logs that will be added
     * @param calendar whose periods cohorts are
     * @param firstDay the first day of any row of any log that will be added, as {@link TransactionLog#firstDay} tells it
     * @param asOf the last day that counts
     * @throws IllegalArgumentException if the first day is after the as-of day, there are too many cells, or a gross margin
     *     is given although the logs have cost
     */
    public static CohortAccumulator of(
            LogOptions options,
            PeriodCalendar calendar,
            LocalDate firstDay,
            LocalDate asOf,
            CohortOptions cohortOptions) {
        return new CohortAccumulator(options, calendar, firstDay, asOf, cohortOptions, Groups.everyone(), false);
    }

    /**
     * Cohorts of all customers and of groups.
     *
     * @param groupedBy what the groups are
     * @param labels of the groups, all of them, also of those without customers
     * @throws IllegalArgumentException as {@link #of(LogOptions, PeriodCalendar, LocalDate, LocalDate, CohortOptions)}
     */
    public static CohortAccumulator of(
            LogOptions options,
            PeriodCalendar calendar,
            LocalDate firstDay,
            LocalDate asOf,
            CohortOptions cohortOptions,
            String groupedBy,
            List<String> labels) {
        return new CohortAccumulator(
                options, calendar, firstDay, asOf, cohortOptions, Groups.named(groupedBy, labels), true);
    }

    /**
     * Counts the customers of a log, of whom none may be in another that was added.
     *
     * @param customers groups of the log's customers, with the labels that this was made with; plays no part without groups
     * @throws IllegalArgumentException if the log begins before the first day, was built with other money or cost, or the
     *     grouping has other labels or another number of customers
     * @throws DataException if a sum does not fit 64 bits
     */
    public void add(TransactionLog log, Grouping customers) {
        if (!(log.money().equals(options.money()) && log.hasCost() == options.hasCost())) {
            throw new IllegalArgumentException("the log is in " + log.money() + (log.hasCost() ? " with" : " without")
                    + " cost; it must be as the accumulator's options: " + options.money()
                    + (options.hasCost() ? " with" : " without") + " cost");
        }
        int first = Groups.firstDay(log);
        if (first < firstDay) {
            throw new IllegalArgumentException("the log begins on " + LocalDate.ofEpochDay(first)
                    + "; it must not begin before the first day, " + LocalDate.ofEpochDay(firstDay));
        }
        Groups own = groups.of(log, customers);
        additions.begin();
        firstSeen = Math.min(firstSeen, first);
        CohortPass.count(log, axis, own, cohortOptions, cells);
        for (int c = 0; grouped && c < log.customers(); c++) {
            ungrouped += customers.groupOf(c) == Grouping.NONE ? 1 : 0;
        }
        additions.end();
    }

    /** As {@link #add(TransactionLog, Grouping)}, where there are no groups. */
    public void add(TransactionLog log) {
        add(log, Grouping.everyone(log.customers()));
    }

    /** What was counted so far, for an accumulator made in the same way elsewhere. */
    public byte[] toBytes() {
        return additions.toBytes(out -> {
            out.writeLong(ungrouped);
            out.writeInt(firstSeen);
            cells.write(out);
        });
    }

    /**
     * Adds what an accumulator made in the same way has counted of other customers.
     *
     * @throws DataException if a sum does not fit 64 bits
     * @throws UncheckedIOException if the bytes end early or go on
     */
    public void add(byte[] counted) {
        CohortCells others = CohortPass.emptyCells(axis, groups, cohortOptions, options.hasCost());
        try {
            additions.add(counted, in -> {
                ungrouped = Math.addExact(ungrouped, in.readLong());
                firstSeen = Math.min(firstSeen, in.readInt());
                others.read(in);
                cells.add(others);
            });
        } catch (ArithmeticException e) {
            throw new DataException("a sum of amounts or costs does not fit 64 bits of minor units", e);
        }
    }

    /**
     * The table of all that was added; more may be added after it.
     *
     * @throws DataException if nothing was added that has rows, or a sum does not fit 64 bits
     * @throws IllegalStateException if no row is of the first day that this was made with, so that the cohorts of one log
     *     would begin later
     */
    public CohortTable toTable() {
        additions.requireWhole();
        if (firstSeen == Integer.MAX_VALUE) {
            throw new DataException("there are no rows");
        }
        if (firstSeen != firstDay) {
            throw new IllegalStateException("first day is " + LocalDate.ofEpochDay(firstDay) + "; the first row is of "
                    + LocalDate.ofEpochDay(firstSeen));
        }
        Groups told = grouped && ungrouped == 0 ? groups.withoutLast() : groups;
        CohortCells finished = CohortPass.finish(axis, told, cohortOptions, options.hasCost(), cells);
        return new CohortTable(cohortOptions, margin, axis, told.name(), told.labels(), finished);
    }

    @Override
    public String toString() {
        return "cohorts under way of " + axis.periods() + " by " + groups.name();
    }
}
