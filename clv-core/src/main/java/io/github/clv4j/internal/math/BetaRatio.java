package io.github.clv4j.internal.math;

/**
 * The ratio B(a, b + n) / B(a, b) = Γ(b+n) Γ(a+b) / (Γ(b) Γ(a+b+n)) for real n, and its derivatives, without the
 * cancellation of four large logarithms: relative accuracy of the logarithm is kept where the ratio is near 1, which is
 * where 1 − ratio needs it.
 */
public final class BetaRatio {
    /** From here on six terms of Stirling's correction are exact to 1e-17. */
    private static final double STIRLING = 16;

    /** Where a and n are this small against b, the double integral of ψ′ by its middle is exact to 1e-13. */
    private static final double FLAT = 1e-3;

    private BetaRatio() {}

    /**
     * ln B(a, b + n) − ln B(a, b), which is 0 or less; for whole n it is ln (b)<sub>n</sub> / (a+b)<sub>n</sub>.
     *
     * @param a above 0
     * @param b above 0
     * @param n 0 or more; −∞ is returned for an infinite one
     */
    public static double log(double a, double b, double n) {
        if (n == 0) {
            return 0;
        }
        if (n == Double.POSITIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        double small = Math.min(a, n);
        double large = Math.max(a, n);
        double sum = 0;
        double x = b;
        while (x < STIRLING) {
            // 1 − q is the factor by which the ratio at x differs from the one at x + 1.
            double q = small / (small + x) * (large / (x + large));
            sum += q < 0.5 ? Math.log1p(-q) : Math.log(x / (x + small)) + Math.log1p(small / (x + large));
            x++;
        }
        if (small + large < FLAT * x) {
            double middle = x + (small + large) / 2;
            double inverse = 1 / middle;
            double trigamma = 1 + inverse * (0.5 + inverse * (1.0 / 6 - inverse * inverse / 30));
            double curve = 2 + inverse * (3 + 2 * inverse);
            double s = small / middle;
            double l = large / middle;
            return sum - small * l * (trigamma + curve * (s * s + l * l) / 24);
        }
        // Rounding must not make it positive: it is the logarithm of a probability.
        return sum + Math.min(0, logRising(x, small) - logRising(x + large, small));
    }

    /** ln Γ(x + h) − ln Γ(x) for x and x + h of {@link #STIRLING} or more; h may be negative. */
    static double logRising(double x, double h) {
        double y = x + h;
        // The first of Stirling's terms, (1/y − 1/x)/12, is written so that a small h keeps its digits.
        return (x - 0.5) * Math.log1p(h / x) + h * Math.log(y) - h - h / x / y / 12 - (stirling(y) - stirling(x));
    }

    /** 1/(12x) less Stirling's correction of ln Γ(x). */
    private static double stirling(double x) {
        double q = 1 / (x * x);
        return q / x * (1.0 / 360 - q * (1.0 / 1260 - q * (1.0 / 1680 - q * (1.0 / 1188 - q * 691 / 360360))));
    }

    /** ψ(x + h) − ψ(x) for x above 0 and h of 0 or more. */
    public static double digammaRising(double x, double h) {
        double sum = 0;
        double at = x;
        while (at < STIRLING) {
            sum += h / at / (at + h);
            at++;
        }
        return sum + Math.log1p(h / at) + h / at / (at + h) / 2 + (tail(at) - tail(at + h));
    }

    /** ψ(b+n) − ψ(b) − ψ(a+b+n) + ψ(a+b), the derivative of {@link #log} in b; 0 or more. */
    public static double slopeInB(double a, double b, double n) {
        double sum = 0;
        double x = b;
        while (x < STIRLING) {
            sum += mixed(a, x, n);
            x++;
        }
        return sum
                + Math.log1p(n / x * (a / (a + x + n)))
                + mixed(a, x, n) / 2
                + (tail(x) - tail(x + n) - tail(a + x) + tail(a + x + n));
    }

    /** 1/x − 1/(x+n) − 1/(a+x) + 1/(a+x+n), as a product of positive factors. */
    private static double mixed(double a, double x, double n) {
        return n / (x + n) * (a / (a + x)) * ((a + x + (x + n)) / x / (a + x + n));
    }

    /** ln x − 1/(2x) − ψ(x). */
    private static double tail(double x) {
        double q = 1 / (x * x);
        return q * (1.0 / 12 - q * (1.0 / 120 - q * (1.0 / 252 - q * (1.0 / 240 - q * (1.0 / 132 - q * 691 / 32760)))));
    }
}
