package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NestedSegmentsTest {
    private static final Grouping SEGMENTS =
            Grouping.of("segment", List.of("Champions", "Loyal", "Lost"), new int[] {0, 1, 2, 0, Grouping.NONE});
    private static final Grouping CHANNELS =
            Grouping.of("channel", List.of("shop", "web"), new int[] {1, 0, 0, Grouping.NONE, 1});

    @Test
    void macroSegmentsGroupSegments() {
        Grouping macro = MacroSegments.of(SEGMENTS, Map.of("Lost", "Past", "Loyal", "Core", "Champions", "Core"));
        assertThat(macro)
                .isEqualTo(
                        Grouping.of("macro segment", List.of("Core", "Past"), new int[] {0, 0, 1, 0, Grouping.NONE}));
    }

    @Test
    void everySegmentIsAssigned() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MacroSegments.of(SEGMENTS, Map.of("Loyal", "Core", "Lots", "Past", "A", "Core")))
                .withMessage(
                        "each group of 'segment' must be assigned to one macro segment; not assigned: [Champions, Lost]"
                                + " unknown: [A, Lots]; the groups are [Champions, Loyal, Lost]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MacroSegments.of(SEGMENTS, Map.of("Loyal", "Core", "Champions", "Core")))
                .withMessage("each group of 'segment' must be assigned to one macro segment; not assigned: [Lost]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MacroSegments.of(SEGMENTS, Map.of("Loyal", "Core", "Champions", " ", "Lost", "Past")))
                .withMessage("the macro segment of 'Champions' is blank");
    }

    @Test
    void microSegmentsCrossTwoGroupings() {
        Grouping micro = MicroSegments.of(SEGMENTS, CHANNELS);
        assertThat(micro.name()).isEqualTo("segment / channel");
        assertThat(micro.labels())
                .containsExactly(
                        "Champions / shop",
                        "Champions / web",
                        "Loyal / shop",
                        "Loyal / web",
                        "Lost / shop",
                        "Lost / web");
        assertThat(IntStream.range(0, 5).mapToObj(micro::labelOf))
                .containsExactly("Champions / web", "Loyal / shop", "Lost / shop", null, null);
    }

    @Test
    void badCrosses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MicroSegments.of(SEGMENTS, Grouping.everyone(4)))
                .withMessage("grouping 'segment' has 5 customers, grouping 'all' 4; they must be of the same log");
        Grouping many = Grouping.of("id", 1001, Integer::toString);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MicroSegments.of(many, many))
                .withMessage("1001 groups of 'id' by 1001 of 'id' are more than 1000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MicroSegments.of(
                        Grouping.of("a", List.of("x", "x / y"), new int[0]),
                        Grouping.of("b", List.of("y / z", "z"), new int[0])))
                .withMessageContaining("has a label twice");
    }
}
