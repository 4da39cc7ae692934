package io.github.clv4j.value;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.ForecastHorizon;
import java.util.Objects;

/**
 * What a customer's value to come is made of. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>The horizon and the rate of discount have no default: they change a value many times over. Defaults of the rest: all
 * revenue is margin, no cost per order, no retention cost, spend by {@link SpendBasis#REPEAT_PURCHASES}, continuous
 * discounting.
 */
public final class ClvOptions {
    private final ForecastHorizon horizon;
    private final double grossMargin;
    private final long costPerOrder;
    private final long retentionCost;
    private final TimeStep retentionPeriod;
    private final CostDuration retentionDuration;
    private final SpendBasis spendBasis;

    private ClvOptions(
            ForecastHorizon horizon,
            double grossMargin,
            long costPerOrder,
            long retentionCost,
            TimeStep retentionPeriod,
            CostDuration retentionDuration,
            SpendBasis spendBasis) {
        this.horizon = Objects.requireNonNull(horizon, "horizon");
        this.grossMargin = grossMargin;
        this.costPerOrder = costPerOrder;
        this.retentionCost = retentionCost;
        this.retentionPeriod = Objects.requireNonNull(retentionPeriod, "period");
        this.retentionDuration = Objects.requireNonNull(retentionDuration, "duration");
        this.spendBasis = Objects.requireNonNull(spendBasis, "basis");
    }

    /**
     * Value within a time to come.
     *
     * @param length finite and above 0, such as 52
     * @param unit such as {@link TimeStep#WEEKS}
     * @param rate such as {@code DiscountRate.annual(0.10)}
     */
    public static ClvOptions of(double length, TimeStep unit, DiscountRate rate) {
        return of(ForecastHorizon.of(length, unit, rate));
    }

    /** Value of all time to come. */
    public static ClvOptions infinite(DiscountRate rate) {
        return of(ForecastHorizon.infinite(rate));
    }

    /** Value up to a horizon, which tells how it is discounted. */
    public static ClvOptions of(ForecastHorizon horizon) {
        return new ClvOptions(horizon, 1, 0, 0, TimeStep.YEARS, CostDuration.WHILE_ALIVE, SpendBasis.REPEAT_PURCHASES);
    }

    /**
     * Cash of a period counts as of its end, instead of when it comes.
     *
     * @throws IllegalArgumentException if the horizon is infinite
     */
    public ClvOptions withPeriods(TimeStep period) {
        return new ClvOptions(
                horizon.withPeriods(period),
                grossMargin,
                costPerOrder,
                retentionCost,
                retentionPeriod,
                retentionDuration,
                spendBasis);
    }

    /**
     * The share of revenue that is margin: 0.35 is 35 %.
     *
     * @param rate 0 to 1
     */
    public ClvOptions withGrossMargin(double rate) {
        if (rate >= 0 && rate <= 1) {
            return new ClvOptions(
                    horizon, rate, costPerOrder, retentionCost, retentionPeriod, retentionDuration, spendBasis);
        }
        throw new IllegalArgumentException("gross margin is " + rate + "; it must be 0 to 1 (0.35 is 35 %)");
    }

    /**
     * What each order costs to serve: picking, payment, support.
     *
     * @param minor minor units, 0 or more
     */
    public ClvOptions withCostPerOrder(long minor) {
        if (minor >= 0) {
            return new ClvOptions(
                    horizon, grossMargin, minor, retentionCost, retentionPeriod, retentionDuration, spendBasis);
        }
        throw new IllegalArgumentException("cost per order is " + minor + "; it must be 0 or more");
    }

    /**
     * What keeping a customer costs: catalogues, account care, loyalty gifts. It is spent evenly over the time.
     *
     * @param minor minor units a period, 0 or more
     * @param period the period that the cost is told for
     * @param duration how long it is paid
     */
    public ClvOptions withRetentionCost(long minor, TimeStep period, CostDuration duration) {
        if (minor >= 0) {
            return new ClvOptions(horizon, grossMargin, costPerOrder, minor, period, duration, spendBasis);
        }
        throw new IllegalArgumentException("retention cost is " + minor + "; it must be 0 or more");
    }

    /** Which purchases the model of spend was fitted to. */
    public ClvOptions withSpendBasis(SpendBasis basis) {
        return new ClvOptions(
                horizon, grossMargin, costPerOrder, retentionCost, retentionPeriod, retentionDuration, basis);
    }

    /** How far ahead, and how discounted. */
    public ForecastHorizon horizon() {
        return horizon;
    }

    /** The share of revenue that is margin. */
    public double grossMargin() {
        return grossMargin;
    }

    /** What an order costs to serve, in minor units. */
    public long costPerOrderMinor() {
        return costPerOrder;
    }

    /** What keeping a customer costs {@linkplain #retentionPeriod a period}, in minor units. */
    public long retentionCostMinor() {
        return retentionCost;
    }

    /** The period that the retention cost is told for. */
    public TimeStep retentionPeriod() {
        return retentionPeriod;
    }

    /** How long the retention cost is paid. */
    public CostDuration retentionDuration() {
        return retentionDuration;
    }

    /** Which purchases the model of spend was fitted to. */
    public SpendBasis spendBasis() {
        return spendBasis;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClvOptions that
                && horizon.equals(that.horizon)
                && Double.compare(grossMargin, that.grossMargin) == 0
                && costPerOrder == that.costPerOrder
                && retentionCost == that.retentionCost
                && retentionPeriod == that.retentionPeriod
                && retentionDuration == that.retentionDuration
                && spendBasis == that.spendBasis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                horizon, grossMargin, costPerOrder, retentionCost, retentionPeriod, retentionDuration, spendBasis);
    }

    @Override
    public String toString() {
        return "horizon " + horizon + ", gross margin " + grossMargin + ", cost per order " + costPerOrder
                + ", retention cost " + retentionCost + " a period of " + retentionPeriod + " " + retentionDuration
                + ", spend of " + spendBasis;
    }
}
