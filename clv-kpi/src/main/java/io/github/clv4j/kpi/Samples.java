package io.github.clv4j.kpi;

import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/** Means of samples that are not counted but measured. */
final class Samples {
    private Samples() {}

    /** The mean with Student's interval; the same for any order of the values. */
    static ValueEstimate mean(double[] values, double level, String noneReason) {
        Intervals.checkedLevel(level);
        int n = values.length;
        if (n == 0) {
            return ValueEstimate.without(KpiValue.undefined(noneReason), level);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).sum() / n;
        KpiValue value = KpiValue.of(new BigDecimal(mean));
        if (n == 1) {
            return ValueEstimate.without(value, level);
        }
        double squares = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
        return ValueEstimate.around(value, studentQuantile(n - 1, level) * Math.sqrt(squares / (n - 1) / n), level);
    }

    /** The t for which Student's variable lies in [−t, t] with the probability of the level. */
    static double studentQuantile(double degrees, double level) {
        // The lower tail, where digits are not lost near 1.
        return -new TDistribution(degrees).inverseCumulativeProbability((1 - Intervals.checkedLevel(level)) / 2);
    }
}
