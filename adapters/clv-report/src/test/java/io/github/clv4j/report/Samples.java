package io.github.clv4j.report;

import java.util.List;

/** Small charts and a report that holds one of each. */
final class Samples {
    static final String HOSTILE = "</script><b>&\"'{{a}} <!-- \ud83d\ude00";

    static final ValueFormat COUNT = ValueFormat.integer();
    static final ValueFormat USD = ValueFormat.money("USD", 2);

    /** The charts of one kind; a new kind of chart adds one line in {@link #charts}. */
    static List<Chart> charts() {
        return List.of(
                heatMap(),
                barChart(),
                panels(),
                lineChart(),
                lineChart().withMark(HOSTILE, HOSTILE),
                bandChart(),
                sankeyChart(),
                sankeyStages());
    }

    private Samples() {}

    static HeatMap heatMap() {
        return HeatMap.of(
                "Customers by cohort and month",
                List.of("0", "1", HOSTILE),
                List.of("2024-01", "2024-02"),
                new double[][] {{120, 40, 7}, {90, 31, Double.NaN}},
                COUNT);
    }

    static BarChart barChart() {
        return BarChart.of(
                "New and returning customers",
                List.of("2023", "2024", HOSTILE),
                Series.of("New", COUNT, 10, Double.NaN, 30),
                Series.of("Returning", COUNT, 12345, 7, -3));
    }

    static BarChart panels() {
        return BarChart.of(
                        "Segments",
                        List.of("Champions", HOSTILE),
                        Series.of("Customers", COUNT, 1893, 412),
                        Series.of("Revenue", USD, 812345.125, Double.NaN))
                .horizontal()
                .withLabelName("Segment");
    }

    static LineChart lineChart() {
        return LineChart.of(
                "Revenue by month",
                List.of("2024-01", "2024-02", "2024-03", HOSTILE),
                Series.of("Revenue", USD, 1, Double.NaN, 3.5, 4),
                Series.of("Expected", USD, 1.1, 2.1, 3.1, 4.1).dashed());
    }

    static LineChart bandChart() {
        return LineChart.of(
                "Retention by month",
                List.of("2024-01", "2024-02", HOSTILE),
                Series.of("Retention", USD, 1, Double.NaN, 3.5)
                        .withBand(new double[] {0.5, Double.NaN, -1}, new double[] {2, Double.NaN, 3.5}));
    }

    static SankeyChart sankeyChart() {
        return SankeyChart.of(
                        "Moves between segments",
                        List.of("Champions", HOSTILE),
                        List.of("Champions", HOSTILE, "Left"),
                        new double[][] {{100, 20, 0}, {5, Double.NaN, 1}})
                .withSideNames("June", "December");
    }

    static SankeyChart sankeyStages() {
        return SankeyChart.ofStages(
                "Moves along a year",
                List.of("June", HOSTILE, "December"),
                List.of(List.of("Champions", "New"), List.of("Champions", HOSTILE), List.of("Champions", "Left")),
                List.of(new double[][] {{100, 20}, {Double.NaN, 5}}, new double[][] {{90, 10}, {25, 0}}));
    }

    static HtmlReport report() {
        HtmlReport report = HtmlReport.titled("Customer base " + HOSTILE)
                .withSubtitle("Up to " + HOSTILE)
                .withFacts(List.of(Fact.of("Customers", "23,570"), Fact.of(HOSTILE, HOSTILE, HOSTILE)));
        for (Chart chart : charts()) {
            report = report.with(Section.of(HOSTILE, "First " + HOSTILE + "\n\nSecond.", chart)
                    .withWarning(HOSTILE));
        }
        return report.with(Section.of(
                        "Table",
                        "",
                        ReportTable.of(HOSTILE, List.of("Name", HOSTILE), List.of(List.of(HOSTILE, "1")))
                                .withNumericColumns(HOSTILE)
                                .withNote(HOSTILE)))
                .withFooter("From " + HOSTILE);
    }
}
