package io.github.clv4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesChartsTest {
    private static final ValueFormat COUNT = ValueFormat.integer();
    private static final ValueFormat EUR = ValueFormat.money("EUR", 2);
    private static final List<String> LABELS = List.of("Jan", "Feb");

    @Test
    void seriesOfOneFormatShareAnAxis() {
        JsonNode option = BarChart.of("t", LABELS, Series.of("a", COUNT, 1, 2), Series.of("b", COUNT, 3, 4))
                .option();
        assertThat(option.get("grid")).hasSize(1);
        assertThat(option.get("series").get(1).get("yAxisIndex").asInt()).isZero();
    }

    @Test
    void seriesOfTwoFormatsHaveAPanelEach() {
        BarChart chart = BarChart.of("t", LABELS, Series.of("a", COUNT, 1, 2), Series.of("b", EUR, 3, 4));
        JsonNode option = chart.option();
        assertThat(option.get("grid")).hasSize(2);
        assertThat(option.get("series").get(1).get("yAxisIndex").asInt()).isEqualTo(1);
        assertThat(option.get("title").findValuesAsText("text")).containsExactly("a", "b (EUR)");
        assertThat(chart.horizontal().option().get("yAxis")).hasSize(2);
        assertThat(chart.horizontal().layout().get("name").asText()).isEqualTo("lyingBars");
    }

    @Test
    void unknownBarIsNoBarAndSaysSo() {
        BarChart chart = BarChart.of("t", LABELS, Series.of("a", COUNT, 1, Double.NaN));
        JsonNode bar = chart.option().get("series").get(0).get("data").get(1);
        assertThat(bar.get("value").asText()).isEqualTo("-");
        assertThat(bar.get("tip").toString()).isEqualTo("[\"Feb\",\"a: not yet known\"]");
        assertThat(Pages.render(Section.of("s", "", chart))).contains("No bar: not yet known");
    }

    /** The rate of nobody is no figure that time will bring. */
    @Test
    void gapsSayWhetherTheyAreUnknownOrUndefined() {
        double nan = Double.NaN;
        Series undefined = Series.of("a", COUNT, nan, 2).withUndefined(i -> true);
        Series both = Series.of("b", COUNT, nan, nan).withUndefined(i -> i == 0);
        LineChart line = LineChart.of("t", LABELS, undefined);
        assertThat(Pages.render(Section.of("s", "", line)))
                .contains("<span>Gap: undefined</span>")
                .doesNotContain("not yet known");
        assertThat(line.option().get("series").get(0).get("data").findValuesAsText("text"))
                .containsExactly("undefined", "2");
        assertThat(line.summary()).endsWith("a: highest 2 (Feb), lowest 2 (Feb), 1 undefined.");
        assertThat(line.data().rows()).containsExactly(List.of("Jan", "undefined"), List.of("Feb", "2"));

        LineChart mixed = LineChart.of("t", LABELS, undefined.dashed(), both);
        assertThat(Pages.render(Section.of("s", "", mixed)))
                .contains("<span>Gap: not yet known or undefined</span>", "\u2013 is not yet known.");
        assertThat(mixed.summary()).endsWith("b: not yet known or undefined.");
        assertThat(mixed.data().rows())
                .containsExactly(List.of("Jan", "undefined", "undefined"), List.of("Feb", "2", "\u2013"));

        BarChart bars = BarChart.of("t", LABELS, undefined);
        assertThat(Pages.render(Section.of("s", "", bars)))
                .contains("<span>No bar: undefined</span>")
                .doesNotContain("not yet known");
        assertThat(bars.option()
                        .get("series")
                        .get(0)
                        .get("data")
                        .get(0)
                        .get("tip")
                        .toString())
                .isEqualTo("[\"Jan\",\"a: undefined\"]");
        // A known value is known, whatever is said of it.
        assertThat(Pages.render(Section.of(
                        "s",
                        "",
                        LineChart.of("t", LABELS, Series.of("a", COUNT, 1, 2).withUndefined(i -> true)))))
                .doesNotContain("Gap:");
    }

    @Test
    void barChartTakesOneOrTwoSeries() {
        Series series = Series.of("a", COUNT, 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarChart.of("t", LABELS))
                .withMessage("a bar chart of 0 series: must have 1 or 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarChart.of("t", LABELS, series, series, series))
                .withMessage("a bar chart of 3 series: must have 1 or 2");
    }

    @Test
    void bandIsDrawnNamedAndListed() {
        double nan = Double.NaN;
        LineChart chart = LineChart.of(
                "t",
                LABELS,
                Series.of("a", COUNT, 5, 7),
                Series.of("b", COUNT, 5, 7).withBand(new double[] {-2, nan}, new double[] {9, nan}));
        JsonNode drawn = chart.option().get("series");
        assertThat(drawn).hasSize(4);
        assertThat(drawn.get(2).get("data").findValuesAsText("value")).containsExactly("-2", "-");
        assertThat(drawn.get(3).get("data").findValuesAsText("value")).containsExactly("11", "-");
        assertThat(drawn.get(3).get("areaStyle").get("color").get("index").asInt())
                .isEqualTo(1);
        assertThat(drawn.get(2).get("stack")).isEqualTo(drawn.get(3).get("stack"));
        assertThat(drawn.get(1).get("data").get(0).get("text").asText()).isEqualTo("5 (\u22122 to 9)");
        assertThat(chart.data().rows())
                .containsExactly(List.of("Jan", "5", "5 (\u22122 to 9)"), List.of("Feb", "7", "7"));
        assertThat(Pages.render(Section.of("s", "", chart))).contains("Band: interval");
    }

    @Test
    void bandHoldsItsValues() {
        Series series = Series.of("a", COUNT, 5, 7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> series.withBand(new double[] {1}, new double[] {9}))
                .withMessage("series \"a\" has 2 values, 1 lower and 1 upper ends: must have one of each a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> series.withBand(new double[] {1, 8}, new double[] {9, 9}))
                .withMessage("series \"a\" has the value 7.0 at 1 within 8.0 to 9.0: must be between the ends, or both"
                        + " must be NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> series.withBand(new double[] {1, Double.NaN}, new double[] {9, 9}))
                .withMessageContaining("7.0 at 1 within NaN to 9.0");
    }

    @Test
    void pointBetweenGapsHasADot() {
        double[] values = new double[60];
        values[1] = Double.NaN;
        JsonNode points = LineChart.of("t", labels(60), Series.of("a", COUNT, values))
                .option()
                .get("series")
                .get(0)
                .get("data");
        assertThat(points.get(0).get("symbolSize").asInt()).isPositive();
        assertThat(points.get(1).get("text").asText()).isEqualTo("not yet known");
        assertThat(points.get(2).get("symbolSize").asInt()).isZero();
    }

    @Test
    void axisNamesTheUnitUnlessTheTitleDoes() {
        Series series = Series.of("a", EUR, 1, 2);
        assertThat(LineChart.of("Revenue", LABELS, series)
                        .option()
                        .get("yAxis")
                        .get("name")
                        .asText())
                .isEqualTo("EUR");
        assertThat(LineChart.of("Revenue (EUR)", LABELS, series)
                        .option()
                        .get("yAxis")
                        .get("name")
                        .asText())
                .isEmpty();
    }

    @Test
    void sharesNearTheWholeGoUpToTheWhole() {
        ValueFormat percent = ValueFormat.percent(0);
        JsonNode full = LineChart.of("t", LABELS, Series.of("a", percent, Double.NaN, 0.95))
                .option()
                .get("yAxis");
        assertThat(full.get("max").asDouble()).isEqualTo(1);
        assertThat(full.get("interval").asDouble()).isEqualTo(0.25);
        for (Series other : List.of(
                Series.of("low", percent, 0.1, 0.3),
                Series.of("growth", percent, 0.9, 1.2),
                Series.of("loss", percent, -0.1, 0.95),
                Series.of("count", COUNT, 0, 1))) {
            assertThat(LineChart.of("t", LABELS, other).option().get("yAxis").has("max"))
                    .as(other.name())
                    .isFalse();
        }
    }

    @Test
    void linesShareOneFormat() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineChart.of("t", LABELS, Series.of("a", COUNT, 1, 2), Series.of("b", EUR, 1, 2)))
                .withMessageStartingWith(
                        "series \"b\" has the format ValueFormat[1,234.50 EUR]: must have that of \"a\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineChart.of("t", LABELS))
                .withMessage("a line chart of 0 series: must have at least 1");
    }

    @Test
    void coloursComeRoundWithAnotherDash() {
        Series[] series = new Series[13];
        for (int i = 0; i < series.length; i++) {
            series[i] = Series.of("s" + i, COUNT, 1, 2);
        }
        series[2] = series[2].dashed();
        JsonNode drawn = LineChart.of("t", LABELS, series).option().get("series");
        assertThat(drawn.get(0).get("lineStyle").get("type").get("index").asInt())
                .isZero();
        assertThat(drawn.get(2).get("lineStyle").get("type").get("index").asInt())
                .isEqualTo(1);
        assertThat(drawn.get(12).get("lineStyle").get("type").get("index").asInt())
                .isEqualTo(2);
    }

    /** Colour and pattern together tell 48 lines apart, dashed ones among them. */
    @Test
    void noTwoLinesLookAlike() {
        List<String> looks = new ArrayList<>();
        for (boolean dashed : new boolean[] {false, true}) {
            Series[] series = new Series[48];
            for (int i = 0; i < series.length; i++) {
                Series line = Series.of("s" + i, COUNT, 1, 2);
                series[i] = dashed ? line.dashed() : line;
            }
            LineChart chart = LineChart.of("t", LABELS, series);
            String page = Pages.render(Section.of("s", "", chart));
            for (int i = 0; i < series.length; i++) {
                JsonNode style = chart.option().get("series").get(i).get("lineStyle");
                int pattern = style.get("type").get("index").asInt();
                looks.add(style.get("color").get("index").asInt() % 12 + " " + pattern);
                assertThat(page).contains("dash-" + pattern + "\" style=\"--colour:var(--c" + i % 12 + ")\"");
                assertThat(pattern).as("the patterns of report.js").isBetween(0, 7);
            }
        }
        assertThat(looks).doesNotHaveDuplicates();
    }

    @Test
    void seriesOfAnotherLengthIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineChart.of("t", LABELS, Series.of("a", COUNT, 1)))
                .withMessage("series \"a\" has 1 values: must have one for each of the 2 labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarChart.of("t", LABELS, Series.of("a", COUNT, 1, 2, 3)))
                .withMessage("series \"a\" has 3 values: must have one for each of the 2 labels");
    }

    @Test
    void seriesKeepsItsOwnCopyAndRefusesInfinity() {
        double[] values = {1, 2};
        Series series = Series.of("a", COUNT, values);
        values[0] = 99;
        assertThat(series.value(0)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.of("a", COUNT, 1, Double.NEGATIVE_INFINITY))
                .withMessage("values of \"a\"[1] is -Infinity: must be finite, or NaN for not yet known");
    }

    @Test
    void summaryNamesTheEnds() {
        assertThat(BarChart.of("Sizes", LABELS, Series.of("a", COUNT, 1, 2)).summary())
                .isEqualTo("Bar chart: Sizes. 2 labels. a: highest 2 (Feb), lowest 1 (Jan).");
        assertThat(LineChart.of("Sizes", LABELS, Series.of("a", COUNT, Double.NaN, Double.NaN))
                        .summary())
                .isEqualTo("Line chart: Sizes. Jan to Feb. a: not yet known.");
    }

    @Test
    void markIsAtItsLabelAndToldInWords() {
        LineChart chart = LineChart.of("t", LABELS, Series.of("a", COUNT, 1, 2), Series.of("b", COUNT, 2, 3))
                .withMark("Feb", "calibration ends")
                .withNote("n")
                .withLabelName("Month");
        JsonNode drawn = chart.option().get("series");
        JsonNode mark = drawn.get(0).get("markLine").get("data").get(0);
        assertThat(mark.get("xAxis").asInt()).isEqualTo(1);
        assertThat(mark.get("name").asText()).isEqualTo("calibration ends");
        assertThat(drawn.get(1).has("markLine")).isFalse();
        assertThat(chart.summary()).endsWith(" Marked at Feb: calibration ends.");
        assertThat(chart.layout().get("mark").asBoolean()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart.withMark("Mar", "x"))
                .withMessage("mark at \"Mar\": must be one of the labels");
        assertThatIllegalArgumentException().isThrownBy(() -> chart.withMark("Jan", " "));
    }

    private static List<String> labels(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(Integer::toString)
                .toList();
    }
}
