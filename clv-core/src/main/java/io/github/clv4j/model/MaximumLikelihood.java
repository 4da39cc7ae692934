package io.github.clv4j.model;

import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.internal.optim.Objective;
import io.github.clv4j.internal.optim.Optimum;
import io.github.clv4j.internal.optim.Simplex;
import io.github.clv4j.internal.optim.TrustRegion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the maximum of a likelihood: a sample of the customers first, from several starts, then all of them from where the
 * sample led; then asks the curvature what the data tell. The same steps for every model.
 */
final class MaximumLikelihood {
    /** Customers of the sample that the search begins with. */
    private static final int SAMPLE = 5_000;

    /** Starts that are followed to their end whatever comes of it; the others only if that is a limit. */
    private static final int FOLLOWED = 2;

    /** A direction in which the logarithm of a parameter has a larger standard error than this is told to be flat. */
    private static final double FLAT_SD = 4;

    private static final double AT_BOUND = 1e-6;

    private final Likelihood likelihood;
    private final FitOptions options;
    private final double[] centre;
    private int iterations;
    private int evaluations;

    MaximumLikelihood(Likelihood likelihood, FitOptions options) {
        this.likelihood = likelihood;
        this.options = options;
        this.centre = likelihood.starts().get(0);
    }

    /** The report of the best fit; the estimates are in it. */
    static FitReport fit(Likelihood likelihood, FitOptions options) {
        requireEnoughCustomers(likelihood);
        return new MaximumLikelihood(likelihood, options).run();
    }

    static void requireEnoughCustomers(Likelihood likelihood) {
        if (likelihood.customers() < likelihood.size()) {
            throw new FitException(likelihood.name() + " has " + likelihood.size() + " parameters and there are "
                    + likelihood.customers() + " customers; they cannot be told from fewer customers than parameters");
        }
    }

    /** The maximum that lies uphill of θ, for a search of several legs. */
    Optimum from(double[] theta) {
        return search(counted(penalised(likelihood)), theta, likelihood.lower(), likelihood.upper());
    }

    /** Steps of the searches so far. */
    int iterations() {
        return iterations;
    }

    /** Evaluations of the searches so far. */
    int evaluations() {
        return evaluations;
    }

    /**
     * The report of a place that a search of several legs found.
     *
     * @param slope of the objective as it was searched; null for that in θ
     */
    static FitReport describe(
            Likelihood likelihood,
            FitOptions options,
            double[] theta,
            double @Nullable [] slope,
            boolean converged,
            int iterations,
            int evaluations) {
        MaximumLikelihood fit = new MaximumLikelihood(likelihood, options);
        fit.iterations = iterations;
        fit.evaluations = evaluations;
        Objective all = fit.counted(fit.penalised(likelihood));
        double[] gradient = new double[theta.length];
        double value = all.value(theta, gradient);
        Optimum best = new Optimum(theta, value, slope == null ? gradient : slope, iterations, converged);
        return fit.report(all, new TrustRegion(all, likelihood.lower(), likelihood.upper(), 1), best);
    }

    private FitReport run() {
        Objective all = counted(penalised(likelihood));
        double[] lower = likelihood.lower();
        double[] upper = likelihood.upper();
        double[] given = options.start();
        Optimum best;
        if (given != null) {
            if (given.length != likelihood.parameterNames().size()) {
                throw new IllegalArgumentException("start is " + Arrays.toString(given) + "; " + likelihood.name()
                        + " has the parameters " + likelihood.parameterNames());
            }
            requirePositive(given);
            best = search(all, likelihood.theta(given), lower, upper);
        } else {
            Likelihood sample = likelihood.thinned(SAMPLE);
            Objective small = counted(penalised(sample));
            Optimum first = fromData(small, lower, upper);
            best = sample == likelihood ? first : search(all, first.theta(), lower, upper);
            if (sample != likelihood && isAtLimit(small, first, lower, upper)) {
                // From a limit there is no slope back inside; that the sample saw no more does not mean that all do
                // not.
                best = better(best, search(all, lowest(all), lower, upper));
            }
        }
        return report(all, new TrustRegion(all, lower, upper, 1), best);
    }

    private void requirePositive(double[] given) {
        for (int i = 0; i < given.length; i++) {
            if (!(given[i] > 0 || likelihood.isSigned(i))) {
                throw new IllegalArgumentException(
                        "start of " + likelihood.parameterNames().get(i) + " is " + given[i] + "; it must be above 0");
            }
        }
    }

