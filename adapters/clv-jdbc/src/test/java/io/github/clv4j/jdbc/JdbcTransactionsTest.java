package io.github.clv4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How queries become logs, column by column and type by type. */
class JdbcTransactionsTest {
    private static final TransactionColumns COLUMNS = TransactionColumns.of("c", "d", "a");
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));
    private static final String DAY = "DATE '2025-03-01'";

    private static TransactionLog read(TestDatabase database, String select, TransactionColumns columns)
            throws SQLException {
        return read(database, select, columns, EUR);
    }

    private static TransactionLog read(
            TestDatabase database, String select, TransactionColumns columns, LogOptions options) throws SQLException {
        try (Connection connection = database.open()) {
            return JdbcTransactions.read(connection, JdbcQuery.of(select).named("orders"), columns, options);
        }
    }

    private static String select(String customer, String date, String amount) {
        return "SELECT " + customer + " AS c, " + date + " AS d, " + amount + " AS a";
    }

    private static List<String> days(TransactionLog log) {
        List<String> days = new ArrayList<>();
        for (int row = 0; row < log.rows(); row++) {
            days.add(LocalDate.ofEpochDay(log.day(row)).toString());
        }
        return days;
    }

    @ParameterizedTest
    @EnumSource
    void unitsAreWholeNumbersOfAnyType(TestDatabase database) throws SQLException {
        LogOptions options = EUR.withQuantity().withBadRows(BadRowPolicy.skip());
        TransactionColumns columns = COLUMNS.withQuantity("q");
        for (String type : List.of("SMALLINT", "BIGINT", "DECIMAL(9, 2)", "DOUBLE PRECISION", "REAL", "VARCHAR(9)")) {
            TransactionLog log =
                    read(database, select("'a'", DAY, "1") + ", CAST('3' AS " + type + ") AS q", columns, options);
            assertThat(log.quantity(0)).as(type).isEqualTo(3);
        }
        TransactionLog bad = read(
                database,
                select("'a'", DAY, "1") + ", CAST(2.5 AS DECIMAL(9, 2)) AS q UNION ALL " + select("'b'", DAY, "1")
                        + ", NULL",
                columns,
                options);
        assertThat(bad.rows()).isZero();
        assertThat(bad.report().rejected()).containsEntry(RejectReason.BAD_QUANTITY, 2L);
        assertThatThrownBy(() -> read(database, select("'a'", DAY, "1") + ", TRUE AS q", columns, options))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column '")
                .hasMessageContaining("a quantity has to be");
    }

    @ParameterizedTest
    @EnumSource
    void idsAreTextNumbersAndUuids(TestDatabase database) throws SQLException {
        String uuid = "6b3f9c1e-0d58-4e6a-9a55-2f6a3a1c7d10";
        for (String type : List.of("SMALLINT", "INTEGER", "BIGINT", "VARCHAR(10)", "CHAR(10)", "DECIMAL(18, 0)")) {
            TransactionLog log = read(database, select("CAST(17 AS " + type + ")", DAY, "1"), COLUMNS);
            assertThat(log.index().id(0)).as(type).isEqualTo("17");
        }
        TransactionLog log = read(database, select("CAST('" + uuid + "' AS UUID)", DAY, "1"), COLUMNS);
        assertThat(log.index().id(0)).isEqualTo(uuid);

        TransactionLog numeric = read(database, select("CAST(0 AS BIGINT)", DAY, "1"), COLUMNS.withNumericIds());
        assertThat(numeric.index().indexOf(0)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aNullIdIsNotZero(TestDatabase database) throws SQLException {
        TransactionLog log = read(
                database,
                select("CAST(NULL AS BIGINT)", DAY, "1"),
                COLUMNS.withNumericIds(),
                EUR.withBadRows(BadRowPolicy.skip()));

        assertThat(log.report().rejected()).containsOnlyKeys(RejectReason.EMPTY_CUSTOMER_ID);
    }

    @ParameterizedTest
    @EnumSource
    void datesAreDaysTimesAndMoments(TestDatabase database) throws SQLException {
        LogOptions berlin = EUR.withTimeGrid(TimeGrid.of(ZoneId.of("Europe/Berlin"), TimeStep.DAYS));
        for (String local : List.of(
                "DATE '2025-03-01'",
                "TIMESTAMP '2025-03-01 23:30:00'",
                "CAST('2025-03-01' AS VARCHAR(40))",
                "CAST('2025-03-01' AS CHAR(40))",
                "CAST('2025-02-28T23:30:00Z' AS VARCHAR(40))",
                "TIMESTAMP WITH TIME ZONE '2025-02-28 23:30:00+00'",
                "TIMESTAMP WITH TIME ZONE '2025-03-01 00:30:00+01'")) {
            assertThat(days(read(database, select("'c'", local, "1"), COLUMNS, berlin)))
                    .as(local)
                    .containsExactly("2025-03-01");
        }
        String moment = "TIMESTAMP WITH TIME ZONE '2025-03-01 00:30:00+01'";
        assertThat(days(read(database, select("'c'", moment, "1"), COLUMNS))).containsExactly("2025-02-28");
    }

    @ParameterizedTest
    @EnumSource
    void theDefaultZonePlaysNoPart(TestDatabase database) throws SQLException {
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String other : List.of("America/New_York", "Pacific/Auckland", "Pacific/Apia")) {
                TimeZone.setDefault(TimeZone.getTimeZone(other));
                StringBuilder select = new StringBuilder();
                List<String> expected = new ArrayList<>();
                // The days around the changes of clocks, and one that Samoa left out.
                for (String day : List.of("1990-03-18", "1990-04-01", "2011-12-30", "2025-03-09", "2025-11-02")) {
                    for (String hour : List.of("00", "02", "10", "23")) {
                        select.append(select.isEmpty() ? "" : " UNION ALL ")
                                .append(select(
                                        "'c'", "TIMESTAMP WITH TIME ZONE '" + day + " " + hour + ":30:00+00'", "1"));
                        expected.add(day);
                    }
                }
                assertThat(days(read(database, select.toString(), COLUMNS)))
                        .as(other)
                        .isEqualTo(expected);
                assertThat(days(read(
                                database,
                                select.toString().replace(" WITH TIME ZONE", "").replace("+00", ""),
                                COLUMNS)))
                        .as(other)
                        .isEqualTo(expected);
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @EnumSource
    void amountsAreExact(TestDatabase database) throws SQLException {
        for (String amount : List.of(
                "CAST(19.90 AS DECIMAL(10, 2))",
                "CAST(19.90 AS DECIMAL(30, 10))",
                "CAST(19.90 AS DOUBLE PRECISION)",
                "CAST(19.90 AS REAL)",
                "CAST('19.90' AS VARCHAR(10))")) {
            TransactionLog log = read(database, select("'c'", DAY, amount), COLUMNS);
            assertThat(log.amountMinor(0)).as(amount).isEqualTo(1990);
        }
        for (String amount : List.of(
                "CAST(1990 AS BIGINT)",
                "CAST(1990 AS SMALLINT)",
                "CAST(1990 AS INTEGER)",
                "CAST(1990 AS DECIMAL(10, 0))",
                "sum(CAST(1990 AS BIGINT))")) {
            TransactionLog log = read(database, select("'c'", DAY, amount), COLUMNS.withMinorUnits());
            assertThat(log.amountMinor(0)).as(amount).isEqualTo(1990);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUndefinedNumberIsABadAmount(TestDatabase database) throws SQLException {
        List<String> undefined = database == TestDatabase.POSTGRESQL
                ? List.of("CAST('NaN' AS DOUBLE PRECISION)", "CAST('NaN' AS NUMERIC)", "CAST('NaN' AS REAL)")
                : List.of("CAST('NaN' AS DOUBLE PRECISION)", "CAST('NaN' AS REAL)");
        for (String amount : undefined) {
            String rows = select("'c'", DAY, amount) + " UNION ALL " + select("'c'", DAY, "1");
            TransactionLog log = read(database, rows, COLUMNS, EUR.withBadRows(BadRowPolicy.skip()));

            assertThat(log.rows()).isEqualTo(1);
            assertThat(log.report().firstProblems())
                    .singleElement()
                    .hasToString("orders, row 1, column 'a': 'NaN'; amounts must be numbers such as 1234.56");
        }
    }

    @ParameterizedTest
    @EnumSource
    void labelsLoseTheirPadding(TestDatabase database) throws SQLException {
        String rows = select("'c'", DAY, "1") + ", CAST('web' AS CHAR(8)) AS x, 7 AS y";
        TransactionLog log = read(database, rows, COLUMNS, EUR.withDimensions("x", "y"));

        assertThat(log.dimension("x").labels()).containsExactly("web");
        assertThat(log.dimension("y").labels()).containsExactly("7");
    }

    @ParameterizedTest
    @EnumSource
    void columnsAreFoundInAnyCaseButExactlyFirst(TestDatabase database) throws SQLException {
        String folded = "SELECT 'c' AS Customer_Id, " + DAY + " AS ORDERED_ON, 1 AS amount";
        TransactionColumns columns = TransactionColumns.of("customer_id", "ordered_on", "AMOUNT");
        assertThat(read(database, folded, columns).rows()).isEqualTo(1);

        String twice = "SELECT 'c' AS \"c\", 'x' AS \"C\", " + DAY + " AS \"d\", 1 AS \"a\"";
        if (database != TestDatabase.DUCKDB) { // which knows names in one case only
            assertThat(read(database, twice, COLUMNS).index().id(0)).isEqualTo("c");
            String vague = "SELECT 'c' AS \"cC\", 'x' AS \"Cc\", " + DAY + " AS \"d\", 1 AS \"a\"";
            assertThatThrownBy(() -> read(database, vague, TransactionColumns.of("CC", "d", "a")))
                    .isInstanceOf(DataException.class)
                    .hasMessage("orders: more than one column 'CC' for the customer; the columns are [cC, Cc, d, a]");
        }
    }

    @Test
    void aColumnThatIsThereTwiceIsRefused() {
        String twice = "SELECT 'c' AS \"c\", 'x' AS \"c\", " + DAY + " AS \"d\", 1 AS \"a\"";

        assertThatThrownBy(() -> read(TestDatabase.H2, twice, COLUMNS))
                .isInstanceOf(DataException.class)
                .hasMessage("orders: more than one column 'c' for the customer; the columns are [c, c, d, a]");
    }

    @Test
    void aColumnOfAWrongTypeIsNamedWithTheTypesAllowed() {
        assertThatThrownBy(() -> read(TestDatabase.H2, select("TRUE", DAY, "1"), COLUMNS))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "orders: column 'C' is of type BOOLEAN; a customer id has to be "
                                + "SMALLINT, INTEGER, BIGINT, DECIMAL of up to 18 digits without decimals, VARCHAR, CHAR or UUID");
        assertThatThrownBy(() -> read(TestDatabase.H2, select("'c'", "20250301", "1"), COLUMNS))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("orders: column 'D' is of type INTEGER; a date has to be DATE, TIMESTAMP");
        assertThatThrownBy(() -> read(TestDatabase.H2, select("'c'", DAY, DAY), COLUMNS))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("orders: column 'A' is of type DATE; an amount has to be DECIMAL, NUMERIC");
        assertThatThrownBy(() -> read(
                        TestDatabase.H2,
                        select("'c'", DAY, "1") + ", TRUE AS k",
                        COLUMNS.withCost("k"),
                        EUR.withCost()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("orders: column 'K' is of type BOOLEAN; a cost has to be DECIMAL");
        assertThatThrownBy(() ->
                        read(TestDatabase.H2, select("'c'", DAY, "1") + ", 1.5 AS k", COLUMNS, EUR.withDimensions("k")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("orders: column 'K' is of type NUMERIC; a label has to be VARCHAR");
    }

    @Test
    void columnsAndOptionsHaveToAgreeBeforeTheQueryRuns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(TestDatabase.H2, "SELECT no such query", COLUMNS.withCost("k")))
                .withMessageContaining("options are without cost");
    }

    @ParameterizedTest
    @EnumSource
    void parametersAreBoundAndNeverPartOfTheSql(TestDatabase database) throws SQLException {
        String evil = "x'; DROP TABLE orders; --";
        try (Connection connection = database.open()) {
            TestDatabase.execute(
                    connection,
                    "CREATE TABLE orders (c VARCHAR(100), d DATE, a DECIMAL(10, 2))",
                    "INSERT INTO orders VALUES ('x''; DROP TABLE orders; --', DATE '2025-03-01', 1), "
                            + "('y', DATE '2025-03-02', 2), ('y', DATE '2025-03-04', 3)");
            JdbcQuery query = JdbcQuery.of("SELECT * FROM orders WHERE c = ? OR d > ?", evil, LocalDate.of(2025, 3, 3));

            TransactionLog log = JdbcTransactions.read(connection, query, COLUMNS, EUR);

            assertThat(log.rows()).isEqualTo(2);
            assertThat(log.index().id(0)).isEqualTo(evil);
            assertThat(TestDatabase.rows(connection, "SELECT count(*) FROM orders"))
                    .containsExactly(List.of("3"));
        }
    }

    @Test
    void aQueryIsCalledByItsFirstCharacters() {
        assertThat(JdbcQuery.of("SELECT *\n  FROM orders").name()).isEqualTo("SELECT * FROM orders");
        assertThat(JdbcQuery.of("SELECT " + "x, ".repeat(50)).name())
                .hasSize(81)
                .endsWith("…");
        assertThat(JdbcQuery.of("SELECT ?", "secret")).hasToString("SELECT ?");
        assertThatIllegalArgumentException().isThrownBy(() -> JdbcQuery.of(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcQuery.of("SELECT 1").named(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcQuery.of("SELECT 1").withFetchSize(0));
    }

    @ParameterizedTest
    @EnumSource
    void aResultIsReadFromWhereItStands(TestDatabase database) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(
                        select("'c'", DAY, "1") + " UNION ALL " + select("'c'", DAY, "2") + " ORDER BY a")) {
            results.next();

            TransactionLog log = JdbcTransactions.read(results, "orders", COLUMNS, EUR);

            assertThat(log.rows()).isEqualTo(1);
            assertThat(log.amountMinor(0)).isEqualTo(200);
            assertThat(results.isClosed()).isFalse();
        }
    }
}
