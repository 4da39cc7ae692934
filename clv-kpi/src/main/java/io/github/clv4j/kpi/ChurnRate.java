package io.github.clv4j.kpi;

import io.github.clv4j.data.TimeStep;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A churn rate that carries the length of time it is of: the part of customers that leaves in it. Immutable.
 *
 * <p>A constant rate m of one length is 1 − (1 − m)<sup>k</sup> of a length k times as long: 5 % a month are 46 % a year,
 * not 60 %. Lengths are those of {@link TimeStep}, so a year is exactly 12 months.
 */
public final class ChurnRate {
    private final double rate;
    private final double length;
    private final TimeStep unit;

    private ChurnRate(double rate, double length, TimeStep unit) {
        this.rate = rate;
        this.length = length;
        this.unit = unit;
    }

    /** A rate of one unit of time, 0 to 1. */
    public static ChurnRate of(double rate, TimeStep unit) {
        return of(rate, 1, unit);
    }

    /**
     * A rate of some units of time, such as 90 days.
     *
     * @param rate 0 to 1
     * @param length above 0 and finite
     * @param unit what the length is told in
     */
    public static ChurnRate of(double rate, double length, TimeStep unit) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("churn rate is " + rate + "; it must be 0 to 1 (0.05 is 5 %)");
        }
        if (length > 0 && length < Double.POSITIVE_INFINITY) {
            return new ChurnRate(rate, length, Objects.requireNonNull(unit, "unit"));
        }
        throw new IllegalArgumentException("length is " + length + " " + unit + "; it must be finite and above 0");
    }

    /** The rate, of the length that it was told for. */
    public double rate() {
        return rate;
    }

    /** The rate of one other unit, if customers leave at a constant rate. */
    public ChurnRate per(TimeStep other) {
        return per(1, other);
    }

    /** The rate of another length, if customers leave at a constant rate. */
    public ChurnRate per(double otherLength, TimeStep other) {
        double ratio = otherLength * steps(other) / (length * steps(unit));
        return of(ratio == 1 ? rate : -Math.expm1(ratio * Math.log1p(-rate)), otherLength, other);
    }

    /** Months in a unit where that is a whole number, so that 12 months are a year to the last bit. */
    private double steps(TimeStep of) {
        return switch (of) {
            case DAYS, WEEKS -> of.days() / TimeStep.MONTHS.days();
            case MONTHS -> 1;
            case YEARS -> 12;
        };
    }

    /** The part that stays: 1 − rate. */
    public double retention() {
        return 1 - rate;
    }

    /** The length of time, in {@link #unit}. */
    public double length() {
        return length;
    }

    /** What the length is told in. */
    public TimeStep unit() {
        return unit;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChurnRate that
                && Double.compare(rate, that.rate) == 0
                && Double.compare(length, that.length) == 0
                && unit == that.unit;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rate, length, unit);
    }

    @Override
    public String toString() {
        return rate + " in " + length + " " + unit;
    }
}
