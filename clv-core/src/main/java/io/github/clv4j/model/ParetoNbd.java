package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.internal.math.Gammas;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;

/**
 * Pareto/NBD: while alive a customer buys at random at the rate λ, Gamma(r, α) across customers; it may drop out at any time
 * with the hazard μ, Gamma(s, β) across customers.
 *
 * <p>Log-likelihood: ln Γ(r+x)/Γ(r) + r ln α − (r+x) ln(α+T) − s ln((β+T)/β) + ln(1 + J), where J, the odds of having dropped
 * out, is ((α+T)<sup>r+x</sup> (β+T)<sup>s</sup>) s ∫ (α+y)<sup>−r−x</sup> (β+y)<sup>−s−1</sup> dy over
 * t<sub>x</sub>..T. E[X(t)] grows without bound if s ≤ 1.
 *
 * <p>Sources: Schmittlein, Morrison and Colombo 1987, Management Science 33; Fader and Hardie, notes 009 (likelihood eqs.
 * 18 to 20, E[X(t)] eq. 27, P(alive) eqs. 36 and 37, conditional expectation eq. 41), 012, 015 and 028; Fader, Hardie and
 * Lee 2005, Journal of Marketing Research 42 (DERT). How all is computed is told in {@code docs/numerics.md}.
 */
public final class ParetoNbd extends PurchaseModel {
    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;

    private ParetoNbd(double r, double alpha, double s, double beta, TimeStep unit) {
        super(unit, r, alpha, s, beta);
        this.r = r;
        this.alpha = alpha;
        this.s = s;
        this.beta = beta;
    }

    /**
     * The model at given parameters.
     *
     * @param r shape of the purchase rates, above 0
     * @param alpha scale of the purchase rates (their mean is r/α a unit of time), above 0
     * @param s shape of the dropout rates, above 0
     * @param beta scale of the dropout rates (their mean is s/β a unit of time), above 0
     * @param unit the unit of time
     * @throws IllegalArgumentException if a parameter is not finite or not above 0
     */
    public static ParetoNbd of(double r, double alpha, double s, double beta, TimeStep unit) {
        return new ParetoNbd(r, alpha, s, beta, unit);
    }

    /**
     * The model that fits a summary's customers best.
     *
     * @throws FitException if the data cannot identify it
     */
    public static Fitted<ParetoNbd> fit(CustomerSummary summary) {
        return fit(summary.distinctHistories(), FitOptions.withDefaults());
    }

    /**
     * The model that fits the histories best.
     *
     * @throws FitException if the data cannot identify it; the message says why
     */
    public static Fitted<ParetoNbd> fit(DistinctHistories histories, FitOptions options) {
        FitReport report = MaximumLikelihood.fit(
                new GammaLifetimeLikelihood("Pareto/NBD", false, HistoryColumns.of(histories)), options);
        double[] p = report.estimates();
        return new Fitted<>(of(p[0], p[1], p[2], p[3], histories.step()), report);
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.PARETO_NBD;
    }

    /** Shape of the purchase rates. */
    public double r() {
        return r;
    }

    /** Scale of the purchase rates. */
    public double alpha() {
        return alpha;
    }

    /** Shape of the dropout rates. */
    public double s() {
        return s;
    }

    /** Scale of the dropout rates. */
    public double beta() {
        return beta;
    }

    @Override
    double rowLogLikelihood(int x, double tx, double age) {
        return Gammas.logRising(r, x)
                - x * Math.log(alpha)
                - (r + x) * Math.log1p(tx / alpha)
                - s * GammaLifetime.logGrown(beta, 0, tx)
                + GammaLifetime.logSilent(r + x, alpha + tx, s, GammaLifetime.later(beta, 0, tx), 0, age - tx);
    }

    private double logOddsDead(int x, double tx, double age) {
        return GammaLifetime.logOddsDead(r + x, alpha + tx, s, GammaLifetime.later(beta, 0, tx), 0, age - tx);
    }

    @Override
    double alive(int x, double tx, double age) {
        return 1 / (1 + Math.exp(logOddsDead(x, tx, age)));
    }

    @Override
    double gone(int x, double tx, double age) {
        return 1 / (1 + Math.exp(-logOddsDead(x, tx, age)));
    }

    @Override
    double survivorAlive(int x, double tx, double age, double t) {
        return Math.exp(-s * GammaLifetime.logGrown(GammaLifetime.later(beta, 0, age), 0, t));
    }

    @Override
    double survivorPurchases(int x, double tx, double age, double t) {
        return rate(x, age) * GammaLifetime.discountedLifetime(s, GammaLifetime.later(beta, 0, age), 0, 0, t);
    }

    @Override
    double survivorProbability(int n, int x, double tx, double age, double t) {
        return GammaLifetime.probability(n, r + x, alpha + age, s, GammaLifetime.later(beta, 0, age), 0, t);
    }

    @Override
    double survivorNextWithin(int x, double tx, double age, double t) {
        return GammaLifetime.nextWithin(r + x, alpha + age, s, GammaLifetime.later(beta, 0, age), 0, t);
    }

    @Override
    double survivorMeanToNext(int x, double tx, double age) {
        return GammaLifetime.meanToNext(r + x, alpha + age, s, GammaLifetime.later(beta, 0, age), 0);
    }

    @Override
    double survivorDiscounted(int x, double tx, double age, double t, double delta) {
        return rate(x, age) * survivorLifetime(x, tx, age, t, delta);
    }

    @Override
    double survivorLifetime(int x, double tx, double age, double t, double delta) {
        return GammaLifetime.discountedLifetime(s, GammaLifetime.later(beta, 0, age), 0, delta, t);
    }

    @Override
    double survivorDert(int x, double tx, double age, double delta) {
        return rate(x, age)
                * GammaLifetime.discountedLifetime(
                        s, GammaLifetime.later(beta, 0, age), 0, delta, Double.POSITIVE_INFINITY);
    }

    private double rate(int x, double age) {
        return (r + x) / (alpha + age);
    }
}
