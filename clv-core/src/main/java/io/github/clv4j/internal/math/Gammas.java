package io.github.clv4j.internal.math;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/** Logarithms of ratios of gamma and beta functions, without the cancellation of their differences. */
public final class Gammas {
    /** Up to here a rising factorial is a product: exact to a few ulp and, with arguments below 1e12, never too large. */
    private static final int PRODUCT = 20;

    private static final double PRODUCT_ARGUMENT = 1e12;

    /** From here on three terms of Stirling's correction are exact to 1e-16. */
    private static final double STIRLING = 64;

    private Gammas() {}

    /** ln Γ(x), x above 0. */
    public static double logGamma(double x) {
        return LogGamma.value(x);
    }

    /** ln (x)<sub>n</sub> = ln Γ(x + n) − ln Γ(x), the rising factorial; x above 0, n whole and 0 or more. */
    public static double logRising(double x, int n) {
        if (n <= PRODUCT && x < PRODUCT_ARGUMENT) {
            double product = 1;
            for (int i = 0; i < n; i++) {
                product *= x + i;
            }
            return Math.log(product);
        }
        if (x < STIRLING) {
            int shift = Math.min(n, (int) (STIRLING - x) + 1);
            double log = 0;
            double product = 1;
            for (int i = 0; i < shift; i++) {
                product *= x + i;
                if (product > 1e250) {
                    log += Math.log(product);
                    product = 1;
                }
            }
            return log + Math.log(product) + logRisingLarge(x + shift, n - (double) shift);
        }
        return logRisingLarge(x, n);
    }

    /** ln Γ(x + h) − ln Γ(x) for real h of 0 or more, and x above 0. */
    public static double logRising(double x, double h) {
        if (h == Math.rint(h) && h <= Integer.MAX_VALUE) {
            return logRising(x, (int) h);
        }
        return x >= STIRLING ? logRisingLarge(x, h) : LogGamma.value(x + h) - LogGamma.value(x);
    }

    /** By Stirling's series, rearranged so that nothing of the size of ln Γ(x) is subtracted. */
    private static double logRisingLarge(double x, double h) {
        double y = x + h;
        return (x - 0.5) * Math.log1p(h / x) + h * Math.log(y) - h + stirling(y) - stirling(x);
    }

    private static double stirling(double x) {
        double q = 1 / (x * x);
        return (1.0 / 12 - q * (1.0 / 360 - q * (1.0 / 1260 - q / 1680))) / x;
    }

    /** ln B(a, b + n) − ln B(a, b) = ln (b)<sub>n</sub> / (a + b)<sub>n</sub>; a and b above 0. */
    public static double logBetaRising(double a, double b, int n) {
        if (n <= PRODUCT) {
            double product = 1;
            for (int i = 0; i < n; i++) {
                product *= (b + i) / (a + b + i);
            }
            // A product near 1 has lost the digits that its logarithm needs.
            if (product < 0.5) {
                return Math.log(product);
            }
            double log = 0;
            for (int i = 0; i < n; i++) {
                log -= Math.log1p(a / (b + i));
            }
            return log;
        }
        return logBetaRising(a, b, (double) n);
    }

    /** The same for real n of 0 or more. */
    public static double logBetaRising(double a, double b, double n) {
        double log = 0;
        double from = b;
        double left = n;
        while (from < STIRLING && left >= PRODUCT) {
            log += logBetaRising(a, from, PRODUCT);
            from += PRODUCT;
            left -= PRODUCT;
        }
        if (from < STIRLING) {
            return log
                    + (left == Math.rint(left)
                            ? logBetaRising(a, from, (int) left)
                            : logRising(from, left) - logRising(a + from, left));
        }
        // Symmetric in a and n. By Stirling's series, rearranged so that each part is small where the result is.
        double less = Math.min(a, left);
        double more = Math.max(a, left);
        double all = less + from + more;
        return log
                + (deviance(from + more, all) - deviance(from, less + from))
                - less * Math.log1p(more / (less + from))
                - 0.5 * Math.log1p(less / from * (more / all))
                + (stirling(from + more) - stirling(all))
                + (stirling(less + from) - stirling(from));
    }

