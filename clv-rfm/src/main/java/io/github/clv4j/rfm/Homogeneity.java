package io.github.clv4j.rfm;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Sums the statistics of tables of counts whose rows are thought to share their rates. */
final class Homogeneity {
    private double chiSquare;
    private double likelihoodRatio;
    private int degreesOfFreedom;

    /** Adds a table. Rows and columns that sum to 0 could not be observed and do not count. */
    void add(long[][] counts) {
        int width = counts.length == 0 ? 0 : counts[0].length;
        long[] columns = new long[width];
        long all = 0;
        int rows = 0;
        for (long[] row : counts) {
            long sum = Arrays.stream(row).sum();
            rows += sum > 0 ? 1 : 0;
            all += sum;
            for (int j = 0; j < width; j++) {
                columns[j] += row[j];
            }
        }
        int observed = (int) Arrays.stream(columns).filter(sum -> sum > 0).count();
        if (rows < 2 || observed < 2) {
            return;
        }
        degreesOfFreedom += (rows - 1) * (observed - 1);
        for (long[] row : counts) {
            double share = (double) Arrays.stream(row).sum() / all;
            for (int j = 0; j < width; j++) {
                double expected = share * columns[j];
                if (expected > 0) {
                    chiSquare += (row[j] - expected) * (row[j] - expected) / expected;
                    likelihoodRatio += row[j] > 0 ? 2 * row[j] * Math.log(row[j] / expected) : 0;
                }
            }
        }
    }

    ChainCheck result(String assumption) {
        double ratio = Math.max(0, likelihoodRatio);
        return new ChainCheck(assumption, chiSquare, ratio, degreesOfFreedom, pValue(chiSquare), pValue(ratio));
    }

    private OptionalDouble pValue(double statistic) {
        return degreesOfFreedom == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(RegularizedGamma.Q.value(degreesOfFreedom / 2.0, statistic / 2));
    }
}