    private boolean[] signed() {
        boolean[] result = new boolean[likelihood.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = likelihood.isSigned(i);
        }
        return result;
    }

    /** The best maximum that is found from the starts that the data give. */
    private Optimum fromData(Objective objective, double[] lower, double[] upper) {
        List<double[]> starts = inOrder(objective);
        Optimum best = search(objective, starts.get(0), lower, upper);
        for (int i = 1; i < starts.size(); i++) {
            // A limit of the parameter space may be a local maximum beside a better one, inside or at another limit.
            if (i >= FOLLOWED && !isAtLimit(objective, best, lower, upper)) {
                break;
            }
            Optimum found = search(objective, starts.get(i), lower, upper);
            best = better(best, found);
        }
        return best;
    }

    private static Optimum better(Optimum one, Optimum other) {
        return (other.converged() && !one.converged()) || other.value() < one.value() - 1e-7 ? other : one;
    }

    /** The start of the lowest value. */
    private double[] lowest(Objective objective) {
        return inOrder(objective).get(0);
    }

    private List<double[]> inOrder(Objective objective) {
        List<double[]> starts = new ArrayList<>(likelihood.starts());
        starts.sort(Comparator.comparingDouble(start -> {
            double value = objective.value(start, null);
            return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
        }));
        return starts;
    }

    private boolean isAtLimit(Objective objective, Optimum best, double[] lower, double[] upper) {
        int[] free = new TrustRegion(objective, lower, upper, 1).free(best.theta(), best.gradient());
        return interior(best.theta(), free).length < likelihood.size()
                || likelihood.limit(likelihood.parameters(best.theta())) != null;
    }

    /** Second order first; where that gets stuck, the simplex finds it a better place. */
    private Optimum search(Objective objective, double[] start, double[] lower, double[] upper) {
        TrustRegion newton = new TrustRegion(objective, lower, upper, options.maxIterations());
        Optimum found = newton.from(start);
        iterations += found.iterations();
        for (int restart = 0; restart < 2 && !found.converged() && options.maxIterations() > 1; restart++) {
            double[] from = Double.isFinite(found.value()) ? found.theta() : centre;
            Optimum again = newton.from(Simplex.from(from, objective, lower, upper));
            iterations += again.iterations();
            if (again.converged() || again.value() < found.value() || !Double.isFinite(found.value())) {
                found = again;
            }
        }
        return found;
    }

    private FitReport report(Objective objective, TrustRegion bounds, Optimum best) {
        int n = likelihood.size();
        double[] theta = best.theta();
        double[] parameters = likelihood.parameters(theta);
        double[] plain = new double[n];
        double logLikelihood = likelihood.constant() - likelihood.value(theta, plain);
        double[][] hessian = new double[n][n];
        objective.hessian(theta, hessian);
        int[] free = interior(theta, bounds.free(theta, best.gradient()));
        double slope = 0;
        for (int i : free) {
            slope = Math.max(slope, Math.abs(best.gradient()[i]));
        }
        Curvature curvature = new Curvature(likelihood, hessian, free);
        FitStatus status = status(best, free, curvature);
        return new FitReport.Builder()
                .model(likelihood.name(), likelihood.parameterNames(), parameters)
                .signed(signed())
                .freeParameters(n + likelihood.chosenBeside())
                .ended(status, words(status, best, parameters, free, curvature))
                .likelihood(logLikelihood, likelihood.constant() - best.value(), likelihood.customers())
                .search(iterations, evaluations, slope / likelihood.customers())
                .curvature(curvature.logHessian(), curvature.logCovariance())
                .build();
    }

    /** Variables that lie inside the bounds, wherever the slope may point. */
    private int[] interior(double[] theta, int[] free) {
        double[] lower = likelihood.lower();
        double[] upper = likelihood.upper();
        return Arrays.stream(free)
                .filter(i -> theta[i] > lower[i] + AT_BOUND && theta[i] < upper[i] - AT_BOUND)
                .toArray();
    }

    private FitStatus status(Optimum best, int[] free, Curvature curvature) {
        if (!best.converged()) {
            return FitStatus.NOT_CONVERGED;
        }
        if (free.length < likelihood.size()) {
            return FitStatus.AT_BOUNDARY;
        }
        if (curvature.isFlat()) {
            return likelihood.limit(likelihood.parameters(best.theta())) == null
                    ? FitStatus.FLAT
                    : FitStatus.AT_BOUNDARY;
        }
        return FitStatus.CONVERGED;
    }

