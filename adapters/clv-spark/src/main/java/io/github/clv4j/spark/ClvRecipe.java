package io.github.clv4j.spark;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.ForecastHorizon;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.CostDuration;
import io.github.clv4j.value.PredictedClv;
import io.github.clv4j.value.SpendBasis;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Plain values of a {@link PredictedClv}, a few hundred bytes, from which each executor makes the same again. */
final class ClvRecipe implements Recipe<PredictedClv>, Serializable {
    private static final long serialVersionUID = 1L;

    private final ModelFamily family;
    private final double[] purchases;
    private final TimeStep unit;
    private final double[] spend;
    private final String currency;
    private final int digits;
    private final double length;
    private final TimeStep lengthUnit;
    private final DiscountRate rate;
    private final @Nullable TimeStep period;
    private final double grossMargin;
    private final long costPerOrder;
    private final long retentionCost;
    private final TimeStep retentionPeriod;
    private final CostDuration retentionDuration;
    private final SpendBasis spendBasis;

    ClvRecipe(PredictedClv clv) {
        this.family = clv.purchases().family();
        this.purchases = clv.purchases().parameters();
        this.unit = clv.purchases().unit();
        this.spend = clv.spend().parameters();
        this.currency = clv.money().currency();
        this.digits = clv.money().digits();
        ClvOptions options = clv.options();
        ForecastHorizon horizon = options.horizon();
        this.lengthUnit = horizon.unit();
        this.length = horizon.in(lengthUnit);
        this.rate = horizon.rate();
        this.period = horizon.period();
        this.grossMargin = options.grossMargin();
        this.costPerOrder = options.costPerOrderMinor();
        this.retentionCost = options.retentionCostMinor();
        this.retentionPeriod = options.retentionPeriod();
        this.retentionDuration = options.retentionDuration();
        this.spendBasis = options.spendBasis();
    }

    @Override
    public PredictedClv make() {
        ForecastHorizon horizon = length == Double.POSITIVE_INFINITY
                ? ForecastHorizon.infinite(rate)
                : ForecastHorizon.of(length, lengthUnit, rate);
        ClvOptions options = ClvOptions.of(period == null ? horizon : horizon.withPeriods(period))
                .withGrossMargin(grossMargin)
                .withCostPerOrder(costPerOrder)
                .withRetentionCost(retentionCost, retentionPeriod, retentionDuration)
                .withSpendBasis(spendBasis);
        return PredictedClv.of(
                family.of(purchases, unit),
                GammaGamma.of(spend[0], spend[1], spend[2]),
                MoneyScale.of(currency, digits),
                options);
    }
}
