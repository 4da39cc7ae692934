package io.github.clv4j.benchmarks;

import io.github.clv4j.csv.CsvColumns;
import io.github.clv4j.csv.CsvTransactions;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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
 * What does a file cost, from its bytes to a log? {@code readBytes} is the floor: the same file read and its line ends
 * counted. Ids are text here, as they are in files.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
@State(Scope.Benchmark)
public class CsvReadBenchmark {
    private static final int BUFFER = 1 << 16;

    /** Rows of the file. */
    @Param("4000000")
    public int fileRows;

    /** 1: the file as a stream, which is read on the calling thread; 2: as a file, parsed in blocks on all cores. */
    @Param({"1", "2"})
    public int threads;

    private Path file = Path.of("");

    /** Writes the file. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        SkewedTransactions raw =
                SkewedTransactions.of(fileRows, Math.max(1, fileRows / Shop.ROWS_PER_CUSTOMER), false, 1);
        file = Files.createTempFile("clv4j-benchmark", ".csv");
        MoneyScale money = MoneyScale.of("EUR");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("customer_id,date,amount\n");
            for (int i = 0; i < fileRows; i++) {
                out.write("C" + raw.customerIds()[i] + "," + LocalDate.ofEpochDay(raw.days()[i]) + ","
                        + money.format(raw.amountsMinor()[i]) + "\n");
            }
        }
    }

    Path file() {
        return file;
    }

    /** Removes the file. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** The floor: each byte looked at once. */
    @Benchmark
    public long readBytes() throws IOException {
        long lines = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    /** The file to a log. */
    @Benchmark
    public TransactionLog readLog() throws IOException {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")));
        if (threads == 1) {
            try (InputStream in = Files.newInputStream(file)) {
                CsvTransactions.readInto(in, file.toString(), CsvColumns.detect(), builder);
            }
        } else {
            CsvTransactions.readInto(file, CsvColumns.detect(), builder);
        }
        return builder.build();
    }
}
