package io.github.clv4j.kpi;

import io.github.clv4j.fit.Interval;
import java.util.Objects;

/**
 * A proportion with a confidence interval. Where the proportion is undefined, or has no interval, both ends are NaN and
 * the reason is that of {@link #rate} or its note.
 *
 * @param rate the proportion
 * @param lower lower end, 0 or more
 * @param upper upper end, 1 or less
 * @param level how often such intervals hold the truth, such as 0.95
 */
public record RateEstimate(KpiValue rate, double lower, double upper, double level) {
    /** Checks the level. */
    public RateEstimate {
        Objects.requireNonNull(rate, "rate");
        Intervals.checkedLevel(level);
    }

    /**
     * Wilson's score interval (1927, JASA 22: 209-212) of hits among trials:
     *
     * <pre>  (p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) / (1 + z²/n)</pre>
     *
     * @param hits 0 to trials
     * @param trials 0 or more
     * @param noneReason why the proportion is undefined if there are no trials
     */
    static RateEstimate wilson(long hits, long trials, double level, String noneReason) {
        KpiValue rate = KpiValue.of(hits).over(trials, noneReason);
        if (hits < 0 || hits > trials) {
            throw new IllegalArgumentException("hits are " + hits + "; they must be 0 to " + trials);
        }
        if (!rate.isDefined()) {
            return without(rate, level);
        }
        Interval interval = Intervals.wilson(hits, trials, Intervals.z(Intervals.checkedLevel(level)));
        return new RateEstimate(rate, interval.lower(), interval.upper(), level);
    }

    /** A proportion, or none, without an interval. */
    static RateEstimate without(KpiValue rate, double level) {
        return new RateEstimate(rate, Double.NaN, Double.NaN, level);
    }

    /** True if there is an interval. */
    public boolean hasInterval() {
        return !Double.isNaN(lower);
    }
}
