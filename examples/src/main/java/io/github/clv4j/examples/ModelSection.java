package io.github.clv4j.examples;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.evaluate.ComparedModel;
import io.github.clv4j.evaluate.ForecastErrors;
import io.github.clv4j.evaluate.FrequencyFit;
import io.github.clv4j.evaluate.HoldoutComparison;
import io.github.clv4j.evaluate.ModelComparison;
import io.github.clv4j.evaluate.ModelCriterion;
import io.github.clv4j.evaluate.Tracking;
import io.github.clv4j.evaluate.TrackingOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.report.BarChart;
import io.github.clv4j.report.Block;
import io.github.clv4j.report.LineChart;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import io.github.clv4j.summary.CalibrationSplit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The part of the report that tells which models were fitted, and whether they can be trusted on these data. */
final class ModelSection {
    private static final int LEAST_FREQUENCIES = 5;
    private static final int MOST_FREQUENCIES = 20;
    private static final double MOST_CUSTOMERS = 0.98;
    /** More periods than this make a line that no eye follows. */
    private static final int MOST_PERIODS = 160;

    private final CustomerBase base;
    private final ValueFormat count = ValueFormat.integer();

    private ModelSection(CustomerBase base) {
        this.base = base;
    }

    static Section of(CustomerBase base) {
        return new ModelSection(base).section();
    }

    private Section section() {
        List<Block> blocks = new ArrayList<>();
        LoadedModels loaded = base.settings.prediction().loaded();
        StringBuilder text = new StringBuilder(
                loaded == null
                        ? period()
                        : "The models that predict were loaded from " + loaded.file()
                                + ". None was fitted to these data, and so none is compared.");
        Predictions.Purchases purchases = base.predictions.purchases;
        if (purchases != null) {
            tracking(purchases.model().family(), blocks, text);
            blocks.add(frequencies(purchases, loaded == null ? "fitted to all data" : "as loaded"));
        }
        if (base.comparison != null) {
            blocks.add(comparison(base.comparison));
        }
        if (loaded == null) {
            blocks.add(fits());
        }
        return Section.of("Models", text.toString(), blocks.toArray(Block[]::new));
    }

    private String period() {
        CalibrationSplit split = base.calibration;
        if (split == null) {
            return "The log is too short to be split into calibration and hold-out.";
        }
        double actual = IntStream.range(0, base.log.customers())
                .mapToLong(split::holdoutPurchases)
                .sum();
        return "To see whether a model can be trusted, each was fitted to the purchases up to "
                + split.calibration().asOf()
                + " alone and then asked how many purchases the same customers would make up"
                + " to " + split.holdoutEnd() + "; they made " + count.format(actual) + ".";
    }

    /** What the chosen model, knowing the calibration alone, expected of each period. */
    private void tracking(ModelFamily family, List<Block> blocks, StringBuilder text) {
        CalibrationSplit split = base.calibration;
        if (split == null
                || base.comparison == null
                || !base.comparison.entry(family).isUsable()) {
            return;
        }
        PurchaseModel model =
                base.comparison.entry(family).fitted().orElseThrow().model();
        Tracking tracking =
                Tracking.of(base.log, model, TrackingOptions.of(split).withStep(step(split)));
        int periods = tracking.periods();
        List<String> labels = new ArrayList<>();
        double[] expected = new double[periods];
        double[] actual = new double[periods];
        double[] expectedSum = new double[periods];
        double[] actualSum = new double[periods];
        String end = "";
        for (int p = 0; p < periods; p++) {
            labels.add(tracking.lastDay(p).toString());
            end = end.isEmpty()
                            && !tracking.lastDay(p).isBefore(split.calibration().asOf())
                    ? labels.get(p)
                    : end;
            expected[p] = tracking.isWhole(p) ? tracking.expected(p) : Double.NaN;
            actual[p] = tracking.isWhole(p) ? tracking.actual(p) : Double.NaN;
            expectedSum[p] = tracking.expectedCumulative(p);
            actualSum[p] = tracking.actualCumulative(p);
        }
        String unit = SummaryJson.lower(tracking.options().step());
        blocks.add(LineChart.of(
                        "Repeat purchases so far, expected and actual",
                        labels,
                        Series.of("Actual", count, actualSum),
                        Series.of("Expected", count, expectedSum).dashed())
                .withMark(end, "calibration ends")
                .withLabelName("Up to"));
        blocks.add(LineChart.of(
                        "Repeat purchases by " + unit.substring(0, unit.length() - 1) + ", expected and actual",
                        labels,
                        Series.of("Actual", count, actual),
                        Series.of("Expected", count, expected).dashed())
                .withMark(end, "calibration ends")
                .withLabelName("Up to"));
        double off = expectedSum[periods - 1] / actualSum[periods - 1] - 1;
        text.append("\n\nThe lines follow ").append(family.displayName()).append(", the model that predicts. ");
        text.append("It was shown nothing after the mark. ");
        if (Double.isFinite(off)) {
            text.append("At the end it is ")
                    .append(ValueFormat.percent(1).format(Math.abs(off)))
                    .append(off < 0 ? " below" : " above")
                    .append(" what was bought in all");
            tracking.holdoutMape()
                    .ifPresent(mape -> text.append("; in the hold-out it is off by ")
                            .append(ValueFormat.percent(0).format(mape))
                            .append(" in the mean of the ")
                            .append(unit));
            text.append('.');
        }
    }

