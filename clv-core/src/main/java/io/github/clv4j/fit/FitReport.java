package io.github.clv4j.fit;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * How a fit by maximum likelihood ended. Immutable.
 *
 * <p>Standard errors come from the observed information, the Hessian of the (penalised) log-likelihood in the logarithms
 * of the parameters, because the logarithms' likelihood is nearer to a parabola; the delta method carries them to the
 * parameters, and intervals are those of the logarithms: θ exp(±z se(ln θ)). Where the data do not identify a parameter
 * its standard error is infinite, never a number that looks fine.
 */
public final class FitReport {
    private final String model;
    private final List<String> parameterNames;
    private final double[] estimates;
    private final boolean[] signed;
    private final int freeParameters;
    private final FitStatus status;
    private final String message;
    private final double logLikelihood;
    private final double objective;
    private final long observations;
    private final int iterations;
    private final int evaluations;
    private final double gradientNorm;
    private final double[][] logHessian;
    private final double[][] logCovariance;

    private FitReport(Builder of) {
        this.model = Objects.requireNonNull(of.model);
        this.parameterNames = List.copyOf(of.parameterNames);
        this.estimates = of.estimates.clone();
        this.signed = Arrays.copyOf(of.signed, estimates.length);
        this.freeParameters = of.freeParameters;
        this.status = Objects.requireNonNull(of.status);
        this.message = Objects.requireNonNull(of.message);
        this.logLikelihood = of.logLikelihood;
        this.objective = of.objective;
        this.observations = of.observations;
        this.iterations = of.iterations;
        this.evaluations = of.evaluations;
        this.gradientNorm = of.gradientNorm;
        this.logHessian = copy(of.logHessian);
        this.logCovariance = copy(of.logCovariance);
    }

    /** What a report is made of; filled by the models. */
    public static final class Builder {
        private String model = "";
        private List<String> parameterNames = List.of();
        private double[] estimates = {};
        private boolean[] signed = {};
        private int freeParameters;
        private FitStatus status = FitStatus.NOT_CONVERGED;
        private String message = "";
        private double logLikelihood = Double.NaN;
        private double objective = Double.NaN;
        private long observations;
        private int iterations;
        private int evaluations;
        private double gradientNorm = Double.NaN;
        private double[][] logHessian = {};
        private double[][] logCovariance = {};

        /** An empty report. */
        public Builder() {}

        /** The model's name and its parameters, with the estimates in the same order. */
        public Builder model(String name, List<String> parameters, double[] values) {
            this.model = name;
            this.parameterNames = parameters;
            this.estimates = values;
            this.freeParameters = values.length;
            return this;
        }

        /** Which parameters may be negative; without this none. What follows is then told of them, not of a logarithm. */
        public Builder signed(boolean[] which) {
            this.signed = which.clone();
            return this;
        }

        /** Parameters that AIC and BIC count, where it is not all of those named (a whole number chosen beside them). */
        public Builder freeParameters(int count) {
            this.freeParameters = count;
            return this;
        }

        /** How it ended, in a word and in words. */
        public Builder ended(FitStatus how, String words) {
            this.status = how;
            this.message = words;
            return this;
        }

        /** Log-likelihood, the same less the prior's penalty, and the number of customers. */
        public Builder likelihood(double logLik, double penalised, long customers) {
            this.logLikelihood = logLik;
            this.objective = penalised;
            this.observations = customers;
            return this;
        }

        /** Cost of the search and the largest slope at its end, a customer and in logarithms of the parameters. */
        public Builder search(int steps, int calls, double slope) {
            this.iterations = steps;
            this.evaluations = calls;
            this.gradientNorm = slope;
            return this;
        }

        /** Second derivatives of the objective and covariance of the estimates, both in logarithms of the parameters. */
        public Builder curvature(double[][] hessianOfLogs, double[][] covarianceOfLogs) {
            this.logHessian = hessianOfLogs;
            this.logCovariance = covarianceOfLogs;
            return this;
        }

        /** The report. */
        public FitReport build() {
            return new FitReport(this);
        }
    }

    /** The model's name, such as {@code BG/NBD}. */
    public String model() {
        return model;
    }

    /** The parameters' names in order. */
    public List<String> parameterNames() {
        return parameterNames;
    }

    /** The estimates in the order of {@link #parameterNames}; a copy. */
    public double[] estimates() {
        return estimates.clone();
    }

    /** The estimate of a parameter. */
    public double estimate(String parameter) {
        return estimates[indexOf(parameter)];
    }

    /** How the fit ended. */
    public FitStatus status() {
        return status;
    }

    /** The same in words, with what the data do not tell and why. */
    public String message() {
        return message;
    }

    /** Natural logarithm of the likelihood at the estimates, without any prior's penalty. */
    public double logLikelihood() {
        return logLikelihood;
    }

    /** What was maximised: the log-likelihood less the prior's penalty; equal to it without a prior. */
    public double objective() {
        return objective;
    }

    /** Number of customers. */
    public long observations() {
        return observations;
    }

    /** Parameters that AIC and BIC count. */
    public int freeParameters() {
        return freeParameters;
    }

    /** Steps of all searches: those from each start, on a sample first where there are many customers, and restarts. */
    public int iterations() {
        return iterations;
    }

