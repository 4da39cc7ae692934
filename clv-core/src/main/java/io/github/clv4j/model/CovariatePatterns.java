package io.github.clv4j.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The different rows of covariates: customers of one pattern have the same value in each column. Patterns are in the order of
 * their values, column by column, whatever the customers' order.
 */
final class CovariatePatterns {
    /** The pattern of a customer that is left out. */
    static final int NONE = -1;

    final int count;
    final int[] patternOf;

    /** By column and pattern. */
    final double[][] values;

    private CovariatePatterns(int count, int[] patternOf, double[][] values) {
        this.count = count;
        this.patternOf = patternOf;
        this.values = values;
    }

    /**
     * The patterns in some columns.
     *
     * @param who the customers that take part; each must have a row
     */
    static CovariatePatterns of(Covariates covariates, List<String> columns, IntPredicate who) {
        int n = covariates.customers();
        int[] pattern = new int[n];
        int[] members = new int[n];
        int m = 0;
        for (int c = 0; c < n; c++) {
            if (who.test(c)) {
                members[m++] = c;
            } else {
                pattern[c] = NONE;
            }
        }
        int count = m == 0 ? 0 : 1;
        double[] sorted = new double[m];
        long[] pairs = new long[m];
        for (String name : columns) {
            double[] column = covariates.column(name);
            for (int i = 0; i < m; i++) {
                sorted[i] = column[members[i]];
            }
            int distinct = distinct(sorted);
            // A pattern of the columns so far and the rank in this one make a pattern of both.
            for (int i = 0; i < m; i++) {
                int rank = Arrays.binarySearch(sorted, 0, distinct, column[members[i]]);
                pairs[i] = ((long) pattern[members[i]] << 32) | rank;
            }
            long[] known = pairs.clone();
            Arrays.parallelSort(known);
            count = 0;
            for (long pair : known) {
                if (count == 0 || pair != known[count - 1]) {
                    known[count++] = pair;
                }
            }
            for (int i = 0; i < m; i++) {
                pattern[members[i]] = Arrays.binarySearch(known, 0, count, pairs[i]);
            }
        }
        double[][] values = new double[columns.size()][count];
        for (int j = 0; j < values.length; j++) {
            double[] column = covariates.column(columns.get(j));
            for (int i = 0; i < m; i++) {
                values[j][pattern[members[i]]] = column[members[i]];
            }
        }
        return new CovariatePatterns(count, pattern, values);
    }

    private static int distinct(double[] values) {
        Arrays.parallelSort(values);
        int distinct = 0;
        for (double value : values) {
            if (distinct == 0 || value != values[distinct - 1]) {
                values[distinct++] = value;
            }
        }
        return distinct;
    }
}
