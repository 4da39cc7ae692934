package io.github.clv4j.rfm;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.summary.WindowTotals;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Scores customers by recency, frequency and monetary value, and by further dimensions if asked.
 *
 * <pre>{@code
 * RfmScores before = Rfm.score(march, RfmOptions.withDefaults());
 * RfmScores after = Rfm.score(june, RfmOptions.withDefaults().withThresholds(before.thresholds())); // frozen edges
 * }</pre>
 *
 * <p>Time grows with the number of customers alone: values are counted, not sorted (but by {@link ScoringRule#JENKS} and
 * {@link ScoringRule#MEAN}; where {@link ScoringRule#NTILE} splits a tie, the text ids in it are sorted). Results do not depend on the order of customers or the number of threads.
 */
public final class Rfm {
    private Rfm() {}

    /**
     * The scores of all customers of a summary. Customers without an order by the as-of day, those with refunds only
     * included, are not scored and have no part in the thresholds. A summary in which nobody is present gives scores of
     * 0 only, and no error.
     *
     * @throws IllegalArgumentException if the options ask for what only the log knows (a look-back, the returns rate) or
     *     what it does not (a margin without cost); or frozen thresholds are in another currency than the summary, or split
     *     ties by ids of another kind
     */
    public static RfmScores score(CustomerSummary summary, RfmOptions options) {
        if (options.lookBackDays().isPresent() || options.dimensions().contains(RfmDimension.RETURNS_RATE)) {
            throw new IllegalArgumentException(
                    "a look-back and the returns rate need the transactions;" + " call score(log, asOf, options)");
        }
        return score(new ScoredBase(summary, null, false, options.monetary()), options);
    }

    /**
     * The scores of all customers of a log as of the end of a day, as {@link #score(CustomerSummary, RfmOptions)}; also
     * with a look-back and with the returns rate.
     *
     * @throws IllegalArgumentException also if the returns rate is asked for and the log drops or rejects refunds
     */
    public static RfmScores score(TransactionLog log, LocalDate asOf, RfmOptions options) {
        RefundPolicy refunds = log.options().refunds();
        boolean returns = options.dimensions().contains(RfmDimension.RETURNS_RATE);
        if (returns && (refunds == RefundPolicy.DROP || refunds == RefundPolicy.REJECT)) {
            throw new IllegalArgumentException("returns_rate needs a log with refunds; this one has policy " + refunds);
        }
        CustomerSummary summary =
                CustomerSummary.of(log, SummaryOptions.withDefaults().until(asOf));
        WindowTotals window = null;
        if (options.lookBackDays().isPresent()) {
            LocalDate first = asOf.minusDays(options.lookBackDays().getAsInt() - 1L);
            window = returns ? WindowTotals.of(log, first, asOf) : WindowTotals.net(log, first, asOf);
        } else if (returns && summary.presentCustomers() > 0) {
            window = WindowTotals.of(log, LocalDate.ofEpochDay(log.firstDay()), asOf);
        }
        return score(new ScoredBase(summary, window, options.lookBackDays().isPresent(), options.monetary()), options);
    }

    private static RfmScores score(ScoredBase base, RfmOptions options) {
        CustomerSummary summary = base.summary();
        RfmThresholds thresholds = options.thresholds().orElse(null);
        if (thresholds != null) {
            requireFitting(thresholds, summary);
        }
        if (options.dimensions().contains(RfmDimension.MARGIN) && !summary.hasCost()) {
            throw new IllegalArgumentException("margin needs a cost; the log has none");
        }
        Map<RfmDimension, byte[]> scores = new EnumMap<>(RfmDimension.class);
        options.dimensions().forEach(dimension -> scores.put(dimension, new byte[summary.customers()]));
        if (summary.presentCustomers() > 0) {
            thresholds = thresholds == null ? ThresholdFinder.find(base, options) : thresholds;
            fill(base, thresholds, scores);
        }
        return new RfmScores(base, options, thresholds, scores);
    }

    private static void requireFitting(RfmThresholds thresholds, CustomerSummary summary) {
        if (!thresholds.money().equals(summary.money())) {
            throw new IllegalArgumentException("thresholds are in " + thresholds.money() + ", the summary is in "
                    + summary.money() + "; they must be the same");
        }
        for (RfmDimension dimension : thresholds.dimensions()) {
            requireFitting(dimension.id(), thresholds.edges(dimension), summary);
        }
        NestedEdges nested = thresholds.nested();
        if (nested != null) {
            nested.forEach(
                    (dimension, within, edges) -> requireFitting(dimension.id() + " within " + within, edges, summary));
        }
    }

    private static void requireFitting(String what, ScoreEdges edges, CustomerSummary summary) {
        if (edges.splitsTies() && edges.hasNumericIds() != summary.index().isNumeric()) {
            throw new IllegalArgumentException(
                    "thresholds of " + what + " split ties by " + (edges.hasNumericIds() ? "numeric" : "text")
                            + " ids, the summary has the other kind; they must be the same");
        }
    }

    private static void fill(ScoredBase base, RfmThresholds thresholds, Map<RfmDimension, byte[]> scores) {
        Parallel.ranges(base.summary().customers(), (from, to) -> {
            // In the order of the dimensions, for nested edges of one look at the scores of those before it.
            scores.forEach((dimension, column) -> fill(base, thresholds, dimension, scores, column, from, to));
        });
    }

    private static void fill(
            ScoredBase base,
            RfmThresholds thresholds,
            RfmDimension dimension,
            Map<RfmDimension, byte[]> scores,
            byte[] column,
            int from,
            int to) {
        CustomerSummary summary = base.summary();
        boolean low = dimension.isLowBest();
        if (!thresholds.dimensions().contains(dimension)) {
            return; // unknown of everybody
        }
        ScoreEdges overall = thresholds.edges(dimension);
        byte[] r = Objects.requireNonNull(scores.get(RfmDimension.RECENCY));
        byte[] f = Objects.requireNonNull(scores.get(RfmDimension.FREQUENCY));
        boolean isNested = thresholds.nesting() == Nesting.NESTED
                && (dimension == RfmDimension.FREQUENCY || dimension == RfmDimension.MONETARY);
        for (int c = from; c < to; c++) {
            if (summary.isPresent(c)) {
                double value = dimension.value(base, c);
                if (!Double.isNaN(value)) {
                    ScoreEdges edges = isNested ? thresholds.edges(dimension, r[c], f[c]) : overall;
                    column[c] = (byte) edges.score(low, value, summary.index(), c);
                }
            }
        }
    }
}
