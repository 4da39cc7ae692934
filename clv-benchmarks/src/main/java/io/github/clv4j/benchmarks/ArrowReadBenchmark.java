package io.github.clv4j.benchmarks;

import io.github.clv4j.arrow.ArrowTransactions;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
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
 * What does an Arrow stream cost, from a file to rows and to a log? {@code loopVectors} is the floor: the same file read by
 * Arrow's own reader and its vectors looked at once.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx8g", "--add-opens=java.base/java.nio=ALL-UNNAMED"})
@State(Scope.Benchmark)
public class ArrowReadBenchmark {
    private static final TransactionColumns COLUMNS = TransactionColumns.of("customer_id", "date", "amount");
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));

    /** Rows of the stream. */
    @Param("4000000")
    public int fileRows;

    /** What the ids are: whole numbers, utf8, or utf8 in a dictionary. */
    @Param({"NUMBER", "UTF8", "DICTIONARY"})
    public ArrowShop.Ids ids = ArrowShop.Ids.NUMBER;

    private Path file = Path.of("");

    /** Writes the stream. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        file = Files.createTempFile("clv4j-benchmark", ".arrows");
        ArrowShop.write(
                SkewedTransactions.of(fileRows, Math.max(1, fileRows / Shop.ROWS_PER_CUSTOMER), false, 1), ids, file);
    }

    /** Removes the stream. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** The floor: each value looked at once. */
    @Benchmark
    public long loopVectors() throws IOException {
        long sum = 0;
        try (BufferAllocator allocator = new RootAllocator();
                SeekableByteChannel in = Files.newByteChannel(file);
                ArrowStreamReader reader = new ArrowStreamReader(in, allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            FieldVector customers = root.getVector(0);
            DateDayVector days = (DateDayVector) root.getVector(1);
            DecimalVector amounts = (DecimalVector) root.getVector(2);
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    sum += customers.hashCode(row)
                            ^ days.get(row)
                            ^ amounts.getDataBuffer().getLong((long) row * DecimalVector.TYPE_WIDTH);
                }
            }
        }
        return sum;
    }

    /** The stream to a sink that only counts: what the adapter alone costs. */
    @Benchmark
    public long readRows() throws IOException {
        CountingSink sink = new CountingSink(EUR);
        try (BufferAllocator allocator = new RootAllocator()) {
            ArrowTransactions.readInto(file, columns(), sink, allocator);
        }
        return sink.rows();
    }

    /** The stream to a log, sorted. */
    @Benchmark
    public TransactionLog readLog() throws IOException {
        try (BufferAllocator allocator = new RootAllocator()) {
            return ArrowTransactions.read(file, columns(), EUR, allocator);
        }
    }

    private TransactionColumns columns() {
        return ids == ArrowShop.Ids.NUMBER ? COLUMNS.withNumericIds() : COLUMNS;
    }
}
