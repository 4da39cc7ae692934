package io.github.clv4j.kpi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one thread counts of cohorts, or all together, by group, cohort and offset. Amounts and refunds, and costs of either
 * sign, are apart, so that all that is added is positive and whether a sum overflows does not depend on the order.
 */
final class CohortCells {
    private final int cohorts;
    private final int offsets;
    private final long[] active;
    private final long[] orders;
    private final long[] gross;
    private final long[] refunded;
    /** Empty where the log has no cost. */
    private final long[] costs;

    private final long[] costBack;

    /** Revenue and cost from offset 0 to each; empty until {@link #accumulate}. */
    private long[] revenueToDate = new long[0];

    private long[] costToDate = new long[0];

    CohortCells(int groups, int cohorts, int offsets, boolean withCost) {
        this.cohorts = cohorts;
        this.offsets = offsets;
        this.active = new long[groups * cohorts * offsets];
        this.orders = new long[active.length];
        this.gross = new long[active.length];
        this.refunded = new long[active.length];
        this.costs = new long[withCost ? active.length : 0];
        this.costBack = new long[costs.length];
    }

    int cell(int group, int cohort, int offset) {
        return (group * cohorts + cohort) * offsets + offset;
    }

    void addActive(int cell) {
        active[cell]++;
    }

    void addRow(int cell, long amount, long cost) {
        if (amount >= 0) {
            orders[cell]++;
            add(gross, cell, amount);
        } else {
            refunded[cell] = Math.subtractExact(refunded[cell], amount);
        }
        if (costs.length > 0) {
            if (cost >= 0) {
                add(costs, cell, cost);
            } else {
                costBack[cell] = Math.subtractExact(costBack[cell], cost);
            }
        }
    }

    private static void add(long[] cells, int cell, long amount) {
        cells[cell] = Math.addExact(cells[cell], amount);
    }

    private long[][] kinds() {
        return new long[][] {active, orders, gross, refunded, costs, costBack};
    }

    void add(CohortCells other) {
        long[][] own = kinds();
        long[][] others = other.kinds();
        for (int kind = 0; kind < own.length; kind++) {
            for (int cell = 0; cell < own[kind].length; cell++) {
                add(own[kind], cell, others[kind][cell]);
            }
        }
    }

    void write(DataOutput out) throws IOException {
        for (long[] kind : kinds()) {
            for (long count : kind) {
                out.writeLong(count);
            }
        }
    }

    void read(DataInput in) throws IOException {
        for (long[] kind : kinds()) {
            for (int cell = 0; cell < kind.length; cell++) {
                kind[cell] = in.readLong();
            }
        }
    }

    /** Adds the groups, each customer being in one, to those of all. */
    void sumGroups() {
        int perGroup = cohorts * offsets;
        for (long[] kind : kinds()) {
            for (int cell = perGroup; cell < kind.length; cell++) {
                add(kind, cell % perGroup, kind[cell]);
            }
        }
    }

    /** Turns customers by the last offset in which they count into customers of that offset or a later one. */
    void sumActiveBackwards() {
        for (int cell = active.length - 2; cell >= 0; cell--) {
            active[cell] += (cell + 1) % offsets == 0 ? 0 : active[cell + 1];
        }
    }

    /** Sums revenue and cost along each row. */
    void accumulate() {
        revenueToDate = toDate(gross, refunded);
        costToDate = toDate(costs, costBack);
    }

    private long[] toDate(long[] cells, long[] less) {
        long[] sums = new long[cells.length];
        for (int cell = 0; cell < cells.length; cell++) {
            long before = cell % offsets == 0 ? 0 : sums[cell - 1];
            sums[cell] = Math.addExact(before, cells[cell] - less[cell]);
        }
        return sums;
    }

    /** Every customer of a cohort is active at offset 0. */
    long size(int group, int cohort) {
        return active[cell(group, cohort, 0)];
    }

    long active(int group, int cohort, int offset) {
        return active[cell(group, cohort, offset)];
    }

    long orders(int group, int cohort, int offset) {
        return orders[cell(group, cohort, offset)];
    }

    long revenue(int group, int cohort, int offset) {
        int cell = cell(group, cohort, offset);
        return gross[cell] - refunded[cell];
    }

    long cost(int group, int cohort, int offset) {
        int cell = cell(group, cohort, offset);
        return costs.length == 0 ? 0 : costs[cell] - costBack[cell];
    }

    /** Revenue from offset 0 to the end of another. */
    long revenueToDate(int group, int cohort, int offset) {
        return revenueToDate[cell(group, cohort, offset)];
    }

    /** Cost from offset 0 to the end of another. */
    long costToDate(int group, int cohort, int offset) {
        return costToDate.length == 0 ? 0 : costToDate[cell(group, cohort, offset)];
    }
}
