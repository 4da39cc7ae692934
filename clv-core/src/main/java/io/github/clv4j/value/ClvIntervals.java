package io.github.clv4j.value;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.model.PurchaseSensitivity;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Erf;

/**
 * How sure the values of {@link ClvScores} are: what the uncertainty of the models' parameters makes of it, by the delta
 * method. A customer's value has the variance gᵀΣg, with g its derivatives by the logarithms of the parameters and Σ their
 * covariance; a group's has that of the sum of its customers' derivatives, for all share the same parameters, so that it
 * does not average out. The models of purchases and of spend are fitted apart and taken as independent. Immutable.
 *
 * <p>These are intervals of an <em>expected</em> value. What a customer will spend varies around it far more: {@link
 * OutcomeIntervals} has intervals of that.
 *
 * <p>Without costs a value is above 0 and the interval is that of its logarithm, v exp(±z se/v); with costs it is v ± z se.
 * Parameters that the data do not tell are taken as known, and {@link #note} names them.
 */
public final class ClvIntervals {
    private static final int SPEND_PARAMETERS = 3;
    private static final int PIECE = 1 << 14;

    private final ClvScores scores;
    private final double level;
    private final double z;
    private final PurchaseSensitivity purchases;
    private final double[][] purchaseCovariance;
    private final double[][] spendCovariance;
    private final boolean[] spendKnown;
    private final double[] error;
    private final List<String> unknown;

    private ClvIntervals(
            ClvScores scores, FitReport purchaseFit, FitReport spendFit, double level, PurchaseSensitivity purchases) {
        this.scores = scores;
        this.level = level;
        this.z = Math.sqrt(2) * Erf.erfInv(level);
        this.purchases = purchases;
        this.purchaseCovariance = purchaseFit.covarianceOfLogs();
        this.spendCovariance = spendFit.covarianceOfLogs();
        this.spendKnown = new boolean[SPEND_PARAMETERS];
        this.unknown = new ArrayList<>(purchases.unknown());
        for (int j = 0; j < SPEND_PARAMETERS; j++) {
            double variance = spendCovariance[j][j];
            spendKnown[j] = variance > 0 && variance < Double.POSITIVE_INFINITY;
            if (!spendKnown[j]) {
                unknown.add(spendFit.parameterNames().get(j));
            }
        }
        this.error = new double[scores.customers()];
    }

    /**
     * Intervals of scores.
     *
     * @param purchaseFit of the fit that gave the model of purchases
     * @param spendFit of the fit that gave the model of spend
     * @param level such as 0.9; above 0 and below 1
     * @throws IllegalArgumentException if a report is not that of the scores' model, or its fit did not end at a maximum
     */
    public static ClvIntervals delta(ClvScores scores, FitReport purchaseFit, FitReport spendFit, double level) {
        scores.requireOneModel("without their derivatives intervals are");
        PurchaseSensitivity sensitivity = PurchaseSensitivity.of(
                scores.clv().purchases(),
                purchaseFit,
                scores.summary(),
                scores.clv().options().horizon(),
                scores.clv().retentionCost() > 0);
        return delta(scores, sensitivity, purchaseFit, spendFit, level);
    }

