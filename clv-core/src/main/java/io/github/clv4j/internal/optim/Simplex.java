package io.github.clv4j.internal.optim;

import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * The fallback without derivatives: Nelder and Mead's simplex of Commons Math within the bounds, for the case that the
 * second-order search gets stuck. What it finds is a new start for that search, not an answer.
 */
public final class Simplex {
    private static final int MOST_EVALUATIONS = 2_000;

    private Simplex() {}

    /** The best point that the simplex finds from a start. */
    public static double[] from(double[] start, Objective objective, double[] lower, double[] upper) {
        double[] best = start.clone();
        double[] lowest = {Double.POSITIVE_INFINITY};
        MultivariateFunction function = point -> {
            double outside = 0;
            double[] theta = point.clone();
            for (int i = 0; i < theta.length; i++) {
                double at = Math.min(upper[i], Math.max(lower[i], theta[i]));
                outside += Math.abs(at - theta[i]);
                theta[i] = at;
            }
            double value = objective.value(theta, null);
            if (Double.isNaN(value)) {
                return Double.POSITIVE_INFINITY;
            }
            if (value < lowest[0]) {
                lowest[0] = value;
                System.arraycopy(theta, 0, best, 0, theta.length);
            }
            return value + outside * (1 + Math.abs(value));
        };
        try {
            new SimplexOptimizer(new SimpleValueChecker(1e-12, 1e-9))
                    .optimize(
                            new MaxEval(MOST_EVALUATIONS),
                            MaxIter.unlimited(),
                            new ObjectiveFunction(function),
                            GoalType.MINIMIZE,
                            new InitialGuess(start),
                            new NelderMeadSimplex(start.length, 0.5));
        } catch (TooManyEvaluationsException e) {
            // The best point so far is all that is wanted.
            return best;
        }
        return best;
    }
}
