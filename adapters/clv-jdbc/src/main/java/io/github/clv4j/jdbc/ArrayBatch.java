package io.github.clv4j.jdbc;

import io.github.clv4j.table.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement for all rows of a batch, with an array for each column. */
final class ArrayBatch implements RowBatch {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<Column> columns;
    private final SqlDialect dialect;

    ArrayBatch(Connection connection, String sql, List<Column> columns, SqlDialect dialect) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement(sql);
        this.columns = columns;
        this.dialect = dialect;
    }

    @Override
    public void send(int first, int end) throws SQLException {
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            @Nullable Object[] values = new @Nullable Object[end - first];
            for (int row = first; row < end; row++) {
                values[row - first] = Cells.value(column, row);
            }
            statement.setArray(c + 1, connection.createArrayOf(dialect.type(column), values));
        }
        statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
