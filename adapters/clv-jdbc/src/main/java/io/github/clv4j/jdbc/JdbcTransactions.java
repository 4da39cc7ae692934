package io.github.clv4j.jdbc;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RowWriter;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.data.TransactionSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads transactions from the rows of an SQL query.
 *
 * <pre>{@code
 * TransactionLog log = JdbcTransactions.read(
 *         dataSource,
 *         JdbcQuery.of("SELECT customer_id, ordered_at, net_total FROM orders WHERE shop = ?", "Berlin"),
 *         TransactionColumns.of("customer_id", "ordered_at", "net_total"),
 *         LogOptions.of(MoneyScale.of("EUR")));
 * }</pre>
 *
 * <p>Columns are found by label: exactly, or else whatever the case. What a cell means is told by the type of its column:
 *
 * <ul>
 *   <li>customer: whole numbers, text, UUID. CHAR loses the blanks that it is filled up with, as do labels.
 *   <li>date: DATE; TIMESTAMP, of which the date counts, whatever the zone; TIMESTAMP WITH TIME ZONE, whose day is that of
 *       the zone of the log's {@linkplain LogOptions#timeGrid() time grid}; ISO 8601 text. A TIMESTAMP that is meant in
 *       another zone than the log's is converted in the query, in SQL {@code AT TIME ZONE}.
 *   <li>amount, cost: DECIMAL and NUMERIC; whole numbers, of minor units if the columns {@linkplain
 *       TransactionColumns#withMinorUnits() say so}; REAL and DOUBLE PRECISION, as the shortest decimal that denotes the
 *       number; decimal text.
 *   <li>labels: text, whole numbers, UUID; NULL is "not known".
 * </ul>
 *
 * <p>Rows are counted from 1 and streamed: the driver is told the query's fetch size, on a connection that does not
 * commit by itself, without which PostgreSQL's driver would fetch all rows at once. Other drivers want more than that:
 * DuckDB's the property {@code jdbc_stream_results}, MySQL's {@code useCursorFetch}.
 *
 * <p>Errors, for all methods:
 *
 * <ul>
 *   <li>{@link io.github.clv4j.data.DataException} if a row is bad and the policy for bad rows allows no more of them (the
 *       message names query, row, column, value and rule); under any policy, before any row is read, if a column is not
 *       there, is there twice, or is of a type that it cannot be (the message names query, column, type and the types
 *       allowed).
 *   <li>{@link IllegalArgumentException} if columns and {@link LogOptions} do not agree on whether there is a cost, or a
 *       dimension is mapped that the options do not have.
 *   <li>{@link SQLException} if the database fails. Once rows are read its message names the query and the last row that
 *       was read; a sink has been given the rows up to there.
 * </ul>
 */
public final class JdbcTransactions {
    private JdbcTransactions() {}

    /**
     * Reads the rows of a query into a log, on a connection of its own.
     *
     * @throws SQLException if the database fails
     */
    public static TransactionLog read(
            DataSource database, JdbcQuery query, TransactionColumns columns, LogOptions options) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return read(connection, query, columns, options);
        }
    }

    /**
     * Reads the rows of a query into a log.
     *
     * @throws SQLException if the database fails
     */
    public static TransactionLog read(
            Connection connection, JdbcQuery query, TransactionColumns columns, LogOptions options)
            throws SQLException {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        readInto(connection, query, columns, builder);
        return builder.build();
    }

    /**
     * Reads the rows of a query into a sink. A connection that commits by itself is switched to a transaction of this
     * query and back; one that does not is in a transaction of the caller's, which stays open.
     *
     * @throws SQLException if the database fails
     */
    public static void readInto(
            Connection connection, JdbcQuery query, TransactionColumns columns, TransactionSink sink)
            throws SQLException {
        columns.names(sink.options());
        try (OwnTransaction transaction = OwnTransaction.begin(connection)) {
            try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
                statement.setFetchSize(query.fetchSize());
                List<@Nullable Object> parameters = query.parameters();
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                try (ResultSet results = statement.executeQuery()) {
                    readInto(results, query.name(), columns, sink);
                }
            }
            transaction.commit();
        }
    }

    /**
     * Reads the rest of a result into a log. It is read to its end and not closed.
     *
     * @param sourceName what messages call the source
     * @throws SQLException if the database fails
     */
    public static TransactionLog read(
            ResultSet results, String sourceName, TransactionColumns columns, LogOptions options) throws SQLException {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        readInto(results, sourceName, columns, builder);
        return builder.build();
    }

    /**
     * Reads the rest of a result into a sink. It is read to its end and not closed.
     *
     * @param sourceName what messages call the source
     * @throws SQLException if the database fails
     */
    public static void readInto(ResultSet results, String sourceName, TransactionColumns columns, TransactionSink sink)
            throws SQLException {
        Objects.requireNonNull(sourceName, "sourceName");
        columns.names(sink.options());
        CellReader[] cells = ResultColumns.readers(results, sourceName, columns, sink.options());
        RowWriter row = columns.writer(sink, sourceName);
        long read = 0;
        try {
            while (results.next()) {
                for (CellReader cell : cells) {
                    cell.read(results, row);
                }
                row.write();
                read++;
            }
        } catch (SQLException e) {
            throw new SQLException(
                    sourceName + ": the reading broke off after row " + read + ": " + e.getMessage(),
                    e.getSQLState(),
                    e.getErrorCode(),
                    e);
        }
    }
}
