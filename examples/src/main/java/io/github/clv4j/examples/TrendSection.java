package io.github.clv4j.examples;

import io.github.clv4j.fit.Interval;
import io.github.clv4j.kpi.Kpi;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.kpi.Kpis;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.report.LineChart;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The part of the report that shows the main KPIs along the periods of the calendar. */
final class TrendSection {
    private final CustomerBase base;
    private final Periods periods;
    private final List<String> labels;
    private final String by;

    private TrendSection(CustomerBase base) {
        this.base = base;
        this.periods = base.trend.facts().periods();
        this.labels =
                IntStream.range(0, periods.count()).mapToObj(periods::label).toList();
        this.by = " by " + KpiCalendars.word(base.settings.kpi().calendarName());
    }

    static Section of(CustomerBase base) {
        return new TrendSection(base).section();
    }

    private Section section() {
        String currency = base.log.money().currency();
        ValueFormat count = ValueFormat.integer();
        int floor = base.settings.kpi().fewestCustomers();
        List<LineChart> charts = new ArrayList<>(List.of(
                chart("Revenue" + by + ", " + currency, line("Revenue", Kpis.REVENUE)),
                chart(
                        "Customers" + by,
                        Series.of("Active", count, values(Kpis.ACTIVE_CUSTOMERS)),
                        Series.of("New", count, values(Kpis.NEW_CUSTOMERS))),
                chart("Orders" + by, line("Orders", Kpis.ORDERS)),
                chart(Kpis.AOV.name() + by + ", " + currency, line("Revenue per order", Kpis.AOV)),
                chart(Kpis.ARPU.name() + by + ", " + currency, line("Revenue per active customer", Kpis.ARPU)),
                chart(Kpis.RETENTION_RATE.name() + by, line("Retained", Kpis.RETENTION_RATE))));
        if (base.log.hasQuantity()) {
            charts.add(chart(Kpis.ITEMS_PER_ORDER.name() + by, line("Items per order", Kpis.ITEMS_PER_ORDER)));
            charts.add(chart(
                    Kpis.AVERAGE_ITEM_PRICE.name() + by + ", " + currency,
                    line("Revenue per item, before refunds", Kpis.AVERAGE_ITEM_PRICE)));
        }
        Section section = Section.of(
                "Trends",
                "Net of refunds. A period that is not over as of the report's date is drawn with what is known of it;"
                        + " retention compares a period with the one before. Bands are intervals of 95% of what customers"
                        + " like these do, not of what they did."
                        + (floor > 1 ? " What tells of fewer than " + floor + " customers is hidden." : "")
                        + " kpis.csv has all KPIs" + by + " and segment, and says why one is undefined.",
                charts.toArray(LineChart[]::new));
        int last = periods.count() - 1;
        return periods.isComplete(last)
                ? section
                : section.withWarning(periods.label(last) + " is not over: it ends on " + periods.last(last)
                        + ", the data on " + base.asOf + ".");
    }

    private LineChart chart(String title, Series... series) {
        return LineChart.of(title, labels, series).withLabelName("Period");
    }

    private double[] values(Kpi kpi) {
        return IntStream.range(0, periods.count())
                .mapToDouble(p -> base.trend.value(kpi, p).value())
                .toArray();
    }

    private Series line(String name, Kpi kpi) {
        double[] values = values(kpi);
        double[] lower = new double[values.length];
        double[] upper = new double[values.length];
        for (int p = 0; p < values.length; p++) {
            KpiValue value = base.trend.value(kpi, p);
            Interval ends = value.interval();
            boolean told =
                    ends != null && value.isDefined() && Double.isFinite(ends.lower()) && Double.isFinite(ends.upper());
            // Ends may miss the value by the last bits.
            lower[p] = told && ends != null ? Math.min(ends.lower(), values[p]) : Double.NaN;
            upper[p] = told && ends != null ? Math.max(ends.upper(), values[p]) : Double.NaN;
        }
        Series line = Series.of(name, ConsoleSummary.formatOf(kpi, base.log.money()), values);
        return Arrays.stream(lower).allMatch(Double::isNaN) ? line : line.withBand(lower, upper);
    }
}
