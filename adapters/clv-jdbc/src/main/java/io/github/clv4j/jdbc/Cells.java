package io.github.clv4j.jdbc;

import io.github.clv4j.table.Column;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Cells of a result as JDBC values. An unknown cell, which an undefined number is too, is NULL. */
final class Cells {
    private Cells() {}

    static void bind(PreparedStatement statement, int index, Column column, int row) throws SQLException {
        if (column.isNull(row)) {
            statement.setNull(index, sqlType(column));
            return;
        }
        switch (column.type()) {
            case TEXT -> statement.setString(index, column.textAt(row));
            case INTEGER -> statement.setLong(index, column.longAt(row));
            case DECIMAL -> statement.setDouble(index, column.doubleAt(row));
            case MONEY -> statement.setBigDecimal(index, column.money().toDecimal(column.longAt(row)));
            case DATE -> statement.setObject(index, LocalDate.ofEpochDay(column.longAt(row)));
        }
    }

    private static int sqlType(Column column) {
        return switch (column.type()) {
            case TEXT -> Types.VARCHAR;
            case INTEGER -> Types.BIGINT;
            case DECIMAL -> Types.DOUBLE;
            case MONEY -> Types.DECIMAL;
            case DATE -> Types.DATE;
        };
    }

    static @Nullable Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column.type()) {
            case TEXT -> Objects.requireNonNull(column.textAt(row));
            case INTEGER -> column.longAt(row);
            case DECIMAL -> column.doubleAt(row);
            case MONEY -> column.money().toDecimal(column.longAt(row));
            case DATE -> LocalDate.ofEpochDay(column.longAt(row));
        };
    }
}
