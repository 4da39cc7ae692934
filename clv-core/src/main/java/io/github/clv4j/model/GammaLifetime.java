package io.github.clv4j.model;

import io.github.clv4j.internal.math.Gammas;
import io.github.clv4j.internal.math.GaussLegendre;
import io.github.clv4j.internal.math.Quadrature;
import org.jspecify.annotations.Nullable;

/**
 * The engine of Pareto/NBD and GGompertz/NBD: purchases are Poisson with rate λ, Gamma(r, α) across customers; lifetimes
 * have the survival function S(u) = ((H + g(u)) / H)<sup>−s</sup> with g(u) = (e<sup>bu</sup> − 1)/b, and g(u) = u where b
 * = 0. That is Pareto's with β = H for b = 0, and the gamma mixture of Gompertz's with β = bH otherwise.
 *
 * <p>Of a customer that is alive at T the future is a process of the same kind: λ is Gamma(r + x, α + T), and H becomes
 * h(T) = (1 − e<sup>−bT</sup>)/b + H e<sup>−bT</sup>. So each function here is told for a customer at its birth, with those
 * parameters. All of them are integrals of positive functions that fall off; they are taken by Gauss and Legendre's rule on
 * pieces short enough for ten nodes to be exact to about 1e-15, which holds where the closed forms (differences of ₂F₁)
 * overflow or cancel.
 */
final class GammaLifetime {
    /** Pieces are at most this many times as long as the distance to the next singularity. */
    private static final double REACH = 0.9;

    /** The integrand falls by at most this many e-folds over a piece. */
    private static final double FALL = 3;

    /** Where the integrand has fallen by this many e-folds, the rest is below rounding. */
    private static final double GONE = 45;

    private static final double FAR = 1e17;

    private GammaLifetime() {}

    /** g(u) = (e^{bu} − 1)/b. */
    static double growth(double b, double u) {
        return b == 0 ? u : Math.expm1(b * u) / b;
    }

    /** h(T): what H has become for a customer that is alive at T. */
    static double later(double h, double b, double time) {
        return b == 0 ? h + time : -Math.expm1(-b * time) / b + h * Math.exp(-b * time);
    }

    /** −ln S(u)/s = ln((H + g(u))/H). */
    static double logGrown(double h, double b, double u) {
        return b * u < 30 ? Math.log1p(growth(b, u) / h) : b * u + Math.log(later(h, b, u) / h);
    }

    /** From this age on h is 1/b to the last digit, and the hazard constant; infinite without ageing. */
    static double saturation(double h, double b) {
        return b == 0 ? Double.POSITIVE_INFINITY : (40 + Math.max(0, Math.log(Math.abs(b * h - 1)))) / b;
    }

    /**
     * Length of the next piece at v.
     *
     * @param inverseHazard h(v), which is near the distance to the zero of h behind
     * @param rate A + v, the distance to the pole of the purchase rate
     * @param fall how fast the integrand falls
     */
    static double piece(double v, double inverseHazard, double b, double saturation, double rate, double fall) {
        double near = rate;
        if (v < saturation) {
            near = Math.min(near, inverseHazard);
            if (b > 0) {
                // The zeros of h beside the real line are π/b away. Where the integrand falls too, it does so ever
                // faster:
                // the hazard grows e-fold within 1/b.
                near = Math.min(near, (3 * fall > b ? 1 : 3) / b);
            }
        }
        double falls = FALL / fall;
        // The hazard itself grows as e^{bv} here: a piece as long as its first value allows may hold hundreds of
        // e-folds.
        return Math.min(REACH * near, b > 0 && v < saturation ? Math.log1p(b * falls) / b : falls);
    }

    /**
     * ln ∫₀^V e^{−Φ(v)} s / h(v) dv with Φ(v) = R ln(1 + v/A) + s ln((H + g(v))/H): the density of dropping out at v
     * without a purchase in between. −∞ for V = 0.
     */
    static double logDropout(double shape, double rate, double s, double h, double b, double time) {
        return Math.log(silence(shape, rate, s, h, b, time, true, null, 0, 0));
    }

    /** The integral itself, of rates that are tied, after n purchases and at an age. */
    static double dropout(
            double shape, double rate, double s, double h, double b, double time, Sarmanov tie, int n, double age) {
        return silence(shape, rate, s, h, b, time, true, tie, n, age);
    }

    /** P(the next purchase comes within V), of a customer alive now: ∫₀^V e^{−Φ(v)} R / (A + v) dv. */
    static double nextWithin(double shape, double rate, double s, double h, double b, double time) {
        return Math.min(1, silence(shape, rate, s, h, b, time, false, null, 0, 0));
    }

    /** The same of rates that are tied, after n purchases and at an age, times {@link Sarmanov#alive} at that age. */
    static double next(
            double shape, double rate, double s, double h, double b, double time, Sarmanov tie, int n, double age) {
        return silence(shape, rate, s, h, b, time, false, tie, n, age);
    }

