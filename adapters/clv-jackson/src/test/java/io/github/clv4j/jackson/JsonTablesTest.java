package io.github.clv4j.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTablesTest {
    private static final JsonReadOptions DOCUMENT = JsonReadOptions.withDefaults();
    private static final JsonReadOptions LINES = DOCUMENT.withLayout(JsonLayout.LINES);
    private static final String TEXT = """
            {"schema":"clv4j-table","version":1,"name":"clv","columns":[
            {"name":"id","type":"text"},
            {"name":"orders","type":"integer"},
            {"name":"p_alive","type":"decimal"},
            {"name":"value","type":"money","currency":"EUR","digits":2},
            {"name":"last","type":"date"}],"rowCount":2,"rows":[
            ["c1","9007199254740993",0.1,"-19.90","2025-03-01"],
            [null,9007199254740992,"Infinity",null,null]]}
            """;
    private static final String ON_LINES = """
            {"schema":"clv4j-table-lines","version":1,"name":"clv","columns":[{"name":"id","type":"text"},{"name":"orders","type":"integer"},{"name":"p_alive","type":"decimal"},{"name":"value","type":"money","currency":"EUR","digits":2},{"name":"last","type":"date"}],"rowCount":2}
            {"id":"c1","orders":"9007199254740993","p_alive":0.1,"value":"-19.90","last":"2025-03-01"}
            {"id":null,"orders":9007199254740992,"p_alive":"Infinity","value":null,"last":null}
            """;

    @TempDir
    private Path folder = Path.of("");

    static Table clv() {
        return Table.of(
                "clv",
                2,
                List.of(
                        Column.text("id", row -> row == 0 ? "c1" : null),
                        Column.integer("orders", row -> (1L << 53) + 1 - row),
                        Column.decimal("p_alive", row -> row == 0 ? 0.1 : Double.POSITIVE_INFINITY),
                        Column.money("value", MoneyScale.of("EUR"), row -> -1990, row -> row == 1),
                        Column.date("last", row -> LocalDate.of(2025, 3, 1).toEpochDay(), row -> row == 1)));
    }

    private static String text(Table table, JsonLayout layout) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonTables.write(table, out, layout);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Table read(String text, JsonReadOptions options) throws IOException {
        return JsonTables.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "t", options);
    }

    @Test
    void theTextIsWhatTheDocumentationSays() throws IOException {
        assertThat(text(clv(), JsonLayout.DOCUMENT)).isEqualTo(TEXT);
        assertThat(text(clv(), JsonLayout.LINES)).isEqualTo(ON_LINES);
        Tables.assertSame(read(TEXT, DOCUMENT), clv());
        Tables.assertSame(read(ON_LINES, LINES), clv());
        JsonTables.writeRows(clv(), folder.resolve("rows.jsonl"));
        assertThat(folder.resolve("rows.jsonl")).hasContent(ON_LINES.substring(ON_LINES.indexOf('\n') + 1));
    }

    @Test
    void keysAndSpaceMayStandOtherwise() throws IOException {
        String sorted = """
                { "columns" : [ { "digits" : 0, "type" : "money", "currency" : "JPY", "name" : "y" } ],
                  "name" : "", "rowCount" : 1, "version" : 1, "schema" : "clv4j-table", "rows" : [ [ "7" ] ] }""";
        Table table = read(sorted, DOCUMENT);
        assertThat(table.column("y").textAt(0)).isEqualTo("7");
        assertThat(table.column("y").money()).isEqualTo(MoneyScale.of("JPY"));
        String swapped = ON_LINES.replace(
                "\"id\":\"c1\",\"orders\":\"9007199254740993\"", "\"orders\":9007199254740993,\"id\":\"c1\"");
        Tables.assertSame(read(swapped, LINES), clv());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "\"version\":1 ! \"version\":2,\"novelty\":[] ! t, line 1, column 35: version 2 is newer than 1, which",
                "\"version\":1 ! \"version\":0 ! version is 0; it must be 1 or more",
                "\"version\":1, ! ~~ ! keys [version] are missing; they must come before the rows",
                "\"name\":\"clv\", ! \"name\":1, ! name is 1; it must be text",
                "\"name\":\"clv\", ! \"names\":1, ! the key 'names' is unknown; keys are [schema, version, name, columns",
                "clv4j-table ! other ! schema is 'other'; it must be 'clv4j-table'",
                "\"text\" ! \"texts\" ! type is 'texts'; it must be text, integer, decimal, money or date",
                ",\"currency\":\"EUR\" ! ~~ ! t, line 5, column 42: column 'value' is of type money; columns of money",
                "\"digits\":2 ! \"digits\":10 ! column 'value': digits is 10; it must be 0 to 9",
                "\"orders\" ! \"id\" ! table 'clv' has two columns named 'id'",
                "\"rowCount\":2 ! \"rowCount\":3 ! there are 2 rows; rowCount says 3",
                "\"rowCount\":2 ! \"rowCount\":1 ! there are more rows than rowCount says, 1",
                "\"rowCount\":2 ! \"rowCount\":-1 ! rowCount is -1; it must be 0 or more",
                "\"c1\" ! 7 ! t, line 7, column 2: row 1, column 'id': the value is 7; cells of text are strings or null",
                "\"9007199254740993\" ! 1.5 ! row 1, column 'orders': the value is 1.5; cells of integers are whole",
                "\"9007199254740993\" ! 99999999999999999999 ! cells of integers are whole numbers of 64 bits",
                "0.1 ! 1e999 ! column 'p_alive': the value is 1e999; numbers must be within those of a double",
                "0.1 ! \"0.1\" ! the value is 0.1; cells of decimals are numbers",
                "\"-19.90\" ! -19.90 ! the value is -19.90; cells of money are strings such as \"12.50\", or null",
                "\"-19.90\" ! \"x\" ! the value is x; cells of money are strings",
                "\"-19.90\" ! \"-19.905\" ! amounts must have the digits of the currency",
                "\"2025-03-01\" ! \"2025-02-30\" ! cells of dates are strings such as \"2025-03-01\", or null",
                ",\"2025-03-01\"] ! ] ! row 1 has 4 cells; the table has 5 columns",
                ",\"2025-03-01\"] ! ,null,null] ! row 1 has more cells than the 5 columns",
                "\"rows\" ! \"rows\":[],\"rows\" ! Duplicate field 'rows'",
                "null]]} ! null]] ! Unexpected end-of-input: expected close marker for Object",
                "null]]} ! null]]}{} ! there is more text behind the end of the table"
            })
    void faultsAreNamed(String there, String instead, String message) {
        assertThat(TEXT).contains(there);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(TEXT.replace(there, instead), DOCUMENT))
                .withMessageStartingWith("t, line ")
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "\"version\":1 ! \"version\":2 ! version 2 is newer than 1",
                "table-lines ! table ! schema is 'clv4j-table'; it must be 'clv4j-table-lines'",
                "\"rowCount\":2 ! \"rowCount\":3 ! there are 2 rows; rowCount says 3",
                "\"id\":null ! \"ids\":null ! t, line 3, column 2: row 2: the table has no column 'ids'",
                "\"id\":null, ! \"id\":null,\"id\":null, ! Duplicate field 'id'",
                ",\"last\":null ! ,\"last\":[] ! column 'last': the value is […]; cells of dates"
            })
    void faultsOfLinesAreNamed(String there, String instead, String message) {
        assertThat(ON_LINES).contains(there);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(ON_LINES.replace(there, instead), LINES))
                .withMessageContaining(message);
    }

    /** Whatever is missing at the end shows, in both layouts. */
    @Test
    void cutTextsAreRefused() throws IOException {
        for (JsonLayout layout : JsonLayout.values()) {
            String text = text(clv(), layout).strip();
            for (int length = 0; length < text.length(); length++) {
                String cut = text.substring(0, length);
                assertThatExceptionOfType(DataException.class)
                        .as(cut)
                        .isThrownBy(() -> read(cut, DOCUMENT.withLayout(layout)))
                        .withMessageStartingWith("t");
            }
        }
    }

    @Test
    void filesOfEitherLayoutComeBack() throws IOException {
        for (String name : List.of("t.json", "t.jsonl")) {
            Path file = Files.writeString(folder.resolve(name), "an earlier text");
            JsonTables.write(clv(), file);
            Tables.assertSame(JsonTables.read(file), clv());
        }
    }
}
