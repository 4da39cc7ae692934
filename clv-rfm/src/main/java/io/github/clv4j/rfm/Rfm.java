package io.github.clv4j.rfm;

import io.github.clv4j.internal.Parallel;
import io.github.clv4j.summary.CustomerSummary;

/**
 * Scores customers by recency, frequency and monetary value.
 *
 * <pre>{@code
 * RfmScores before = Rfm.score(march, RfmOptions.withDefaults());
 * RfmScores after = Rfm.score(june, RfmOptions.withDefaults().withThresholds(before.thresholds())); // frozen edges
 * }</pre>
 *
 * <p>Time grows with the number of customers alone: values are counted, not sorted. Results do not depend on the order
 * of customers or the number of threads.
 */
public final class Rfm {
    private Rfm() {}

    /**
     * The scores of all customers of a summary. Customers without an order by the as-of day, those with refunds only
     * included, are not scored and have no part in the thresholds. A summary in which nobody is present gives scores of
     * 0 only, and no error.
     *
     * @throws IllegalArgumentException if frozen thresholds are in another currency than the summary
     */
    public static RfmScores score(CustomerSummary summary, RfmOptions options) {
        RfmThresholds thresholds = options.thresholds().orElse(null);
        if (thresholds != null && !thresholds.money().equals(summary.money())) {
            throw new IllegalArgumentException("thresholds are in " + thresholds.money() + ", the summary is in "
                    + summary.money() + "; they must be the same");
        }
        RfmDimension[] dimensions = RfmDimension.values();
        byte[][] scores = new byte[dimensions.length][summary.customers()];
        if (thresholds == null) {
            int present = summary.presentCustomers();
            if (present == 0) {
                return new RfmScores(summary, options, null, scores);
            }
            thresholds = thresholds(summary, options, present);
        }
        for (RfmDimension dimension : dimensions) {
            fill(summary, thresholds, dimension, scores[dimension.ordinal()]);
        }
        return new RfmScores(summary, options, thresholds, scores);
    }

    private static RfmThresholds thresholds(CustomerSummary summary, RfmOptions options, int present) {
        long[] keys = new long[present];
        double[][] cuts = new double[RfmDimension.values().length][];
        for (RfmDimension dimension : RfmDimension.values()) {
            int next = 0;
            for (int c = 0; c < summary.customers(); c++) {
                if (summary.isPresent(c)) {
                    keys[next++] = Quantiles.key(dimension.value(summary, options.monetary(), c));
                }
            }
            cuts[dimension.ordinal()] = switch (options.rule()) {
                case QUANTILE -> Quantiles.cuts(keys, 0, present, options.bins());
            };
        }
        return RfmThresholds.of(summary.money(), options.monetary(), cuts[0], cuts[1], cuts[2]);
    }

    private static void fill(CustomerSummary summary, RfmThresholds thresholds, RfmDimension dimension, byte[] scores) {
        MonetaryMeasure measure = thresholds.monetary();
        Parallel.ranges(scores.length, (from, to) -> {
            for (int c = from; c < to; c++) {
                if (summary.isPresent(c)) {
                    scores[c] = (byte) thresholds.score(dimension, dimension.value(summary, measure, c));
                }
            }
        });
    }
}
