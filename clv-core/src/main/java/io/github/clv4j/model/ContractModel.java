package io.github.clv4j.model;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A model of how long customers with a contract stay, at fixed parameters. A contract is renewed once a period, or the
 * customer is seen to be lost. Immutable and safe for any number of threads.
 *
 * <p>T is the period in which a customer is lost, 1 or more; S(t) = P(T &gt; t) is the probability that it renews at least t
 * times. The tenure of a customer that is still there is the number of its renewals so far. A customer that has just
 * signed has tenure 0; what is expected of it is what is expected of all. No method returns NaN.
 *
 * <p>All that is expected is for customers as they differ, not for an average one: those who are still there are the more
 * loyal the longer they have been, so that retention rises with tenure even where no single customer's does.
 */
public abstract sealed class ContractModel permits Sbg, Bdw {
    private final TimeStep period;
    private final double[] parameters;

    ContractModel(TimeStep period, List<String> names, double... parameters) {
        this.period = Objects.requireNonNull(period, "period");
        this.parameters = parameters;
        for (int i = 0; i < parameters.length; i++) {
            if (!(parameters[i] > 0 && parameters[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        names.get(i) + " is " + parameters[i] + "; it must be finite and above 0");
            }
        }
    }

    /** The name in the literature, such as {@code sBG}. */
    public abstract String displayName();

    /** Names of the parameters in order. */
    public abstract List<String> parameterNames();

    /** ln S(tenure + t)/S(tenure). */
    abstract double logStay(double tenure, double t);

    /** P(T = t) over S(t−1), the churn rate of those who come to renewal t: 1 − r(t) with all its digits. */
    abstract double churn(int t);

    /** Σ<sub>k≥1</sub> S(tenure+k)/S(tenure) e<sup>−δ(k−1)</sup>. */
    abstract double renewals(int tenure, double delta);

    /** Time from one renewal to the next. */
    public final TimeStep period() {
        return period;
    }

    /** The parameters in the order of {@link #parameterNames}; a copy. */
    public final double[] parameters() {
        return parameters.clone();
    }

    /** S(t): the probability that a new customer renews t times. */
    public final double survival(int t) {
        return survival(0, t);
    }

    /**
     * S(tenure + t)/S(tenure): the probability that a customer who is still there with this tenure renews t more times.
     * pymc-marketing returns the unconditional S(tenure + t) under the name of {@code expected_probability_alive} for sBG
     * and the conditional one for BdW; here it is conditional for both.
     */
    public final double survival(int tenure, int t) {
        atLeast("tenure", tenure, 0);
        atLeast("t", t, 0);
        return Math.exp(logStay(tenure, t));
    }

    /**
     * P(T = t): the probability that a new customer is lost in period t.
     *
     * @param t 1 or more
     */
    public final double probability(int t) {
        atLeast("t", t, 1);
        return survival(0, t - 1) * churn(t);
    }

    /**
     * r(t) = S(t)/S(t−1): the share that renews of those customers who come to renewal t.
     *
     * @param t 1 or more
     */
    public final double retentionRate(int t) {
        atLeast("t", t, 1);
        return Math.exp(logStay(t - 1, 1));
    }

    /**
     * ln of the likelihood of one customer: ln P(T = tenure) if it churned, ln S(tenure) if it is still there.
     *
     * @param tenure 1 or more if it churned, otherwise 0 or more
     */
    public final double logLikelihood(int tenure, boolean churned) {
        atLeast("tenure", tenure, churned ? 1 : 0);
        return churned ? logStay(0, tenure - 1.0) + Math.log(churn(tenure)) : logStay(0, tenure);
    }

    /**
     * ln of the likelihood of many customers, without combinatorial constants.
     *
     * @throws IllegalArgumentException if their periods have another length
     */
    public final double logLikelihood(Tenures tenures) {
        requirePeriod(tenures.period());
        double sum = 0;
        for (int t = 0; t <= tenures.longest(); t++) {
            if (tenures.lost(t) > 0) {
                sum += tenures.lost(t) * logLikelihood(t, true);
            }
            if (tenures.active(t) > 0) {
                sum += tenures.active(t) * logLikelihood(t, false);
            }
        }
        return sum;
    }

    /** E[T]: mean number of periods that a new customer stays, the first included; may be infinite. */
    public final double expectedLifetime() {
        return 1 + renewals(0, 0);
    }

    /**
     * Σ<sub>k≥1</sub> S(tenure+k)/S(tenure): how many renewals are still to be expected of a customer who is there with
     * this tenure; may be infinite.
     */
    public final double expectedResidualLifetime(int tenure) {
        atLeast("tenure", tenure, 0);
        return renewals(tenure, 0);
    }

    /** Σ<sub>k=1..t</sub> S(tenure+k)/S(tenure): how many of the next t renewals are to be expected. */
    public final double expectedRenewals(int tenure, int t) {
        atLeast("tenure", tenure, 0);
        atLeast("t", t, 0);
        double sum = 0;
        double stays = 1;
        for (int k = 1; k <= t && stays > 0; k++) {
            stays = Math.exp(logStay(tenure, k));
            sum += stays;
        }
        return sum;
    }

    /**
     * Discounted expected lifetime of a new customer: Σ<sub>t≥0</sub> S(t)/(1+d)<sup>t</sup>, the first period's payment,
     * which is made at once, included.
     */
    public final double discountedExpectedLifetime(DiscountRate rate) {
        double delta = rate.continuous(period);
        return 1 + Math.exp(-delta) * renewals(0, delta);
    }

    /**
     * DERL, the discounted expected residual lifetime just before the n-th renewal of a customer who has renewed n − 1
     * times: Σ<sub>t≥n</sub> S(t)/S(n−1) / (1+d)<sup>t−n</sup>. The payment at the n-th renewal is due at once and not
     * discounted. Without discounting it may be infinite. Fader and Hardie 2010, Marketing Science 29(1), eq. 6.
     *
     * @param n 1 or more
     */
    public final double derl(int n, DiscountRate rate) {
        atLeast("n", n, 1);
        return renewals(n - 1, rate.continuous(period));
    }

    /**
     * The residual value of all customers who are still there, each just before its next renewal: Σ margin ·
     * DERL(tenure + 1).
     *
     * @param margin what one renewal is worth, the same for all; finite
     * @throws IllegalArgumentException if the periods have another length
     */
    public final double bookOfBusiness(Tenures tenures, double margin, DiscountRate rate) {
        requirePeriod(tenures.period());
        finite(margin, "margin");
        double sum = 0;
        for (int t = 0; t <= tenures.longest() && margin != 0; t++) {
            if (tenures.active(t) > 0) {
                sum += tenures.active(t) * renewals(t, rate.continuous(period));
            }
        }
        return margin == 0 ? 0 : margin * sum;
    }

    /**
     * The residual value of customers who are still there, each just before its next renewal: Σ margin · DERL(tenure + 1).
     *
     * @param tenure renewals of each customer so far
     * @param margin what one renewal of each is worth; finite and 0 or more
     */
    public final double bookOfBusiness(int[] tenure, double[] margin, DiscountRate rate) {
        if (tenure.length != margin.length) {
            throw new IllegalArgumentException(
                    "there are " + tenure.length + " tenures and " + margin.length + " margins; there must be as many");
        }
        int longest = 0;
        for (int c = 0; c < tenure.length; c++) {
            if (!(tenure[c] >= 0 && margin[c] >= 0 && margin[c] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("customer number " + c + " has tenure " + tenure[c] + " and margin "
                        + margin[c] + "; both must be finite and 0 or more");
            }
            longest = Math.max(longest, tenure[c]);
        }
        double[] byTenure = new double[longest + 1];
        for (int c = 0; c < tenure.length; c++) {
            byTenure[tenure[c]] += margin[c];
        }
        double sum = 0;
        for (int t = 0; t <= longest; t++) {
            if (byTenure[t] > 0) {
                sum += byTenure[t] * renewals(t, rate.continuous(period));
            }
        }
        return sum;
    }

    private void requirePeriod(TimeStep other) {
        if (other != period) {
            throw new IllegalArgumentException(displayName() + " has periods of " + period + ", the contracts of "
                    + other + "; they must be alike");
        }
    }

    private static void finite(double value, String name) {
        if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be finite");
        }
    }

    static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be " + least + " or more");
        }
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof ContractModel that
                && displayName().equals(that.displayName())
                && period == that.period
                && Arrays.equals(parameters, that.parameters);
    }

    @Override
    public final int hashCode() {
        return 31 * (31 * displayName().hashCode() + period.hashCode()) + Arrays.hashCode(parameters);
    }

    @Override
    public final String toString() {
        return displayName() + " " + parameterNames() + " = " + Arrays.toString(parameters) + " in " + period;
    }
}
