package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one pass over a log that makes period facts. Hot: each row is read once, in the order in which it lies in memory.
 *
 * <p>Time is cut into slots: 0 is all time before the period that precedes the first one, 1 that preceding period,
 * {@code 2 + p} period {@code p}, and the last one what came after the periods. Threads count into places of their own,
 * which are added at the end. Windows that overlap are taken lane by lane, each a pass.
 */
final class PeriodPass {
    /** Most counters of one kind: groups times slots. */
    private static final int MAX_CELLS = 1 << 22;

    private static final int FIRST_SLOT = 2;

    private final @Nullable TransactionLog log;
    private final Periods periods;
    private final Groups groups;
    private final boolean withCost;
    private final boolean withQuantity;
    private final int slots;
    private final int precedingDay;
    private final int firstDay;
    private final ConcurrentLinkedQueue<PeriodCounts> idle = new ConcurrentLinkedQueue<>();

    private PeriodPass(
            @Nullable TransactionLog log, Periods periods, Groups groups, boolean withCost, boolean withQuantity) {
        this.log = log;
        this.periods = periods;
        this.groups = groups;
        this.withCost = withCost;
        this.withQuantity = withQuantity;
        this.slots = FIRST_SLOT + periods.count() + 1;
        this.precedingDay = periods.precedingDay();
        this.firstDay = periods.firstDay(0);
    }

    /** What was counted, each at {@code group * periods.count() + period}. Twice the medians, so that they are whole. */
    static final class Counted {
        private final Map<Fact, long[]> facts = new EnumMap<>(Fact.class);
        private final CustomerSums customerSums;
        private final int[] twiceMedianGap;

        Counted(int cells) {
            customerSums = new CustomerSums(cells);
            twiceMedianGap = new int[cells];
            for (Fact fact : Fact.values()) {
                facts.put(fact, new long[cells]);
            }
        }

        long[] values(Fact fact) {
            return Objects.requireNonNull(facts.get(fact));
        }

        CustomerSums customerSums() {
            return customerSums;
        }

        double medianGap(int cell) {
            return twiceMedianGap[cell] / 2.0;
        }

        boolean sameAs(Counted that) {
            return Arrays.stream(Fact.values()).allMatch(fact -> Arrays.equals(values(fact), that.values(fact)))
                    && Arrays.equals(twiceMedianGap, that.twiceMedianGap)
                    && customerSums.sameAs(that.customerSums);
        }
    }

    /**
     * Counts, and lets something else count beside it: the rows of customers that were just read here are near when it reads
     * them.
     */
    static Counted run(TransactionLog log, Periods periods, Groups groups, Parallel.Piece beside) {
        requireFew(periods, groups);
        Counted counted = new Counted(groups.count() * periods.count());
        try {
            for (int lane = 0; lane < periods.lanes(); lane++) {
                PeriodPass pass = new PeriodPass(log, periods.lane(lane), groups, log.hasCost(), log.hasQuantity());
                Parallel.Piece other = lane == 0 ? beside : (from, to) -> {};
                Parallel.ranges(log.customers(), (from, to) -> {
                    pass.customers(from, to);
                    other.run(from, to);
                });
                pass.finish(counted, periods, lane);
            }
            return counted;
        } catch (ArithmeticException e) {
            throw new DataException("a sum of amounts or costs does not fit 64 bits of minor units", e);
        }
    }

    private static void requireFew(Periods periods, Groups groups) {
        if ((FIRST_SLOT + periods.count() + 1L) * groups.count() > MAX_CELLS) {
            throw new IllegalArgumentException(groups.count() + " groups of " + periods.count()
                    + " periods are too many; choose longer periods or fewer groups (at most " + MAX_CELLS
                    + " of both together)");
        }
    }

    /** Counters of each lane, still at 0, for what is counted in several places and added up later. */
    static List<PeriodCounts> emptyCounts(Periods periods, Groups groups, boolean withCost, boolean withQuantity) {
        requireFew(periods, groups);
        return IntStream.range(0, periods.lanes())
                .mapToObj(lane -> new PeriodPass(null, periods.lane(lane), groups, withCost, withQuantity).counts())
                .toList();
    }

    /** Counts all customers of a log into the counters of each lane, on this thread. */
    static void count(TransactionLog log, Periods periods, Groups groups, List<PeriodCounts> counts) {
        for (int lane = 0; lane < periods.lanes(); lane++) {
            PeriodPass pass = new PeriodPass(log, periods.lane(lane), groups, log.hasCost(), log.hasQuantity());
            pass.idle.add(counts.get(lane));
            pass.customers(0, log.customers());
        }
    }

    /** What the counters of each lane come to; they may have more groups, which are left out. */
    static Counted finish(
            Periods periods, Groups groups, boolean withCost, boolean withQuantity, List<PeriodCounts> counts) {
        Counted counted = new Counted(groups.count() * periods.count());
        for (int lane = 0; lane < periods.lanes(); lane++) {
            PeriodPass pass = new PeriodPass(null, periods.lane(lane), groups, withCost, withQuantity);
            pass.idle.add(counts.get(lane));
            pass.finish(counted, periods, lane);
        }
        return counted;
    }