    /**
     * A silence that begins now and ends by dropping out, or by a purchase, within the time; with a tie between the rates
     * if there is one.
     */
    private static double silence(
            double shape,
            double rate,
            double s,
            double h,
            double b,
            double time,
            boolean byDropout,
            @Nullable Sarmanov tie,
            int n,
            double age) {
        GaussLegendre rule = GaussLegendre.ten();
        double saturation = saturation(h, b);
        double v = 0;
        double hazardInverse = h;
        double sum = 0;
        while (v < time) {
            double fall = shape / (rate + v) + s / hazardInverse;
            if (b == 0 && v > FAR * Math.max(rate, h)) {
                // Here the integrand is a power of v to the last digit.
                double begun = shape * Math.log1p(v / rate) + s * logGrown(h, b, v);
                double rest = -Math.expm1(-(shape + s) * Math.log(time / v));
                return sum
                        + Math.exp(-begun)
                                * rest
                                * (byDropout ? s : shape)
                                / (shape + s)
                                * tied(tie, byDropout, n, age + v);
            }
            double length = Math.min(time - v, piece(v, hazardInverse, b, saturation, rate + v, fall));
            double part = 0;
            for (int i = 0; i < rule.points(); i++) {
                double at = v + length * rule.node(i);
                double phi = shape * Math.log1p(at / rate) + s * logGrown(h, b, at);
                double ends = byDropout ? s / later(h, b, at) : shape / (rate + at);
                part += rule.weight(i) * Math.exp(-phi) * ends * tied(tie, byDropout, n, age + at);
            }
            sum += part * length;
            v += length;
            hazardInverse = later(h, b, v);
            if (shape * Math.log1p(v / rate) + s * logGrown(h, b, v) > GONE) {
                break;
            }
        }
        return sum;
    }

    /** How many times as likely the end of a silence after n purchases is at an age as without the tie. */
    private static double tied(@Nullable Sarmanov tie, boolean byDropout, int n, double age) {
        return tie == null ? 1 : byDropout ? tie.dropout(n, age) : tie.alive(n + 1, age);
    }

    /** P(alive) after the last purchase was followed by a silence of this length, all parameters as of that purchase. */
    static double pAlive(double shape, double rate, double s, double h, double b, double silence) {
        return 1 / (1 + Math.exp(logOddsDead(shape, rate, s, h, b, silence)));
    }

    static double logOddsDead(double shape, double rate, double s, double h, double b, double silence) {
        return shape * Math.log1p(silence / rate)
                + s * logGrown(h, b, silence)
                + logDropout(shape, rate, s, h, b, silence);
    }

    /**
     * ln of the probability of the silence after a purchase: of staying without buying, or of dropping out in it. Nothing
     * that grows with the silence is subtracted.
     */
    static double logSilent(double shape, double rate, double s, double h, double b, double silence) {
        double stayed = -shape * Math.log1p(silence / rate) - s * logGrown(h, b, silence);
        double dropped = logDropout(shape, rate, s, h, b, silence);
        return Math.max(stayed, dropped) + Math.log1p(Math.exp(-Math.abs(stayed - dropped)));
    }

    /** ∫₀^t e^{−δu} S(u) du; t may be infinite. */
    static double discountedLifetime(double s, double h, double b, double delta, double time) {
        if (b == 0 && delta == 0) {
            if (time == Double.POSITIVE_INFINITY) {
                return s > 1 ? h / (s - 1) : Double.POSITIVE_INFINITY;
            }
            double log = Math.log1p(time / h);
            double y = (1 - s) * log;
            return h * (Math.abs(y) < 1e-300 ? log : log * Math.expm1(y) / y);
        }
        GaussLegendre rule = GaussLegendre.ten();
        double saturation = saturation(h, b);
        double u = 0;
        double hazardInverse = h;
        double sum = 0;
        while (u < time) {
            if (u > saturation) {
                // Here S falls exponentially.
                double decay = delta + s * b;
                double left = Math.exp(-delta * u - s * logGrown(h, b, u));
                return sum + left * -Math.expm1(-decay * (time - u)) / decay;
            }
            double fall = delta + s / hazardInverse;
            double length = Math.min(time - u, piece(u, hazardInverse, b, saturation, Double.POSITIVE_INFINITY, fall));
            double part = 0;
            for (int i = 0; i < rule.points(); i++) {
                double at = u + length * rule.node(i);
                part += rule.weight(i) * Math.exp(-delta * at - s * logGrown(h, b, at));
            }
            sum += part * length;
            u += length;
            hazardInverse = later(h, b, u);
            if (delta * u + s * logGrown(h, b, u) > GONE) {
                break;
            }
        }
        return sum;
    }

    /** P(n purchases within t) of a customer alive now. */
    static double probability(int n, double shape, double rate, double s, double h, double b, double time) {
        return probability(n, shape, rate, s, h, b, time, null, 0, 0);
    }

