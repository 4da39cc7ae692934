package io.github.clv4j.model;

import io.github.clv4j.internal.math.Gammas;
import io.github.clv4j.internal.math.GaussLegendre;
import io.github.clv4j.internal.math.Hypergeometric;
import io.github.clv4j.internal.math.Quadrature;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The engine of BG/NBD, MBG/NBD, BG/CNBD-k and MBG/CNBD-k: intervals between purchases are Erlang-k with rate λ, λ is
 * Gamma(r, α) across customers; after each repeat purchase, and where d = 1 after the first one too, a customer drops out
 * with probability p, which is Beta(a, b) across customers.
 *
 * <p>Think of a Poisson process of hidden events of rate λ of which each k-th is a purchase. Of a customer that is alive
 * at T it is known that j hidden events came since the last purchase with weight ∝ (R)<sub>j</sub> q<sup>j</sup> / j!, j =
 * 0..k−1, where R = r + kx and q = (T−t<sub>x</sub>)/(α+T), and then λ is Gamma(R + j, α + T) and p is Beta(a, b + x + d).
 * So its future is a process of the same kind with other parameters, begun in phase j, and every expectation is a sum of
 * positive terms over the number of hidden events to come, which is negative binomial. For k = 1 these sums are those
 * behind eqs. 9 and 10 of Fader, Hardie and Lee (2005), which are singular at a = 1 where the sums are not.
 */
final class BetaGeometric {
    static final List<String> NAMES = List.of("r", "alpha", "a", "b");

    /** Terms that a sum over hidden events may have before another route is cheaper. */
    private static final int MOST_TERMS = 3_000;

    /** The same for discounted sums, whose other route is dearer. */
    private static final double MOST_DISCOUNTED = 20_000;

    /** Terms summed one by one where the rest of a sum over purchases is integrated. */
    private static final int HEAD = 1_000;

    /** 1/n, for a product is cheaper than a quotient. */
    private static final double[] INVERSE = inverses();

    final double r;
    final double alpha;
    final double a;
    final double b;
    final int k;
    final int d;

    BetaGeometric(double r, double alpha, double a, double b, int k, int d) {
        this.r = r;
        this.alpha = alpha;
        this.a = a;
        this.b = b;
        this.k = k;
        this.d = d;
    }

    private static double[] inverses() {
        double[] result = new double[2 * MOST_TERMS];
        for (int n = 1; n < result.length; n++) {
            result[n] = 1.0 / n;
        }
        return result;
    }

