package io.github.clv4j.model;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far ahead purchases are expected and how they are discounted to now. Immutable.
 *
 * <p>Discounting is continuous unless periods are asked for: a purchase at time u counts e<sup>−δu</sup>. With {@linkplain
 * #withPeriods periods}, all purchases of a period count as of its end, as in a discounted cash flow by months; the last
 * period ends with the horizon if that cuts it. The shorter the periods, the nearer to the continuous figure, from below.
 */
public final class ForecastHorizon {
    private static final int MOST_PERIODS = 10_000;

    private final double length;
    private final TimeStep unit;
    private final DiscountRate rate;
    private final @Nullable TimeStep period;
    private final Map<TimeStep, Discounting> discounting = new EnumMap<>(TimeStep.class);

    private ForecastHorizon(double length, TimeStep unit, DiscountRate rate, @Nullable TimeStep period) {
        this.length = length;
        this.unit = Objects.requireNonNull(unit, "unit");
        this.rate = Objects.requireNonNull(rate, "rate");
        this.period = period;
        for (TimeStep each : TimeStep.values()) {
            discounting.put(each, Discounting.of(in(each), rate.continuous(each), in(period, each)));
        }
    }

    private static double in(@Nullable TimeStep period, TimeStep unit) {
        return period == null ? 0 : period == unit ? 1 : period.days() / unit.days();
    }

    /** What this is in a model's unit of time; made once, for scoring allocates nothing. */
    Discounting discounting(TimeStep of) {
        return Objects.requireNonNull(discounting.get(of));
    }

    /**
     * The time up to a horizon.
     *
     * @param length finite and above 0
     * @param unit the unit of that length, such as 52 {@link TimeStep#WEEKS}
     * @param rate carries its own unit; {@link DiscountRate#none} for no discounting
     */
    public static ForecastHorizon of(double length, TimeStep unit, DiscountRate rate) {
        if (length > 0 && length * unit.days() < Double.POSITIVE_INFINITY) {
            return new ForecastHorizon(length, unit, rate, null);
        }
        throw new IllegalArgumentException("horizon is " + length + " " + unit + "; it must be finite and above 0");
    }

    /** All time to come. Without discounting many models expect infinitely much of it. */
    public static ForecastHorizon infinite(DiscountRate rate) {
        return new ForecastHorizon(Double.POSITIVE_INFINITY, TimeStep.YEARS, rate, null);
    }

    /**
     * The same, discounted by period.
     *
     * @throws IllegalArgumentException if there are more than 10,000 periods, or the horizon is infinite: there the continuous figure is the one that has a limit
     *     in closed form
     */
    public ForecastHorizon withPeriods(TimeStep each) {
        if (isInfinite()) {
            throw new IllegalArgumentException("an infinite horizon is discounted continuously, not by " + each
                    + "; give a finite horizon for discounting by period");
        }
        if (in(each) > MOST_PERIODS) {
            throw new IllegalArgumentException(
                    "horizon is " + in(each) + " " + each + "; discounting by period takes at" + " most " + MOST_PERIODS
                            + " of them, continuous discounting any");
        }
        return new ForecastHorizon(length, unit, rate, Objects.requireNonNull(each, "each"));
    }

    /** True if there is no end. */
    public boolean isInfinite() {
        return length == Double.POSITIVE_INFINITY;
    }

    /** The unit that the length was told in; years if there is no end. */
    public TimeStep unit() {
        return unit;
    }

    /** Length in a unit of time; infinite if there is no end. */
    public double in(TimeStep other) {
        return other == unit ? length : length * unit.days() / other.days();
    }

    /** The rate of discount. */
    public DiscountRate rate() {
        return rate;
    }

    /** The period at whose end purchases count, or null for continuous discounting. */
    public @Nullable TimeStep period() {
        return period;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ForecastHorizon that
                && in(TimeStep.DAYS) == that.in(TimeStep.DAYS)
                && rate.equals(that.rate)
                && period == that.period;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Double.hashCode(in(TimeStep.DAYS)) + rate.hashCode()) + Objects.hashCode(period);
    }

    @Override
    public String toString() {
        return (isInfinite() ? "no end" : length + " " + unit) + ", discounted at " + rate
                + (period == null ? "" : ", by the end of " + period);
    }
}
