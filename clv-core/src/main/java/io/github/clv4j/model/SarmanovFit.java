package io.github.clv4j.model;

import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.internal.optim.Optimum;
import io.github.clv4j.summary.DistinctHistories;
import java.util.Arrays;

/**
 * The fit of {@link CorrelatedParetoNbd}: from the maximum without a tie to the maxima for an m above and below 0; on a
 * sample of the customers first where there are many.
 */
final class SarmanovFit {
    private static final int SAMPLE = 5_000;

    /** A start beyond this part of the bound, or below this part of it, begins there. */
    private static final double NEAR = 1e-3;

    private final FitOptions options;
    private final SarmanovLikelihood all;
    private final double[] centre;
    private int iterations;
    private int evaluations;

    private SarmanovFit(SarmanovLikelihood all, FitOptions options) {
        this.options = options;
        this.all = all;
        this.centre = all.starts().get(0);
    }

    static Fitted<CorrelatedParetoNbd> of(DistinctHistories histories, FitOptions options) {
        SarmanovLikelihood all = SarmanovLikelihood.of(HistoryColumns.of(histories));
        MaximumLikelihood.requireEnoughCustomers(all);
        FitReport report = new SarmanovFit(all, options).run(histories);
        double[] p = report.estimates();
        return new Fitted<>(CorrelatedParetoNbd.of(p[0], p[1], p[2], p[3], p[4], histories.step()), report);
    }

    private FitReport run(DistinctHistories histories) {
        double[] given = options.start();
        if (given != null) {
            // Refuses a start that is no model.
            ModelFamily.CORRELATED_PARETO_NBD.of(given, histories.step());
            if (given[4] != 0) {
                return report(search(all, (int) Math.signum(given[4]), given));
            }
        }
        FitReport free = ParetoNbd.fit(histories, given == null ? options : options.withStart(Arrays.copyOf(given, 4)))
                .report();
        iterations += free.iterations();
        evaluations += free.evaluations();
        double[] independent = Arrays.copyOf(free.estimates(), 5);
        SarmanovLikelihood sample = all.thinned(SAMPLE);
        Found above = search(sample, 1, independent);
        Found below = search(sample, -1, independent);
        Found found = below.isBetterThan(above) ? below : above;
        if (sample != all) {
            found = search(all, found.sign, found.parameters);
        }
        FitReport tied = report(found);
        // Where the maximum is at m = 0, from either side it is only come near.
        return tied.objective() >= free.objective() ? tied : report(independent, found);
    }

    /** Where a search for one sign of m ended: the parameters, the objective, and its slope in what no bound holds. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one fit, inside this library
    private record Found(int sign, double[] parameters, double value, double[] slope, boolean converged) {
        boolean isBetterThan(Found other) {
            return converged == other.converged ? value < other.value : converged;
        }
    }

    /** The maximum for an m of this sign; from half way to its bound where none is given. */
    private Found search(SarmanovLikelihood likelihood, int sign, double[] from) {
        SarmanovLikelihood side = likelihood.searched(sign, centre, options.priorSd());
        MaximumLikelihood search = new MaximumLikelihood(side, options.withPrior(Double.POSITIVE_INFINITY));
        double[] start = from.clone();
        double bound = side.bound(from);
        double part = start[4] == 0 ? 0.5 : Math.min(1 - NEAR, Math.max(NEAR, start[4] / bound));
        start[4] = part * bound;
        Optimum optimum = search.from(side.theta(start));
        iterations += search.iterations();
        evaluations += search.evaluations();
        double[] slope = optimum.gradient().clone();
        for (int i = 0; i < slope.length; i++) {
            slope[i] = optimum.theta()[i] >= side.upper()[i] ? 0 : slope[i];
        }
        return new Found(sign, side.parameters(optimum.theta()), optimum.value(), slope, optimum.converged());
    }

    private FitReport report(Found found) {
        double[] parameters = found.parameters.clone();
        double bound = SarmanovLikelihood.heldAt(parameters);
        if (!Double.isNaN(bound)) {
            parameters[4] = bound;
        }
        return report(parameters, found);
    }

    /** At a bound of m the slope in the parameters is not 0, for the bound moves with them; that of the search is. */
    private FitReport report(double[] parameters, Found found) {
        SarmanovLikelihood likelihood = all.around(parameters);
        boolean atBound = !Double.isNaN(SarmanovLikelihood.heldAt(parameters));
        return MaximumLikelihood.describe(
                likelihood,
                options,
                likelihood.theta(parameters),
                atBound ? found.slope : null,
                found.converged,
                iterations,
                evaluations);
    }
}
