package io.github.clv4j.examples;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.DifferenceTest;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.kpi.SatisfactionValue;
import io.github.clv4j.kpi.ScoreCounts;
import io.github.clv4j.kpi.SurveyKind;
import io.github.clv4j.kpi.ValueEstimate;
import io.github.clv4j.report.LineChart;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The part of the report that tells what customers say, by segment and beside what they are worth. */
final class SurveySection {
    private final CustomerBase base;
    private final SurveyAnalysis surveys;
    private final MoneyScale money;
    private final ValueFormat count = ValueFormat.integer();
    private final ValueFormat percent = ValueFormat.percent(1);
    private final ValueFormat one = ValueFormat.decimals(1);
    private final ValueFormat two = ValueFormat.decimals(2);

    private SurveySection(CustomerBase base, SurveyAnalysis surveys) {
        this.base = base;
        this.surveys = surveys;
        this.money = base.log.money();
    }

    static Section of(CustomerBase base, SurveyAnalysis surveys) {
        return new SurveySection(base, surveys).section();
    }

    private Section section() {
        Section section = Section.of("Satisfaction", text());
        for (SurveyKind kind : surveys.values.keySet()) {
            section = section.with(bySegment(kind));
        }
        for (SurveyKind kind : surveys.values.keySet()) {
            section = section.with(trend(kind));
        }
        if (!surveys.values.isEmpty()) {
            section = section.with(worth());
        }
        if (surveys.loyalty != null) {
            section = section.with(loyalty());
        }
        return section.with(RowTables.fates("Rows of surveys", surveys.rows));
    }

    private String text() {
        StringBuilder text = new StringBuilder(count.format(surveys.responses.count()) + " responses. Of several of one"
                + " customer to one kind of survey the latest counts. Intervals are of 95% and take those who answer for"
                + " a sample of their segment; who does not answer may think otherwise.");
        long outside = surveys.outside();
        if (outside > 0) {
            text.append(' ')
                    .append(count.format(outside))
                    .append(" responses are from days before the first transaction" + " or after " + base.asOf
                            + " and do not count.");
        }
        surveys.values.forEach((kind, value) -> {
            DifferenceTest rank = value.correlation();
            text.append("\n\n").append(kind).append(" and ").append(base.action.worthWords());
            text.append(
                    rank.isDefined()
                            ? ": rank correlation "
                                    + two.format(rank.difference().value()) + " (p "
                                    + Estimates.pValue(rank.pValue()) + "), among customers who answered."
                            : ": no rank correlation (" + rank.undefinedReason() + ").");
        });
        return text.toString();
    }

    private ReportTable bySegment(SurveyKind kind) {
        boolean nps = kind == SurveyKind.NPS;
        List<String> header = new ArrayList<>(List.of("Segment", "Responses"));
        header.add(nps ? "NPS" : "Mean");
        for (String name : kind.classes()) {
            header.add(name);
        }
        List<List<String>> rows = new ArrayList<>();
        for (int g = 0; g < surveys.span.groups().size(); g++) {
            ScoreCounts scores = surveys.span.scores(kind, 0, g);
            List<String> row = new ArrayList<>();
            row.add(surveys.span.groups().get(g));
            row.add(count.format(scores.responses()));
            row.add(Estimates.text(score(scores), nps ? one : two));
            for (int i = 0; i < kind.classes().size(); i++) {
                row.add(percent.format(scores.share(i, KpiTables.LEVEL).rate().value()));
            }
            rows.add(row);
        }
        String scale = kind.lowest() + " to " + kind.highest();
        return ReportTable.of(nps ? "NPS by segment" : kind + " by segment, " + scale, header, rows)
                .withNumericColumnsAfterFirst()
                .withNote((nps ? "NPS: promoters (9 and 10) less detractors (0 to 6), in points. " : "")
                        + "All intervals: surveys-by-segment.csv.");
    }

    private static ValueEstimate score(ScoreCounts scores) {
        return scores.kind() == SurveyKind.NPS ? scores.npsInterval(KpiTables.LEVEL) : scores.mean(KpiTables.LEVEL);
    }

    private LineChart trend(SurveyKind kind) {
        Periods periods = surveys.trend.periods();
        int n = periods.count();
        double[] value = new double[n];
        double[] lower = new double[n];
        double[] upper = new double[n];
        for (int p = 0; p < n; p++) {
            ValueEstimate estimate = score(surveys.trend.scores(kind, p, 0));
            value[p] = estimate.value().value();
            // Ends may miss the value by the last bits, and a single response has none.
            lower[p] = estimate.hasInterval() ? Math.min(estimate.lower(), value[p]) : value[p];
            upper[p] = estimate.hasInterval() ? Math.max(estimate.upper(), value[p]) : value[p];
        }
        String name = kind == SurveyKind.NPS ? "NPS" : "Mean " + kind;
        return LineChart.of(
                        name + " by " + KpiCalendars.word(base.settings.kpi().calendarName()),
                        IntStream.range(0, n).mapToObj(periods::label).toList(),
                        Series.of(name, kind == SurveyKind.NPS ? one : two, value)
                                .withUndefined(period -> true)
                                .withBand(lower, upper))
                .withLabelName("Period");
    }

    private ReportTable worth() {
        List<List<String>> rows = new ArrayList<>();
        surveys.values.forEach((kind, value) -> {
            for (int i = 0; i < value.classes().size(); i++) {
                rows.add(List.of(
                        kind + ": " + value.classes().get(i),
                        count.format(value.customers(i)),
                        plain().format(money.toDecimal(value.totalMinor(i))),
                        mean(value, i)));
            }
        });
        return ReportTable.of(
                        "What customers are worth by what they say, " + base.action.worthWords(),
                        List.of("Class", "Customers", "Together", "Each"),
                        rows)
                .withNumericColumnsAfterFirst()
                .withNote("Amounts in " + money.currency() + ".");
    }

    private String mean(SatisfactionValue value, int which) {
        return value.mean(which).isDefined() ? plain().format(value.mean(which).value()) : "–";
    }

    private ValueFormat plain() {
        return ValueFormat.decimals(money.digits());
    }

    private ReportTable loyalty() {
        List<List<String>> rows = new ArrayList<>();
        List<ValueEstimate> means = surveys.loyaltyMeans(base.segments);
        for (int g = 0; g < base.segments.groups(); g++) {
            rows.add(List.of(base.segments.labels().get(g), Estimates.text(means.get(g), one)));
        }
        return ReportTable.of("Loyalty index by segment, 0 to 100", List.of("Segment", "Mean"), rows)
                .withNumericColumnsAfterFirst()
                .withNote("Half the last NPS score, half the probability of still being a customer; of customers who"
                        + " answered NPS. A convention: it ranks, and nothing follows from its size.");
    }
}
