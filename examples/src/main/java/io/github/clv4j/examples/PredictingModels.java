package io.github.clv4j.examples;

import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.evaluate.ComparedModel;
import io.github.clv4j.evaluate.ModelComparison;
import io.github.clv4j.evaluate.ModelCriterion;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.DataFingerprint;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.PurchaseIntervals;
import io.github.clv4j.summary.RepeatSpend;
import io.github.clv4j.value.SpendBasis;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models that predict: fitted to all that is known up to the as-of day, or loaded. */
final class PredictingModels {
    final Predictions.@Nullable Purchases purchases;
    final Predictions.@Nullable Spend spend;

    /** Why there is no model of purchases, or none of spend; empty where there is one. */
    final String purchasesReason;

    final String spendReason;

    /** What is to be known of the models, in sentences. */
    final List<String> notes;

    private final CustomerSummary summary;

    private PredictingModels(
            TransactionLog log,
            CustomerSummary summary,
            @Nullable ModelComparison comparison,
            PredictionSettings settings) {
        this.summary = summary;
        List<String> ofPurchases = new ArrayList<>();
        List<String> ofSpend = new ArrayList<>();
        List<String> told = new ArrayList<>();
        LoadedModels loaded = settings.loaded();
        if (loaded == null) {
            this.purchases = purchases(log, comparison, settings.family(), ofPurchases);
            this.spend = purchases == null ? null : spend(ofSpend);
        } else {
            this.purchases = loaded.models().toPurchases("loaded from " + loaded.file());
            this.spend = loaded.models().toSpend();
            note("purchases", purchases.data(), DataFingerprint.of(summary), told);
            if (spend == null) {
                ofSpend.add(loaded.file() + " has no model of spend");
            } else {
                note("spend", spend.data(), fingerprint(repeatSpend(spend.basis())), told);
            }
        }
        this.purchasesReason = String.join("; ", ofPurchases);
        this.spendReason = String.join("; ", ofSpend);
        this.notes = List.copyOf(told);
    }

    /**
     * The models of a summary's customers.
     *
     * @param comparison of all families up to the end of the calibration, or null if there is none
     */
    static PredictingModels of(
            TransactionLog log,
            CustomerSummary summary,
            @Nullable ModelComparison comparison,
            PredictionSettings settings) {
        return new PredictingModels(log, summary, comparison, settings);
    }

    /** Newer data are what a saved model is for; but it is to be seen that they are other data, or older ones. */
    private void note(String of, DataFingerprint fitted, DataFingerprint here, List<String> told) {
        if (fitted.matches(here)) {
            return;
        }
        boolean later =
                !fitted.asOf().isEmpty() && LocalDate.parse(fitted.asOf()).isAfter(summary.asOf());
        told.add("the loaded model of " + of + " was fitted to other data than these: " + words(fitted) + ", here "
                + words(here) + (later ? "; it knows what came after the as-of date" : ""));
    }

    private static String words(DataFingerprint data) {
        return data.customers() + " customers with " + data.purchases() + " purchases"
                + (data.asOf().isEmpty() ? "" : " up to " + data.asOf());
    }

    private Predictions.@Nullable Purchases purchases(
            TransactionLog log,
            @Nullable ModelComparison comparison,
            @Nullable ModelFamily wanted,
            List<String> reasons) {
        if (wanted != null) {
            return fit(log, wanted, "asked for", reasons);
        }
        // Not by the hold-out: its figures then tell of the model that was chosen as of any other.
        for (ModelFamily family : byBic(comparison)) {
            Predictions.Purchases fitted =
                    fit(log, family, "best BIC up to the end of the calibration", new ArrayList<>());
            if (fitted != null) {
                return fitted;
            }
        }
        ModelComparison all = ModelComparison.of(log, summary, FitOptions.withDefaults());
        List<ModelFamily> ofAll = byBic(all);
        if (!ofAll.isEmpty()) {
            return fit(log, ofAll.get(0), "best BIC of all data, for there is no calibration that tells", reasons);
        }
        ComparedModel simplest = all.entries().get(0);
        reasons.add(
                "no model of purchases fits these data; " + simplest.family().displayName() + ": " + simplest.reason());
        return null;
    }

    private static List<ModelFamily> byBic(@Nullable ModelComparison comparison) {
        return comparison == null
                ? List.of()
                : comparison.ranking(ModelCriterion.BIC).stream()
                        .filter(entry -> entry.isRanked(ModelCriterion.BIC) && Predictions.isPredicting(entry.family()))
                        .map(ComparedModel::family)
                        .toList();
    }

    private Predictions.@Nullable Purchases fit(
            TransactionLog log, ModelFamily family, String chosenBy, List<String> reasons) {
        try {
            Fitted<? extends PurchaseModel> fitted = family.fit(
                    summary.distinctHistories(), PurchaseIntervals.of(log, summary), FitOptions.withDefaults());
            if (fitted.report().status().isUsable()) {
                return new Predictions.Purchases(
                        fitted.model(), fitted.report(), chosenBy, DataFingerprint.of(summary));
            }
            reasons.add(family.displayName() + ": " + fitted.report().message());
        } catch (FitException e) {
            reasons.add(family.displayName() + ": " + e.getMessage());
        }
        return null;
    }

    /** Repeat purchases tell most; where the mean of those without any does not exist, first purchases must help. */
    private Predictions.@Nullable Spend spend(List<String> reasons) {
        List<String> failed = new ArrayList<>();
        for (SpendBasis basis : SpendBasis.values()) {
            RepeatSpend data = repeatSpend(basis);
            try {
                Fitted<GammaGamma> fitted = GammaGamma.fit(data, FitOptions.withDefaults());
                if (!fitted.report().status().isUsable()) {
                    failed.add(fitted.report().message());
                } else if (!SavedModels.meanExists(fitted.model(), basis)) {
                    failed.add("the mean spend of customers without a repeat purchase does not exist");
                } else {
                    return new Predictions.Spend(fitted.model(), fitted.report(), basis, fingerprint(data));
                }
            } catch (FitException e) {
                failed.add(String.valueOf(e.getMessage()));
            }
        }
        reasons.add("the model of spend, Gamma-Gamma, does not fit: " + failed.get(0));
        return null;
    }

    private RepeatSpend repeatSpend(SpendBasis basis) {
        return basis == SpendBasis.REPEAT_PURCHASES ? RepeatSpend.of(summary) : RepeatSpend.withFirstPurchase(summary);
    }

    private DataFingerprint fingerprint(RepeatSpend spend) {
        return DataFingerprint.of(spend).withAsOf(summary.asOf());
    }
}
