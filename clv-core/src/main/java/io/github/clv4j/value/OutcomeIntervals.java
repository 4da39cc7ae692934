package io.github.clv4j.value;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.model.CountInterval;
import io.github.clv4j.model.ForecastHorizon;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.model.PurchaseSensitivity;
import io.github.clv4j.model.PurchaseSpread;
import io.github.clv4j.summary.CustomerSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Erf;

/**
 * Intervals of what customers will <em>do</em>: their number of orders within the horizon and the value that these bring.
 * They are far wider than {@link ClvIntervals}, which are of expectations, for one customer; for a large group the two come
 * near each other. Immutable.
 *
 * <p>One customer: the number of orders N has the model's distribution given the history; given N, the mean spend is beta
 * prime ({@link io.github.clv4j.model.GammaGamma#nextSpendProbability}), so that the distribution of the value is a mixture
 * that is computed, not simulated. It is that of the estimated parameters.
 *
 * <p>A group: the customers' variances add up, and the parameters' share comes on top by the delta method; the interval is
 * the normal one, cut at 0 for orders and, without costs, for values. A customer without repeat purchase has an infinite variance of spend if q ≤ 2.
 *
 * <p>Orders are not discounted. In a value each order counts with its customer's mean discount, discounted over expected
 * purchases, and the retention cost with its expectation.
 */
public final class OutcomeIntervals {
    private static final double HIGHEST_LEVEL = 1 - 1e-6;

    /** Of all probability, what numbers of orders that are not looked at may have; far below the tails. */
    private static final double LEAST_PROBABILITY = 1e-10;

    private static final int MOST_STEPS = 200;

    private final ClvScores scores;
    private final double time;
    private final double level;
    private final double z;
    private final ClvIntervals expected;
    private final FitReport purchaseFit;
    private final double[][] covariance;
    private final PurchaseSpread spread;

    private OutcomeIntervals(ClvScores scores, FitReport purchaseFit, FitReport spendFit, double level) {
        PurchaseModel model = scores.clv().purchases();
        this.scores = scores;
        this.time = scores.clv().options().horizon().in(model.unit());
        this.level = level;
        this.z = Math.sqrt(2) * Erf.erfInv(level);
        this.expected = ClvIntervals.delta(scores, purchaseFit, spendFit, level);
        this.purchaseFit = purchaseFit;
        this.covariance = purchaseFit.covarianceOfLogs();
        this.spread = PurchaseSpread.of(model, scores.summary(), time);
    }

    /**
     * Intervals of outcomes.
     *
     * @param purchaseFit of the fit that gave the model of purchases
     * @param spendFit of the fit that gave the model of spend
     * @param level such as 0.9; above 0 and at most 1 − 1e-6
     * @throws IllegalArgumentException if a report is not that of the scores' model, or the horizon is infinite
     */
    public static OutcomeIntervals of(ClvScores scores, FitReport purchaseFit, FitReport spendFit, double level) {
        scores.requireOneModel("outcomes have intervals");
        if (scores.clv().options().horizon().isInfinite()) {
            throw new IllegalArgumentException("the horizon is infinite; outcomes have intervals within a finite one");
        }
        if (!(level <= HIGHEST_LEVEL)) {
            throw new IllegalArgumentException(
                    "level is " + level + "; outcomes have intervals up to " + HIGHEST_LEVEL);
        }
        return new OutcomeIntervals(scores, purchaseFit, spendFit, level);
    }

    /** The interval of a customer's number of orders; the customer must be present. */
    public CountInterval orders(int customer) {
        CustomerSummary summary = present(customer);
        return scores.clv()
                .purchases()
                .purchasesInterval(summary.x(customer), summary.tx(customer), summary.age(customer), time, level);
    }

    /**
     * The interval of what a customer's orders bring less the expected cost of retention, in major units: as much
     * probability is left over below as above, as far as the chance of no order at all, which is one value, allows. The
     * customer must be present.
     */
    public Interval value(int customer) {
        CustomerSummary summary = present(customer);
        double[] probabilities = probabilities(summary, customer);
        double tail = (1 - level) / 2;
        double rest = scores.value(customer)
                - scores.clv().contribution(scores.expectedSpend(customer)) * scores.discountedPurchases(customer);
        return new Interval(
                rest + quantile(customer, probabilities, tail), rest + quantile(customer, probabilities, 1 - tail));
    }

    private double[] probabilities(CustomerSummary summary, int c) {
        PurchaseModel model = scores.clv().purchases();
        double[] result = new double[16];
        int count = 0;
        double left = 1;
        while (left > LEAST_PROBABILITY && (count <= spread.mean(c) + 1 || result[count - 1] > 0)) {
            if (count == result.length) {
                result = Arrays.copyOf(result, 2 * count);
            }
            result[count] = model.probability(count, summary.x(c), summary.tx(c), summary.age(c), time);
            left -= result[count++];
        }
        return Arrays.copyOf(result, count);
    }

    /** Mean discount of a customer's orders. */
    private double discount(int c) {
        return scores.expectedPurchases(c) > 0 ? scores.discountedPurchases(c) / scores.expectedPurchases(c) : 1;
    }

