package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.csv.CsvColumns;
import io.github.clv4j.csv.CsvTransactions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples with databases, on the sample shop in DuckDB. */
class DatabaseExamplesTest {
    @TempDir
    private Path folder = Path.of("");

    private Path orders = Path.of("");

    @BeforeEach
    void writeOrders() throws IOException {
        orders = folder.resolve("orders.csv");
        SampleShop.writeOrders(orders, 1);
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            results.next();
            return results.getString(1);
        }
    }

    @Test
    void fromOrdersToScoresAndValuesByDate() throws SQLException, IOException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            execute(
                    database,
                    "CREATE TABLE orders AS SELECT customer_id, ordered_at::TIMESTAMP AS ordered_at,"
                            + " amount::DECIMAL(18, 2) AS amount FROM read_csv('" + orders + "')");
            JdbcToJdbc.scoreAndStore(database, LocalDate.of(2024, 6, 30));
            JdbcToJdbc.scoreAndStore(database, LocalDate.of(2024, 12, 31));
            String digest = "SELECT md5(string_agg(t::VARCHAR, ';' ORDER BY as_of, customer_id)) FROM clv t";
            String before = one(database, digest);

            JdbcToJdbc.scoreAndStore(database, LocalDate.of(2024, 12, 31));

            assertThat(one(database, digest)).isEqualTo(before);
            Table scores = scoresFromCsv(LocalDate.of(2024, 12, 31));
            assertThat(one(database, "SELECT count(*) FROM rfm_scores WHERE as_of = DATE '2024-12-31'"))
                    .isEqualTo(String.valueOf(scores.rows()));
            assertThat(one(database, "SELECT sum(spend) FROM rfm_scores WHERE as_of = DATE '2024-12-31'"))
                    .isEqualTo(sum(scores.column("spend"), scores.rows()));
            assertThat(one(database, "SELECT count(*) FROM rfm_scores WHERE as_of = DATE '2024-06-30'"))
                    .isEqualTo(String.valueOf(
                            scoresFromCsv(LocalDate.of(2024, 6, 30)).rows()));
            assertThat(one(database, "SELECT count(DISTINCT as_of) FROM clv")).isEqualTo("2");
            assertThat(one(database, "SELECT sum(clv) > 0 FROM clv")).isEqualTo("true");
        }
    }

    private Table scoresFromCsv(LocalDate asOf) throws IOException {
        TransactionLog log = CsvTransactions.read(
                orders, CsvColumns.of("customer_id", "ordered_at", "amount"), MoneyScale.of("EUR"));
        return Rfm.score(CustomerSummary.of(log, SummaryOptions.weekly().until(asOf)), RfmOptions.withDefaults())
                .toTable();
    }

    private static String sum(Column money, int rows) {
        return money.money()
                .format(IntStream.range(0, rows).mapToLong(money::longAt).sum());
    }

    @Test
    void fromAFileToAParquetFile() throws SQLException, IOException {
        Path parquet = folder.resolve("orders.parquet");
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            execute(database, "COPY (SELECT * FROM read_csv('" + orders + "')) TO '" + parquet + "' (FORMAT parquet)");
        }
        Path fromCsv = folder.resolve("from-csv.parquet");
        Path fromParquet = folder.resolve("from-parquet.parquet");

        ParquetThroughDuckDb.scores(orders, fromCsv);
        ParquetThroughDuckDb.scores(parquet, fromParquet);

        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThat(one(database, "SELECT count(*) > 5000 FROM '" + fromCsv + "'"))
                    .isEqualTo("true");
            assertThat(one(database, "SELECT count(*) FROM (FROM '" + fromCsv + "' EXCEPT FROM '" + fromParquet + "')"))
                    .isEqualTo("0");
        }
        assertThatThrownBy(() -> ParquetThroughDuckDb.scores(folder.resolve("none.parquet"), fromCsv))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("none.parquet");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(orders, parquet, fromCsv, fromParquet);
        }
    }
}
