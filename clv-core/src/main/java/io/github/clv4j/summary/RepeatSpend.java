package io.github.clv4j.summary;

import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often and for how much customers bought: the distinct pairs of a number x of purchases and their mean spend
 * z&#772;, each with the number of customers that share it. All that a model of spend needs. Sorted by x, then z&#772;,
 * so that it does not depend on the input's order. Immutable.
 *
 * <p>Only customers with x &gt; 0 and z&#772; &gt; 0 are in it.
 */
public final class RepeatSpend {
    /** The same limit as that of {@link DistinctHistories}. */
    private static final int X_LIMIT = (1 << 19) - 1;

    private final int[] x;
    private final double[] mean;
    private final int[] weight;
    private final long customers;
    private final long excluded;

    /** Of one row a customer; rows with x = 0 are not taken. */
    private RepeatSpend(int[] xs, double[] means, int excluded) {
        int[] start = new int[Arrays.stream(xs).max().orElse(0) + 2];
        for (int count : xs) {
            start[count + 1]++;
        }
        int absent = start[1];
        start[1] = 0;
        for (int count = 1; count < start.length; count++) {
            start[count] += start[count - 1];
        }
        double[] sorted = new double[xs.length - absent];
        int[] next = start.clone();
        for (int i = 0; i < xs.length; i++) {
            if (xs[i] > 0) {
                sorted[next[xs[i]]++] = means[i];
            }
        }
        int[] values = new int[sorted.length];
        int[] weights = new int[sorted.length];
        int distinct = 0;
        for (int count = 1; count + 1 < start.length; count++) {
            int from = start[count];
            int to = start[count + 1];
            Arrays.parallelSort(sorted, from, to);
            for (int i = from; i < to; i++) {
                if (i == from || sorted[i] != sorted[distinct - 1]) {
                    values[distinct] = count;
                    sorted[distinct++] = sorted[i];
                }
                weights[distinct - 1]++;
            }
        }
        this.x = Arrays.copyOf(values, distinct);
        this.mean = Arrays.copyOf(sorted, distinct);
        this.weight = Arrays.copyOf(weights, distinct);
        this.customers = sorted.length;
        this.excluded = excluded;
    }

    /**
     * Repeat purchases and their mean spend, {@link CustomerSummary#x} and {@link CustomerSummary#meanRepeatSpend}, in
     * major units. The first purchase takes no part, so that x is the same as in the models of purchases. Customers
     * without a repeat purchase are not in it; those whose mean is not above 0, for their orders were free or refunds that
     * were kept outweigh them, are left out and counted in {@link #excluded}.
     */
    public static RepeatSpend of(CustomerSummary summary) {
        return of(summary, false);
    }

    /**
     * All purchases, the first included, and their mean spend in major units: x + 1 purchases of each customer that is
     * present. It takes in customers who bought once, and assumes that a first purchase is like the others. What is fitted
     * to this must be asked with the same figures. Customers whose mean is not above 0 are left out and counted in {@link
     * #excluded}.
     */
    public static RepeatSpend withFirstPurchase(CustomerSummary summary) {
        return of(summary, true);
    }

    private static RepeatSpend of(CustomerSummary summary, boolean first) {
        int n = summary.customers();
        int[] x = new int[n];
        double[] mean = new double[n];
        Parallel.ranges(n, (from, to) -> {
            for (int c = from; c < to; c++) {
                x[c] = first ? summary.purchasePeriods(c) : summary.x(c);
                if (x[c] > X_LIMIT) {
                    throw new IllegalArgumentException("customer '"
                            + summary.index().id(c) + "' has " + x[c] + " purchases; it must be at most " + X_LIMIT);
                }
                if (x[c] > 0) {
                    mean[c] =
                            first ? summary.money().toMajor(summary.spendMinor(c)) / x[c] : summary.meanRepeatSpend(c);
                }
            }
        });
        int excluded = 0;
        for (int c = 0; c < n; c++) {
            if (x[c] > 0 && !(mean[c] > 0)) {
                x[c] = 0;
                excluded++;
            }
        }
        return new RepeatSpend(x, mean, excluded);
    }

