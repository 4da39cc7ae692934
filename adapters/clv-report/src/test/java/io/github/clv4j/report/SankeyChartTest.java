package io.github.clv4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SankeyChartTest {
    private static final List<String> GROUPS = List.of("Best", "Worst", "New");

    @Test
    void sameNameOnBothSidesIsTwoNodesOfOneColour() {
        JsonNode nodes = flow(chart()).get("data");
        assertThat(nodes.findValuesAsText("name")).doesNotHaveDuplicates();
        assertThat(nodes.findValuesAsText("shortText")).containsExactly("Best", "Worst", "Best", "Worst", "New");
        assertThat(nodes.get(0).get("depth").asInt()).isZero();
        assertThat(nodes.get(2).get("depth").asInt()).isEqualTo(1);
        assertThat(nodes.get(0).get("itemStyle")).isEqualTo(nodes.get(2).get("itemStyle"));
        assertThat(nodes.findValues("itemStyle").stream().distinct()).hasSize(3);
    }

    @Test
    void everyLinkJoinsNodesThatAreDrawn() {
        JsonNode flow = flow(chart());
        List<String> names = flow.get("data").findValuesAsText("name");
        assertThat(flow.get("links")).hasSize(4);
        for (JsonNode link : flow.get("links")) {
            assertThat(names)
                    .contains(link.get("source").asText(), link.get("target").asText());
        }
    }

    @Test
    void rankingColoursByDirection() {
        JsonNode links = flow(chart().withRanking(List.of("Best", "Worst"))).get("links");
        assertThat(links.findValues("lineStyle").stream()
                        .map(style -> style.get("color").get("$hook").asText()))
                .containsExactly("neutral", "worse", "better", "neutral");
    }

    @Test
    void tableGivesEveryFlowAndItsShare() {
        assertThat(chart().data().rows())
                .containsExactly(
                        List.of("Best", "Best", "30", "75.0%"),
                        List.of("Best", "Worst", "10", "25.0%"),
                        List.of("Worst", "Best", "1", "50.0%"),
                        List.of("Worst", "New", "1", "50.0%"));
    }

    @Test
    void summaryNamesTheLargestMove() {
        assertThat(chart().summary())
                .isEqualTo("Flow chart: t. 42 in all, from 3 groups (From) to 3 groups (To)."
                        + " Largest move: Best to Worst, 10.");
    }

    @Test
    void namesWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SankeyChart.of("t", GROUPS, List.of("a"), new double[][] {{1}, {-2}, {3}}))
                .withMessage("counts[1][0] is -2.0: must be zero or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SankeyChart.of("t", GROUPS, GROUPS, new double[3][2]))
                .withMessage("counts[0] has 2 values: must have one for each of the 3 column labels");
    }

    private static SankeyChart chart() {
        return SankeyChart.of("t", GROUPS, GROUPS, new double[][] {{30, 10, 0}, {1, 0, 1}, {0, 0, 0}});
    }

    private static JsonNode flow(SankeyChart chart) {
        return chart.option().get("series").get(0);
    }
}
