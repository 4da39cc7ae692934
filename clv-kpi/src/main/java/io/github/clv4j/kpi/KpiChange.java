package io.github.clv4j.kpi;

import io.github.clv4j.fit.Interval;
import java.math.BigDecimal;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Erf;
import org.jspecify.annotations.Nullable;

/**
 * The change of a KPI since the period before, and whether it is more than noise.
 *
 * <ul>
 *   <li>Where both values have standard errors, z = Δ / SE(Δ) is held against the normal distribution. For a proportion SE(Δ) is
 *       √(p(1 − p)(1/n₁ + 1/n₂)) with the pooled proportion p; for a ratio √(SE₁² + SE₂²), see {@link KpiInterval}. Both
 *       periods are taken as independent; they share customers, and where what these do goes together the true error is
 *       smaller.
 *   <li>Else the change is held against the changes from period to period before it, of the last periods that the scorecard
 *       looks at: t = Δ / √(Σd²/m) against Student's distribution with m degrees of freedom, which is exact if changes are
 *       independent and normal around 0. At least {@value #MIN_CHANGES} past changes are needed, not all 0.
 *   <li>Else it is unknown.
 * </ul>
 *
 * @param difference the value less that of the period before, NaN if either is undefined
 * @param basis what it is held against
 * @param statistic z or t, NaN if unknown
 * @param pValue two-sided, NaN if unknown
 * @param verdict whether the p-value is below 1 less the level
 * @param unknownReason why it is not known, or null if it is
 */
public record KpiChange(
        double difference,
        ChangeBasis basis,
        double statistic,
        double pValue,
        ChangeVerdict verdict,
        @Nullable String unknownReason) {
    /** Fewest past changes that noise is told from. */
    public static final int MIN_CHANGES = 4;

    /** Level of intervals that standard errors are taken from; any would do. */
    private static final double LEVEL = 0.95;

    /**
     * The change to a period.
     *
     * @param series values of the KPI up to the period, NaN where undefined
     */
    static KpiChange of(KpiReport report, Kpi kpi, int period, int group, double[] series, double level) {
        if (period == 0) {
            return unknown(Double.NaN, "the report has no period before");
        }
        KpiValue now = report.value(kpi, period, group);
        KpiValue then = report.value(kpi, period - 1, group);
        double difference = now.value() - then.value();
        if (Double.isNaN(difference)) {
            return unknown(
                    difference, now.isDefined() ? "the value of the period before is undefined" : "undefined value");
        }
        if (now.interval() != null && then.interval() != null && kpi.interval() != KpiInterval.NONE) {
            return byErrors(difference, error(report.facts(), kpi, period, group, now, then), level);
        }
        return byPast(difference, series, level);
    }

    private static double error(PeriodFacts facts, Kpi kpi, int period, int group, KpiValue now, KpiValue then) {
        if (kpi.interval() == KpiInterval.WILSON) {
            double n = number(now.denominator());
            double m = number(then.denominator());
            double pooled = (number(now.numerator()) + number(then.numerator())) / (n + m);
            return Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
        }
        return Math.hypot(ratioError(facts, kpi, period, group), ratioError(facts, kpi, period - 1, group));
    }

    private static double number(@Nullable BigDecimal exact) {
        return exact == null ? Double.NaN : exact.doubleValue();
    }

    /** From the interval at a level that is known here; a report does not tell its own. */
    private static double ratioError(PeriodFacts facts, Kpi kpi, int period, int group) {
        KpiOptions options = KpiOptions.withDefaults().withLevel(LEVEL);
        Interval interval = kpi.compute(new KpiCell(kpi, facts, options, null, period, group))
                .interval();
        return interval == null ? Double.NaN : (interval.upper() - interval.lower()) / (2 * Intervals.z(LEVEL));
    }

    static KpiChange byErrors(double difference, double error, double level) {
        if (!(error > 0)) {
            return unknown(difference, "the standard errors are 0 or not known");
        }
        double z = difference / error;
        return told(difference, ChangeBasis.STANDARD_ERRORS, z, Erf.erfc(Math.abs(z) / Math.sqrt(2)), level);
    }

    static KpiChange byPast(double difference, double[] series, double level) {
        int m = 0;
        double squares = 0;
        for (int i = 1; i < series.length - 1; i++) {
            double past = series[i] - series[i - 1];
            if (!Double.isNaN(past)) {
                m++;
                squares += past * past;
            }
        }
        if (m < MIN_CHANGES) {
            return unknown(
                    difference,
                    "no standard errors, and only " + m + " past changes are known; " + MIN_CHANGES + " are needed");
        }
        if (!(squares > 0)) {
            return unknown(difference, "no standard errors, and the past changes are all 0");
        }
        double t = difference / Math.sqrt(squares / m);
        double p = 2 * new TDistribution(null, m).cumulativeProbability(-Math.abs(t));
        return told(difference, ChangeBasis.PAST_CHANGES, t, p, level);
    }

    private static KpiChange told(double difference, ChangeBasis basis, double statistic, double p, double level) {
        ChangeVerdict verdict = p < 1 - level ? ChangeVerdict.BEYOND_NOISE : ChangeVerdict.WITHIN_NOISE;
        return new KpiChange(difference, basis, statistic, p, verdict, null);
    }

    private static KpiChange unknown(double difference, String reason) {
        return new KpiChange(difference, ChangeBasis.NONE, Double.NaN, Double.NaN, ChangeVerdict.UNKNOWN, reason);
    }
}
