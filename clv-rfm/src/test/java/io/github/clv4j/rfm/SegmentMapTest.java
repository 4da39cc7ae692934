package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

class SegmentMapTest {
    private static final String THREE_KINDS = """
            # a comment
            name: Three kinds
            source: our marketing team,
            source: March 2025
            precedence: from the top

            Best  | R4-5 FM4-5      | keep        | bought lately, and much
            Past  | R1 or 211, 212  | leave alone | not seen for long
            Other | any             | cross-sell  | everybody else
            """;

    @Test
    void readsAFile() throws IOException {
        SegmentMap map = SegmentMap.parse(new StringReader(THREE_KINDS), "three.segments");
        assertThat(map.name()).isEqualTo("Three kinds");
        assertThat(map.source()).isEqualTo("our marketing team, March 2025");
        assertThat(map.precedence()).isEqualTo("from the top");
        assertThat(map.bins()).isEqualTo(5);
        assertThat(map.segments())
                .containsExactly(
                        new Segment("Best", "R4-5 FM4-5", Treatment.KEEP, "bought lately, and much"),
                        new Segment("Past", "R1 or 211, 212", Treatment.LEAVE_ALONE, "not seen for long"),
                        new Segment("Other", "any", Treatment.CROSS_SELL, "everybody else"));
        // FM >= 4: (3,5) (4,4) (4,5) (5,3) (5,4) (5,5), for two values of R
        assertThat(map.cells("Best"))
                .containsExactly("435", "444", "445", "453", "454", "455", "535", "544", "545", "553", "554", "555");
        assertThat(map.cells("Past")).hasSize(27).contains("111", "155", "211", "212");
        assertThat(map.segmentOf(5, 3, 5).name()).isEqualTo("Best");
        assertThat(map.segmentOf(2, 1, 3).name()).isEqualTo("Other");
        assertThat(map).hasToString("Three kinds: [Best, Past, Other]");
    }

    @Test
    void lineEndsAndByteOrderMarkPlayNoPart() {
        SegmentMap map = SegmentMap.parse(THREE_KINDS, "a");
        assertThat(SegmentMap.parse("\uFEFF" + THREE_KINDS.replace("\n", "\r\n"), "b"))
                .isEqualTo(map)
                .hasSameHashCodeAs(map);
    }

    @Test
    void builderGivesTheSame() {
        SegmentMap map = SegmentMap.builder("Three kinds")
                .source("our marketing team, March 2025")
                .precedence("from the top")
                .segment("Best", "R4-5 FM4-5", Treatment.KEEP, "bought lately, and much")
                .segment("Past", "R1 or 211, 212", Treatment.LEAVE_ALONE, "not seen for long")
                .segment("Other", "any", Treatment.CROSS_SELL, "everybody else")
                .build();
        assertThat(map).isEqualTo(SegmentMap.parse(THREE_KINDS, "three.segments"));
    }

    @Test
    void assignsScores() {
        CustomerSummary summary = new TestBase()
                .row("long ago", 100, 1000)
                .row("good", 2, 900_000)
                .row("good", 1, 900_000)
                .row("not yet", -1, 100)
                .row("middling", 50, 50_000)
                .summary();
        SegmentMap map = SegmentMap.parse(THREE_KINDS, "three.segments");
        Grouping segments = map.assign(Rfm.score(summary, RfmOptions.withDefaults()));
        assertThat(segments.name()).isEqualTo("segment");
        assertThat(segments.labels()).containsExactly("Best", "Past", "Other");
        assertThat(segments.labelOf(0)).isEqualTo("Past");
        assertThat(segments.labelOf(1)).isEqualTo("Best");
        assertThat(segments.labelOf(2)).isNull();
        assertThat(segments.labelOf(3)).isEqualTo("Other");

        Grouping withGone =
                map.assign(Rfm.score(summary, RfmOptions.withDefaults().withGoneAfterDays(99)));
        assertThat(withGone.labels()).containsExactly("Best", "Past", "Other", "Gone");
        assertThat(withGone.labelOf(0)).isEqualTo("Gone");
        assertThat(withGone.labelOf(3)).isEqualTo("Other");
    }

