package io.github.clv4j.jdbc;

import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.kit.StreamingContract;
import io.github.clv4j.table.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Ten million rows from DuckDB, whose driver streams if it is asked to. */
class DuckDbStreamingTest extends StreamingContract {
    private static Connection open(Path folder) throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("orders.db") + ";jdbc_stream_results=true");
    }

    @Override
    protected void store(Path folder, Table orders) throws SQLException {
        try (Connection connection = open(folder)) {
            JdbcTables.write(orders, connection, JdbcTarget.replace("orders").withBatchSize(10_000));
        }
    }

    @Override
    protected void read(Path folder, TransactionColumns columns, TransactionSink sink) throws SQLException {
        try (Connection connection = open(folder)) {
            JdbcTransactions.readInto(connection, JdbcQuery.of("SELECT * FROM \"orders\""), columns, sink);
        }
    }
}
