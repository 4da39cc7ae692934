package io.github.clv4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.kit.Cells;
import io.github.clv4j.kit.SinkContract;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Results in a table that takes the place of an earlier one. */
abstract class DatabaseSinkContract extends SinkContract {
    private final TestDatabase database;
    private @Nullable Connection connection;

    DatabaseSinkContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() throws SQLException {
        connection = database.open();
    }

    @AfterEach
    void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    private Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("not open");
        }
        return connection;
    }

    @Override
    protected void write(String name, Table table) throws SQLException {
        try {
            JdbcTables.write(table, connection(), JdbcTarget.replace(name));
        } finally {
            assertThat(TestDatabase.tables(connection())).isSubsetOf(List.of(name));
            assertThat(connection().getAutoCommit()).isTrue();
        }
    }

    @Override
    protected @Nullable Cells stored(String name) throws SQLException {
        if (!TestDatabase.tables(connection()).contains(name)) {
            return null;
        }
        List<String> columns = new ArrayList<>();
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (Statement statement = connection().createStatement();
                ResultSet results = statement.executeQuery("SELECT * FROM \"" + name + "\"")) {
            ResultSetMetaData meta = results.getMetaData();
            for (int c = 1; c <= meta.getColumnCount(); c++) {
                columns.add(meta.getColumnName(c));
            }
            while (results.next()) {
                List<@Nullable String> cells = new ArrayList<>();
                for (int c = 1; c <= meta.getColumnCount(); c++) {
                    cells.add(text(results, c, meta.getColumnType(c)));
                }
                rows.add(cells);
            }
        }
        return new Cells(columns, rows);
    }

    private static @Nullable String text(ResultSet results, int column, int type) throws SQLException {
        if (type == Types.DECIMAL || type == Types.NUMERIC) {
            BigDecimal number = results.getBigDecimal(column);
            return number == null ? null : number.toPlainString();
        }
        String text = type == Types.DOUBLE ? Double.toString(results.getDouble(column)) : results.getString(column);
        return results.wasNull() ? null : text;
    }
}
