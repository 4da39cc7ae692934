package io.github.clv4j.examples;

import io.github.clv4j.kpi.ChangeVerdict;
import io.github.clv4j.kpi.Department;
import io.github.clv4j.kpi.KpiChange;
import io.github.clv4j.kpi.KpiDirection;
import io.github.clv4j.kpi.ScoreStatus;
import io.github.clv4j.kpi.Scorecard;
import io.github.clv4j.kpi.ScorecardLine;
import io.github.clv4j.kpi.SeriesTrend;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.ValueFormat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The part of the report that holds KPIs against their targets, a table a department. */
final class ScorecardSection {
    private final CustomerBase base;
    private final Scorecard scorecard;

    private ScorecardSection(CustomerBase base, Scorecard scorecard) {
        this.base = base;
        this.scorecard = scorecard;
    }

    static Section of(CustomerBase base, Scorecard scorecard, SideFile rows) {
        return new ScorecardSection(base, scorecard).section(rows);
    }

    private Section section(SideFile rows) {
        Section section = Section.of("Scorecard", text());
        for (Department department : Department.values()) {
            Scorecard own = scorecard.of(department);
            if (!own.lines().isEmpty()) {
                section = section.with(table(title(department), own.lines()));
            }
        }
        List<ScorecardLine> nobody = scorecard.lines().stream()
                .filter(line -> line.departments().isEmpty())
                .toList();
        if (!nobody.isEmpty()) {
            section = section.with(table("Of no department", nobody));
        }
        return section.with(RowTables.fates("Rows of targets", rows));
    }

    private String text() {
        List<String> counts = new ArrayList<>();
        for (ScoreStatus status : ScoreStatus.values()) {
            if (scorecard.count(status) > 0) {
                counts.add(scorecard.count(status) + " " + KpiTables.lower(status));
            }
        }
        Set<String> reasons = new LinkedHashSet<>();
        for (ScorecardLine line : scorecard.lines()) {
            String reason = line.value().undefinedReason();
            if (reason != null) {
                reasons.add(line.kpi().name() + ": " + reason);
            }
        }
        return "KPIs of " + scorecard.period() + ", the last "
                + KpiCalendars.word(base.settings.kpi().calendarName()) + " that is over, against "
                + scorecard.lines().size() + " targets: " + String.join(", ", counts)
                + ". Trends are over up to eight periods, with the p-value of Mann and Kendall; a change is beyond noise if"
                + " chance alone gives one as large less often than one time in twenty. A target of several departments is"
                + " in the table of each."
                + (reasons.isEmpty() ? "" : "\n\nUndefined. " + String.join("; ", reasons) + ".");
    }

    private static String title(Department department) {
        String name = department.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private ReportTable table(String title, List<ScorecardLine> lines) {
        List<List<String>> rows = new ArrayList<>();
        for (ScorecardLine line : lines) {
            ValueFormat format = ConsoleSummary.formatOf(line.kpi(), base.log.money());
            rows.add(List.of(
                    line.kpi().name(),
                    line.group(),
                    value(line, format),
                    (line.kpi().direction() == KpiDirection.UP_IS_GOOD ? "≥ " : "≤ ")
                            + format.format(line.target().target()),
                    KpiTables.lower(line.status()),
                    trend(line),
                    change(line, format),
                    verdict(line.change())));
        }
        return ReportTable.of(
                        title,
                        List.of("KPI", "Group", "Value", "Target", "Status", "Trend", "Change", "Beyond noise"),
                        rows)
                .withNumericColumns("Value", "Target", "Change");
    }

    private static String value(ScorecardLine line, ValueFormat format) {
        return line.value().isDefined() ? format.format(line.value().value()) : "–";
    }

    private static String trend(ScorecardLine line) {
        SeriesTrend trend = line.trend();
        if (!trend.isDefined()) {
            return "–";
        }
        String way = line.improving() > 0 ? "better" : line.improving() < 0 ? "worse" : "flat";
        return way + " (p " + Estimates.pValue(trend.pValue()) + ")";
    }

    private static String change(ScorecardLine line, ValueFormat format) {
        double difference = line.change().difference();
        return Double.isNaN(difference) ? "–" : (difference > 0 ? "+" : "") + format.format(difference);
    }

    private static String verdict(KpiChange change) {
        String p = " (p " + Estimates.pValue(change.pValue()) + ")";
        return change.verdict() == ChangeVerdict.UNKNOWN
                ? "not known"
                : (change.verdict() == ChangeVerdict.BEYOND_NOISE ? "yes" : "no") + p;
    }
}
