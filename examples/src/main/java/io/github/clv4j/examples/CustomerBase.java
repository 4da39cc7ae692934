package io.github.clv4j.examples;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.evaluate.ModelComparison;
import io.github.clv4j.kpi.CohortTable;
import io.github.clv4j.kpi.Kpi;
import io.github.clv4j.kpi.KpiOptions;
import io.github.clv4j.kpi.KpiReport;
import io.github.clv4j.kpi.Kpis;
import io.github.clv4j.kpi.PeriodFacts;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.rfm.SegmentProfiles;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import io.github.clv4j.value.HistoricalClv;
import io.github.clv4j.value.HistoricalClvOptions;
import io.github.clv4j.value.ValuationDate;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** All that the report tells of a customer base, computed once from its log. */
final class CustomerBase {
    /** KPIs that compare a period with the one before; all others are told for the whole log. */
    private static final Set<Kpi> COMPARING = Set.of(
            Kpis.RETENTION_RATE,
            Kpis.CHURN_RATE,
            Kpis.REACTIVATION_RATE,
            Kpis.RETAINED_CUSTOMERS,
            Kpis.LAPSED_CUSTOMERS,
            Kpis.REACTIVATED_CUSTOMERS);

    private static final int MOST_MONTHS = 12;
    /** Of {@link #windows}: the last window, held against the one before. */
    static final int LATER_WINDOW = 1;

    final TransactionLog log;
    final Settings settings;
    final LocalDate firstDay;
    final LocalDate asOf;
    final CustomerSummary summary;
    final Segmentation segmentation;
    final RfmScores scores;
    final Grouping segments;
    final SegmentProfiles profiles;
    final HistoricalClv clv;
    final @Nullable CalibrationSplit calibration;
    final @Nullable ModelComparison comparison;
    final List<ModelFits.Entry> models;
    final Predictions predictions;
    /** By period of the settings' calendar and segment. */
    final KpiReport trend;

    final KpiReport span;
    final int windowMonths;
    final KpiReport windows;
    final @Nullable KpiReport channels;
    final CohortTable cohorts;
    final KpiAnalysis kpi;
    final ActionAnalysis action;

    CustomerBase(TransactionLog log, Settings settings) {
        this.log = log;
        this.settings = settings;
        this.firstDay = LocalDate.ofEpochDay(log.firstDay());
        this.asOf = settings.asOf() == null ? LocalDate.ofEpochDay(log.lastDay()) : settings.asOf();
        SummaryOptions unit = SummaryOptions.withDefaults().withStep(settings.step());
        this.segmentation = Segmentation.of(log, settings.segments(), firstDay, asOf, unit);
        this.summary = segmentation.summary;
        this.scores = segmentation.scores;
        this.segments = segmentation.segments;
        this.clv = HistoricalClv.of(log, clvOptions());
        this.calibration = calibration(unit);
        PredictionSettings predicting = settings.prediction();
        boolean fits = predicting.loaded() == null;
        this.comparison = fits ? ModelFits.compare(log, calibration, predicting.family()) : null;
        this.models = fits ? ModelFits.of(comparison, calibration, predicting.family()) : List.of();
        this.predictions = Predictions.of(log, summary, segments, comparison, clv, settings);
        this.profiles = predictions.value == null
                ? SegmentProfiles.of(segments, summary)
                : SegmentProfiles.of(segments, summary, this::valueToCome);

        KpiOptions kpi = kpiOptions();
        KpiOptions withoutChannels = withoutChannels(kpi);
        int days = (int) (asOf.toEpochDay() - firstDay.toEpochDay()) + 1;
        this.span = KpiReport.of(
                PeriodFacts.of(log, Periods.ending(asOf, days, TimeStep.DAYS, 1)), withoutChannels, Kpis.all());
        this.windowMonths = windowMonths(firstDay, asOf);
        this.windows = KpiReport.of(
                PeriodFacts.of(log, Periods.ending(asOf, windowMonths, TimeStep.MONTHS, 2)),
                withoutChannels,
                Kpis.all());
        Periods periods = Periods.covering(firstDay, asOf, settings.kpi().calendar());
        this.trend = KpiReport.of(PeriodFacts.of(log, periods, segments), withoutChannels, Kpis.all());
        this.channels = log.options().dimensions().isEmpty() ? null : channels(periods, kpi);
        this.cohorts = CohortTable.of(log, TimeStep.MONTHS, asOf);
        this.kpi = new KpiAnalysis(
                log,
                settings,
                asOf,
                segments,
                windows.facts().periods(),
                periods,
                span.facts().periods(),
                predictions);
        this.action = new ActionAnalysis(
                log, settings, asOf, segmentation, span.facts().periods(), trend, predictions, clv);
    }

