package io.github.clv4j.examples;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.rfm.AlarmOptions;
import io.github.clv4j.rfm.FlowAlarms;
import io.github.clv4j.rfm.FlowMeasure;
import io.github.clv4j.rfm.MigrationMatrix;
import io.github.clv4j.rfm.MigrationSeries;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmDimension;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.rfm.SegmentSnapshot;
import io.github.clv4j.rfm.SizeDecomposition;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who is in which segment on the as-of date, and how customers came there. */
final class Segmentation {
    private static final int MOST_MONTHS = 12;

    private final TransactionLog log;
    private final SegmentSettings settings;
    private final SummaryOptions unit;
    private final Map<LocalDate, CustomerSummary> summaries = new TreeMap<>();

    /** How alarms are judged, which the report tells too. */
    static final AlarmOptions ALARMS = AlarmOptions.withDefaults();

    final LocalDate compareTo;
    final CustomerSummary summary;
    final RfmScores scores;
    final Grouping segments;
    /** From {@link #compareTo} to the as-of date, in one step. */
    final MigrationMatrix migration;
    /** Along all snapshots, or null if the log is too short to have two. */
    final @Nullable MigrationSeries series;
    /** Of the snapshots of the series. */
    final List<CustomerSummary> seriesSummaries;
    /** Why sizes changed from {@link #compareTo} to the as-of date, or null if nobody was there. */
    final @Nullable SizeDecomposition sizes;

    final List<FlowAlarms> alarms;
    final SegmentChain chain;

    private Segmentation(
            TransactionLog log, SegmentSettings settings, LocalDate firstDay, LocalDate asOf, SummaryOptions unit) {
        this.log = log;
        this.settings = settings;
        this.unit = unit;
        List<LocalDate> days = Objects.requireNonNullElse(settings.snapshots(), SnapshotDates.YEAR)
                .until(asOf, firstDay);
        this.compareTo = compareTo(days, firstDay, asOf);
        TreeSet<LocalDate> all = new TreeSet<>(days);
        all.add(compareTo);
        CustomerSummary.snapshots(log, List.copyOf(all), unit)
                .forEach(some -> summaries.put(Objects.requireNonNull(all.pollFirst()), some));
        this.summary = summary(asOf);
        if (summary.presentCustomers() == 0) {
            throw new DataException("no customer has an order up to " + asOf + " (" + log.report() + ")");
        }
        this.scores = scored(asOf);
        this.segments = settings.map().assign(scores);
        // Frozen edges: a customer moves because its behaviour changed, not because others' did.
        RfmOptions frozen = settings.rfm().withThresholds(scores.thresholds());
        Map<LocalDate, Grouping> assigned = new TreeMap<>(Map.of(asOf, segments));
        for (LocalDate day : summaries.keySet()) {
            assigned.computeIfAbsent(day, one -> settings.map().assign(score(one, frozen)));
        }
        this.migration = MigrationMatrix.between(Objects.requireNonNull(assigned.get(compareTo)), segments);
        this.sizes = sizes(asOf);
        List<SegmentSnapshot> snapshots = days.stream()
                .map(day -> new SegmentSnapshot(day, Objects.requireNonNull(assigned.get(day))))
                .toList();
        this.series = snapshots.size() < 2 ? null : MigrationSeries.of(snapshots);
        this.seriesSummaries = days.stream().map(this::summary).toList();
        this.alarms = series == null
                ? List.of()
                : List.of(
                        FlowAlarms.of(series, FlowMeasure.OUTFLOW, ALARMS),
                        FlowAlarms.of(series, FlowMeasure.INFLOW, ALARMS));
        this.chain = SegmentChain.of(series);
    }

    /**
     * The segmentation of a log.
     *
     * @throws IllegalArgumentException if a date is after the as-of date, the date to compare to is none of the snapshots
     *     asked for, or thresholds of a file do not fit the log
     */
    static Segmentation of(
            TransactionLog log, SegmentSettings settings, LocalDate firstDay, LocalDate asOf, SummaryOptions unit) {
        return new Segmentation(log, settings, firstDay, asOf, unit);
    }

    /** The segments of another day, by the edges of the as-of date, so that both have the same meaning. */
    Grouping on(LocalDate day) {
        summaries.computeIfAbsent(
                day, it -> CustomerSummary.snapshots(log, List.of(it), unit).get(0));
        return settings.map().assign(score(day, settings.rfm().withThresholds(scores.thresholds())));
    }

    private LocalDate compareTo(List<LocalDate> days, LocalDate firstDay, LocalDate asOf) {
        LocalDate given = settings.compareTo();
        if (given == null) {
            return settings.snapshots() != null && days.size() > 1 ? days.get(0) : yearBefore(firstDay, asOf);
        }
        InputOptions.require(
                !given.isAfter(asOf), "--compare-to is " + given + "; it must not be after the as-of date " + asOf);
        InputOptions.require(
                settings.snapshots() == null || days.contains(given),
                "--compare-to is " + given + ", but --snapshots are " + days + "; it must be one of them");
        return given;
    }

    /** Twelve months before; where too little of the log would be left before that, the middle of it. */
    private static LocalDate yearBefore(LocalDate firstDay, LocalDate asOf) {
        LocalDate before = asOf.minusMonths(MOST_MONTHS);
        return before.isBefore(CustomerBase.middle(firstDay, asOf, 1, 4))
                ? CustomerBase.middle(firstDay, asOf, 1, 2)
                : before;
    }

    private CustomerSummary summary(LocalDate day) {
        return Objects.requireNonNull(summaries.get(day));
    }

    /** The scores that all others are held against. */
    private RfmScores scored(LocalDate asOf) {
        if (settings.thresholdsFile() == null) {
            return score(asOf, settings.rfm());
        }
        try {
            return score(asOf, settings.rfm());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--thresholds is " + settings.thresholdsFile() + ", which does not fit the data: " + e.getMessage(),
                    e);
        }
    }

    private RfmScores score(LocalDate day, RfmOptions options) {
        boolean needsLog =
                options.lookBackDays().isPresent() || options.dimensions().contains(RfmDimension.RETURNS_RATE);
        return needsLog ? Rfm.score(log, day, options) : Rfm.score(summary(day), options);
    }

    private @Nullable SizeDecomposition sizes(LocalDate asOf) {
        if (summary(compareTo).presentCustomers() == 0) {
            return null;
        }
        RfmScores before = score(compareTo, settings.rfm());
        RfmScores byEdgesBefore = score(asOf, settings.rfm().withThresholds(before.thresholds()));
        return SizeDecomposition.of(
                settings.map().assign(before), settings.map().assign(byEdgesBefore), segments);
    }
}
