package io.github.clv4j.internal.optim;

import java.util.Arrays;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Newton's method within a region of trust and within bounds. The step minimises the quadratic model over a ball, from the
 * eigenvalues of the Hessian (Moré and Sorensen 1983, SIAM J. Sci. Stat. Comput. 4), so that saddles, flat valleys and
 * plateaus that would throw Newton's own step far away are walked through. Variables at a bound that the slope presses
 * against it are held there.
 */
public final class TrustRegion {
    private static final double FIRST_RADIUS = 1;
    private static final double LARGEST_RADIUS = 8;
    private static final double SMALLEST_RADIUS = 1e-9;

    /** A promise below this (in the function's own unit, a log-likelihood) is not worth another step. */
    private static final double ENOUGH = 1e-9;

    /** And so is one below the rounding error of the value. */
    private static final double ROUNDING = 4e-15;

    private final Objective objective;
    private final double[] lower;
    private final double[] upper;
    private final int maxIterations;

    /** For one function and its bounds. */
    public TrustRegion(Objective objective, double[] lower, double[] upper, int maxIterations) {
        this.objective = objective;
        this.lower = lower.clone();
        this.upper = upper.clone();
        this.maxIterations = maxIterations;
    }

    /** Searches from a point; one outside the bounds is moved to the nearest inside. */
    public Optimum from(double[] start) {
        int n = objective.size();
        double[] theta = inside(start);
        double[] gradient = new double[n];
        double value = objective.value(theta, gradient);
        if (!isFinite(value, gradient)) {
            return new Optimum(theta, value, gradient, 0, false);
        }
        double[][] hessian = new double[n][n];
        objective.roughHessian(theta, gradient, hessian);
        double radius = FIRST_RADIUS;
        double[] tried = new double[n];
        double[] slope = new double[n];
        for (int iteration = 1; iteration <= maxIterations; iteration++) {
            double[] step = step(theta, gradient, hessian, radius);
            double promise = -model(gradient, hessian, step);
            boolean last = !(promise > ENOUGH + ROUNDING * Math.abs(value));
            for (int i = 0; i < n; i++) {
                tried[i] = Math.min(upper[i], Math.max(lower[i], theta[i] + step[i]));
            }
            double found = objective.value(tried, slope);
            if (last) {
                // The step is there and costs no further Hessian; near a maximum it doubles the digits.
                boolean better = isFinite(found, slope) && found <= value && norm(slope) <= norm(gradient);
                return new Optimum(
                        better ? tried : theta,
                        better ? found : value,
                        better ? slope : gradient,
                        iteration,
                        !Double.isNaN(promise));
            }
            double kept = isFinite(found, slope) ? (value - found) / promise : -1;
            double length = norm(step);
            if (kept < 0.25) {
                radius = length / 4;
            } else if (kept > 0.75 && length > 0.9 * radius) {
                radius = Math.min(LARGEST_RADIUS, 2.5 * radius);
            }
            if (kept > 1e-4) {
                theta = tried.clone();
                gradient = slope.clone();
                value = found;
                objective.roughHessian(theta, gradient, hessian);
            } else if (radius < SMALLEST_RADIUS) {
                // Nothing near is lower: the promise that is left is an error of the Hessian, or of the value.
                return new Optimum(theta, value, gradient, iteration, promise < 1e-6 + 1e-12 * Math.abs(value));
            }
        }
        return new Optimum(theta, value, gradient, maxIterations, false);
    }

    /** The variables that the slope does not press against a bound. */
    public int[] free(double[] theta, double[] gradient) {
        int[] result = new int[theta.length];
        int count = 0;
        for (int i = 0; i < theta.length; i++) {
            if (!((theta[i] <= lower[i] && gradient[i] > 0) || (theta[i] >= upper[i] && gradient[i] < 0))) {
                result[count++] = i;
            }
        }
        return Arrays.copyOf(result, count);
    }

