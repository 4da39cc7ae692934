package io.github.clv4j.kpi;

import org.apache.commons.math3.special.Erf;

/**
 * How many customers an experiment with a treated and a control group needs, to find an effect of a stated size with a
 * stated power at a stated level, in two-sided tests. Below, z_a is the normal quantile of the level (1.96 for 0.95) and z_b that of the power (0.84
 * for 0.8).
 *
 * <p>For response rates p of controls and p + δ of the treated, with r controls for each treated customer (Fleiss, Tytun
 * and Ury 1980, Biometrics 36: 343-346, without continuity correction):
 *
 * <pre>  n = ( z_a √((1 + 1/r) p̄ (1 − p̄)) + z_b √(p_t (1 − p_t) + p_c (1 − p_c)/r) )² / δ²,
 *   p̄ = (p_t + r p_c)/(1 + r)</pre>
 *
 * <p>For means with a standard deviation σ of each customer (Schouten 1999, Statistics in Medicine 18: 87-91; the
 * last term makes up for Welch's t instead of z):
 *
 * <pre>  n = (1 + 1/r) σ² (z_a + z_b)² / δ² + z_a² (1 + r³) / (2r (1 + r)²)</pre>
 *
 * <p>Both are rounded up, to 1 or more. Where the bracket of the first is below 0, any size has the power asked for.
 *
 * @param treated customers to treat
 * @param control customers to hold out
 */
public record SampleSize(long treated, long control) {
    /** Checks that there is one customer in each group. */
    public SampleSize {
        if (!(treated > 0 && control > 0)) {
            throw new IllegalArgumentException(
                    "groups are of " + treated + " and " + control + " customers; each must be 1 or more");
        }
    }

    /**
     * For a difference of response rates.
     *
     * @param controlRate response rate of controls, 0 to 1
     * @param uplift what treatment adds to it, not 0, so that the sum is 0 to 1
     * @param level of the test, such as 0.95 for a significance of 5 %
     * @param power how often the effect is found, above 1 − level and below 1, such as 0.8
     * @param controlsPerTreated controls for each treated customer, above 0; 1 needs the fewest customers
     */
    public static SampleSize forRates(
            double controlRate, double uplift, double level, double power, double controlsPerTreated) {
        double treatedRate = controlRate + uplift;
        if (!(controlRate >= 0 && controlRate <= 1 && treatedRate >= 0 && treatedRate <= 1 && uplift != 0)) {
            throw new IllegalArgumentException("control rate is " + controlRate + " and uplift " + uplift
                    + "; the rate and their sum must be 0 to 1, and the uplift not 0");
        }
        double za = Intervals.z(Intervals.checkedLevel(level));
        double zb = powerQuantile(level, power);
        double r = checkedRatio(controlsPerTreated);
        double mean = (treatedRate + r * controlRate) / (1 + r);
        double root = za * Math.sqrt((1 + 1 / r) * mean * (1 - mean))
                + zb * Math.sqrt(treatedRate * (1 - treatedRate) + controlRate * (1 - controlRate) / r);
        // Below 0, with arms of very different sizes and a power below a half, any size has that power.
        double positive = Math.max(0, root);
        return of(positive * positive / (uplift * uplift), r);
    }

    /**
     * For a difference of means, such as margin for each customer.
     *
     * @param deviation standard deviation of the figure among customers, above 0
     * @param uplift what treatment adds to the mean, not 0
     * @param level of the test, such as 0.95 for a significance of 5 %
     * @param power how often the effect is found, above 1 − level and below 1, such as 0.8
     * @param controlsPerTreated controls for each treated customer, above 0; 1 needs the fewest customers
     */
    public static SampleSize forMeans(
            double deviation, double uplift, double level, double power, double controlsPerTreated) {
        if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY && Double.isFinite(uplift) && uplift != 0)) {
            throw new IllegalArgumentException("deviation is " + deviation + " and uplift " + uplift
                    + "; the deviation must be above 0, the uplift not 0, and both finite");
        }
        double za = Intervals.z(Intervals.checkedLevel(level));
        double z = za + powerQuantile(level, power);
        double r = checkedRatio(controlsPerTreated);
        double ratio = deviation / uplift;
        return of((1 + 1 / r) * ratio * ratio * z * z + za * za * (1 + r * r * r) / (2 * r * (1 + r) * (1 + r)), r);
    }

    private static SampleSize of(double treated, double ratio) {
        double control = treated * ratio;
        if (!(treated < Long.MAX_VALUE && control < Long.MAX_VALUE)) {
            throw new IllegalArgumentException("so small an effect needs more than " + Long.MAX_VALUE + " customers");
        }
        return new SampleSize(up(treated), up(control));
    }

    /** Up to the next whole number, but not for a rounding error. */
    private static long up(double n) {
        return Math.max(1, (long) Math.ceil(n * (1 - 1e-12)));
    }

    private static double powerQuantile(double level, double power) {
        Intervals.checkedLevel(level);
        if (power > 1 - level && power < 1) {
            return Math.sqrt(2) * Erf.erfInv(2 * power - 1);
        }
        throw new IllegalArgumentException("power is " + power + "; it must be above " + (1 - level)
                + ", which is found without any effect, and below 1 (0.8 is 80 %)");
    }

    private static double checkedRatio(double ratio) {
        if (ratio > 0 && ratio < Double.POSITIVE_INFINITY) {
            return ratio;
        }
        throw new IllegalArgumentException(
                "controls for each treated customer are " + ratio + "; there must be more than 0");
    }
}
