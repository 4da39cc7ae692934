package io.github.clv4j.model;

import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.RepeatSpend;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Gamma-Gamma: what a customer spends at a purchase varies around the customer's mean, and the means vary across
 * customers. The amounts of a customer are Gamma(p, ν<sub>i</sub>), with mean p/ν<sub>i</sub>; the rates ν<sub>i</sub> are
 * Gamma(q, ν) across customers. How much is spent at a time is assumed to have nothing to do with how often ({@link
 * RepeatSpend#correlation} checks that).
 *
 * <p>Log-likelihood of the mean z&#772; of x purchases: ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln ν + (px−1) ln z&#772; + px
 * ln x − (px+q) ln(x z&#772;+ν).
 *
 * <p>Money is in one unit throughout, whatever it is: ν is in that unit, p and q have none. The same data in another
 * unit give the same p and q, and ν in that unit. Immutable and safe for any number of threads. No method returns NaN;
 * what has no finite mean is infinite or empty, and each method says which.
 *
 * <p>Sources: Colombo and Jiang 1999, Journal of Interactive Marketing 13(3); Fader, Hardie and Lee 2005, Journal of
 * Marketing Research 42; Fader and Hardie 2013, note 025, brucehardie.com: likelihood eq. 1a, expectations eqs. 3 and 5. ν
 * is γ in some packages, v in others. Intervals are not in them: given x and z&#772; the rate ν<sub>i</sub> is Gamma(px+q,
 * x z&#772;+ν), so that p/ν<sub>i</sub> is inverse gamma and the mean of the next n purchases is beta prime.
 */
public final class GammaGamma {
    static final List<String> NAMES = List.of("p", "q", "nu");

    private final double p;
    private final double q;
    private final double nu;

    private GammaGamma(double p, double q, double nu) {
        this.p = p;
        this.q = q;
        this.nu = nu;
    }

    /**
     * The model at given parameters.
     *
     * @param p shape of a customer's amounts (their coefficient of variation is 1/√p), above 0
     * @param q shape of the customers' rates, above 0; the mean spend across customers exists if q &gt; 1, its variance if
     *     q &gt; 2
     * @param nu scale of the customers' rates, in the unit of money, above 0
     * @throws IllegalArgumentException if a parameter is not finite or not above 0
     */
    public static GammaGamma of(double p, double q, double nu) {
        double[] values = {p, q, nu};
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0 && values[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        NAMES.get(i) + " is " + values[i] + "; it must be finite and above 0");
            }
        }
        return new GammaGamma(p, q, nu);
    }

    /**
     * The model that fits the repeat spend of a summary's customers best, in major units. Customers whose mean repeat spend
     * is not above 0 are left out; the report's message says how many.
     *
     * @throws FitException if the data cannot identify it
     */
    public static Fitted<GammaGamma> fit(CustomerSummary summary) {
        return fit(RepeatSpend.of(summary), FitOptions.withDefaults());
    }

    /**
     * The model that fits the spend best. If the report's message says that the mean spend across customers does not exist
     * (q ≤ 1), the maximum is no less one; but {@link #populationMean} is empty.
     *
     * @throws FitException if the data cannot identify it: fewer than three customers, or all with the same mean spend
     */
    public static Fitted<GammaGamma> fit(RepeatSpend spend, FitOptions options) {
        if (spend.customers() == 0) {
            throw new FitException(
                    "Gamma-Gamma cannot be identified: no customer has a repeat purchase with a spend above 0");
        }
        FitReport report = MaximumLikelihood.fit(new GammaGammaLikelihood(SpendColumns.of(spend)), options);
        double[] estimates = report.estimates();
        return new Fitted<>(of(estimates[0], estimates[1], estimates[2]), report);
    }

    /** Shape of a customer's amounts. */
    public double p() {
        return p;
    }

    /** Shape of the customers' rates. */
    public double q() {
        return q;
    }

    /** Scale of the customers' rates, in the unit of money. */
    public double nu() {
        return nu;
    }

    /** p, q, ν. */
    public double[] parameters() {
        return new double[] {p, q, nu};
    }

    /**
     * ln of the density of the mean spend of x purchases.
     *
     * @param x purchases whose mean is told, 1 or more
     * @param z their mean spend, finite and above 0
     */
    public double logLikelihood(int x, double z) {
        if (!(x >= 1)) {
            throw new IllegalArgumentException("x is " + x + "; it must be 1 or more");
        }
        if (!(z > 0 && z < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("mean spend is " + z + "; it must be finite and above 0");
        }
        // Relative to the density's own place m = νp/q, where the powers cancel: a ln(rs/D) + q ln(s/D) + G(a, q) − ln
        // z
        // with r = z/m, s = a + q, D = ar + q. Near r = 1 both ratios are near 1, and their logarithms are those of
        // 1 + qh and 1 − ah with h = (r−1)/D.
        double a = p * x;
        double m = nu / q * p;
        double r = z / m;
        double h = (z - m) / m / (a * r + q);
        double shares = a * logNearOne(q * h, (a + q) / (a + q / r)) + q * logNearOne(-a * h, (a + q) / (a * r + q));
        return shares + GammaGammaLikelihood.shapes(a, q) - Math.log(z);
    }

    /** ln(1 + t) from t where that is small, from the sum itself where it is not. */
    private static double logNearOne(double t, double sum) {
        return Math.abs(t) < 0.5 ? Math.log1p(t) : Math.log(sum);
    }

    /** ln of the likelihood of many customers' mean spends: the sum of {@link #logLikelihood(int, double)}. */
    public double logLikelihood(RepeatSpend spend) {
        int pieces = (spend.size() + (1 << 12) - 1) >> 12;
        double[] part = new double[pieces];
        Parallel.pieces(pieces, piece -> {
            int to = Math.min(spend.size(), (piece + 1) << 12);
            double sum = 0;
            for (int i = piece << 12; i < to; i++) {
                sum += spend.weight(i) * logLikelihood(spend.x(i), spend.meanSpend(i));
            }
            part[piece] = sum;
        });
        return Arrays.stream(part).sum();
    }

    /** Mean of the customers' mean spends, νp/(q−1); empty if q ≤ 1, where it does not exist. */
    public OptionalDouble populationMean() {
        return q > 1 ? OptionalDouble.of(nu / (q - 1) * p) : OptionalDouble.empty();
    }

    /** Variance of the customers' mean spends, (νp/(q−1))²/(q−2); empty if q ≤ 2, where it does not exist. */
    public OptionalDouble populationVariance() {
        if (!(q > 2)) {
            return OptionalDouble.empty();
        }
        double mean = nu / (q - 1) * p;
        return OptionalDouble.of(mean * mean / (q - 2));
    }

    /**
     * E[M | x, z&#772;], what a customer is expected to spend at a purchase: p(ν+x z&#772;)/(px+q−1), which is the mean of
     * all weighted with the customer's own, w = px/(px+q−1). For a customer without purchases (x = 0) it is the {@linkplain
     * #populationMean mean of all}.
     *
     * <p>Infinite if px + q ≤ 1: the expectation does not exist then. With x = 0 that is so if q ≤ 1.
     *
     * @param x purchases whose mean is told, the same kind of count that the model was fitted to; 0 or more
     * @param z their mean spend, finite and 0 or more; 0 if x is 0. A mean of 0 with x above 0 counts as an amount too
     *     small to be told; what is to become of a mean below 0 is for the caller to say
     */
    public double expectedSpend(int x, double z) {
        checkHistory(x, z);
        // q − 1 first: near 1 it is exact.
        double shape = p * x + (q - 1);
        return shape > 0 ? (nu + x * z) / shape * p : Double.POSITIVE_INFINITY;
    }

    /**
     * The interval that a customer's true mean spend M is in with a probability, given x and z&#772;: as much is left over
     * below as above. M is p over a Gamma(px+q, ν+x z&#772;). It exists whether or not the expectation does; ends beyond
     * the range of a {@code double} are 0 or infinite.
     *
     * @param x as in {@link #expectedSpend}
     * @param z as in {@link #expectedSpend}
     * @param level such as 0.9; above 0 and below 1
     */
    public Interval spendInterval(int x, double z, double level) {
        checkHistory(x, z);
        double tail = tail(level);
        double shape = p * x + q;
        double log = Math.log(p) + Math.log(nu + x * z);
        return new Interval(
                Math.exp(log - SpendQuantiles.logGammaUpper(shape, tail)),
                Math.exp(log - SpendQuantiles.logGammaLower(shape, tail)));
    }

    /**
     * The interval that the mean of a customer's next n purchases is in with a probability, given x and z&#772;: wider than
     * {@link #spendInterval}, for single purchases vary around M, and closing in on it as n grows. n times that mean over ν+x
     * z&#772; is a beta prime with shapes pn and px+q.
     *
     * @param n purchases to come, 1 or more
     * @param x as in {@link #expectedSpend}
     * @param z as in {@link #expectedSpend}
     * @param level such as 0.9; above 0 and below 1
     */
    public Interval nextSpendInterval(int n, int x, double z, double level) {
        checkNext(n);
        checkHistory(x, z);
        double tail = tail(level);
        double log = Math.log((nu + x * z) / n);
        double next = p * n;
        double shape = p * x + q;
        return new Interval(
                Math.exp(log + SpendQuantiles.logOdds(next, shape, tail)),
                Math.exp(log - SpendQuantiles.logOdds(shape, next, tail)));
    }

    /**
     * P(mean spend of the next n purchases ≤ amount | x, z&#772;), the distribution that {@link #nextSpendInterval} has its
     * ends of.
     *
     * @param amount 0 or more
     * @param n purchases to come, 1 or more
     * @param x as in {@link #expectedSpend}
     * @param z as in {@link #expectedSpend}
     */
    public double nextSpendProbability(double amount, int n, int x, double z) {
        if (!(amount >= 0)) {
            throw new IllegalArgumentException("amount is " + amount + "; it must be 0 or more");
        }
        checkNext(n);
        checkHistory(x, z);
        return Math.exp(SpendQuantiles.logBetaLower(p * n, p * x + q, Math.log(amount) - Math.log((nu + x * z) / n)));
    }

    private static void checkHistory(int x, double z) {
        // The positive form, so that NaN fails; what is wrong is found out only then.
        if (x >= 0 && z >= 0 && z < Double.POSITIVE_INFINITY && (x > 0 || z == 0)) {
            return;
        }
        if (x < 0) {
            throw new IllegalArgumentException("x is " + x + "; it must be 0 or more");
        }
        if (!(z >= 0 && z < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("mean spend is " + z + "; it must be finite and 0 or more");
        }
        throw new IllegalArgumentException("mean spend is " + z + " though x is 0; without a purchase it must be 0");
    }

    private static void checkNext(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n is " + n + "; it must be 1 or more");
        }
    }

    private static double tail(double level) {
        if (level > 0 && level < 1) {
            return (1 - level) / 2;
        }
        throw new IllegalArgumentException("level is " + level + "; it must be above 0 and below 1");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GammaGamma that && p == that.p && q == that.q && nu == that.nu;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parameters());
    }

    @Override
    public String toString() {
        return GammaGammaLikelihood.NAME + " " + NAMES + " = " + Arrays.toString(parameters());
    }
}
