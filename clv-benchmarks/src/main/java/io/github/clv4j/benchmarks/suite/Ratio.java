package io.github.clv4j.benchmarks.suite;

import java.util.Arrays;
import java.util.List;

/**
 * A ratio and how far it wandered.
 *
 * @param median the median over rounds, or over the pairs of times of a single round
 * @param low the least of them; of a single round the 10th percentile
 * @param high the greatest of them; of a single round the 90th percentile
 */
public record Ratio(double median, double low, double high) {
    private static final double OUTER = 0.1;

    /**
     * The ratio of a comparison.
     *
     * @param ours our times, an array a round
     * @param other the other's times in the same rounds
     */
    public static Ratio of(Measure measure, List<double[]> ours, List<double[]> other) {
        if (ours.isEmpty() || ours.size() != other.size()) {
            throw new IllegalArgumentException(
                    "there are " + ours.size() + " rounds of ours and " + other.size() + " of the other");
        }
        if (ours.size() == 1) {
            double[] pairs = pairs(measure, ours.get(0), other.get(0));
            return new Ratio(quantile(pairs, 0.5), quantile(pairs, OUTER), quantile(pairs, 1 - OUTER));
        }
        double[] rounds = new double[ours.size()];
        for (int i = 0; i < rounds.length; i++) {
            rounds[i] = measure.ratio(median(ours.get(i)), median(other.get(i)));
        }
        Arrays.sort(rounds);
        return new Ratio(quantile(rounds, 0.5), rounds[0], rounds[rounds.length - 1]);
    }

    private static double[] pairs(Measure measure, double[] ours, double[] other) {
        double[] pairs = new double[ours.length * other.length];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = measure.ratio(ours[i / other.length], other[i % other.length]);
        }
        Arrays.sort(pairs);
        return pairs;
    }

    /** The median of times. */
    static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return quantile(sorted, 0.5);
    }

    private static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** The factor between the ends of the range and its middle, the greater of both: 1 where nothing wandered. */
    double noise() {
        return Math.max(high / median, median / low);
    }
}
