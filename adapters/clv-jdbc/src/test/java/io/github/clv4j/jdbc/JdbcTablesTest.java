package io.github.clv4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Results by key in tables that have rows already. */
class JdbcTablesTest {
    private static final MoneyScale EUR = MoneyScale.of("EUR");
    private static final String EVIL = "Robert\"'); DROP TABLE \"scores\"; --";
    private static final JdbcTarget SCORES =
            JdbcTarget.upsert("scores", "customer", "as_of").withCreate().withBatchSize(3);
    private static final String ALL = "SELECT * FROM \"scores\" ORDER BY \"as_of\", \"customer\"";

    /** Customers c0, c1 … with a score and what they are worth; the first one's worth is not known. */
    private static Table scores(int rows, String asOf, int score) {
        int day = (int) LocalDate.parse(asOf).toEpochDay();
        return Table.of(
                "scores",
                rows,
                List.of(
                        Column.text("customer", row -> "c" + row),
                        Column.date("as_of", row -> day),
                        Column.integer("score", row -> score + row),
                        Column.money("value", EUR, row -> 100L * score, row -> row == 0),
                        Column.decimal("alive", row -> row == 0 ? Double.NaN : 0.5)));
    }

    private static List<@Nullable String> row(String customer, String asOf, String score, String value) {
        return List.of(customer, asOf, score, value, "0.5");
    }

