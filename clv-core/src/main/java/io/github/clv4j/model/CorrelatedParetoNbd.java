package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.internal.math.Gammas;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;

/**
 * Pareto/NBD with correlated rates: as {@link ParetoNbd}, but how often a customer buys and how soon it drops out are tied.
 * The purchase rate λ and the dropout rate μ have Sarmanov's joint density, g(λ) h(μ) (1 + m (e<sup>−λ</sup> −
 * L<sub>A</sub>) (e<sup>−μ</sup> − L<sub>B</sub>)), with g and h the gamma densities of Pareto/NBD, L<sub>A</sub> =
 * (α/(1+α))<sup>r</sup> and L<sub>B</sub> = (β/(1+β))<sup>s</sup>.
 *
 * <p>Likelihood: L = L<sub>00</sub> + m L<sub>A</sub> L<sub>B</sub> (L<sub>00</sub> + L<sub>11</sub> − L<sub>10</sub> −
 * L<sub>01</sub>), where L<sub>ij</sub> is Pareto/NBD's at α + i and β + j. m lies between −1/max(L<sub>A</sub>
 * L<sub>B</sub>, (1−L<sub>A</sub>)(1−L<sub>B</sub>)) and 1/max(L<sub>A</sub> (1−L<sub>B</sub>), (1−L<sub>A</sub>)
 * L<sub>B</sub>), beyond which the density would be negative somewhere; 0 gives Pareto/NBD. The bounds leave room for weak
 * correlations alone.
 *
 * <p>λ and μ stand in an exponent, so that the model belongs to its unit of time: in another unit the same customers have
 * another joint density, which is not of this kind. {@link #in} refuses, and fits in days and in weeks differ.
 *
 * <p>P(alive), expectations, probabilities and discounted purchases are those of the joint density too: given a history λ
 * and μ are tied otherwise than before, and all follows from that.
 *
 * <p>Sources: Park and Fader 2004, Marketing Science 23(3) (Sarmanov's family for the rates of two processes); Sarmanov 1966,
 * Doklady Akademii Nauk SSSR 168; Schmittlein, Morrison and Colombo 1987, Management Science 33. How all is computed is told
 * in {@code docs/numerics.md}.
 */
public final class CorrelatedParetoNbd extends PurchaseModel {
    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;
    private final double m;
    private final Sarmanov tie;

    private CorrelatedParetoNbd(double r, double alpha, double s, double beta, double m, TimeStep unit) {
        super(unit, r, alpha, s, beta, m);
        this.r = r;
        this.alpha = alpha;
        this.s = s;
        this.beta = beta;
        this.m = m;
        this.tie = new Sarmanov(r, alpha, s, beta, m);
        if (!tie.isPossible()) {
            throw new IllegalArgumentException("m is " + m + "; with r = " + r + ", alpha = " + alpha + ", s = " + s
                    + ", beta = " + beta + " it must be in " + tie.lower() + ".." + tie.upper());
        }
    }

    /**
     * The model at given parameters.
     *
     * @param r shape of the purchase rates, above 0
     * @param alpha scale of the purchase rates (their mean is r/α a unit of time), above 0
     * @param s shape of the dropout rates, above 0
     * @param beta scale of the dropout rates (their mean is s/β a unit of time), above 0
     * @param m how the two are tied; has the sign of their {@link #correlation}. In its bounds for the other parameters
     * @param unit the unit of time
     * @throws IllegalArgumentException if a parameter is out of its domain; for m the message gives the bounds
     */
    public static CorrelatedParetoNbd of(double r, double alpha, double s, double beta, double m, TimeStep unit) {
        return new CorrelatedParetoNbd(r, alpha, s, beta, m, unit);
    }

    /** The model at parameters near these, with m at its bound there if it is at its bound here, and never beyond. */
    CorrelatedParetoNbd near(double[] p) {
        double[] q = p.clone();
        Sarmanov there = new Sarmanov(q[0], q[1], q[2], q[3], 0);
        if (Double.isNaN(SarmanovLikelihood.heldAt(parameters()))) {
            q[4] = Math.max(there.lower(), Math.min(there.upper(), q[4]));
        } else {
            q[4] = m > 0 ? there.upper() : there.lower();
        }
        return of(q[0], q[1], q[2], q[3], q[4], unit());
    }

    /**
     * The model that fits a summary's customers best.
     *
     * @throws FitException if the data cannot identify it
     */
    public static Fitted<CorrelatedParetoNbd> fit(CustomerSummary summary) {
        return fit(summary.distinctHistories(), FitOptions.withDefaults());
    }

