package io.github.clv4j.csv;

import static io.github.clv4j.csv.CsvTexts.COLUMNS;
import static io.github.clv4j.csv.CsvTexts.EUR;
import static io.github.clv4j.csv.CsvTexts.OPTIONS;
import static io.github.clv4j.csv.CsvTexts.SKIP;
import static io.github.clv4j.csv.CsvTexts.read;
import static io.github.clv4j.csv.CsvTexts.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Dimension;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.data.TransactionSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTransactionsTest {
    private static final String THREE = "id,day,net\nb,2025-03-01,19.90\na,2025-03-02,5\na,2025-02-28,-1.5\n";
    private static final String[] THREE_ROWS = {"b 2025-03-01 19.90", "a 2025-02-28 -1.50", "a 2025-03-02 5.00"};
    private static final LogOptions KEEP = OPTIONS.withRefunds(io.github.clv4j.data.RefundPolicy.KEEP_NEGATIVE);

    @TempDir
    private Path folder;

    @Test
    void readsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("orders.csv"), THREE);

        assertThat(rows(CsvTransactions.read(file, COLUMNS, KEEP))).containsExactly(THREE_ROWS);
        assertThat(CsvTransactions.read(file, COLUMNS, EUR).report().netted()).isZero();
    }

    @Test
    void readsStreamsAndReadersWithoutClosingThem() throws IOException {
        boolean[] closed = new boolean[1];
        InputStream in = new ByteArrayInputStream(THREE.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        TransactionLogBuilder builder = TransactionLog.builder(KEEP);

        CsvTransactions.readInto(in, "stream", COLUMNS, builder);

        assertThat(rows(builder.build())).containsExactly(THREE_ROWS);
        assertThat(closed[0]).isFalse();
    }

    @Test
    void severalFilesGoIntoOneLogAndFaultsNameTheirFile() throws IOException {
        Path good = Files.writeString(folder.resolve("good.csv"), THREE);
        Path bad = Files.writeString(folder.resolve("bad.csv"), "day;net;id\n2025-01-01;x;a\n");
        TransactionLogBuilder builder = TransactionLog.builder(SKIP);

        CsvTransactions.readInto(good, COLUMNS, builder);
        CsvTransactions.readInto(bad, COLUMNS, builder);

        TransactionLog log = builder.build();
        assertThat(log.report().read()).isEqualTo(4);
        assertThat(log.report().firstProblems().get(0).source()).isEqualTo(bad.toString());
        assertThat(log.report().firstProblems().get(0).row()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void takesAnyLineEndAndSkipsEmptyLines(String end) {
        String csv = ("\n" + THREE.replace("19.90\n", "19.90\n\n\n") + "\n").replace("\n", end);

        TransactionLog log = read(csv, COLUMNS, KEEP);

        assertThat(rows(log)).containsExactly(THREE_ROWS);
        assertThat(log.report().read()).isEqualTo(3);
    }

    @Test
    void theLastLineMayLackItsEnd() {
        assertThat(rows(read("id,day,net\na,2025-01-01,1"))).containsExactly("a 2025-01-01 1.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void findsTheSeparatorInTheHeader(String separator) {
        assertThat(rows(read(THREE.replace(",", separator), COLUMNS, KEEP))).containsExactly(THREE_ROWS);
    }

    @Test
    void separatorsInQuotedNamesDoNotCount() {
        String csv = "\"net, in EUR, with tax, rounded\";id;day\n1;a;2025-01-01\n";

        assertThat(rows(read(csv, COLUMNS.withAmount("net, in EUR, with tax, rounded"), OPTIONS)))
                .containsExactly("a 2025-01-01 1.00");
    }

    @Test
    void aStatedSeparatorIsNotDoubted() {
        String csv = "id~day~net; of tax, in EUR\na~2025-01-01~1\n";

        assertThat(rows(read(csv, COLUMNS.withAmount("net; of tax, in EUR").withSeparator('~'), OPTIONS)))
                .containsExactly("a 2025-01-01 1.00");
    }

    @Test
    void quotedFieldsMayHoldSeparatorsQuotesAndLineEnds() {
        String csv = "id,day,net,note\n\"a \"\"x\"\", y\",2025-01-01,\"1.5\",\"two\nlines\r\nor three\"\nb,x,1,\n";

        TransactionLog log = read(csv, COLUMNS, SKIP);

        assertThat(rows(log)).containsExactly("a \"x\", y 2025-01-01 1.50");
        // the bad row begins on line 5: the header, and a record of three lines before it
        assertThat(log.report().firstProblems().get(0).row()).isEqualTo(5);
    }

    @Test
    void blanksAroundCellsAreLeftOutUnlessAnIdIsQuoted() {
        String csv =
                " id , day , net \n a ,\t2025-01-01 , 1.50 \n\" a \",2025-01-01,\" 2 \"\n\u00a0a\u00a0,2025-01-02,3\n";

        assertThat(rows(read(csv))).containsExactly("a 2025-01-01 1.50", "a 2025-01-02 3.00", " a  2025-01-01 2.00");
    }

    @Test
    void columnsMayStandInAnyOrderAmongOthers() {
        String csv = "x,net,y,day,,id,\n1,2.25,3,2025-01-01,4,a,5\n";

        assertThat(rows(read(csv))).containsExactly("a 2025-01-01 2.25");
    }

    @Test
    void oneColumnMayServeTwoRoles() {
        LogOptions options = OPTIONS.withDimensions("buyer").withCost();
        CsvColumns columns = COLUMNS.withDimension("buyer", "id").withCost("net");

        TransactionLog log = read("id,day,net\na,2025-01-01,2\n", columns, options);

        assertThat(log.costMinor(0)).isEqualTo(200);
        assertThat(log.dimension("buyer").labels()).containsExactly("a");
    }

    @Test
    void multipliesQuantityAndPriceExactlyAndRoundsOnce() {
        CsvColumns columns = CsvColumns.quantityTimesPrice("id", "day", "qty", "price");
        String csv = """
                id,day,qty,price
                a,2025-01-01,3,1.25
                a,2025-01-02,3,0.335
                a,2025-01-03,1,0.125
                a,2025-01-04,3,0.125
                a,2025-01-05,-1,0.135
                a,2025-01-06,2.5,-2
                a,2025-01-07,7,0
                a,2025-01-08,0.1,0.01
                a,2025-01-09,100000000000,0.0000000001
                a,2025-01-10,12345678901234567890,0.0000000000000000001
                """;

        TransactionLog log = read(csv, columns, KEEP);

        // 3 × 0.335 = 1.005 -> 1.00; 0.125 -> 0.12; 0.375 -> 0.38; -0.135 -> -0.14; 0.001 -> 0.00; 1.2345… -> 1.23
        assertThat(rows(log))
                .containsExactly(
                        "a 2025-01-01 3.75",
                        "a 2025-01-02 1.00",
                        "a 2025-01-03 0.12",
                        "a 2025-01-04 0.38",
                        "a 2025-01-05 -0.14",
                        "a 2025-01-06 -5.00",
                        "a 2025-01-07 0.00",
                        "a 2025-01-08 0.00",
                        "a 2025-01-09 10.00",
                        "a 2025-01-10 1.23");
        assertThat(log.report().roundedAmounts()).isEqualTo(6);
        assertThat(log.report().zeroAmounts()).isEqualTo(2);
    }

    @Test
    void aLogThatHasAQuantityKeepsTheColumn() {
        LogOptions options = KEEP.withQuantity().withDimensions("channel");
        String csv = """
                id,day,net,Qty,channel
                a,2025-01-01,5,3,web
                a,2025-01-02,-2,-1,web
                a,2025-01-03,7,4.00,shop
                a,2025-01-04,7,2e3,shop
                a,2025-01-05,0,2147483647,
                """;

        TransactionLog log = read(csv, COLUMNS, options);

        assertThat(IntStream.range(0, 5).map(log::quantity)).containsExactly(3, -1, 4, 2000, Integer.MAX_VALUE);
        assertThat(read(csv, COLUMNS.withQuantity("Qty"), options).sameRows(log))
                .isTrue();
        TransactionLog without = read(csv, COLUMNS.withQuantity("Qty"), KEEP);
        assertThat(without.hasQuantity()).isFalse();
        assertThat(without.rows()).isEqualTo(5);
    }

    @Test
    void oneColumnIsBothFactorAndQuantity() {
        CsvColumns columns = CsvColumns.quantityTimesPrice("id", "day", "qty", "price");
        String csv = "id,day,qty,price\na,2025-01-01,3,1.25\na,2025-01-02,-2,1.25\n";

        TransactionLog log = read(csv, columns, KEEP.withQuantity());

        assertThat(rows(log)).containsExactly("a 2025-01-01 3.75", "a 2025-01-02 -2.50");
        assertThat(log.quantity(0)).isEqualTo(3);
        assertThat(log.quantity(1)).isEqualTo(-2);
    }

    @Test
    void amountsAreRoundedOnlyIfAsked() {
        String csv = "id,day,net\na,2025-01-01,1.005\na,2025-01-02,1.0150\na,2025-01-03,1.500\n";

        TransactionLog log = read(csv, COLUMNS.withRounding(), OPTIONS);

        assertThat(rows(log)).containsExactly("a 2025-01-01 1.00", "a 2025-01-02 1.02", "a 2025-01-03 1.50");
        assertThat(log.report().roundedAmounts()).isEqualTo(2);
    }

    @Test
    void readsDecimalCommasAndGroups() {
        CsvColumns columns = COLUMNS.withDecimalFormat(CsvDecimals.COMMA.withGrouping('.'));
        String csv = "id;day;net\na;2025-01-01;1.234,56\na;2025-01-02;-12.345.678,9\na;2025-01-03;1234,5\n";

        assertThat(rows(read(csv, columns, KEEP)))
                .containsExactly("a 2025-01-01 1234.56", "a 2025-01-02 -12345678.90", "a 2025-01-03 1234.50");
    }

    @Test
    void readsCostAndDimensions() {
        LogOptions options = OPTIONS.withCost().withDimensions("channel", "category");
        CsvColumns columns = COLUMNS.withCost("cogs").withDimension("category", "Product group");
        String csv = "id,day,net,cogs,channel,Product group\na,2025-01-01,5,3.10,web,\na,2025-01-02,6,-1,,toys\n";

        TransactionLog log = read(csv, columns, options);

        assertThat(new long[] {log.costMinor(0), log.costMinor(1)}).containsExactly(310, -100);
        assertThat(log.dimension("channel")
                        .labels()
                        .get(log.dimension("channel").code(0)))
                .isEqualTo("web");
        assertThat(log.dimension("channel").code(1)).isEqualTo(Dimension.UNKNOWN);
        assertThat(log.dimension("category").code(0)).isEqualTo(Dimension.UNKNOWN);
        assertThat(log.dimension("category").labels()).containsExactly("toys");
    }

    @Test
    void everyRecordIsOneCallOfTheSinkAfterItsRowNumber() throws IOException {
        Calls calls = new Calls(OPTIONS);
        String csv =
                "id,day,net\na,2025-01-01,1\n,2025-01-01,1\n\na,2025-01-01\na,x,1\na,2025-01-01,0.001\na,2025-01-01,2\n";

        CsvTransactions.readInto(new StringReader(csv), "s", COLUMNS.withRounding(), calls);

        assertThat(calls.seen)
                .containsExactly(
                        "source s",
                        "row 2",
                        "add a 100",
                        "row 3",
                        "reject empty-customer-id id",
                        "row 5",
                        "reject bad-row net",
                        "row 6",
                        "reject bad-date day",
                        "row 7",
                        "add a 0",
                        "rounded",
                        "row 8",
                        "add a 200");
    }

    @Test
    void tellsProgressInBytesOfTheFile() throws IOException {
        StringBuilder csv = new StringBuilder("id,day,net\n");
        for (int i = 0; i < 10_000; i++) {
            csv.append("customer-").append(i).append(",2025-01-01,1.00\n");
        }
        Path file = Files.writeString(folder.resolve("long.csv"), csv);
        List<Long> told = new ArrayList<>();

        CsvTransactions.read(file, COLUMNS, OPTIONS, (bytes, total) -> {
            assertThat(total).isEqualTo(csv.length());
            told.add(bytes);
        });

        assertThat(told).isSorted().hasSizeGreaterThan(3).last().isEqualTo((long) csv.length());
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16BE", "UTF-16LE"})
    void obeysAByteOrderMark(String charset) throws IOException {
        Path file = folder.resolve("bom.csv");
        String csv = "\ufeffid,day,net\nJürgen 𝄞,2025-01-01,1\n";
        Files.write(file, csv.getBytes(Charset.forName(charset)));

        assertThat(rows(CsvTransactions.read(file, COLUMNS.withCharset(StandardCharsets.ISO_8859_1), OPTIONS)))
                .containsExactly("Jürgen 𝄞 2025-01-01 1.00");
        assertThat(rows(read("\ufeffid,day,net\na,2025-01-01,1\n"))).containsExactly("a 2025-01-01 1.00");
    }

    @Test
    void readsOtherEncodingsIfTold() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "id,day,net\nJürgen,2025-01-01,1\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(rows(CsvTransactions.read(file, COLUMNS.withCharset(Charset.forName("windows-1252")), OPTIONS)))
                .containsExactly("Jürgen 2025-01-01 1.00");
    }

    @Test
    void aHeaderAloneGivesALogWithoutRows() {
        TransactionLog log = read("id,day,net\n");

        assertThat(log.rows()).isZero();
        assertThat(log.report().read()).isZero();
    }

    @Test
    void aMissingFileSaysSo() {
        Path file = folder.resolve("none.csv");

        assertThatThrownBy(() -> CsvTransactions.read(file, COLUMNS, OPTIONS))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.csv");
    }

    @Test
    void tellsTheColumnsItWouldTake() throws IOException {
        Path file = Files.writeString(folder.resolve("o.csv"), "CustomerID,InvoiceDate,Quantity,UnitPrice\n");

        assertThat(CsvTransactions.columns(file, CsvColumns.detect()))
                .hasToString("customer 'CustomerID', date 'InvoiceDate', quantity 'Quantity', price 'UnitPrice'");
        assertThatThrownBy(
                        () -> CsvTransactions.columns(file, CsvColumns.detect().withAmount("net")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("o.csv, line 1: no column 'net' for the amount");
    }

    @Test
    void columnsAndOptionsMustAgree() {
        assertThatThrownBy(() -> read(THREE, COLUMNS.withCost("net"), OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cost column is 'net', but the log's options are without cost");
        assertThatThrownBy(() -> read(THREE, COLUMNS, OPTIONS.withCost()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the log's options have a cost, but no cost column is named");
        assertThatThrownBy(() -> read(THREE, COLUMNS, OPTIONS.withQuantity()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("orders.csv, line 1: no column found for the quantity");
        assertThatThrownBy(() -> read(THREE, COLUMNS.withDimension("channel", "id"), OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("columns are named for dimensions [channel]; the log's dimensions are []");
        assertThatThrownBy(() -> read(THREE, COLUMNS, OPTIONS.withDimensions("channel")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("orders.csv, line 1: no column 'channel' for the dimension 'channel'");
    }

    @Test
    void theCurrencyDecidesTheDigits() {
        LogOptions yen = LogOptions.of(MoneyScale.of("JPY"));
        LogOptions dinar = LogOptions.of(MoneyScale.of("KWD"));

        assertThat(read("id,day,net\na,2025-01-01,1250\n", COLUMNS, yen).amountMinor(0))
                .isEqualTo(1250);
        assertThat(read("id,day,net\na,2025-01-01,1.25\n", COLUMNS, dinar).amountMinor(0))
                .isEqualTo(1250);
    }

    @Test
    void datesAfterTheLastDayAreRejectedByTheirColumn() {
        LogOptions options = SKIP.withLastDay(LocalDate.of(2025, 1, 31));

        TransactionLog log = read("id,day,net\na,2025-01-31,1\na,2025-02-01T00:00,1\n", COLUMNS, options);

        assertThat(log.rows()).isEqualTo(1);
        assertThat(log.report().firstProblems().get(0))
                .hasToString("orders.csv, row 3, column 'day': '2025-02-01T00:00'; dates must not be after 2025-01-31");
    }

    /** The first bad dates of a text get a hint at their format, whichever threads read it. */
    @Test
    void aSinkIsToldTheSameWhateverTheThreads() throws IOException {
        byte[] csv = ("id,day,net\n" + "a,31.12.2025,1\nb,2025-01-01,2\n".repeat(40)).getBytes(StandardCharsets.UTF_8);
        Calls one = new Calls(CsvTexts.SKIP);
        CsvTransactions.readInto(new ByteArrayInputStream(csv), "orders.csv", CsvTexts.COLUMNS, one);
        Calls blocks = new Calls(CsvTexts.SKIP);
        ProgressInput in = new ProgressInput(new ByteArrayInputStream(csv), (read, total) -> {}, csv.length);
        BlockReads.readInto(in, in, "orders.csv", CsvTexts.COLUMNS, blocks, (read, total) -> {}, 200, 3);
        Calls thread = new Calls(CsvTexts.SKIP);
        CsvTransactions.readInto(
                new DecodingReader(new ByteArrayInputStream(csv), null),
                "orders.csv",
                CsvTexts.COLUMNS,
                thread,
                new ParsingThread(
                        in,
                        (read, total) -> {},
                        7,
                        new Hints(CsvTexts.COLUMNS.format().dates())));

        assertThat(one.rules.stream().filter(rule -> rule.contains("d.M.yyyy"))).hasSize(20);
        assertThat(List.of(blocks.seen, thread.seen)).containsOnly(one.seen);
        assertThat(List.of(blocks.rules, thread.rules)).containsOnly(one.rules);
    }

    /** Writes down what it is called with. */
    private static final class Calls implements TransactionSink {
        private final LogOptions options;
        private final List<String> seen = new ArrayList<>();
        private final List<String> rules = new ArrayList<>();

        Calls(LogOptions options) {
            this.options = options;
        }

        @Override
        public LogOptions options() {
            return options;
        }

        @Override
        public void source(String name) {
            seen.add("source " + name);
        }

        @Override
        public void row(long number) {
            seen.add("row " + number);
        }

        @Override
        public void add(@Nullable String customerId, int day, long amountMinor) {
            seen.add("add " + customerId + " " + amountMinor);
        }

        @Override
        public void add(long customerId, int day, long amountMinor) {
            throw new AssertionError("ids are text");
        }

        @Override
        public void add(
                @Nullable String customerId, int day, long amountMinor, long costMinor, @Nullable String... labels) {
            throw new AssertionError("no cost, no labels");
        }

        @Override
        public void add(long customerId, int day, long amountMinor, long costMinor, @Nullable String... labels) {
            throw new AssertionError("ids are text");
        }

        @Override
        public void add(
                @Nullable String customerId,
                int day,
                long amountMinor,
                long costMinor,
                int quantity,
                @Nullable String... labels) {
            throw new AssertionError("no quantity");
        }

        @Override
        public void add(
                long customerId, int day, long amountMinor, long costMinor, int quantity, @Nullable String... labels) {
            throw new AssertionError("ids are text");
        }

        @Override
        public void reject(RejectReason reason, String column, @Nullable String value, String rule) {
            seen.add("reject " + reason.id() + " " + column);
            rules.add(rule);
        }

        @Override
        public void rounded() {
            seen.add("rounded");
        }
    }
}
