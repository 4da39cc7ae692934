package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.internal.math.BetaRatio;
import io.github.clv4j.internal.math.Hypergeometric;
import io.github.clv4j.internal.math.Quadrature;
import io.github.clv4j.internal.math.RatioSeries;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;

/**
 * BG/BB: there is a row of opportunities to buy, one a period; while alive a customer buys at each with probability p,
 * Beta(α, β) across customers; before each it drops out for good with probability θ, Beta(γ, δ) across customers.
 *
 * <p>All times are whole numbers of opportunities: t<sub>x</sub> is the last one with a purchase, T, which the literature
 * calls n, is the number of opportunities so far; x ≤ t<sub>x</sub> ≤ n. Customers may differ in n. Summaries with
 * {@link io.github.clv4j.summary.PurchaseMerging#SAME_PERIOD} have such times.
 *
 * <p>Likelihood: B(α+x,β+n−x)/B(α,β) B(γ,δ+n)/B(γ,δ) + Σ<sub>j</sub> B(α+x,β+j−x)/B(α,β) B(γ+1,δ+j)/B(γ,δ), j being the
 * last opportunity at which it was alive, from t<sub>x</sub> to n−1.
 *
 * <p>P(alive) is that of being alive at opportunity n, and {@code pAlive(x, tx, n, m)} at opportunity n + m. Other software
 * differs: BTYD's {@code bgbb.PAlive} tells n + 1, lifetimes n + m with an m of its own choice. E[X(m)] grows without
 * bound if γ ≤ 1. Discounted purchases are discounted by e<sup>−δ</sup> a period, the purchase at the next opportunity by
 * one period.
 *
 * <p>Source: Fader, Hardie and Shang 2010, Marketing Science 29(6): likelihood eq. 5, distribution of purchases eq. 7,
 * expectations eqs. 8 and 13, P(alive) eq. 11, discounted purchases eq. 14. A customer that is alive at n has the future of
 * a new one with the parameters α+x, β+n−x, γ, δ+n; all is computed from that, as sums of positive terms.
 */
public final class BgBb extends PurchaseModel {
    private static final int MOST_OPPORTUNITIES = 100_000;

    /** A span that is long for a row of opportunities, and one that is as good as infinite. */
    private static final double LONG = 1_024;

    private static final double FARTHEST = 1e150;

    private final double alpha;
    private final double beta;
    private final double gamma;
    private final double delta;

    private BgBb(double alpha, double beta, double gamma, double delta, TimeStep unit) {
        super(unit, alpha, beta, gamma, delta);
        this.alpha = alpha;
        this.beta = beta;
        this.gamma = gamma;
        this.delta = delta;
    }

    /**
     * The model at given parameters.
     *
     * @param alpha first shape of the purchase probabilities (their mean is α/(α+β)), above 0
     * @param beta second shape of the purchase probabilities, above 0
     * @param gamma first shape of the dropout probabilities (their mean is γ/(γ+δ)), above 0
     * @param delta second shape of the dropout probabilities, above 0
     * @param unit the time from one opportunity to the next
     * @throws IllegalArgumentException if a parameter is not finite or not above 0
     */
    public static BgBb of(double alpha, double beta, double gamma, double delta, TimeStep unit) {
        return new BgBb(alpha, beta, gamma, delta, unit);
    }

    /**
     * The model that fits a summary's customers best.
     *
     * @throws FitException if the data cannot identify it
     * @throws IllegalArgumentException if the summary's times are not whole periods
     */
    public static Fitted<BgBb> fit(CustomerSummary summary) {
        return fit(summary.distinctHistories(), FitOptions.withDefaults());
    }

