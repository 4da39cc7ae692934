package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one pass over a log that makes period facts. Hot: each row is read once, in the order in which it lies in memory.
 *
 * <p>Time is cut into slots: 0 is all time before the period that precedes the first one, 1 that preceding period, and
 * {@code 2 + p} period {@code p}. Threads count into places of their own, which are added at the end. All that is added
 * is zero or positive, so whether a sum overflows does not depend on the order of adding.
 */
final class PeriodPass {
    /** Most counters of one kind: groups times slots. */
    private static final int MAX_CELLS = 1 << 22;

    private static final int FIRST_SLOT = 2;

    /** What is counted on the way; facts are sums and differences of these. */
    private enum Counter {
        ORDERS,
        ACTIVE,
        GROSS,
        REFUNDED,
        COST,
        COST_BACK,
        NEW,
        RETAINED,
        LAPSED,
        REACTIVATED,
        SECOND_ORDERS,
        NEW_GROSS,
        NEW_REFUNDED,
        NEW_COST,
        NEW_COST_BACK
    }

    private static final int COUNTERS = Counter.values().length;

    private final TransactionLog log;
    private final Periods periods;
    private final Groups groups;
    private final int slots;
    private final int precedingDay;
    private final int firstDay;
    private final ConcurrentLinkedQueue<Counts> idle = new ConcurrentLinkedQueue<>();

    private PeriodPass(TransactionLog log, Periods periods, Groups groups) {
        this.log = log;
        this.periods = periods;
        this.groups = groups;
        this.slots = FIRST_SLOT + periods.count();
        this.precedingDay = periods.precedingDay();
        this.firstDay = periods.firstDay(0);
        if ((long) slots * groups.count() > MAX_CELLS) {
            throw new IllegalArgumentException(groups.count() + " groups of " + periods.count()
                    + " periods are too many; choose longer periods or fewer groups (at most " + MAX_CELLS
                    + " of both together)");
        }
    }

    /** The facts, by {@link Fact} and then group and period. */
    static long[][] run(TransactionLog log, Periods periods, Groups groups) {
        PeriodPass pass = new PeriodPass(log, periods, groups);
        try {
            Parallel.ranges(log.customers(), pass::customers);
            return pass.facts(pass.total());
        } catch (ArithmeticException e) {
            throw new DataException("a sum of amounts or costs does not fit 64 bits of minor units", e);
        }
    }

    private void customers(int from, int to) {
        Counts waiting = idle.poll();
        Counts counts = waiting == null ? new Counts() : waiting;
        if (groups.areOfRows()) {
            customersByRow(counts, from, to);
        } else {
            for (int c = from; c < to; c++) {
                Track track = counts.track(groups.ofCustomer(c));
                CustomerHistory history = log.historyAsOf(c, periods.asOfDay());
                for (int row = 0, rows = history.rows(); row < rows; row++) {
                    track.row(slotOf(history.day(row)), history.amountMinor(row), history.costMinor(row));
                }
                track.end();
            }
        }
        idle.add(counts);
    }

    private void customersByRow(Counts counts, int from, int to) {
        List<Track> touched = new ArrayList<>();
        for (int c = from; c < to; c++) {
            groups.requireRowsAsOf(log, c, periods.asOfDay());
            Track all = counts.track(0);
            CustomerHistory history = log.historyAsOf(c, periods.asOfDay());
            for (int row = 0, rows = history.rows(); row < rows; row++) {
                int slot = slotOf(history.day(row));
                long amount = history.amountMinor(row);
                long cost = history.costMinor(row);
                all.row(slot, amount, cost);
                Track own = counts.track(groups.ofRow(log.start(c) + row));
                if (own.isFresh()) {
                    touched.add(own);
                }
                own.row(slot, amount, cost);
            }
            all.end();
            touched.forEach(Track::end);
            touched.clear();
        }
    }

    private int slotOf(int day) {
        if (day >= firstDay) {
            return FIRST_SLOT + periods.indexOf(day);
        }
        return day >= precedingDay ? 1 : 0;
    }

    private Counts total() {
        Counts total = new Counts();
        for (Counts part : idle) {
            total.add(part);
        }
        if (!groups.areOfRows()) {
            total.sumGroups();
        }
        return total;
    }

    private long[][] facts(Counts counts) {
        long[][] values = new long[Fact.values().length][groups.count() * periods.count()];
        for (int group = 0; group < groups.count(); group++) {
            int base = group * slots;
            long acquired = counts.get(Counter.NEW, base) + counts.get(Counter.NEW, base + 1);
            long repeated = counts.get(Counter.SECOND_ORDERS, base) + counts.get(Counter.SECOND_ORDERS, base + 1);
            for (int period = 0; period < periods.count(); period++) {
                int cell = base + FIRST_SLOT + period;
                acquired += counts.get(Counter.NEW, cell);
                repeated += counts.get(Counter.SECOND_ORDERS, cell);
                for (Fact fact : Fact.values()) {
                    values[fact.ordinal()][group * periods.count() + period] = switch (fact) {
                        case ORDERS -> counts.get(Counter.ORDERS, cell);
                        case ACTIVE_CUSTOMERS -> counts.get(Counter.ACTIVE, cell);
                        case REVENUE -> counts.difference(Counter.GROSS, Counter.REFUNDED, cell);
                        case GROSS_REVENUE -> counts.get(Counter.GROSS, cell);
                        case REFUNDED -> counts.get(Counter.REFUNDED, cell);
                        case COST -> counts.difference(Counter.COST, Counter.COST_BACK, cell);
                        case NEW_CUSTOMERS -> counts.get(Counter.NEW, cell);
                        case PREVIOUSLY_ACTIVE -> counts.get(Counter.ACTIVE, cell - 1);
                        case RETAINED_CUSTOMERS -> counts.get(Counter.RETAINED, cell);
                        case LAPSED_CUSTOMERS -> counts.get(Counter.LAPSED, cell);
                        case REACTIVATED_CUSTOMERS -> counts.get(Counter.REACTIVATED, cell);
                        case ACQUIRED_CUSTOMERS -> acquired;
                        case REPEAT_CUSTOMERS -> repeated;
                        case NEW_CUSTOMERS_REVENUE -> counts.difference(Counter.NEW_GROSS, Counter.NEW_REFUNDED, cell);
                        case NEW_CUSTOMERS_COST -> counts.difference(Counter.NEW_COST, Counter.NEW_COST_BACK, cell);
                    };
                }
            }
        }
        return values;
    }