    private String words(FitStatus status, Optimum best, double[] parameters, int[] free, Curvature curvature) {
        String ending = ending(status, best, parameters, free, curvature);
        @Nullable String remark = likelihood.remark(parameters);
        return remark == null ? ending : ending + "; " + remark;
    }

    private String ending(FitStatus status, Optimum best, double[] parameters, int[] free, Curvature curvature) {
        @Nullable String limit = likelihood.limit(parameters);
        return switch (status) {
            case CONVERGED -> "converged to a maximum inside the parameter space";
            case AT_BOUNDARY ->
                limit != null
                        ? limit
                        : "the likelihood is highest at the bound of " + heldNames(free)
                                + "; the data do not bound it from that side";
            case FLAT ->
                "a maximum, but the data do not tell " + curvature.flatNames()
                        + " apart: along one direction the logarithms have a standard error above " + FLAT_SD
                        + (limit == null ? "" : "; " + limit);
            case NOT_CONVERGED ->
                Double.isFinite(best.value())
                        ? "stopped after " + iterations + " iterations before a maximum was reached"
                        : "the likelihood is not finite at the start";
        };
    }

    private String heldNames(int[] free) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < likelihood.size(); i++) {
            int variable = i;
            if (Arrays.stream(free).noneMatch(f -> f == variable)) {
                names.add(likelihood.parameterNames().get(i));
            }
        }
        return String.join(", ", names);
    }

    private Objective counted(Objective objective) {
        return new Objective() {
            @Override
            public int size() {
                return objective.size();
            }

            @Override
            public double value(double[] theta, double @Nullable [] gradient) {
                evaluations++;
                return objective.value(theta, gradient);
            }

            @Override
            public void hessian(double[] theta, double[][] hessian) {
                evaluations += 2 * size();
                objective.hessian(theta, hessian);
            }

            @Override
            public void roughHessian(double[] theta, double[] gradient, double[][] hessian) {
                evaluations += size();
                objective.roughHessian(theta, gradient, hessian);
            }
        };
    }

    /**
     * Adds the penalties: the prior's, in the logarithms of the parameters (those without a logarithm have no prior), and the
     * ridge's. Both are quadratic: (θ − centre)ᵀ P (θ − centre)/2, where the centre of what has a ridge is 0.
     */
    private Objective penalised(Objective objective) {
        double[][] precision = precision();
        if (Arrays.stream(precision).flatMapToDouble(Arrays::stream).allMatch(p -> p == 0)) {
            return objective;
        }
        int n = likelihood.size();
        return new Objective() {
            @Override
            public int size() {
                return n;
            }

            @Override
            public double value(double[] theta, double @Nullable [] gradient) {
                double value = objective.value(theta, gradient);
                double[] slope = slope(theta);
                for (int i = 0; i < n; i++) {
                    value += slope[i] * away(theta, i) / 2;
                    if (gradient != null) {
                        gradient[i] += slope[i];
                    }
                }
                return value;
            }

            @Override
            public void hessian(double[] theta, double[][] hessian) {
                objective.hessian(theta, hessian);
                addPrecision(hessian);
            }

            @Override
            public void roughHessian(double[] theta, double[] gradient, double[][] hessian) {
                // The differences are of the likelihood's own gradient: take the penalty's part off before.
                double[] own = gradient.clone();
                double[] slope = slope(theta);
                for (int i = 0; i < n; i++) {
                    own[i] -= slope[i];
                }
                objective.roughHessian(theta, own, hessian);
                addPrecision(hessian);
            }

            private double away(double[] theta, int i) {
                return theta[i] - (likelihood.ridge(i) > 0 ? 0 : centre[i]);
            }

            private double[] slope(double[] theta) {
                double[] slope = new double[n];
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        slope[i] += precision[i][j] * away(theta, j);
                    }
                }
                return slope;
            }

            private void addPrecision(double[][] hessian) {
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        hessian[i][j] += precision[i][j];
                    }
                }
            }
        };
    }

    private double[][] precision() {
        int n = likelihood.size();
        double[][] jacobian = likelihood.standardJacobian();
        double ofLog = options.hasPrior() ? 1 / (options.priorSd() * options.priorSd()) : 0;
        double[][] precision = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n && ofLog > 0 && !likelihood.isSigned(k); i++) {
                for (int j = 0; j < n; j++) {
                    precision[i][j] += ofLog * jacobian[k][i] * jacobian[k][j];
                }
            }
            precision[k][k] += likelihood.ridge(k);
        }
        return precision;
    }

    /** What the second derivatives at the maximum tell: which parameters are known and how well. */
    private static final class Curvature {
        private final Likelihood likelihood;
        private final double[][] hessian;
        private final double[][] covariance;
        private final boolean[] unknown;
        private final List<String> flat = new ArrayList<>();

        Curvature(Likelihood likelihood, double[][] hessian, int[] free) {
            int n = hessian.length;
            this.likelihood = likelihood;
            this.hessian = hessian;
            this.covariance = new double[n][n];
            this.unknown = new boolean[n];
            Arrays.fill(unknown, true);
            for (int i : free) {
                unknown[i] = false;
            }
            if (free.length > 0) {
                invert(free);
            }
        }

        private void invert(int[] free) {
            int m = free.length;
            double[][] matrix = new double[m][m];
            for (int k = 0; k < m; k++) {
                for (int l = 0; l < m; l++) {
                    matrix[k][l] = hessian[free[k]][free[l]];
                }
            }
            if (!Arrays.stream(matrix).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
                // Nothing is known of a place where the objective has no curvature; the status says what is amiss.
                Arrays.fill(unknown, true);
                return;
            }
            EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(matrix, false));
            double largest = Math.abs(eigen.getRealEigenvalue(0));
            for (int e = 0; e < m; e++) {
                double value = eigen.getRealEigenvalue(e);
                boolean known = value > 1e-9 * largest && value > 1e-7;
                if (!(value > 1 / (FLAT_SD * FLAT_SD))) {
                    nameFlat(eigen, e, free);
                }
                for (int k = 0; k < m; k++) {
                    double vk = eigen.getEigenvector(e).getEntry(k);
                    if (!known && Math.abs(vk) > 1e-3) {
                        unknown[free[k]] = true;
                    }
                    for (int l = 0; known && l < m; l++) {
                        covariance[free[k]][free[l]] +=
                                vk * eigen.getEigenvector(e).getEntry(l) / value;
                    }
                }
            }
        }

        private void nameFlat(EigenDecomposition eigen, int e, int[] free) {
            double[][] jacobian = likelihood.standardJacobian();
            for (int i = 0; i < jacobian.length; i++) {
                double loading = 0;
                for (int k = 0; k < free.length; k++) {
                    loading += jacobian[i][free[k]] * eigen.getEigenvector(e).getEntry(k);
                }
                String name = likelihood.parameterNames().get(i);
                if (Math.abs(loading) > 0.2 && !flat.contains(name)) {
                    flat.add(name);
                }
            }
        }

        boolean isFlat() {
            return !flat.isEmpty();
        }

        String flatNames() {
            return String.join(", ", flat);
        }

        /** Of the log-likelihood, in logarithms of the parameters: A<sup>−T</sup> H A<sup>−1</sup> with its sign turned. */
        double[][] logHessian() {
            double[][] inverse = inverse(likelihood.logJacobian());
            double[][] result = sandwich(inverse, hessian, true);
            for (double[] row : result) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = -row[j];
                }
            }
            return result;
        }

        double[][] logCovariance() {
            double[][] jacobian = likelihood.logJacobian();
            double[][] result = sandwich(jacobian, covariance, false);
            for (int i = 0; i < jacobian.length; i++) {
                boolean lost = false;
                for (int j = 0; j < jacobian.length; j++) {
                    lost |= unknown[j] && jacobian[i][j] != 0;
                }
                if (lost) {
                    for (int j = 0; j < jacobian.length; j++) {
                        result[i][j] = i == j ? Double.POSITIVE_INFINITY : Double.NaN;
                        result[j][i] = result[i][j];
                    }
                }
            }
            return result;
        }

        private static double[][] inverse(double[][] matrix) {
            return new LUDecomposition(new Array2DRowRealMatrix(matrix))
                    .getSolver()
                    .getInverse()
                    .getData();
        }

        /** A M Aᵀ, or Aᵀ M A. */
        private static double[][] sandwich(double[][] a, double[][] m, boolean transposed) {
            var outer = new Array2DRowRealMatrix(a);
            var left = transposed ? outer.transpose() : outer;
            return left.multiply(new Array2DRowRealMatrix(m))
                    .multiply(left.transpose())
                    .getData();
        }
    }
}