    /** The same of rates that are tied, after x purchases and at an age, times {@link Sarmanov#alive} at that age. */
    static double probability(
            int n,
            double shape,
            double rate,
            double s,
            double h,
            double b,
            double time,
            @Nullable Sarmanov tie,
            int x,
            double age) {
        double alive = tie == null ? 1 : tie.alive(x + n, age + time);
        if (time == 0) {
            return n == 0 ? alive : 0;
        }
        double survived = s * logGrown(h, b, time);
        if (n == 0) {
            return Math.exp(-shape * Math.log1p(time / rate) - survived) * alive
                    + silence(shape, rate, s, h, b, time, true, tie, x, age);
        }
        double whole =
                Math.exp(Gammas.logNegativeBinomial(shape, n, time / (rate + time), rate / (rate + time)) - survived);
        return whole * alive + new Dropout(n, shape, rate, s, h, b, tie, x, age).within(time);
    }

    /** The density of dropping out at y with n ≥ 1 purchases before. */
    private static final class Dropout {
        private final int n;
        private final double shape;
        private final double rate;
        private final double s;
        private final double h;
        private final double b;
        private final double scale;
        private final double saturation;
        private final @Nullable Sarmanov tie;
        private final int x;
        private final double age;

        private Dropout(
                int n,
                double shape,
                double rate,
                double s,
                double h,
                double b,
                @Nullable Sarmanov tie,
                int x,
                double age) {
            this.n = n;
            this.shape = shape;
            this.rate = rate;
            this.s = s;
            this.h = h;
            this.b = b;
            this.scale = Gammas.logNegativeBinomialScale(shape, n);
            this.saturation = saturation(h, b);
            this.tie = tie;
            this.x = x;
            this.age = age;
        }

        private double log(double y) {
            return scale
                    - Gammas.logNegativeBinomialFall(shape, n, y / (rate + y), rate / (rate + y))
                    - s * logGrown(h, b, y)
                    + Math.log(s / later(h, b, y));
        }

        /** How fast the logarithm falls at y, the n purchases apart, which make it rise by n/y. */
        private double fall(double y) {
            return (shape + n) / (rate + y) + s / later(h, b, y);
        }

        /** Its integral over 0..time: from the largest value both ways, until it is negligible. */
        private double within(double time) {
            double mode = mode(time);
            double negligible = log(mode) - GONE;
            double sum = 0;
            double v = mode;
            while (v < time) {
                double length = Math.min(time - v, length(v));
                sum += piece(v, length);
                v += length;
                if (log(v) < negligible) {
                    break;
                }
            }
            v = mode;
            while (v > 0) {
                // The power of y is a polynomial, and needs no short pieces where its degree is low.
                double whole = Math.min(rate, Math.min(h, FALL / fall(0)));
                boolean last = n <= 8 && v <= whole / 2 && (b == 0 || v < 1 / b);
                double length = last ? v : Math.min(v / 2, length(v));
                sum += piece(v - length, length);
                v -= length;
                if (last || log(v) < negligible) {
                    break;
                }
            }
            return sum;
        }

        private double length(double v) {
            double slope = Math.abs(n / v - fall(v));
            return Math.min(
                    2 * v / Math.sqrt(n), GammaLifetime.piece(v, later(h, b, v), b, saturation, rate + v, slope));
        }

        private double piece(double from, double length) {
            GaussLegendre rule = GaussLegendre.ten();
            double sum = 0;
            for (int i = 0; i < rule.points(); i++) {
                double y = from + length * rule.node(i);
                sum += rule.weight(i) * Math.exp(log(y)) * tied(tie, true, x + n, age + y);
            }
            return sum * length;
        }

        /** Where the density is largest, nearly: fall(y) = n/y, by halving in ln y. */
        private double mode(double time) {
            if (time * fall(time) <= n) {
                return time;
            }
            double high = time;
            double low = Math.min(time, n / fall(0)) / 2;
            while (low * fall(low) > n && low > Double.MIN_NORMAL) {
                low /= 16;
            }
            while (high > low * 1.01) {
                double middle = Math.sqrt(low) * Math.sqrt(high);
                if (middle * fall(middle) > n) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return low;
        }
    }

    /** Expected time to the next purchase, given that it comes; infinite where the mean does not exist. */
    static double meanToNext(double shape, double rate, double s, double h, double b) {
        return meanToNext(shape, rate, s, h, b, null, 0, 0);
    }

    /** The same of rates that are tied, after n purchases and at an age. */
    static double meanToNext(
            double shape, double rate, double s, double h, double b, @Nullable Sarmanov tie, int n, double age) {
        if (b == 0 && !(shape + s > 1)) {
            return Double.POSITIVE_INFINITY;
        }
        double ever = silence(shape, rate, s, h, b, Double.POSITIVE_INFINITY, false, tie, n, age);
        return Quadrature.halfLine(
                        1 / ((shape + 1) / rate + (s + 1) / h),
                        v -> Math.exp(-shape * Math.log1p(v / rate) - s * logGrown(h, b, v))
                                * shape
                                * (v / (rate + v))
                                * tied(tie, false, n, age + v))
                / ever;
    }
}
