package io.github.clv4j.examples;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.model.SavedModel;
import io.github.clv4j.value.SpendBasis;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The models that predict, as {@code models.json} has them. One that cannot predict is refused when it is made.
 *
 * @param format version of this form; {@value #FORMAT}
 * @param purchases the model of purchases
 * @param spend the model of spend; null if none could be fitted
 * @param spendBasis name of the {@link SpendBasis} that it was fitted to; null with it
 */
record SavedModels(
        int format,
        SavedModel purchases,
        @Nullable SavedModel spend,
        @Nullable String spendBasis) {
    static final int FORMAT = 1;

    SavedModels {
        requireReadable(format);
        if (purchases == null) {
            throw new IllegalArgumentException("purchases is missing");
        }
        requirePurchases(purchases);
        if ((spend == null) != (spendBasis == null)) {
            throw new IllegalArgumentException("spendBasis is " + spendBasis + " and spend is "
                    + (spend == null ? "missing" : "there") + "; both must be there, or none");
        }
        if (spend != null) {
            requireSpend(spend, basis(spendBasis));
        }
    }

    static void requireReadable(int format) {
        if (format > FORMAT) {
            throw new IllegalArgumentException("format " + format + " is newer than " + FORMAT
                    + ", which this version reads; use a newer version of the program");
        }
        if (format < 1) {
            throw new IllegalArgumentException("format is " + format + "; it must be 1 or more");
        }
    }

    private static void requirePurchases(SavedModel saved) {
        boolean known = Arrays.stream(ModelFamily.values())
                .anyMatch(family -> family.name().equals(saved.model()));
        if (!known) {
            throw new IllegalArgumentException("purchases is " + saved.model() + "; it must be a model of purchases");
        }
        if (saved.covariates() != null) {
            throw new IllegalArgumentException("purchases is " + saved.model() + " with covariates "
                    + saved.covariates().columns() + ", which the report does not know of its customers");
        }
        if (!Predictions.isPredicting(ModelFamily.valueOf(saved.model()))) {
            throw new IllegalArgumentException("purchases is " + saved.model() + ", which counts whole periods with or"
                    + " without an order; the report predicts in continuous time");
        }
        requireUsable("purchases", saved);
    }

    private static void requireSpend(SavedModel saved, SpendBasis basis) {
        // Whatever else is saved has no currency.
        if (saved.currency().isEmpty()) {
            throw new IllegalArgumentException(
                    "spend is " + saved.model() + " without a currency; it must be a model of spend with one");
        }
        requireUsable("spend", saved);
        if (!meanExists(saved.spendModel().model(), basis)) {
            throw new IllegalArgumentException(
                    "spend: by it the mean spend of customers without a repeat purchase does not exist");
        }
    }

    /** True if a customer of whom only the first purchase is known has a mean spend. */
    static boolean meanExists(GammaGamma model, SpendBasis basis) {
        return model.expectedSpend(basis == SpendBasis.REPEAT_PURCHASES ? 0 : 1, 0) < Double.POSITIVE_INFINITY;
    }

    private static void requireUsable(String component, SavedModel saved) {
        FitReport report = saved.fitReport();
        if (!report.status().isUsable()) {
            throw new IllegalArgumentException(component + ": its fit ended at " + report.status() + " ("
                    + report.message() + "), so that it cannot predict");
        }
    }

    private static SpendBasis basis(@Nullable String name) {
        for (SpendBasis basis : SpendBasis.values()) {
            if (basis.name().equals(name)) {
                return basis;
            }
        }
        throw new IllegalArgumentException("spendBasis is '" + name + "'; it must be one of "
                + Arrays.stream(SpendBasis.values()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    /** The models of a run; null if none of purchases could be fitted. */
    static @Nullable SavedModels of(PredictingModels models, MoneyScale money) {
        Predictions.Purchases purchases = models.purchases;
        Predictions.Spend spend = models.spend;
        if (purchases == null) {
            return null;
        }
        return new SavedModels(
                FORMAT,
                SavedModel.of(new Fitted<>(purchases.model(), purchases.fit()), purchases.data()),
                spend == null
                        ? null
                        : SavedModel.ofSpend(new Fitted<>(spend.model(), spend.fit()), money.currency(), spend.data()),
                spend == null ? null : spend.basis().name());
    }

    /**
     * Refuses a run that the models are not for.
     *
     * @param file what messages call them
     * @throws IllegalArgumentException if the run has another unit of time or another currency
     */
    void requireFor(TimeStep unit, MoneyScale money, String file) {
        String own = purchases.timeUnit();
        InputOptions.require(
                own.equals(unit.name()),
                "--load-model: the model of purchases in " + file + " tells time in " + lower(own)
                        + ", the report in " + SummaryJson.lower(unit) + "; give --time-unit " + lower(own)
                        + " or another model");
        InputOptions.require(
                spend == null || spend.currency().equals(money.currency()),
                "--load-model: the model of spend in " + file + " is of amounts in "
                        + (spend == null ? "" : spend.currency()) + ", the report of " + money.currency()
                        + "; give the --currency of the model or another model");
    }

    private static String lower(String unit) {
        return SummaryJson.lower(TimeStep.valueOf(unit));
    }

    Predictions.Purchases toPurchases(String chosenBy) {
        Fitted<PurchaseModel> fitted = purchases.purchaseModel();
        return new Predictions.Purchases(fitted.model(), fitted.report(), chosenBy, purchases.data());
    }

    Predictions.@Nullable Spend toSpend() {
        if (spend == null) {
            return null;
        }
        Fitted<GammaGamma> fitted = spend.spendModel();
        return new Predictions.Spend(fitted.model(), fitted.report(), basis(spendBasis), spend.data());
    }
}