    /**
     * Intervals of scores by models of each customer's own.
     *
     * @param sensitivity of the covariate model, for the scores' summary and horizon, with the time alive if a retention cost
     *     is paid while alive
     * @param purchaseFit of the fit that gave the covariate model
     * @param spendFit of the fit that gave the model of spend
     * @param level such as 0.9; above 0 and below 1
     * @throws IllegalArgumentException if a report is not that of the scores' model
     */
    public static ClvIntervals delta(
            ClvScores scores,
            PurchaseSensitivity sensitivity,
            FitReport purchaseFit,
            FitReport spendFit,
            double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level is " + level + "; it must be above 0 and below 1");
        }
        if (!Arrays.equals(spendFit.estimates(), scores.clv().spend().parameters())) {
            throw new IllegalArgumentException("the report of spend is of " + Arrays.toString(spendFit.estimates())
                    + ", not of " + scores.clv().spend());
        }
        if (sensitivity.parameters() != purchaseFit.parameterNames().size()) {
            throw new IllegalArgumentException("there are derivatives by " + sensitivity.parameters()
                    + " parameters and a report of " + purchaseFit.parameterNames());
        }
        for (FitReport report : List.of(purchaseFit, spendFit)) {
            if (!report.status().isUsable()) {
                throw new IllegalArgumentException("the fit of " + report.model() + " ended " + report.status() + ": "
                        + report.message() + "; it has no standard errors");
            }
        }
        ClvIntervals intervals = new ClvIntervals(scores, purchaseFit, spendFit, level, sensitivity);
        Parallel.ranges(scores.customers(), intervals::customers);
        return intervals;
    }

    private void customers(int from, int to) {
        double[] ofPurchases = new double[purchases.parameters()];
        double[] ofSpend = new double[SPEND_PARAMETERS];
        for (int c = from; c < to; c++) {
            if (scores.isPresent(c)) {
                Arrays.fill(ofPurchases, 0);
                Arrays.fill(ofSpend, 0);
                add(c, ofPurchases, ofSpend);
                error[c] = Math.sqrt(variance(ofPurchases, ofSpend));
            } else {
                error[c] = Double.NaN;
            }
        }
    }

    /** Adds a customer's derivatives by the logarithms of the parameters. */
    private void add(int c, double[] ofPurchases, double[] ofSpend) {
        PredictedClv clv = scores.clv();
        double contribution = clv.contribution(scores.expectedSpend(c));
        double retention = clv.retentionCost();
        for (int j = 0; j < ofPurchases.length; j++) {
            ofPurchases[j] += contribution * purchases.ofPurchases(j, c)
                    - (retention > 0 ? retention * purchases.ofLifetime(j, c) : 0);
        }
        // E[M] = p (ν + x z̄) / (px + q − 1).
        CustomerSummary summary = scores.summary();
        double p = clv.spend().p();
        double q = clv.spend().q();
        int n = clv.spendCount(summary.x(c));
        double shape = p * n + (q - 1);
        double mean = scores.expectedSpend(c);
        double weight = clv.options().grossMargin() * scores.discountedPurchases(c);
        ofSpend[0] += spendKnown[0] ? weight * mean * (q - 1) / shape : 0;
        ofSpend[1] -= spendKnown[1] ? weight * mean * q / shape : 0;
        ofSpend[2] += spendKnown[2] ? weight * p * clv.spend().nu() / shape : 0;
    }

    private double variance(double[] ofPurchases, double[] ofSpend) {
        return quadratic(ofPurchases, purchaseCovariance) + quadratic(ofSpend, spendCovariance);
    }

    static double quadratic(double[] g, double[][] covariance) {
        double sum = 0;
        for (int i = 0; i < g.length; i++) {
            // A derivative of 0 is that of a parameter whose covariance may be infinite or no number.
            for (int j = 0; g[i] != 0 && j < g.length; j++) {
                sum += g[j] == 0 ? 0 : g[i] * g[j] * covariance[i][j];
            }
        }
        return Math.max(0, sum);
    }

    /** The values that these are intervals of. */
    public ClvScores scores() {
        return scores;
    }

    /** Confidence level. */
    public double level() {
        return level;
    }

    /** Standard error of a customer's expected value, in major units; NaN for a customer that is not present. */
    public double standardError(int customer) {
        return error[customer];
    }

    /** The interval of a customer's expected value, in major units; NaN at both ends for one that is not present. */
    public Interval interval(int customer) {
        return interval(scores.value(customer), error[customer]);
    }

    /** The interval of the total of all customers. */
    public Interval total() {
        return totals(Grouping.everyone(scores.customers())).get(0);
    }

    /**
     * The intervals of the totals of groups, in the rows' order of {@link ClvScores#equity}, in major units.
     *
     * @throws IllegalArgumentException if the grouping has another number of customers
     */
    public List<Interval> totals(Grouping grouping) {
        CustomerEquity equity = scores.equity(grouping);
        double[] errors = standardErrors(equity);
        List<Interval> result = new ArrayList<>();
        for (int group = 0; group < errors.length; group++) {
            result.add(interval(scores.summary().money().toMajor(equity.valueMinor(group)), errors[group]));
        }
        return List.copyOf(result);
    }

    /** Standard errors of the totals of groups, in the rows' order of {@link ClvScores#equity}. */
    double[] standardErrors(CustomerEquity equity) {
        int groups = equity.labels().size();
        int n = purchases.parameters();
        int[] order = scores.summary().index().inIdOrder();
        int pieces = (order.length + PIECE - 1) / PIECE;
        double[][][] ofPurchases = new double[pieces][groups][n];
        double[][][] ofSpend = new double[pieces][groups][SPEND_PARAMETERS];
        Parallel.pieces(pieces, piece -> {
            for (int i = piece * PIECE; i < Math.min(order.length, (piece + 1) * PIECE); i++) {
                if (scores.isPresent(order[i])) {
                    int group = equity.groupOf(order[i]);
                    add(order[i], ofPurchases[piece][group], ofSpend[piece][group]);
                }
            }
        });
        double[] result = new double[groups];
        for (int group = 0; group < groups; group++) {
            double[] sumOfPurchases = new double[n];
            double[] sumOfSpend = new double[SPEND_PARAMETERS];
            for (int piece = 0; piece < pieces; piece++) {
                for (int j = 0; j < n; j++) {
                    sumOfPurchases[j] += ofPurchases[piece][group][j];
                }
                for (int j = 0; j < SPEND_PARAMETERS; j++) {
                    sumOfSpend[j] += ofSpend[piece][group][j];
                }
            }
            result[group] = Math.sqrt(variance(sumOfPurchases, sumOfSpend));
        }
        return result;
    }

    private Interval interval(double value, double se) {
        boolean costs = scores.clv().hasCosts();
        if (costs || !(value > 0)) {
            return new Interval(value - z * se, value + z * se);
        }
        return new Interval(value * Math.exp(-z * se / value), value * Math.exp(z * se / value));
    }

    /** What is to be known of these intervals beside their numbers; empty if nothing. */
    public String note() {
        return unknown.isEmpty()
                ? ""
                : "the data do not tell " + String.join(", ", unknown)
                        + "; intervals are as if they were known, and may be too narrow";
    }

    /**
     * One row for each customer that is present, in id order: {@code customer_id}, {@code clv}, {@code standard_error},
     * {@code lower}, {@code upper}.
     */
    public Table toTable() {
        CustomerSummary summary = scores.summary();
        int[] rows = Arrays.stream(summary.index().inIdOrder())
                .filter(scores::isPresent)
                .toArray();
        return Table.of(
                        "clv_intervals",
                        scores.customers(),
                        List.of(
                                Column.text("customer_id", summary.index()::id),
                                Column.decimal("clv", scores::value),
                                Column.decimal("standard_error", this::standardError),
                                Column.decimal("lower", c -> interval(c).lower()),
                                Column.decimal("upper", c -> interval(c).upper())))
                .rows(rows);
    }

    @Override
    public String toString() {
        return level + " intervals of " + scores;
    }
}
