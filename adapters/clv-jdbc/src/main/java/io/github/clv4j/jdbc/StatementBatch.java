package io.github.clv4j.jdbc;

import io.github.clv4j.table.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A statement for each row: one that puts it in, or one that deletes what has its key. */
final class StatementBatch implements RowBatch {
    private final PreparedStatement statement;
    private final List<Column> columns;

    StatementBatch(Connection connection, String sql, List<Column> columns) throws SQLException {
        this.statement = connection.prepareStatement(sql);
        this.columns = columns;
    }

    @Override
    public void send(int first, int end) throws SQLException {
        for (int row = first; row < end; row++) {
            for (int c = 0; c < columns.size(); c++) {
                Cells.bind(statement, c + 1, columns.get(c), row);
            }
            statement.addBatch();
        }
        statement.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
