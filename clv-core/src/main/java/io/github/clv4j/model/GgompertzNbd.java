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
 * GGompertz/NBD: while alive a customer buys at random at the rate λ, Gamma(r, α) across customers; it may drop out at any
 * time with the hazard η b e<sup>bt</sup> of Gompertz, which rises with age, η being Gamma(s, β) across customers. For b → 0
 * with β/b fixed it is {@link ParetoNbd}.
 *
 * <p>Survival: S(t) = (β / (β − 1 + e<sup>bt</sup>))<sup>s</sup>. Log-likelihood: ln Γ(r+x)/Γ(r) + r ln α − (r+x) ln(α+T) +
 * ln S(T) + ln(1 + J), where J, the odds of having dropped out, is b s ∫ ((α+T)/(α+y))<sup>r+x</sup> S(y)/S(T) e<sup>by</sup>
 * / (β − 1 + e<sup>by</sup>) dy over t<sub>x</sub>..T.
 *
 * <p>Sources: Bemmaor and Glady 2012, Management Science 58; Adler 2022, Management Science (the corrected conditional
 * expectation). How all is computed is told in {@code docs/numerics.md}.
 */
public final class GgompertzNbd extends PurchaseModel {
    private final double r;
    private final double alpha;
    private final double b;
    private final double s;
    private final double beta;
    /** β/b, the scale of the engine. */
    private final double h;

    private GgompertzNbd(double r, double alpha, double b, double s, double beta, TimeStep unit) {
        super(unit, r, alpha, b, s, beta);
        this.r = r;
        this.alpha = alpha;
        this.b = b;
        this.s = s;
        this.beta = beta;
        this.h = beta / b;
    }

    /**
     * The model at given parameters.
     *
     * @param r shape of the purchase rates, above 0
     * @param alpha scale of the purchase rates (their mean is r/α a unit of time), above 0
     * @param b how fast the hazard of dropping out rises with age, a unit of time, above 0
     * @param s shape of the dropout rates, above 0
     * @param beta scale of the dropout rates η, a pure number, above 0
     * @param unit the unit of time
     * @throws IllegalArgumentException if a parameter is not finite or not above 0
     */
    public static GgompertzNbd of(double r, double alpha, double b, double s, double beta, TimeStep unit) {
        return new GgompertzNbd(r, alpha, b, s, beta, unit);
    }

    /**
     * The model that fits a summary's customers best.
     *
     * @throws FitException if the data cannot identify it
     */
    public static Fitted<GgompertzNbd> fit(CustomerSummary summary) {
        return fit(summary.distinctHistories(), FitOptions.withDefaults());
    }

    /**
     * The model that fits the histories best.
     *
     * @throws FitException if the data cannot identify it; the message says why
     */
    public static Fitted<GgompertzNbd> fit(DistinctHistories histories, FitOptions options) {
        FitReport report = MaximumLikelihood.fit(
                new GammaLifetimeLikelihood("GGompertz/NBD", true, HistoryColumns.of(histories)), options);
        double[] p = report.estimates();
        return new Fitted<>(of(p[0], p[1], p[2], p[3], p[4], histories.step()), report);
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.GGOMPERTZ_NBD;
    }

    /** Shape of the purchase rates. */
    public double r() {
        return r;
    }

    /** Scale of the purchase rates. */
    public double alpha() {
        return alpha;
    }

    /** How fast the hazard of dropping out rises with age. */
    public double b() {
        return b;
    }

    /** Shape of the dropout rates. */
    public double s() {
        return s;
    }

    /** Scale of the dropout rates η. */
    public double beta() {
        return beta;
    }

    @Override
    double rowLogLikelihood(int x, double tx, double age) {
        return Gammas.logRising(r, x)
                - x * Math.log(alpha)
                - (r + x) * Math.log1p(tx / alpha)
                - s * GammaLifetime.logGrown(h, b, tx)
                + GammaLifetime.logSilent(r + x, alpha + tx, s, GammaLifetime.later(h, b, tx), b, age - tx);
    }

    private double logOddsDead(int x, double tx, double age) {
        return GammaLifetime.logOddsDead(r + x, alpha + tx, s, GammaLifetime.later(h, b, tx), b, age - tx);
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
        return Math.exp(-s * GammaLifetime.logGrown(GammaLifetime.later(h, b, age), b, t));
    }

    @Override
    double survivorPurchases(int x, double tx, double age, double t) {
        return rate(x, age) * GammaLifetime.discountedLifetime(s, GammaLifetime.later(h, b, age), b, 0, t);
    }

    @Override
    double survivorProbability(int n, int x, double tx, double age, double t) {
        return GammaLifetime.probability(n, r + x, alpha + age, s, GammaLifetime.later(h, b, age), b, t);
    }

    @Override
    double survivorNextWithin(int x, double tx, double age, double t) {
        return GammaLifetime.nextWithin(r + x, alpha + age, s, GammaLifetime.later(h, b, age), b, t);
    }

    @Override
    double survivorMeanToNext(int x, double tx, double age) {
        return GammaLifetime.meanToNext(r + x, alpha + age, s, GammaLifetime.later(h, b, age), b);
    }

    @Override
    double survivorDiscounted(int x, double tx, double age, double t, double delta) {
        return rate(x, age) * survivorLifetime(x, tx, age, t, delta);
    }

    @Override
    double survivorLifetime(int x, double tx, double age, double t, double delta) {
        return GammaLifetime.discountedLifetime(s, GammaLifetime.later(h, b, age), b, delta, t);
    }

    @Override
    double survivorDert(int x, double tx, double age, double delta) {
        return rate(x, age)
                * GammaLifetime.discountedLifetime(
                        s, GammaLifetime.later(h, b, age), b, delta, Double.POSITIVE_INFINITY);
    }

    private double rate(int x, double age) {
        return (r + x) / (alpha + age);
    }
}