    /**
     * Figures that a host has at hand, one pair a customer, of customers with at least one purchase.
     *
     * @param x purchases whose mean spend is told, 1 or more
     * @param meanSpend their mean spend, finite and above 0, in the unit of money that the model shall speak
     * @throws IllegalArgumentException if the arrays differ in length or a customer's figures cannot be; the message names
     *     the customer's number
     */
    public static RepeatSpend of(int[] x, double[] meanSpend) {
        if (x.length != meanSpend.length) {
            throw new IllegalArgumentException("there are " + x.length + " counts x and " + meanSpend.length
                    + " mean spends; both must be as many");
        }
        int[] xs = x.clone();
        double[] means = meanSpend.clone();
        for (int c = 0; c < xs.length; c++) {
            if (!(xs[c] >= 1 && xs[c] <= X_LIMIT && means[c] > 0 && means[c] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("customer number " + c + " has x " + xs[c] + " and mean spend "
                        + means[c] + "; it must be that 1 <= x <= " + X_LIMIT
                        + ", and the mean spend is finite and above 0");
            }
        }
        return new RepeatSpend(xs, means, 0);
    }

    /**
     * Pairs that were counted elsewhere, such as by a database or a cluster: the same, to the bit, as one pair a customer
     * gives. A pair may stand in several places, whose counts are added.
     *
     * @param x purchases whose mean spend is told, 1 or more
     * @param meanSpend their mean spend, finite and above 0
     * @param counts customers with each pair, 1 or more
     * @param excluded customers that were left out because their mean spend is not above 0
     * @throws IllegalArgumentException if the arrays differ in length, a pair cannot be, or one has more than
     *     2<sup>31</sup> - 1 customers; the message names its place
     */
    public static RepeatSpend ofCounts(int[] x, double[] meanSpend, long[] counts, long excluded) {
        if (!(x.length == meanSpend.length && x.length == counts.length)) {
            throw new IllegalArgumentException("there are " + x.length + " counts x, " + meanSpend.length
                    + " mean spends and " + counts.length + " numbers of customers; all must be as many");
        }
        if (excluded < 0) {
            throw new IllegalArgumentException("excluded is " + excluded + "; it must be 0 or more");
        }
        TreeMap<Pair, Long> customersOf = new TreeMap<>();
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] >= 1
                    && x[i] <= X_LIMIT
                    && meanSpend[i] > 0
                    && meanSpend[i] < Double.POSITIVE_INFINITY
                    && counts[i] >= 1)) {
                throw new IllegalArgumentException("pair number " + i + " has x " + x[i] + ", mean spend "
                        + meanSpend[i] + " and " + counts[i] + " customers; it must be that 1 <= x <= " + X_LIMIT
                        + ", the mean spend is finite and above 0, and customers are 1 or more");
            }
            customersOf.merge(new Pair(x[i], meanSpend[i]), counts[i], Math::addExact);
        }
        return new RepeatSpend(customersOf, excluded);
    }

    private record Pair(int x, double mean) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byX = Integer.compare(x, other.x);
            return byX == 0 ? Double.compare(mean, other.mean) : byX;
        }
    }

    private RepeatSpend(SortedMap<Pair, Long> customersOf, long excluded) {
        this.x = new int[customersOf.size()];
        this.mean = new double[x.length];
        this.weight = new int[x.length];
        this.excluded = excluded;
        int i = 0;
        long sum = 0;
        for (Map.Entry<Pair, Long> entry : customersOf.entrySet()) {
            long some = entry.getValue();
            if (some > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "a pair has " + some + " customers; it must be at most " + Integer.MAX_VALUE);
            }
            x[i] = entry.getKey().x();
            mean[i] = entry.getKey().mean();
            weight[i++] = (int) some;
            sum += some;
        }
        this.customers = sum;
    }

    /** Number of distinct pairs. */
    public int size() {
        return x.length;
    }

    /** Number of customers: the sum of all weights. */
    public long customers() {
        return customers;
    }

    /** Customers of a summary that were left out because their mean spend is not above 0. */
    public long excluded() {
        return excluded;
    }

    /** Purchases x of a pair. */
    public int x(int i) {
        return x[i];
    }

    /** Mean spend z&#772; of a pair's purchases. */
    public double meanSpend(int i) {
        return mean[i];
    }

    /** Customers with this pair. */
    public int weight(int i) {
        return weight[i];
    }

    /**
     * Pearson's correlation of x and z&#772; across customers, in −1..1. Models of spend assume that how much a customer
     * spends at a time has nothing to do with how often; a correlation far from 0 says that this does not hold. Empty if
     * all customers have the same x, or the same z&#772;.
     */
    public OptionalDouble correlation() {
        if (x.length == 0 || x[0] == x[x.length - 1]) {
            return OptionalDouble.empty();
        }
        double unit = Arrays.stream(mean).max().orElse(1);
        double meanX = 0;
        double meanZ = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += (double) weight[i] / customers * x[i];
            meanZ += (double) weight[i] / customers * (mean[i] / unit);
        }
        double xx = 0;
        double zz = 0;
        double xz = 0;
        boolean same = true;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - meanX;
            double dz = mean[i] / unit - meanZ;
            xx += weight[i] * dx * dx;
            zz += weight[i] * dz * dz;
            xz += weight[i] * dx * dz;
            same &= mean[i] == mean[0];
        }
        return same
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(-1, Math.min(1, xz / Math.sqrt(xx) / Math.sqrt(zz))));
    }

    @Override
    public String toString() {
        return "spend of " + customers + " customers" + (excluded == 0 ? "" : ", " + excluded + " left out");
    }
}