    /** ψ(x + n) − ψ(x), the derivative of {@link #logRising(double, int)} in x. */
    public static double digammaRising(double x, int n) {
        int direct = direct(x, n);
        double sum = 0;
        for (int i = 0; i < direct; i++) {
            sum += 1 / (x + i);
        }
        if (n == direct) {
            return sum;
        }
        double from = x + direct;
        double to = x + n;
        return sum
                + Math.log1p((n - direct) / from)
                + (Stirling.digammaRemainder(to) - Stirling.digammaRemainder(from));
    }

    /** ψ′(x + n) − ψ′(x), the second derivative of {@link #logRising(double, int)} in x; negative. */
    public static double trigammaRising(double x, int n) {
        int direct = direct(x, n);
        double sum = 0;
        for (int i = 0; i < direct; i++) {
            sum -= 1 / ((x + i) * (x + i));
        }
        if (n == direct) {
            return sum;
        }
        double from = x + direct;
        double to = x + n;
        return sum - (n - direct) / from / to + (Stirling.trigammaRemainder(to) - Stirling.trigammaRemainder(from));
    }

    /** Terms to sum one by one: all if they are few, otherwise as far as Stirling's series begins. */
    private static int direct(double x, int n) {
        return n <= PRODUCT ? n : x < STIRLING ? Math.min(n, (int) (STIRLING - x) + 1) : 0;
    }

    /**
     * ln of the negative binomial probability of n events: (r)<sub>n</sub> / n! (1 − z)<sup>r</sup> z<sup>n</sup>; n need not
     * be whole.
     *
     * @param rest 1 − z with all its digits
     */
    public static double logNegativeBinomial(double r, double n, double z, double rest) {
        if (n <= PRODUCT && n == Math.rint(n)) {
            double logRest = z < 0.5 ? Math.log1p(-z) : Math.log(rest);
            return logRising(r, (int) n) - logRising(1, (int) n) + r * logRest + (n == 0 ? 0 : n * Math.log(z));
        }
        return logNegativeBinomialScale(r, n) - logNegativeBinomialFall(r, n, z, rest);
    }

    /**
     * The part of {@link #logNegativeBinomial} that z is not in, for n above 0. The split is that of Loader (2000, Fast and
     * accurate computation of binomial probabilities): nothing of the size of ln Γ(r + n) is subtracted.
     */
    public static double logNegativeBinomialScale(double r, double n) {
        double all = r + n;
        return 0.5 * Math.log(r / (2 * Math.PI * n * all))
                + Stirling.remainder(all)
                - Stirling.remainder(r)
                - Stirling.remainder(n);
    }

    /** What is to be subtracted from {@link #logNegativeBinomialScale}: 0 where n is the mean, positive elsewhere. */
    public static double logNegativeBinomialFall(double r, double n, double z, double rest) {
        double all = r + n;
        return deviance(r, all * rest) + deviance(n, all * z);
    }

    /** x ln(x/m) + m − x, x and m of 0 or more, without cancellation where they are near each other. */
    static double deviance(double x, double m) {
        if (x == 0) {
            return m;
        }
        double apart = x - m;
        if (!(Math.abs(apart) < 0.1 * (x + m))) {
            return x * Math.log(x / m) - apart;
        }
        // With v = (x−m)/(x+m), ln(x/m) = 2 artanh v, and x ln(x/m) + m − x = (x−m) v + 2x (v³/3 + v⁵/5 + …).
        double v = apart / (x + m);
        double square = v * v;
        double power = 2 * x * v * square;
        double sum = apart * v;
        for (int i = 3; i < 60; i += 2) {
            double next = sum + power / i;
            if (next == sum) {
                break;
            }
            sum = next;
            power *= square;
        }
        return sum;
    }

    /** Probability of n or more events of the negative binomial; z = t / (α + t), rest = α / (α + t). */
    public static double negativeBinomialAtLeast(double r, double n, double z, double rest) {
        if (n <= 0) {
            return 1;
        }
        // I_z(n, r), from the side whose argument is small, so that neither z nor 1 − z loses its digits.
        return z <= 0.5 ? RegularizedBeta.value(z, n, r) : RegularizedBeta.complement(rest, r, n);
    }

    /** Probability of fewer than n events of the negative binomial, with all its digits where it is small. */
    public static double negativeBinomialBelow(double r, double n, double z, double rest) {
        if (n <= 0) {
            return 0;
        }
        return z <= 0.5 ? RegularizedBeta.complement(z, n, r) : RegularizedBeta.value(rest, r, n);
    }
}
