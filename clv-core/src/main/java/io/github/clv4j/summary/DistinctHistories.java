package io.github.clv4j.summary;

import io.github.clv4j.data.TimeStep;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The distinct histories (x, t<sub>x</sub>, T) of customers, each with the number of customers that share it: all that the
 * likelihood of a purchase model needs, usually many times shorter than the customers. Sorted by x, then t<sub>x</sub>,
 * then T, so that it does not depend on the input's order. Immutable.
 */
public final class DistinctHistories {
    /** Bits of a packed history for the number of a time, and so the most different times: about four million. */
    private static final int TIME_BITS = 22;

    private static final int TIME_LIMIT = (1 << TIME_BITS) - 1;
    private static final int X_LIMIT = (1 << (63 - 2 * TIME_BITS)) - 1;

    private final TimeStep step;
    private final boolean wholePeriods;
    private final double[] times;
    private final int[] x;
    private final int[] txTime;
    private final int[] ageTime;
    private final int[] weight;
    private final long customers;

    private DistinctHistories(TimeStep step, boolean wholePeriods, double[] times, long[] packed) {
        Arrays.parallelSort(packed);
        int[] counts = new int[packed.length];
        int distinct = 0;
        for (long history : packed) {
            if (distinct == 0 || history != packed[distinct - 1]) {
                packed[distinct++] = history;
            }
            counts[distinct - 1]++;
        }
        this.step = step;
        this.wholePeriods = wholePeriods;
        this.times = times;
        this.x = new int[distinct];
        this.txTime = new int[distinct];
        this.ageTime = new int[distinct];
        this.weight = Arrays.copyOf(counts, distinct);
        this.customers = packed.length;
        for (int i = 0; i < distinct; i++) {
            x[i] = (int) (packed[i] >>> (2 * TIME_BITS));
            txTime[i] = (int) (packed[i] >>> TIME_BITS) & TIME_LIMIT;
            ageTime[i] = (int) packed[i] & TIME_LIMIT;
        }
    }

