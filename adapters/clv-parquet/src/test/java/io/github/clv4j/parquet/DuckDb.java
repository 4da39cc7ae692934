package io.github.clv4j.parquet;

import io.github.clv4j.kit.Cells;
import io.github.clv4j.kit.Transaction;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes and reads Parquet files by other means than ours. */
final class DuckDb {
    private static final String TYPED =
            "customer_id VARCHAR, ordered_on DATE, amount DECIMAL(38,3), \"cost\" DECIMAL(38,3), channel VARCHAR,"
                    + " \"product group\" VARCHAR, units DECIMAL(38,3)";

    private DuckDb() {}

    /** Stores rows in columns of types, or all of text. */
    static void write(Path file, List<Transaction> rows, boolean typed) throws SQLException {
        String columns = typed ? TYPED : TYPED.replace("DATE", "VARCHAR").replace("DECIMAL(38,3)", "VARCHAR");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (" + columns + ")");
            try (DuckDBAppender appender =
                    connection.unwrap(DuckDBConnection.class).createAppender("main", "orders")) {
                for (Transaction row : rows) {
                    appender.beginRow();
                    for (Object cell : row.cells()) {
                        append(appender, cell, typed);
                    }
                    appender.endRow();
                }
            }
            statement.execute("COPY orders TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 4096)");
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Object cell, boolean typed) throws SQLException {
        if (cell == null) {
            appender.appendNull();
        } else if (typed && cell instanceof LocalDate date) {
            appender.append(date);
        } else if (typed && cell instanceof BigDecimal number) {
            appender.append(number.setScale(3));
        } else {
            appender.append(cell.toString());
        }
    }

    /** Runs {@code COPY (query) TO file}. */
    static void copy(String query, Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        }
    }

    static Cells read(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT * FROM read_parquet('" + file + "')")) {
            int count = results.getMetaData().getColumnCount();
            List<String> columns = new ArrayList<>();
            for (int c = 1; c <= count; c++) {
                columns.add(results.getMetaData().getColumnName(c));
            }
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (results.next()) {
                List<@Nullable String> cells = new ArrayList<>();
                for (int c = 1; c <= count; c++) {
                    Object value = results.getObject(c);
                    if (value instanceof BigDecimal number) {
                        cells.add(number.toPlainString());
                    } else {
                        cells.add(value == null ? null : value.toString());
                    }
                }
                rows.add(cells);
            }
            return new Cells(columns, rows);
        }
    }
}
