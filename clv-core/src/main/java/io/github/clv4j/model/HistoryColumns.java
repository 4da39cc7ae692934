package io.github.clv4j.model;

import io.github.clv4j.summary.DistinctHistories;
import java.util.Arrays;

/**
 * Distinct histories as plain arrays for the likelihoods: rows sorted by x, with the times by number, so that what depends
 * on a time alone, or on x alone, is computed once an evaluation and not once a row.
 *
 * <p>Rows may be in blocks, each sorted by x and with times of its own: customers of one block have the same covariates, and
 * so the same parameters. Without covariates there is one block.
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

    /** The first row of each group, and the end of the last. */
    final int[] groupRow;

    /** Where each block begins among rows, times and groups, and where the last ends. */
    final int[] blockRow;

    final int[] blockTime;
    final int[] blockGroup;

    private HistoryColumns(
            int[] x, int[] txTime, int[] ageTime, int[] weight, double[] times, int[] blockRow, int[] blockTime) {
        this.rows = x.length;
        this.x = x;
        this.txTime = txTime;
        this.ageTime = ageTime;
        this.weight = weight;
        this.times = times;
        this.blockRow = blockRow;
        this.blockTime = blockTime;
        this.blockGroup = new int[blockRow.length];
        int[] values = new int[rows];
        double[] weights = new double[rows];
        int[] firsts = new int[rows + 1];
        int groups = 0;
        long sum = 0;
        for (int block = 0; block + 1 < blockRow.length; block++) {
            blockGroup[block] = groups;
            for (int i = blockRow[block]; i < blockRow[block + 1]; i++) {
                if (i == blockRow[block] || x[i] != x[i - 1]) {
                    firsts[groups] = i;
                    values[groups++] = x[i];
                }
                weights[groups - 1] += weight[i];
                sum += weight[i];
            }
        }
        blockGroup[blockRow.length - 1] = groups;
        firsts[groups] = rows;
        this.groupX = Arrays.copyOf(values, groups);
        this.groupWeight = Arrays.copyOf(weights, groups);
        this.groupRow = Arrays.copyOf(firsts, groups + 1);
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
        return new HistoryColumns(x, txTime, ageTime, weight, times, new int[] {0, n}, new int[] {0, times.length});
    }

    /**
     * Histories in blocks. Equal rows of a block are one row with their weight.
     *
     * @param histories the distinct histories of all blocks
     * @param blockAndHistory for each customer the number of its block, times 2<sup>32</sup>, and of its history; sorted in
     *     place
     */
    static HistoryColumns of(DistinctHistories histories, int blocks, long[] blockAndHistory) {
        Arrays.parallelSort(blockAndHistory);
        int n = blockAndHistory.length;
        int[] weight = new int[n];
        int rows = 0;
        for (int i = 0; i < n; i++) {
            if (rows == 0 || blockAndHistory[i] != blockAndHistory[rows - 1]) {
                blockAndHistory[rows++] = blockAndHistory[i];
            }
            weight[rows - 1]++;
        }
        int[] x = new int[rows];
        int[] txTime = new int[rows];
        int[] ageTime = new int[rows];
        int[] blockRow = new int[blocks + 1];
        int[] blockTime = new int[blocks + 1];
        int[] used = new int[2 * rows];
        int times = 0;
        int row = 0;
        for (int block = 0; block < blocks; block++) {
            blockRow[block] = row;
            blockTime[block] = times;
            int first = row;
            int end = times;
            for (; row < rows && blockAndHistory[row] >>> 32 == block; row++) {
                int history = (int) blockAndHistory[row];
                x[row] = histories.x(history);
                used[end++] = histories.txTime(history);
                used[end++] = histories.ageTime(history);
            }
            Arrays.sort(used, times, end);
            int distinct = times;
            for (int i = times; i < end; i++) {
                if (distinct == times || used[i] != used[distinct - 1]) {
                    used[distinct++] = used[i];
                }
            }
            for (int i = first; i < row; i++) {
                int history = (int) blockAndHistory[i];
                txTime[i] = Arrays.binarySearch(used, times, distinct, histories.txTime(history));
                ageTime[i] = Arrays.binarySearch(used, times, distinct, histories.ageTime(history));
            }
            times = distinct;
        }
        blockRow[blocks] = row;
        blockTime[blocks] = times;
        double[] time = new double[times];
        for (int t = 0; t < times; t++) {
            time[t] = histories.time(used[t]);
        }
        return new HistoryColumns(x, txTime, ageTime, Arrays.copyOf(weight, rows), time, blockRow, blockTime);
    }

    int blocks() {
        return blockRow.length - 1;
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
        int[] keptRow = new int[blockRow.length];
        int block = 0;
        for (int i = 0; i < rows; i++) {
            while (blockRow[block] <= i) {
                keptRow[block++] = count;
            }
            passed += weight[i];
            if (passed >= every) {
                chosen[count] = i;
                counts[count++] = (int) (passed / every);
                passed %= every;
            }
        }
        Arrays.fill(keptRow, block, keptRow.length, count);
        int[] kept = Arrays.copyOf(chosen, count);
        return new HistoryColumns(
                Arrays.stream(kept).map(i -> x[i]).toArray(),
                Arrays.stream(kept).map(i -> txTime[i]).toArray(),
                Arrays.stream(kept).map(i -> ageTime[i]).toArray(),
                Arrays.copyOf(counts, count),
                times,
                keptRow,
                blockTime);
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