    /**
     * The model that fits the histories best. Its likelihood is never below that of {@link ParetoNbd#fit}, from which the
     * search begins unless it is given a start with a tie. Where it is highest with m at a bound, which is common for the bounds are narrow, the report's status
     * is {@link io.github.clv4j.fit.FitStatus#AT_BOUNDARY AT_BOUNDARY} and its message gives bound and correlation; m has no
     * standard error then, and those of the others are for this m.
     *
     * @throws FitException if the data cannot identify it; the message says why
     */
    public static Fitted<CorrelatedParetoNbd> fit(DistinctHistories histories, FitOptions options) {
        return SarmanovFit.of(histories, options);
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.CORRELATED_PARETO_NBD;
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

    /** How the rates are tied; 0 if they are independent. */
    public double m() {
        return m;
    }

    /** The least m that these other parameters allow. */
    public double lowerM() {
        return tie.lower();
    }

    /** The largest m that these other parameters allow. */
    public double upperM() {
        return tie.upper();
    }

    /** Pearson's correlation of purchase rates and dropout rates across customers: m √r L<sub>A</sub>/(1+α) √s L<sub>B</sub>/(1+β). */
    public double correlation() {
        return tie.correlation();
    }

    /** ln of the likelihood of having been alive since the last purchase, relative to the moment of that purchase. */
    private double logStayed(int x, double tx, double age) {
        return -(r + x) * Math.log1p((age - tx) / (alpha + tx))
                - s * GammaLifetime.logGrown(beta + tx, 0, age - tx)
                + Math.log(tie.alive(x, age));
    }

    /** The same of having dropped out since. */
    private double logDropped(int x, double tx, double age) {
        return Math.log(GammaLifetime.dropout(r + x, alpha + tx, s, beta + tx, 0, age - tx, tie, x, tx));
    }

    @Override
    double rowLogLikelihood(int x, double tx, double age) {
        double stayed = logStayed(x, tx, age);
        double dropped = logDropped(x, tx, age);
        return Gammas.logRising(r, x)
                - x * Math.log(alpha)
                - (r + x) * Math.log1p(tx / alpha)
                - s * GammaLifetime.logGrown(beta, 0, tx)
                + Math.max(stayed, dropped)
                + Math.log1p(Math.exp(-Math.abs(stayed - dropped)));
    }

    @Override
    double alive(int x, double tx, double age) {
        return 1 / (1 + Math.exp(logDropped(x, tx, age) - logStayed(x, tx, age)));
    }

    @Override
    double gone(int x, double tx, double age) {
        return 1 / (1 + Math.exp(logStayed(x, tx, age) - logDropped(x, tx, age)));
    }

    @Override
    double survivorAlive(int x, double tx, double age, double t) {
        return Math.min(
                1,
                Math.exp(-s * GammaLifetime.logGrown(beta + age, 0, t))
                        * tie.alive(x, age, age + t)
                        / tie.alive(x, age));
    }

    @Override
    double survivorPurchases(int x, double tx, double age, double t) {
        return survivorDiscounted(x, tx, age, t, 0);
    }

    @Override
    double survivorProbability(int n, int x, double tx, double age, double t) {
        return Math.min(
                1,
                GammaLifetime.probability(n, r + x, alpha + age, s, beta + age, 0, t, tie, x, age) / tie.alive(x, age));
    }

    @Override
    double survivorNextWithin(int x, double tx, double age, double t) {
        return Math.min(
                1, GammaLifetime.next(r + x, alpha + age, s, beta + age, 0, t, tie, x, age) / tie.alive(x, age));
    }

    @Override
    double survivorMeanToNext(int x, double tx, double age) {
        return GammaLifetime.meanToNext(r + x, alpha + age, s, beta + age, 0, tie, x, age);
    }

    @Override
    double survivorDert(int x, double tx, double age, double delta) {
        return survivorDiscounted(x, tx, age, Double.POSITIVE_INFINITY, delta);
    }

    /** A purchase to come tells as much of the rate as one that was. */
    @Override
    double survivorDiscounted(int x, double tx, double age, double t, double delta) {
        return (r + x) / (alpha + age) * lifetime(x + 1, x, age, t, delta);
    }

    @Override
    double survivorLifetime(int x, double tx, double age, double t, double delta) {
        return lifetime(x, x, age, t, delta);
    }

    private double lifetime(int events, int x, double age, double t, double delta) {
        return tie.lifetime(tie.meanPhi(events, age), age, delta, t) / tie.alive(x, age);
    }
}
