package io.github.clv4j.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A transaction on a connection that commits by itself; closed without {@link #commit} it is rolled back, and the
 * connection commits by itself again. A connection that does not is in a transaction of its owner, which is left open.
 */
final class OwnTransaction implements AutoCloseable {
    private final Connection connection;
    private final boolean own;
    private boolean committed;

    private OwnTransaction(Connection connection, boolean own) {
        this.connection = connection;
        this.own = own;
    }

    static OwnTransaction begin(Connection connection) throws SQLException {
        boolean own = connection.getAutoCommit();
        if (own) {
            connection.setAutoCommit(false);
        }
        return new OwnTransaction(connection, own);
    }

    void commit() throws SQLException {
        if (own) {
            connection.commit();
        }
        committed = true;
    }

    @Override
    public void close() throws SQLException {
        if (own) {
            // Not if the rollback failed: to commit by itself again would commit what is left.
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }
}
