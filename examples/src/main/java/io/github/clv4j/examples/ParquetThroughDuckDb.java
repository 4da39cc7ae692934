package io.github.clv4j.examples;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.jdbc.JdbcQuery;
import io.github.clv4j.jdbc.JdbcTables;
import io.github.clv4j.jdbc.JdbcTarget;
import io.github.clv4j.jdbc.JdbcTransactions;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * From a Parquet or CSV file of orders to a Parquet file of RFM scores, with DuckDB as reader and writer: whatever SQL it
 * has for files, joins and filters can stand in the query.
 */
public final class ParquetThroughDuckDb {
    private ParquetThroughDuckDb() {}

    /**
     * Run with DuckDB's driver on the class path.
     *
     * @param args file of orders (.parquet or .csv), file of scores to write
     * @throws SQLException if DuckDB cannot read or write
     * @throws IOException if the file of scores cannot take its name
     */
    public static void main(String[] args) throws SQLException, IOException {
        scores(Path.of(args[0]), Path.of(args[1]));
    }

    static void scores(Path orders, Path scores) throws SQLException, IOException {
        // Results are fetched as they come, not held in memory.
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:;jdbc_stream_results=true")) {
            String reader = orders.toString().endsWith(".csv") ? "read_csv(?)" : "read_parquet(?)";
            TransactionLog log = JdbcTransactions.read(
                    duckDb,
                    JdbcQuery.of("SELECT customer_id, ordered_at, amount FROM " + reader, orders.toString())
                            .named(orders.toString()),
                    TransactionColumns.of("customer_id", "ordered_at", "amount"),
                    LogOptions.of(MoneyScale.of("EUR")));
            Table table = Rfm.score(CustomerSummary.of(log, SummaryOptions.daily()), RfmOptions.withDefaults())
                    .toTable();

            JdbcTables.write(table, duckDb, JdbcTarget.replace("scores"));
            copy(duckDb, scores);
        }
    }

    /** The file is there as a whole or not at all. */
    private static void copy(Connection duckDb, Path file) throws SQLException, IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (PreparedStatement copy = duckDb.prepareStatement("COPY scores TO ? (FORMAT parquet)")) {
            copy.setString(1, part.toString());
            copy.execute();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
