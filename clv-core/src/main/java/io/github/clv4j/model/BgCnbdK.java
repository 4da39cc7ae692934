package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.PurchaseIntervals;

/**
 * BG/CNBD-k: as {@link BgNbd}, but purchases are regular: intervals between them are Erlang-k with rate λ, k = 1 being the
 * exponential intervals of BG/NBD.
 *
 * <p>Of a customer that is alive the exact expectations are given: k−1 hidden events may have passed since the last purchase,
 * each number with its probability. The published expectation is an approximation by BG/NBD that other packages rescale by
 * the batch that is scored; here a customer's figures never depend on who else is scored.
 *
 * <p>Sources: Platzer and Reutterer 2016, Marketing Science 35; Reutterer, Platzer and Schröder 2021, International Journal
 * of Research in Marketing 38. How all is computed is told in {@code docs/numerics.md}.
 */
public final class BgCnbdK extends PurchaseModel {
    private final BetaGeometric engine;

    private BgCnbdK(int k, double r, double alpha, double a, double b, TimeStep unit) {
        super(unit, k, r, alpha, a, b);
        this.engine = new BetaGeometric(r, alpha, a, b, RegularFit.checkedK(k), 0);
    }

    /**
     * The model at given parameters.
     *
     * @param k regularity: shape of the intervals between purchases, 1..{@value RegularFit#MOST_K}
     * @param r shape of the rates, above 0
     * @param alpha scale of the rates (the mean rate of purchases is r/(αk) a unit of time), above 0
     * @param a first shape of the dropout probabilities (their mean is a/(a+b)), above 0
     * @param b second shape of the dropout probabilities, above 0
     * @param unit the unit of time
     * @throws IllegalArgumentException if a parameter is out of its domain
     */
    public static BgCnbdK of(int k, double r, double alpha, double a, double b, TimeStep unit) {
        return new BgCnbdK(k, r, alpha, a, b, unit);
    }

    /**
     * The model that fits best, with k chosen by likelihood: 1, 2, 3 … as long as the likelihood rises.
     *
     * @param intervals of the same customers in the same unit
     * @throws FitException if the data cannot identify it; the message says why
     */
    public static Fitted<BgCnbdK> fit(DistinctHistories histories, PurchaseIntervals intervals, FitOptions options) {
        return RegularFit.chosen("BG/CNBD", 0, histories, intervals, options, BgCnbdK::of);
    }

    /**
     * The model that fits best at a given k.
     *
     * @param k regularity, 1..{@value RegularFit#MOST_K}
     * @param intervals of the same customers in the same unit
     * @throws FitException if the data cannot identify it; the message says why
     */
    public static Fitted<BgCnbdK> fit(
            int k, DistinctHistories histories, PurchaseIntervals intervals, FitOptions options) {
        return RegularFit.at(k, "BG/CNBD", 0, histories, intervals, options, 0, BgCnbdK::of);
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.BG_CNBD_K;
    }

    /** Regularity: shape of the intervals between purchases. */
    public int k() {
        return engine.k;
    }

    /** Shape of the rates. */
    public double r() {
        return engine.r;
    }

    /** Scale of the rates, in units of time. */
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

    /**
     * ln of the likelihood of one customer's history with its intervals: adds (k−1) Σ ln itt − x ln Γ(k) to {@link
     * #logLikelihood(int, double, double)}, which is of the history alone and cannot be compared between different k.
     *
     * @param logIntervals Σ ln of the times between the customer's purchases, see {@link PurchaseIntervals#logSum}
     */
    public double logLikelihood(int x, double tx, double age, double logIntervals) {
        if (!(Math.abs(logIntervals) < Double.POSITIVE_INFINITY && (x > 0 || logIntervals == 0))) {
            throw new IllegalArgumentException(
                    "sum of ln of the intervals is " + logIntervals + "; it must be finite, and 0 where x is 0");
        }
        return logLikelihood(x, tx, age) + RegularFit.intervalTerm(engine.k, x, logIntervals);
    }

    /** k as a whole number. */
    static int wholeK(double k) {
        if (k == Math.rint(k) && k >= 1 && k <= RegularFit.MOST_K) {
            return (int) k;
        }
        throw new IllegalArgumentException("k is " + k + "; it must be a whole number in 1.." + RegularFit.MOST_K);
    }

    @Override
    boolean survivorDependsOnTx() {
        return engine.k > 1;
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