    private TimeStep step(CalibrationSplit split) {
        long days = split.holdoutEnd().toEpochDay() - base.firstDay.toEpochDay();
        for (TimeStep step : List.of(TimeStep.WEEKS, TimeStep.MONTHS)) {
            if (days / step.days() <= MOST_PERIODS) {
                return step;
            }
        }
        return TimeStep.YEARS;
    }

    private BarChart frequencies(Predictions.Purchases purchases, String how) {
        int[] sorted = IntStream.range(0, base.log.customers())
                .filter(base.summary::isPresent)
                .map(base.summary::x)
                .sorted()
                .toArray();
        int most =
                Math.max(LEAST_FREQUENCIES, Math.min(MOST_FREQUENCIES, sorted[(int) (MOST_CUSTOMERS * sorted.length)]));
        FrequencyFit fit = FrequencyFit.of(base.summary, purchases.model(), most);
        List<String> labels = new ArrayList<>();
        double[] observed = new double[fit.rows()];
        double[] expected = new double[fit.rows()];
        for (int n = 0; n < fit.rows(); n++) {
            labels.add(n + (n == most ? "+" : ""));
            observed[n] = fit.observed(n);
            expected[n] = fit.expected(n);
        }
        return BarChart.of(
                        "Customers by number of repeat purchases, actual and expected",
                        labels,
                        Series.of("Actual", count, observed),
                        Series.of("Expected", count, expected))
                .withLabelName("Repeat purchases")
                .withNote(purchases.fit().model() + ", " + how + ", puts "
                        + ValueFormat.percent(1).format(fit.misplacedShare())
                        + " of the customers into another bar than they are in.");
    }

    private ReportTable comparison(ModelComparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        for (ComparedModel entry : comparison.ranking(ModelCriterion.BIC)) {
            boolean ranked = entry.isRanked(ModelCriterion.HOLDOUT_LOG_SCORE);
            ForecastErrors errors =
                    ranked ? entry.holdout().map(HoldoutComparison::overall).orElse(null) : null;
            rows.add(List.of(
                    entry.family().displayName(),
                    figure(entry, ModelCriterion.BIC),
                    figure(entry, ModelCriterion.AIC),
                    count.format(errors == null ? Double.NaN : errors.expectedTotal()),
                    ValueFormat.decimals(3).format(errors == null ? Double.NaN : errors.mae()),
                    ValueFormat.decimals(3).format(errors == null ? Double.NaN : errors.rmse()),
                    ValueFormat.decimals(4).format(ranked ? entry.logScore().orElse(Double.NaN) : Double.NaN)));
        }
        return ReportTable.of(
                        "Models of purchases compared, the best BIC first",
                        List.of("Model", "BIC", "AIC", "Expected", "MAE", "RMSE", "Log score"),
                        rows)
                .withNumericColumns("BIC", "AIC", "Expected", "MAE", "RMSE", "Log score")
                .withNote(
                        "AIC and BIC: of the calibration, smaller is better; the model that predicts is chosen by BIC, unless"
                                + " it was asked for, so that the hold-out stays a test of it. MAE and RMSE: errors in purchases a"
                                + " customer in the hold-out, smaller is better. Log score: mean of the logarithm of the chance that"
                                + " the model gave to each customer's purchases, nearer to 0 is better. Models without a figure"
                                + " counted whole periods or found no usable fit.");
    }

    private static String figure(ComparedModel entry, ModelCriterion criterion) {
        return ValueFormat.decimals(1)
                .format(entry.isRanked(criterion) ? entry.value(criterion).orElse(Double.NaN) : Double.NaN);
    }

    private ReportTable fits() {
        List<List<String>> rows = new ArrayList<>();
        for (ModelFits.Entry entry : base.models) {
            FitReport report = entry.report();
            rows.add(List.of(
                    report == null ? entry.name() : report.model(),
                    report == null ? "–" : parameters(entry.parameters()),
                    report == null ? "–" : ValueFormat.decimals(2).format(report.logLikelihood()),
                    report == null ? "–" : ValueFormat.decimals(1).format(report.aic()),
                    count.format(entry.expected()),
                    report == null
                            ? SummaryJson.NOT_IDENTIFIED
                            : report.status().name(),
                    entry.reason()));
        }
        return ReportTable.of(
                        "Fitted models",
                        List.of("Model", "Parameters", "ln L", "AIC", "Expected", "Status", "In words"),
                        rows)
                .withNumericColumns("ln L", "AIC", "Expected")
                .withNote("BG/BB is fitted to whole periods and cannot be compared with the others. Gamma-Gamma is the"
                        + " model of spend. Times are in " + SummaryJson.lower(base.settings.step())
                        + "; standard errors are in summary.json.");
    }

    private static String parameters(Map<String, Double> values) {
        return values.entrySet().stream()
                .map(parameter -> parameter.getKey() + " " + significant(parameter.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Four digits, as many as a standard error of a few percent leaves. */
    private static String significant(double value) {
        return new BigDecimal(value).round(new MathContext(4)).toString();
    }
}
