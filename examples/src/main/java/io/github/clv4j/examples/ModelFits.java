package io.github.clv4j.examples;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseForecast;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.PurchaseIntervals;
import io.github.clv4j.summary.PurchaseMerging;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * @param expected purchases of all customers that it expects in the hold-out; NaN if it tells none, or counts otherwise
     *     than by day
     */
    record Entry(
            String name,
            String unit,
            Map<String, Double> parameters,
            @Nullable FitReport report,
            String reason,
            double expected) {}

    private static final String SPEND = "Gamma-Gamma";

    private ModelFits() {}

    /** All models in the catalogue's order; without a calibration each tells that there is none. */
    static List<Entry> of(TransactionLog log, @Nullable CalibrationSplit split) {
        List<Entry> entries = new ArrayList<>();
        for (ModelFamily family : ModelFamily.values()) {
            entries.add(split == null ? none(family.displayName()) : fit(family, log, split));
        }
        entries.add(split == null ? none(SPEND) : spend(split.calibration()));
        return List.copyOf(entries);
    }

    private static Entry none(String name) {
        return none(name, "the log is too short to be split into calibration and hold-out");
    }

    private static Entry none(String name, String reason) {
        return new Entry(name, "", Map.of(), null, reason, Double.NaN);
    }

    private static Entry fit(ModelFamily family, TransactionLog log, CalibrationSplit split) {
        boolean discrete = family == ModelFamily.BG_BB;
        CustomerSummary summary = discrete ? wholePeriods(log, split.calibration()) : split.calibration();
        String unit = SummaryJson.lower(summary.step());
        try {
            DistinctHistories histories = summary.distinctHistories();
            Fitted<? extends PurchaseModel> fitted =
                    family.fit(histories, PurchaseIntervals.of(log, summary), FitOptions.withDefaults());
            FitReport report = fitted.report();
            double expected = report.status().isUsable() && !discrete
                    ? PurchaseForecast.of(fitted.model(), summary, split.holdoutLength())
                            .totalExpectedPurchases()
                    : Double.NaN;
            return new Entry(
                    family.displayName(), unit, parameters(fitted.model()), report, report.message(), expected);
        } catch (FitException e) {
            return none(family.displayName(), e.getMessage());
        }
    }

    /** The same customers at opportunities: calendar weeks, or the longer unit that was asked for, as long as they are over. */
    private static CustomerSummary wholePeriods(TransactionLog log, CustomerSummary calibration) {
        TimeStep period = calibration.step() == TimeStep.DAYS ? TimeStep.WEEKS : calibration.step();
        int end = period.firstDayOf(period.periodOf(calibration.asOfDay() + 1)) - 1;
        return CustomerSummary.of(
                log,
                SummaryOptions.withDefaults()
                        .withStep(period)
                        .withMerging(PurchaseMerging.SAME_PERIOD)
                        .until(LocalDate.ofEpochDay(end)));
    }

    /** The model of spend: what the mean of customers' repeat purchases says. */
    private static Entry spend(CustomerSummary summary) {
        try {
            FitReport report = GammaGamma.fit(summary).report();
            Map<String, Double> parameters = new LinkedHashMap<>();
            report.parameterNames().forEach(name -> parameters.put(name, report.estimate(name)));
            return new Entry(SPEND, summary.money().currency(), parameters, report, report.message(), Double.NaN);
        } catch (FitException e) {
            return none(SPEND, e.getMessage());
        }
    }

    private static Map<String, Double> parameters(PurchaseModel model) {
        Map<String, Double> result = new LinkedHashMap<>();
        for (int i = 0; i < model.parameters().length; i++) {
            result.put(model.family().parameterNames().get(i), model.parameters()[i]);
        }
        return result;
    }
}
