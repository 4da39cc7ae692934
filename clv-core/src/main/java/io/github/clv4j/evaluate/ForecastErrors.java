package io.github.clv4j.evaluate;

import java.util.OptionalDouble;

/**
 * How far expected purchases are from the actual ones, over a group of customers. An error is expected − actual.
 *
 * @param customers number of customers, at least 1
 * @param actualTotal purchases that were made
 * @param expectedTotal purchases that were expected
 * @param mae mean absolute error a customer
 * @param rmse square root of the mean squared error a customer
 * @param correlation Pearson's, between expected and actual; empty if either is the same for all customers
 */
public record ForecastErrors(
        int customers, double actualTotal, double expectedTotal, double mae, double rmse, OptionalDouble correlation) {
    /** Actual purchases a customer. */
    public double actualMean() {
        return actualTotal / customers;
    }

    /** Expected purchases a customer. */
    public double expectedMean() {
        return expectedTotal / customers;
    }

    /** Mean error: above 0 if too many purchases were expected. */
    public double bias() {
        return (expectedTotal - actualTotal) / customers;
    }

    /** Total expected purchases over total actual ones; empty if there were none. */
    public OptionalDouble totalRatio() {
        return actualTotal > 0 ? OptionalDouble.of(expectedTotal / actualTotal) : OptionalDouble.empty();
    }

    /** Over the customers whose group is the one asked for, in the order of the arrays. */
    static ForecastErrors of(double[] expected, double[] actual, int[] groupOf, int group) {
        int n = 0;
        double actualSum = 0;
        double expectedSum = 0;
        double absolute = 0;
        double squared = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < expected.length; c++) {
            if (groupOf[c] == group) {
                double error = expected[c] - actual[c];
                n++;
                actualSum += actual[c];
                expectedSum += expected[c];
                absolute += Math.abs(error);
                squared += error * error;
                lowest = Math.min(lowest, expected[c]);
                highest = Math.max(highest, expected[c]);
            }
        }
        // Rounding of the mean must not make a correlation out of expectations that are all the same.
        OptionalDouble correlation = lowest < highest
                ? correlation(expected, expectedSum / n, actual, actualSum / n, groupOf, group)
                : OptionalDouble.empty();
        return new ForecastErrors(n, actualSum, expectedSum, absolute / n, Math.sqrt(squared / n), correlation);
    }

    private static OptionalDouble correlation(
            double[] expected, double expectedMean, double[] actual, double actualMean, int[] groupOf, int group) {
        double expectedSquares = 0;
        double actualSquares = 0;
        double products = 0;
        for (int c = 0; c < expected.length; c++) {
            if (groupOf[c] == group) {
                double e = expected[c] - expectedMean;
                double a = actual[c] - actualMean;
                expectedSquares += e * e;
                actualSquares += a * a;
                products += e * a;
            }
        }
        double value = products / (Math.sqrt(expectedSquares) * Math.sqrt(actualSquares));
        return Double.isFinite(value) ? OptionalDouble.of(Math.max(-1, Math.min(1, value))) : OptionalDouble.empty();
    }
}
