package io.github.clv4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    private static final List<String> TWO = List.of("a", "b");
    private static final ValueFormat COUNT = ValueFormat.integer();

    @Test
    void colourRunsFromZeroToTheHighestValue() {
        assertThat(colours(map(0, 25, 50, 100))).containsExactly(0.0, 0.25, 0.5, 1.0);
        assertThat(colours(map(0, 25, 36, 100).withScale(HeatMap.Scale.SQUARE_ROOT)))
                .containsExactly(0.0, 0.5, 0.6, 1.0);
        assertThat(colours(map(-100, 0, 50, 100))).containsExactly(0.0, 0.5, 0.75, 1.0);
        assertThat(colours(map(0, 0, 0, 0))).containsExactly(0.0, 0.0, 0.0, 0.0);
    }

    @Test
    void valuesBeyondTheRangeHaveTheColourOfItsEnd() {
        HeatMap map = map(1, 20, 30, 100).withRange(10, 50);
        assertThat(colours(map)).containsExactly(0.0, 0.25, 0.5, 1.0);
        assertThat(legend(map)).contains("\u2264\u202f10", "\u2265\u202f50");
        assertThat(legend(map(10, 20, 30, 50).withRange(10, 50))).doesNotContain("\u2264", "\u2265");
    }

    @Test
    void unknownCellsAreApart() {
        HeatMap map = map(Double.NaN, 25, Double.NaN, 100);
        JsonNode series = map.option().get("series");
        assertThat(series.get(0).get("data")).hasSize(2);
        assertThat(series.get(1).get("type").asText()).isEqualTo("custom");
        assertThat(series.get(1).get("data")).hasSize(2);
        assertThat(series.get(1).get("data").get(1).get("value").toString()).isEqualTo("[0,1]");
        assertThat(series.get(1).get("data").get(0).get("tip").toString())
                .isEqualTo("[\"a \u00d7 a\",\"not yet known\"]");
        assertThat(legend(map)).contains("not yet known");
        assertThat(legend(map(1, 2, 3, 4))).doesNotContain("not yet known");
    }

    @Test
    void mapOfUnknownCellsOnlyIsDrawn() {
        HeatMap map = map(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertThat(map.option().get("series").get(0).get("data")).isEmpty();
        assertThat(map.summary()).contains("Cells not yet known: 4.").doesNotContain("Highest");
        assertThat(legend(map)).doesNotContain("ramp");
    }

    @Test
    void rowSharesStandInTooltipAndTable() {
        HeatMap map = map(1, 3, 0, 0).withRowShares().withAxisNames("June", "March");
        JsonNode cell = map.option().get("series").get(0).get("data").get(1);
        assertThat(cell.get("tip").toString()).isEqualTo("[\"March: a, June: b\",\"3\",\"75.0% of row\"]");
        assertThat(map.data().rows()).containsExactly(List.of("a", "1 (25.0%)", "3 (75.0%)"), List.of("b", "0", "0"));
        assertThat(map.data().header()).containsExactly("March \\ June", "a", "b");
    }

    @Test
    void cellTextIsTheShortValueUnlessToldOtherwise() {
        assertThat(texts(map(1, 12345, 1234567, 0.4))).containsExactly("1", "12,345", "1.2M", "0");
        assertThat(texts(map(1, 2, 3, 4).withCellText(List.of(TWO, TWO)))).containsExactly("a", "b", "a", "b");
        HeatMap bare = map(1, 2, 3, 4).withoutCellText();
        assertThat(texts(bare)).containsOnly("");
        assertThat(bare.option().get("series").get(0).get("label").get("show").asBoolean())
                .isFalse();
    }

    @Test
    void cellNotesStandInTooltipAndTable() {
        HeatMap map = map(1, 2, 3, 4).withCellNotes(List.of(List.of("Lost", ""), TWO));
        assertThat(map.option()
                        .get("series")
                        .get(0)
                        .get("data")
                        .get(0)
                        .get("tip")
                        .toString())
                .isEqualTo("[\"a \u00d7 a\",\"1\",\"Lost\"]");
        assertThat(map.data().rows().get(0)).containsExactly("a", "1 Lost", "2");
    }

    @Test
    void keepsItsOwnCopies() {
        double[][] values = {{1, 2}, {3, 4}};
        List<String> labels = new ArrayList<>(TWO);
        HeatMap map = HeatMap.of("t", labels, labels, values, COUNT);
        String before = map.option().toString();
        values[0][0] = 99;
        labels.set(0, "changed");
        assertThat(map.option().toString()).isEqualTo(before);
    }

    @Test
    void namesWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMap.of("t", TWO, TWO, new double[][] {{1, 2}}, COUNT))
                .withMessage("values has 1 rows: must have one for each of the 2 row labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMap.of("t", TWO, TWO, new double[][] {{1, 2}, {3}}, COUNT))
                .withMessage("values[1] has 1 values: must have one for each of the 2 column labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map(1, 2, Double.POSITIVE_INFINITY, 4))
                .withMessage("values[1][0] is Infinity: must be finite, or NaN for not yet known");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMap.of("t", List.of(), TWO, new double[2][0], COUNT))
                .withMessage("xLabels is empty: must hold at least one label");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map(1, 2, 3, 4).withCellText(List.of(TWO)))
                .withMessage("texts has 1 rows: must have one for each of the 2 row labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map(1, 2, 3, 4).withCellNotes(List.of(TWO, List.of("x"))))
                .withMessage("notes[1] has 1 texts: must have one for each of the 2 column labels");
        for (double[] range : new double[][] {{1, 1}, {2, 1}, {Double.NaN, 1}, {0, Double.NaN}, {0, 1.0 / 0}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> map(1, 2, 3, 4).withRange(range[0], range[1]))
                    .withMessageStartingWith("range is " + range[0] + " to " + range[1]);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without the checker can pass
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> HeatMap.of(null, TWO, TWO, new double[2][2], COUNT))
                .withMessage("title");
        assertThatNullPointerException()
                .isThrownBy(() -> HeatMap.of("t", TWO, TWO, new double[][] {{1, 2}, null}, COUNT))
                .withMessage("values[1]");
    }

    private static HeatMap map(double topLeft, double topRight, double bottomLeft, double bottomRight) {
        return HeatMap.of("t", TWO, TWO, new double[][] {{topLeft, topRight}, {bottomLeft, bottomRight}}, COUNT);
    }

    private static List<Double> colours(HeatMap map) {
        List<Double> colours = new ArrayList<>();
        map.option()
                .get("series")
                .get(0)
                .get("data")
                .forEach(cell -> colours.add(cell.get("value").get(2).asDouble()));
        return colours;
    }

    private static List<String> texts(HeatMap map) {
        return map.option().get("series").get(0).get("data").findValuesAsText("text");
    }

    private static String legend(HeatMap map) {
        Html html = new Html();
        map.renderLegend(html);
        return html.toString();
    }
}
