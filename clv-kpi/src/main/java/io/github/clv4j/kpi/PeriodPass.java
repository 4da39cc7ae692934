package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

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
    private final boolean withCost;
    private final int slots;
    private final int precedingDay;
    private final int firstDay;
    private final ConcurrentLinkedQueue<Counts> idle = new ConcurrentLinkedQueue<>();

    private PeriodPass(TransactionLog log, Periods periods, Groups groups) {
        this.log = log;
        this.periods = periods;
        this.groups = groups;
        this.withCost = log.hasCost();
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
        for (int c = from; c < to; c++) {
            CustomerHistory history = log.historyAsOf(c, periods.asOfDay());
            int rows = history.rows();
            counts.ensure(rows);
            for (int row = 0; row < rows; row++) {
                read(history, row, counts, row);
            }
            if (groups.areOfRows()) {
                counts.count(0, 0, rows);
                byLabel(history, counts, c);
            } else {
                counts.count(groups.ofCustomer(c) * slots, 0, rows);
            }
        }
        idle.add(counts);
    }

    /** Counts the rows of each label, in order of label and then of day. */
    private void byLabel(CustomerHistory history, Counts counts, int customer) {
        groups.requireRowsAsOf(log, customer, periods.asOfDay());
        int rows = history.rows();
        long[] order = new long[rows];
        for (int row = 0; row < rows; row++) {
            order[row] = (long) groups.ofRow(log.start(customer) + row) << Integer.SIZE | row;
        }
        Arrays.sort(order);
        for (int place = 0; place < rows; place++) {
            read(history, (int) order[place], counts, place);
        }
        for (int start = 0, end; start < rows; start = end) {
            int group = (int) (order[start] >>> Integer.SIZE);
            end = start + 1;
            while (end < rows && (int) (order[end] >>> Integer.SIZE) == group) {
                end++;
            }
            counts.count(group * slots, start, end);
        }
    }

    private void read(CustomerHistory history, int row, Counts counts, int place) {
        counts.slot[place] = slotOf(history.day(row));
        counts.amount[place] = history.amountMinor(row);
        if (withCost) {
            counts.cost[place] = history.costMinor(row);
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
            case COST -> inPeriods(minus(counts.costs, counts.costBack), 0);
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
        private static final int NEVER = -1;

        private final List<long[]> all = new ArrayList<>();
        private final long[] orders = cells();
        private final long[] active = cells();
        private final long[] gross = cells();
        private final long[] refunded = cells();
        private final long[] costs = cells();
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

        /** The rows of the customer at hand. */
        private int[] slot = new int[0];

        private long[] amount = new long[0];
        private long[] cost = new long[0];

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

        void ensure(int rows) {
            if (rows > slot.length) {
                int room = (int) Math.min(Integer.MAX_VALUE - 8, 2L * rows);
                slot = new int[room];
                amount = new long[room];
                cost = new long[withCost ? room : 0];
            }
        }

        /** Counts the rows {@code from..to-1}, in order of day, of one customer into the cells that begin at a base. */
        void count(int base, int from, int to) {
            int ordersSoFar = 0;
            int firstSlot = NEVER;
            int lastSlot = NEVER;
            long grossSoFar = 0;
            long refundedSoFar = 0;
            int row = from;
            while (row < to) {
                int current = slot[row];
                int slotOrders = 0;
                long slotGross = 0;
                long slotRefunded = 0;
                for (; row < to && slot[row] == current; row++) {
                    if (amount[row] >= 0) {
                        slotOrders++;
                        slotGross = Math.addExact(slotGross, amount[row]);
                    } else {
                        slotRefunded = Math.subtractExact(slotRefunded, amount[row]);
                    }
                }
                int cell = base + current;
                PeriodPass.add(gross, cell, slotGross);
                PeriodPass.add(refunded, cell, slotRefunded);
                grossSoFar = Math.addExact(grossSoFar, slotGross);
                refundedSoFar = Math.addExact(refundedSoFar, slotRefunded);
                if (slotOrders > 0) {
                    orders[cell] += slotOrders;
                    secondOrders[cell] += ordersSoFar < 2 && ordersSoFar + slotOrders >= 2 ? 1 : 0;
                    ordersSoFar += slotOrders;
                    active[cell]++;
                    if (lastSlot == NEVER) {
                        firstSlot = current;
                        newCustomers[cell]++;
                    } else if (current == lastSlot + 1) {
                        retained[cell]++;
                    } else {
                        reactivated[cell]++;
                        lapsed[base + lastSlot + 1]++;
                    }
                    lastSlot = current;
                }
            }
            if (lastSlot != NEVER) {
                if (lastSlot + 1 < slots) {
                    lapsed[base + lastSlot + 1]++;
                }
                PeriodPass.add(newGross, base + firstSlot, grossSoFar);
                PeriodPass.add(newRefunded, base + firstSlot, refundedSoFar);
            }
            if (withCost) {
                countCost(base, firstSlot, from, to);
            }
        }

        private void countCost(int base, int firstSlot, int from, int to) {
            for (int row = from; row < to; row++) {
                boolean back = cost[row] < 0;
                long amountOfCost = back ? Math.negateExact(cost[row]) : cost[row];
                PeriodPass.add(back ? costBack : costs, base + slot[row], amountOfCost);
                if (firstSlot != NEVER) {
                    PeriodPass.add(back ? newCostBack : newCost, base + firstSlot, amountOfCost);
                }
            }
        }
    }
}