    private KpiReport channels(Periods periods, KpiOptions kpi) {
        Grouping channels = Channels.of(log);
        if (settings.spend() != null) {
            Channels.requireKnown(settings.spend(), channels);
        }
        return KpiReport.of(PeriodFacts.of(log, periods, channels), kpi, Kpis.all());
    }

    private long valueToCome(int customer) {
        return predictions.hasNoValue(customer) ? 0 : predictions.valueMinor(customer);
    }

    /** A year, or as many whole months as the log covers twice: what is not in the log cannot be retained. */
    private static int windowMonths(LocalDate firstDay, LocalDate asOf) {
        long covered = ChronoUnit.MONTHS.between(firstDay, asOf.plusDays(1));
        return (int) Math.min(MOST_MONTHS, Math.max(1, covered / 2));
    }

    static LocalDate middle(LocalDate from, LocalDate to, int part, int of) {
        return from.plusDays((to.toEpochDay() - from.toEpochDay()) * part / of);
    }

    private HistoricalClvOptions clvOptions() {
        HistoricalClvOptions options =
                HistoricalClvOptions.withDefaults().until(asOf).withDiscount(settings.discount(), ValuationDate.AS_OF);
        return settings.grossMargin() == null ? options : options.withGrossMargin(settings.grossMargin());
    }

    private KpiOptions kpiOptions() {
        KpiOptions options =
                KpiOptions.withDefaults().withFewestCustomers(settings.kpi().fewestCustomers());
        if (settings.grossMargin() != null) {
            options = options.withGrossMargin(settings.grossMargin());
        }
        return settings.spend() == null ? options : options.withAcquisitionSpend(settings.spend());
    }

    private KpiOptions withoutChannels(KpiOptions options) {
        return settings.spend() == null
                ? options
                : options.withAcquisitionSpend(settings.spend().withoutGroups());
    }

    private @Nullable CalibrationSplit calibration(SummaryOptions unit) {
        LocalDate end = settings.calibrationEnd();
        if (end == null) {
            end = middle(firstDay, asOf, 2, 3);
            if (!end.isBefore(asOf)) {
                return null;
            }
        } else {
            if (!end.isBefore(asOf)) {
                throw new IllegalArgumentException(
                        "--calibration-end is " + end + "; it must be before the as-of date " + asOf);
            }
        }
        return CalibrationSplit.of(log, end, asOf, unit);
    }

    /** The report that a KPI's overall figure is read from. */
    KpiReport reportOf(Kpi kpi) {
        return COMPARING.contains(kpi) ? windows : span;
    }

    /** The period of {@link #reportOf} that the overall figure is of. */
    int periodOf(Kpi kpi) {
        return COMPARING.contains(kpi) ? LATER_WINDOW : 0;
    }

    /** That period in words. */
    String periodText(Kpi kpi) {
        if (!COMPARING.contains(kpi)) {
            return "whole period";
        }
        return windowMonths == 1
                ? "last month on the month before"
                : "last " + windowMonths + " months on the " + windowMonths + " before";
    }

    /** One row a customer with an order, in id order: both vocabularies, scores, segment, value past and to come. */
    Table customerTable() {
        int[] rows = Arrays.stream(log.index().inIdOrder())
                .filter(summary::isPresent)
                .toArray();
        return Table.of(
                        "customers",
                        log.customers(),
                        List.of(
                                Column.text("customer_id", log.index()::id),
                                Column.integer("orders", summary::orders),
                                Column.date("first_day", summary::firstDay),
                                Column.date("last_day", summary::lastDay),
                                Column.integer("recency_days", summary::recencyDays),
                                Column.money("spend", log.money(), summary::spendMinor),
                                Column.integer("x", summary::x),
                                Column.decimal("tx", summary::tx),
                                Column.decimal("age", summary::age),
                                Column.decimal("mean_repeat_spend", summary::meanRepeatSpend),
                                Column.integer("r", scores::r, c -> !scores.isScored(c)),
                                Column.integer("f", scores::f, c -> !scores.isScored(c)),
                                Column.integer("m", scores::m, c -> !scores.isScored(c)),
                                Column.text("segment", segments::labelOf),
                                Column.money("margin", log.money(), clv::marginMinor),
                                Column.money("historical_clv", log.money(), clv::valueMinor),
                                Column.decimal("p_alive", predictions::pAlive),
                                Column.decimal("expected_orders", predictions::expectedOrders),
                                Column.money("clv", log.money(), predictions::valueMinor, predictions::hasNoValue),
                                bound("clv_lower", predictions::lower),
                                bound("clv_upper", predictions::upper)))
                .with(action.columns())
                .rows(rows);
    }

    private Column bound(String name, IntToDoubleFunction end) {
        return Column.money(
                name,
                log.money(),
                c -> predictions.minor(end.applyAsDouble(c)),
                c -> !predictions.isMoney(end.applyAsDouble(c)));
    }
}
