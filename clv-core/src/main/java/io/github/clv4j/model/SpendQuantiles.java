package io.github.clv4j.model;

import io.github.clv4j.internal.math.Gammas;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Quantiles of gamma and beta variables, as logarithms: with shapes near 0 they are far below the least {@code double}.
 */
final class SpendQuantiles {
    /** Below e to this a tail is its first term, to the last digit for a gamma and for all sensible shapes of a beta. */
    private static final double FIRST_TERM = -40;

    private static final double FIRST_TERM_OF_BETA = -700;

    private SpendQuantiles() {}

    /** ln g with P(G ≤ g) = tail, G a Gamma(shape, 1). */
    static double logGammaLower(double shape, double tail) {
        double target = Math.log(tail);
        return root(y -> logGammaBelow(shape, y) - target, Math.log(shape));
    }

    /** ln g with P(G &gt; g) = tail. */
    static double logGammaUpper(double shape, double tail) {
        double target = Math.log(tail);
        return root(y -> target - logGammaAbove(shape, y), Math.log(shape));
    }

    /** ln b/(1−b) with P(B ≤ b) = tail, B a Beta(alpha, beta). */
    static double logOdds(double alpha, double beta, double tail) {
        double target = Math.log(tail);
        return root(y -> logBetaLower(alpha, beta, y) - target, Math.log(alpha) - Math.log(beta));
    }

    private static double logGammaBelow(double shape, double y) {
        return y < FIRST_TERM
                ? shape * y - Gammas.logGamma(1 + shape)
                : Math.log(RegularizedGamma.P.value(shape, Math.exp(y)));
    }

    private static double logGammaAbove(double shape, double y) {
        return y < FIRST_TERM
                ? Math.log(-Math.expm1(shape * y - Gammas.logGamma(1 + shape)))
                : Math.log(RegularizedGamma.Q.value(shape, Math.exp(y)));
    }

    /** ln P(B ≤ b) with B a Beta(alpha, beta) and b/(1−b) = e<sup>y</sup>. */
    static double logBetaLower(double alpha, double beta, double y) {
        if (y < FIRST_TERM_OF_BETA) {
            return Math.min(0, alpha * y - Math.log(alpha) - LogBeta.value(alpha, beta));
        }
        if (y > -FIRST_TERM_OF_BETA) {
            double above = -beta * y - Math.log(beta) - LogBeta.value(alpha, beta);
            return above < 0 ? Math.log(-Math.expm1(above)) : Double.NEGATIVE_INFINITY;
        }
        // From the side whose argument is small, so that neither b nor 1 − b loses its digits.
        return y <= 0
                ? Math.log(RegularizedBeta.value(1 / (1 + Math.exp(-y)), alpha, beta))
                : Math.log(RegularizedBeta.complement(1 / (1 + Math.exp(y)), beta, alpha));
    }

    /** Where an increasing function passes 0. */
    private static double root(DoubleUnaryOperator increasing, double near) {
        double low = near - 1;
        double high = near + 1;
        for (double step = 1; increasing.applyAsDouble(low) > 0; step *= 2) {
            high = low;
            low -= step;
        }
        for (double step = 1; increasing.applyAsDouble(high) < 0; step *= 2) {
            low = high;
            high += step;
        }
        // Infinite values would spoil the interpolation: far out they only need the sign.
        return new BrentSolver(1e-15, 1e-14, 0)
                .solve(1_000, y -> Math.max(-1e3, Math.min(1e3, increasing.applyAsDouble(y))), low, high);
    }
}
