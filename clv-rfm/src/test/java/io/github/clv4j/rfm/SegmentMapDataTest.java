package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentMapDataTest {
    private static final SegmentMapData DATA = new SegmentMapData(
            "Two",
            "us",
            "none",
            2,
            "forbidden",
            List.of(
                    new SegmentMapData.Entry("High", "R2", "keep", "x"),
                    new SegmentMapData.Entry("Rest", "R1", "leave alone", "")));

    static List<SegmentMap> all() {
        return SegmentMaps.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyMapComesBackEqual(SegmentMap map) {
        assertThat(SegmentMap.of(map.data())).isEqualTo(map).hasSameHashCodeAs(map);
    }

    @Test
    void mapOfData() {
        SegmentMap map = SegmentMap.of(DATA);
        assertThat(map.data()).isEqualTo(DATA);
        assertThat(map.name()).isEqualTo("Two");
        assertThat(map.source()).isEqualTo("us");
        assertThat(map.precedence()).isEqualTo("none");
        assertThat(map.bins()).isEqualTo(2);
        assertThat(map.overlapPolicy()).isEqualTo(OverlapPolicy.FORBIDDEN);
        assertThat(map.segments())
                .containsExactly(
                        new Segment("High", "R2", Treatment.KEEP, "x"),
                        new Segment("Rest", "R1", Treatment.LEAVE_ALONE, ""));
        assertThat(map).isNotEqualTo(SegmentMap.of(with("first wins", DATA.segments())));
    }

    private static SegmentMapData with(String overlaps, List<SegmentMapData.Entry> segments) {
        return new SegmentMapData("Two", "us", "none", 2, overlaps, segments);
    }

    @Test
    void badData() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMap.of(with("maybe", DATA.segments())))
                .withMessage("overlaps is 'maybe'; it must be one of [first wins, forbidden]");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SegmentMap.of(with("forbidden", List.of(new SegmentMapData.Entry("High", "R2", "adore", "x")))))
                .withMessageStartingWith("segment 'High': treatment 'adore' is unknown; it must be one of [keep,");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SegmentMap.of(with("forbidden", List.of(new SegmentMapData.Entry("High", "R3", "keep", "x")))))
                .withMessageStartingWith("segment 'High': 'R3' is no range");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SegmentMap.of(with("forbidden", DATA.segments().subList(0, 1))))
                .withMessageEndingWith("4 cells have no segment: 111 112 121 122");
    }

    /** What a mapper makes of a file that lacks something. */
    @Test
    @SuppressWarnings("NullAway")
    void whatIsMissingIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SegmentMapData("a", "", "", 5, null, List.of()))
                .withMessage("overlaps is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SegmentMapData("a", "", "", 5, "forbidden", null))
                .withMessage("segments is missing");
        List<SegmentMapData.Entry> withNull = Arrays.asList((SegmentMapData.Entry) null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SegmentMapData("a", "", "", 5, "forbidden", withNull))
                .withMessage("an entry of segments is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SegmentMapData.Entry("High", null, "keep", ""))
                .withMessage("rule of segment 'High' is missing");
    }
}
