package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One run of the main job in this JVM: its exit code, what it printed, and the folder that it was to write to. */
final class Run {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final int code;
    private final String out;
    private final String err;
    private final Path folder;
    private final boolean folderWasThere;

    private Run(int code, String out, String err, Path folder, boolean folderWasThere) {
        this.code = code;
        this.out = out;
        this.err = err;
        this.folder = folder;
        this.folderWasThere = folderWasThere;
    }

    /** Runs with {@code --output} and these arguments. */
    static Run to(Path folder, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--output");
        all.add(folder.toString());
        boolean there = Files.exists(folder);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CustomerBaseReport.run(
                all.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
        return new Run(code, out.toString(), err.toString(), folder, there);
    }

    int code() {
        return code;
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    Path folder() {
        return folder;
    }

    /** The message: what stands before the usage help. */
    String message() {
        return err.lines()
                .takeWhile(line -> !line.startsWith("Usage: "))
                .reduce((before, line) -> before + "\n" + line)
                .orElse("");
    }

    /** Asserts that the run was done and complained of nothing. */
    Run done() {
        assertThat(err).isEmpty();
        assertThat(code).isZero();
        return this;
    }

    /**
     * Asserts that the run failed as a user's mistake should: exit code, a message with these parts, no stack trace, no
     * figures, nothing left behind.
     */
    Run failed(int expectedCode, String... parts) {
        assertNoStackTrace(err);
        for (String part : parts) {
            assertThat(message()).contains(part);
        }
        assertThat(message()).as("a message").isNotBlank().doesNotContainIgnoringCase("exception");
        assertThat(code).as("exit code with message: %s", message()).isEqualTo(expectedCode);
        assertThat(out).isEmpty();
        if (!folderWasThere) {
            assertThat(Files.exists(folder)).isFalse();
        }
        return this;
    }

    static void assertNoStackTrace(String printed) {
        assertThat(printed.lines())
                .noneMatch(line -> line.startsWith("\tat "))
                .noneMatch(line -> line.contains("Exception in thread"))
                .noneMatch(line -> line.startsWith("Caused by: "));
    }

    JsonNode summary() {
        return summary(folder);
    }

    static JsonNode summary(Path folder) {
        try {
            return JSON.readTree(folder.resolve("summary.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The figure of a KPI of the whole log. */
    BigDecimal kpi(String id) {
        JsonNode value = summary().get("kpis").get(id);
        assertThat(value.isNumber()).as("KPI %s is %s", id, value).isTrue();
        return value.decimalValue();
    }

    boolean kpiIsUndefined(String id) {
        JsonNode kpis = summary().get("kpis");
        assertThat(kpis.has(id)).isTrue();
        return kpis.get(id).isNull();
    }

    /** A row of a table by column; an unknown cell is empty. */
    record Line(Map<String, String> cells) {
        String get(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new AssertionError("no column '" + column + "' in " + cells);
            }
            return cell;
        }
    }

    /** The rows of a table. */
    List<Line> table(String name) {
        return table(folder.resolve(name));
    }

    static List<Line> table(Path file) {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream().map(row -> new Line(row.getFieldsAsMap())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row of customers.csv of a customer. */
    Map<String, String> customer(String id) {
        List<Line> rows = table("customers.csv").stream()
                .filter(row -> id.equals(row.get("customer_id")))
                .toList();
        assertThat(rows).as("rows of customer '%s'", id).hasSize(1);
        return rows.get(0).cells();
    }

    /** One cell of kpis.csv or kpis-by-channel.csv; empty if undefined. */
    String kpiCell(String table, String period, String group, String kpi) {
        List<Line> rows = table(table).stream()
                .filter(row -> period.equals(row.get("period"))
                        && group.equals(row.get("group"))
                        && kpi.equals(row.get("kpi")))
                .toList();
        assertThat(rows).as("%s of %s in %s", kpi, group, period).hasSize(1);
        return rows.get(0).get("value");
    }

    /** Names of all files in the folder, hidden ones included, in order. */
    List<String> files() {
        return files(folder);
    }

    static List<String> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text of all files in the folder by name. */
    Map<String, String> texts() {
        return texts(folder);
    }

    static Map<String, String> texts(Path folder) {
        Map<String, String> texts = new TreeMap<>();
        for (String name : files(folder)) {
            texts.put(name, text(folder.resolve(name)));
        }
        return texts;
    }

    String text(String name) {
        return text(folder.resolve(name));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asserts that two folders hold the same files with the same bytes. */
    static void assertSameFiles(Map<String, String> actual, Map<String, String> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, text) -> assertThat(text.equals(actual.get(name)))
                .as("same bytes of %s", name)
                .isTrue());
    }

    /** Writes a text file. */
    static Path write(Path file, String... lines) {
        try {
            return Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
