package io.github.clv4j.examples;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.ForecastHorizon;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.CostDuration;
import io.github.clv4j.value.SpendBasis;
import org.jspecify.annotations.Nullable;

/**
 * How value to come is predicted.
 *
 * @param family the purchase model, or null for the one that does best
 * @param loaded models that predict instead of fitted ones, or null
 * @param length how far ahead, in words
 * @param horizon the same, with the rate that value to come is discounted at
 * @param retentionCostMinor what keeping an active customer costs a period, in minor units; 0 for none
 * @param retentionPeriod that period
 */
record PredictionSettings(
        @Nullable ModelFamily family,
        @Nullable LoadedModels loaded,
        String length,
        ForecastHorizon horizon,
        long retentionCostMinor,
        TimeStep retentionPeriod) {
    /** These settings as the library takes them. */
    ClvOptions options(double grossMargin, SpendBasis basis) {
        ClvOptions options = ClvOptions.of(horizon).withGrossMargin(grossMargin).withSpendBasis(basis);
        return retentionCostMinor == 0
                ? options
                : options.withRetentionCost(retentionCostMinor, retentionPeriod, CostDuration.WHILE_ALIVE);
    }
}
