package io.github.clv4j.model;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.summary.DistinctHistories;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * A model of how often customers without a contract buy and when they stop, at fixed parameters. Immutable and safe for any
 * number of threads; the methods that take one history allocate nothing on the paths that scoring uses.
 *
 * <p>A history is told by three figures in the vocabulary of the models ({@link io.github.clv4j.summary.CustomerSummary}
 * gives them):
 *
 * <ul>
 *   <li>x, the number of repeat purchases, 0 or more;
 *   <li>t<sub>x</sub>, the age at the last purchase, in the model's {@link #unit()}; 0 if x is 0;
 *   <li>T, the age at the end of observation, at least t<sub>x</sub>.
 * </ul>
 *
 * <p>A new customer, at the moment after its first purchase, has the history (0, 0, 0); what is expected of it is what is
 * expected of all, E[X(t)]. Methods refuse a history that cannot be with an {@link IllegalArgumentException} that names
 * the figure. All probabilities are in 0..1; no method returns NaN.
 */
public abstract sealed class PurchaseModel
        permits Nbd, ParetoNbd, CorrelatedParetoNbd, BgNbd, MbgNbd, BgCnbdK, MbgCnbdK, GgompertzNbd, BgBb {
    private static final int MOST_DOUBLINGS = 2_000;

    /** Purchases up to which probabilities are added up, one by one. */
    private static final int MOST_COUNTED = 1_000_000;

    /** A time beyond this is told as infinite; its quotient with any scale of the models is still a number. */
    private static final double FARTHEST = 1e150;

    private final TimeStep unit;
    private final double[] parameters;

    PurchaseModel(TimeStep unit, double... parameters) {
        this.unit = Objects.requireNonNull(unit, "unit");
        this.parameters = parameters;
        List<String> names = family().parameterNames();
        for (int i = 0; i < parameters.length; i++) {
            boolean signed = family().isSigned(i);
            if (!(parameters[i] > (signed ? Double.NEGATIVE_INFINITY : 0)
                    && parameters[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        names.get(i) + " is " + parameters[i] + "; it must be finite" + (signed ? "" : " and above 0"));
            }
        }
    }

    /** Which model this is. */
    public abstract ModelFamily family();

    /** The same model with times in another unit: the same probabilities for the same customers. */
    public final PurchaseModel in(TimeStep other) {
        return family().of(family().rescaled(parameters, unit, other), other);
    }

    /**
     * The model of this family, and of the same regularity k, that fits other histories best; the search begins at this
     * model, as yesterday's.
     *
     * @throws IllegalArgumentException if the histories are in another unit of time
     * @throws io.github.clv4j.fit.FitException if the data cannot identify the model; the message says why
     */
    public final Fitted<? extends PurchaseModel> refit(DistinctHistories histories, FitOptions options) {
        requireUnit(histories.step());
        return family().refit(this, histories, options);
    }

    abstract double rowLogLikelihood(int x, double tx, double age);

    abstract double alive(int x, double tx, double age);

    /** 1 − P(alive at T); with all its digits where it is small, if the model has a way. */
    double gone(int x, double tx, double age) {
        return 1 - alive(x, tx, age);
    }

    abstract double survivorAlive(int x, double tx, double age, double t);

    abstract double survivorPurchases(int x, double tx, double age, double t);

    abstract double survivorProbability(int n, int x, double tx, double age, double t);

    abstract double survivorNextWithin(int x, double tx, double age, double t);

    abstract double survivorMeanToNext(int x, double tx, double age);

    abstract double survivorDert(int x, double tx, double age, double delta);

    /** ∫₀ᵗ e<sup>−δu</sup> of the purchases in (T, T+u], for δ above 0, of a customer that is alive at T. */
    double survivorDiscounted(int x, double tx, double age, double t, double delta) {
        return Discounting.purchases(this, x, tx, age, t, delta);
    }

    /** ∫₀ᵗ e<sup>−δu</sup> P(alive at T+u) du of a customer that is alive at T; t may be infinite. */
    abstract double survivorLifetime(int x, double tx, double age, double t, double delta);

    /** E N² for the number N of purchases in (T, T+t] of a customer that is alive at T. */
    final double survivorSecondMoment(int x, double tx, double age, double t) {
        double mean = survivorPurchases(x, tx, age, t);
        double sum = 0;
        double mass = 0;
        for (int n = 0; n < MOST_COUNTED; n++) {
            double p = survivorProbability(n, x, tx, age, t);
            mass += p;
            sum += p * n * n;
            if (n > mean && p * n * n < 1e-13 * sum && mass > 1 - 1e-9) {
                break;
            }
        }
        return sum;
    }

    /** True if {@link #survivorLifetime} integrates step by step, for want of a closed form. */
    boolean integratesLifetime() {
        return false;
    }

    /** True if the future of a customer that is alive depends on when it bought last, beside x and T. */
    boolean survivorDependsOnTx() {
        return false;
    }

    /** Refuses a time that the model cannot take; models of discrete opportunities want whole numbers. */
    void checkTime(String name, double value) {}

    /** Refuses a number of purchases that the model cannot take; models of discrete opportunities want one each at most. */
    void checkPurchases(int x, double tx) {}

    /** The unit of all times and of the parameters that are times or rates. */
    public final TimeStep unit() {
        return unit;
    }

    /** The parameters in the order of {@link ModelFamily#parameterNames}; a copy. */
    public final double[] parameters() {
        return parameters.clone();
    }

    /**
     * ln of the likelihood of one customer's history. No combinatorial constants; in the model's unit of time (a
     * likelihood in weeks and one in days differ by x ln 7).
     */
    public final double logLikelihood(int x, double tx, double age) {
        checkHistory(x, tx, age);
        return rowLogLikelihood(x, tx, age);
    }

    /**
     * ln of the likelihood of many customers' histories: the sum of {@link #logLikelihood(int, double, double)}.
     *
     * @throws IllegalArgumentException if the histories are in another unit of time
     */
    public final double logLikelihood(DistinctHistories histories) {
        requireUnit(histories.step());
        int pieces = (histories.size() + (1 << 12) - 1) >> 12;
        double[] part = new double[pieces];
        Parallel.pieces(pieces, p -> {
            int to = Math.min(histories.size(), (p + 1) << 12);
            double sum = 0;
            for (int i = p << 12; i < to; i++) {
                sum += histories.weight(i) * logLikelihood(histories.x(i), histories.tx(i), histories.age(i));
            }
            part[p] = sum;
        });
        return Arrays.stream(part).sum();
    }

    /** P(alive at T): the probability that the customer has not dropped out by the end of observation. */
    public final double pAlive(int x, double tx, double age) {
        checkHistory(x, tx, age);
        return alive(x, tx, age);
    }

    /** P(alive at T + t): the probability that the customer has not dropped out t after the end of observation. */
    public final double pAlive(int x, double tx, double age, double t) {
        checkHistory(x, tx, age);
        checkSpan(t);
        return alive(x, tx, age) * survivorAlive(x, tx, age, t);
    }

    /** E[X(t)]: expected repeat purchases in (0, t] of a customer of whom nothing is known. */
    public final double expectedPurchases(double t) {
        return expectedPurchases(0, 0, 0, t);
    }

    /** Conditional expected transactions: expected purchases in (T, T + t] given the history. */
    public final double expectedPurchases(int x, double tx, double age, double t) {
        checkHistory(x, tx, age);
        checkSpan(t);
        return alive(x, tx, age) * survivorPurchases(x, tx, age, t);
    }

    /** P(X(t) = n): the probability that a customer of whom nothing is known makes n repeat purchases in (0, t]. */
    public final double probability(int n, double t) {
        return probability(n, 0, 0, 0, t);
    }

    /** The probability of n purchases in (T, T + t] given the history. */
    public final double probability(int n, int x, double tx, double age, double t) {
        checkHistory(x, tx, age);
        checkSpan(t);
        if (n < 0) {
            throw new IllegalArgumentException("n is " + n + "; it must be 0 or more");
        }
        double probability = alive(x, tx, age) * survivorProbability(n, x, tx, age, t);
        return Math.min(1, n == 0 ? probability + gone(x, tx, age) : probability);
    }

    /** P(no purchase in (T, T + t]) given the history. */
    public final double pNoPurchase(int x, double tx, double age, double t) {
        return probability(0, x, tx, age, t);
    }

    /** Variance of the number of purchases in (T, T + t] given the history. */
    public final double purchasesVariance(int x, double tx, double age, double t) {
        checkHistory(x, tx, age);
        checkSpan(t);
        return PurchaseSpread.variance(
                alive(x, tx, age), survivorPurchases(x, tx, age, t), survivorSecondMoment(x, tx, age, t));
    }

    /**
     * The interval that the number of purchases in (T, T + t] is in with a probability, given the history and the parameters:
     * no more than (1 − level)/2 is left over below it, and no more above.
     *
     * @param level such as 0.9; above 0 and below 1
     */
    public final CountInterval purchasesInterval(int x, double tx, double age, double t, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level is " + level + "; it must be above 0 and below 1");
        }
        double tail = (1 - level) / 2;
        double below = 0;
        int lower = 0;
        double p = probability(0, x, tx, age, t);
        while (below + p <= tail && lower < MOST_COUNTED) {
            below += p;
            p = probability(++lower, x, tx, age, t);
        }
        double inside = p;
        int upper = lower;
        while (1 - below - inside > tail && upper < MOST_COUNTED) {
            inside += probability(++upper, x, tx, age, t);
        }
        return new CountInterval(lower, upper, Math.min(1, inside));
    }

    /** Discounted expected residual transactions of a new customer, its first purchase not counted. */
    public final double dert(DiscountRate rate) {
        return dert(0, 0, 0, rate);
    }

    /**
     * DERT, the discounted expected residual transactions: the expected number of purchases after T, each discounted
     * continuously from its time to T. Without discounting it may be infinite, and is then so however small P(alive) is.
     */
    public final double dert(int x, double tx, double age, DiscountRate rate) {
        checkHistory(x, tx, age);
        return discounted(alive(x, tx, age), survivorDert(x, tx, age, rate.continuous(unit)));
    }

    /**
     * Discounted expected transactions: the expected number of purchases after T and up to a horizon, each discounted to T.
     * Without discounting they are {@link #expectedPurchases(int, double, double, double)}, without an end {@link #dert(int,
     * double, double, DiscountRate)}.
     *
     * @param horizon in any unit; for models of discrete opportunities a whole number of them
     */
    public final double discountedPurchases(int x, double tx, double age, ForecastHorizon horizon) {
        checkHistory(x, tx, age);
        checkHorizon(horizon);
        return discounted(alive(x, tx, age), horizon.discounting(unit).purchases(this, x, tx, age));
    }

    /**
     * Discounted expected time alive after T and up to a horizon, in the model's unit: what it costs to keep a customer as
     * long as it is one, at a cost of 1 a unit of time. For models of discrete opportunities, the number of those that it
     * will be alive at.
     */
    public final double discountedLifetime(int x, double tx, double age, ForecastHorizon horizon) {
        checkHistory(x, tx, age);
        checkHorizon(horizon);
        return discounted(alive(x, tx, age), horizon.discounting(unit).lifetime(this, x, tx, age));
    }

    /** Refuses a horizon that the model cannot take. */
    final void checkHorizon(ForecastHorizon horizon) {
        if (!horizon.isInfinite()) {
            checkTime("horizon", horizon.in(unit));
        }
        if (horizon.period() != null) {
            checkTime("period", horizon.period().days() / unit.days());
        }
    }

    /** P(alive) is above 0 even where it is too small to be told, so that what is infinite stays so. */
    static double discounted(double alive, double ofSurvivor) {
        return ofSurvivor == Double.POSITIVE_INFINITY ? ofSurvivor : alive * ofSurvivor;
    }

    /**
     * When the next order of a customer comes.
     *
     * @param level probability of the central interval, such as 0.8; above 0 and below 1
     */
    public final NextOrder nextOrder(int x, double tx, double age, double level) {
        checkHistory(x, tx, age);
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level is " + level + "; it must be above 0 and below 1");
        }
        double ever = survivorNextWithin(x, tx, age, Double.POSITIVE_INFINITY);
        double days = unit.days();
        return new NextOrder(
                alive(x, tx, age) * ever,
                survivorMeanToNext(x, tx, age) * days,
                quantile(0.5, x, tx, age, ever) * days,
                quantile((1 - level) / 2, x, tx, age, ever) * days,
                quantile((1 + level) / 2, x, tx, age, ever) * days);
    }

    /** The time within which the next purchase comes with probability q of all the cases in which it comes. */
    double quantile(double q, int x, double tx, double age, double ever) {
        double target = q * ever;
        double low = 1;
        double high = 1;
        for (int i = 0; i < MOST_DOUBLINGS && survivorNextWithin(x, tx, age, low) > target; i++) {
            low /= 4;
        }
        for (int i = 0; i < MOST_DOUBLINGS && survivorNextWithin(x, tx, age, high) < target; i++) {
            if (high > FARTHEST) {
                return Double.POSITIVE_INFINITY;
            }
            high *= 4;
        }
        double from = Math.log(low);
        double to = Math.log(high);
        if (from == to) {
            return low;
        }
        return Math.exp(new BrentSolver(1e-12, 1e-12)
                .solve(1_000, y -> survivorNextWithin(x, tx, age, Math.exp(y)) - target, from, to));
    }

    /** Refuses data in another unit of time than the model's. */
    final void requireUnit(TimeStep step) {
        if (step != unit) {
            throw new IllegalArgumentException(family().displayName() + " has times in " + unit + ", the data in "
                    + step + "; use in(" + step + ")");
        }
    }

    final void checkHistory(int x, double tx, double age) {
        // The positive form, so that NaN fails; what is wrong is found out only then.
        if (x >= 0 && tx >= 0 && tx <= age && age < Double.POSITIVE_INFINITY && (x > 0 || tx == 0)) {
            checkTime("t_x", tx);
            checkTime("T", age);
            checkPurchases(x, tx);
            return;
        }
        if (x < 0) {
            throw new IllegalArgumentException("x is " + x + "; it must be 0 or more");
        }
        if (!(age >= 0 && age < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("T is " + age + "; it must be finite and 0 or more");
        }
        if (!(tx >= 0 && tx <= age)) {
            throw new IllegalArgumentException("t_x is " + tx + "; it must be 0 or more and at most T = " + age);
        }
        throw new IllegalArgumentException("t_x is " + tx + " though x is 0; without a repeat purchase it must be 0");
    }

    private void checkSpan(double t) {
        if (!(t >= 0 && t < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("t is " + t + "; it must be finite and 0 or more");
        }
        checkTime("t", t);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof PurchaseModel that
                && family() == that.family()
                && unit == that.unit
                && Arrays.equals(parameters, that.parameters);
    }

    @Override
    public final int hashCode() {
        return 31 * (31 * family().hashCode() + unit.hashCode()) + Arrays.hashCode(parameters);
    }

    @Override
    public final String toString() {
        return family().displayName() + " " + family().parameterNames() + " = " + Arrays.toString(parameters) + " in "
                + unit;
    }
}
