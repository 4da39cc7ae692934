package io.github.clv4j.examples;

import io.github.clv4j.kpi.AcquisitionReport;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.report.BarChart;
import io.github.clv4j.report.LineChart;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The part of the report that holds what customers cost to acquire against what they bring. */
final class AcquisitionSection {
    private final CustomerBase base;
    private final ValueFormat amount;

    private AcquisitionSection(CustomerBase base) {
        this.base = base;
        this.amount =
                ValueFormat.money(base.log.money().currency(), base.log.money().digits());
    }

    static Section of(CustomerBase base, AcquisitionReport span, AcquisitionReport trend) {
        return new AcquisitionSection(base).section(span, trend);
    }

    private Section section(AcquisitionReport span, AcquisitionReport trend) {
        Periods periods = trend.periods();
        Section section = Section.of(
                "Acquisition",
                "What was spent over the customers won (CAC), and what these brought, or are expected to bring, over what"
                        + " was spent. Predicted adds the value to come within the next "
                        + base.predictions.settings.length()
                        + ". Payback is by the margin a month of customers active at the time; the cohorts above tell it by"
                        + " what they themselves brought.",
                LineChart.of(
                                "CAC by "
                                        + KpiCalendars.word(base.settings.kpi().calendarName()) + ", "
                                        + base.log.money().currency(),
                                IntStream.range(0, periods.count())
                                        .mapToObj(periods::label)
                                        .toList(),
                                Series.of(
                                                "CAC",
                                                amount,
                                                IntStream.range(0, periods.count())
                                                        .mapToDouble(p ->
                                                                trend.cac(p, 0).value())
                                                        .toArray())
                                        .withUndefined(p -> true))
                        .withLabelName("Period"));
        List<String> channels = span.groups().subList(1, span.groups().size());
        if (!channels.isEmpty()) {
            section = section.with(BarChart.of(
                            "CAC and predicted CLV:CAC by channel",
                            channels,
                            Series.of("CAC", amount, values(span::cac, channels.size()))
                                    .withUndefined(c -> true),
                            Series.of(
                                            "Predicted CLV:CAC",
                                            ValueFormat.decimals(2),
                                            values(span::predictedClvToCac, channels.size()))
                                    .withUndefined(c -> true))
                    .horizontal()
                    .withLabelName("Channel"));
        }
        return section.with(table(span));
    }

    @FunctionalInterface
    private interface Figure {
        KpiValue of(int period, int group);
    }

    private static double[] values(Figure figure, int channels) {
        return IntStream.rangeClosed(1, channels)
                .mapToDouble(g -> figure.of(0, g).value())
                .toArray();
    }

    private ReportTable table(AcquisitionReport span) {
        ValueFormat ratio = ValueFormat.decimals(2);
        ValueFormat plain = ValueFormat.decimals(base.log.money().digits());
        List<String> notes =
                new ArrayList<>(List.of("Amounts in " + base.log.money().currency()));
        ValueFormat months = ValueFormat.decimals(1);
        List<List<String>> rows = new ArrayList<>();
        for (int g = 0; g < span.groups().size(); g++) {
            String reason = span.cac(0, g).undefinedReason();
            String note = span.historicClvToCac(0, g).note();
            rows.add(List.of(
                    span.groups().get(g),
                    ValueFormat.integer().format(span.newCustomers(0, g)),
                    plain.format(span.spend(0, g).value()),
                    plain.format(span.cac(0, g).value()),
                    ratio.format(span.historicClvToCac(0, g).value()),
                    ratio.format(span.predictedClvToCac(0, g).value()),
                    months.format(span.paybackMonths(0, g).value()),
                    months.format(span.discountedPaybackMonths(0, g).value())));
            if (reason != null) {
                notes.add(span.groups().get(g) + ": " + reason);
            } else if (note != null && !notes.contains(note)) {
                notes.add(note);
            }
        }
        return ReportTable.of(
                        "Acquisition by channel, whole period",
                        List.of(
                                "Channel",
                                "New",
                                "Spend",
                                "CAC",
                                "CLV:CAC to date",
                                "predicted",
                                "Payback, months",
                                "discounted"),
                        rows)
                .withNumericColumnsAfterFirst()
                .withNote(String.join("; ", notes) + ".");
    }
}
