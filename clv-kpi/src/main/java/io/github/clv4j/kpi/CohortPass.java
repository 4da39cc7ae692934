package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one pass over a log that makes cohorts. Threads count into cells of their own, which are added at the end. Hot: each row
 * is read once, with recurring cohorts once for each period before it in which the customer was active.
 */
final class CohortPass {
    /** Most cells: groups times cohorts times offsets. */
    private static final int MAX_CELLS = 1 << 22;

    private final @Nullable TransactionLog log;
    private final boolean withCost;
    private final CohortAxis axis;
    private final Periods periods;
    private final Groups groups;
    private final CohortKind kind;
    private final RetentionMeasure measure;
    private final ConcurrentLinkedQueue<CohortCells> idle = new ConcurrentLinkedQueue<>();

    CohortPass(TransactionLog log, CohortAxis axis, Groups groups, CohortOptions options) {
        this(log, axis, groups, options, log.hasCost());
    }

    /** A pass without a log of its own has nothing to count, but takes what was counted elsewhere. */
    private CohortPass(
            @Nullable TransactionLog log, CohortAxis axis, Groups groups, CohortOptions options, boolean withCost) {
        this.log = log;
        this.withCost = withCost;
        this.axis = axis;
        this.periods = axis.periods();
        this.groups = groups;
        this.kind = options.cohorts();
        this.measure = options.measure();
        if ((long) axis.cohorts() * axis.offsets() * groups.count() > MAX_CELLS) {
            throw new IllegalArgumentException(axis.cohorts() + " cohorts of " + axis.offsets() + " offsets in "
                    + groups.count() + " groups are too many; choose longer periods, fewer brackets or fewer groups"
                    + " (at most " + MAX_CELLS + " cells)");
        }
    }

    /** Cells still at 0, for what is counted in several places and added up later. */
    static CohortCells emptyCells(CohortAxis axis, Groups groups, CohortOptions options, boolean withCost) {
        return new CohortPass(null, axis, groups, options, withCost).cells();
    }

    /** Counts all customers of a log into some cells, on this thread. */
    static void count(TransactionLog log, CohortAxis axis, Groups groups, CohortOptions options, CohortCells cells) {
        CohortPass pass = new CohortPass(log, axis, groups, options);
        pass.idle.add(cells);
        pass.customers(0, log.customers());
    }

    /** What cells come to; they may have more groups, which are left out. */
    static CohortCells finish(
            CohortAxis axis, Groups groups, CohortOptions options, boolean withCost, CohortCells counted) {
        CohortPass pass = new CohortPass(null, axis, groups, options, withCost);
        pass.idle.add(counted);
        return pass.finish();
    }

    /** Counts some customers; may run on several threads. */
    void customers(int from, int to) {
        try {
            count(from, to);
        } catch (ArithmeticException e) {
            throw overflow(e);
        }
    }

    /** What was counted of all customers. */
    CohortCells finish() {
        try {
            CohortCells total = cells();
            for (CohortCells part : idle) {
                total.add(part);
            }
            total.sumGroups();
            if (measure != RetentionMeasure.CLASSIC) {
                total.sumActiveBackwards();
            }
            total.accumulate();
            return total;
        } catch (ArithmeticException e) {
            throw overflow(e);
        }
    }

    private static DataException overflow(ArithmeticException e) {
        return new DataException("a sum of amounts or costs does not fit 64 bits of minor units", e);
    }

    private CohortCells cells() {
        return new CohortCells(groups.count(), axis.cohorts(), axis.offsets(), withCost);
    }

    private void count(int from, int to) {
        TransactionLog rowsOf = Objects.requireNonNull(log, "log");
        CohortCells waiting = idle.poll();
        CohortCells cells = waiting == null ? cells() : waiting;
        for (int c = from; c < to; c++) {
            CustomerHistory history = rowsOf.historyAsOf(c, periods.asOfDay());
            int group = groups.ofCustomer(c);
            int lastStart = Periods.NONE;
            for (int row = 0, rows = history.rows(); row < rows; row++) {
                if (history.amountMinor(row) >= 0) {
                    int period = periods.indexOf(history.day(row));
                    if (period != lastStart) {
                        count(history, row, period, group, cells);
                        lastStart = period;
                        if (kind == CohortKind.FIRST_TIME) {
                            break;
                        }
                    }
                }
            }
        }
        idle.add(cells);
    }

    /** Counts a customer in a cohort, from the day of its first order there on. */
    private void count(CustomerHistory history, int start, int cohort, int group, CohortCells cells) {
        int base = cells.cell(group, cohort, 0);
        int startDay = history.day(start);
        int end = axis.offsets();
        int lastActive = Periods.NONE;
        int first = start;
        // Refunds of the same day lie before the order and are of it.
        while (first > 0 && history.day(first - 1) == startDay) {
            first--;
        }
        for (int row = first, rows = history.rows(); row < rows; row++) {
            int day = history.day(row);
            long amount = history.amountMinor(row);
            int offset = axis.offsetOf(day, periods.indexOf(day), startDay, cohort);
            if (offset == end && measure != RetentionMeasure.UNBOUNDED) {
                break;
            }
            if (amount >= 0) {
                lastActive = active(base, offset, lastActive, cells);
            }
            if (offset < end) {
                cells.addRow(base + offset, amount, history.costMinor(row));
            }
        }
        if (measure != RetentionMeasure.CLASSIC) {
            cells.addActive(base + Math.min(lastActive, end - 1));
        }
    }

    /** The last offset up to which a customer counts as active. */
    private int active(int base, int offset, int lastActive, CohortCells cells) {
        return switch (measure) {
            case CLASSIC -> {
                if (offset != lastActive) {
                    cells.addActive(base + offset);
                }
                yield offset;
            }
            case UNBOUNDED -> offset;
            case FULL -> offset == lastActive + 1 ? offset : lastActive;
        };
    }
}
