package io.github.clv4j.evaluate;

import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseForecast;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.PurchaseIntervals;
import io.github.clv4j.summary.PurchaseMerging;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * All families of purchase models fitted to the same customers, and ranked. Immutable.
 *
 * <p>Each family is fitted to the calibration alone; nothing dated after it reaches a fit. BG/BB counts opportunities and is
 * fitted to the same log at whole calendar periods: weeks where the calibration is told in days, else the calibration's
 * unit, as long as they are over. Its likelihood is that of other data, so it has no rank by AIC and BIC, and by a hold-out
 * criterion only where the split itself {@linkplain PurchaseMerging#SAME_PERIOD merges periods} and both its ends are ends
 * of periods.
 *
 * <p>Families whose figures differ by less than a millionth are as good as each other: one may have become the other at a
 * limit of its parameters ({@link io.github.clv4j.fit.FitStatus#AT_BOUNDARY}). Of those the one with fewer parameters comes
 * first, and of as many the one that the catalogue names first. Families that cannot be compared follow without a rank, then
 * those whose search did not end, then those without a model.
 */
public final class ModelComparison {
    /** Relative; searches end that near to the same maximum. */
    private static final double AS_GOOD_AS = 1e-6;

    private static final Comparator<ComparedModel> FEWER_PARAMETERS =
            Comparator.comparingInt(ComparedModel::freeParameters).thenComparing(ComparedModel::family);

    private final List<ComparedModel> entries;
    private final @Nullable CalibrationSplit split;
    private final CustomerSummary calibration;

    private ModelComparison(
            List<ComparedModel> entries, @Nullable CalibrationSplit split, CustomerSummary calibration) {
        this.entries = List.copyOf(entries);
        this.split = split;
        this.calibration = calibration;
    }

    /**
     * Fits every family to the calibration of a split and holds each against the hold-out.
     *
     * @param log the log that the split was made of
     * @param options of every fit, without a start, for each family has other parameters
     * @throws IllegalArgumentException if the split is of another log, the calibration has no customer or the options give a
     *     start
     */
    public static ModelComparison of(TransactionLog log, CalibrationSplit split, FitOptions options) {
        return of(log, split, options, EnumSet.allOf(ModelFamily.class));
    }

    /**
     * The same of some families, for one whose fit is dear on many customers may be left out.
     *
     * @param families at least one
     */
    public static ModelComparison of(
            TransactionLog log, CalibrationSplit split, FitOptions options, Set<ModelFamily> families) {
        if (families.isEmpty()) {
            throw new IllegalArgumentException("there are no families to compare; give at least one");
        }
        return of(log, split.calibration(), split, options, families);
    }

    /**
     * Fits every family to a summary, without a hold-out: there is a ranking by AIC and BIC alone.
     *
     * @param log the log that the summary was made of
     * @param options of every fit, without a start, for each family has other parameters
     * @throws IllegalArgumentException if the summary is of another log, it has no customer or the options give a start
     */
    public static ModelComparison of(TransactionLog log, CustomerSummary summary, FitOptions options) {
        return of(log, summary, null, options, EnumSet.allOf(ModelFamily.class));
    }

    private static ModelComparison of(
            TransactionLog log,
            CustomerSummary calibration,
            @Nullable CalibrationSplit split,
            FitOptions options,
            Set<ModelFamily> families) {
        if (log.index() != calibration.index()) {
            throw new IllegalArgumentException("the " + (split == null ? "summary" : "split") + " is of another log");
        }
        if (calibration.presentCustomers() == 0) {
            throw new IllegalArgumentException(
                    "no customer has bought by " + calibration.asOf() + "; there is nothing to fit");
        }
        if (options.start() != null) {
            throw new IllegalArgumentException(
                    "the options give a start (" + options + "), but each family has other parameters; leave it out");
        }
        PurchaseIntervals intervals = PurchaseIntervals.of(log, calibration);
        List<ComparedModel> entries = new ArrayList<>();
        // In the catalogue's order, whatever the set's is.
        for (ModelFamily family : EnumSet.copyOf(families)) {
            entries.add(
                    isDiscrete(family)
                            ? atWholePeriods(family, log, calibration, split, options)
                            : fit(family, intervals, split, true, options));
        }
        return new ModelComparison(entries, split, calibration);
    }

    /** True if the family counts opportunities instead of measuring time. */
    static boolean isDiscrete(ModelFamily family) {
        return family == ModelFamily.BG_BB;
    }

    private static ComparedModel atWholePeriods(
            ModelFamily family,
            TransactionLog log,
            CustomerSummary calibration,
            @Nullable CalibrationSplit split,
            FitOptions options) {
        boolean merged = calibration.merging() == PurchaseMerging.SAME_PERIOD;
        TimeStep period = !merged && calibration.step() == TimeStep.DAYS ? TimeStep.WEEKS : calibration.step();
        int end = wholeEnd(period, calibration.asOfDay());
        if (end < TimeGrid.MIN_DAY) {
            return new ComparedModel(
                    family, calibration, null, null, 0, false, "no whole period of " + period + " is over");
        }
        SummaryOptions whole = SummaryOptions.withDefaults().withStep(period).withMerging(PurchaseMerging.SAME_PERIOD);
        CalibrationSplit own = null;
        boolean same = false;
        if (split != null) {
            int holdoutEnd = wholeEnd(period, (int) split.holdoutEnd().toEpochDay());
            same = merged
                    && end == calibration.asOfDay()
                    && holdoutEnd == split.holdoutEnd().toEpochDay();
            if (holdoutEnd > end) {
                own = CalibrationSplit.of(log, LocalDate.ofEpochDay(end), LocalDate.ofEpochDay(holdoutEnd), whole);
            }
        }
        CustomerSummary summary =
                own != null ? own.calibration() : CustomerSummary.of(log, whole.until(LocalDate.ofEpochDay(end)));
        return fit(family, PurchaseIntervals.of(log, summary), own, same, options);
    }

    /** The last day of the last period that is over by the end of a day. */
    private static int wholeEnd(TimeStep period, int day) {
        return period.firstDayOf(period.periodOf(day + 1)) - 1;
    }

    private static ComparedModel fit(
            ModelFamily family,
            PurchaseIntervals intervals,
            @Nullable CalibrationSplit split,
            boolean sameHoldout,
            FitOptions options) {
        CustomerSummary summary = intervals.summary();
        try {
            Fitted<? extends PurchaseModel> fitted = family.fit(summary.distinctHistories(), intervals, options);
            FitReport report = fitted.report();
            HoldoutComparison holdout = null;
            double logScore = 0;
            if (split != null && report.status().isUsable()) {
                holdout = HoldoutComparison.of(
                        split, PurchaseForecast.of(fitted.model(), summary, split.holdoutLength()));
                logScore = HoldoutLogScore.of(split, fitted.model());
            }
            return new ComparedModel(family, summary, fitted, holdout, logScore, sameHoldout, report.message());
        } catch (FitException e) {
            return new ComparedModel(family, summary, null, null, 0, sameHoldout, e.getMessage());
        }
    }

    /** All families in the catalogue's order. */
    public List<ComparedModel> entries() {
        return entries;
    }

    /** A family's model and figures. */
    public ComparedModel entry(ModelFamily family) {
        return entries.stream()
                .filter(entry -> entry.family() == family)
                .findFirst()
                .orElseThrow();
    }

    /** What the families were fitted to, but for those that count whole periods. */
    public CustomerSummary calibration() {
        return calibration;
    }

    /** The split that was given; empty if there is no hold-out. */
    public Optional<CalibrationSplit> split() {
        return Optional.ofNullable(split);
    }

    /** Customers of the log that are left out, for they came after the calibration. */
    public int absentCustomers() {
        return calibration.customers() - calibration.presentCustomers();
    }

    /**
     * All families, best first by a criterion; those without a rank last.
     *
     * @throws IllegalArgumentException if the criterion needs a hold-out and there is none
     */
    public List<ComparedModel> ranking(ModelCriterion criterion) {
        if (criterion.needsHoldout() && split == null) {
            throw new IllegalArgumentException(
                    criterion + " needs a hold-out, and the models were fitted to a summary without one");
        }
        double sign = criterion.isLargerBetter() ? -1 : 1;
        ToDoubleFunction<ComparedModel> badness =
                entry -> sign * entry.value(criterion).orElseThrow();
        List<ComparedModel> ranked = new ArrayList<>();
        List<ComparedModel> rest = new ArrayList<>();
        for (ComparedModel entry : entries) {
            (entry.isRanked(criterion) ? ranked : rest).add(entry);
        }
        ranked.sort(Comparator.comparingDouble(badness).thenComparing(FEWER_PARAMETERS));
        for (int from = 0; from < ranked.size(); ) {
            double best = badness.applyAsDouble(ranked.get(from));
            int to = from + 1;
            while (to < ranked.size() && isAsGoodAs(best, badness.applyAsDouble(ranked.get(to)))) {
                to++;
            }
            ranked.subList(from, to).sort(FEWER_PARAMETERS);
            from = to;
        }
        rest.sort(Comparator.comparingInt(ModelComparison::despair));
        ranked.addAll(rest);
        return List.copyOf(ranked);
    }

    private static int despair(ComparedModel entry) {
        if (entry.fitted().isEmpty()) {
            return 2;
        }
        return entry.isUsable() ? 0 : 1;
    }

    private static boolean isAsGoodAs(double best, double other) {
        return best == other || Math.abs(other - best) <= AS_GOOD_AS * Math.abs(best);
    }

    /**
     * The rank of a family by a criterion, 1 for the best; empty if it has none.
     *
     * @throws IllegalArgumentException if the criterion needs a hold-out and there is none
     */
    public OptionalInt rank(ModelCriterion criterion, ModelFamily family) {
        ComparedModel entry = entry(family);
        int place = ranking(criterion).indexOf(entry) + 1;
        return entry.isRanked(criterion) ? OptionalInt.of(place) : OptionalInt.empty();
    }

    /**
     * The best family by a criterion; empty if none has a rank.
     *
     * @throws IllegalArgumentException if the criterion needs a hold-out and there is none
     */
    public Optional<ComparedModel> best(ModelCriterion criterion) {
        return ranking(criterion).stream()
                .limit(1)
                .filter(entry -> entry.isRanked(criterion))
                .findFirst();
    }

    /** The ranking by AIC, see {@link #toTable(ModelCriterion)}. */
    public Table toTable() {
        return toTable(ModelCriterion.AIC);
    }

    /**
     * One row a family, best first by a criterion: {@code rank}, {@code family}, {@code status}, {@code parameters} (those
     * that AIC counts), {@code customers}, {@code log_likelihood}, {@code aic}, {@code bic}, {@code holdout_actual}, {@code
     * holdout_expected} (totals), {@code holdout_mae}, {@code holdout_rmse}, {@code holdout_log_score}, {@code comparable}
     * (1, or 0 for a figure that cannot be held against those of other families) and {@code remark}: why there is no rank,
     * how the fit ended, or why there is no model. What there is not is an unknown cell.
     *
     * @throws IllegalArgumentException if the criterion needs a hold-out and there is none
     */
    public Table toTable(ModelCriterion criterion) {
        List<ComparedModel> rows = ranking(criterion);
        return Table.of(
                "models",
                rows.size(),
                List.of(
                        Column.integer(
                                "rank", row -> row + 1, row -> !rows.get(row).isRanked(criterion)),
                        Column.text("family", row -> rows.get(row).family().displayName()),
                        Column.text(
                                "status",
                                row -> rows.get(row)
                                        .fitted()
                                        .map(fitted -> fitted.report().status().name())
                                        .orElse(null)),
                        Column.integer(
                                "parameters", row -> rows.get(row).freeParameters(), row -> isMissing(rows.get(row))),
                        Column.integer(
                                "customers", row -> rows.get(row).summary().presentCustomers()),
                        Column.decimal("log_likelihood", row -> of(rows.get(row), FitReport::logLikelihood)),
                        Column.decimal("aic", row -> of(rows.get(row), FitReport::aic)),
                        Column.decimal("bic", row -> of(rows.get(row), FitReport::bic)),
                        Column.decimal("holdout_actual", row -> errors(rows.get(row), ForecastErrors::actualTotal)),
                        Column.decimal("holdout_expected", row -> errors(rows.get(row), ForecastErrors::expectedTotal)),
                        Column.decimal("holdout_mae", row -> errors(rows.get(row), ForecastErrors::mae)),
                        Column.decimal("holdout_rmse", row -> errors(rows.get(row), ForecastErrors::rmse)),
                        Column.decimal(
                                "holdout_log_score", row -> cell(rows.get(row).logScore())),
                        Column.integer("comparable", row -> rows.get(row).isComparable(criterion) ? 1 : 0),
                        Column.text("remark", row -> rows.get(row).remark(criterion))));
    }

    private static boolean isMissing(ComparedModel entry) {
        return entry.fitted().isEmpty();
    }

    private static double of(ComparedModel entry, ToDoubleFunction<FitReport> figure) {
        return entry.fitted()
                .map(fitted -> figure.applyAsDouble(fitted.report()))
                .orElse(Double.NaN);
    }

    private static double errors(ComparedModel entry, ToDoubleFunction<ForecastErrors> figure) {
        return entry.holdout()
                .map(holdout -> figure.applyAsDouble(holdout.overall()))
                .orElse(Double.NaN);
    }

    private static double cell(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return entries.size() + " families fitted to " + calibration
                + best(ModelCriterion.AIC)
                        .map(best -> ", best by AIC " + best.family().displayName())
                        .orElse("");
    }
}