    /**
     * The model that fits the histories best.
     *
     * @throws FitException if the data cannot identify it; the message says why
     * @throws IllegalArgumentException if the times are not whole periods, a history has x above t<sub>x</sub>, or a T is
     *     above 100,000
     */
    public static Fitted<BgBb> fit(DistinctHistories histories, FitOptions options) {
        if (!histories.isWholePeriods()) {
            throw new IllegalArgumentException("BG/BB counts opportunities, and the histories have times that are not"
                    + " whole " + histories.step() + "; summarise with PurchaseMerging.SAME_PERIOD");
        }
        for (int i = 0; i < histories.size(); i++) {
            requireOneEach(histories.x(i), histories.tx(i));
            if (!(histories.age(i) <= MOST_OPPORTUNITIES)) {
                throw new IllegalArgumentException("a customer has had T = " + histories.age(i)
                        + " opportunities; a fit walks them one by one and takes at most " + MOST_OPPORTUNITIES);
            }
        }
        FitReport report = MaximumLikelihood.fit(new BgBbLikelihood(HistoryColumns.of(histories)), options);
        double[] p = report.estimates();
        return new Fitted<>(of(p[0], p[1], p[2], p[3], histories.step()), report);
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.BG_BB;
    }

    /** First shape of the purchase probabilities. */
    public double alpha() {
        return alpha;
    }

    /** Second shape of the purchase probabilities. */
    public double beta() {
        return beta;
    }

    /** First shape of the dropout probabilities. */
    public double gamma() {
        return gamma;
    }

    /** Second shape of the dropout probabilities. */
    public double delta() {
        return delta;
    }

    @Override
    void checkTime(String name, double value) {
        if (value == Math.rint(value)) {
            return;
        }
        throw new IllegalArgumentException(
                name + " is " + value + "; BG/BB counts opportunities, it must be a whole number");
    }

    @Override
    void checkPurchases(int x, double tx) {
        requireOneEach(x, tx);
    }

    private static void requireOneEach(int x, double tx) {
        if (x <= tx) {
            return;
        }
        throw new IllegalArgumentException(
                "x is " + x + " and t_x is " + tx + "; at one purchase an opportunity x is at most t_x");
    }

