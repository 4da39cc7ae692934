package io.github.clv4j.fit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a model is fitted. Immutable; each method returns a changed copy.
 *
 * <p>Defaults: starts from the data, at most 200 iterations a search, no prior.
 */
public final class FitOptions {
    private static final FitOptions DEFAULTS = new FitOptions(null, 200, Double.POSITIVE_INFINITY);

    private final double @Nullable [] start;
    private final int maxIterations;
    private final double priorSd;

    private FitOptions(double @Nullable [] start, int maxIterations, double priorSd) {
        this.start = start;
        this.maxIterations = maxIterations;
        this.priorSd = priorSd;
    }

    /** The defaults named above. */
    public static FitOptions withDefaults() {
        return DEFAULTS;
    }

    /**
     * A warm start: the search begins at these parameters alone, such as those of yesterday's model. They must be in the
     * data's unit of time ({@code model.in(step).parameters()}). It ends at the maximum that lies uphill of them; from a far
     * start that may be a lower one than the starts from the data lead to.
     *
     * @param parameters in the order of the model's parameters, each finite; copied. A fit refuses a value of 0 or less for
     *     a parameter that must be above 0
     */
    public FitOptions withStart(double... parameters) {
        for (double value : parameters) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "start is " + Arrays.toString(parameters) + "; every parameter must be finite");
            }
        }
        return new FitOptions(parameters.clone(), maxIterations, priorSd);
    }

    /**
     * The cap on the iterations of each search: a fit searches from several starts, and {@link FitReport#iterations} counts
     * those of all. A fit whose best search reaches it is {@link FitStatus#NOT_CONVERGED}.
     *
     * @param iterations 1 or more
     */
    public FitOptions withMaxIterations(int iterations) {
        if (iterations >= 1) {
            return new FitOptions(start, iterations, priorSd);
        }
        throw new IllegalArgumentException("iterations are at most " + iterations + "; it must be 1 or more");
    }

    /**
     * A weak prior: the logarithm of each parameter is normal with this standard deviation around a centre that is taken
     * from the data alone (the first of the model's own starts), so that a fit in days and one in weeks stay the same
     * model. The fit then maximises log-likelihood − Σ (ln θ − centre)² / (2 sd²), once for the whole data set. A standard
     * deviation of 2 lets a parameter be e<sup>±4</sup>, about 1/50 to 50 times its centre, at the edge of 95 %; it holds
     * parameters that the data do not identify and hardly moves the others.
     *
     * @param sdOfLogs above 0; infinite for no prior
     */
    public FitOptions withPrior(double sdOfLogs) {
        if (sdOfLogs > 0) {
            return new FitOptions(start, maxIterations, sdOfLogs);
        }
        throw new IllegalArgumentException(
                "standard deviation of the logarithms is " + sdOfLogs + "; it must be above 0");
    }

    /** The parameters to start from, or null for starts taken from the data; a copy. */
    public double @Nullable [] start() {
        return start == null ? null : start.clone();
    }

    /** The most iterations. */
    public int maxIterations() {
        return maxIterations;
    }

    /** Standard deviation of the prior on the parameters' logarithms; infinite if there is no prior. */
    public double priorSd() {
        return priorSd;
    }

    /** True if the likelihood is penalised by a prior. */
    public boolean hasPrior() {
        return priorSd < Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FitOptions that
                && Arrays.equals(start, that.start)
                && maxIterations == that.maxIterations
                && Double.compare(priorSd, that.priorSd) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(start) + maxIterations) + Double.hashCode(priorSd);
    }

    @Override
    public String toString() {
        return (start == null ? "starts from the data" : "start " + Arrays.toString(start)) + ", at most "
                + maxIterations + " iterations" + (hasPrior() ? ", prior sd " + priorSd : "");
    }
}
