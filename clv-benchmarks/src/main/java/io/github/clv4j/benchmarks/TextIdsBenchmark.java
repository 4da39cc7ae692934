package io.github.clv4j.benchmarks;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
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
 * What do text ids cost on the way from unsorted arrays to a log and to scores? Every row brings a string of its own, as from
 * a driver or a parser, so that equal ids are not the same object. {@code streamColumns} is the floor: each column read once,
 * of an id its last character, for a string that is never followed costs nothing. The rival, {@code inSql}, is DuckDB over
 * its own table with a {@code VARCHAR} customer, from the same rows to the same scores. Numeric ids are the question of {@link
 * LogBuildBenchmark} and {@link IngestRivalBenchmark}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class TextIdsBenchmark {
    /** The shop's rows with text ids. */
    @State(Scope.Benchmark)
    public static class Rows {
        /** Rows, twenty a customer on average. */
        @Param({"1000000", "10000000"})
        public int textRows;

        String[] ids = {};
        int[] days = {};
        long[] amountsMinor = {};

        /** Makes the rows. */
        @Setup(Level.Trial)
        public void make() {
            SkewedTransactions raw =
                    SkewedTransactions.of(textRows, Math.max(1, textRows / Shop.ROWS_PER_CUSTOMER), false, 4_711);
            ids = Arrays.stream(raw.customerIds()).mapToObj(id -> "c" + id).toArray(String[]::new);
            days = raw.days();
            amountsMinor = raw.amountsMinor();
        }
    }

    /** The same rows in the rival's native column table. */
    @State(Scope.Benchmark)
    public static class Database {
        private final ShopDatabase database = new ShopDatabase();

        /** Fills the table {@code sales}. */
        @Setup(Level.Trial)
        public void fill(Rows rows) throws SQLException {
            database.open();
            database.execute("CREATE TABLE sales (customer VARCHAR, day INTEGER, cents BIGINT)");
            try (DuckDBAppender sales =
                    database.connection().unwrap(DuckDBConnection.class).createAppender("main", "sales")) {
                for (int i = 0; i < rows.ids.length; i++) {
                    sales.beginRow();
                    sales.append(rows.ids[i]);
                    sales.append(rows.days[i]);
                    sales.append(rows.amountsMinor[i]);
                    sales.endRow();
                }
            }
        }

        /** Closes the rival. */
        @TearDown(Level.Trial)
        public void close() throws SQLException {
            database.close();
        }

        ShopDatabase database() {
            return database;
        }
    }

    /** The floor: each column read once, in order, and the end of each id. */
    @Benchmark
    public long streamColumns(Rows rows) {
        long sum = 0;
        for (int i = 0; i < rows.ids.length; i++) {
            String id = rows.ids[i];
            sum += id.charAt(id.length() - 1) ^ rows.days[i] ^ rows.amountsMinor[i];
        }
        return sum;
    }

    /** Ids looked up, rows sorted by customer and day. */
    @Benchmark
    public TransactionLog build(Rows rows) {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")));
        builder.addAll(rows.ids, rows.days, rows.amountsMinor);
        return builder.build();
    }

    /** The log, one summary, quintile scores. */
    @Benchmark
    public RfmScores fromArraysToScores(Rows rows) {
        return Rfm.score(CustomerSummary.of(build(rows), SummaryOptions.weekly()), RfmOptions.withDefaults());
    }

    /** The rival: the same scores of the same rows. */
    @Benchmark
    public long inSql(Database database) throws SQLException {
        ShopDatabase rival = database.database();
        rival.summarise("summaries", "sales");
        rival.cuts("cuts", "summaries");
        rival.score("scores", "summaries", "cuts");
        return rival.count("scores");
    }
}
