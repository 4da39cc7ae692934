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
 * NBD: customers buy at random at the rate λ, Gamma(r, α) across customers, and never leave. The baseline that every model
 * with attrition must beat.
 *
 * <p>Log-likelihood: ln Γ(r+x)/Γ(r) + r ln α − (r+x) ln(α+T). P(alive) is 1. Discounted expected purchases are
 * (r+x)/(α+T)/δ.
 *
 * <p>Source: Ehrenberg 1959, Applied Statistics 8.
 */
public final class Nbd extends PurchaseModel {
    private final double r;
    private final double alpha;

    private Nbd(double r, double alpha, TimeStep unit) {
        super(unit, r, alpha);
        this.r = r;
        this.alpha = alpha;
    }

    /**
     * The model at given parameters.
     *
     * @param r shape of the purchase rates, above 0
     * @param alpha scale of the purchase rates (their mean is r/α a unit of time), above 0
     * @param unit the unit of time
     * @throws IllegalArgumentException if a parameter is not finite or not above 0
     */
    public static Nbd of(double r, double alpha, TimeStep unit) {
        return new Nbd(r, alpha, unit);
    }

    /**
     * The model that fits a summary's customers best.
     *
     * @throws FitException if the data cannot identify it
     */
    public static Fitted<Nbd> fit(CustomerSummary summary) {
        return fit(summary.distinctHistories(), FitOptions.withDefaults());
    }

    /**
     * The model that fits the histories best.
     *
     * @throws FitException if the data cannot identify it; the message says why
     */
    public static Fitted<Nbd> fit(DistinctHistories histories, FitOptions options) {
        FitReport report = MaximumLikelihood.fit(new NbdLikelihood(HistoryColumns.of(histories)), options);
        double[] p = report.estimates();
        return new Fitted<>(of(p[0], p[1], histories.step()), report);
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.NBD;
    }

    /** Shape of the purchase rates. */
    public double r() {
        return r;
    }

    /** Scale of the purchase rates, in units of time. */
    public double alpha() {
        return alpha;
    }

    @Override
    double rowLogLikelihood(int x, double tx, double age) {
        return Gammas.logRising(r, x) - x * Math.log(alpha) - (r + x) * Math.log1p(age / alpha);
    }

    @Override
    double alive(int x, double tx, double age) {
        return 1;
    }

    @Override
    double survivorAlive(int x, double tx, double age, double t) {
        return 1;
    }

    @Override
    double survivorPurchases(int x, double tx, double age, double t) {
        return t * (r + x) / (alpha + age);
    }

    @Override
    double survivorProbability(int n, int x, double tx, double age, double t) {
        if (t == 0) {
            return n == 0 ? 1 : 0;
        }
        double rate = alpha + age;
        return Math.exp(Gammas.logNegativeBinomial(r + x, n, t / (rate + t), rate / (rate + t)));
    }

    @Override
    double survivorNextWithin(int x, double tx, double age, double t) {
        return -Math.expm1(-(r + x) * Math.log1p(t / (alpha + age)));
    }

    @Override
    double survivorMeanToNext(int x, double tx, double age) {
        return r + x > 1 ? (alpha + age) / (r + x - 1) : Double.POSITIVE_INFINITY;
    }

    @Override
    double survivorDiscounted(int x, double tx, double age, double t, double delta) {
        return (r + x) / (alpha + age) * survivorLifetime(x, tx, age, t, delta);
    }

    @Override
    double survivorLifetime(int x, double tx, double age, double t, double delta) {
        return delta == 0 ? t : -Math.expm1(-delta * t) / delta;
    }

    @Override
    double survivorDert(int x, double tx, double age, double delta) {
        return (r + x) / (alpha + age) / delta;
    }
}
