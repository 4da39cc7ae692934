package io.github.clv4j.internal.math;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * What Stirling's formula leaves over, and the derivatives of it. In a sum of logarithms of gamma functions and powers the
 * large parts cancel; with these they are cancelled on paper, and nothing large is subtracted.
 */
public final class Stirling {
    /** From here on the series below are exact to 1e-16. */
    private static final double SERIES = 64;

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private Stirling() {}

    /** ln Γ(x) − (x − ½) ln x + x − ½ ln 2π; x above 0. */
    public static double remainder(double x) {
        if (x < SERIES) {
            return LogGamma.value(x) - (x - 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
        }
        double q = 1 / (x * x);
        return (1.0 / 12 - q * (1.0 / 360 - q * (1.0 / 1260 - q / 1680))) / x;
    }

    /** ψ(x) − ln x; x above 0. */
    public static double digammaRemainder(double x) {
        if (x < SERIES) {
            return Digamma.value(x) - Math.log(x);
        }
        double q = 1 / (x * x);
        return -0.5 / x - q * (1.0 / 12 - q * (1.0 / 120 - q * (1.0 / 252 - q / 240)));
    }

    /** ψ′(x) − 1/x; x above 0. */
    public static double trigammaRemainder(double x) {
        if (x < SERIES) {
            return Trigamma.value(x) - 1 / x;
        }
        double q = 1 / (x * x);
        return q * (0.5 + (1.0 / 6 - q * (1.0 / 30 - q * (1.0 / 42 - q / 30))) / x);
    }
}
