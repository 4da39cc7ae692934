package io.github.clv4j.rfm;

import io.github.clv4j.internal.Parallel;
import io.github.clv4j.summary.CustomerSummary;
import java.util.EnumMap;

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
        int present = summary.presentCustomers();
        if (thresholds == null && present > 0) {
            thresholds = thresholds(summary, options, present);
        }
        EnumMap<RfmDimension, byte[]> scores = new EnumMap<>(RfmDimension.class);
        for (RfmDimension dimension : RfmDimension.values()) {
            scores.put(dimension, new byte[summary.customers()]);
        }
        if (thresholds != null && present > 0) {
            fill(summary, thresholds, scores);
        }
        return new RfmScores(summary, options, thresholds, scores);
    }

    private static RfmThresholds thresholds(CustomerSummary summary, RfmOptions options, int present) {
        long[] keys = new long[present];
        EnumMap<RfmDimension, double[]> cuts = new EnumMap<>(RfmDimension.class);
        for (RfmDimension dimension : RfmDimension.values()) {
            int next = 0;
            for (int c = 0; c < summary.customers(); c++) {
                if (summary.isPresent(c)) {
                    keys[next++] = dimension.key(summary, options.monetary(), c);
                }
            }
            cuts.put(
                    dimension,
                    switch (options.rule()) {
                        case QUANTILE -> Quantiles.cuts(keys, 0, present, options.bins(), dimension::valueOf);
                    });
        }
        return RfmThresholds.of(summary.money(), options.monetary(), cuts);
    }

    private static void fill(CustomerSummary summary, RfmThresholds thresholds, EnumMap<RfmDimension, byte[]> scores) {
        Parallel.ranges(
                summary.customers(),
                (from, to) ->
                        scores.forEach((dimension, column) -> fill(summary, thresholds, dimension, column, from, to)));
    }

    private static void fill(
            CustomerSummary summary,
            RfmThresholds thresholds,
            RfmDimension dimension,
            byte[] column,
            int from,
            int to) {
        MonetaryMeasure measure = thresholds.monetary();
        double[] cuts = thresholds.cuts(dimension);
        for (int c = from; c < to; c++) {
            if (summary.isPresent(c)) {
                column[c] = (byte) RfmThresholds.score(dimension, cuts, dimension.value(summary, measure, c));
            }
        }
    }
}
