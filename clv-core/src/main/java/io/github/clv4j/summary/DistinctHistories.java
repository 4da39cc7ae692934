package io.github.clv4j.summary;

import io.github.clv4j.data.TimeStep;
import java.util.Arrays;

/**
 * The distinct histories (x, t<sub>x</sub>, T) of the customers of a summary, each with the number of customers that
 * share it: all that the likelihood of a purchase model needs, usually many times shorter than the summary. Sorted by x,
 * then t<sub>x</sub>, then T, so that it does not depend on the input's order. Immutable.
 */
public final class DistinctHistories {
    /** Bits of a packed history for each of its parts; they bound x, and t_x and T in days, at about two million. */
    private static final int BITS = 21;

    private static final int LIMIT = (1 << BITS) - 1;

    private final TimeStep step;
    private final double unitTicks;
    private final long[] history;
    private final int[] weight;

    private DistinctHistories(TimeStep step, double unitTicks, long[] history, int[] weight) {
        this.step = step;
        this.unitTicks = unitTicks;
        this.history = history;
        this.weight = weight;
    }

    static DistinctHistories of(CustomerSummary summary) {
        long[] packed = new long[summary.presentCustomers()];
        int n = 0;
        for (int c = 0; c < summary.customers(); c++) {
            if (summary.isPresent(c)) {
                int x = summary.x(c);
                int age = summary.ageTicks(c);
                if (!(x <= LIMIT && age <= LIMIT)) {
                    throw new IllegalArgumentException(
                            "customer '" + summary.index().id(c) + "' has x " + x + " and age " + age
                                    + " in days or periods; each must be at most " + LIMIT);
                }
                packed[n++] = ((long) x << (2 * BITS)) | ((long) summary.txTicks(c) << BITS) | age;
            }
        }
        Arrays.parallelSort(packed);
        int[] counts = new int[n];
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            if (distinct == 0 || packed[i] != packed[distinct - 1]) {
                packed[distinct++] = packed[i];
            }
            counts[distinct - 1]++;
        }
        return new DistinctHistories(
                summary.step(), summary.unitTicks(), Arrays.copyOf(packed, distinct), Arrays.copyOf(counts, distinct));
    }

    /** Number of distinct histories. */
    public int size() {
        return history.length;
    }

    /** The unit of {@link #tx} and {@link #age}. */
    public TimeStep step() {
        return step;
    }

    /** Repeat purchases x. */
    public int x(int i) {
        return (int) (history[i] >>> (2 * BITS));
    }

    /** Age at the last purchase t<sub>x</sub>, in the unit of {@link #step}. */
    public double tx(int i) {
        return ((history[i] >>> BITS) & LIMIT) / unitTicks;
    }

    /** Age T, in the unit of {@link #step}. */
    public double age(int i) {
        return (history[i] & LIMIT) / unitTicks;
    }

    /** Customers with this history. */
    public int weight(int i) {
        return weight[i];
    }

    @Override
    public String toString() {
        return size() + " distinct histories";
    }
}
