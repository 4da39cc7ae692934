package io.github.clv4j.jdbc;

import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.kit.BadCell;
import io.github.clv4j.kit.SourceContract;
import io.github.clv4j.kit.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Transactions from a table, with columns of the types that the values have. */
abstract class DatabaseSourceContract extends SourceContract {
    private final TestDatabase database;
    private final List<String> types;
    private @Nullable Connection connection;

    DatabaseSourceContract(TestDatabase database, List<String> types) {
        this.database = database;
        this.types = types;
    }

    static List<String> typed(String text) {
        return List.of(text, "DATE", "DECIMAL(38, 3)", "DECIMAL(38, 3)", text, text, "DECIMAL(38, 3)");
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

    Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("not open");
        }
        return connection;
    }

    @Override
    protected void store(String name, List<Transaction> rows) throws SQLException {
        StringBuilder columns = new StringBuilder();
        for (int c = 0; c < types.size(); c++) {
            columns.append(c == 0 ? "\"" : ", \"")
                    .append(Transaction.COLUMNS.get(c))
                    .append("\" ")
                    .append(types.get(c));
        }
        TestDatabase.execute(connection(), "CREATE TABLE \"" + name + "\" (" + columns + ")");
        insert(name, rows);
    }

    void insert(String name, List<Transaction> rows) throws SQLException {
        connection().setAutoCommit(false);
        try (PreparedStatement insert =
                connection().prepareStatement("INSERT INTO \"" + name + "\" VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (Transaction row : rows) {
                @Nullable Object[] cells = row.cells();
                for (int c = 0; c < cells.length; c++) {
                    Object cell = cells[c];
                    insert.setObject(c + 1, cell == null || isTyped(c) ? cell : cell.toString());
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection().setAutoCommit(true);
    }

    private boolean isTyped(int column) {
        return types.get(column).startsWith("D");
    }

    @Override
    protected void read(String name, TransactionColumns columns, TransactionSink sink) throws SQLException {
        JdbcQuery query = JdbcQuery.of("SELECT * FROM \"" + name + "\"").named(name);
        JdbcTransactions.readInto(connection(), query, columns, sink);
    }

    @Override
    protected boolean canHold(BadCell cell) {
        return !(cell.value() instanceof String) || !isTyped(Transaction.COLUMNS.indexOf(cell.column()));
    }
}
