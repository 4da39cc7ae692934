package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.DataException;
import io.github.clv4j.table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentMapOverlapsTest {
    private static SegmentMap.Builder overlapping() {
        return SegmentMap.builder("Overlapping")
                .bins(2)
                .segment("High", "R2 F2 or 122", Treatment.KEEP, "")
                .segment("Recent", "R2", Treatment.RETAIN, "")
                .segment("Rest", "R1-2 M2 or R1", Treatment.LEAVE_ALONE, "");
    }

    @Test
    void listsCellsSegmentsAndWinner() {
        MapOverlaps overlaps = overlapping().build().overlaps();
        assertThat(overlaps.cells())
                .containsExactly(
                        new CellOverlap("122", List.of("High", "Rest"), "High"),
                        new CellOverlap("212", List.of("Recent", "Rest"), "Recent"),
                        new CellOverlap("221", List.of("High", "Recent"), "High"),
                        new CellOverlap("222", List.of("High", "Recent", "Rest"), "High"));
        assertThat(overlaps)
                .hasToString("segment map 'Overlapping': 4 cells are matched by more than one segment")
                .isEqualTo(overlapping().build().overlaps());
        assertThat(overlaps.toTable().columns().stream().map(Column::name))
                .containsExactly("cell", "winner", "segments");
        assertThat(overlaps.toTable().columns().stream().map(column -> column.textAt(3)))
                .containsExactly("222", "High", "High | Recent | Rest");
    }

    /** Parts of one segment's rule may match a cell twice; that is nobody's loss. */
    @Test
    void partsOfOneRuleDoNotOverlap() {
        SegmentMap map = SegmentMap.builder("Parts")
                .bins(2)
                .overlaps(OverlapPolicy.FORBIDDEN)
                .segment("High", "R2 or F2", Treatment.KEEP, "")
                .segment("Rest", "R1 F1", Treatment.KEEP, "")
                .build();
        assertThat(map.overlaps().cells()).isEmpty();
        assertThat(map.overlapPolicy()).isEqualTo(OverlapPolicy.FORBIDDEN);
    }

    @Test
    void forbiddenOverlapsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> overlapping().overlaps(OverlapPolicy.FORBIDDEN).build())
                .withMessage(
                        "segment map 'Overlapping' does not give each of the 8 cells one segment and each segment a"
                                + " cell:"
                                + " 4 cells are matched by more than one segment, which the map forbids: 122 by 'High' and 'Rest', 212 by 'Recent' and 'Rest',"
                                + " 221 by 'High' and 'Recent', 222 by 'High' and 'Recent' and 'Rest'");
    }

    @Test
    void inAFile() {
        String text = """
                name: Two
                bins: 2
                overlaps: %s
                High | R2  | keep        | x
                Rest | %s  | leave alone | y
                """;
        assertThat(SegmentMap.parse(text.replace("%s  |", "R1 |").replace("%s", "forbidden"), "two")
                        .overlapPolicy())
                .isEqualTo(OverlapPolicy.FORBIDDEN);
        assertThat(SegmentMap.parse(text.replace("%s  |", "any |").replace("%s", "first wins"), "two")
                        .overlapPolicy())
                .isEqualTo(OverlapPolicy.FIRST_WINS);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(
                        () -> SegmentMap.parse(text.replace("%s  |", "any |").replace("%s", "forbidden"), "two"))
                .withMessageStartingWith("two: segment map 'Two' does not give")
                .withMessageEndingWith(
                        "4 cells are matched by more than one segment, which the map forbids: 211 212 221 222"
                                + " by 'High' and 'Rest'");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SegmentMap.parse(text.replace("overlaps: %s", "overlaps: allowed"), "two"))
                .withMessage("two, line 4: overlaps is 'allowed'; it must be one of [first wins, forbidden]");
    }

    @Test
    void cellsOfARuleAlone() {
        Segment segment = new Segment("High", "R2 F2 or 122", Treatment.KEEP, "");
        assertThat(segment.cells(2)).containsExactly("122", "221", "222");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Segment("Odd", "R3", Treatment.KEEP, "").cells(2))
                .withMessage("'R3' is no range; scores are 1 to 2, the lower one first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> segment.cells(11))
                .withMessage("bins is 11; it must be 2 to 10");
    }
}
