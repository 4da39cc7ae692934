package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;

/**
 * BG/NBD: while alive a customer buys at random at the rate λ, Gamma(r, α) across customers; after each repeat purchase it
 * drops out for good with probability p, Beta(a, b) across customers.
 *
 * <p>Log-likelihood: ln Γ(r+x)/Γ(r) + r ln α + ln B(a,b+x)/B(a,b) − (r+x) ln(α+T) + ln(1 + [x&gt;0] a/(b+x−1)
 * ((α+T)/(α+t<sub>x</sub>))<sup>r+x</sup>).
 *
 * <p>A customer without a repeat purchase is alive for certain, which is the model's best-known oddity; {@link MbgNbd} has
 * it not. E[X(t)] grows without bound if a ≤ 1.
 *
 * <p>Sources: Fader, Hardie and Lee 2005, Marketing Science 24(2): likelihood eq. 6, distribution of purchases eq. 8,
 * expectations eqs. 9 and 10; Fader and Hardie, notes 004 and 021 (P(alive)), brucehardie.com. Discounted purchases are not
 * in them: they are the sum over purchases to come of the probability of each times its mean discount. How all is computed
 * is told in {@code docs/numerics.md}.
 */
public final class BgNbd extends PurchaseModel {
    private final BetaGeometric engine;

    private BgNbd(double r, double alpha, double a, double b, TimeStep unit) {
        super(unit, r, alpha, a, b);
        this.engine = new BetaGeometric(r, alpha, a, b, 1, 0);
    }

    /**
     * The model at given parameters.
     *
     * @param r shape of the purchase rates, above 0
     * @param alpha scale of the purchase rates (their mean is r/α a unit of time), above 0
     * @param a first shape of the dropout probabilities (their mean is a/(a+b)), above 0
     * @param b second shape of the dropout probabilities, above 0
     * @param unit the unit of time
     * @throws IllegalArgumentException if a parameter is not finite or not above 0
     */
    public static BgNbd of(double r, double alpha, double a, double b, TimeStep unit) {
        return new BgNbd(r, alpha, a, b, unit);
    }

    /**
     * The model that fits a summary's customers best.
     *
     * @throws FitException if the data cannot identify it
     */
    public static Fitted<BgNbd> fit(CustomerSummary summary) {
        return fit(summary.distinctHistories(), FitOptions.withDefaults());
    }

    /**
     * The model that fits the histories best.
     *
     * @throws FitException if the data cannot identify it; the message says why
     */
    public static Fitted<BgNbd> fit(DistinctHistories histories, FitOptions options) {
        FitReport report = MaximumLikelihood.fit(
                new BetaGeometricLikelihood("BG/NBD", HistoryColumns.of(histories), 1, 0, 0, 0), options);
        double[] p = report.estimates();
        return new Fitted<>(of(p[0], p[1], p[2], p[3], histories.step()), report);
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.BG_NBD;
    }

    /** Shape of the purchase rates. */
    public double r() {
        return engine.r;
    }

    /** Scale of the purchase rates, in units of time. */
    public double alpha() {
        return engine.alpha;
    }

    /** First shape of the dropout probabilities. */
    public double a() {
        return engine.a;
    }

    /** Second shape of the dropout probabilities. */
    public double b() {
        return engine.b;
    }

    @Override
    double rowLogLikelihood(int x, double tx, double age) {
        return engine.logLikelihood(x, tx, age);
    }

    @Override
    double alive(int x, double tx, double age) {
        return engine.pAlive(x, tx, age);
    }

    @Override
    double gone(int x, double tx, double age) {
        return engine.pGone(x, tx, age);
    }

    @Override
    double survivorAlive(int x, double tx, double age, double t) {
        return engine.survivorAlive(x, tx, age, t);
    }

    @Override
    double survivorPurchases(int x, double tx, double age, double t) {
        return engine.survivorPurchases(x, tx, age, t);
    }

    @Override
    double survivorProbability(int n, int x, double tx, double age, double t) {
        return engine.survivorProbability(n, x, tx, age, t);
    }

    @Override
    double survivorNextWithin(int x, double tx, double age, double t) {
        return engine.survivorNextWithin(x, tx, age, t);
    }

    @Override
    double survivorMeanToNext(int x, double tx, double age) {
        return engine.survivorMeanToNext(x, tx, age);
    }

    @Override
    double survivorLifetime(int x, double tx, double age, double t, double delta) {
        return t == Double.POSITIVE_INFINITY
                ? engine.survivorLifetime(x, tx, age, delta)
                : Discounting.lifetime(this, x, tx, age, t, delta);
    }

    @Override
    boolean integratesLifetime() {
        return true;
    }

    @Override
    double survivorDert(int x, double tx, double age, double delta) {
        return engine.survivorDert(x, tx, age, delta);
    }
}
