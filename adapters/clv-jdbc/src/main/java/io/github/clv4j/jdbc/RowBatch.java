package io.github.clv4j.jdbc;

import java.sql.SQLException;

/** Sends rows of a result to the database, some at a time. */
interface RowBatch extends AutoCloseable {
    /** Sends the rows from the first to before the end. */
    void send(int first, int end) throws SQLException;

    @Override
    void close() throws SQLException;
}