    /** From the number of customers of each packed history. */
    private DistinctHistories(TimeStep step, boolean wholePeriods, double[] times, SortedMap<Long, Long> customersOf) {
        this.step = step;
        this.wholePeriods = wholePeriods;
        this.times = times;
        this.x = new int[customersOf.size()];
        this.txTime = new int[x.length];
        this.ageTime = new int[x.length];
        this.weight = new int[x.length];
        int i = 0;
        long sum = 0;
        for (Map.Entry<Long, Long> entry : customersOf.entrySet()) {
            long history = entry.getKey();
            long some = entry.getValue();
            if (some > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "a history has " + some + " customers; it must be at most " + Integer.MAX_VALUE);
            }
            x[i] = (int) (history >>> (2 * TIME_BITS));
            txTime[i] = (int) (history >>> TIME_BITS) & TIME_LIMIT;
            ageTime[i] = (int) history & TIME_LIMIT;
            weight[i++] = (int) some;
            sum += some;
        }
        this.customers = sum;
    }

    private static long pack(int x, int tx, int age) {
        return ((long) x << (2 * TIME_BITS)) | ((long) tx << TIME_BITS) | age;
    }

    static DistinctHistories of(CustomerSummary summary) {
        BitSet seen = new BitSet();
        for (int c = 0; c < summary.customers(); c++) {
            if (summary.isPresent(c)) {
                int x = summary.x(c);
                int age = summary.ageTicks(c);
                if (!(x <= X_LIMIT && age <= TIME_LIMIT)) {
                    throw new IllegalArgumentException(
                            "customer '" + summary.index().id(c) + "' has x " + x + " and age " + age
                                    + " in days or periods; x must be at most " + X_LIMIT + ", age " + TIME_LIMIT);
                }
                seen.set(age);
                seen.set(summary.txTicks(c));
            }
        }
        int[] numberOfTick = new int[seen.length()];
        double[] times = new double[seen.cardinality()];
        int count = 0;
        for (int tick = seen.nextSetBit(0); tick >= 0; tick = seen.nextSetBit(tick + 1)) {
            numberOfTick[tick] = count;
            times[count++] = tick / summary.unitTicks();
        }
        long[] packed = new long[summary.presentCustomers()];
        int n = 0;
        for (int c = 0; c < summary.customers(); c++) {
            if (summary.isPresent(c)) {
                packed[n++] = pack(summary.x(c), numberOfTick[summary.txTicks(c)], numberOfTick[summary.ageTicks(c)]);
            }
        }
        return new DistinctHistories(summary.step(), summary.merging() == PurchaseMerging.SAME_PERIOD, times, packed);
    }

    /**
     * Histories that a host has at hand, one a customer.
     *
     * @param x repeat purchases, 0 or more
     * @param tx age at the last purchase; 0 where x is 0
     * @param age T, at least t<sub>x</sub>
     * @param step the unit of both times
     * @throws IllegalArgumentException if the arrays differ in length or a customer's history cannot be; the message names
     *     the customer's number
     */
    public static DistinctHistories of(int[] x, double[] tx, double[] age, TimeStep step) {
        if (!(x.length == tx.length && x.length == age.length)) {
            throw new IllegalArgumentException("there are " + x.length + " counts x, " + tx.length + " times t_x and "
                    + age.length + " ages T; all must be as many");
        }
        double[] all = new double[2 * x.length];
        boolean whole = true;
        for (int c = 0; c < x.length; c++) {
            if (!(x[c] >= 0
                    && x[c] <= X_LIMIT
                    && tx[c] >= 0
                    && tx[c] <= age[c]
                    && age[c] < Double.POSITIVE_INFINITY
                    && (x[c] > 0 || tx[c] == 0))) {
                throw new IllegalArgumentException("customer number " + c + " has x " + x[c] + ", t_x " + tx[c] + ", T "
                        + age[c] + "; it must be that 0 <= x <= " + X_LIMIT
                        + ", 0 <= t_x <= T, T is finite, and t_x is 0 where x is 0");
            }
            // Adding 0 makes -0 a 0, which sorts and compares apart otherwise.
            all[2 * c] = tx[c] + 0.0;
            all[2 * c + 1] = age[c] + 0.0;
            whole &= tx[c] == Math.rint(tx[c]) && age[c] == Math.rint(age[c]);
        }
        double[] times = all.clone();
        Arrays.parallelSort(times);
        int distinct = 0;
        for (double time : times) {
            if (distinct == 0 || time != times[distinct - 1]) {
                times[distinct++] = time;
            }
        }
        times = Arrays.copyOf(times, distinct);
        if (distinct > TIME_LIMIT) {
            throw new IllegalArgumentException(
                    "there are " + distinct + " different times; at most " + TIME_LIMIT + " are possible");
        }
        long[] packed = new long[x.length];
        for (int c = 0; c < x.length; c++) {
            packed[c] = pack(x[c], Arrays.binarySearch(times, all[2 * c]), Arrays.binarySearch(times, all[2 * c + 1]));
        }
        return new DistinctHistories(step, whole, times, packed);
    }

    /**
     * Histories that were counted elsewhere, such as by a database or a cluster: the same, to the bit, as {@link
     * CustomerSummary#distinctHistories} of all those customers. A history may stand in several places, whose counts are
     * added.
     *
     * @param x repeat purchases, 0 or more
     * @param txTicks age at the last purchase in whole days, or in whole periods where those are merged; 0 where x is 0
     * @param ageTicks T in the same unit, at least {@code txTicks}
     * @param counts customers with each history, 1 or more
     * @param step the unit of the histories' times
     * @param merging which purchases counted as one, and so whether ticks are days or periods
     * @throws IllegalArgumentException if the arrays differ in length, a history cannot be, or one has more than
     *     2<sup>31</sup> - 1 customers; the message names its place
     */
    public static DistinctHistories ofCounts(
            int[] x, int[] txTicks, int[] ageTicks, long[] counts, TimeStep step, PurchaseMerging merging) {
        if (!(x.length == txTicks.length && x.length == ageTicks.length && x.length == counts.length)) {
            throw new IllegalArgumentException("there are " + x.length + " counts x, " + txTicks.length
                    + " times t_x, " + ageTicks.length + " ages T and " + counts.length
                    + " numbers of customers; all must be as many");
        }
        BitSet seen = new BitSet();
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] >= 0
                    && x[i] <= X_LIMIT
                    && txTicks[i] >= 0
                    && txTicks[i] <= ageTicks[i]
                    && ageTicks[i] <= TIME_LIMIT
                    && (x[i] > 0 || txTicks[i] == 0)
                    && counts[i] >= 1)) {
                throw new IllegalArgumentException("history number " + i + " has x " + x[i] + ", t_x " + txTicks[i]
                        + ", T " + ageTicks[i] + " and " + counts[i] + " customers; it must be that 0 <= x <= "
                        + X_LIMIT + ", 0 <= t_x <= T <= " + TIME_LIMIT
                        + ", t_x is 0 where x is 0, and customers are 1 or more");
            }
            seen.set(txTicks[i]);
            seen.set(ageTicks[i]);
        }
        double unitTicks = CustomerSummary.unitTicks(step, merging);
        int[] numberOfTick = new int[seen.length()];
        double[] times = new double[seen.cardinality()];
        int count = 0;
        for (int tick = seen.nextSetBit(0); tick >= 0; tick = seen.nextSetBit(tick + 1)) {
            numberOfTick[tick] = count;
            times[count++] = tick / unitTicks;
        }
        TreeMap<Long, Long> customersOf = new TreeMap<>();
        for (int i = 0; i < x.length; i++) {
            customersOf.merge(
                    pack(x[i], numberOfTick[txTicks[i]], numberOfTick[ageTicks[i]]), counts[i], Math::addExact);
        }
        return new DistinctHistories(step, merging == PurchaseMerging.SAME_PERIOD, times, customersOf);
    }

    /** Number of distinct histories. */
    public int size() {
        return x.length;
    }

    /** Number of customers: the sum of all weights. */
    public long customers() {
        return customers;
    }

    /** The unit of {@link #tx} and {@link #age}. */
    public TimeStep step() {
        return step;
    }

    /** True if all times are whole numbers of periods, as models of discrete opportunities want them. */
    public boolean isWholePeriods() {
        return wholePeriods;
    }

    /** Repeat purchases x. */
    public int x(int i) {
        return x[i];
    }

    /** Age at the last purchase t<sub>x</sub>, in the unit of {@link #step}. */
    public double tx(int i) {
        return times[txTime[i]];
    }

    /** Age T, in the unit of {@link #step}. */
    public double age(int i) {
        return times[ageTime[i]];
    }

    /** Customers with this history. */
    public int weight(int i) {
        return weight[i];
    }

    /** Number of different times that occur as t<sub>x</sub> or T. */
    public int times() {
        return times.length;
    }

    /** One of the different times; they ascend. */
    public double time(int number) {
        return times[number];
    }

    /** The number of t<sub>x</sub> among the different times. */
    public int txTime(int i) {
        return txTime[i];
    }

    /** The number of T among the different times. */
    public int ageTime(int i) {
        return ageTime[i];
    }

    @Override
    public String toString() {
        return size() + " distinct histories of " + customers + " customers";
    }
}
