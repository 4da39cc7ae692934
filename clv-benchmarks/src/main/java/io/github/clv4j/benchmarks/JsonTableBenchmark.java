package io.github.clv4j.benchmarks;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.jackson.JsonLayout;
import io.github.clv4j.jackson.JsonTables;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to write the scores of all customers as JSON, and to read them back? {@code writeBytes} is the floor: as
 * many bytes as the document has, made one by one in a plain loop and written to a file. {@code readBytes} is that of reading:
 * the document's bytes read and looked at one by one.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 6)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
@State(Scope.Benchmark)
public class JsonTableBenchmark {
    private static final int BUFFER = 1 << 13;
    private static final List<String> SEGMENTS =
            List.of("Soulmates", "Lovers", "New Passions", "Apprentices", "Ex Lovers");

    /** Rows of the table. */
    @Param("1000000")
    public int results;

    private Table table = Table.of("none", 0, List.of(Column.integer("n", row -> row)));
    private Path folder = Path.of("");
    private Path document = Path.of("");
    private long bytes;

    /** Makes the table and writes it once, to be read. */
    @Setup(Level.Trial)
    public void make() throws IOException {
        Random random = new Random(1);
        double[] alive = random.doubles(results).toArray();
        long[] value = random.longs(results, -1_000, 1_000_000).toArray();
        int first = (int) LocalDate.of(2023, 1, 1).toEpochDay();
        table = Table.of(
                "scores",
                results,
                List.of(
                        Column.text("customer_id", row -> "C" + row),
                        Column.integer("r", row -> row % 5 + 1),
                        Column.integer("f", row -> row % 3 + 1),
                        Column.integer("m", row -> row % 4 + 1),
                        Column.text("segment", row -> SEGMENTS.get(row % SEGMENTS.size())),
                        Column.date("last_order", row -> first + row % 700),
                        Column.decimal("p_alive", row -> alive[row]),
                        Column.money("clv", MoneyScale.of("EUR"), row -> value[row], row -> row % 10 == 0)));
        folder = Files.createTempDirectory("clv4j-benchmark");
        document = folder.resolve("table.json");
        bytes = writeDocument();
    }

    /** Removes the files. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        for (String name : List.of("table.json", "table.jsonl", "floor")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }

    /** The floor: bytes and nothing else. */
    @Benchmark
    public long writeBytes() throws IOException {
        byte[] buffer = new byte[BUFFER];
        long written = 0;
        try (OutputStream out = Files.newOutputStream(folder.resolve("floor"))) {
            while (written < bytes) {
                int count = (int) Math.min(BUFFER, bytes - written);
                for (int i = 0; i < count; i++) {
                    buffer[i] = (byte) ('0' + (written + i) % 10);
                }
                out.write(buffer, 0, count);
                written += count;
            }
        }
        return written;
    }

    /** The table as a document. */
    @Benchmark
    public long writeDocument() throws IOException {
        JsonTables.write(table, document);
        return Files.size(document);
    }

    /** The table as JSON lines. */
    @Benchmark
    public long writeLines() throws IOException {
        Path lines = folder.resolve("table.jsonl");
        try (OutputStream out = Files.newOutputStream(lines)) {
            JsonTables.write(table, out, JsonLayout.LINES);
        }
        return Files.size(lines);
    }

    /** The floor of reading: each byte looked at, the arrays counted, of which each row is one. */
    @Benchmark
    public long readBytes() throws IOException {
        byte[] buffer = new byte[BUFFER];
        long arrays = 0;
        try (InputStream in = Files.newInputStream(document)) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    arrays += buffer[i] == '[' ? 1 : 0;
                }
            }
        }
        return arrays;
    }

    /** The document back to a table. */
    @Benchmark
    public Table readDocument() throws IOException {
        return JsonTables.read(document);
    }
}
