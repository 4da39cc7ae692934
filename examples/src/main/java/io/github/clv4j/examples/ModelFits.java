package io.github.clv4j.examples;

import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.evaluate.ComparedModel;
import io.github.clv4j.evaluate.ForecastErrors;
import io.github.clv4j.evaluate.HoldoutComparison;
import io.github.clv4j.evaluate.ModelComparison;
import io.github.clv4j.evaluate.ModelCriterion;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.CustomerSummary;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The models fitted to the calibration period, each held against what the same customers did in the hold-out. */
final class ModelFits {
    /**
     * One model: what was fitted, or why it could not be.
     *
     * @param name the family's name
     * @param unit the unit of its parameters: of time, or of money
     * @param parameters name and value in order, a whole-number parameter that was chosen included
     * @param report null if the data cannot identify the model
     * @param reason how the fit ended, or why there is none
     * @param holdout its errors in the hold-out; null if it tells none, or counts otherwise than by day
     * @param logScore mean of ln P(actual purchases) in the hold-out; NaN if it tells none
     */
    record Entry(
            String name,
            String unit,
            Map<String, Double> parameters,
            @Nullable FitReport report,
            String reason,
            @Nullable ForecastErrors holdout,
            double logScore) {
        /** Purchases of all customers that it expects in the hold-out; NaN if it tells none. */
        double expected() {
            return holdout == null ? Double.NaN : holdout.expectedTotal();
        }
    }

    private static final String SPEND = "Gamma-Gamma";

    private ModelFits() {}

    /**
     * What is compared: all but the correlated Pareto/NBD, whose fit takes longer than those of all others together, unless
     * it is asked to predict.
     */
    private static Set<ModelFamily> compared(@Nullable ModelFamily wanted) {
        Set<ModelFamily> families = EnumSet.complementOf(EnumSet.of(ModelFamily.CORRELATED_PARETO_NBD));
        if (wanted != null) {
            families.add(wanted);
        }
        return families;
    }

    /** The families fitted to the calibration; null if there is none, or nobody in it. */
    static @Nullable ModelComparison compare(
            TransactionLog log, @Nullable CalibrationSplit split, @Nullable ModelFamily wanted) {
        return split == null || split.calibration().presentCustomers() == 0
                ? null
                : ModelComparison.of(log, split, FitOptions.withDefaults(), compared(wanted));
    }

    /** All models in the catalogue's order; without a calibration each tells that there is none. */
    static List<Entry> of(
            @Nullable ModelComparison comparison, @Nullable CalibrationSplit split, @Nullable ModelFamily wanted) {
        List<Entry> entries = new ArrayList<>();
        if (comparison == null) {
            String reason = split == null
                    ? "the log is too short to be split into calibration and hold-out"
                    : "no customer has bought by " + split.calibration().asOf();
            for (ModelFamily family : compared(wanted)) {
                entries.add(none(family.displayName(), reason));
            }
            entries.add(none(SPEND, reason));
            return List.copyOf(entries);
        }
        comparison.entries().forEach(entry -> entries.add(purchases(entry)));
        entries.add(spend(comparison.calibration()));
        return List.copyOf(entries);
    }

    private static Entry none(String name, String reason) {
        return new Entry(name, "", Map.of(), null, reason, null, Double.NaN);
    }

    private static Entry purchases(ComparedModel entry) {
        String name = entry.family().displayName();
        Fitted<? extends PurchaseModel> fitted = entry.fitted().orElse(null);
        if (fitted == null) {
            return none(name, entry.reason());
        }
        boolean comparable = entry.isComparable(ModelCriterion.HOLDOUT_LOG_SCORE);
        return new Entry(
                name,
                SummaryJson.lower(entry.summary().step()),
                parameters(fitted.model()),
                fitted.report(),
                entry.reason(),
                comparable ? entry.holdout().map(HoldoutComparison::overall).orElse(null) : null,
                comparable ? entry.logScore().orElse(Double.NaN) : Double.NaN);
    }

    /** The model of spend: what the mean of customers' repeat purchases says. */
    private static Entry spend(CustomerSummary summary) {
        try {
            FitReport report = GammaGamma.fit(summary).report();
            Map<String, Double> parameters = new LinkedHashMap<>();
            report.parameterNames().forEach(name -> parameters.put(name, report.estimate(name)));
            return new Entry(SPEND, summary.money().currency(), parameters, report, report.message(), null, Double.NaN);
        } catch (FitException e) {
            return none(SPEND, String.valueOf(e.getMessage()));
        }
    }

    /** Parameters of a model by name, in order. */
    static Map<String, Double> parameters(PurchaseModel model) {
        Map<String, Double> result = new LinkedHashMap<>();
        for (int i = 0; i < model.parameters().length; i++) {
            result.put(model.family().parameterNames().get(i), model.parameters()[i]);
        }
        return result;
    }
}
