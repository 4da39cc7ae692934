package io.github.clv4j.benchmarks;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.jdbc.JdbcQuery;
import io.github.clv4j.jdbc.JdbcTransactions;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
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
 * What does a query cost, from DuckDB's rows to a log? {@code readRows} is the floor: the same cells fetched from the driver,
 * and nothing done with them. Amounts are minor units, which are read as {@code long}, or decimals.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 6)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@State(Scope.Benchmark)
public class JdbcReadBenchmark {
    private static final String MINOR = "SELECT customer, day, cents FROM sales";
    private static final String DECIMALS = "SELECT customer, day, amount FROM sales";

    /** Rows of the table. */
    @Param("4000000")
    public int tableRows;

    private @Nullable Connection database;

    /** Fills the table. */
    @Setup(Level.Trial)
    public void fill() throws SQLException {
        SkewedTransactions raw =
                SkewedTransactions.of(tableRows, Math.max(1, tableRows / Shop.ROWS_PER_CUSTOMER), false, 1);
        Connection connection = DriverManager.getConnection("jdbc:duckdb:;jdbc_stream_results=true");
        database = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE raw (customer BIGINT, day INTEGER, cents BIGINT)");
            try (DuckDBAppender rows = connection.unwrap(DuckDBConnection.class).createAppender("main", "raw")) {
                for (int i = 0; i < tableRows; i++) {
                    rows.beginRow();
                    rows.append(raw.customerIds()[i]);
                    rows.append(raw.days()[i]);
                    rows.append(raw.amountsMinor()[i]);
                    rows.endRow();
                }
            }
            statement.execute("CREATE TABLE sales AS SELECT customer, DATE '1970-01-01' + day AS day, cents,"
                    + " CAST(cents * 0.01 AS DECIMAL(18, 2)) AS amount FROM raw");
        }
    }

    private Connection database() {
        return Objects.requireNonNull(database);
    }

    /** Closes the database. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        database().close();
    }

    /** The floor: ids, dates and minor units fetched. */
    @Benchmark
    public long readRows() throws SQLException {
        long sum = 0;
        try (Statement statement = database().createStatement();
                ResultSet results = statement.executeQuery(MINOR)) {
            while (results.next()) {
                LocalDate day = (LocalDate) results.getObject(2);
                sum += results.getLong(1) ^ day.toEpochDay() ^ results.getLong(3);
            }
        }
        return sum;
    }

    /** The floor: ids, dates and decimals fetched. */
    @Benchmark
    public long readDecimalRows() throws SQLException {
        long sum = 0;
        try (Statement statement = database().createStatement();
                ResultSet results = statement.executeQuery(DECIMALS)) {
            while (results.next()) {
                LocalDate day = (LocalDate) results.getObject(2);
                BigDecimal amount = results.getBigDecimal(3);
                sum += results.getLong(1) ^ day.toEpochDay() ^ amount.scale();
            }
        }
        return sum;
    }

    /** Minor units to a log. */
    @Benchmark
    public TransactionLog readLog() throws SQLException {
        return JdbcTransactions.read(
                database(),
                JdbcQuery.of(MINOR),
                TransactionColumns.of("customer", "day", "cents")
                        .withNumericIds()
                        .withMinorUnits(),
                LogOptions.of(MoneyScale.of("EUR")));
    }

    /** Decimals to a log. */
    @Benchmark
    public TransactionLog readDecimalLog() throws SQLException {
        return JdbcTransactions.read(
                database(),
                JdbcQuery.of(DECIMALS),
                TransactionColumns.of("customer", "day", "amount").withNumericIds(),
                LogOptions.of(MoneyScale.of("EUR")));
    }
}
