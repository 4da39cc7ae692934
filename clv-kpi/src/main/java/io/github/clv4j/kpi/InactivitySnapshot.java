package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongToIntFunction;

/** Last order and threshold of each customer as of a day, from what was known at the end of that day. */
final class InactivitySnapshot {
    /** The last day of a customer without orders. */
    static final int NEVER = Integer.MIN_VALUE;

    private final TransactionLog log;
    private final int day;
    private final InactivityOptions options;
    private final int[] lastDay;
    /** NaN where it is the population's. */
    private final double[] own;

    private final double population;

    private InactivitySnapshot(TransactionLog log, int day, InactivityOptions options) {
        this.log = log;
        this.day = day;
        this.options = options;
        this.lastDay = new int[log.customers()];
        this.own = new double[log.customers()];
        if (options.rule() == InactivityOptions.Rule.FIXED) {
            Parallel.ranges(log.customers(), this::lastDays);
            this.population = options.figure();
        } else {
            int longest = Math.max(0, day - log.firstDay());
            ConcurrentLinkedQueue<long[]> counts = new ConcurrentLinkedQueue<>();
            Parallel.ranges(log.customers(), (from, to) -> {
                long[] waiting = counts.poll();
                long[] count = waiting == null ? new long[longest + 1] : waiting;
                thresholds(from, to, count);
                counts.add(count);
            });
            long[] total = new long[longest + 1];
            counts.forEach(part -> Arrays.setAll(total, gap -> total[gap] + part[gap]));
            this.population = populationThreshold(total);
        }
    }

    static InactivitySnapshot of(TransactionLog log, int day, InactivityOptions options) {
        return new InactivitySnapshot(log, day, options);
    }

    private void lastDays(int from, int to) {
        Arrays.fill(own, from, to, Double.NaN);
        for (int c = from; c < to; c++) {
            CustomerHistory history = log.historyAsOf(c, day);
            int row = history.rows() - 1;
            while (row >= 0 && history.amountMinor(row) < 0) {
                row--;
            }
            lastDay[c] = row < 0 ? NEVER : history.day(row);
        }
    }

    /** Finds own thresholds and counts all intervals by their length. */
    private void thresholds(int from, int to, long[] counts) {
        int[] gaps = new int[16];
        for (int c = from; c < to; c++) {
            CustomerHistory history = log.historyAsOf(c, day);
            int last = NEVER;
            int n = 0;
            for (int row = 0, rows = history.rows(); row < rows; row++) {
                int today = history.day(row);
                if (history.amountMinor(row) >= 0 && today != last) {
                    if (last != NEVER) {
                        gaps = n < gaps.length ? gaps : Arrays.copyOf(gaps, 2 * n);
                        gaps[n++] = today - last;
                        counts[today - last]++;
                    }
                    last = today;
                }
            }
            lastDay[c] = last;
            own[c] = n < options.fewestIntervals() ? Double.NaN : ownThreshold(gaps, n);
        }
    }

    /** The threshold of some intervals of one customer, which may be left in another order. */
    private double ownThreshold(int[] gaps, int n) {
        if (options.rule() == InactivityOptions.Rule.QUANTILE) {
            Arrays.sort(gaps, 0, n);
            return quantile(n, rank -> gaps[(int) rank]);
        }
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += gaps[i];
        }
        double mean = (double) sum / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (gaps[i] - mean) * (gaps[i] - mean);
        }
        return meanPlus(mean, squares, n);
    }

    /** The threshold of all intervals, counted by their length. */
    private double populationThreshold(long[] counts) {
        long total = Arrays.stream(counts).sum();
        if (total < options.fewestIntervals()) {
            return Double.POSITIVE_INFINITY;
        }
        if (options.rule() == InactivityOptions.Rule.QUANTILE) {
            return quantile(total, rank -> ranked(counts, rank));
        }
        long sum = 0;
        for (int gap = 0; gap < counts.length; gap++) {
            sum += counts[gap] * gap;
        }
        double mean = (double) sum / total;
        double squares = 0;
        for (int gap = 0; gap < counts.length; gap++) {
            squares += counts[gap] * (gap - mean) * (gap - mean);
        }
        return meanPlus(mean, squares, total);
    }

    private double meanPlus(double mean, double squares, long n) {
        return Math.max(options.floorDays(), mean + options.figure() * Math.sqrt(squares / (n - 1)));
    }

    private double quantile(long n, LongToIntFunction ranked) {
        double place = (n - 1) * options.figure();
        long low = (long) place;
        double below = ranked.applyAsInt(low);
        double above = ranked.applyAsInt(Math.min(n - 1, low + 1));
        return Math.max(options.floorDays(), below + (place - low) * (above - below));
    }

    private static int ranked(long[] counts, long rank) {
        int gap = 0;
        for (long seen = counts[0]; seen <= rank; seen += counts[gap]) {
            gap++;
        }
        return gap;
    }

    boolean isKnown(int customer) {
        return lastDay[customer] != NEVER;
    }

    int lastDay(int customer) {
        return lastDay[customer];
    }

    int silentDays(int customer) {
        return day - lastDay[customer];
    }

    boolean isOwn(int customer) {
        return !Double.isNaN(own[customer]);
    }

    double threshold(int customer) {
        return isOwn(customer) ? own[customer] : population;
    }

    double populationThreshold() {
        return population;
    }

    boolean isChurned(int customer) {
        return silentDays(customer) > threshold(customer);
    }
}