    /** ln S₁ − ln S₂: the logarithm of the odds of having dropped out. */
    private double logOddsDead(int x, double tx, double age) {
        if (x + d == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double shape = r + (double) k * x;
        double logS1 = Math.log(a / (b + (x - 1 + d))) + shape * Math.log1p((age - tx) / (alpha + tx));
        return k == 1 ? logS1 : logS1 - Math.log(phases(shape, (age - tx) / (alpha + age)));
    }

    /** S₂ = Σ_{j<k} (R)_j q^j / j!. */
    private double phases(double shape, double q) {
        double term = 1;
        double sum = 1;
        for (int j = 1; j < k; j++) {
            term *= (shape + j - 1) * q / j;
            sum += term;
        }
        return sum;
    }

    /**
     * Without the terms of the intervals between purchases, (k−1) Σ ln itt − x ln Γ(k). After the last purchase the customer
     * stayed silent or had dropped out; nothing that grows with the silence is subtracted.
     */
    double logLikelihood(int x, double tx, double age) {
        double shape = r + (double) k * x;
        double stayed = -shape * Math.log1p((age - tx) / (alpha + tx));
        if (k > 1) {
            stayed += Math.log(phases(shape, (age - tx) / (alpha + age)));
        }
        double dropped = x + d == 0 ? Double.NEGATIVE_INFINITY : Math.log(a / (b + (x - 1 + d)));
        return Gammas.logRising(r, (double) k * x)
                + Gammas.logBetaRising(a, b, x + d)
                - shape * Math.log1p(tx / alpha)
                - (double) k * x * Math.log(alpha)
                + Math.max(stayed, dropped)
                + Math.log1p(Math.exp(-Math.abs(stayed - dropped)));
    }

    double pAlive(int x, double tx, double age) {
        return 1 / (1 + Math.exp(logOddsDead(x, tx, age)));
    }

    /** 1 − P(alive), with all its digits where it is small. */
    double pGone(int x, double tx, double age) {
        return 1 / (1 + Math.exp(-logOddsDead(x, tx, age)));
    }

    /** Expected purchases in (T, T+t] of a customer that is alive at T. */
    double survivorPurchases(int x, double tx, double age, double t) {
        if (k == 1) {
            // Scoring's path: nothing may be allocated on it, not even if the lambda below is not inlined.
            return purchases(r + x, alpha + age, b + x + d, 0, t);
        }
        return overPhases(x, tx, age, (shape, j) -> purchases(shape, alpha + age, b + x + d, j, t));
    }

    /** P(alive at T+t) of a customer that is alive at T. */
    double survivorAlive(int x, double tx, double age, double t) {
        if (k == 1) {
            return staying(r + x, alpha + age, b + x + d, 0, t);
        }
        return overPhases(x, tx, age, (shape, j) -> staying(shape, alpha + age, b + x + d, j, t));
    }

    /** P(n purchases in (T, T+t]) of a customer that is alive at T. */
    double survivorProbability(int n, int x, double tx, double age, double t) {
        if (k == 1) {
            return probability(n, r + x, alpha + age, b + x + d, 0, t);
        }
        return overPhases(x, tx, age, (shape, j) -> probability(n, shape, alpha + age, b + x + d, j, t));
    }

    /** P(the next purchase comes within t) of a customer that is alive at T; for t without bound it is 1. */
    double survivorNextWithin(int x, double tx, double age, double t) {
        if (k == 1) {
            return atLeast(r + x, alpha + age, 1, t);
        }
        return overPhases(x, tx, age, (shape, j) -> atLeast(shape, alpha + age, k - j, t));
    }

    /** Expected time to the next purchase of a customer that is alive at T; infinite if r + kx is not above 1. */
    double survivorMeanToNext(int x, double tx, double age) {
        return overPhases(
                x, tx, age, (shape, j) -> shape > 1 ? (k - j) * (alpha + age) / (shape - 1) : Double.POSITIVE_INFINITY);
    }

    /** Expected time alive after T without end, discounted at δ, of a customer that is alive at T. */
    double survivorLifetime(int x, double tx, double age, double delta) {
        return delta == 0 ? survivorMeanLifetime(x, tx, age) : survivorDiscountedLifetime(x, tx, age, delta);
    }

    /**
     * Expected time to dropping out of a customer that is alive at T: it drops out after n purchases more, E n = (a + b' −
     * 1)/(a − 1), and the n-th is nk − j hidden events away. Infinite where one of the means is.
     */
    private double survivorMeanLifetime(int x, double tx, double age) {
        double after = b + x + d;
        double purchases = a > 1 ? (a + after - 1) / (a - 1) : Double.POSITIVE_INFINITY;
        if (k == 1) {
            return r + x > 1 ? purchases * ((alpha + age) / (r + x - 1)) : Double.POSITIVE_INFINITY;
        }
        return overPhases(
                x,
                tx,
                age,
                (shape, j) ->
                        shape > 1 ? (purchases * k - j) * ((alpha + age) / (shape - 1)) : Double.POSITIVE_INFINITY);
    }

    /** Discounted expected purchases after T of a customer that is alive at T, at the continuous rate δ a unit of time. */
    double survivorDert(int x, double tx, double age, double delta) {
        if (k == 1) {
            return dert(r + x, alpha + age, b + x + d, 0, delta);
        }
        return overPhases(x, tx, age, (shape, j) -> dert(shape, alpha + age, b + x + d, j, delta));
    }

    /**
     * Discounted expected time alive without end, for δ above 0. Given λ, the first of the k−j events to the next purchase
     * takes (1−w)/δ of discounted time and so on; staying on after i purchases has probability E(1−p)^i: (1−w^(k−j))/δ +
     * w^(k−j) (1−w^k)/δ Σ_i E(1−p)^(i+1) w^(ki), and the sum is b'/(a+b') ₂F₁(1, b'+1; a+b'+1; w^k).
     */
    private double survivorDiscountedLifetime(int x, double tx, double age, double delta) {
        double beta = b + x + d;
        double scaled = delta * (alpha + age);
        if (k == 1) {
            return discountedLifetime(r + x, scaled, beta, 0, delta);
        }
        return overPhases(x, tx, age, (shape, j) -> discountedLifetime(shape, scaled, beta, j, delta));
    }

    private double discountedLifetime(double shape, double scaled, double beta, int j, double delta) {
        double stay = beta / (a + beta);
        return Quadrature.gammaMean(shape, lambda -> {
                    double logW = -Math.log1p(scaled / lambda);
                    double rest = -Math.expm1(k * logW);
                    return -Math.expm1((k - j) * logW)
                            + Math.exp((k - j) * logW) * rest * stay * Hypergeometric.oneB(beta + 1, a, rest);
                })
                / delta;
    }

    @FunctionalInterface
    private interface PhaseFunction {
        double at(double shape, int phase);
    }

    /** The mean over the phases that a customer may be in. For k = 1 there is one, and no function object is made. */
    private double overPhases(int x, double tx, double age, PhaseFunction f) {
        double shape = r + (double) k * x;
        double q = (age - tx) / (alpha + age);
        double term = 1;
        double sum = 0;
        double weights = 0;
        for (int j = 0; j < k; j++) {
            if (j > 0) {
                term *= (shape + j - 1) * q / j;
            }
            if (term > 0) {
                sum += term * f.at(shape + j, j);
                weights += term;
            }
        }
        return sum / weights;
    }

    /**
     * Expected purchases within t from phase j: Σ_m P(N = m) C(⌊(m+j)/k⌋), C(n) = Σ_{i<n} E(1−p)^i, N negative binomial.
     * All terms are positive. The sum of the probabilities, which is 1, is carried along and divided by, so that they need
     * not be scaled.
     */
    private double purchases(double shape, double rate, double beta, int j, double t) {
        if (t == 0) {
            return 0;
        }
        double z = t / (rate + t);
        if (!(terms(shape, z, rate / (rate + t)) < MOST_TERMS)) {
            return k == 1 ? purchasesByMixture(shape, t / rate, beta) : purchasesByIntegral(shape, rate, beta, j, t);
        }
        double p = 1;
        double mass = 1;
        double sum = 0;
        double count = 0;
        double stay = 1;
        int purchase = 0;
        int phase = j;
        for (int m = 1; ; m++) {
            double ratio = z * (shape + m - 1) * INVERSE[m];
            p *= ratio;
            if (++phase == k) {
                phase = 0;
                count += stay;
                stay *= (beta + purchase) / (a + beta + purchase);
                purchase++;
            }
            sum += p * count;
            mass += p;
            if (ratio < 1 && p * (count + 1) * ratio < 1e-16 * (1 - ratio) * sum) {
                return sum / mass;
            }
            if (m + 1 == INVERSE.length) {
                return k == 1
                        ? purchasesByMixture(shape, t / rate, beta)
                        : purchasesByIntegral(shape, rate, beta, j, t);
            }
            if (p > 1e280) {
                p *= 1e-280;
                sum *= 1e-280;
                mass *= 1e-280;
            }
        }
    }

    /** Number of hidden events after which nothing of weight is left, roughly. */
    private static double terms(double shape, double z, double rest) {
        double mean = shape * z / rest;
        return mean + 8 * Math.sqrt(mean / rest) + 36 / rest;
    }

    /** k = 1 by the mixture over p: E[(1 − (1 + p t/α)^−R) / p], p ~ Beta(a, β). */
    private double purchasesByMixture(double shape, double ratio, double beta) {
        return Quadrature.betaMean(a, beta, (p, q, logP) -> {
            double growth = p * ratio;
            return growth < 1e-300 ? shape * ratio : -Math.expm1(-shape * Math.log1p(growth)) / p;
        });
    }

    /** Any k, for many events: Σ_n E(1−p)^(n−1) P(N ≥ nk − j), the far terms as an integral (midpoint rule). */
    private double purchasesByIntegral(double shape, double rate, double beta, int j, double t) {
        double sum = 0;
        double stay = 1;
        for (int n = 1; n <= HEAD; n++) {
            sum += stay * atLeast(shape, rate, (double) n * k - j, t);
            stay *= (beta + n - 1) / (a + beta + n - 1);
        }
        DoubleUnaryOperator term = n -> stay(n - 1, beta) * atLeast(shape, rate, n * k - j, t);
        double head = sum;
        return sum + tail(head, term, (n, far) -> !(term.applyAsDouble(n) * n > 1e-16 * (head + far)));
    }

    /**
     * Σ_{n>HEAD} f(n) as ∫ f from HEAD+½ on, with the first two corrections of the midpoint rule, which are in central
     * differences δ: + δf/24 − 17 δ³f/5760. f varies over a length of √(n/k) at least.
     *
     * @param scale what the sum is at least, roughly; pieces far below it need no digits
     * @param over whether the rest from a place on is nothing, or known
     */
    private static double tail(double scale, DoubleUnaryOperator f, TailEnd over) {
        double from = HEAD + 0.5;
        double slope = f.applyAsDouble(from + 0.5) - f.applyAsDouble(from - 0.5);
        double third = f.applyAsDouble(from + 1.5) - f.applyAsDouble(from - 1.5) - 3 * slope;
        double sum = slope / 24 - 17 * third / 5760;
        double low = from;
        double length = from / 8;
        GaussLegendre rule = GaussLegendre.ten();
        GaussLegendre check = GaussLegendre.four();
        while (true) {
            double piece = 0;
            double coarse = 0;
            for (int i = 0; i < rule.points(); i++) {
                piece += rule.weight(i) * f.applyAsDouble(low + length * rule.node(i));
            }
            for (int i = 0; i < check.points(); i++) {
                coarse += check.weight(i) * f.applyAsDouble(low + length * check.node(i));
            }
            if (Math.abs(piece - coarse) > 1e-5 * Math.abs(piece)
                    && length > 8
                    && piece * length > 1e-14 * Math.max(sum, scale)) {
                length /= 2;
                continue;
            }
            sum += piece * length;
            low += length;
            if (over.at(low, sum)) {
                return sum;
            }
            length *= 1.5;
        }
    }

    @FunctionalInterface
    private interface TailEnd {
        boolean at(double n, double sum);
    }

    /** P(alive after t) from phase j: Σ_m P(N = m) E(1−p)^⌊(m+j)/k⌋. */
    private double staying(double shape, double rate, double beta, int j, double t) {
        if (t == 0) {
            return 1;
        }
        double z = t / (rate + t);
        if (!(terms(shape, z, rate / (rate + t)) < MOST_TERMS)) {
            return k == 1 ? stayingByMixture(shape, t / rate, beta) : stayingByIntegral(shape, rate, beta, j, t);
        }
        double p = 1;
        double mass = 1;
        double sum = 1;
        double stay = 1;
        int purchase = 0;
        int phase = j;
        for (int m = 1; ; m++) {
            double ratio = z * (shape + m - 1) / m;
            p *= ratio;
            if (++phase == k) {
                phase = 0;
                stay *= (beta + purchase) / (a + beta + purchase);
                purchase++;
            }
            sum += p * stay;
            mass += p;
            if (ratio < 1 && p * ratio < 1e-17 * (1 - ratio) * mass) {
                return sum / mass;
            }
            if (m == 2 * MOST_TERMS) {
                return k == 1 ? stayingByMixture(shape, t / rate, beta) : stayingByIntegral(shape, rate, beta, j, t);
            }
            if (p > 1e280) {
                p *= 1e-280;
                sum *= 1e-280;
                mass *= 1e-280;
            }
        }
    }

    /** k = 1 by the mixture over p: E (1 + p t/α)^−R, p ~ Beta(a, β). */
    private double stayingByMixture(double shape, double ratio, double beta) {
        return Quadrature.betaMean(a, beta, shape * ratio, (p, q, logP) -> Math.exp(-shape * Math.log1p(p * ratio)));
    }

    /**
     * Any k, for many events: Σ_n (E(1−p)^(n−1) − E(1−p)^n) P(fewer than n purchases), far terms as an integral and, from
     * where the probability is 1, in one.
     */
    private double stayingByIntegral(double shape, double rate, double beta, int j, double t) {
        double z = t / (rate + t);
        double rest = rate / (rate + t);
        double sum = 0;
        double stay = 1;
        for (int n = 1; n <= HEAD; n++) {
            double leave = stay * a / (a + beta + n - 1);
            sum += leave * Gammas.negativeBinomialBelow(shape, (double) n * k - j, z, rest);
            stay *= (beta + n - 1) / (a + beta + n - 1);
        }
        double typical = stay(Math.max(HEAD, shape * z / rest / k), beta);
        double[] end = new double[1];
        double far = tail(
                Math.max(sum, typical),
                n -> stay(n - 1, beta)
                        * (a / (a + beta + n - 1))
                        * Gammas.negativeBinomialBelow(shape, n * k - j, z, rest),
                (n, soFar) -> {
                    end[0] = n;
                    return Gammas.negativeBinomialAtLeast(shape, n * k - j, z, rest) < 1e-17;
                });
        // From here on fewer than n are certain, and ∫ E(1−p)^(n−1) − E(1−p)^n dn is this one.
        GaussLegendre rule = GaussLegendre.four();
        for (int i = 0; i < rule.points(); i++) {
            far += rule.weight(i) * stay(end[0] - rule.node(i), beta);
        }
        return Math.min(1, sum + far);
    }

    /** E(1−p)^n, n not necessarily whole. */
    private double stay(double n, double beta) {
        return Math.exp(Gammas.logBetaRising(a, beta, n));
    }

    /** P(n purchases within t) from phase j. */
    private double probability(int n, double shape, double rate, double beta, int j, double t) {
        if (t == 0) {
            return n == 0 ? 1 : 0;
        }
        double z = t / (rate + t);
        double rest = rate / (rate + t);
        double exactly = 0;
        long first = Math.max(0, (long) n * k - j);
        for (long m = first; m < (long) n * k - j + k; m++) {
            exactly += Math.exp(Gammas.logNegativeBinomial(shape, (double) m, z, rest));
        }
        double stayed = Math.exp(Gammas.logBetaRising(a, beta, n));
        if (n == 0) {
            return exactly;
        }
        // Dropped out at the n-th purchase: any number of hidden events from nk − j on.
        double dropped = Math.exp(Gammas.logBetaRising(a, beta, n - 1)) * a / (a + beta + n - 1);
        return stayed * exactly + dropped * atLeast(shape, rate, (double) n * k - j, t);
    }

    private static double atLeast(double shape, double rate, double events, double t) {
        if (t == 0) {
            return events <= 0 ? 1 : 0;
        }
        return t == Double.POSITIVE_INFINITY
                ? 1
                : Gammas.negativeBinomialAtLeast(shape, events, t / (rate + t), rate / (rate + t));
    }

    /**
     * Discounted purchases from phase j: the n-th purchase from here comes with probability E(1−p)^(n−1) and is discounted
     * by w^(nk−j), w = λ/(λ+δ).
     */
    private double dert(double shape, double rate, double beta, int j, double delta) {
        if (delta == 0) {
            return a > 1 ? (a + beta - 1) / (a - 1) : Double.POSITIVE_INFINITY;
        }
        double scaled = delta * rate;
        double terms = discountedTerms(shape, scaled);
        return terms < MOST_DISCOUNTED
                ? dertByRecurrence(shape, scaled, beta, j, (int) terms)
                : dertByMixture(shape, scaled, beta, j);
    }

    /**
     * Σ_n E(1−p)^(n−1) D(nk−j), D(m) = E w^m. Of D there is a recurrence (that of Tricomi's U, DLMF 13.3.7),
     * (R+m−1) D(m−1) = (R+2m−1+ζ) D(m) − m D(m+1) with ζ = δ(α+T), whose solution D is the one that falls off: it is
     * followed from far out back to D(0) = 1, which tells the scale (Miller's algorithm).
     */
    private double dertByRecurrence(double shape, double scaled, double beta, int j, int terms) {
        int purchase = (terms + j) / k;
        double next = 0;
        double d = 1e-300;
        double sum = 0;
        int due = purchase * k - j;
        for (int m = purchase * k - j; m >= 1; m--) {
            if (m == due) {
                sum = d + (beta + purchase - 1) / (a + beta + purchase - 1) * sum;
                purchase--;
                due -= k;
            }
            double before = ((shape + 2.0 * m - 1 + scaled) * d - m * next) / (shape + m - 1);
            next = d;
            d = before;
            if (d > 1e250) {
                d *= 1e-250;
                next *= 1e-250;
                sum *= 1e-250;
            }
        }
        return sum / d;
    }

    /** The m at which D(m) = 2 (y/2)^R K_R(y) / Γ(R), y = 2 √(ζm), has fallen to e^−32. */
    private static double discountedTerms(double shape, double scaled) {
        if (shape > 20) {
            // K's order is no longer small beside its argument; the mixture is quick for so narrow a distribution.
            return Double.POSITIVE_INFINITY;
        }
        double y = 32;
        if (shape > 0.5) {
            double logGamma = Gammas.logGamma(shape);
            for (int i = 0; i < 8; i++) {
                y = 32 + Math.max(0, shape * Math.log(y / 2) - logGamma);
            }
        }
        return y * y / (4 * scaled) + 32;
    }

    /** E over λ of w^(k−j) ₂F₁(1, β; a+β; w^k), by quadrature: for the many terms of a rate near 0. */
    private double dertByMixture(double shape, double scaled, double beta, int j) {
        return Quadrature.gammaMean(shape, lambda -> {
            double logW = -Math.log1p(scaled / lambda);
            double rest = -Math.expm1(k * logW);
            return Math.exp((k - j) * logW) * Hypergeometric.oneB(beta, a, rest);
        });
    }
}
