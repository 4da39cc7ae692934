package io.github.clv4j.model;

import io.github.clv4j.summary.RepeatSpend;
import java.util.Arrays;

/**
 * Spend as plain arrays for the likelihood: rows sorted by x and then by mean spend, with the rows of one x together, so
 * that what depends on x alone is computed once an evaluation and not once a row.
 */
final class SpendColumns {
    final int rows;
    final int[] x;
    final double[] mean;
    final int[] weight;
    final long customers;
    final long excluded;

    /** The least and the largest mean spend. */
    final double least;

    final double most;

    /** The different x, ascending, the first row of each (and the end), and the customers that have each. */
    final int[] groupX;

    final int[] groupStart;
    final double[] groupWeight;

    private SpendColumns(int[] x, double[] mean, int[] weight, long excluded) {
        this.rows = x.length;
        this.x = x;
        this.mean = mean;
        this.weight = weight;
        this.excluded = excluded;
        this.least = Arrays.stream(mean).min().orElse(0);
        this.most = Arrays.stream(mean).max().orElse(0);
        int[] values = new int[rows];
        int[] starts = new int[rows + 1];
        double[] weights = new double[rows];
        int groups = 0;
        long sum = 0;
        for (int i = 0; i < rows; i++) {
            if (i == 0 || x[i] != x[i - 1]) {
                values[groups] = x[i];
                starts[groups++] = i;
            }
            weights[groups - 1] += weight[i];
            sum += weight[i];
        }
        starts[groups] = rows;
        this.groupX = Arrays.copyOf(values, groups);
        this.groupStart = Arrays.copyOf(starts, groups + 1);
        this.groupWeight = Arrays.copyOf(weights, groups);
        this.customers = sum;
    }

    static SpendColumns of(RepeatSpend spend) {
        int n = spend.size();
        int[] x = new int[n];
        double[] mean = new double[n];
        int[] weight = new int[n];
        for (int i = 0; i < n; i++) {
            x[i] = spend.x(i);
            mean[i] = spend.meanSpend(i);
            weight[i] = spend.weight(i);
        }
        return new SpendColumns(x, mean, weight, spend.excluded());
    }

    /**
     * Every m-th customer in the order of the rows, about {@code wanted} of them; even in x and in mean spend because of
     * that order.
     */
    SpendColumns thinned(int wanted) {
        long every = customers / wanted;
        if (every < 2) {
            return this;
        }
        int[] chosen = new int[rows];
        int[] counts = new int[rows];
        int count = 0;
        long passed = every / 2;
        for (int i = 0; i < rows; i++) {
            passed += weight[i];
            if (passed >= every) {
                chosen[count] = i;
                counts[count++] = (int) (passed / every);
                passed %= every;
            }
        }
        int[] kept = Arrays.copyOf(chosen, count);
        return new SpendColumns(
                Arrays.stream(kept).map(i -> x[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> mean[i]).toArray(),
                Arrays.copyOf(counts, count),
                excluded);
    }

    /** True if no mean differs from another by more than rounding does. */
    boolean isAllEqual() {
        return !(most > least * (1 + 1e-12));
    }
}
