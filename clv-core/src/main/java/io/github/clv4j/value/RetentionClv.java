package io.github.clv4j.value;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import java.util.Objects;

/**
 * Customer lifetime value by a constant retention rate: the formula of the back of an envelope, and the baseline that a
 * model must beat. Each period a customer stays with probability r and then brings a margin m, which may grow by g a period;
 * i is the effective rate of discount of a period.
 *
 * <ul>
 *   <li>value = m · r / (1 + i − r (1 + g)), the first margin at the end of the first period, if the customer stays;
 *   <li>with a margin today: the same + m.
 * </ul>
 *
 * <p>It takes all customers to be alike and their retention to stay the same, which understates the value of those that
 * have stayed long: the retention of a cohort rises as the fickle leave ({@link io.github.clv4j.model.Sbg} tells that).
 * Immutable; money in one unit throughout.
 *
 * <p>Sources: Gupta and Lehmann 2003, Journal of Interactive Marketing 17(1), "Customers as assets" (the margin multiple r /
 * (1 + i − r)); Gupta and Lehmann 2005, Managing Customers as Investments (growth). With a margin today and no growth it is
 * m (1 + i) / (1 + i − r), as in Berger and Nasr 1998, Journal of Interactive Marketing 12(1).
 */
public final class RetentionClv {
    private final double margin;
    private final double retention;
    private final double growth;
    private final TimeStep period;
    private final DiscountRate rate;

    private RetentionClv(double margin, double retention, double growth, TimeStep period, DiscountRate rate) {
        this.margin = margin;
        this.retention = retention;
        this.growth = growth;
        this.period = Objects.requireNonNull(period, "period");
        this.rate = Objects.requireNonNull(rate, "rate");
    }

    /**
     * Value at a constant retention.
     *
     * @param marginPerPeriod margin less retention cost of a period, finite and 0 or more
     * @param retentionRate probability of staying a period, 0 to 1
     * @param period the period that both are told for
     * @param rate carries its own unit
     */
    public static RetentionClv of(double marginPerPeriod, double retentionRate, TimeStep period, DiscountRate rate) {
        if (!(marginPerPeriod >= 0 && marginPerPeriod < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "margin a period is " + marginPerPeriod + "; it must be finite and 0 or more");
        }
        if (!(retentionRate >= 0 && retentionRate <= 1)) {
            throw new IllegalArgumentException("retention rate is " + retentionRate + "; it must be 0 to 1");
        }
        return new RetentionClv(marginPerPeriod, retentionRate, 0, period, rate);
    }

    /**
     * A margin that grows.
     *
     * @param perPeriod growth of the margin a period, above −1; 0.02 is 2 %
     */
    public RetentionClv withGrowth(double perPeriod) {
        if (perPeriod > -1 && perPeriod < Double.POSITIVE_INFINITY) {
            return new RetentionClv(margin, retention, perPeriod, period, rate);
        }
        throw new IllegalArgumentException("growth is " + perPeriod + "; it must be finite and above -1");
    }

    /** 1 + i. */
    private double discount() {
        return Math.exp(rate.continuous(period));
    }

    /** What a margin of 1 a period is worth: r / (1 + i − r (1 + g)); infinite if r (1 + g) is not below 1 + i. */
    public double marginMultiple() {
        double rest = Math.expm1(rate.continuous(period)) + (1 - retention) - retention * growth;
        return rest > 0 ? retention / rest : retention == 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    /** Value of all periods to come, the first margin at the end of the first period. */
    public double value() {
        return margin == 0 ? 0 : margin * marginMultiple();
    }

    /** Value of all periods to come and of a margin today. */
    public double valueWithMarginToday() {
        return margin + value();
    }

    /**
     * Value of a number of periods to come, the first margin at the end of the first: m Σ<sub>t=1..n</sub>
     * (1+g)<sup>t−1</sup> r<sup>t</sup> / (1+i)<sup>t</sup>.
     *
     * @param periods 1 or more
     */
    public double value(int periods) {
        if (periods < 1) {
            throw new IllegalArgumentException("horizon is " + periods + " periods; it must be 1 or more");
        }
        if (margin == 0) {
            return 0;
        }
        double first = retention / discount();
        double ratio = first * (1 + growth);
        double rest = (Math.expm1(rate.continuous(period)) + (1 - retention) - retention * growth) / discount();
        if (ratio == 0) {
            return margin * first;
        }
        // 1 − ratio is told by its parts: where it is small the sum is nearly n terms.
        double sum = Math.abs(rest) < 1e-300 ? periods : -Math.expm1(periods * Math.log1p(-rest)) / rest;
        return margin * first * sum;
    }

    /** Expected number of periods, the present one included: 1 / (1 − r); infinite if nobody leaves. */
    public double expectedPeriods() {
        return 1 / (1 - retention);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RetentionClv that
                && margin == that.margin
                && retention == that.retention
                && growth == that.growth
                && period == that.period
                && rate.equals(that.rate);
    }

    @Override
    public int hashCode() {
        return Objects.hash(margin, retention, growth, period, rate);
    }

    @Override
    public String toString() {
        return "margin " + margin + " and retention " + retention + " a period of " + period + ", growth " + growth
                + ", discounted at " + rate;
    }
}
