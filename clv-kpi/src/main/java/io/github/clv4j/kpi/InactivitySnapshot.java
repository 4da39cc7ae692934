package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

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
            this.population = new Gaps(total).threshold(options);
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
            own[c] = n < options.fewestIntervals() ? Double.NaN : new Gaps(gaps, n).threshold(options);
        }
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

    /** Intervals by their length, ascending. */
    private static final class Gaps {
        private final int[] length;
        private final long[] count;
        private final int distinct;
        private final long total;

        /** Of one customer. */
        Gaps(int[] gaps, int n) {
            this.length = Arrays.copyOf(gaps, n);
            Arrays.sort(length);
            this.count = new long[n];
            Arrays.fill(count, 1);
            this.distinct = n;
            this.total = n;
        }

        /** Of all customers. */
        Gaps(long[] countOfLength) {
            this.length = new int[countOfLength.length];
            Arrays.setAll(length, gap -> gap);
            this.count = countOfLength;
            this.distinct = countOfLength.length;
            this.total = Arrays.stream(countOfLength).sum();
        }

        double threshold(InactivityOptions options) {
            if (total < options.fewestIntervals()) {
                return Double.POSITIVE_INFINITY;
            }
            double days = options.rule() == InactivityOptions.Rule.QUANTILE
                    ? quantile(options.figure())
                    : mean() + options.figure() * deviation();
            return Math.max(options.floorDays(), days);
        }

        private double mean() {
            long sum = 0;
            for (int i = 0; i < distinct; i++) {
                sum += count[i] * length[i];
            }
            return (double) sum / total;
        }

        private double deviation() {
            double mean = mean();
            double squares = 0;
            for (int i = 0; i < distinct; i++) {
                squares += count[i] * (length[i] - mean) * (length[i] - mean);
            }
            return Math.sqrt(squares / (total - 1));
        }

        private double quantile(double part) {
            double place = (total - 1) * part;
            long low = (long) place;
            double below = ranked(low);
            return below + (place - low) * (ranked(Math.min(total - 1, low + 1)) - below);
        }

        private int ranked(long rank) {
            int i = 0;
            for (long seen = count[0]; seen <= rank; seen += count[i]) {
                i++;
            }
            return length[i];
        }
    }
}
