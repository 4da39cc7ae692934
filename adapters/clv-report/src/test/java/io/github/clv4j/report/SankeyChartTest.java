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
    void stagesHaveNodesOfTheirOwnWhichLinksJoinStageByStage() {
        JsonNode flow = flow(stages());
        assertThat(flow.get("data").findValuesAsText("name")).containsExactly("0:0", "0:1", "1:0", "1:1", "2:0", "2:1");
        assertThat(flow.get("data").findValuesAsText("depth")).containsExactly("0", "0", "1", "1", "2", "2");
        // A comes in with 7 and goes out with 7; New comes in the middle.
        assertThat(flow.get("data").findValuesAsText("text"))
                .containsExactly("A  5", "B  2", "A  7", "New  4", "A  6", "B  5");
        assertThat(flow.get("data").get(0).get("itemStyle"))
                .isEqualTo(flow.get("data").get(4).get("itemStyle"));
        assertThat(flow.get("links").findValuesAsText("source")).containsExactly("0:0", "0:1", "1:0", "1:0", "1:1");
        assertThat(flow.get("links").findValuesAsText("target")).containsExactly("1:0", "1:0", "2:0", "2:1", "2:1");
        assertThat(stages().option().get("title").findValuesAsText("text")).containsExactly("May", "June", "July");
        assertThat(chart().option().has("title")).isFalse();
    }

    @Test
    void tableOfStagesNamesTheStep() {
        assertThat(stages().data().header()).containsExactly("Step", "From", "To", "Count", "Share of left group");
        assertThat(stages().data().rows())
                .containsExactly(
                        List.of("May \u2192 June", "A", "A", "5", "100.0%"),
                        List.of("May \u2192 June", "A", "New", "\u2013", "\u2013"),
                        List.of("May \u2192 June", "B", "A", "2", "100.0%"),
                        List.of("June \u2192 July", "A", "A", "6", "85.7%"),
                        List.of("June \u2192 July", "A", "B", "1", "14.3%"),
                        List.of("June \u2192 July", "New", "B", "4", "100.0%"));
    }

    @Test
    void summaryOfStages() {
        assertThat(stages().summary())
                .isEqualTo("Flow chart: t. 3 stages: May, June, July. 7 in the first step, 11 in the last."
                        + " Largest move: New to B, 4 (June \u2192 July). Flows not yet known: 1.");
    }

    @Test
    void stagesNameWhatDoesNotFit() {
        List<String> a = List.of("A");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SankeyChart.ofStages("t", a, List.of(a), List.of()))
                .withMessage("there is 1 stage: must be at least 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SankeyChart.ofStages(
                        "t", List.of("x", "y"), List.of(a), List.<double[][]>of(new double[][] {{1}})))
                .withMessage("2 stages with 1 lists of groups and 1 matrices of counts: must have one list a stage and"
                        + " one matrix a step");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SankeyChart.ofStages(
                        "t", List.of("x", "y", "z"), List.of(a, a, a), List.of(new double[1][1], new double[][] {{-1}
                        })))
                .withMessage("counts[1][0][0] is -1.0: must be zero or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stages().withSideNames("a", "b"))
                .withMessageContaining("must be two");
    }

    private static SankeyChart stages() {
        return SankeyChart.ofStages(
                "t",
                List.of("May", "June", "July"),
                List.of(List.of("A", "B"), List.of("A", "New"), List.of("A", "B")),
                List.of(new double[][] {{5, Double.NaN}, {2, 0}}, new double[][] {{6, 1}, {0, 4}}));
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
