package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The one pass over a log that makes cohorts. Threads count into places of their own, which are added at the end; amounts
 * and refunds apart, so that all that is added is positive and whether a sum overflows does not depend on the order.
 */
final class CohortPass {
    /** Most cells: groups times the square of the number of periods. */
    private static final int MAX_CELLS = 1 << 23;

    private final TransactionLog log;
    private final Periods periods;
    private final Groups groups;
    private final ConcurrentLinkedQueue<Cells> idle = new ConcurrentLinkedQueue<>();

    private CohortPass(TransactionLog log, Periods periods, Groups groups) {
        this.log = log;
        this.periods = periods;
        this.groups = groups;
        if ((long) periods.count() * periods.count() * groups.count() > MAX_CELLS) {
            throw new IllegalArgumentException(periods.count() + " cohorts of as many periods in " + groups.count()
                    + " groups are too many; choose longer periods or fewer groups (at most " + MAX_CELLS
                    + " cells)");
        }
    }

    static Cells run(TransactionLog log, Periods periods, Groups groups) {
        CohortPass pass = new CohortPass(log, periods, groups);
        try {
            Parallel.ranges(log.customers(), pass::customers);
            Cells total = new Cells(groups.count(), periods.count());
            for (Cells part : pass.idle) {
                total.add(part);
            }
            total.sumGroups();
            return total;
        } catch (ArithmeticException e) {
            throw new DataException("a sum of amounts does not fit 64 bits of minor units", e);
        }
    }

    private void customers(int from, int to) {
        Cells waiting = idle.poll();
        Cells cells = waiting == null ? new Cells(groups.count(), periods.count()) : waiting;
        for (int c = from; c < to; c++) {
            CustomerHistory history = log.historyAsOf(c, periods.asOfDay());
            int group = groups.ofCustomer(c);
            int cohort = Periods.NONE;
            int lastActive = Periods.NONE;
            for (int row = 0, rows = history.rows(); row < rows; row++) {
                int period = periods.indexOf(history.day(row));
                long amount = history.amountMinor(row);
                if (amount >= 0 && period != lastActive) {
                    if (cohort == Periods.NONE) {
                        cohort = period;
                    }
                    lastActive = period;
                    cells.active[cells.cell(group, cohort, period - cohort)]++;
                }
                if (cohort != Periods.NONE) {
                    cells.amount(cells.cell(group, cohort, period - cohort), amount);
                }
            }
        }
        idle.add(cells);
    }

    /** The cells of all groups: active customers and revenue by group, cohort and offset. */
    static final class Cells {
        private final int periods;
        private final long[] active;
        private final long[] gross;
        private final long[] refunded;

        Cells(int groups, int periods) {
            this.periods = periods;
            this.active = new long[groups * periods * periods];
            this.gross = new long[active.length];
            this.refunded = new long[active.length];
        }

        private int cell(int group, int cohort, int offset) {
            return (group * periods + cohort) * periods + offset;
        }

        private void amount(int cell, long amount) {
            if (amount >= 0) {
                gross[cell] = Math.addExact(gross[cell], amount);
            } else {
                refunded[cell] = Math.subtractExact(refunded[cell], amount);
            }
        }

        private void add(Cells other) {
            for (int cell = 0; cell < active.length; cell++) {
                active[cell] += other.active[cell];
                gross[cell] = Math.addExact(gross[cell], other.gross[cell]);
                refunded[cell] = Math.addExact(refunded[cell], other.refunded[cell]);
            }
        }

        /** Adds the groups, each customer being in one, to those of all. */
        private void sumGroups() {
            int perGroup = periods * periods;
            for (int cell = perGroup; cell < active.length; cell++) {
                active[cell % perGroup] += active[cell];
                gross[cell % perGroup] = Math.addExact(gross[cell % perGroup], gross[cell]);
                refunded[cell % perGroup] = Math.addExact(refunded[cell % perGroup], refunded[cell]);
            }
        }

        /** Every customer of a cohort is active at offset 0. */
        long size(int group, int cohort) {
            return active[cell(group, cohort, 0)];
        }

        long active(int group, int cohort, int offset) {
            return active[cell(group, cohort, offset)];
        }

        long revenue(int group, int cohort, int offset) {
            return gross[cell(group, cohort, offset)] - refunded[cell(group, cohort, offset)];
        }
    }
}
