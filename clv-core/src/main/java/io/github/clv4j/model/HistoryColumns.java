package io.github.clv4j.model;

import io.github.clv4j.summary.DistinctHistories;
import java.util.Arrays;

/**
 * Distinct histories as plain arrays for the likelihoods: rows sorted by x, with the times by number, so that what depends
 * on a time alone, or on x alone, is computed once an evaluation and not once a row.
 */
final class HistoryColumns {
    final int rows;
    final int[] x;
    final int[] txTime;
    final int[] ageTime;
    final int[] weight;
    final double[] times;
    final long customers;

    /** The different x, ascending, and the customers that have each. */
    final int[] groupX;

    final double[] groupWeight;

    private HistoryColumns(int[] x, int[] txTime, int[] ageTime, int[] weight, double[] times) {
        this.rows = x.length;
        this.x = x;
        this.txTime = txTime;
        this.ageTime = ageTime;
        this.weight = weight;
        this.times = times;
        int[] values = new int[rows];
        double[] weights = new double[rows];
        int groups = 0;
        long sum = 0;
        for (int i = 0; i < rows; i++) {
            if (i == 0 || x[i] != x[i - 1]) {
                values[groups++] = x[i];
            }
            weights[groups - 1] += weight[i];
            sum += weight[i];
        }
        this.groupX = Arrays.copyOf(values, groups);
        this.groupWeight = Arrays.copyOf(weights, groups);
        this.customers = sum;
    }

    static HistoryColumns of(DistinctHistories histories) {
        int n = histories.size();
        int[] x = new int[n];
        int[] txTime = new int[n];
        int[] ageTime = new int[n];
        int[] weight = new int[n];
        for (int i = 0; i < n; i++) {
            x[i] = histories.x(i);
            txTime[i] = histories.txTime(i);
            ageTime[i] = histories.ageTime(i);
            weight[i] = histories.weight(i);
        }
        double[] times = new double[histories.times()];
        for (int t = 0; t < times.length; t++) {
            times[t] = histories.time(t);
        }
        return new HistoryColumns(x, txTime, ageTime, weight, times);
    }

    /**
     * Every m-th customer in the order of the rows, about {@code wanted} of them: a small likelihood of nearly the same
     * shape, whose maximum is where the search among all starts. The rows' order makes the sample even in x and in times.
     */
    HistoryColumns thinned(int wanted) {
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
        return new HistoryColumns(
                Arrays.stream(kept).map(i -> x[i]).toArray(),
                Arrays.stream(kept).map(i -> txTime[i]).toArray(),
                Arrays.stream(kept).map(i -> ageTime[i]).toArray(),
                Arrays.copyOf(counts, count),
                times);
    }

    /** Repeat purchases of all customers. */
    double purchases() {
        double sum = 0;
        for (int g = 0; g < groupX.length; g++) {
            sum += groupWeight[g] * groupX[g];
        }
        return sum;
    }

    /** Mean age T. */
    double meanAge() {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += weight[i] * times[ageTime[i]];
        }
        return sum / customers;
    }
}
