package io.github.clv4j.internal.optim;

/**
 * Where a search ended.
 *
 * @param theta the point
 * @param value the function's value there
 * @param gradient and its gradient
 * @param iterations steps taken
 * @param converged true if no step within the trust region promises a lower value beyond rounding
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one fit, inside this library
public record Optimum(double[] theta, double value, double[] gradient, int iterations, boolean converged) {}
