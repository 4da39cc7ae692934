package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CsvTablesTest {
    @TempDir
    private Path folder;

    private static Table texts(@Nullable String... cells) {
        return Table.of("texts", cells.length, List.of(Column.text("id", row -> cells[row]), ones()));
    }

    private static Column ones() {
        return Column.integer("n", row -> 1);
    }

    private static String written(Table table, CsvTableOptions options) throws IOException {
        StringWriter writer = new StringWriter();
        CsvTables.write(table, writer, options);
        return writer.toString();
    }

    private static String written(Table table) throws IOException {
        StringWriter writer = new StringWriter();
        CsvTables.write(table, writer);
        return writer.toString();
    }

    @Test
    void writesEveryTypeAndLeavesUnknownCellsEmpty() throws IOException {
        Table table = Table.of(
                "all",
                2,
                List.of(
                        Column.text("text", row -> row == 0 ? "é" : null),
                        Column.integer("whole", row -> 7, row -> row == 1),
                        Column.decimal("number", row -> row == 0 ? 0.1 : Double.NaN),
                        Column.money("money", MoneyScale.of("EUR"), row -> -5, row -> row == 1),
                        Column.date("date", row -> 0, row -> row == 1)));

        assertThat(written(table)).isEqualTo("text,whole,number,money,date\né,7,0.1,-0.05,1970-01-01\n,,,,\n");
    }

    @Test
    void quotesWhereTheFormatAsksForIt() throws IOException {
        assertThat(written(texts("a,b", "say \"x\"", "two\nlines", "r\r", " p ", "plain;|", "")))
                .isEqualTo(
                        "id,n\n\"a,b\",1\n\"say \"\"x\"\"\",1\n\"two\nlines\",1\n\"r\r\",1\n p ,1\nplain;|,1\n\"\",1\n");
        assertThat(written(texts("a,b", "a;b"), CsvTableOptions.withDefaults().withSeparator(';')))
                .isEqualTo("id;n\na,b;1\n\"a;b\";1\n");
    }

    @Test
    void formulasAreWrittenAsTheyAreUnlessGuarded() throws IOException {
        Table table = Table.of(
                "t",
                5,
                List.of(
                        Column.text(
                                "=id",
                                row -> List.of("=1+1", "+x", "-x", "@x", "a=b").get(row)),
                        Column.integer("n", row -> -row)));

        assertThat(written(table)).isEqualTo("=id,n\n=1+1,0\n+x,-1\n-x,-2\n@x,-3\na=b,-4\n");
        assertThat(written(table, CsvTableOptions.withDefaults().withFormulaGuard()))
                .isEqualTo("'=id,n\n'=1+1,0\n'+x,-1\n'-x,-2\n'@x,-3\na=b,-4\n");
    }

    @Test
    void aTableWithoutRowsIsItsHeader() throws IOException {
        assertThat(written(texts())).isEqualTo("id,n\n");
    }

    @Test
    void writesAFileInUtf8AndReplacesAnEarlierOne() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "something much longer than what comes now");

        CsvTables.write(texts("Ж"), file);

        assertThat(file).hasContent("id,n\nЖ,1\n");
        assertThat(Files.readAllBytes(file)).isEqualTo("id,n\nЖ,1\n".getBytes(StandardCharsets.UTF_8));
        assertOnly("t.csv");
    }

    @Test
    void aRelativeNameWillDo() throws IOException {
        Path file = Path.of("target", "CsvTablesTest-relative.csv");
        Files.createDirectories(Path.of("target"));

        CsvTables.write(texts("a"), file);

        assertThat(file).hasContent("id,n\na,1\n");
        Files.delete(file);
    }

    @Test
    void aFailureLeavesTheEarlierFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "earlier");
        Table broken = Table.of("t", 3, List.of(Column.text("id", row -> {
            if (row == 2) {
                throw new IllegalStateException("broken");
            }
            return "a";
        })));

        assertThatThrownBy(() -> CsvTables.write(broken, file)).isInstanceOf(IllegalStateException.class);

        assertThat(file).hasContent("earlier");
        assertOnly("t.csv");
    }

    @Test
    void leftoversOfACrashAreNoObstacle() throws IOException {
        Files.writeString(folder.resolve(".t.csv.0.tmp"), "half a ta");

        CsvTables.write(texts("a"), folder.resolve("t.csv"));

        assertThat(folder.resolve("t.csv")).hasContent("id,n\na,1\n");
        assertOnly(".t.csv.0.tmp", "t.csv");
    }

    @Test
    void aMissingFolderSaysSo() {
        assertThatThrownBy(
                        () -> CsvTables.write(texts("a"), folder.resolve("none").resolve("t.csv")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> CsvTables.write(texts("a"), folder)).isInstanceOf(IOException.class);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void newFilesHaveTheRightsOfNewFilesAndLinksStayLinks() throws IOException {
        Path ordinary = Files.writeString(folder.resolve("ordinary"), "x");
        Path file = folder.resolve("t.csv");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        CsvTables.write(texts("a"), file);

        CsvTables.write(texts("b"), link);

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).hasContent("id,n\nb,1\n");
        assertThat(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))
                .isEqualTo(Files.getPosixFilePermissions(ordinary));
    }

    @Test
    void aWriterIsFlushedAndNotClosedAndItsFailureComesThrough() throws IOException {
        boolean[] closed = new boolean[1];
        StringWriter text = new StringWriter();
        Writer open = new FilterWriter(text) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        CsvTables.write(texts("a"), open);
        assertThat(text).hasToString("id,n\na,1\n");
        assertThat(closed[0]).isFalse();

        Writer full = new FilterWriter(text) {
            @Override
            public void write(char[] buffer, int offset, int length) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThatThrownBy(() -> CsvTables.write(texts("a"), full))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    private void assertOnly(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }
}
