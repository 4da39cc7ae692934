package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * From each purchase to the next: for each group and each n, of all customers who made an n-th purchase, the days until they
 * made the next one, or until the as-of day if they did not. The order of the customers is not kept.
 */
final class PurchaseSteps {
    /** Most groups times purchases; each has a curve of its own. */
    private static final int MAX_CELLS = 1 << 18;

    private final TransactionLog log;
    private final int asOfDay;
    private final Groups groups;
    private final int most;
    private final PurchaseCounting counting;
    private final ConcurrentLinkedQueue<Steps[]> idle = new ConcurrentLinkedQueue<>();

    private PurchaseSteps(TransactionLog log, int asOfDay, Groups groups, int most, PurchaseCounting counting) {
        this.log = log;
        this.asOfDay = asOfDay;
        this.groups = groups;
        this.most = most;
        this.counting = counting;
        if ((long) groups.count() * most > MAX_CELLS) {
            throw new IllegalArgumentException(groups.count() + " groups of " + most
                    + " purchases are too many; choose fewer of either (at most " + MAX_CELLS + " of both together)");
        }
    }

    /** The steps at {@code group * most + n - 1}; those of group 0 are of all customers. */
    static Steps[] of(TransactionLog log, int asOfDay, Groups groups, int most, PurchaseCounting counting) {
        PurchaseSteps pass = new PurchaseSteps(log, asOfDay, groups, most, counting);
        Parallel.ranges(log.customers(), pass::customers);
        Steps[] total = pass.none();
        for (Steps[] part : pass.idle) {
            for (int at = 0; at < total.length; at++) {
                total[at].addAll(part[at]);
            }
        }
        for (int at = most; at < total.length; at++) {
            total[at % most].addAll(total[at]);
        }
        return total;
    }

    private Steps[] none() {
        Steps[] steps = new Steps[groups.count() * most];
        Arrays.setAll(steps, at -> new Steps());
        return steps;
    }

    private void customers(int from, int to) {
        Steps[] waiting = idle.poll();
        Steps[] steps = waiting == null ? none() : waiting;
        for (int c = from; c < to; c++) {
            CustomerHistory history = log.historyAsOf(c, asOfDay);
            int base = groups.ofCustomer(c) * most;
            int n = 0;
            int last = 0;
            for (int row = 0, rows = history.rows(); row < rows && n <= most; row++) {
                int day = history.day(row);
                boolean purchase =
                        history.amountMinor(row) >= 0 && (n == 0 || day > last || counting == PurchaseCounting.ORDERS);
                if (purchase) {
                    if (n > 0) {
                        steps[base + n - 1].add(last, day - last, true);
                    }
                    last = day;
                    n++;
                }
            }
            if (n > 0 && n <= most) {
                steps[base + n - 1].add(last, asOfDay - last, false);
            }
        }
        idle.add(steps);
    }

    /** Steps from a purchase to the next. */
    static final class Steps {
        private static final int[] NONE = {};

        private int[] start = NONE;
        /** Days to the next purchase, or their complement {@code ~} to the as-of day where there was none. */
        private int[] coded = NONE;

        private int size;

        private void add(int startDay, int days, boolean bought) {
            ensure(size + 1);
            start[size] = startDay;
            coded[size++] = bought ? days : ~days;
        }

        private void addAll(Steps other) {
            ensure(Math.addExact(size, other.size));
            System.arraycopy(other.start, 0, start, size, other.size);
            System.arraycopy(other.coded, 0, coded, size, other.size);
            size += other.size;
        }

        private void ensure(int room) {
            if (room > coded.length) {
                int length = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(room, 16 + 2L * size));
                start = Arrays.copyOf(start, length);
                coded = Arrays.copyOf(coded, length);
            }
        }

        private boolean bought(int i) {
            return coded[i] >= 0;
        }

        private int days(int i) {
            return bought(i) ? coded[i] : ~coded[i];
        }

        /** How many began on or before a day. */
        long startedBy(int day) {
            return IntStream.range(0, size).filter(i -> start[i] <= day).count();
        }

        /** The days to the next purchase of those that began by a day, if they are few enough; ascending. */
        int[] gaps(int startedBy, int most) {
            return IntStream.range(0, size)
                    .filter(i -> start[i] <= startedBy && bought(i) && days(i) <= most)
                    .map(this::days)
                    .sorted()
                    .toArray();
        }

        KaplanMeier curve() {
            int[] days = new int[size];
            boolean[] bought = new boolean[size];
            for (int i = 0; i < size; i++) {
                days[i] = days(i);
                bought[i] = bought(i);
            }
            return KaplanMeier.of(days, bought);
        }
    }
}
