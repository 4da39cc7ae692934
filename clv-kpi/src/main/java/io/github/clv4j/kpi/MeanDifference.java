package io.github.clv4j.kpi;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The difference of two means whose variances may differ, after Welch (1947, Biometrika 34: 28-35): standard error
 * √(s₁²/n₁ + s₂²/n₂) and Satterthwaite's degrees of freedom.
 */
final class MeanDifference {
    private final KpiValue difference;
    private final double error;
    private final double degrees;

    private MeanDifference(KpiValue difference, double error, double degrees) {
        this.difference = difference;
        this.error = error;
        this.degrees = degrees;
    }

    /**
     * Treated less control.
     *
     * @param unit what one unit of the sums is, in the unit of the result
     */
    static MeanDifference of(ArmTotals treated, ArmTotals control, boolean ofMargin, BigDecimal unit) {
        long n = treated.customers();
        long m = control.customers();
        String whyNone = ArmTotals.whyNotCompared(treated, control);
        if (n == 0 || m == 0) {
            return new MeanDifference(KpiValue.undefined(whyNone), Double.NaN, Double.NaN);
        }
        BigInteger over = treated.sum(ofMargin)
                .multiply(BigInteger.valueOf(m))
                .subtract(control.sum(ofMargin).multiply(BigInteger.valueOf(n)));
        KpiValue difference = KpiValue.of(new BigDecimal(over).multiply(unit))
                .over(KpiValue.of(BigDecimal.valueOf(n).multiply(BigDecimal.valueOf(m))), whyNone);
        double a = treated.variance(ofMargin) / n;
        double b = control.variance(ofMargin) / m;
        double degrees = (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1));
        return new MeanDifference(difference, Math.sqrt(a + b) * unit.doubleValue(), degrees);
    }

    KpiValue difference() {
        return difference;
    }

    /** The standard error; NaN if an arm has fewer than two customers. */
    double standardError() {
        return error;
    }

    ValueEstimate interval(double level) {
        Intervals.checkedLevel(level);
        return error > 0
                ? ValueEstimate.around(difference, Samples.studentQuantile(degrees, level) * error, level)
                : ValueEstimate.without(difference, level);
    }

    DifferenceTest test() {
        String whyNone = difference.undefinedReason();
        if (whyNone != null) {
            return DifferenceTest.undefined(difference, whyNone);
        }
        if (!(error > 0)) {
            return DifferenceTest.undefined(
                    difference,
                    Double.isNaN(error)
                            ? "fewer than two customers in one of the arms"
                            : "nothing varies, so there is no standard error to test against");
        }
        double t = difference.value() / error;
        return new DifferenceTest(
                difference, t, 2 * new TDistribution(degrees).cumulativeProbability(-Math.abs(t)), null);
    }
}
