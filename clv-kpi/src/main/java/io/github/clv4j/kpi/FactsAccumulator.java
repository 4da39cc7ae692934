package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.TransactionLog;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Counts {@link PeriodFacts} of customers that are in several places: logs of disjoint customers are added one by one,
 * accumulators from elsewhere are added as their bytes, and the result is the facts of one log of all of them, bit for bit.
 * For one thread. Once adding has failed, nothing can be added or had any more ({@link IllegalStateException}).
 *
 * <p>Its size grows with groups, periods and different lengths of gaps between orders in days, not with customers or rows.
 */
public final class FactsAccumulator {
    private final LogOptions options;
    private final Periods periods;
    private final Groups groups;
    private final List<PeriodCounts> counts;
    private final boolean grouped;
    private final Additions additions = new Additions();
    private long ungrouped;
    /** The first day of any row; {@link Integer#MAX_VALUE} before there is one. */
    private int firstDay = Integer.MAX_VALUE;

    private FactsAccumulator(LogOptions options, Periods periods, Groups groups, boolean grouped) {
        this.options = Objects.requireNonNull(options, "options");
        this.periods = Objects.requireNonNull(periods, "periods");
        this.groups = groups;
        this.grouped = grouped;
        this.counts = PeriodPass.emptyCounts(periods, groups, options.hasCost(), options.hasQuantity());
    }

    /** Facts of all customers. */
    public static FactsAccumulator of(LogOptions options, Periods periods) {
        return new FactsAccumulator(options, periods, Groups.everyone(), false);
    }

    /**
     * Facts of all customers and of groups.
     *
     * @param groupedBy what the groups are
     * @param labels of the groups, all of them, also of those without customers
     */
    public static FactsAccumulator of(LogOptions options, Periods periods, String groupedBy, List<String> labels) {
        return new FactsAccumulator(options, periods, Groups.named(groupedBy, labels), true);
    }

    /**
     * Counts the customers of a log, of whom none may be in another that was added.
     *
     * @param customers groups of the log's customers, with the labels that this was made with; plays no part without groups
     * @throws IllegalArgumentException if the log was built with other money, cost or quantity, or the grouping has other
     *     labels or another number of customers
     * @throws DataException if a sum does not fit 64 bits
     */
    public void add(TransactionLog log, Grouping customers) {
        if (!(log.money().equals(options.money())
                && log.hasCost() == options.hasCost()
                && log.hasQuantity() == options.hasQuantity())) {
            throw new IllegalArgumentException("the log is in " + log.money() + (log.hasCost() ? " with" : " without")
                    + " cost; it must be as the accumulator's options: " + options.money()
                    + (options.hasCost() ? " with" : " without") + " cost, and agree with them in quantity");
        }
        Groups own = groups.of(log, customers);
        additions.begin();
        try {
            PeriodPass.count(log, periods, own, counts);
        } catch (ArithmeticException e) {
            throw overflow(e);
        }
        firstDay = Math.min(firstDay, Groups.firstDay(log));
        for (int c = 0; grouped && c < log.customers(); c++) {
            ungrouped += customers.groupOf(c) == Grouping.NONE ? 1 : 0;
        }
        additions.end();
    }

    /** As {@link #add(TransactionLog, Grouping)}, where there are no groups. */
    public void add(TransactionLog log) {
        add(log, Grouping.everyone(log.customers()));
    }

    /** What was counted so far, for an accumulator of the same options, periods and groups elsewhere. */
    public byte[] toBytes() {
        return additions.toBytes(out -> {
            out.writeLong(ungrouped);
            out.writeInt(firstDay);
            for (PeriodCounts some : counts) {
                some.write(out);
            }
        });
    }

    /**
     * Adds what an accumulator of the same options, periods and groups has counted of other customers.
     *
     * @throws DataException if a sum does not fit 64 bits
     * @throws UncheckedIOException if the bytes end early or go on
     */
    public void add(byte[] counted) {
        List<PeriodCounts> others = PeriodPass.emptyCounts(periods, groups, options.hasCost(), options.hasQuantity());
        try {
            additions.add(counted, in -> {
                ungrouped = Math.addExact(ungrouped, in.readLong());
                firstDay = Math.min(firstDay, in.readInt());
                for (int lane = 0; lane < counts.size(); lane++) {
                    others.get(lane).read(in);
                    counts.get(lane).addAll(others.get(lane));
                }
            });
        } catch (ArithmeticException e) {
            throw overflow(e);
        }
    }

    /**
     * The facts of all that was added; more may be added after it.
     *
     * @throws DataException if nothing was added that has rows, or a sum does not fit 64 bits
     * @throws IllegalArgumentException if the first row is after the as-of day
     */
    public PeriodFacts toFacts() {
        additions.requireWhole();
        if (firstDay == Integer.MAX_VALUE) {
            throw new DataException("there are no rows");
        }
        if (firstDay > periods.asOfDay()) {
            throw new IllegalArgumentException(
                    "as-of day is " + periods.asOf() + "; the rows begin later, on " + LocalDate.ofEpochDay(firstDay));
        }
        Groups told = grouped && ungrouped == 0 ? groups.withoutLast() : groups;
        try {
            PeriodPass.Counted counted =
                    PeriodPass.finish(periods, told, options.hasCost(), options.hasQuantity(), counts);
            return new PeriodFacts(options, periods, told.name(), told.labels(), counted);
        } catch (ArithmeticException e) {
            throw overflow(e);
        }
    }

    private static DataException overflow(ArithmeticException e) {
        return new DataException("a sum of amounts or costs does not fit 64 bits of minor units", e);
    }

    @Override
    public String toString() {
        return "facts under way of " + periods + " by " + groups.name();
    }
}
