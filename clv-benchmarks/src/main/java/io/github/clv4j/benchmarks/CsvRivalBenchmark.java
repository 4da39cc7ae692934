package io.github.clv4j.benchmarks;

import io.github.clv4j.csv.CsvColumns;
import io.github.clv4j.csv.CsvTransactions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.io.IOException;
import java.sql.SQLException;
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
 * What does a file cost, from its bytes to scores, beside an SQL engine that reads the same file? The rival is DuckDB with
 * its own CSV reader, told the columns' types; amounts become cents exactly in both.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
@State(Scope.Benchmark)
public class CsvRivalBenchmark {
    private final CsvReadBenchmark file = new CsvReadBenchmark();
    private final ShopDatabase database = new ShopDatabase();

    /** Rows of the file. */
    @Param({"1000000", "10000000"})
    public int fileRows;

    /** Writes the file and opens the rival. */
    @Setup(Level.Trial)
    public void open() throws IOException, SQLException {
        file.fileRows = fileRows;
        file.write();
        database.open();
    }

    /** Removes the file and closes the rival. */
    @TearDown(Level.Trial)
    public void close() throws IOException, SQLException {
        file.delete();
        database.close();
    }

    ShopDatabase database() {
        return database;
    }

    /** Ours: file, log, summary, quintile scores. */
    @Benchmark
    public RfmScores fromFileToScores() throws IOException {
        return Rfm.score(
                CustomerSummary.of(
                        CsvTransactions.read(file.file(), CsvColumns.detect(), MoneyScale.of("EUR")),
                        SummaryOptions.weekly()),
                RfmOptions.withDefaults());
    }

    /** The rival: the same scores of the same file. */
    @Benchmark
    public long inSql() throws SQLException {
        database.summarise(
                "summaries",
                "(SELECT customer_id AS customer, date - DATE '1970-01-01' AS day, (amount * 100)::BIGINT AS cents FROM"
                        + " read_csv('" + file.file().toString().replace("'", "''") + "', header = true, columns ="
                        + " {'customer_id': 'VARCHAR', 'date': 'DATE', 'amount': 'DECIMAL(18,2)'}))");
        database.cuts("cuts", "summaries");
        database.score("scores", "summaries", "cuts");
        return database.count("scores");
    }
}