    /** The counters of one thread, or of all: of each kind one for each group and slot. */
    private final class Counts {
        private final long[][] values = new long[COUNTERS][groups.count() * slots];
        private final @Nullable Track[] tracks = new @Nullable Track[groups.count()];

        long get(Counter counter, int cell) {
            return values[counter.ordinal()][cell];
        }

        long difference(Counter plus, Counter minus, int cell) {
            return Math.subtractExact(get(plus, cell), get(minus, cell));
        }

        void count(Counter counter, int cell) {
            values[counter.ordinal()][cell]++;
        }

        void add(Counter counter, int cell, long amount) {
            long[] sums = values[counter.ordinal()];
            sums[cell] = Math.addExact(sums[cell], amount);
        }

        void add(Counts other) {
            for (int counter = 0; counter < COUNTERS; counter++) {
                for (int cell = 0; cell < values[counter].length; cell++) {
                    values[counter][cell] = Math.addExact(values[counter][cell], other.values[counter][cell]);
                }
            }
        }

        /** Adds the groups, each customer being in one, to those of all. */
        void sumGroups() {
            for (long[] sums : values) {
                for (int cell = slots; cell < sums.length; cell++) {
                    sums[cell % slots] = Math.addExact(sums[cell % slots], sums[cell]);
                }
            }
        }

        Track track(int group) {
            Track known = tracks[group];
            if (known == null) {
                known = new Track(this, group * slots);
                tracks[group] = known;
            }
            return known;
        }
    }

    /** One customer's way through the slots, as seen by one group. */
    private final class Track {
        private static final int NEVER = -1;

        private final Counts counts;
        private final int base;
        private boolean fresh = true;
        private int orders;
        private int firstSlot = NEVER;
        private int lastSlot = NEVER;
        private long gross;
        private long refunded;
        private long cost;
        private long costBack;

        Track(Counts counts, int base) {
            this.counts = counts;
            this.base = base;
        }

        boolean isFresh() {
            return fresh;
        }

        /** Takes the customer's rows in the order of their days. */
        void row(int slot, long amount, long rowCost) {
            fresh = false;
            if (amount >= 0) {
                order(slot);
                counts.add(Counter.GROSS, base + slot, amount);
                gross = Math.addExact(gross, amount);
            } else {
                counts.add(Counter.REFUNDED, base + slot, Math.negateExact(amount));
                refunded = Math.subtractExact(refunded, amount);
            }
            if (rowCost > 0) {
                counts.add(Counter.COST, base + slot, rowCost);
                cost = Math.addExact(cost, rowCost);
            } else if (rowCost < 0) {
                counts.add(Counter.COST_BACK, base + slot, Math.negateExact(rowCost));
                costBack = Math.subtractExact(costBack, rowCost);
            }
        }

        private void order(int slot) {
            counts.count(Counter.ORDERS, base + slot);
            orders++;
            if (orders == 2) {
                counts.count(Counter.SECOND_ORDERS, base + slot);
            }
            if (slot == lastSlot) {
                return;
            }
            counts.count(Counter.ACTIVE, base + slot);
            if (lastSlot == NEVER) {
                firstSlot = slot;
                counts.count(Counter.NEW, base + slot);
            } else if (slot == lastSlot + 1) {
                counts.count(Counter.RETAINED, base + slot);
            } else {
                counts.count(Counter.REACTIVATED, base + slot);
                counts.count(Counter.LAPSED, base + lastSlot + 1);
            }
            lastSlot = slot;
        }

        /** Counts what only the last row tells, and is ready for the next customer. */
        void end() {
            if (lastSlot != NEVER) {
                if (lastSlot + 1 < slots) {
                    counts.count(Counter.LAPSED, base + lastSlot + 1);
                }
                counts.add(Counter.NEW_GROSS, base + firstSlot, gross);
                counts.add(Counter.NEW_REFUNDED, base + firstSlot, refunded);
                counts.add(Counter.NEW_COST, base + firstSlot, cost);
                counts.add(Counter.NEW_COST_BACK, base + firstSlot, costBack);
            }
            fresh = true;
            orders = 0;
            firstSlot = NEVER;
            lastSlot = NEVER;
            gross = 0;
            refunded = 0;
            cost = 0;
            costBack = 0;
        }
    }
}
