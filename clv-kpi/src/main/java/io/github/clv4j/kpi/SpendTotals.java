package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Acquisition spend, or another count, summed by periods and groups. Group 0, all, takes every entry. */
final class SpendTotals {
    private final Periods periods;
    private final List<String> labels;
    private final String groupedBy;
    private final long[] sums;
    private final BitSet told;

    private SpendTotals(Periods periods, List<String> labels, String groupedBy) {
        this.periods = periods;
        this.labels = labels;
        this.groupedBy = groupedBy;
        this.sums = new long[periods.cells(labels.size())];
        this.told = new BitSet(sums.length);
    }

    /** By the periods and groups of facts. */
    static SpendTotals of(AcquisitionSpend spend, PeriodFacts facts) {
        return of(spend, facts.money(), facts.periods(), facts.groups(), facts.groupedBy());
    }

    /**
     * By any periods and groups.
     *
     * @param money that of the log
     * @param groupedBy what the groups are
     */
    static SpendTotals of(
            AcquisitionSpend spend, MoneyScale money, Periods periods, List<String> labels, String groupedBy) {
        if (!spend.money().equals(money)) {
            throw new IllegalArgumentException(spend.source() + " is in " + spend.money() + ", the log in " + money
                    + "; both must be in the same currency");
        }
        SpendTotals totals = new SpendTotals(periods, labels, groupedBy);
        for (AcquisitionSpend.Entry entry : spend.entries()) {
            totals.add(spend.source(), "spend", entry.day(), entry.amountMinor(), entry.group(), entry.row());
        }
        return totals;
    }

    /** Numbers of people summed in the same way. */
    static SpendTotals of(ProspectCounts prospects, PeriodFacts facts) {
        SpendTotals totals = new SpendTotals(facts.periods(), facts.groups(), facts.groupedBy());
        for (ProspectCounts.Entry entry : prospects.entries()) {
            totals.add(prospects.source(), "counts", entry.day(), entry.count(), entry.group(), entry.row());
        }
        return totals;
    }

    private void add(String source, String what, LocalDate date, long amount, @Nullable String label, long row) {
        int group = groupOf(source, what, label, row);
        try {
            for (int period : holding((int) date.toEpochDay())) {
                add(period, 0, amount);
                if (group != 0) {
                    add(period, group, amount);
                }
            }
        } catch (ArithmeticException e) {
            throw new DataException(source + ": the sum does not fit 64 bits of minor units", e);
        }
    }

    /** The periods that hold a day: none after the as-of day. */
    private int[] holding(int day) {
        return IntStream.range(0, day > periods.asOfDay() ? 0 : periods.count())
                .filter(p -> periods.firstDay(p) <= day && day <= periods.lastDay(p))
                .toArray();
    }

    private int groupOf(String source, String what, @Nullable String label, long row) {
        if (label == null || labels.size() == 1) {
            return 0;
        }
        int group = labels.indexOf(label);
        if (group >= 0) {
            return group;
        }
        throw new DataException(new RowProblem(
                source,
                row,
                "group",
                label,
                RejectReason.BAD_ROW,
                "it must be one of " + labels + " by " + groupedBy + "; " + what
                        + " told by something else is used withoutGroups()"));
    }

    private void add(int period, int group, long amount) {
        int cell = period * labels.size() + group;
        sums[cell] = Math.addExact(sums[cell], amount);
        told.set(cell);
    }

    /** True if there is an entry, be it of 0. */
    boolean isTold(int period, int group) {
        return told.get(period * labels.size() + group);
    }

    long get(int period, int group) {
        return sums[period * labels.size() + group];
    }
}
