package io.github.clv4j.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The shop's unsorted rows in the rival's native column table, and the statements that several benchmarks ask of it. The
 * rival is DuckDB in process with as many threads as there are cores, its default.
 */
@State(Scope.Benchmark)
public class ShopDatabase {
    /** One row a customer and day, as of a day: the library's summary under the merging of a day's purchases. */
    private static final String SUMMARY = "SELECT customer, count(*) AS days, sum(orders)::BIGINT AS orders,"
            + " min(day) AS first, max(day) AS last, sum(cents)::BIGINT AS spend FROM"
            + " (SELECT customer, day, count(*) AS orders, sum(cents) AS cents FROM %s GROUP BY customer, day)"
            + " GROUP BY customer";

    /** Days before the last day of all, whatever day that is: cuts and scores do not depend on it. */
    private static final String RECENCY = "-last";

    private @Nullable Connection connection;

    /** Fills the table {@code sales}. */
    @Setup(Level.Trial)
    public void fill(Shop shop) throws SQLException {
        open();
        execute("CREATE TABLE sales (customer BIGINT, day INTEGER, cents BIGINT)");
        long[] ids = shop.raw.customerIds();
        int[] days = shop.raw.days();
        long[] cents = shop.raw.amountsMinor();
        try (DuckDBAppender sales = connection().unwrap(DuckDBConnection.class).createAppender("main", "sales")) {
            for (int i = 0; i < days.length; i++) {
                sales.beginRow();
                sales.append(ids[i]);
                sales.append(days[i]);
                sales.append(cents[i]);
                sales.endRow();
            }
        }
    }

    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    /** Closes the rival. */
    @TearDown
    public void close() throws SQLException {
        connection().close();
    }

    Connection connection() {
        return Objects.requireNonNull(connection, "not filled yet");
    }

    /** A table of summaries of the rows that a relation gives. */
    void summarise(String table, String relation) throws SQLException {
        execute("CREATE OR REPLACE TABLE " + table + " AS " + SUMMARY.formatted(relation));
    }

    /** The four cuts of each dimension, by linear interpolation (type 7), as a table of one row. */
    void cuts(String table, String summary) throws SQLException {
        execute("CREATE OR REPLACE TABLE " + table + " AS SELECT " + cutsOf(RECENCY) + " AS r, " + cutsOf("orders")
                + " AS f, " + cutsOf("spend") + " AS m FROM " + summary);
    }

    private static String cutsOf(String value) {
        return "quantile_cont(" + value + ", [0.2, 0.4, 0.6, 0.8])";
    }

    /** A table of scores of summaries, by cuts. */
    void score(String table, String summary, String cuts) throws SQLException {
        execute("CREATE OR REPLACE TABLE " + table + " AS SELECT customer, (5 - (" + cutsBelow(RECENCY, "r")
                + "))::TINYINT AS r, (1 + " + cutsBelow("orders", "f") + ")::TINYINT AS f, (1 + "
                + cutsBelow("spend", "m") + ")::TINYINT AS m FROM " + summary + ", " + cuts);
    }

    private static String cutsBelow(String value, String cuts) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(cut -> "(" + value + " > " + cuts + "[" + cut + "])::TINYINT")
                .collect(Collectors.joining(" + "));
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute(sql);
        }
    }

    long count(String table) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
            count.next();
            return count.getLong(1);
        }
    }
}
