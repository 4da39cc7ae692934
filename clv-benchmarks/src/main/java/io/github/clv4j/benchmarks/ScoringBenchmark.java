package io.github.clv4j.benchmarks;

import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.rfm.ScoringRule;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
 * What do scores of three dimensions cost, by rule? {@code streamColumns} is the floor: the three columns read once. The
 * rival is DuckDB in process, all cores, whose NTILE over native columns gives the same scores as {@code ntile}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 6)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class ScoringBenchmark {
    /** Customers with two orders each on average, skewed, and a table of them in the rival. */
    @State(Scope.Benchmark)
    public static class Customers {
        private static final int ROWS_PER_CUSTOMER = 2;

        /** Customers; another size is given with {@code -p customers=…}. */
        @Param({"1000000", "10000000"})
        public int customers;

        CustomerSummary summary = summary(SkewedTransactions.of(1, 1, false, 1));
        private @Nullable Connection database;

        /** Makes the customers and fills the table. */
        @Setup(Level.Trial)
        public void make() throws SQLException {
            summary = summary(SkewedTransactions.of(ROWS_PER_CUSTOMER * customers, customers, false, 4_711));
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            database = connection;
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE customers (customer_id BIGINT, recency INTEGER, orders INTEGER, spend BIGINT)");
            }
            try (DuckDBAppender appender =
                    connection.unwrap(DuckDBConnection.class).createAppender("main", "customers")) {
                for (int c = 0; c < summary.customers(); c++) {
                    appender.beginRow();
                    appender.append(summary.index().number(c));
                    appender.append(summary.recencyDays(c));
                    appender.append(summary.orders(c));
                    appender.append(summary.spendMinor(c));
                    appender.endRow();
                }
            }
        }

        private static CustomerSummary summary(SkewedTransactions raw) {
            return CustomerSummary.of(Shop.build(raw), SummaryOptions.withDefaults());
        }

        Connection database() {
            return Objects.requireNonNull(database);
        }

        /** Closes the rival. */
        @TearDown
        public void close() throws SQLException {
            database().close();
        }
    }

    /** The floor: three columns read once, in order, by one thread. */
    @Benchmark
    public long streamColumns(Customers customers) {
        CustomerSummary summary = customers.summary;
        long sum = 0;
        for (int c = 0; c < summary.customers(); c++) {
            sum += summary.recencyDays(c) + summary.orders(c) + summary.spendMinor(c);
        }
        return sum;
    }

    /** The default: type-7 quantile cuts. */
    @Benchmark
    public RfmScores quantile(Customers customers) {
        return score(customers, ScoringRule.QUANTILE);
    }

    /** SQL's NTILE, ties split by id. */
    @Benchmark
    public RfmScores ntile(Customers customers) {
        return score(customers, ScoringRule.NTILE);
    }

    /** Mean ranks. */
    @Benchmark
    public RfmScores averageRank(Customers customers) {
        return score(customers, ScoringRule.AVERAGE_RANK);
    }

    /** Natural breaks, the rule that sorts. */
    @Benchmark
    public RfmScores naturalBreaks(Customers customers) {
        return score(customers, ScoringRule.JENKS);
    }

    private static RfmScores score(Customers customers, ScoringRule rule) {
        return Rfm.score(customers.summary, RfmOptions.withDefaults().withRule(rule));
    }

    /** The rival: three NTILE windows into a table of its own. */
    @Benchmark
    public long ntileInSql(Customers customers) throws SQLException {
        try (Statement statement = customers.database().createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE scores AS SELECT customer_id,"
                    + " ntile(5) OVER (ORDER BY -recency, customer_id)::TINYINT AS r,"
                    + " ntile(5) OVER (ORDER BY orders, customer_id)::TINYINT AS f,"
                    + " ntile(5) OVER (ORDER BY spend, customer_id)::TINYINT AS m FROM customers");
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM scores")) {
                count.next();
                return count.getLong(1);
            }
        }
    }
}
