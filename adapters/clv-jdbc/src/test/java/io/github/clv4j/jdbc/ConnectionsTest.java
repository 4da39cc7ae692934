package io.github.clv4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of connections: streaming, transactions, and those that break. */
class ConnectionsTest {
    private static final TransactionColumns COLUMNS = TransactionColumns.of("c", "d", "a");
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));
    private static final String ROW = "SELECT 'c' AS c, DATE '2025-03-01' AS d, 1 AS a";

    /** Adds what is called with one number to a list, on a connection and the statements it prepares. */
    private static Connection listening(Connection connection, List<String> calls) {
        return (Connection) listening((Object) connection, Connection.class, calls);
    }

    private static Object listening(Object real, Class<?> type, List<String> calls) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().equals("setFetchSize") || method.getName().equals("setAutoCommit")) {
                calls.add(method.getName() + " " + arguments[0]);
            } else if (List.of("executeQuery", "commit", "rollback").contains(method.getName())) {
                calls.add(method.getName());
            }
            try {
                Object result = method.invoke(real, arguments);
                return result instanceof PreparedStatement ? listening(result, PreparedStatement.class, calls) : result;
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void theFetchSizeReachesTheDriverWithinATransaction(TestDatabase database) throws SQLException {
        List<String> calls = new ArrayList<>();
        try (Connection connection = database.open()) {
            JdbcQuery query = JdbcQuery.of(ROW).withFetchSize(123);

            JdbcTransactions.read(listening(connection, calls), query, COLUMNS, EUR);

            assertThat(calls)
                    .containsExactly(
                            "setAutoCommit false", "setFetchSize 123", "executeQuery", "commit", "setAutoCommit true");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailedReadingIsRolledBackAndTheConnectionIsAsItWas(TestDatabase database) throws SQLException {
        List<String> calls = new ArrayList<>();
        try (Connection connection = database.open()) {
            JdbcQuery query = JdbcQuery.of("SELECT NULL AS c, DATE '2025-03-01' AS d, 1 AS a");

            assertThatThrownBy(() -> JdbcTransactions.read(listening(connection, calls), query, COLUMNS, EUR))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("row 1, column 'c': no value");

            assertThat(calls).endsWith("executeQuery", "rollback", "setAutoCommit true");
            assertThat(JdbcTransactions.read(connection, JdbcQuery.of(ROW), COLUMNS, EUR)
                            .rows())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionOfTheCallerIsLeftOpen(TestDatabase database) throws SQLException {
        List<String> calls = new ArrayList<>();
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);

            JdbcTransactions.read(listening(connection, calls), JdbcQuery.of(ROW), COLUMNS, EUR);

            assertThat(calls).containsExactly("setFetchSize 10000", "executeQuery");
            connection.rollback();
        }
    }

    private static void terminate(Connection connection) {
        try (Connection other = TestDatabase.postgres().getConnection()) {
            int backend = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
            assertThat(TestDatabase.rows(other, "SELECT pg_terminate_backend(" + backend + ", 10000)"))
                    .containsExactly(List.of("t"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That the loss shows at all proves that the rows were not fetched at once. */
    @Test
    void aConnectionThatIsLostWhileReadingIsAnErrorWithTheRowReached() throws SQLException {
        DataSource database = TestDatabase.postgres();
        try (Connection connection = database.getConnection()) {
            JdbcQuery query = JdbcQuery.of("SELECT 'c' || i AS c, DATE '2025-03-01' AS d, i AS a"
                            + " FROM generate_series(1, 1000000) AS s(i)")
                    .named("orders")
                    .withFetchSize(100);

            TransactionLogBuilder rows = TransactionLog.builder(EUR);
            TransactionSink losing = (TransactionSink) Proxy.newProxyInstance(
                    TransactionSink.class.getClassLoader(),
                    new Class<?>[] {TransactionSink.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("add") && arguments[0].equals("c150")) {
                            terminate(connection);
                        }
                        return method.invoke(rows, arguments);
                    });

            assertThatThrownBy(() -> JdbcTransactions.readInto(connection, query, COLUMNS, losing))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("orders: the reading broke off after row 200: ");
        }
    }

    @Test
    void aConnectionThatIsLostWhileWritingLeavesTheEarlierRows() throws SQLException {
        DataSource database = TestDatabase.postgres();
        JdbcTarget target = JdbcTarget.upsert("lost", "id").withCreate().withBatchSize(10);
        JdbcTables.write(Table.of("t", 25, List.of(Column.integer("id", row -> row))), database, target);
        Connection[] lost = new Connection[1];
        Table table = Table.of("t", 100, List.of(Column.integer("id", row -> {
            if (row == 55 && lost[0] != null) {
                terminate(lost[0]);
                lost[0] = null;
            }
            return row;
        })));
        try (Connection connection = database.getConnection()) {
            assertThatThrownBy(() -> {
                        TableWriter writer = TableWriter.of(connection, table, target);
                        lost[0] = connection;
                        writer.write();
                    })
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("table 'lost', rows 51 to 60 of 100 cannot be written: ");
        }
        try (Connection connection = database.getConnection()) {
            assertThat(TestDatabase.rows(connection, "SELECT count(*), max(id) FROM lost"))
                    .containsExactly(List.of("25", "24"));
            TestDatabase.execute(connection, "DROP TABLE lost");
        }
    }
}
