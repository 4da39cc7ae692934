package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentMapsTest {
    static List<SegmentMap> all() {
        return SegmentMaps.all();
    }

    @Test
    void catalogue() {
        assertThat(SegmentMaps.all())
                .containsExactly(
                        SegmentMaps.OMNICONVERT,
                        SegmentMaps.CLASSIC,
                        SegmentMaps.PUTLER,
                        SegmentMaps.RF_GRID,
                        SegmentMaps.SHOPIFY_LIKE,
                        SegmentMaps.QUARTILE,
                        SegmentMaps.R_RFM_0_2,
                        SegmentMaps.R_RFM_VIGNETTE,
                        SegmentMaps.ALIBABA,
                        SegmentMaps.SIMPLE);
        assertThat(SegmentMaps.named("omniconvert")).isSameAs(SegmentMaps.OMNICONVERT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMaps.named("shopify"))
                .withMessage(
                        "there is no segment map 'shopify'; there are [Omniconvert, Classic, Putler, RF grid, Shopify-like,"
                                + " Quartile, R rfm 0.2, R rfm vignette, Alibaba, Simple]");
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyCellHasExactlyOneSegmentAndEverySegmentACell(SegmentMap map) {
        List<String> cells = new ArrayList<>();
        for (Segment segment : map.segments()) {
            assertThat(map.cells(segment.name())).isNotEmpty();
            assertThat(segment.description()).isNotBlank();
            cells.addAll(map.cells(segment.name()));
        }
        assertThat(cells).hasSize(map.bins() * map.bins() * map.bins()).doesNotHaveDuplicates();
        assertThat(map.source()).isNotBlank();
        assertThat(map.precedence()).isNotBlank();
    }

    @Test
    void omniconvertGroups() {
        assertThat(SegmentMaps.OMNICONVERT.segments())
                .extracting(Segment::name)
                .containsExactlyInAnyOrder(
                        "Soulmates",
                        "Lovers",
                        "New Passion",
                        "Potential Lovers",
                        "Platonic Friends",
                        "Apprentice",
                        "Flirting",
                        "About To Dump You",
                        "Don Juan",
                        "Ex-Lovers",
                        "Break-Ups");
    }

    /** The cells that Omniconvert's guide lists one by one (chapters 6.1 to 6.11). */
    @Test
    void omniconvertFixedCells() {
        SegmentMap map = SegmentMaps.OMNICONVERT;
        assertThat(map.cells("Soulmates")).containsExactly("555");
        assertThat(map.cells("Don Juan")).containsExactly("114", "115");
        assertThat(map.cells("Ex-Lovers"))
                .containsExactly("124", "125", "133", "134", "135", "143", "144", "145", "153", "154", "155");
        assertThat(map.cells("Break-Ups"))
                .containsExactly("111", "112", "113", "121", "122", "123", "131", "132", "141", "142", "151", "152");
        assertThat(map.cells("Lovers")).as("R4-5 F3-5 M3-5 without 555").hasSize(17);
        assertThat(map.segmentOf(2, 1, 4).name()).as("the guide's picture").isEqualTo("About To Dump You");
        assertThat(map.segmentOf(4, 1, 4).name())
                .as("a secondary source's only cell")
                .isEqualTo("Flirting");
    }

    /** Where the guide publishes a range, the map's cells stay within it. */
    @ParameterizedTest
    @CsvSource({
        "Soulmates, 5, 5, 5, 5, 5, 5",
        "Lovers, 4, 5, 3, 5, 3, 5",
        "New Passion, 5, 5, 1, 4, 4, 5",
        "Potential Lovers, 3, 5, 3, 5, 2, 5",
        "Platonic Friends, 3, 5, 1, 5, 1, 4",
        "Apprentice, 4, 5, 1, 3, 1, 2",
        "About To Dump You, 2, 3, 1, 5, 1, 5"
    })
    void omniconvertStaysWithinPublishedRanges(
            String segment, int rLow, int rHigh, int fLow, int fHigh, int mLow, int mHigh) {
        for (String cell : SegmentMaps.OMNICONVERT.cells(segment)) {
            assertThat(score(cell, 0)).as(cell).isBetween(rLow, rHigh);
            assertThat(score(cell, 1)).as(cell).isBetween(fLow, fHigh);
            assertThat(score(cell, 2)).as(cell).isBetween(mLow, mHigh);
        }
    }

    /** Putler's published ranges of R and FM = (F + M) / 2. */
    @ParameterizedTest
    @CsvSource({
        "Champions, 4, 5, 4, 5",
        "Loyal Customers, 2, 5, 3, 5",
        "Potential Loyalists, 3, 5, 1, 3",
        "New Customers, 4, 5, 0, 1",
        "Promising, 3, 4, 0, 1",
        "Needs Attention, 2, 3, 2, 3",
        "About To Sleep, 2, 3, 0, 2",
        "At Risk, 0, 2, 2, 5",
        "Can't Lose Them, 0, 1, 4, 5",
        "Hibernating, 1, 2, 1, 2",
        "Lost, 0, 2, 0, 2"
    })
    void classicStaysWithinPublishedRanges(String segment, int rLow, int rHigh, int fmLow, int fmHigh) {
        assertThat(SegmentMaps.CLASSIC.segments()).hasSize(11);
        for (String cell : SegmentMaps.CLASSIC.cells(segment)) {
            assertThat(score(cell, 0)).as(cell).isBetween(rLow, rHigh);
            assertThat((score(cell, 1) + score(cell, 2)) / 2.0).as(cell).isBetween((double) fmLow, (double) fmHigh);
        }
    }

    /** Its file says that the rules do not overlap, so their order must not matter. */
    @Test
    void classicRulesAreDisjoint() {
        SegmentMap.Builder reversed = SegmentMap.builder("Classic, from the bottom");
        List<Segment> segments = SegmentMaps.CLASSIC.segments();
        for (int s = segments.size() - 1; s >= 0; s--) {
            Segment segment = segments.get(s);
            reversed.segment(segment.name(), segment.rule(), segment.treatment(), segment.description());
        }
        SegmentMap map = reversed.build();
        for (Segment segment : segments) {
            assertThat(map.cells(segment.name())).isEqualTo(SegmentMaps.CLASSIC.cells(segment.name()));
        }
    }

    private static int score(String cell, int position) {
        return cell.charAt(position) - '0';
    }
}
