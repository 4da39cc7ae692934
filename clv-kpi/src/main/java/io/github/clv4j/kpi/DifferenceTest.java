package io.github.clv4j.kpi;

import java.util.Objects;
import org.apache.commons.math3.special.Erf;
import org.jspecify.annotations.Nullable;

/**
 * A test of whether a difference is none, against differences in either direction. Where there is no test, statistic and
 * p-value are NaN and the reason says why.
 *
 * @param difference the later or treated figure less the other
 * @param statistic the difference over its standard error: z, or t of Welch's test
 * @param pValue how often chance alone gives a difference at least as far from none
 * @param undefinedReason why there is no test, or null
 */
public record DifferenceTest(
        KpiValue difference,
        double statistic,
        double pValue,
        @Nullable String undefinedReason) {
    /** Checks that the difference is there. */
    public DifferenceTest {
        Objects.requireNonNull(difference, "difference");
    }

    static DifferenceTest undefined(KpiValue difference, String reason) {
        return new DifferenceTest(difference, Double.NaN, Double.NaN, reason);
    }

    /** The test by the normal distribution. */
    static DifferenceTest normal(KpiValue difference, double standardError) {
        if (!(standardError > 0)) {
            return undefined(difference, "nothing varies, so there is no standard error to test against");
        }
        double z = difference.value() / standardError;
        return new DifferenceTest(difference, z, Erf.erfc(Math.abs(z) / Math.sqrt(2)), null);
    }

    /** True if there is a test. */
    public boolean isDefined() {
        return undefinedReason == null;
    }
}
