package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The one pass over subscriptions that makes the ledger. A customer's changes are walked day by day; what lies between two
 * comparisons is a step, and each step is classified once.
 */
final class MrrPass {
    /** The step of all changes before the first period, which are history only. */
    private static final int BEFORE = Integer.MIN_VALUE;

    private final Subscriptions subscriptions;
    private final Periods periods;
    private final MrrComparison comparison;
    private final Groups groups;
    private final boolean byPlan;
    private final MrrCells cells;

    /** Codes of the plans of the customer at hand, ascending, the plan not told at the end. */
    private int[] plans = {0};

    /** Its MRR by plan; now, and when the step began. */
    private long[] now = new long[1];

    private long[] before = new long[1];

    private MrrPass(
            Subscriptions subscriptions, Periods periods, MrrComparison comparison, Groups groups, boolean byPlan) {
        this.subscriptions = subscriptions;
        this.periods = periods;
        this.comparison = comparison;
        this.groups = groups;
        this.byPlan = byPlan;
        this.cells = new MrrCells(periods, groups.count());
    }

    static MrrCells run(
            Subscriptions subscriptions, Periods periods, MrrComparison comparison, Groups groups, boolean byPlan) {
        MrrPass pass = new MrrPass(subscriptions, periods, comparison, groups, byPlan);
        try {
            for (int c = 0; c < subscriptions.customers(); c++) {
                pass.customer(c);
            }
            pass.cells.finish();
            return pass.cells;
        } catch (ArithmeticException e) {
            throw new DataException("a sum of recurring revenue does not fit 64 bits of minor units", e);
        }
    }

    /** A change of a customer's MRR: on a day, in a plan. */
    private record Change(int day, int slot, long amount) {}

    private void customer(int c) {
        if (byPlan) {
            plans = plansOf(c);
        }
        now = new long[plans.length];
        before = new long[plans.length];
        Change[] changes = changesOf(c);
        boolean everPaid = false;
        for (int i = 0; i < changes.length; ) {
            int step = stepOf(changes[i].day());
            boolean paidBefore = everPaid;
            System.arraycopy(now, 0, before, 0, now.length);
            int period = periodOf(changes[i].day());
            while (i < changes.length && stepOf(changes[i].day()) == step) {
                int day = changes[i].day();
                for (; i < changes.length && changes[i].day() == day; i++) {
                    int slot = changes[i].slot();
                    now[slot] = Math.addExact(now[slot], changes[i].amount());
                }
                everPaid |= sum(now) > 0;
            }
            step(c, period, paidBefore);
        }
    }

    private int[] plansOf(int c) {
        return IntStream.range(subscriptions.from(c), subscriptions.to(c))
                .map(this::planOf)
                .sorted()
                .distinct()
                .toArray();
    }

    private int planOf(int subscription) {
        int code = subscriptions.planCode(subscription);
        return code == Subscriptions.NO_PLAN ? Integer.MAX_VALUE : code;
    }

    /** The changes up to the as-of day, in order of day; on a day decreases first, so that no sum on the way overflows. */
    private Change[] changesOf(int c) {
        int from = subscriptions.from(c);
        int to = subscriptions.to(c);
        Change[] changes = new Change[2 * (to - from)];
        int n = 0;
        for (int i = from; i < to; i++) {
            long mrr = subscriptions.mrrMinor(i);
            if (mrr > 0 && subscriptions.startDay(i) <= periods.asOfDay()) {
                int slot = byPlan ? Arrays.binarySearch(plans, planOf(i)) : 0;
                changes[n++] = new Change(subscriptions.startDay(i), slot, mrr);
                if (subscriptions.endDay(i) <= periods.asOfDay()) {
                    changes[n++] = new Change(subscriptions.endDay(i), slot, -mrr);
                }
            }
        }
        Change[] sorted = Arrays.copyOf(changes, n);
        Arrays.sort(
                sorted,
                (one, other) -> one.day() != other.day()
                        ? Integer.compare(one.day(), other.day())
                        : Long.compare(one.amount(), other.amount()));
        return sorted;
    }