    private PeriodCounts counts() {
        return new PeriodCounts(groups.count(), slots, FIRST_SLOT, withCost, withQuantity);
    }

    private void customers(int from, int to) {
        TransactionLog rows = Objects.requireNonNull(log, "log");
        PeriodCounts waiting = idle.poll();
        PeriodCounts counts = waiting == null ? counts() : waiting;
        for (int c = from; c < to; c++) {
            CustomerHistory history = rows.historyAsOf(c, periods.asOfDay());
            int size = history.rows();
            counts.ensure(size);
            for (int row = 0; row < size; row++) {
                read(history, row, counts, row);
            }
            if (groups.areOfRows()) {
                counts.count(0, 0, size);
                byLabel(rows, history, counts, c);
            } else {
                counts.count(groups.ofCustomer(c) * slots, 0, size);
            }
        }
        idle.add(counts);
    }

    /** Counts the rows of each label, in order of label and then of day. */
    private void byLabel(TransactionLog log, CustomerHistory history, PeriodCounts counts, int customer) {
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

    private void read(CustomerHistory history, int row, PeriodCounts counts, int place) {
        int day = history.day(row);
        counts.put(place, slotOf(day), day, history.amountMinor(row));
        if (withCost) {
            counts.putCost(place, history.costMinor(row));
        }
        if (withQuantity) {
            counts.putQuantity(place, history.quantity(row));
        }
    }

    private int slotOf(int day) {
        if (day >= firstDay) {
            int period = periods.indexOf(day);
            return period == Periods.NONE ? slots - 1 : FIRST_SLOT + period;
        }
        return day >= precedingDay ? 1 : 0;
    }

    /** Adds the threads' counts and puts them where the periods of a lane have their places. */
    private void finish(Counted counted, Periods all, int lane) {
        PeriodCounts total = counts();
        for (PeriodCounts part : idle) {
            total.add(part);
        }
        if (!groups.areOfRows()) {
            total.sumGroups();
        }
        int step = all.lanes();
        for (Fact fact : Fact.values()) {
            long[] own = cells(fact, total);
            long[] values = counted.values(fact);
            int shift = FIRST_SLOT - (fact == Fact.PREVIOUSLY_ACTIVE ? 1 : 0);
            for (int group = 0; group < groups.count(); group++) {
                for (int p = 0; p < periods.count(); p++) {
                    values[group * all.count() + lane + p * step] = own[group * slots + shift + p];
                }
            }
        }
        List<GapLists> gaps = idle.stream().map(part -> part.gapLists).toList();
        Parallel.pieces(periods.count(), p -> medians(gaps, p, counted.twiceMedianGap, all.count(), lane + p * step));
        for (int group = 0; group < groups.count(); group++) {
            for (int p = 0; p < periods.count(); p++) {
                counted.customerSums.take(total, group * slots + FIRST_SLOT + p, group * all.count() + lane + p * step);
            }
        }
    }

    private void medians(List<GapLists> gaps, int period, int[] twiceMedian, int stride, int place) {
        GapLists.Counter ofGroup = new GapLists.Counter(gaps);
        GapLists.Counter ofAll = new GapLists.Counter(gaps);
        for (int group = 0; group < groups.count(); group++) {
            int cell = group * slots + FIRST_SLOT + period;
            ofGroup.add(cell);
            twiceMedian[group * stride + place] = ofGroup.twiceMedian();
            ofGroup.clear();
            if (!groups.areOfRows()) {
                ofAll.add(cell);
            }
        }
        if (!groups.areOfRows()) {
            twiceMedian[place] = ofAll.twiceMedian();
        }
    }

    private long[] cells(Fact fact, PeriodCounts counts) {
        return switch (fact) {
            case ORDERS -> counts.orders;
            case PRESENT_CUSTOMERS -> counts.present;
            case ACTIVE_CUSTOMERS, PREVIOUSLY_ACTIVE -> counts.active;
            case REVENUE -> minus(counts.gross, counts.refunded);
            case GROSS_REVENUE -> counts.gross;
            case REFUNDED -> counts.refunded;
            case COST -> minus(counts.costs, counts.costBack);
            case ITEMS -> counts.items;
            case NEW_CUSTOMERS -> counts.newCustomers;
            case RETAINED_CUSTOMERS -> counts.retained;
            case LAPSED_CUSTOMERS -> counts.lapsed;
            case REACTIVATED_CUSTOMERS -> counts.reactivated;
            case ACQUIRED_CUSTOMERS -> upTo(counts.newCustomers);
            case REPEAT_CUSTOMERS -> upTo(counts.secondOrders);
            case CUSTOMERS_WITH_GAPS -> counts.gapCustomers;
            case ORDER_GAPS -> counts.gaps;
            case ORDER_GAP_DAYS -> counts.gapDays;
            case NEW_CUSTOMERS_REVENUE -> minus(counts.newGross, counts.newRefunded);
            case NEW_CUSTOMERS_COST -> minus(counts.newCost, counts.newCostBack);
        };
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
}
