package io.github.clv4j.internal.math;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Integrals of positive functions to nearly full precision, whatever singularities sit at the ends, by the trapezoidal
 * rule in a variable in which the integrand falls off doubly exponentially (Takahasi and Mori 1974, Publ. RIMS Kyoto 9).
 * The step is halved until two results agree.
 */
public final class Quadrature {
    /** Two results that agree to this differ from the truth by far less: the rule doubles its digits. */
    private static final double AGREES = 1e-11;

    /** Ends of the transformed interval are where the integrand is this much below its largest value. */
    private static final double NEGLIGIBLE = 1e-18;

    /** Shapes from which on a distribution is narrow. */
    private static final double LARGE = 10;

    private static final double FIRST_STEP = 0.25;
    private static final int MOST_HALVINGS = 8;
    private static final double FARTHEST = 40;

    private Quadrature() {}

    /**
     * E f(p) where p is Beta(a, b): ∫ f(p) p<sup>a−1</sup> (1−p)<sup>b−1</sup> dp / B(a, b).
     *
     * @param f positive and smooth in ln p; may grow as a power of p at 0 as long as the integral exists
     */
    public static double betaMean(double a, double b, BetaFunction f) {
        return betaMean(a, b, 0, f);
    }

    /**
     * The same for a function that falls off about as (1−p)<sup>fall</sup> does, so that what counts lies where a Beta(a, b
     * + fall) is.
     */
    public static double betaMean(double a, double b, double fall, BetaFunction f) {
        double centre = Math.log(a / (b + fall));
        double scale = Math.min(4, Math.max(Math.sqrt(1 / a + 1 / (b + fall)) / 2, 1e-9));
        if (a > LARGE && b > LARGE) {
            // The density at its centre is written out, so that large shapes lose nothing to cancellation.
            double all = a + b;
            double scaleOfDensity = 0.5 * Math.log(a / all * b / (2 * Math.PI))
                    + Stirling.remainder(all)
                    - Stirling.remainder(a)
                    - Stirling.remainder(b);
            return transformed(centre, scale, y -> {
                double logP = -softplus(-y);
                double p = Math.exp(logP);
                double q = Math.exp(-softplus(y));
                double log = scaleOfDensity - Gammas.deviance(a, all * p) - Gammas.deviance(b, all * q);
                return log < -745 ? 0 : Math.exp(log) * f.at(p, q, logP);
            });
        }
        double logBeta = LogBeta.value(a, b);
        return transformed(centre, scale, y -> {
            double logP = -softplus(-y);
            double logQ = -softplus(y);
            double log = a * logP + b * logQ - logBeta;
            return log < -745 ? 0 : Math.exp(log) * f.at(Math.exp(logP), Math.exp(logQ), logP);
        });
    }

    /** A function of a probability p and of 1 − p, each with all its digits. */
    @FunctionalInterface
    public interface BetaFunction {
        /** The value at p, with q = 1 − p. */
        double at(double p, double q, double logP);
    }

    /** E f(λ) where λ is Gamma(shape, rate 1). */
    public static double gammaMean(double shape, DoubleUnaryOperator f) {
        double centre = Math.log(shape);
        double scale = Math.min(4, Math.max(Math.sqrt(1 / shape) / 2, 1e-9));
        // The density at its centre is written out, so that a large shape loses nothing to cancellation.
        double logAtCentre = shape * Math.log(shape) - shape - LogGamma.value(shape);
        if (shape > 100) {
            double q = 1 / (shape * shape);
            logAtCentre = 0.5 * Math.log(shape / (2 * Math.PI)) - (1.0 / 12 - q * (1.0 / 360 - q / 1260)) / shape;
        }
        double log0 = logAtCentre;
        return transformed(centre, scale, y -> {
            double v = y - centre;
            double log = log0 + shape * (v - Math.expm1(v));
            return log < -745 ? 0 : Math.exp(log) * f.applyAsDouble(Math.exp(y));
        });
    }

    /** ∫ f over the finite interval from..to; f may be singular at the ends, as long as the integral exists. */
    public static double finite(double from, double to, DoubleUnaryOperator f) {
        double length = to - from;
        if (!(length > 0)) {
            return 0;
        }
        return transformed(0, 1, y -> {
            double p = Math.exp(-softplus(-y));
            double q = Math.exp(-softplus(y));
            double at = y < 0 ? from + length * p : to - length * q;
            return at <= from || at >= to ? 0 : length * p * q * f.applyAsDouble(at);
        });
    }

    /**
     * ∫ f over 0..∞; f may be singular at 0 and fall off as slowly as a power, as long as the integral exists.
     *
     * @param scale where f is large, roughly
     */
    public static double halfLine(double scale, DoubleUnaryOperator f) {
        return transformed(Math.log(scale), 1, y -> {
            double at = Math.exp(y);
            return at > 0 && at < Double.POSITIVE_INFINITY ? at * f.applyAsDouble(at) : 0;
        });
    }

    /** ∫ g(y) dy over all y with y = centre + scale sinh(τ). */
    private static double transformed(double centre, double scale, DoubleUnaryOperator g) {
        double step = FIRST_STEP;
        double sum = weighted(0, centre, scale, g);
        double largest = sum;
        // Walk out on both sides until the integrand has passed its largest value and become negligible.
        double up = 0;
        int quiet = 0;
        // As long as all is 0 the integrand is farther out.
        while (quiet < 4 && up < FARTHEST) {
            up += step;
            double value = weighted(up, centre, scale, g);
            sum += value;
            largest = Math.max(largest, value);
            quiet = largest > 0 && value <= NEGLIGIBLE * largest ? quiet + 1 : 0;
        }
        double down = 0;
        quiet = 0;
        while (quiet < 4 && down > -FARTHEST) {
            down -= step;
            double value = weighted(down, centre, scale, g);
            sum += value;
            largest = Math.max(largest, value);
            quiet = largest > 0 && value <= NEGLIGIBLE * largest ? quiet + 1 : 0;
        }
        double result = sum * step;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double between = 0;
            for (double tau = down + step / 2; tau < up; tau += step) {
                between += weighted(tau, centre, scale, g);
            }
            step /= 2;
            double finer = result / 2 + between * step;
            if (Math.abs(finer - result) <= AGREES * Math.abs(finer)) {
                return finer;
            }
            result = finer;
        }
        return result;
    }

    private static double weighted(double tau, double centre, double scale, DoubleUnaryOperator g) {
        double value = g.applyAsDouble(centre + scale * Math.sinh(tau));
        return value == 0 ? 0 : value * scale * Math.cosh(tau);
    }

    /** ln (1 + e<sup>y</sup>) for any y. */
    public static double softplus(double y) {
        return y > 0 ? y + Math.log1p(Math.exp(-y)) : Math.log1p(Math.exp(y));
    }
}
