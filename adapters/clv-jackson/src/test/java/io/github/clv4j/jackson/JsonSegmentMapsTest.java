package io.github.clv4j.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.clv4j.data.DataException;
import io.github.clv4j.rfm.OverlapPolicy;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMapData;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.rfm.Treatment;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSegmentMapsTest {
    private static final String TEXT = """
            {
              "name" : "Two",
              "source" : "us",
              "precedence" : "",
              "bins" : 2,
              "overlaps" : "first wins",
              "segments" : [
                {
                  "name" : "Best",
                  "rule" : "R2 F2",
                  "treatment" : "keep",
                  "description" : "x"
                },
                {
                  "name" : "Rest",
                  "rule" : "any",
                  "treatment" : "leave alone",
                  "description" : ""
                }
              ]
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    static List<SegmentMap> all() {
        return SegmentMaps.all();
    }

    private static SegmentMap read(String text) throws IOException {
        return JsonSegmentMaps.read(new StringReader(text), "map.json");
    }

    @Test
    void readsAndWritesTheSameText() throws IOException {
        SegmentMap map = read(TEXT);
        assertThat(map)
                .isEqualTo(SegmentMap.builder("Two")
                        .source("us")
                        .bins(2)
                        .segment("Best", "R2 F2", Treatment.KEEP, "x")
                        .segment("Rest", "any", Treatment.LEAVE_ALONE, "")
                        .build());
        StringWriter text = new StringWriter();
        JsonSegmentMaps.write(map, text);
        assertThat(text).hasToString(TEXT);
    }

    @ParameterizedTest
    @MethodSource("all")
    void mapsComeBackFromAFile(SegmentMap map) throws IOException {
        Path file = Files.writeString(folder.resolve("map.json"), "an earlier text");
        JsonSegmentMaps.write(map, file);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(JsonSegmentMaps.read(file)).isEqualTo(map);
    }

    /** The plain record needs no help of ours; any mapper takes it. */
    @Test
    void anyMapperReadsThePlainRecord() throws IOException {
        SegmentMapData data = new ObjectMapper().readValue(TEXT, SegmentMapData.class);
        assertThat(SegmentMap.of(data)).isEqualTo(read(TEXT));
        assertThat(new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(data)))
                .isEqualTo(new ObjectMapper().readTree(TEXT));
    }

    @Test
    void threeKeysMayBeLeftOut() throws IOException {
        SegmentMap map = read(TEXT.replaceAll("(?m)^  \"(source|precedence|overlaps)\".*\n", ""));
        assertThat(map.source()).isEmpty();
        assertThat(map.precedence()).isEmpty();
        assertThat(map.overlapPolicy()).isEqualTo(OverlapPolicy.FIRST_WINS);
        assertThat(map.segments()).extracting(Segment::name).containsExactly("Best", "Rest");
    }

    @Test
    void byteOrderMarkPlaysNoPart() throws IOException {
        Path file = Files.writeString(folder.resolve("map.json"), "\uFEFF" + TEXT, StandardCharsets.UTF_8);
        assertThat(JsonSegmentMaps.read(file)).isEqualTo(read(TEXT));
    }

    /** What stands for what in the text above, and the line, column, key and rule that are told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"R2 F2\" | \"Q4\" | line 10, column 16, segments[0].rule: 'Q4' is no condition; write R4-5",
                "\"R2 F2\" | \"R3\" | line 10, column 16, segments[0].rule: 'R3' is no range; scores are 1 to 2",
                "\"R2 F2\" | 5 | line 10, column 16, segments[0].rule: the value is 5; it must be text",
                "\"R2 F2\" | null | line 10, column 16, segments[0].rule: the value is null; it must be text",
                "\"R2 F2\" | [1] | line 10, column 16, segments[0].rule: the value is a list; it must be text",
                "\"keep\" | \"adore\" | line 11, column 21, segments[0].treatment: treatment 'adore' is unknown; it must",
                "\"Rest\" | \"Best\" | line 15, column 16, segments[1].name: segment 'Best' stands twice",
                "\"Rest\" | \"Gone\" | line 15, column 16, segments[1].name: segment 'Gone' has a reserved name",
                "\"Rest\" | \" \" | line 15, column 16, segments[1].name: segment name is blank",
                "\"Two\" | \"\" | line 2, column 12, name: the segment map's name is blank",
                "\"Two\" | true | line 2, column 12, name: the value is true; it must be text",
                "2, | 2.0, | line 5, column 12, bins: the value is 2.0; it must be a whole number",
                "2, | \"2\", | line 5, column 12, bins: the value is the text '2'; it must be a whole number",
                "2, | 12, | line 5, column 12, bins: bins is 12; it must be 2 to 10",
                "2, | 99999999999, | line 5, column 12, bins: the value is 99999999999; it must be a whole number of",
                "2, | NaN, | line 5, column ",
                "\"first wins\" | \"maybe\" | line 6, column 16, overlaps: overlaps is 'maybe'; it must be one of",
                "\"source\" | \"sources\" | line 3, column 15, sources: the key is unknown; keys are [name, bins, segments,",
                "\"source\" | \"name\" | line 3, column 3, name: the key stands twice; each must stand once",
                "\"rule\" | \"rules\" | line 10, column 17, segments[0].rules: the key is unknown; keys are [name, rule,",
                "\"description\" | \"rule\" | line 12, column 7, segments[0].rule: the key stands twice"
            })
    void errorsNameLineColumnKeyAndRule(String there, String instead, String message) {
        int at = TEXT.indexOf(there);
        String text = TEXT.substring(0, at) + instead + TEXT.substring(at + there.length());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("map.json, " + message);
    }

    @Test
    void missingKeys() {
        refused(
                TEXT.replace("  \"bins\" : 2,\n", ""),
                "map.json, line 1, column 1: the key 'bins' is missing; keys that must be there are [name, bins, segments]");
        refused(
                TEXT.replace("      \"rule\" : \"any\",\n", ""),
                "map.json, line 14, column 5, segments[1]: the key 'rule' is missing; keys that must be there are [name,"
                        + " rule, treatment, description]");
    }

    @Test
    void texts() {
        refused("", "map.json: the text is empty; it must be a JSON object");
        refused("[]", "map.json, line 1, column 1: the value is a list; it must be an object");
        refused(TEXT + "{}", "map.json, line 22, column 1: there is more text behind the end of the JSON object");
        refused(TEXT.substring(0, 12), "map.json, line 2, column 11: Unexpected end-of-input");
        refused("{ name: 1 }", "map.json, line 1, column 3: Unexpected character");
        refused(TEXT.replace("[\n", "[ 7,\n"), "map.json, line 7, column 18, segments[0]: the value is 7; it must be");
        refused("{\"name\":\"a\",\"bins\":2,\"segments\":{}}", "segments: the value is an object; it must be a list");
        refused(
                TEXT.replace("\"any\"", "\"R2\""),
                "map.json: segment map 'Two' does not give each of the 8 cells one segment and each segment a cell: 4 cells"
                        + " have no segment: 111 112 121 122");
        refused(TEXT.replace("first wins", "forbidden"), "map.json: segment map 'Two' does not give");
    }

    private static void refused(String text, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(message);
    }

    @Test
    void filesThatAreNotThereOrNoText() throws IOException {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> JsonSegmentMaps.read(folder.resolve("none.json")));
        Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xe9, '"'});
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> JsonSegmentMaps.read(latin))
                .withMessageEndingWith("latin.json: the file is not UTF-8 text");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> JsonSegmentMaps.write(
                        read(TEXT), folder.resolve("no folder").resolve("map.json")));
    }
}
