package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.internal.math.Gammas;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.PurchaseIntervals;

/** The fit of the models with regular purchases: at a k, or at the k of the highest likelihood. */
final class RegularFit {
    /** The largest regularity. With 20 an interval's standard deviation is a fifth of its mean. */
    static final int MOST_K = 20;

    private RegularFit() {}

    @FunctionalInterface
    interface Maker<M> {
        M of(int k, double r, double alpha, double a, double b, TimeStep unit);
    }

    static int checkedK(int k) {
        if (k >= 1 && k <= MOST_K) {
            return k;
        }
        throw new IllegalArgumentException("k is " + k + "; it must be in 1.." + MOST_K);
    }

    /** (k−1) Σ ln itt − x ln Γ(k). */
    static double intervalTerm(int k, double intervals, double logSum) {
        return k == 1 ? 0 : (k - 1) * logSum - intervals * Gammas.logGamma(k);
    }

    static <M> Fitted<M> chosen(
            String name,
            int d,
            DistinctHistories histories,
            PurchaseIntervals intervals,
            FitOptions options,
            Maker<M> maker) {
        Fitted<M> best = at(1, name, d, histories, intervals, options, 1, maker);
        for (int k = 2; k <= MOST_K; k++) {
            Fitted<M> next = at(k, name, d, histories, intervals, options, 1, maker);
            if (!(next.report().objective() > best.report().objective())) {
                return best;
            }
            best = next;
        }
        return best;
    }

    static <M> Fitted<M> at(
            int k,
            String name,
            int d,
            DistinctHistories histories,
            PurchaseIntervals intervals,
            FitOptions options,
            int chosen,
            Maker<M> maker) {
        checkedK(k);
        HistoryColumns columns = HistoryColumns.of(histories);
        if (!(intervals.summary().step() == histories.step() && intervals.intervals() == columns.purchases())) {
            throw new IllegalArgumentException("there are " + intervals.intervals() + " intervals in "
                    + intervals.summary().step() + " and " + columns.purchases() + " repeat purchases in "
                    + histories.step() + "; both must be of the same customers in the same unit");
        }
        double constant = intervalTerm(k, (double) intervals.intervals(), intervals.totalLogSum());
        return fit(
                new BetaGeometricLikelihood(name + "-" + k, columns, k, d, constant, chosen),
                k,
                histories,
                options,
                maker);
    }

    /** At a k and without the intervals, which shift the likelihood alone. */
    static <M> Fitted<M> again(
            int k, String name, int d, DistinctHistories histories, FitOptions options, Maker<M> maker) {
        BetaGeometricLikelihood likelihood =
                new BetaGeometricLikelihood(name + "-" + k, HistoryColumns.of(histories), k, d, 0, 0);
        return fit(likelihood, k, histories, options, maker);
    }

    private static <M> Fitted<M> fit(
            BetaGeometricLikelihood likelihood,
            int k,
            DistinctHistories histories,
            FitOptions options,
            Maker<M> maker) {
        FitReport report = MaximumLikelihood.fit(likelihood, options);
        double[] p = report.estimates();
        return new Fitted<>(maker.of(k, p[0], p[1], p[2], p[3], histories.step()), report);
    }
}
