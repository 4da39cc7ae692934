package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    /** The facts, each at {@code group * periods.count() + period}. */
    static Map<Fact, long[]> run(TransactionLog log, Periods periods, Groups groups) {
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

    private Map<Fact, long[]> facts(Counts counts) {
        Map<Fact, long[]> values = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            values.put(fact, fact(fact, counts));
        }
        return values;
    }

    private long[] fact(Fact fact, Counts counts) {
        return switch (fact) {
            case ORDERS -> inPeriods(counts.orders, 0);
            case ACTIVE_CUSTOMERS -> inPeriods(counts.active, 0);
            case REVENUE -> inPeriods(minus(counts.gross, counts.refunded), 0);
            case GROSS_REVENUE -> inPeriods(counts.gross, 0);
            case REFUNDED -> inPeriods(counts.refunded, 0);
            case COST -> inPeriods(minus(counts.cost, counts.costBack), 0);
            case NEW_CUSTOMERS -> inPeriods(counts.newCustomers, 0);
            case PREVIOUSLY_ACTIVE -> inPeriods(counts.active, -1);
            case RETAINED_CUSTOMERS -> inPeriods(counts.retained, 0);
            case LAPSED_CUSTOMERS -> inPeriods(counts.lapsed, 0);
            case REACTIVATED_CUSTOMERS -> inPeriods(counts.reactivated, 0);
            case ACQUIRED_CUSTOMERS -> inPeriods(upTo(counts.newCustomers), 0);
            case REPEAT_CUSTOMERS -> inPeriods(upTo(counts.secondOrders), 0);
            case NEW_CUSTOMERS_REVENUE -> inPeriods(minus(counts.newGross, counts.newRefunded), 0);
            case NEW_CUSTOMERS_COST -> inPeriods(minus(counts.newCost, counts.newCostBack), 0);
        };
    }

    /** The cells of the periods, or of those some slots off. */
    private long[] inPeriods(long[] cells, int shift) {
        long[] values = new long[groups.count() * periods.count()];
        for (int group = 0; group < groups.count(); group++) {
            System.arraycopy(
                    cells, group * slots + FIRST_SLOT + shift, values, group * periods.count(), periods.count());
        }
        return values;
    }

    private static long[] minus(long[] cells, long[] less) {
        long[] difference = new long[cells.length];
        for (int cell = 0; cell < cells.length; cell++) {
            difference[cell] = Math.subtractExact(cells[cell], less[cell]);
        }
        return difference;
    }

    private long[] upTo(long[] cells) {
        long[] sums = cells.clone();
        for (int cell = 1; cell < cells.length; cell++) {
            sums[cell] += cell % slots == 0 ? 0 : sums[cell - 1];
        }
        return sums;
    }

    private static void add(long[] cells, int cell, long amount) {
        cells[cell] = Math.addExact(cells[cell], amount);
    }

    /** What one thread counts, or all together: of each kind one number for each group and slot. */
    private final class Counts {
        private final List<long[]> all = new ArrayList<>();
        private final @Nullable Track[] tracks = new @Nullable Track[groups.count()];
        private final long[] orders = cells();
        private final long[] active = cells();
        private final long[] gross = cells();
        private final long[] refunded = cells();
        private final long[] cost = cells();
        private final long[] costBack = cells();
        private final long[] newCustomers = cells();
        private final long[] retained = cells();
        private final long[] lapsed = cells();
        private final long[] reactivated = cells();
        private final long[] secondOrders = cells();
        private final long[] newGross = cells();
        private final long[] newRefunded = cells();
        private final long[] newCost = cells();
        private final long[] newCostBack = cells();

        private long[] cells() {
            long[] cells = new long[groups.count() * slots];
            all.add(cells);
            return cells;
        }

        void add(Counts other) {
            for (int kind = 0; kind < all.size(); kind++) {
                for (int cell = 0; cell < groups.count() * slots; cell++) {
                    PeriodPass.add(all.get(kind), cell, other.all.get(kind)[cell]);
                }
            }
        }

        /** Adds the groups, each customer being in one, to those of all. */
        void sumGroups() {
            for (long[] cells : all) {
                for (int cell = slots; cell < cells.length; cell++) {
                    PeriodPass.add(cells, cell % slots, cells[cell]);
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
                add(counts.gross, base + slot, amount);
                gross = Math.addExact(gross, amount);
            } else {
                add(counts.refunded, base + slot, Math.negateExact(amount));
                refunded = Math.subtractExact(refunded, amount);
            }
            if (rowCost > 0) {
                add(counts.cost, base + slot, rowCost);
                cost = Math.addExact(cost, rowCost);
            } else if (rowCost < 0) {
                add(counts.costBack, base + slot, Math.negateExact(rowCost));
                costBack = Math.subtractExact(costBack, rowCost);
            }
        }

        private void order(int slot) {
            counts.orders[base + slot]++;
            orders++;
            if (orders == 2) {
                counts.secondOrders[base + slot]++;
            }
            if (slot == lastSlot) {
                return;
            }
            counts.active[base + slot]++;
            if (lastSlot == NEVER) {
                firstSlot = slot;
                counts.newCustomers[base + slot]++;
            } else if (slot == lastSlot + 1) {
                counts.retained[base + slot]++;
            } else {
                counts.reactivated[base + slot]++;
                counts.lapsed[base + lastSlot + 1]++;
            }
            lastSlot = slot;
        }

        /** Counts what only the last row tells, and is ready for the next customer. */
        void end() {
            if (lastSlot != NEVER) {
                if (lastSlot + 1 < slots) {
                    counts.lapsed[base + lastSlot + 1]++;
                }
                add(counts.newGross, base + firstSlot, gross);
                add(counts.newRefunded, base + firstSlot, refunded);
                add(counts.newCost, base + firstSlot, cost);
                add(counts.newCostBack, base + firstSlot, costBack);
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
