package io.github.clv4j.summary;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TimeStep;

/** Adds the rows of summaries up, customer by customer. */
final class SummaryMerge {
    private final CustomerIndex joined;
    private final TimeStep step;
    private final PurchaseMerging merging;
    private final SummaryPass.Columns sum;

    SummaryMerge(CustomerIndex joined, TimeStep step, PurchaseMerging merging, SummaryPass.Columns sum) {
        this.joined = joined;
        this.step = step;
        this.merging = merging;
        this.sum = sum;
    }

    /** Adds all rows of one summary. */
    void add(CustomerIndex index, SummaryPass.Columns rows) {
        for (int c = 0; c < rows.orders.length; c++) {
            int to = joined == index ? c : joined.indexOf(index.id(c));
            try {
                add(rows, c, to);
            } catch (ArithmeticException e) {
                throw new DataException(
                        "customer '" + joined.id(to) + "': the sum of amounts does not fit 64 bits of minor units", e);
            }
        }
    }

    private void add(SummaryPass.Columns rows, int c, int to) {
        // Money counts even of a customer who has refunds alone in one of them.
        sum.spend[to] = Math.addExact(sum.spend[to], rows.spend[c]);
        if (sum.cost != null && rows.cost != null) {
            sum.cost[to] = Math.addExact(sum.cost[to], rows.cost[c]);
        }
        if (rows.orders[c] == 0) {
            return;
        }
        if (sum.orders[to] == 0) {
            copy(rows, c, to);
        } else if (isEarlier(rows, c, to)) {
            join(rows, c, sum, to, to);
        } else {
            join(sum, to, rows, c, to);
        }
    }

    private void copy(SummaryPass.Columns rows, int c, int to) {
        sum.orders[to] = rows.orders[c];
        sum.periods[to] = rows.periods[c];
        sum.firstDay[to] = rows.firstDay[c];
        sum.lastDay[to] = rows.lastDay[c];
        sum.firstSpend[to] = rows.firstSpend[c];
    }

    private boolean isEarlier(SummaryPass.Columns rows, int c, int to) {
        return rows.firstDay[c] < sum.firstDay[to]
                || (rows.firstDay[c] == sum.firstDay[to] && rows.lastDay[c] < sum.lastDay[to]);
    }

    private void join(SummaryPass.Columns early, int e, SummaryPass.Columns late, int l, int to) {
        if (early.lastDay[e] > late.firstDay[l]) {
            throw new IllegalArgumentException("customer '" + joined.id(to)
                    + "' has purchases in overlapping spans of time; summaries merge exactly only if one ends before the"
                    + " other begins");
        }
        int earlyStart = period(early.firstDay[e]);
        int earlyEnd = period(early.lastDay[e]);
        int lateStart = period(late.firstDay[l]);
        int orders = Math.addExact(early.orders[e], late.orders[l]);
        int periods = early.periods[e] + late.periods[l] - (earlyEnd == lateStart ? 1 : 0);
        int firstDay = early.firstDay[e];
        int lastDay = late.lastDay[l];
        long firstSpend = Math.addExact(early.firstSpend[e], earlyStart == lateStart ? late.firstSpend[l] : 0);
        sum.orders[to] = orders;
        sum.periods[to] = periods;
        sum.firstDay[to] = firstDay;
        sum.lastDay[to] = lastDay;
        sum.firstSpend[to] = firstSpend;
    }

    private int period(int day) {
        return PeriodClock.periodOf(step, merging, day);
    }
}