    /** The best step in the ball; where it runs into a bound, that variable is held and the rest is solved again. */
    private double[] step(double[] theta, double[] gradient, double[][] hessian, double radius) {
        double[] step = new double[theta.length];
        int[] free = free(theta, gradient);
        double[] fixed = new double[theta.length];
        while (free.length > 0) {
            double[] reduced = inBall(free, fixed, gradient, hessian, radius);
            int[] still = new int[free.length];
            int count = 0;
            for (int k = 0; k < free.length; k++) {
                int i = free[k];
                double to = theta[i] + reduced[k];
                if (to < lower[i] || to > upper[i]) {
                    fixed[i] = (to < lower[i] ? lower[i] : upper[i]) - theta[i];
                    step[i] = fixed[i];
                } else {
                    still[count++] = i;
                    step[i] = reduced[k];
                }
            }
            if (count == free.length) {
                break;
            }
            free = Arrays.copyOf(still, count);
        }
        return step;
    }

    private static double[] inBall(int[] free, double[] fixed, double[] gradient, double[][] hessian, double radius) {
        int m = free.length;
        double[][] matrix = new double[m][m];
        double[] slope = new double[m];
        for (int k = 0; k < m; k++) {
            slope[k] = gradient[free[k]];
            for (int j = 0; j < fixed.length; j++) {
                slope[k] += hessian[free[k]][j] * fixed[j];
            }
            for (int l = 0; l < m; l++) {
                matrix[k][l] = hessian[free[k]][free[l]];
            }
        }
        double[] step = new double[m];
        EigenDecomposition eigen;
        try {
            eigen = new EigenDecomposition(new Array2DRowRealMatrix(matrix, false));
        } catch (MathIllegalStateException e) {
            // Not seen on finite matrices; steepest descent still goes down.
            double length = norm(slope);
            for (int k = 0; k < m; k++) {
                step[k] = length == 0 ? 0 : -slope[k] / length * radius;
            }
            return step;
        }
        double[] values = eigen.getRealEigenvalues();
        double[] along = new double[m];
        double least = Double.POSITIVE_INFINITY;
        for (int e = 0; e < m; e++) {
            along[e] = eigen.getEigenvector(e).dotProduct(new ArrayRealVector(slope, false));
            least = Math.min(least, values[e]);
        }
        double shift = shift(values, along, least, radius);
        for (int e = 0; e < m; e++) {
            double c = along[e] == 0 ? 0 : -along[e] / (values[e] + shift);
            for (int k = 0; k < m; k++) {
                step[k] += c * eigen.getEigenvector(e).getEntry(k);
            }
        }
        return step;
    }

    /** The least shift that makes the Hessian positive and the step no longer than the radius. */
    private static double shift(double[] values, double[] along, double least, double radius) {
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(1);
        double low = Math.max(0, -least + 1e-14 * largest + Double.MIN_NORMAL);
        if (length(values, along, low) <= radius) {
            return low;
        }
        double high = Math.max(low, norm(along) / radius + Math.max(0, -least));
        for (int i = 0; i < 80; i++) {
            double middle = low == 0 ? high * 1e-3 : Math.sqrt(low * high);
            if (length(values, along, middle) > radius) {
                low = middle;
            } else {
                high = middle;
            }
            if (high <= low * 1.001) {
                break;
            }
            if (low == 0 && high < 1e-300) {
                break;
            }
        }
        return high;
    }

    private static double length(double[] values, double[] along, double shift) {
        double sum = 0;
        for (int e = 0; e < values.length; e++) {
            if (along[e] != 0) {
                double c = along[e] / (values[e] + shift);
                sum += c * c;
            }
        }
        return Math.sqrt(sum);
    }

    private static double model(double[] gradient, double[][] hessian, double[] step) {
        double sum = 0;
        for (int i = 0; i < step.length; i++) {
            double curve = 0;
            for (int j = 0; j < step.length; j++) {
                curve += hessian[i][j] * step[j];
            }
            sum += step[i] * (gradient[i] + curve / 2);
        }
        return sum;
    }

    private double[] inside(double[] start) {
        double[] theta = start.clone();
        for (int i = 0; i < theta.length; i++) {
            theta[i] = Math.min(upper[i], Math.max(lower[i], theta[i]));
        }
        return theta;
    }

    private static double norm(double[] v) {
        double sum = 0;
        for (double x : v) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }

    private static boolean isFinite(double value, double[] gradient) {
        boolean finite = Double.isFinite(value);
        for (double g : gradient) {
            finite &= Double.isFinite(g);
        }
        return finite;
    }
}
