package io.github.clv4j.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The databases of the tests; each connection has an empty one. */
enum TestDatabase {
    DUCKDB,
    H2,
    POSTGRESQL;

    /** Unpacked and started once for all tests of a run, on a free port; it stops with the JVM. */
    private static final class Server {
        static final @Nullable EmbeddedPostgres POSTGRES = start();

        private static @Nullable EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException | RuntimeException e) {
                System.getLogger(TestDatabase.class.getName())
                        .log(System.Logger.Level.WARNING, "PostgreSQL cannot be started here", e);
                return null;
            }
        }
    }

    static DataSource postgres() {
        assumeTrue(Server.POSTGRES != null, "PostgreSQL cannot be started here");
        return Objects.requireNonNull(Server.POSTGRES).getPostgresDatabase();
    }

    Connection open() throws SQLException {
        return switch (this) {
            case DUCKDB -> DriverManager.getConnection("jdbc:duckdb:");
            case H2 -> DriverManager.getConnection("jdbc:h2:mem:");
            case POSTGRESQL -> {
                Connection connection = postgres().getConnection();
                String schema = "s" + UUID.randomUUID();
                execute(connection, "CREATE SCHEMA \"" + schema + "\"");
                connection.setSchema(schema);
                yield connection;
            }
        };
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The tables that were created on a connection. */
    static List<String> tables(Connection connection) throws SQLException {
        String query = "SELECT table_name FROM information_schema.tables WHERE table_schema = '"
                + connection.getSchema() + "'";
        return rows(connection, query).stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    /** The cells of a query's rows, as text. */
    static List<List<@Nullable String>> rows(Connection connection, String query) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            while (results.next()) {
                List<@Nullable String> cells = new ArrayList<>();
                for (int c = 1; c <= results.getMetaData().getColumnCount(); c++) {
                    cells.add(results.getString(c));
                }
                rows.add(cells);
            }
        }
        return rows;
    }
}
