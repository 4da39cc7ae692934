package io.github.clv4j.internal.optim;

import org.jspecify.annotations.Nullable;

/** A smooth function of a few variables that is to be minimised. */
public interface Objective {
    /** Relative step of the differences of gradients: the cube root of the rounding error, for central differences. */
    double STEP = 6e-6;

    /** Number of variables. */
    int size();

    /**
     * The value, and the gradient if an array for it is given.
     *
     * @return may be NaN or infinite, which the search takes for "not allowed"
     */
    double value(double[] theta, double @Nullable [] gradient);

    /** The second derivatives; by central differences of the gradient unless a function knows better. */
    default void hessian(double[] theta, double[][] hessian) {
        int n = size();
        double[] at = theta.clone();
        double[] above = new double[n];
        double[] below = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = theta[i] + STEP;
            value(at, above);
            at[i] = theta[i] - STEP;
            value(at, below);
            at[i] = theta[i];
            for (int j = 0; j < n; j++) {
                hessian[i][j] = (above[j] - below[j]) / (2 * STEP);
            }
        }
        symmetrize(hessian);
    }

    /** Second derivatives good enough for a step of the search, given the gradient at the point. */
    default void roughHessian(double[] theta, double[] gradient, double[][] hessian) {
        int n = size();
        double[] at = theta.clone();
        double[] above = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = theta[i] + STEP;
            value(at, above);
            at[i] = theta[i];
            for (int j = 0; j < n; j++) {
                hessian[i][j] = (above[j] - gradient[j]) / STEP;
            }
        }
        symmetrize(hessian);
    }

    /** Makes a matrix of differences what it should be. */
    static void symmetrize(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (matrix[i][j] + matrix[j][i]) / 2;
                matrix[i][j] = mean;
                matrix[j][i] = mean;
            }
        }
    }
}