    @Test
    void otherNumbersOfBins() {
        SegmentMap map = SegmentMap.builder("Ten")
                .bins(10)
                .segment("Top", "R9-10 FM9.5-10 or 1-1-10", Treatment.KEEP, "")
                .segment("Rest", "any", Treatment.RETAIN, "")
                .build();
        assertThat(map.cells("Top"))
                .containsExactlyInAnyOrder("1-1-10", "9-9-10", "9-10-9", "9-10-10", "10-9-10", "10-10-9", "10-10-10");
        RfmScores five = Rfm.score(TestBase.oneOrderEach(new int[] {1}, new long[] {1}), RfmOptions.withDefaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.assign(five))
                .withMessage("segment map 'Ten' is made for 10 bins, the scores have 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMap.builder("Eleven").bins(11))
                .withMessage("bins is 11; it must be 2 to 10");
        assertThatIllegalStateException()
                .isThrownBy(() -> SegmentMap.builder("Late")
                        .segment("All", "any", Treatment.KEEP, "")
                        .bins(4));
    }

    @Test
    void faultsAreAllNamedInOneError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMap.builder("Faulty")
                        .bins(2)
                        .segment("Upper", "R2", Treatment.KEEP, "")
                        .segment("Shadowed", "R2 F1 or 222", Treatment.RETAIN, "")
                        .segment("Half", "R1 M1 or R2 M2", Treatment.RETAIN, "")
                        .segment("Nothing", "R1 FM1.1-1.2", Treatment.RETAIN, "")
                        .build())
                .withMessage(
                        "segment map 'Faulty' does not give each of the 8 cells one segment and each segment a cell:"
                                + " segment 'Shadowed' is never reached;"
                                + " rule 'R2 F1' of segment 'Shadowed' is shadowed: all its cells 211 212 are taken by 'Upper';"
                                + " rule '222' of segment 'Shadowed' is shadowed: all its cells 222 are taken by 'Upper';"
                                + " rule 'R2 M2' of segment 'Half' is shadowed: all its cells 212 222 are taken by 'Upper';"
                                + " segment 'Nothing' is never reached;"
                                + " rule 'R1 FM1.1-1.2' of segment 'Nothing' matches no cell;"
                                + " 2 cells have no segment: 112 122");
    }

    @Test
    void fileWithAHole() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SegmentMap.parse(THREE_KINDS.replace("any", "R2-4"), "three.segments"))
                .withMessageContaining("three.segments: segment map 'Three kinds'")
                .withMessageContaining("cells have no segment: 511 512");
    }

    @Test
    void segmentNames() {
        SegmentMap map = SegmentMap.parse(THREE_KINDS, "three.segments");
        assertThat(map.segment("Past").treatment()).isEqualTo(Treatment.LEAVE_ALONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.segment("Lost"))
                .withMessage("segment map 'Three kinds' has no segment 'Lost'; it has [Best, Past, Other]");
        assertThatIllegalArgumentException().isThrownBy(() -> map.cells("Lost")).withMessageContaining("no segment");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.segmentOf(1, 6, 1))
                .withMessage("f is 6; it must be 1 to 5");
    }

    @Test
    void syntaxErrorsNameFileAndLine() {
        assertLine7Refused("Best | R4-5", "a segment has 4 fields");
        assertLine7Refused("Best | R4-5 | keep | a | b", "this line has 5");
        assertLine7Refused("Best | R4-6 | keep | x", "segment 'Best': 'R4-6' is no range; scores are 1 to 5");
        assertLine7Refused("Best | R5-4 | keep | x", "'R5-4' is no range");
        assertLine7Refused("Best | R0 | keep | x", "'R0' is no range");
        assertLine7Refused("Best | R4.5 | keep | x", "'R4.5' has decimals; only FM may have them");
        assertLine7Refused("Best | R4 R5 | keep | x", "'R4 R5' has two conditions on R");
        assertLine7Refused("Best | Q4 | keep | x", "'Q4' is no condition");
        assertLine7Refused("Best | R4 or | keep | x", "'or' is no condition");
        assertLine7Refused("Best | | keep | x", "is empty");
        assertLine7Refused("Best | 116 | keep | x", "'116' is no cell");
        assertLine7Refused("Best | 11 | keep | x", "'11' is no cell");
        assertLine7Refused(
                "Best | R4 | adore | x", "treatment 'adore' is unknown; it must be one of [keep, cross-sell,");
        assertLine7Refused(" | R4 | keep | x", "segment name is blank");
        assertLine7Refused("Gone | R4 | keep | x", "reserved are [Gone, New, No group, No orders, Total]");
        assertLine7Refused("Best | R4", "three.segments, line 7: ");
        assertLine7Refused("no colon", "'no colon' is neither a segment");
        assertLine7Refused("author: me", "keys are [name, source, precedence, bins, overlaps]");
        assertLine7Refused("bins: five", "bins is 'five'; it must be a whole number");
    }

    private static void assertLine7Refused(String line7, String message) {
        String text = THREE_KINDS.replaceFirst("Best [^\n]*", Matcher.quoteReplacement(line7));
        // A bad number of bins is found when the first segment is read.
        String expectedLine = line7.startsWith("bins") ? "line 8" : "line 7";
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SegmentMap.parse(text, "three.segments"))
                .withMessageStartingWith("three.segments, " + expectedLine + ": ")
                .withMessageContaining(message);
    }

    @Test
    void headerErrors() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SegmentMap.parse(THREE_KINDS.replace("name: Three kinds", ""), "x"))
                .withMessage("x, line 7: the header line 'name: …' is missing");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SegmentMap.parse(THREE_KINDS + "bins: 4\n", "x"))
                .withMessage("x, line 10: 'bins' stands below a segment; header lines come first");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SegmentMap.parse("", "empty.segments"))
                .withMessage("empty.segments: the header line 'name: …' is missing");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SegmentMap.parse(THREE_KINDS + "Best | R2 | keep | again\n", "x"))
                .withMessageStartingWith("x, line 10: segment 'Best' stands twice");
    }

    @Test
    void table() {
        assertThat(SegmentMap.parse(THREE_KINDS, "x").toTable().columns().stream()
                        .map(Column::name))
                .containsExactly("segment", "rule", "cells", "treatment", "description");
        assertThat(SegmentMap.parse(THREE_KINDS, "x").toTable().columns().stream()
                        .map(column -> column.textAt(1)))
                .containsExactly("Past", "R1 or 211, 212", "27", "leave alone", "not seen for long");
    }
}