    @ParameterizedTest
    @EnumSource
    void writingAgainLeavesTheSameRows(TestDatabase database) throws SQLException {
        try (Connection connection = database.open()) {
            JdbcTables.write(scores(7, "2025-03-31", 1), connection, SCORES);
            List<List<@Nullable String>> once = TestDatabase.rows(connection, ALL);

            JdbcTables.write(scores(7, "2025-03-31", 1), connection, SCORES);

            assertThat(once).hasSize(7).contains(row("c6", "2025-03-31", "7", "1.00"));
            assertThat(once.get(0)).containsExactly("c0", "2025-03-31", "1", null, null);
            assertThat(TestDatabase.rows(connection, ALL)).isEqualTo(once);
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void newFiguresTakeThePlaceOfOldOnesAndOtherDatesStay(TestDatabase database) throws SQLException {
        try (Connection connection = database.open()) {
            JdbcTables.write(scores(2, "2025-02-28", 1), connection, SCORES);
            JdbcTables.write(scores(2, "2025-03-31", 1), connection, SCORES);
            JdbcTables.write(scores(3, "2025-03-31", 5), connection, SCORES);

            List<List<@Nullable String>> rows = TestDatabase.rows(connection, ALL);
            assertThat(rows).hasSize(5).contains(row("c1", "2025-02-28", "2", "1.00"));
            assertThat(rows).contains(row("c1", "2025-03-31", "6", "5.00"), row("c2", "2025-03-31", "7", "5.00"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theGenericDialectDoesTheSameWithoutAConstraint(TestDatabase database) throws SQLException {
        JdbcTarget generic = JdbcTarget.upsert("scores", "customer", "as_of")
                .withDialect(SqlDialect.GENERIC)
                .withBatchSize(2);
        try (Connection connection = database.open()) {
            TestDatabase.execute(
                    connection,
                    "CREATE TABLE \"scores\" (\"customer\" VARCHAR(99), \"as_of\" DATE, \"score\" BIGINT,"
                            + " \"value\" DECIMAL(19, 2), \"alive\" DOUBLE PRECISION)");
            JdbcTables.write(scores(2, "2025-02-28", 1), connection, generic);
            JdbcTables.write(scores(3, "2025-03-31", 1), connection, generic);
            JdbcTables.write(scores(3, "2025-03-31", 5), connection, generic);

            List<List<@Nullable String>> rows = TestDatabase.rows(connection, ALL);
            assertThat(rows).hasSize(5);
            assertThat(rows).contains(row("c1", "2025-02-28", "2", "1.00"), row("c1", "2025-03-31", "6", "5.00"));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdbcTables.write(scores(1, "2025-03-31", 5), connection, generic.withCreate()))
                    .withMessageContaining("table 'scores': in the dialect GENERIC tables cannot be created");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdbcTables.write(
                            scores(1, "2025-03-31", 5),
                            connection,
                            JdbcTarget.replace("scores").withDialect(SqlDialect.GENERIC)))
                    .withMessageContaining("table 'scores': in the dialect GENERIC tables cannot be replaced");
        }
    }

    /** What the error advises works in every database here. */
    @ParameterizedTest
    @EnumSource
    void theGenericDialectTellsHowToCreateTheTable(TestDatabase database) throws SQLException {
        JdbcTarget generic = JdbcTarget.upsert("scores", "customer", "as_of").withDialect(SqlDialect.GENERIC);
        try (Connection connection = database.open()) {
            String message = String.valueOf(
                    catchThrowable(() -> JdbcTables.write(scores(2, "2025-03-31", 1), connection, generic.withCreate()))
                            .getMessage());
            assertThat(TestDatabase.tables(connection)).isEmpty();
            String statement = message.substring(message.indexOf("CREATE TABLE"), message.lastIndexOf(", and leave"));
            assertThat(statement)
                    .isEqualTo("CREATE TABLE \"scores\" (\"customer\" VARCHAR(255), \"as_of\" DATE, \"score\" BIGINT,"
                            + " \"value\" DECIMAL(19, 2), \"alive\" DOUBLE PRECISION,"
                            + " PRIMARY KEY (\"customer\", \"as_of\"))");

            TestDatabase.execute(connection, statement);
            JdbcTables.write(scores(2, "2025-03-31", 1), connection, generic);
            JdbcTables.write(scores(2, "2025-03-31", 5), connection, generic);

            assertThat(TestDatabase.rows(connection, ALL)).hasSize(2).contains(row("c1", "2025-03-31", "6", "5.00"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsRefusedInTheLastBatchLeavesTheEarlierRows(TestDatabase database) throws SQLException {
        try (Connection connection = database.open()) {
            TestDatabase.execute(
                    connection,
                    "CREATE TABLE \"scores\" (\"customer\" VARCHAR(99), \"as_of\" DATE, \"score\" BIGINT CHECK"
                            + " (\"score\" < 100), \"value\" DECIMAL(19, 2), \"alive\" DOUBLE PRECISION,"
                            + " PRIMARY KEY (\"customer\", \"as_of\"))");
            JdbcTables.write(scores(4, "2025-03-31", 1), connection, SCORES);
            List<List<@Nullable String>> before = TestDatabase.rows(connection, ALL);

            assertThatThrownBy(() -> JdbcTables.write(scores(10, "2025-03-31", 91), connection, SCORES))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("table 'scores', rows 10 to 10 of 10 cannot be written: ");

            assertThat(TestDatabase.rows(connection, ALL)).isEqualTo(before);
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTableThatWasCreatedForAFailureIsGone(TestDatabase database) throws SQLException {
        Table failing = Table.of(
                "scores",
                5,
                List.of(Column.integer("customer", row -> row), Column.integer("score", row -> 1 / (3 - row))));
        try (Connection connection = database.open()) {
            JdbcTarget target = JdbcTarget.upsert("scores", "customer").withCreate();

            assertThatThrownBy(() -> JdbcTables.write(failing, connection, target))
                    .isInstanceOf(ArithmeticException.class);

            assertThat(TestDatabase.tables(connection)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionOfTheCallerStaysOpen(TestDatabase database) throws SQLException {
        try (Connection connection = database.open()) {
            JdbcTables.write(scores(2, "2025-03-31", 1), connection, SCORES);
            connection.setAutoCommit(false);
            TestDatabase.execute(connection, "DELETE FROM \"scores\"");
            JdbcTables.write(scores(1, "2025-03-31", 5), connection, SCORES);
            assertThat(TestDatabase.rows(connection, ALL)).hasSize(1);

            connection.rollback();

            assertThat(TestDatabase.rows(connection, ALL)).hasSize(2);
            assertThat(connection.getAutoCommit()).isFalse();
            connection.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesAndValuesAreNeverSql(TestDatabase database) throws SQLException {
        String[] evil = {EVIL, "order", "Mixed Case", "?", "a{b}%s", "\"", "x\"\"y"};
        for (String name : evil) {
            Table table = Table.of(
                    "t", 1, List.of(Column.text(name, row -> EVIL), Column.text(name + " 2", row -> "\" ? ' \\ {")));
            try (Connection connection = database.open()) {
                JdbcTarget target = JdbcTarget.upsert(name, name).withCreate();
                JdbcTables.write(table, connection, target);
                JdbcTables.write(table, connection, target);

                assertThat(TestDatabase.tables(connection)).containsExactly(name);
                assertThat(TestDatabase.rows(connection, "SELECT * FROM \"" + name.replace("\"", "\"\"") + "\""))
                        .containsExactly(List.of(EVIL, "\" ? ' \\ {"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyAloneIsPutInOnce(TestDatabase database) throws SQLException {
        Table ids = Table.of("ids", 4, List.of(Column.integer("id", row -> row)));
        try (Connection connection = database.open()) {
            JdbcTarget target = JdbcTarget.upsert("ids", "id").withCreate();
            JdbcTables.write(ids, connection, target);
            JdbcTables.write(ids, connection, target);

            assertThat(TestDatabase.rows(connection, "SELECT count(*) FROM \"ids\""))
                    .containsExactly(List.of("4"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSchemaIsNamed(TestDatabase database) throws SQLException {
        try (Connection connection = database.open()) {
            String schema = "Mart \"" + database + '"';
            TestDatabase.execute(
                    connection,
                    "DROP SCHEMA IF EXISTS \"" + schema.replace("\"", "\"\"") + "\" CASCADE",
                    "CREATE SCHEMA \"" + schema.replace("\"", "\"\"") + '"');
            JdbcTables.write(scores(2, "2025-03-31", 1), connection, SCORES.withSchema(schema));
            JdbcTables.write(
                    scores(3, "2025-03-31", 1),
                    connection,
                    JdbcTarget.replace("other").withSchema(schema));

            assertThat(TestDatabase.rows(
                            connection,
                            "SELECT table_name FROM information_schema.tables WHERE table_schema = '" + schema
                                    + "' ORDER BY 1"))
                    .containsExactly(List.of("other"), List.of("scores"));
        }
    }

    @Test
    void keysMustBeKnownAndTellRowsApart() throws SQLException {
        Table unknown = Table.of(
                "t", 2, List.of(Column.text("k", row -> row == 0 ? "a" : null), Column.integer("n", row -> row)));
        Table same = Table.of("t", 3, List.of(Column.integer("k", row -> row % 2), Column.integer("n", row -> row)));
        try (Connection connection = TestDatabase.H2.open()) {
            JdbcTarget target = JdbcTarget.upsert("t", "k").withCreate();
            assertThatThrownBy(() -> JdbcTables.write(unknown, connection, target))
                    .isInstanceOf(DataException.class)
                    .hasMessage("table 't', row 2, column 'k': no value; what tells rows apart must be known");
            assertThatThrownBy(() -> JdbcTables.write(same, connection, target))
                    .isInstanceOf(DataException.class)
                    .hasMessage("table 't', row 3: [k] is [0], as in row 1; it must tell rows apart");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdbcTables.write(same, connection, JdbcTarget.upsert("t", "x")))
                    .withMessageContaining("no column 'x'");
            assertThat(TestDatabase.tables(connection)).isEmpty();
        }
    }

    @Test
    void targetsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTarget.upsert("t"))
                .withMessageContaining("needs key columns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTarget.upsert("t", "k", "k"))
                .withMessageContaining("given twice");
        assertThatIllegalArgumentException().isThrownBy(() -> JdbcTarget.replace(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTarget.replace("t").withSchema(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTarget.replace("t").withBatchSize(0));
        assertThat(JdbcTarget.replace("t").withSchema("s")).hasToString("s.t");
    }

    @Test
    void anUpsertWithoutAConstraintSaysWhatIsMissing() throws SQLException {
        try (Connection connection = TestDatabase.DUCKDB.open()) {
            TestDatabase.execute(connection, "CREATE TABLE \"t\" (\"k\" BIGINT)");
            Table table = Table.of("t", 1, List.of(Column.integer("k", row -> row)));

            assertThatThrownBy(() -> JdbcTables.write(table, connection, JdbcTarget.upsert("t", "k")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("table 't' cannot be written: ")
                    .hasMessageContaining("UNIQUE/PRIMARY KEY");
        }
    }
}