    /** Evaluations of likelihood and gradient, those for second derivatives included. */
    public int evaluations() {
        return evaluations;
    }

    /** The largest slope of the objective in the logarithm of a parameter that is not held by a bound, a customer. */
    public double gradientNorm() {
        return gradientNorm;
    }

    /** Second derivatives of {@link #objective} in the parameters at the maximum (negative definite inside). */
    public double[][] hessian() {
        double[][] result = copy(logHessian);
        for (int i = 0; i < result.length; i++) {
            for (int j = 0; j < result.length; j++) {
                result[i][j] /= scale(i) * scale(j);
            }
        }
        return result;
    }

    /**
     * Covariance of the estimates. A parameter that is not identified has an infinite variance; the rest of its row and
     * column is NaN, for a covariance with it does not exist.
     */
    public double[][] covariance() {
        double[][] result = copy(logCovariance);
        for (int i = 0; i < result.length; i++) {
            for (int j = 0; j < result.length; j++) {
                result[i][j] *= scale(i) * scale(j);
            }
        }
        return result;
    }

    /**
     * Second derivatives of {@link #objective} in the logarithms of the parameters at the maximum; a parameter that
     * {@linkplain #isSigned may be negative} has no logarithm and stands for itself.
     */
    public double[][] hessianOfLogs() {
        return copy(logHessian);
    }

    /** d parameter / d logarithm; 1 for a parameter that has none. */
    private double scale(int i) {
        return signed[i] ? 1 : estimates[i];
    }

    /** True if a parameter may be negative, such as the coefficient of a covariate. */
    public boolean isSigned(String parameter) {
        return signed[indexOf(parameter)];
    }

    /**
     * Covariance of the logarithms of the estimates; infinite and NaN as in {@link #covariance}. A parameter that {@linkplain
     * #isSigned may be negative} has no logarithm and stands for itself.
     */
    public double[][] covarianceOfLogs() {
        return copy(logCovariance);
    }

    /** Standard error of a parameter's estimate; infinite if the data do not identify it. */
    public double standardError(String parameter) {
        int i = indexOf(parameter);
        return scale(i) * Math.sqrt(logCovariance[i][i]);
    }

    /**
     * Confidence interval of a parameter, from the logarithm's normal approximation; of a parameter that may be negative
     * from its own.
     *
     * @param level such as 0.95; above 0 and below 1
     */
    public Interval interval(String parameter, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("confidence level is " + level + "; it must be above 0 and below 1");
        }
        int i = indexOf(parameter);
        double half = Math.sqrt(2) * Erf.erfInv(level) * Math.sqrt(logCovariance[i][i]);
        if (signed[i]) {
            return new Interval(estimates[i] - half, estimates[i] + half);
        }
        return half < Double.POSITIVE_INFINITY
                ? new Interval(estimates[i] * Math.exp(-half), estimates[i] * Math.exp(half))
                : new Interval(0, Double.POSITIVE_INFINITY);
    }

    /** Akaike's criterion 2k − 2 ln L; smaller is better. By the likelihood alone, without a prior's penalty. */
    public double aic() {
        return 2.0 * freeParameters - 2 * logLikelihood;
    }

    /** Schwarz's criterion k ln n − 2 ln L with n the number of customers; smaller is better. */
    public double bic() {
        return freeParameters * Math.log((double) observations) - 2 * logLikelihood;
    }

    /**
     * Tests this model against a special case of it that was fitted to the same data.
     *
     * @param special has fewer parameters and the same customers
     * @throws IllegalArgumentException if it has not
     */
    public LikelihoodRatioTest likelihoodRatioTest(FitReport special) {
        int more = freeParameters - special.freeParameters;
        if (!(more > 0 && observations == special.observations)) {
            throw new IllegalArgumentException(special.model + " has " + special.freeParameters + " parameters and "
                    + special.observations + " customers; a special case of " + model + " must have fewer than "
                    + freeParameters + " parameters and " + observations + " customers");
        }
        double statistic = Math.max(0, 2 * (logLikelihood - special.logLikelihood));
        return new LikelihoodRatioTest(statistic, more, RegularizedGamma.Q.value(more / 2.0, statistic / 2));
    }

    /** One row a parameter: {@code parameter}, {@code estimate}, {@code standard_error}, {@code lower_95}, {@code upper_95}. */
    public Table toTable() {
        return Table.of(
                "parameters",
                estimates.length,
                List.of(
                        Column.text("parameter", parameterNames::get),
                        Column.decimal("estimate", i -> estimates[i]),
                        Column.decimal("standard_error", i -> standardError(parameterNames.get(i))),
                        Column.decimal(
                                "lower_95",
                                i -> interval(parameterNames.get(i), 0.95).lower()),
                        Column.decimal(
                                "upper_95",
                                i -> interval(parameterNames.get(i), 0.95).upper())));
    }

    private int indexOf(String parameter) {
        int i = parameterNames.indexOf(parameter);
        if (i >= 0) {
            return i;
        }
        throw new IllegalArgumentException(model + " has no parameter '" + parameter + "'; it has " + parameterNames);
    }

    private static double[][] copy(double[][] matrix) {
        return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public String toString() {
        return model + " " + parameterNames + " = " + Arrays.toString(estimates) + ", log-likelihood " + logLikelihood
                + ", " + status + ": " + message;
    }
}
