package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.clv4j.data.DataException;
import io.github.clv4j.rfm.OverlapPolicy;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.rfm.Treatment;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CsvSegmentMapsTest {
    private static final String RULES = """
            segment;rule;treatment;description
            Best;R2 F2;keep;"bought lately; and often"
             Rest ;any;leave alone;
            """;
    private static final String CELLS = """
            cell,segment,description,treatment
            222,Best,,keep
            221,Best,good ones,
            121,Rest,,
            122,Rest,,
            211,Rest,,
            212,Rest,,
            111,Rest,,
            112,Rest,,
            """;

    @TempDir
    private Path folder = Path.of("");

    static List<SegmentMap> all() {
        return SegmentMaps.all();
    }

    private static SegmentMap.Builder header() {
        return SegmentMap.builder("Two").source("us").bins(2);
    }

    private static SegmentMap read(String text) throws IOException {
        return CsvSegmentMaps.read(new StringReader(text), "map.csv", header());
    }

    @Test
    void readsRules() throws IOException {
        SegmentMap map = read(RULES);
        assertThat(map.name()).isEqualTo("Two");
        assertThat(map.source()).isEqualTo("us");
        assertThat(map.segments())
                .containsExactly(
                        new Segment("Best", "R2 F2", Treatment.KEEP, "bought lately; and often"),
                        new Segment("Rest", "any", Treatment.LEAVE_ALONE, ""));
    }

    @Test
    void readsCells() throws IOException {
        SegmentMap map = read(CELLS);
        assertThat(map.segments())
                .containsExactly(
                        new Segment("Best", "222 221", Treatment.KEEP, "good ones"),
                        new Segment("Rest", "121 122 211 212 111 112", Treatment.UNDECIDED, ""));
        assertThat(read(CELLS.replaceAll("(?m)^(\\d+,\\w+|cell,segment).*", "$1"))
                        .segments())
                .extracting(Segment::treatment)
                .containsExactly(Treatment.UNDECIDED, Treatment.UNDECIDED);
    }

    @ParameterizedTest
    @MethodSource("all")
    void mapsComeBackFromAFile(SegmentMap map) throws IOException {
        Path file = folder.resolve("map.csv");
        CsvSegmentMaps.write(map, file);
        assertThat(CsvSegmentMaps.read(
                        file,
                        SegmentMap.builder(map.name())
                                .source(map.source())
                                .precedence(map.precedence())
                                .bins(map.bins())
                                .overlaps(map.overlapPolicy())))
                .isEqualTo(map);
    }

    @Test
    void writesQuoted() throws IOException {
        StringWriter text = new StringWriter();
        CsvSegmentMaps.write(read(RULES), text);
        assertThat(text).hasToString("""
                "segment","rule","treatment","description"
                "Best","R2 F2","keep","bought lately; and often"
                "Rest","any","leave alone",""
                """);
    }

    /** The file's row, column, value and rule; %s is the changed second line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Best;Q4;keep;x | map.csv, row 2, column 'rule': 'Q4'; 'Q4' is no condition; write R4-5",
                "Best;;keep;x | map.csv, row 2, column 'rule': no value; a rule, or what stands beside 'or', is empty",
                "Best;R3;keep;x | map.csv, row 2, column 'rule': 'R3'; 'R3' is no range; scores are 1 to 2",
                "Best;R2;adore;x | map.csv, row 2, column 'treatment': 'adore'; treatment 'adore' is unknown; it must be",
                "Best;R2;;x | map.csv, row 2, column 'treatment': no value; treatment '' is unknown",
                ";R2;keep;x | map.csv, row 2, column 'segment': no value; segment name is blank",
                "Gone;R2;keep;x | map.csv, row 2, column 'segment': 'Gone'; segment 'Gone' has a reserved name",
                "Best;R2;keep | map.csv, line 2: the row has 3 fields, the header 4; both must have as many",
                "Best;R2;keep;x;y | map.csv, line 2: the row has 5 fields, the header 4; both must have as many"
            })
    void badRules(String line, String message) {
        refused(RULES.replaceFirst("(?m)^Best.*", line), message);
    }

    @Test
    void badFiles() {
        refused(
                RULES.replace(" Rest ", "Best"),
                "map.csv, row 3, column 'segment': 'Best'; segment 'Best' stands twice");
        refused(RULES.replace("any", "R2"), "map.csv: segment map 'Two' does not give each of the 8 cells");
        refused(RULES.replace("any", "R2"), "4 cells have no segment: 111 112 121 122");
        refused(
                RULES.replace("rule", "rules"),
                "map.csv, line 1: column 'rules' is unknown; the columns are segment, rule");
        refused(
                "segment;rule;treatment\nBest;any;keep\n",
                "map.csv, line 1: column 'description' is missing; the columns are segment, rule, treatment,"
                        + " description; or cell, segment and, if wanted, treatment, description");
        refused(
                RULES.replace("description\n", "segment\n"),
                "map.csv, line 1: the header names column 'segment' twice");
        refused("", "map.csv is empty");
        refused("segment;rule;treatment;description\n", "map.csv: segment map 'Two' does not give");
        refused("segment;rule;treatment;description\n\"Best", "map.csv, line 2: ");
    }

    @Test
    void badCells() {
        refused(CELLS.replace("221,", "223,"), "map.csv, row 3, column 'cell': '223'; '223' is no cell; a cell is");
        refused(CELLS.replace("221,", "R2,"), "map.csv, row 3, column 'cell': 'R2'; it must be one cell, its three");
        refused(CELLS.replace("221,", ","), "map.csv, row 3, column 'cell': no value; a rule");
        refused(
                CELLS.replace("211,", "221,"),
                "map.csv, row 6, column 'cell': '221'; each cell must stand once; it is in row 3 too");
        refused(CELLS.replace("112,Rest,,\n", ""), "map.csv: segment map 'Two' does not give each of the 8 cells");
        refused(CELLS.replace("112,Rest,,\n", ""), "1 cell has no segment: 112");
        refused(CELLS.replace("121,Rest", "121,"), "map.csv, row 4, column 'segment': no value; segment name is blank");
        refused(
                CELLS.replace("121,Rest", "121,New"),
                "row 4, column 'segment': 'New'; segment 'New' has a reserved name");
        refused(
                CELLS.replace("good ones,", "good ones,retain"),
                "map.csv, row 3, column 'treatment': 'retain'; segment 'Best' has 'keep' in an earlier row; it must be the"
                        + " same");
        refused(
                CELLS.replace("good ones,", "good ones,kept"),
                "row 3, column 'treatment': 'kept'; treatment 'kept' is");
        refused(
                CELLS.replace("cell,segment", "cell,rule"),
                "map.csv, line 1: column 'rule' is unknown; the columns are");
        refused(CELLS.replace("cell,segment", "cell,"), "map.csv, line 1: column '' is unknown");
    }

    /** A builder may come with segments of its own; both forms of a file say where they meet one of these. */
    @ParameterizedTest
    @CsvSource({"true, 3", "false, 4"})
    void segmentsThatTheBuilderHasAreRefused(boolean byRule, int row) {
        SegmentMap.Builder taken = header().segment("Rest", "R1 F1", Treatment.UNDECIDED, "");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CsvSegmentMaps.read(new StringReader(byRule ? RULES : CELLS), "map.csv", taken))
                .withMessageContaining(
                        "map.csv, row " + row + ", column 'segment': 'Rest'; segment 'Rest' stands twice");
    }

    private static void refused(String text, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(message);
    }

    @Test
    void filesThatAreNotThereOrNoText() throws IOException {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> CsvSegmentMaps.read(folder.resolve("none.csv"), header()));
        Path latin = Files.write(folder.resolve("latin.csv"), new byte[] {'s', ';', (byte) 0xe9, '\n'});
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CsvSegmentMaps.read(latin, header()))
                .withMessageContaining("latin.csv, line 1");
    }

    @Test
    void forbiddenOverlapsAreRefusedInFilesToo() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CsvSegmentMaps.read(
                        new StringReader(RULES), "map.csv", header().overlaps(OverlapPolicy.FORBIDDEN)))
                .withMessageContaining("map.csv: segment map 'Two'")
                .withMessageContaining("2 cells are matched by more than one segment");
    }
}
