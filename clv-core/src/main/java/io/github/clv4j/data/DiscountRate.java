package io.github.clv4j.data;

import java.io.Serializable;

/**
 * A discount rate that carries its unit, kept as the continuous rate a day.
 *
 * <p>There is no way to give a bare number: the best-known package takes a yearly rate for a weekly one by default and
 * values customers many times too low. A year is 365.25 days, as in {@link TimeStep}.
 */
public final class DiscountRate implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final DiscountRate NONE = new DiscountRate(0, "none");

    private final double continuousPerDay;
    private final String text;

    private DiscountRate(double continuousPerDay, String text) {
        this.continuousPerDay = continuousPerDay;
        this.text = text;
    }

    /** No discounting: money keeps its value. */
    public static DiscountRate none() {
        return NONE;
    }

    /**
     * An effective yearly rate: 0.10 means that 1.10 in a year is worth 1 today.
     *
     * @param rate effective rate a year, 0 or more
     */
    public static DiscountRate annual(double rate) {
        return perPeriod(rate, TimeStep.YEARS);
    }

    /**
     * An effective rate a period: 0.01 with {@link TimeStep#MONTHS} is 1 % a month.
     *
     * @param rate effective rate a period, 0 or more
     * @param period the period that the rate is told for
     */
    public static DiscountRate perPeriod(double rate, TimeStep period) {
        String unit = switch (period) {
            case DAYS -> "day";
            case WEEKS -> "week";
            case MONTHS -> "month";
            case YEARS -> "year";
        };
        return of(Math.log1p(checked(rate)) / period.days(), rate + " a " + unit + ", effective");
    }

    /**
     * A continuously compounded yearly rate: {@code exp(-rate * years)} is the value today of 1.
     *
     * @param rate continuous rate a year, 0 or more
     */
    public static DiscountRate continuousAnnual(double rate) {
        return of(checked(rate) / TimeStep.YEARS.days(), rate + " a year, continuous");
    }

    private static DiscountRate of(double continuousPerDay, String text) {
        return continuousPerDay == 0 ? NONE : new DiscountRate(continuousPerDay, text);
    }

    private static double checked(double rate) {
        if (rate >= 0 && rate < Double.POSITIVE_INFINITY) {
            return rate;
        }
        throw new IllegalArgumentException("discount rate is " + rate + "; it must be finite and 0 or more");
    }

    /** The continuous rate for one unit of time: {@code ln(1 + rate)} of the effective rate of that unit. */
    public double continuous(TimeStep unit) {
        return continuousPerDay * unit.days();
    }

    /**
     * What one unit of money that lies this many days ahead is worth now; a negative number of days gives what past
     * money has grown to.
     */
    public double factor(double daysAhead) {
        return Math.exp(-continuousPerDay * daysAhead);
    }

    /** True if money keeps its value. */
    public boolean isNone() {
        return continuousPerDay == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiscountRate that && Double.compare(continuousPerDay, that.continuousPerDay) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(continuousPerDay);
    }

    @Override
    public String toString() {
        return text;
    }
}
