package io.github.clv4j.examples;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.CohortCurve;
import io.github.clv4j.kpi.CohortPayback;
import io.github.clv4j.kpi.CohortTable;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.report.LineChart;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The part of the report that draws cohorts by how long ago they were acquired. */
final class CohortCurves {
    private static final int MOST_OFFSETS = 60;
    private static final int MOST_CURVES = 6;
    private static final int MOST_ROWS = 36;
    private static final String ALL = "All cohorts";

    private final CohortTable table;
    private final CohortPayback payback;
    private final MoneyScale money;
    private final boolean isSpendKnown;
    private final String unit;

    private CohortCurves(CustomerBase base) {
        this.table = base.cohorts;
        this.payback = base.kpi.payback;
        this.money = base.log.money();
        this.isSpendKnown = base.kpi.acquisition != null;
        this.unit = payback.cohorts() == table.cohorts() ? "months" : "years";
    }

    /** A figure of a cohort at an offset where it is known. */
    @FunctionalInterface
    private interface Figure {
        double at(int cohort, int offset);
    }

    static Section of(CustomerBase base) {
        return new CohortCurves(base).section();
    }

    private Section section() {
        int offsets = Math.min(MOST_OFFSETS, table.cohorts());
        Section section = Section.of(
                "Cohort curves",
                "Cohorts are customers by the time of their first order. \"" + ALL
                        + "\" at an offset is of all cohorts that"
                        + " are old enough, so the later offsets are of the older cohorts alone.");
        List<Integer> chosen = chosen(table.cohorts(), c -> table.size(c) > 0 && table.isKnown(c, 1));
        if (!chosen.isEmpty()) {
            List<Series> lines = new ArrayList<>();
            lines.add(retentionOfAll(offsets));
            for (int cohort : chosen) {
                lines.add(curve(table.label(cohort), cohort, 1, offsets, table::isKnown, this::retention));
            }
            section = section.with(LineChart.of(
                            "Share of the cohort that ordered, by months after the first order",
                            offsets(1, offsets),
                            lines.toArray(Series[]::new))
                    .withLabelName("Months after"));
        }
        int reach = Math.min(MOST_OFFSETS, payback.cohorts());
        List<Integer> acquired = chosen(payback.cohorts(), c -> payback.size(c, 0) > 0 && payback.isKnown(c, 0));
        if (acquired.isEmpty()) {
            return section.withWarning("No " + (unit.equals("months") ? "month" : "year") + " is over yet.");
        }
        List<Series> lines = new ArrayList<>();
        lines.add(marginOfAll(reach));
        acquired.forEach(cohort ->
                lines.add(curve(payback.periods().label(cohort), cohort, 0, reach, payback::isKnown, this::margin)));
        String note = payback.marginPerCustomer(acquired.get(0), 0, 0).note();
        LineChart value = LineChart.of(
                        "Cumulative value of an acquired customer, " + money.currency() + ", by " + unit + " after",
                        offsets(0, reach),
                        lines.toArray(Series[]::new))
                .withLabelName(unit + " after");
        section = section.with(note == null ? value : value.withNote("Value is " + note + "."));
        return isSpendKnown ? withPayback(section, acquired, reach) : section;
    }

    private Section withPayback(Section section, List<Integer> acquired, int reach) {
        List<Series> lines = new ArrayList<>();
        ValueFormat times = ValueFormat.decimals(2);
        for (int cohort : acquired) {
            KpiValue cac = payback.cac(cohort, 0);
            if (cac.isDefined() && cac.value() > 0) {
                double[] values = new double[reach];
                for (int k = 0; k < reach; k++) {
                    values[k] = payback.isKnown(cohort, k) ? margin(cohort, k) / cac.value() : Double.NaN;
                }
                lines.add(Series.of(payback.periods().label(cohort), times, values));
            }
        }
        Section with = lines.isEmpty()
                ? section
                : section.with(LineChart.of(
                                "Payback: cumulative value over acquisition cost, by " + unit + " after",
                                offsets(0, reach),
                                lines.toArray(Series[]::new))
                        .withLabelName(unit + " after")
                        .withNote("At 1 a cohort has paid back what acquiring it cost."));
        List<List<String>> rows = new ArrayList<>();
        ValueFormat amount = ValueFormat.money(money.currency(), money.digits());
        for (int c = Math.max(0, payback.cohorts() - MOST_ROWS); c < payback.cohorts(); c++) {
            KpiValue offset = payback.paybackOffset(c, 0);
            String reason = offset.undefinedReason();
            rows.add(List.of(
                    payback.periods().label(c),
                    ValueFormat.integer().format(payback.size(c, 0)),
                    amount.format(payback.cac(c, 0).value()),
                    ValueFormat.decimals(0).format(offset.value()),
                    reason == null ? "" : reason));
        }
        return with.with(ReportTable.of(
                        "Payback of cohorts",
                        List.of("Cohort", "Customers", "CAC", "Payback, " + unit, "Why not"),
                        rows)
                .withNumericColumns("Customers", "CAC", "Payback, " + unit));
    }

    private double retention(int cohort, int offset) {
        return table.retention(cohort, offset).value();
    }

    private double margin(int cohort, int offset) {
        return payback.marginPerCustomer(cohort, offset, 0).value();
    }

    /** Some cohorts, spread evenly over those that qualify, the first and the last among them. */
    private static List<Integer> chosen(int cohorts, IntPredicate qualifies) {
        int[] some = IntStream.range(0, cohorts).filter(qualifies).toArray();
        int curves = Math.min(MOST_CURVES, some.length);
        return IntStream.range(0, curves)
                .map(i -> some[curves == 1 ? 0 : (int) ((long) i * (some.length - 1) / (curves - 1))])
                .boxed()
                .toList();
    }

    private static List<String> offsets(int from, int to) {
        return IntStream.range(from, Math.max(to, from + 1))
                .mapToObj(offset -> "+" + offset)
                .toList();
    }

    @FunctionalInterface
    private interface Known {
        boolean at(int cohort, int offset);
    }

    private Series curve(String name, int cohort, int from, int to, Known known, Figure figure) {
        double[] values = IntStream.range(from, Math.max(to, from + 1))
                .mapToDouble(k -> known.at(cohort, k) ? figure.at(cohort, k) : Double.NaN)
                .toArray();
        return Series.of(name, format(from), values);
    }

    private Series retentionOfAll(int to) {
        CohortCurve curve = table.curve();
        double[] values = IntStream.range(1, Math.max(to, 2))
                .mapToDouble(k -> k < curve.offsets() ? curve.retention(k, 0).value() : Double.NaN)
                .toArray();
        return Series.of(ALL, format(1), values).dashed();
    }

    /** Cohorts by their customers: the payback of all together is not the library's to tell. */
    private Series marginOfAll(int to) {
        double[] values = new double[Math.max(to, 1)];
        for (int k = 0; k < values.length; k++) {
            double sum = 0;
            long customers = 0;
            for (int c = 0; c < payback.cohorts(); c++) {
                if (payback.size(c, 0) > 0 && payback.isKnown(c, k)) {
                    sum += margin(c, k) * payback.size(c, 0);
                    customers += payback.size(c, 0);
                }
            }
            values[k] = customers == 0 ? Double.NaN : sum / customers;
        }
        return Series.of(ALL, format(0), values).dashed();
    }

    /** Retention is drawn from offset 1 on, money from 0. */
    private ValueFormat format(int from) {
        return from == 1 ? ValueFormat.percent(1) : ValueFormat.money(money.currency(), money.digits());
    }
}