    /**
     * ln of the odds of having dropped out: D = Σ<sub>j</sub> D<sub>j</sub>, for the last opportunity that it was alive at
     * being t<sub>x</sub> + j, over A, each relative to D<sub>0</sub>.
     */
    private double logOddsDead(int x, double tx, double age) {
        double missed = age - tx;
        if (missed == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double logDead =
                RatioSeries.logSum(beta + (tx - x), alpha + x, delta + tx, gamma + 1, 1, 0, alpha + x + gamma, missed);
        double logAlive = BetaRatio.log(alpha + x, beta + (tx - x), missed) + BetaRatio.log(gamma, delta + tx, missed);
        return logDead - logAlive + Math.log(gamma) - Math.log(gamma + delta + tx);
    }

    @Override
    double rowLogLikelihood(int x, double tx, double age) {
        double odds = logOddsDead(x, tx, age);
        return BetaRatio.log(beta, alpha, x)
                + BetaRatio.log(alpha + x, beta, age - x)
                + BetaRatio.log(gamma, delta, age)
                + (odds == Double.NEGATIVE_INFINITY ? 0 : Quadrature.softplus(odds));
    }

    @Override
    double alive(int x, double tx, double age) {
        return 1 / (1 + Math.exp(logOddsDead(x, tx, age)));
    }

    @Override
    double survivorAlive(int x, double tx, double age, double t) {
        return Math.exp(BetaRatio.log(gamma, delta + age, t));
    }

    /** Mean of p times Σ<sub>i=1..t</sub> E(1−θ)<sup>i</sup>. */
    @Override
    double survivorPurchases(int x, double tx, double age, double t) {
        double stays = (delta + age) / (gamma + delta + age);
        return meanP(x, age) * stays * Math.exp(RatioSeries.logSum(delta + age + 1, gamma, 1, 0, 1, 0, gamma - 1, t));
    }

    @Override
    double survivorProbability(int n, int x, double tx, double age, double t) {
        if (n > t) {
            return 0;
        }
        double a = alpha + x;
        double b = beta + (age - x);
        double d = delta + age;
        double logBought = BetaRatio.log(b, a, n);
        double logStayed = BetaRatio.log(gamma, d, n);
        double further = t - n;
        // Alive to the end: n purchases at any of the t opportunities.
        double alive = Math.exp(logBought
                + BetaRatio.log(a + n, b, further)
                - BetaRatio.log(n, 1, further)
                + logStayed
                + BetaRatio.log(gamma, d + n, further));
        if (further == 0) {
            return alive;
        }
        // Dropped out after opportunity n + j, by which it had bought n times.
        double logSum = RatioSeries.logSum(n + 1.0, -n, b, a + n, d + n, gamma + 1, a + gamma, further);
        return alive + Math.exp(logBought + logStayed + logSum) * (gamma / (gamma + d + n));
    }

    @Override
    double survivorNextWithin(int x, double tx, double age, double t) {
        if (t == 0) {
            return 0;
        }
        double stays = (delta + age) / (gamma + delta + age);
        return Math.min(1, meanP(x, age) * stays * Math.exp(logNext(x, age, 0, t)));
    }

    /** Mean number of opportunities to the next purchase, given that it comes; infinite if α + x + γ is not above 1. */
    @Override
    double survivorMeanToNext(int x, double tx, double age) {
        double all = Double.POSITIVE_INFINITY;
        double logTimes = logNext(x, age, 1, all);
        return logTimes == all ? all : Math.exp(logTimes - logNext(x, age, 0, all));
    }

    /** ln Σ over opportunities i of i<sup>power</sup> times the probability that the next purchase is there, to its first. */
    private double logNext(int x, double age, int power, double t) {
        return RatioSeries.logSum(
                beta + (age - x),
                alpha + x + 1,
                delta + age + 1,
                gamma,
                1 + power,
                -power,
                alpha + x + gamma - power,
                t);
    }

    @Override
    double survivorDiscounted(int x, double tx, double age, double t, double discount) {
        return meanP(x, age) * survivorLifetime(x, tx, age, t, discount);
    }

    /** Σ<sub>i=1..t</sub> e<sup>−δi</sup> E(1−θ)<sup>i</sup>. */
    @Override
    double survivorLifetime(int x, double tx, double age, double t, double discount) {
        if (t == Double.POSITIVE_INFINITY) {
            return survivorDert(x, tx, age, discount) / meanP(x, age);
        }
        double d = delta + age;
        if (discount == 0) {
            return d / (gamma + d) * Math.exp(RatioSeries.logSum(d + 1, gamma, 1, 0, 1, 0, gamma - 1, t));
        }
        double once = Math.exp(-discount);
        double term = 1;
        double sum = 0;
        for (double i = 1; i <= t; i++) {
            term *= once * ((d + i - 1) / (gamma + d + i - 1));
            sum += term;
            if (term * once < 1e-17 * (1 - once) * sum) {
                break;
            }
        }
        return sum;
    }

    @Override
    double survivorDert(int x, double tx, double age, double discount) {
        double d = delta + age;
        if (discount == 0) {
            return gamma > 1 ? meanP(x, age) * (d / (gamma - 1)) : Double.POSITIVE_INFINITY;
        }
        return meanP(x, age)
                * (d / (gamma + d))
                * Math.exp(-discount)
                * Hypergeometric.oneB(d + 1, gamma, -Math.expm1(-discount));
    }

    private double meanP(int x, double age) {
        return (alpha + x) / (alpha + beta + age);
    }

    /** The first opportunity by which the next purchase has come with probability q of all the cases in which it comes. */
    @Override
    double quantile(double q, int x, double tx, double age, double ever) {
        double target = q * ever;
        double low = 0;
        double high = 1;
        while (survivorNextWithin(x, tx, age, high) < target) {
            if (high > FARTHEST) {
                return Double.POSITIVE_INFINITY;
            }
            low = high;
            // Where the tail is heavy, the answer may have hundreds of digits: the number of digits is doubled then.
            high *= Math.max(2, high < LONG ? 0 : high);
        }
        while (high - low > 1) {
            double middle =
                    Math.floor(high > LONG * (low + 1) ? Math.sqrt(low + 1) * Math.sqrt(high) : low + (high - low) / 2);
            if (!(middle > low && middle < high)) {
                break;
            }
            if (survivorNextWithin(x, tx, age, middle) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
