package io.github.clv4j.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTransactionsTest {
    private static final LogOptions OPTIONS =
            LogOptions.of(MoneyScale.of("EUR")).withRefunds(RefundPolicy.KEEP_NEGATIVE);
    private static final LogOptions SKIP = OPTIONS.withBadRows(BadRowPolicy.skip());
    private static final TransactionColumns COLUMNS = TransactionColumns.of("id", "day", "net");
    private static final JsonReadOptions ARRAY = JsonReadOptions.withDefaults();
    private static final JsonReadOptions LINES = ARRAY.withLayout(JsonLayout.LINES);

    @TempDir
    private Path folder = Path.of("");

    private static TransactionLog read(String json, LogOptions options, JsonReadOptions how) {
        return read(json.getBytes(StandardCharsets.UTF_8), COLUMNS, options, how);
    }

    private static TransactionLog read(
            byte[] json, TransactionColumns columns, LogOptions options, JsonReadOptions how) {
        return read(new ByteArrayInputStream(json), columns, options, how);
    }

    private static TransactionLog read(
            InputStream json, TransactionColumns columns, LogOptions options, JsonReadOptions how) {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        try {
            JsonTransactions.readInto(json, "orders", columns, builder, how);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return builder.build();
    }

    private static String order(String amount) {
        return "{\"id\":\"a\",\"day\":\"2025-03-01\",\"net\":" + amount + "}";
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "-3, -3", "3.0, 3", "\"3\", 3", "3e0, 3"})
    void unitsAreWholeNumbers(String units, int expected) {
        TransactionLog log = read(
                ("[{\"id\":\"a\",\"day\":\"2025-03-01\",\"net\":1,\"channel\":\"web\",\"units\":" + units + "}]")
                        .getBytes(StandardCharsets.UTF_8),
                COLUMNS.withQuantity("units"),
                OPTIONS.withQuantity().withDimensions("channel"),
                ARRAY);
        assertThat(log.quantity(0)).isEqualTo(expected);
        assertThat(log.dimension("channel").labels()).containsExactly("web");
    }

    @ParameterizedTest
    @CsvSource({"2.5, 2.5", "true, true", "4294967296, 4294967296", "\"three\", three", "null,"})
    void otherUnitsAreRejected(String units, String value) {
        TransactionLog log = read(
                ("[{\"id\":\"a\",\"day\":\"2025-03-01\",\"net\":1,\"units\":" + units + "}]")
                        .getBytes(StandardCharsets.UTF_8),
                COLUMNS.withQuantity("units"),
                SKIP.withQuantity(),
                ARRAY);
        assertThat(log.report().firstProblems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(RejectReason.BAD_QUANTITY);
            assertThat(problem.column()).isEqualTo("units");
            assertThat(problem.value()).isEqualTo(value);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "12.5, 1250",
        "-12.50, -1250",
        "12, 1200",
        "\"12.50\", 1250",
        "1.25e1, 1250",
        "0.10, 10",
        "-0.0, 0",
        "0.30000000000000000000000, 30",
        "92233720368547758.07, 9223372036854775807",
        "90071992547409.93, 9007199254740993",
        "\"90071992547409.93\", 9007199254740993"
    })
    void amountsAreTheDecimalsThatAreWritten(String amount, long minor) {
        assertThat(read("[" + order(amount) + "]", OPTIONS, ARRAY).amountMinor(0))
                .isEqualTo(minor);
        assertThat(read(order(amount), OPTIONS, LINES).amountMinor(0)).isEqualTo(minor);
    }

    /** A row, and the column, value and rule that are told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "{\"id\":\"a\",\"day\":\"2025-03-01\",\"net\":1.005} ! net ! 1.005 ! EUR amounts have at most 2 decimals",
                "{\"id\":\"a\",\"day\":\"2025-03-01\",\"net\":true} ! net ! true ! amounts must be numbers",
                "{\"id\":\"a\",\"day\":\"2025-03-01\",\"net\":[1]} ! net ! […] ! amounts must be numbers",
                "{\"id\":\"a\",\"day\":\"2025-03-01\",\"net\":1e999999999} ! net ! 1e999999999 ! amounts must be",
                "{\"id\":\"a\",\"day\":\"2025-03-01\",\"net\":99999999999999999999} ! net ! 99999999999999999999 ! amounts must fit",
                "{\"id\":\"a\",\"day\":20250301,\"net\":1} ! day ! 20250301 ! dates must be dates",
                "{\"id\":\"a\",\"day\":\"01.03.2025\",\"net\":1} ! day ! 01.03.2025 ! dates must be dates",
                "{\"id\":1.5,\"day\":\"2025-03-01\",\"net\":1} ! id ! 1.5 ! customer ids must be text or whole",
                "{\"id\":{\"x\":[{}]},\"day\":\"2025-03-01\",\"net\":1} ! id ! {…} ! customer ids must be text",
                "{\"id\":99999999999999999999,\"day\":\"2025-03-01\",\"net\":1} ! id ! 99999999999999999999 ! customer ids",
                "7 ! object ! 7 ! a row must be an object",
                "[1, [2], {}] ! object ! […] ! a row must be an object"
            })
    void badRowsAreNamed(String json, String column, String value, String rule) {
        String good = order("1");
        RowProblem inArray = read("[" + good + ",\n" + json + "," + good + "]", SKIP, ARRAY)
                .report()
                .firstProblems()
                .get(0);
        assertThat(inArray.source()).isEqualTo("orders");
        assertThat(inArray.row()).isEqualTo(2);
        assertThat(inArray.column()).isEqualTo(column);
        assertThat(inArray.value()).isEqualTo(value);
        assertThat(inArray.rule()).startsWith(rule);

        RowProblem onLines = read("\n" + good + "\n\n" + json + "\n" + good + "\n", SKIP, LINES)
                .report()
                .firstProblems()
                .get(0);
        assertThat(onLines.row()).isEqualTo(4);
        assertThat(onLines.column()).isEqualTo(column);
    }

    @Test
    void aFieldThatIsNotThereIsABadRow() {
        String json = "[" + order("1") + ",{\"id\":\"b\",\"net\":1,\"date\":\"2025-03-01\"}]";
        assertThat(read(json, SKIP, ARRAY).report().rejected()).isEqualTo(Map.of(RejectReason.BAD_ROW, 1L));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(json, OPTIONS, ARRAY))
                .withMessage("orders, row 2, column 'day': no value; the object has no such field; it has [id, net,"
                        + " date]");
    }

    @Test
    void labelsMayBeLeftOutButNotEverywhere() {
        LogOptions options = OPTIONS.withDimensions("channel");
        String one = "[{\"id\":\"a\",\"day\":\"2025-03-01\",\"net\":1},"
                + "{\"id\":\"a\",\"day\":\"2025-03-02\",\"net\":1,\"channel\":7},"
                + "{\"id\":\"a\",\"day\":\"2025-03-03\",\"net\":1,\"channel\":\"\"}]";
        TransactionLog log = read(one, options, ARRAY);
        assertThat(log.dimension("channel")
                        .labels()
                        .get(log.dimension("channel").code(1)))
                .isEqualTo("7");
        assertThat(log.rows()).isEqualTo(3);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read("[" + order("1") + "]", options, ARRAY))
                .withMessage("orders: no object has the field 'channel'; the first has [id, day, net]");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(one.replace(":7", ":[7]"), options, ARRAY))
                .withMessage("orders, row 2, column 'channel': '[…]'; labels must be text");
    }

    @Test
    void oneFieldMayServeTwice() {
        LogOptions options = OPTIONS.withDimensions("channel");
        TransactionLog log = read(
                ("[" + order("1") + "]").getBytes(StandardCharsets.UTF_8),
                COLUMNS.withDimension("channel", "id"),
                options,
                ARRAY);
        assertThat(log.dimension("channel").labels().get(0)).isEqualTo("a");
    }

    @Test
    void numericIds() {
        String json =
                "[{\"id\":7,\"day\":\"2025-03-01T23:30:00Z\",\"net\":1},{\"id\":\"8\",\"day\":\"2025-03-01\",\"net\":1}]";
        TransactionLog log = read(json.getBytes(StandardCharsets.UTF_8), COLUMNS.withNumericIds(), OPTIONS, ARRAY);
        assertThat(log.index().indexOf(8)).isEqualTo(1);
        assertThat(log.day(0)).isEqualTo((int) LocalDate.of(2025, 3, 1).toEpochDay());
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE"})
    void encodingsThatJsonHas(String charset) {
        String json = "[" + order("1").replace("\"a\"", "\"客户é\"") + "]";
        TransactionLog log = read(json.getBytes(Charset.forName(charset)), COLUMNS, OPTIONS, ARRAY);
        assertThat(log.index().id(0)).isEqualTo("客户é");
    }

    @Test
    void textsThatAreNoJsonOrLaidOutOtherwise() {
        refused("", ARRAY, "orders: the text is empty; it must be an array of objects");
        refused("  ", ARRAY, "the text is empty");
        refused(order("1"), ARRAY, "orders, line 1, column 1: the text is {…}; it must be an array of objects");
        refused(
                "[" + order("1"),
                ARRAY,
                "orders, line 1, column 39: Unexpected end-of-input: expected close marker for Array");
        refused("[" + order("1") + "] []", ARRAY, "there is more text behind the end of the array");
        refused("[" + order("1") + ",]", ARRAY, "Unexpected character (']'");
        refused("[{\"id\":\"a\",\"id\":\"b\"}]", ARRAY, "orders, line 1, column 16: Duplicate field 'id'");
        refused("[{\"x\":{\"y\":1,\"y\":2}}]", ARRAY, "Duplicate field 'y'");
        refused("[{'id':1}]", ARRAY, "orders, line 1, column 3: Unexpected character");
        refused("[NaN]", ARRAY, "Non-standard token 'NaN'");
        refused("[// x\n]", ARRAY, "orders, line 1, column 2: Unexpected character ('/'");
        refused("[" + order("01") + "]", ARRAY, "Invalid numeric value: Leading zeroes not allowed");
        refused("[" + order("1") + "]", LINES, "the text is an array; it must be an object on each line");
        refused(order("1") + order("2"), LINES, "a line has more than one value");
        refused(order("1") + "\n" + order("2").replace(",", ",\n"), LINES, "an object goes over lines 2 to 4");
        refused(
                order("1") + "\n" + order("2").substring(0, 20),
                LINES,
                "orders, line 2, column 21: Unexpected end-of-input");
    }

    private static void refused(String json, JsonReadOptions how, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(json, SKIP, how))
                .withMessageStartingWith("orders")
                .withMessageContaining(message)
                .withMessageNotContainingAny("REDACTED", "StreamRead");
    }

    @Test
    void bytesThatAreNoUtf8() {
        byte[] latin = ("[" + order("1").replace("\"a\"", "\"é\"") + "]").getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(latin, COLUMNS, SKIP, ARRAY))
                .withMessageStartingWith("orders, line 1, column ")
                .withMessageContaining("Invalid UTF-8");
    }

    @Test
    void limits() {
        String deep = "[" + order("1").replace("}", ",\"x\":" + "[".repeat(62) + "]".repeat(62) + "}]");
        assertThat(read(deep, SKIP, ARRAY).rows()).isEqualTo(1);
        refused("[{\"x\":" + "[".repeat(63) + "]".repeat(63) + "}]", ARRAY, "Document nesting depth (65) exceeds");
        refused(deep, ARRAY.withDepthLimit(63), "Document nesting depth (64) exceeds the maximum allowed (63)");
        refused(
                "[" + order("1").replace("\"a\"", "\"" + "a".repeat(10_000) + "\"") + "]",
                ARRAY.withStringLimit(9_999),
                "String value length (10000) exceeds the maximum allowed (9999)");
        refused("[" + order("1".repeat(1_001)) + "]", ARRAY, "Number value length (1001) exceeds the maximum");
        refused("[" + order("1".repeat(21)) + "]", ARRAY.withNumberLimit(20), "Number value length (21) exceeds");
        String many = "[" + order("1") + ("," + order("1")).repeat(1_000) + "]";
        refused(many, ARRAY.withSizeLimit(10_000), "Document length (");
        refused("[{\"x\":[1" + ",1".repeat(1_000_000) + "]}]", ARRAY, "a row has more than 1000000 tokens");
        refused("[[1" + ",1".repeat(1_000_000) + "]]", ARRAY, "a row has more than 1000000 tokens");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ARRAY.withDepthLimit(0))
                .withMessage("depth limit is 0; it must be 1 or more");
    }

    /** A text larger than the memory of a test would be read as this one, which nobody ever holds as a whole. */
    @Test
    void aTextIsStreamed() {
        int rows = 300_000;
        byte[] padded = order("1.25")
                .replace("}", ",\"note\":\"" + "x".repeat(1_000) + "\"}\n")
                .getBytes(StandardCharsets.UTF_8);
        InputStream lines = new InputStream() {
            private final Iterator<Integer> left = IntStream.range(0, rows).iterator();
            private int at = padded.length;

            @Override
            public int read() {
                throw new AssertionError("the parser reads blocks");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (at == padded.length) {
                    if (!left.hasNext()) {
                        return -1;
                    }
                    left.next();
                    at = 0;
                }
                int count = Math.min(length, padded.length - at);
                System.arraycopy(padded, at, buffer, offset, count);
                at += count;
                return count;
            }
        };
        TransactionLog log = read(lines, COLUMNS, OPTIONS, LINES);
        assertThat(log.rows()).isEqualTo(rows);
        assertThat(log.revenueMinor()).isEqualTo(125L * rows);
    }

    @Test
    void filesAreLaidOutAsTheirNamesTell() throws IOException {
        Path array = Files.writeString(folder.resolve("orders.json"), "[" + order("1") + "]");
        Path lines = Files.writeString(folder.resolve("orders.NDJSON"), order("1") + "\n" + order("2") + "\n");
        assertThat(JsonTransactions.read(array, COLUMNS, MoneyScale.of("EUR")).rows())
                .isEqualTo(1);
        assertThat(JsonTransactions.read(lines, COLUMNS, OPTIONS).rows()).isEqualTo(2);
        Path other = Files.copy(lines, folder.resolve("orders.txt"));
        TransactionLogBuilder builder = TransactionLog.builder(OPTIONS);
        JsonTransactions.readInto(other, COLUMNS, builder, LINES);
        assertThat(builder.build().rows()).isEqualTo(2);
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> JsonTransactions.read(folder.resolve("none.json"), COLUMNS, OPTIONS));
    }

    @Test
    void columnsAndOptionsMustAgree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(new byte[] {'['}, COLUMNS.withCost("cost"), OPTIONS, ARRAY))
                .withMessageContaining("the log's options are without cost");
    }
}