    private double quantile(int c, double[] probabilities, double level) {
        if (atMost(c, probabilities, 0) >= level && below0(c, probabilities) < level) {
            return 0;
        }
        double step = Math.max(1e-9, Math.abs(scores.expectedSpend(c)));
        double low = 0;
        double high = 0;
        for (int i = 0; i < MOST_STEPS && atMost(c, probabilities, high) < level; i++) {
            high += step;
            step *= 2;
        }
        step = Math.max(1e-9, Math.abs(scores.expectedSpend(c)));
        for (int i = 0; i < MOST_STEPS && atMost(c, probabilities, low) >= level; i++) {
            low -= step;
            step *= 2;
        }
        for (int i = 0; i < MOST_STEPS && high - low > 1e-12 * (Math.abs(low) + Math.abs(high)); i++) {
            double middle = (low + high) / 2;
            if (atMost(c, probabilities, middle) >= level) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** P(value of orders &lt; 0). */
    private double below0(int c, double[] probabilities) {
        return atMost(c, probabilities, 0) - probabilities[0];
    }

    /** P(value of orders ≤ v): without an order it is 0, with n it is that of their mean spend. */
    private double atMost(int c, double[] probabilities, double v) {
        PredictedClv clv = scores.clv();
        CustomerSummary summary = scores.summary();
        int known = clv.spendCount(summary.x(c));
        double mean = Math.max(0, clv.meanSpend(summary, c));
        double cost = clv.contribution(0); // minus the cost per order
        double margin = clv.options().grossMargin();
        double sum = v >= 0 ? probabilities[0] : 0;
        for (int n = 1; n < probabilities.length; n++) {
            double each = v / discount(c) / n - cost;
            if (margin == 0) {
                sum += each >= 0 ? probabilities[n] : 0;
            } else if (each > 0) {
                sum += probabilities[n] * clv.spend().nextSpendProbability(each / margin, n, known, mean);
            }
        }
        return sum;
    }

    private CustomerSummary present(int customer) {
        if (scores.isPresent(customer)) {
            return scores.summary();
        }
        throw new IllegalArgumentException(
                "customer '" + scores.summary().index().id(customer)
                        + "' has not bought by the summary's day; nothing is known of it");
    }

    /** The intervals of groups' numbers of orders, in the rows' order of {@link ClvScores#equity}. */
    public List<Interval> orders(Grouping grouping) {
        CustomerEquity equity = scores.equity(grouping);
        PurchaseModel model = scores.clv().purchases();
        // Not discounted, and so other derivatives than those of the values; only this needs them.
        PurchaseSensitivity orders = PurchaseSensitivity.of(
                model,
                purchaseFit,
                scores.summary(),
                ForecastHorizon.of(time, model.unit(), DiscountRate.none()),
                false);
        int groups = equity.labels().size();
        double[] mean = new double[groups];
        double[] variance = new double[groups];
        double[][] gradient = new double[groups][orders.parameters()];
        for (int c : scores.summary().index().inIdOrder()) {
            if (scores.isPresent(c)) {
                int group = equity.groupOf(c);
                mean[group] += spread.mean(c);
                variance[group] += spread.variance(c);
                for (int j = 0; j < orders.parameters(); j++) {
                    gradient[group][j] += orders.ofPurchases(j, c);
                }
            }
        }
        List<Interval> result = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            double se = Math.sqrt(variance[group] + ClvIntervals.quadratic(gradient[group], covariance));
            result.add(new Interval(Math.max(0, mean[group] - z * se), mean[group] + z * se));
        }
        return List.copyOf(result);
    }

    /** The intervals of groups' values, in major units, in the rows' order of {@link ClvScores#equity}. */
    public List<Interval> values(Grouping grouping) {
        CustomerEquity equity = scores.equity(grouping);
        double[] parameterError = expected.standardErrors(equity);
        double[] variance = new double[equity.labels().size()];
        for (int c : scores.summary().index().inIdOrder()) {
            if (scores.isPresent(c)) {
                variance[equity.groupOf(c)] += valueVariance(c);
            }
        }
        List<Interval> result = new ArrayList<>();
        for (int group = 0; group < variance.length; group++) {
            double mean = scores.summary().money().toMajor(equity.valueMinor(group));
            double se = Math.sqrt(variance[group] + parameterError[group] * parameterError[group]);
            double least = scores.clv().hasCosts() ? Double.NEGATIVE_INFINITY : 0;
            result.add(new Interval(Math.max(least, mean - z * se), mean + z * se));
        }
        return List.copyOf(result);
    }

    /**
     * Variance of margin · S − cost · N with S the sum of N amounts of shape p and a common rate ν: E[S² | N] = pN (pN + 1)
     * E ν⁻², and ν is Gamma(px+q, ν₀+x z&#772;).
     */
    private double valueVariance(int c) {
        PredictedClv clv = scores.clv();
        double n = spread.mean(c);
        double nn = spread.variance(c) + n * n;
        double p = clv.spend().p();
        double q = clv.spend().q();
        double mean = scores.expectedSpend(c);
        double margin = clv.options().grossMargin();
        double cost = -clv.contribution(0);
        double shape = p * clv.spendCount(scores.summary().x(c)) + q;
        if (margin > 0 && n > 0 && !(shape > 2)) {
            return Double.POSITIVE_INFINITY;
        }
        // p² E ν⁻² = E[M]² (px + q − 1) / (px + q − 2)
        double square = margin == 0 ? 0 : mean * mean * ((shape - 1) / (shape - 2));
        double second = margin * margin * square * (nn + n / p) - 2 * margin * cost * mean * nn + cost * cost * nn;
        double first = (margin * mean - cost) * n;
        return discount(c) * discount(c) * Math.max(0, second - first * first);
    }

    /** The intervals of expectations that belong to the same scores. */
    public ClvIntervals expected() {
        return expected;
    }

    /** Confidence level. */
    public double level() {
        return level;
    }

    @Override
    public String toString() {
        return level + " intervals of what comes of " + scores;
    }
}
