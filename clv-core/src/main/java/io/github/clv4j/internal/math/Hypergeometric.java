package io.github.clv4j.internal.math;

/** The one Gauss function that the models need. */
public final class Hypergeometric {
    private static final int MOST_TERMS = 200;

    private Hypergeometric() {}

    /**
     * ₂F₁(1, b; a + b; w) = Σ_n (b)<sub>n</sub>/(a+b)<sub>n</sub> w<sup>n</sup> = E 1/(1 − w (1−p)), p ~ Beta(a, b).
     *
     * <p>A sum of positive terms where few are needed; otherwise Gauss's continued fraction, whose convergence depends on
     * √(1−w) and not on 1−w; otherwise the mean over p.
     *
     * @param rest 1 − w, in 0..1 and above 0, for its digits are what counts
     */
    public static double oneB(double b, double a, double rest) {
        double w = 1 - rest;
        if (rest > 0.2) {
            return series(b, a + b, w);
        }
        if (rest > 1e-3) {
            return fraction(b, a, w);
        }
        return Quadrature.betaMean(a, b, (p, q, logP) -> 1 / (rest + w * p));
    }

    private static double series(double b, double c, double w) {
        double term = 1;
        double sum = 1;
        for (int n = 0; n < MOST_TERMS && term > 1e-17 * sum * (1 - w); n++) {
            term *= (b + n) / (c + n) * w;
            sum += term;
        }
        return sum;
    }

    /** Gauss's fraction with a = 1 (DLMF 15.7.5), by the modified method of Lentz. */
    private static double fraction(double b, double a, double w) {
        double c = a + b;
        // F(1,b;c;w) = 1 / (1 − u1 w / (1 − u2 w / (1 − …))), u_{2n+1} = (b+n)(c−1+n)/((c+2n−1)(c+2n)),
        // u_{2n} = n (c−b−1+n) / ((c+2n−2)(c+2n−1)).
        double f = 1;
        double numerator = 1;
        double denominator = 0;
        for (int m = 1; m < 100_000; m++) {
            int n = m / 2;
            double u = (m & 1) == 1
                    ? m == 1 ? b / c : (b + n) * (c + (n - 1)) / ((c + (2 * n - 1)) * (c + 2 * n))
                    : n * (a + (n - 1)) / ((c + (2 * n - 2)) * (c + (2 * n - 1)));
            denominator = 1 - u * w * denominator;
            denominator = 1 / denominator;
            numerator = 1 - u * w / numerator;
            double change = numerator * denominator;
            f *= change;
            if (Math.abs(change - 1) < 1e-16) {
                break;
            }
        }
        return 1 / f;
    }
}