    private int periodOf(int day) {
        return day < periods.firstDay(0) ? BEFORE : periods.indexOf(day);
    }

    private int stepOf(int day) {
        int period = periodOf(day);
        return period == BEFORE || comparison == MrrComparison.TWO_DATES ? period : day;
    }

    private static long sum(long[] amounts) {
        long sum = 0;
        for (long amount : amounts) {
            sum = Math.addExact(sum, amount);
        }
        return sum;
    }

    /** Books what one customer's MRR did from {@code before} to {@code now}. */
    private void step(int c, int period, boolean paidBefore) {
        long from = sum(before);
        long to = sum(now);
        int own = byPlan ? 0 : groups.ofCustomer(c);
        if (period == BEFORE) {
            cells.open(0, to);
            if (own != 0) {
                cells.open(own, to);
            }
        } else {
            book(period, 0, from, to, paidBefore);
            if (own != 0) {
                book(period, own, from, to, paidBefore);
            }
        }
        if (byPlan) {
            plans(period, from, to, paidBefore);
        }
    }

    private void book(int period, int group, long from, long to, boolean paidBefore) {
        cells.present(period, group, from > 0, to > 0);
        if (from == 0) {
            cells.move(paidBefore ? MrrMovement.REACTIVATION : MrrMovement.NEW, period, group, to);
        } else if (to == 0) {
            cells.move(MrrMovement.CHURN, period, group, from);
        } else if (to > from) {
            cells.move(MrrMovement.EXPANSION, period, group, to - from);
        } else {
            cells.move(MrrMovement.CONTRACTION, period, group, from - to);
        }
    }

    private void plans(int period, long from, long to, boolean paidBefore) {
        if (period == BEFORE) {
            for (int slot = 0; slot < now.length; slot++) {
                if (now[slot] > 0) {
                    cells.open(groupOf(slot), now[slot]);
                }
            }
            return;
        }
        long up = 0;
        long down = 0;
        for (int slot = 0; slot < now.length; slot++) {
            long change = now[slot] - before[slot];
            up += Math.max(0, change);
            down += Math.max(0, -change);
        }
        // 0 for whoever comes or leaves: all its plans go one way.
        long transfer = Math.min(up, down);
        long upSoFar = 0;
        long downSoFar = 0;
        for (int slot = 0; slot < now.length; slot++) {
            long change = now[slot] - before[slot];
            if (change == 0) {
                continue;
            }
            int group = groupOf(slot);
            cells.present(period, group, before[slot] > 0, now[slot] > 0);
            if (change > 0) {
                long moved = share(transfer, upSoFar + change, up) - share(transfer, upSoFar, up);
                upSoFar += change;
                cells.move(MrrMovement.TRANSFER_IN, period, group, moved);
                MrrMovement gain =
                        from > 0 ? MrrMovement.EXPANSION : paidBefore ? MrrMovement.REACTIVATION : MrrMovement.NEW;
                cells.move(gain, period, group, change - moved);
            } else {
                long moved = share(transfer, downSoFar - change, down) - share(transfer, downSoFar, down);
                downSoFar -= change;
                cells.move(MrrMovement.TRANSFER_OUT, period, group, moved);
                MrrMovement loss = to > 0 ? MrrMovement.CONTRACTION : MrrMovement.CHURN;
                cells.move(loss, period, group, -change - moved);
            }
        }
    }

    private int groupOf(int slot) {
        return groups.ofPlan(plans[slot] == Integer.MAX_VALUE ? Subscriptions.NO_PLAN : plans[slot]);
    }

    /** amount · part / whole, rounded down: differences of it along growing parts add up to the amount. */
    private static long share(long amount, long part, long whole) {
        return amount == 0
                ? 0
                : BigInteger.valueOf(amount)
                        .multiply(BigInteger.valueOf(part))
                        .divide(BigInteger.valueOf(whole))
                        .longValueExact();
    }
}
