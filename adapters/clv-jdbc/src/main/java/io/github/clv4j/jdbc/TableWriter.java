package io.github.clv4j.jdbc;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one result to one database table, as a whole or not at all. */
final class TableWriter {
    private final Connection connection;
    private final Table table;
    private final JdbcTarget target;
    private final SqlDialect dialect;
    private final SqlText sql;

    private TableWriter(Connection connection, Table table, JdbcTarget target, SqlDialect dialect, SqlText sql) {
        this.connection = connection;
        this.table = table;
        this.target = target;
        this.dialect = dialect;
        this.sql = sql;
    }

    static TableWriter of(Connection connection, Table table, JdbcTarget target) throws SQLException {
        SqlDialect given = target.dialect();
        SqlDialect dialect = given == null ? SqlDialect.of(connection.getMetaData()) : given;
        if (target.key().isEmpty() && dialect == SqlDialect.GENERIC) {
            throw new IllegalArgumentException("table '" + target + "': in the dialect " + dialect
                    + " tables cannot be replaced, as the types of the database are not known; upsert by a key into a table"
                    + " that is there");
        }
        KeyCheck.requireKeys(table, target);
        SqlText sql = SqlText.of(dialect, connection.getMetaData(), target, table);
        if (target.create() && dialect == SqlDialect.GENERIC) {
            throw new IllegalArgumentException("table '" + target + "': in the dialect " + dialect
                    + " tables cannot be created, as the types of the database are not known; create it once, in standard"
                    + " SQL by: " + sql.create() + ", and leave withCreate() out");
        }
        return new TableWriter(connection, table, target, dialect, sql);
    }

    void write() throws SQLException {
        if (dialect.transactionalCreate()) {
            try (OwnTransaction transaction = OwnTransaction.begin(connection)) {
                if (target.key().isEmpty()) {
                    execute(sql.dropIfPresent());
                    execute(sql.create());
                } else if (target.create()) {
                    execute(sql.createIfAbsent());
                }
                send(sql.write());
                transaction.commit();
            }
        } else if (target.key().isEmpty()) {
            replaceByStaged();
        } else {
            upsert();
        }
    }

    /** Beside the table that is there, which is dropped only when the new one is whole. */
    private void replaceByStaged() throws SQLException {
        execute(sql.dropStaged());
        execute(sql.createStaged());
        insertOrUndo(sql.insertStaged(), sql.dropStaged());
        execute(sql.dropIfPresent());
        execute(sql.rename());
    }

    private void upsert() throws SQLException {
        boolean creates = target.create() && !exists();
        if (creates) {
            execute(sql.createIfAbsent());
            insertOrUndo(sql.write(), sql.dropIfPresent());
        } else {
            insert(sql.write());
        }
    }

    private void insertOrUndo(String insert, String undo) throws SQLException {
        try {
            insert(insert);
        } catch (SQLException | RuntimeException e) {
            try {
                execute(undo);
            } catch (SQLException failed) {
                e.addSuppressed(failed);
            }
            throw e;
        }
    }

    private void insert(String insert) throws SQLException {
        try (OwnTransaction transaction = OwnTransaction.begin(connection)) {
            send(insert);
            transaction.commit();
        }
    }

    private void send(String insert) throws SQLException {
        int first = 0;
        int end = 0;
        try (RowBatch deleting = deleting();
                RowBatch inserting = inserting(insert)) {
            for (; first < table.rows(); first = end) {
                end = first + Math.min(target.batchSize(), table.rows() - first);
                if (deleting != null) {
                    deleting.send(first, end);
                }
                inserting.send(first, end);
            }
        } catch (SQLException e) {
            String rows = end == 0 ? "" : ", rows " + (first + 1) + " to " + end + " of " + table.rows();
            throw new SQLException(
                    "table '" + target + "'" + rows + " cannot be written: " + told(e),
                    e.getSQLState(),
                    e.getErrorCode(),
                    e);
        }
    }

    private @Nullable RowBatch deleting() throws SQLException {
        if (dialect != SqlDialect.GENERIC) {
            return null;
        }
        List<Column> key = target.key().stream().map(table::column).toList();
        return new StatementBatch(connection, sql.deleteByKey(), key);
    }

    private RowBatch inserting(String insert) throws SQLException {
        return dialect == SqlDialect.DUCKDB
                ? new ArrayBatch(connection, insert, table.columns(), dialect)
                : new StatementBatch(connection, insert, table.columns());
    }

    /** What the database said of the first row at fault, which drivers hang behind what they say of the batch. */
    private static String told(SQLException e) {
        SQLException next = e.getNextException();
        return e.getMessage() + (next == null ? "" : " " + next.getMessage());
    }

    private boolean exists() throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String schema = target.schema() == null ? connection.getSchema() : target.schema();
        String escape = database.getSearchStringEscape();
        try (ResultSet tables = database.getTables(
                connection.getCatalog(), literal(schema, escape), literal(target.table(), escape), null)) {
            return tables.next();
        }
    }

    private static @Nullable String literal(@Nullable String name, String escape) {
        return name == null
                ? null
                : name.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
    }

    private void execute(String statement) throws SQLException {
        try (Statement direct = connection.createStatement()) {
            direct.execute(statement);
        }
    }
}
