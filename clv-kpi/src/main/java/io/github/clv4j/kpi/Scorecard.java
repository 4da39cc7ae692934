package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * KPIs of one period against their targets: status, trend, and change since the period before. Immutable; a department's view
 * is a scorecard of its lines.
 */
public final class Scorecard {
    private final Periods periods;
    private final int period;
    private final List<ScorecardLine> lines;

    private Scorecard(Periods periods, int period, List<ScorecardLine> lines) {
        this.periods = periods;
        this.period = period;
        this.lines = List.copyOf(lines);
    }

    /**
     * The scorecard of the last period that is over, with default options.
     *
     * @throws IllegalArgumentException if no period is over; else as {@link #of(KpiReport, Targets, int, ScorecardOptions)}
     */
    public static Scorecard of(KpiReport report, Targets targets) {
        Periods periods = report.facts().periods();
        int last = periods.count() - 1;
        while (last >= 0 && !periods.isComplete(last)) {
            last--;
        }
        if (last < 0) {
            throw new IllegalArgumentException("no period of the report is over as of " + periods.asOf());
        }
        return of(report, targets, last, ScorecardOptions.withDefaults());
    }

    /**
     * The scorecard of a period.
     *
     * @param period a period of the report that is over as of its as-of day
     * @throws IllegalArgumentException if the period is not over, or periods overlap, so that a change is not between two of them
     * @throws DataException if a target is for a KPI or a group that the report does not have, or for a KPI that goes another way
     *     there; the message tells the row
     */
    public static Scorecard of(KpiReport report, Targets targets, int period, ScorecardOptions options) {
        Periods periods = report.facts().periods().requireApart();
        Objects.checkIndex(period, periods.count());
        if (!periods.isComplete(period)) {
            throw new IllegalArgumentException(CustomerBaseAudit.notOver(periods, period));
        }
        List<ScorecardLine> lines = new ArrayList<>();
        for (Target target : targets.rows()) {
            lines.add(line(report, targets, target, period, options));
        }
        return new Scorecard(periods, period, lines);
    }

    private static ScorecardLine line(
            KpiReport report, Targets targets, Target target, int period, ScorecardOptions options) {
        Kpi kpi = report.kpis().stream()
                .filter(one -> one.id().equals(target.kpi()))
                .findFirst()
                .orElseThrow(() -> bad(
                        targets,
                        target,
                        "kpi",
                        target.kpi(),
                        "the report must have this KPI; it has "
                                + report.kpis().stream().map(Kpi::id).toList()));
        KpiDirection direction = targets.catalogue().byId(target.kpi()).direction();
        if (kpi.direction() != direction) {
            throw bad(
                    targets,
                    target,
                    "kpi",
                    target.kpi(),
                    "its direction must be the same in the report and the catalogue; they are " + kpi.direction()
                            + " and " + direction);
        }
        String label = target.group() == null ? PeriodFacts.ALL : target.group();
        int group = report.facts().groups().indexOf(label);
        if (group < 0) {
            throw bad(
                    targets,
                    target,
                    "group",
                    label,
                    "it must be a group of the report: " + report.facts().groups());
        }
        double[] series = new double[Math.min(options.trendPeriods(), period + 1)];
        for (int i = 0; i < series.length; i++) {
            series[i] = report.value(kpi, period + 1 - series.length + i, group).value();
        }
        KpiValue value = report.value(kpi, period, group);
        return new ScorecardLine(
                target,
                kpi,
                label,
                target.department() == null ? kpi.owners() : Set.of(target.department()),
                value,
                target.status(value.value(), kpi.direction()),
                SeriesTrend.of(series),
                KpiChange.of(report, kpi, period, group, series, options.level()));
    }

    private static DataException bad(Targets targets, Target target, String column, String value, String rule) {
        return new DataException(
                new RowProblem(targets.source(), target.row(), column, value, RejectReason.BAD_ROW, rule));
    }

    /** The lines that a department answers for, alone or with others. */
    public Scorecard of(Department department) {
        return new Scorecard(
                periods,
                period,
                lines.stream()
                        .filter(line -> line.departments().contains(department))
                        .toList());
    }

    /** The label of the period. */
    public String period() {
        return periods.label(period);
    }

    /** One line a target, in the order of the targets. */
    public List<ScorecardLine> lines() {
        return lines;
    }

    /** Number of lines of a status. */
    public long count(ScoreStatus status) {
        return lines.stream().filter(line -> line.status() == status).count();
    }

    /**
     * One row a line:
     *
     * <ul>
     *   <li>{@code period}, {@code kpi}, {@code group}; {@code departments}, separated by blanks
     *   <li>{@code value}, {@code target}, {@code warning}, {@code unit}; {@code status}, and {@code undefined} (why there is no
     *       value)
     *   <li>{@code slope} (a period), {@code trend_sign} (1, 0 or −1), {@code trend_p}, {@code trend_values} (how many are known),
     *       {@code improving} (1 the good way, −1 the other)
     *   <li>{@code change}, {@code change_basis}, {@code change_statistic} (z or t), {@code change_p}, {@code change_verdict},
     *       {@code change_unknown} (why it is not told from noise)
     * </ul>
     */
    public Table toTable() {
        return Table.of(
                "scorecard",
                lines.size(),
                List.of(
                        Column.text("period", row -> period()),
                        Column.text("kpi", row -> lines.get(row).kpi().id()),
                        Column.text("group", row -> lines.get(row).group()),
                        Column.text("departments", row -> words(lines.get(row).departments())),
                        Column.decimal("value", row -> lines.get(row).value().value()),
                        Column.decimal("target", row -> lines.get(row).target().target()),
                        Column.decimal("warning", row -> lines.get(row).target().warning()),
                        Column.text(
                                "unit",
                                row -> Texts.lowerCase(lines.get(row).kpi().unit())),
                        Column.text(
                                "status", row -> Texts.lowerCase(lines.get(row).status())),
                        Column.text("undefined", row -> lines.get(row).value().undefinedReason()),
                        Column.decimal("slope", row -> lines.get(row).trend().slope()),
                        Column.integer(
                                "trend_sign",
                                row -> lines.get(row).trend().sign(),
                                row -> !lines.get(row).trend().isDefined()),
                        Column.decimal("trend_p", row -> lines.get(row).trend().pValue()),
                        Column.integer(
                                "trend_values", row -> lines.get(row).trend().values()),
                        Column.integer(
                                "improving",
                                row -> lines.get(row).improving(),
                                row -> !lines.get(row).trend().isDefined()),
                        Column.decimal("change", row -> lines.get(row).change().difference()),
                        Column.text(
                                "change_basis",
                                row -> Texts.lowerCase(lines.get(row).change().basis())),
                        Column.decimal(
                                "change_statistic",
                                row -> lines.get(row).change().statistic()),
                        Column.decimal(
                                "change_p", row -> lines.get(row).change().pValue()),
                        Column.text(
                                "change_verdict",
                                row -> Texts.lowerCase(lines.get(row).change().verdict())),
                        Column.text(
                                "change_unknown", row -> lines.get(row).change().unknownReason())));
    }

    private static @Nullable String words(Set<Department> departments) {
        return departments.isEmpty()
                ? null
                : departments.stream().map(Texts::lowerCase).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return "scorecard of " + lines.size() + " targets in " + period();
    }
}
