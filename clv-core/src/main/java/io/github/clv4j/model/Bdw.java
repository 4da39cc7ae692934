package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.internal.math.BetaRatio;
import io.github.clv4j.internal.math.SlowSeries;
import java.util.List;

/**
 * BdW, the beta-discrete-Weibull: as {@link Sbg}, but a customer's own churn probability changes with its tenure; it stays
 * for t periods with probability (1−θ)<sup>t^c</sup>, θ being Beta(α, β) across customers.
 *
 * <p>S(t) = B(α, β+t<sup>c</sup>)/B(α,β); r(t) = B(α, β+t<sup>c</sup>)/B(α, β+(t−1)<sup>c</sup>). With c above 1 a
 * customer's churn rises with tenure, below 1 it falls, at 1 the model is sBG.
 *
 * <p>S falls off as t<sup>−cα</sup>, so lifetimes have a mean if cα &gt; 1 and it is infinite otherwise. Sums over tenure are
 * not cut off: terms are added until they are a part of 1e-22 of the sum and fall by at least 1 % each, or, where they
 * vary more slowly than that after 1,024 of them, the rest is an integral whose neglected correction is below 1e-12 of the
 * sum.
 *
 * <p>Source: Fader, Hardie, Liu, Davin and Steenburgh 2018, Journal of Interactive Marketing 43, eqs. 10 and 12.
 */
public final class Bdw extends ContractModel {
    static final List<String> NAMES = List.of("alpha", "beta", "c");

    private final double alpha;
    private final double beta;
    private final double c;

    private Bdw(double alpha, double beta, double c, TimeStep period) {
        super(period, NAMES, alpha, beta, c);
        this.alpha = alpha;
        this.beta = beta;
        this.c = c;
    }

    /**
     * The model at given parameters.
     *
     * @param alpha first shape of the churn probabilities in the first period (their mean is α/(α+β)), above 0
     * @param beta second shape of the churn probabilities in the first period, above 0
     * @param c how churn changes with tenure, above 0; 1 for not at all
     * @param period time from one renewal to the next
     * @throws IllegalArgumentException if a parameter is not finite or not above 0
     */
    public static Bdw of(double alpha, double beta, double c, TimeStep period) {
        return new Bdw(alpha, beta, c, period);
    }

    /**
     * The model that fits the customers best.
     *
     * @throws FitException if the data cannot identify it: nobody churned, nobody renewed, or fewer than three renewals
     *     are seen
     */
    public static Fitted<Bdw> fit(Tenures tenures) {
        return fit(tenures, FitOptions.withDefaults());
    }

    /**
     * The model that fits the customers best.
     *
     * @throws FitException if the data cannot identify it: nobody churned, nobody renewed, or fewer than three renewals
     *     are seen
     */
    public static Fitted<Bdw> fit(Tenures tenures, FitOptions options) {
        FitReport report = MaximumLikelihood.fit(new ContractLikelihood("BdW", NAMES, tenures), options);
        double[] p = report.estimates();
        return new Fitted<>(of(p[0], p[1], p[2], tenures.period()), report);
    }

    /** First shape of the churn probabilities in the first period. */
    public double alpha() {
        return alpha;
    }

    /** Second shape of the churn probabilities in the first period. */
    public double beta() {
        return beta;
    }

    /** How churn changes with tenure. */
    public double c() {
        return c;
    }

    @Override
    public String displayName() {
        return "BdW";
    }

    @Override
    public List<String> parameterNames() {
        return NAMES;
    }

    /** (tenure + t)<sup>c</sup> − tenure<sup>c</sup>, without cancellation. */
    static double growth(double c, double tenure, double t) {
        return tenure == 0 ? Math.pow(t, c) : Math.pow(tenure, c) * Math.expm1(c * Math.log1p(t / tenure));
    }

    @Override
    double logStay(double tenure, double t) {
        double b = beta + Math.pow(tenure, c);
        if (b == Double.POSITIVE_INFINITY) {
            // So far out that S is a power of t.
            return -alpha * c * Math.log1p(t / tenure);
        }
        return BetaRatio.log(alpha, b, growth(c, tenure, t));
    }

    @Override
    double churn(int t) {
        return 0 - Math.expm1(logStay(t - 1.0, 1));
    }

    @Override
    double renewals(int tenure, double delta) {
        double excess = c * alpha - 1;
        if (delta == 0 && !(excess > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        double before = 1;
        for (int k = 1; ; k++) {
            double log = logStay(tenure, k) - delta * (k - 1);
            double term = Math.exp(log);
            int t = tenure + k;
            if (k >= SlowSeries.FIRST && steepness(t, delta) < SlowSeries.SMOOTH * t) {
                double tail = SlowSeries.tail(
                        new Far(tenure, delta, log),
                        t,
                        Double.POSITIVE_INFINITY,
                        delta == 0 ? excess : 1,
                        delta == 0 ? power(tenure) : Double.POSITIVE_INFINITY,
                        delta == 0 ? 0.5 / c : 0.5 / Math.max(1, c),
                        sum / term);
                return sum + term * tail;
            }
            sum += term;
            if (term == 0 || (term < before && term < SlowSeries.NEGLIGIBLE * sum)) {
                return sum;
            }
            before = term;
        }
    }

    /** About |d ln term / d ln t| at most. */
    private double steepness(double t, double delta) {
        double u = Math.pow(t, c);
        double share = u == Double.POSITIVE_INFINITY ? 1 : u / (beta + u);
        return c * (1 + alpha * share) + (delta == 0 ? 0 : delta * t);
    }

    /** ln t from which S is a power of t, or t^c comes near the end of the numbers. */
    private double power(double tenure) {
        double scale = (1 + alpha) * (1 + alpha + beta);
        return Math.max(Math.log(1e17 * (1 + tenure)), Math.min(600, Math.log(1e17 * scale)) / c);
    }

    /** ln of the terms, as functions of ln t. */
    private final class Far implements SlowSeries.Terms {
        private final double tenure;
        private final double delta;
        private final double logFirst;

        Far(double tenure, double delta, double logFirst) {
            this.tenure = tenure;
            this.delta = delta;
            this.logFirst = logFirst;
        }

        @Override
        public double log(double v) {
            double discount = delta == 0 ? 0 : delta * (Math.exp(v) - tenure - 1);
            double begun = Math.pow(tenure, c);
            double stay = begun == Double.POSITIVE_INFINITY
                    ? logStay(tenure, Math.exp(v) - tenure)
                    : BetaRatio.log(alpha, beta + begun, Math.exp(c * v) - begun);
            return stay - discount - logFirst;
        }

        @Override
        public double steepness(double v) {
            return Bdw.this.steepness(Math.exp(v), delta);
        }
    }
}
