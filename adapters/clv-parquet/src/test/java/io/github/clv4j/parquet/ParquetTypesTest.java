package io.github.clv4j.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each type of column becomes, of files that DuckDB has written. */
class ParquetTypesTest {
    private static final TransactionColumns COLUMNS = TransactionColumns.of("id", "day", "net");
    private static final LogOptions SKIP = LogOptions.of(MoneyScale.of("EUR"))
            .withRefunds(RefundPolicy.KEEP_NEGATIVE)
            .withBadRows(BadRowPolicy.skip());
    private static final LogOptions BERLIN = SKIP.withTimeGrid(TimeGrid.of(ZoneId.of("Europe/Berlin"), TimeStep.DAYS));

    @TempDir
    private Path folder = Path.of("");

    private TransactionLog read(String query, TransactionColumns columns, LogOptions options)
            throws IOException, SQLException {
        Path file = folder.resolve("orders.parquet");
        DuckDb.copy(query, file);
        return ParquetTransactions.read(file, columns, options);
    }

    private static List<Long> amounts(TransactionLog log) {
        List<Long> amounts = new ArrayList<>();
        for (int row = 0; row < log.rows(); row++) {
            amounts.add(log.amountMinor(row));
        }
        return amounts;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TINYINT",
                "SMALLINT",
                "INTEGER",
                "BIGINT",
                "UTINYINT",
                "USMALLINT",
                "UINTEGER",
                "UBIGINT",
                "FLOAT",
                "DOUBLE",
                "DECIMAL(4,1)",
                "DECIMAL(18,4)",
                "DECIMAL(38,9)",
                "VARCHAR"
            })
    void numbersOfEveryTypeAreAmounts(String type) throws IOException, SQLException {
        TransactionLog log = read(
                "SELECT 7 AS id, DATE '2025-03-01' + i::INTEGER AS day, (100 + i)::" + type
                        + " AS net FROM range(3) r(i)",
                COLUMNS,
                SKIP);
        assertThat(amounts(log)).containsExactly(10_000L, 10_100L, 10_200L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TINYINT", "BIGINT", "UBIGINT", "FLOAT", "DOUBLE", "DECIMAL(4,1)", "DECIMAL(38,9)", "VARCHAR"})
    void numbersOfEveryTypeAreUnits(String type) throws IOException, SQLException {
        TransactionLog log = read(
                "SELECT 7 AS id, DATE '2025-03-01' + i::INTEGER AS day, 1 AS net, (100 + i)::" + type
                        + " AS units, 'web' AS channel FROM range(3) r(i)",
                COLUMNS.withQuantity("units"),
                SKIP.withQuantity().withDimensions("channel"));
        assertThat(List.of(log.quantity(0), log.quantity(1), log.quantity(2))).containsExactly(100, 101, 102);
        assertThat(log.dimension("channel").labels()).containsExactly("web");
    }

    @ParameterizedTest
    @CsvSource({
        "UINTEGER, 4294967295, 429496729500",
        "TINYINT, -128, -12800",
        "'DECIMAL(4,2)', -99.99, -9999",
        "'DECIMAL(18,2)', -9999999999999999.99, -999999999999999999",
        "'DECIMAL(38,20)', -12345678901234567.89, -1234567890123456789",
        "'DECIMAL(38,2)', 92233720368547758.07, 9223372036854775807",
        "DOUBLE, 0.1, 10",
        "FLOAT, 19.99, 1999",
        "VARCHAR, ' 1.5e3 ', 150000"
    })
    void amountsAreExact(String type, String text, long minor) throws IOException, SQLException {
        TransactionLog log =
                read("SELECT 7 AS id, DATE '2025-03-01' AS day, '" + text + "'::" + type + " AS net", COLUMNS, SKIP);
        assertThat(amounts(log)).containsExactly(minor);
    }

    @ParameterizedTest
    @CsvSource({
        "UBIGINT, 18446744073709551615, AMOUNT_OUT_OF_RANGE",
        "'DECIMAL(38,2)', 92233720368547758.08, AMOUNT_OUT_OF_RANGE",
        "'DECIMAL(38,2)', -123456789012345678901.00, AMOUNT_OUT_OF_RANGE",
        "'DECIMAL(18,3)', 1.005, TOO_MANY_DIGITS",
        "DOUBLE, 1.005, TOO_MANY_DIGITS",
        "DOUBLE, nan, BAD_AMOUNT",
        "VARCHAR, a lot, BAD_AMOUNT"
    })
    void amountsThatAreNoneAreNamed(String type, String text, RejectReason reason) throws IOException, SQLException {
        TransactionLog log =
                read("SELECT 7 AS id, DATE '2025-03-01' AS day, '" + text + "'::" + type + " AS net", COLUMNS, SKIP);
        assertThat(log.report().firstProblems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.column()).isEqualTo("net");
            assertThat(problem.row()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "DATE, 2025-03-01, 2025-03-01",
        "DATE, 1969-12-31, 1969-12-31",
        "TIMESTAMP, 2025-02-28 23:30:00, 2025-02-28",
        "TIMESTAMP_S, 2025-02-28 23:30:00, 2025-02-28",
        "TIMESTAMP_MS, 1969-12-31 23:59:59.999, 1969-12-31",
        "TIMESTAMP_NS, 2025-02-28 23:59:59.999999999, 2025-02-28",
        "TIMESTAMPTZ, 2025-02-28 23:30:00+00, 2025-03-01",
        "TIMESTAMPTZ, 1969-12-31 23:59:59+00, 1970-01-01",
        "VARCHAR, 2025-02-28T23:30:00Z, 2025-03-01"
    })
    void timesBecomeDays(String type, String text, LocalDate day) throws IOException, SQLException {
        TransactionLog log = read("SELECT 7 AS id, '" + text + "'::" + type + " AS day, 1 AS net", COLUMNS, BERLIN);
        assertThat(LocalDate.ofEpochDay(log.day(0))).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "TINYINT, -128",
        "INTEGER, 2147483647",
        "UINTEGER, 4294967295",
        "BIGINT, -9223372036854775808",
        "VARCHAR, 007",
        "UBIGINT, 18446744073709551615"
    })
    void idsAreNumbersOrText(String type, String id) throws IOException, SQLException {
        TransactionLog log =
                read("SELECT '" + id + "'::" + type + " AS id, DATE '2025-03-01' AS day, 1 AS net", COLUMNS, SKIP);
        assertThat(log.index().id(0)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true|DATE '2025-03-01'|1|column 'id' is of type BOOLEAN; customer ids must be",
                "1|1|1|column 'day' is of type INT32",
                "1|TIME '10:00:00'|1|column 'day' is of type INT64",
                "1|DATE '2025-03-01'|DATE '2025-03-01'|column 'net' is of type INT32 DATE; amounts",
                "1|DATE '2025-03-01'|[1, 2]|column 'net' is nested or repeated"
            })
    void otherTypesAreNamed(String id, String day, String net, String message) {
        assertThatThrownBy(() -> read("SELECT " + id + " AS id, " + day + " AS day, " + net + " AS net", COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("orders.parquet, " + message);
    }

    /** The form of timestamps that Spark writes unless told otherwise; DuckDB does not. */
    @Test
    void oldTimestampsArePointsInTime() throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message orders { required int64 id; required int96 day; optional int64 net; }");
        Path file = folder.resolve("spark.parquet");
        int epoch = 2_440_588;
        long nanosPerHour = 3_600_000_000_000L;
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .build()) {
            writer.write(order(schema, new NanoTime(epoch - 1, 24 * nanosPerHour - 1)));
            writer.write(order(schema, new NanoTime(epoch + 20_147, 22 * nanosPerHour)));
        }

        TransactionLog log = ParquetTransactions.read(file, COLUMNS, BERLIN);
        assertThat(LocalDate.ofEpochDay(log.day(0))).isEqualTo("1970-01-01");
        assertThat(LocalDate.ofEpochDay(log.day(1))).isEqualTo("2025-02-28");
    }

    private static Group order(MessageType schema, NanoTime time) {
        return new SimpleGroup(schema).append("id", 7L).append("day", time).append("net", 1L);
    }

    @Test
    void onlyTheNeededColumnsAreLookedAt() throws IOException, SQLException {
        TransactionLog log = read(
                "SELECT [1] AS list, {'a': 1} AS struct, 7 AS id, DATE '2025-03-01' AS day, 'web' AS place, 1 AS net",
                COLUMNS.withDimension("channel", "place").withDimension("site", "place"),
                SKIP.withDimensions("channel", "site"));
        assertThat(log.dimension("channel").labels()).containsExactly("web");
        assertThat(log.dimension("site").labels()).containsExactly("web");
    }
}
