package io.github.clv4j.model;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.internal.math.BetaRatio;
import io.github.clv4j.internal.math.Hypergeometric;
import java.util.List;

/**
 * sBG, the shifted beta-geometric: at each renewal a customer leaves with its own probability θ, Beta(α, β) across
 * customers.
 *
 * <p>P(T = t) = B(α+1, β+t−1)/B(α,β); S(t) = B(α, β+t)/B(α,β); r(t) = (β+t−1)/(α+β+t−1). The mean lifetime is
 * (α+β−1)/(α−1), infinite if α ≤ 1.
 *
 * <p>Sources: Fader and Hardie 2007, Journal of Interactive Marketing 21(1), eqs. 5 to 8; Fader and Hardie 2010, Marketing
 * Science 29(1) (residual lifetime eq. 6, elasticity eq. 8).
 */
public final class Sbg extends ContractModel {
    static final List<String> NAMES = List.of("alpha", "beta");

    private final double alpha;
    private final double beta;

    private Sbg(double alpha, double beta, TimeStep period) {
        super(period, NAMES, alpha, beta);
        this.alpha = alpha;
        this.beta = beta;
    }

    /**
     * The model at given parameters.
     *
     * @param alpha first shape of the churn probabilities (their mean is α/(α+β)), above 0
     * @param beta second shape of the churn probabilities, above 0
     * @param period time from one renewal to the next
     * @throws IllegalArgumentException if a parameter is not finite or not above 0
     */
    public static Sbg of(double alpha, double beta, TimeStep period) {
        return new Sbg(alpha, beta, period);
    }

    /**
     * The model that fits the customers best.
     *
     * @throws FitException if the data cannot identify it: nobody churned, nobody renewed, or fewer than two renewals
     *     are seen
     */
    public static Fitted<Sbg> fit(Tenures tenures) {
        return fit(tenures, FitOptions.withDefaults());
    }

    /**
     * The model that fits the customers best.
     *
     * @throws FitException if the data cannot identify it: nobody churned, nobody renewed, or fewer than two renewals
     *     are seen
     */
    public static Fitted<Sbg> fit(Tenures tenures, FitOptions options) {
        FitReport report = MaximumLikelihood.fit(new ContractLikelihood("sBG", NAMES, tenures), options);
        double[] p = report.estimates();
        return new Fitted<>(of(p[0], p[1], tenures.period()), report);
    }

    /** First shape of the churn probabilities. */
    public double alpha() {
        return alpha;
    }

    /** Second shape of the churn probabilities. */
    public double beta() {
        return beta;
    }

    @Override
    public String displayName() {
        return "sBG";
    }

    @Override
    public List<String> parameterNames() {
        return NAMES;
    }

    /**
     * By how many percent the discounted residual lifetime just before the n-th renewal rises if each customer's retention
     * probability does by one percent: ₂F₁(1, β+n−1; α+β+n−1; 1/(1+d)), the mean over customers of 1/(1 − (1−θ)/(1+d)).
     * Without discounting it may be infinite. BdW has no counterpart, for there a customer has no single retention
     * probability.
     *
     * @param n 1 or more
     */
    public double retentionElasticity(int n, DiscountRate rate) {
        return 1 + Math.exp(-rate.continuous(period())) * derl(n, rate);
    }

    @Override
    double logStay(double tenure, double t) {
        return BetaRatio.log(alpha, beta + tenure, t);
    }

    @Override
    double churn(int t) {
        return alpha / (alpha + (beta + (t - 1)));
    }

    @Override
    double renewals(int tenure, double delta) {
        double b = beta + tenure;
        if (delta == 0) {
            return alpha > 1 ? b / (alpha - 1) : Double.POSITIVE_INFINITY;
        }
        return b / (alpha + b) * Hypergeometric.oneB(b + 1, alpha, -Math.expm1(-delta));
    }
}
