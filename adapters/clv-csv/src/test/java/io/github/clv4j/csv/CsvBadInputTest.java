package io.github.clv4j.csv;

import static io.github.clv4j.csv.CsvTexts.COLUMNS;
import static io.github.clv4j.csv.CsvTexts.OPTIONS;
import static io.github.clv4j.csv.CsvTexts.SKIP;
import static io.github.clv4j.csv.CsvTexts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.IngestReport;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.ZeroAmountPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user is told about a fault, under both policies for bad rows. */
class CsvBadInputTest {
    private static final CsvColumns PRODUCT = CsvColumns.quantityTimesPrice("id", "day", "qty", "price");

    @TempDir
    private Path folder;

    /** The fault of the third line, after a sound row; that the skip policy finds the same one is checked too. */
    private static RowProblem problem(String row, CsvColumns columns, LogOptions options) {
        String header = columns == PRODUCT ? "id,day,qty,price\nok,2025-01-01,1,1\n" : "id,day,net\nok,2025-01-01,1\n";
        String csv = header + row + "\n";
        DataException thrown = null;
        try {
            read(csv, columns, options);
        } catch (DataException e) {
            thrown = e;
        }
        assertThat(thrown).as("no fault in " + row).isNotNull();
        RowProblem problem = thrown.problem();
        assertThat(problem).isNotNull();
        assertThat(thrown).hasMessage(problem.toString()).hasMessageStartingWith("orders.csv, row 3, column '");

        TransactionLog skipped = read(csv, columns, options.withBadRows(BadRowPolicy.skip()));
        assertThat(skipped.rows()).isEqualTo(1);
        assertThat(skipped.report().read()).isEqualTo(2);
        assertThat(skipped.report().rejected()).isEqualTo(Map.of(problem.reason(), 1L));
        assertThat(skipped.report().firstProblems()).containsExactly(problem);
        return problem;
    }

    private static RowProblem problem(String row) {
        return problem(row, COLUMNS, OPTIONS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\" \"",
                "(blank)",
                "NULL",
                "null",
                "NaN",
                "nan",
                "NA",
                "<NA>",
                "N/A",
                "n/a",
                "#N/A",
                "None",
                "\\N",
                "\"NULL\"",
                " NULL "
            })
    void emptyIds(String id) {
        RowProblem problem = problem(id + ",2025-01-01,1");

        assertThat(problem.reason()).isEqualTo(RejectReason.EMPTY_CUSTOMER_ID);
        assertThat(problem.column()).isEqualTo("id");
        assertThat(problem.value()).isEqualTo(id.replace("\"", ""));
        assertThat(problem.rule()).isEqualTo("a transaction needs the id of its customer");
    }

    @Test
    void textsForNoCustomerCanBeChosen() {
        String csv = "id,day,net\nNULL,2025-01-01,1\n-,2025-01-01,1\nNan,2025-01-01,1\nNull,2025-01-01,1\n";

        assertThat(read(csv, COLUMNS, SKIP).report().rejectedRows()).isEqualTo(1);
        assertThat(read(csv, COLUMNS.withEmptyIds(Set.of("-", "Nan")), SKIP)
                        .report()
                        .rejectedRows())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "12/1/2010 8:26 ! 'M/d/yyyy H:mm' or 'd/M/yyyy H:mm'",
                "12/13/2010 8:26 ! 'M/d/yyyy H:mm'",
                "13/12/2010 ! 'd/M/yyyy'",
                "2025/3/1 ! 'yyyy/M/d'",
                "01.03.2025 ! 'd.M.yyyy'",
                "20250301 ! 'yyyyMMdd'",
                "2025-3-1 ! 'yyyy-M-d'",
                "1/3/25 2:15 PM ! 'M/d/yy h:mm a' or 'd/M/yy h:mm a'",
                "28-Feb-2025 ! 'd-MMM-yyyy'",
                "28 February 2025 ! 'd MMMM yyyy'",
                "1740787200 ! 'epoch-seconds'",
                "1740787200000 ! 'epoch-millis'"
            })
    void datesInAnotherFormatComeWithAGuess(String date, String guess) {
        RowProblem problem = problem("a," + date + ",1");

        assertThat(problem.reason()).isEqualTo(RejectReason.BAD_DATE);
        assertThat(problem.column()).isEqualTo("day");
        assertThat(problem.value()).isEqualTo(date);
        assertThat(problem.rule())
                .isEqualTo(
                        "dates must be ISO 8601, such as 2025-03-01 or 2025-03-01T10:15:30Z; this looks like the date"
                                + " format " + guess);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2025-02-30",
                "2025-13-01",
                "2025-02-29",
                "2025-01-01T24:00",
                "2025-01-01T10",
                "2025-01-01T10:60",
                "2025-01-01T10:15:60",
                "2025-01-01T10:15:30.",
                "2025-01-01x10:15",
                "2025-01-01T10:15+19:00",
                "2025-01-01T10:15+1",
                "2025-01-01T10:15+01:",
                "2025-01-01T10:15 CET",
                "٢٠٢٥-٠١-٠١",
                "25-01-01",
                "2025-01-01T10:15Zz",
                "2025-01-0",
                "2025-01-01T10:15+",
                "2025-01-01T"
            })
    void unreadableDates(String date) {
        RowProblem problem = problem("a," + date + ",1");

        assertThat(problem.reason()).isEqualTo(RejectReason.BAD_DATE);
        assertThat(problem.value()).isEqualTo(date);
        assertThat(problem.rule()).startsWith("dates must be ISO 8601");
    }

    @Test
    void isoDatesUnderAPatternComeWithAGuess() {
        assertThatThrownBy(() -> read("id,day,net\na,2025-01-01,1\n", COLUMNS.withDateFormat("d.M.yyyy"), OPTIONS))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "orders.csv, row 2, column 'day': '2025-01-01'; dates must match 'd.M.yyyy'; this looks like the"
                                + " date format 'iso'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-12-31", "0001-01-01T00:00+01:00", "9999-12-31T23:59-01:00"})
    void datesBeyondTheCalendar(String date) {
        RowProblem problem = problem("a," + date + ",1");

        assertThat(problem.reason()).isEqualTo(RejectReason.DATE_OUT_OF_RANGE);
        assertThat(problem.value()).isEqualTo(date);
        assertThat(problem.rule()).isEqualTo("dates must be in 0001-01-01..9999-12-31");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NaN",
                "Infinity",
                "-Infinity",
                "12abc",
                "abc",
                "1.2.3",
                "--1",
                "-",
                ".",
                "+",
                "1e",
                "1e+",
                "e5",
                "1e1234",
                "0x10",
                "1_000",
                "(12.00)",
                "12-",
                "10%",
                "1 2",
                "١٢",
                "1f",
                "1d"
            })
    void unreadableAmounts(String amount) {
        RowProblem problem = problem("a,2025-01-01," + amount);

        assertThat(problem.reason()).isEqualTo(RejectReason.BAD_AMOUNT);
        assertThat(problem.column()).isEqualTo("net");
        assertThat(problem.value()).isEqualTo(amount);
        assertThat(problem.rule()).startsWith("amounts must be numbers such as 1234.56");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "\"12,50\" ! ; this looks like the decimal format 1234,56",
                "\"1,234.50\" ! ; this looks like the decimal format 1,234.56",
                "\"1.234,50\" ! ; this looks like the decimal format 1.234,56",
                "1'234.50 ! ; this looks like the decimal format 1'234.56",
                "€12.50 ! , without a currency symbol",
                "12.50 $ ! , without a currency symbol",
            })
    void amountsInAnotherFormatComeWithAGuess(String amount, String guess) {
        assertThat(problem("a,2025-01-01," + amount).rule())
                .isEqualTo("amounts must be numbers such as 1234.56" + guess);
    }

    @Test
    void amountsLongerThanAnyNumber() {
        assertThat(problem("a,2025-01-01," + "1".repeat(401)).reason()).isEqualTo(RejectReason.BAD_AMOUNT);
        assertThat(problem("a,2025-01-01," + "1".repeat(400)).reason()).isEqualTo(RejectReason.AMOUNT_OUT_OF_RANGE);
        assertThat(problem("a,2025-01-01,0." + "1".repeat(398)).reason()).isEqualTo(RejectReason.TOO_MANY_DIGITS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.005", "0.001", "-12.3456", "1e-3", "1e-999"})
    void moreDecimalsThanTheCurrency(String amount) {
        RowProblem problem = problem("a,2025-01-01," + amount);

        assertThat(problem.reason()).isEqualTo(RejectReason.TOO_MANY_DIGITS);
        assertThat(problem.value()).isEqualTo(amount);
        assertThat(problem.rule()).isEqualTo("EUR amounts have at most 2 decimals");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"92233720368547758.08", "-92233720368547758.08", "1e17", "1e999", "99999999999999999999999"})
    void amountsBeyondALong(String amount) {
        RowProblem problem = problem("a,2025-01-01," + amount);

        assertThat(problem.reason()).isEqualTo(RejectReason.AMOUNT_OUT_OF_RANGE);
        assertThat(problem.value()).isEqualTo(amount);
        assertThat(problem.rule()).isEqualTo("amounts must fit 64 bits of minor units");
    }

    @Test
    void largestAmountsAreRead() {
        assertThat(read("id,day,net\na,2025-01-01,92233720368547758.07\n").amountMinor(0))
                .isEqualTo(Long.MAX_VALUE);
        LogOptions keep = OPTIONS.withRefunds(RefundPolicy.KEEP_NEGATIVE);
        assertThat(read("id,day,net\na,2025-01-01,-92233720368547758.07\n", COLUMNS, keep)
                        .amountMinor(0))
                .isEqualTo(-Long.MAX_VALUE);
    }

    @Test
    void quantitiesAndPrices() {
        assertThat(problem("a,2025-01-01,two,3", PRODUCT, OPTIONS))
                .hasToString("orders.csv, row 3, column 'qty': 'two'; quantities must be numbers such as 1234.56");
        assertThat(problem("a,2025-01-01,2,", PRODUCT, OPTIONS))
                .hasToString("orders.csv, row 3, column 'price': ''; prices must be numbers such as 1234.56");
        RowProblem large = problem("a,2025-01-01,1e12,1e12", PRODUCT, OPTIONS);
        assertThat(large.reason()).isEqualTo(RejectReason.AMOUNT_OUT_OF_RANGE);
        assertThat(large)
                .hasToString("orders.csv, row 3, column 'qty × price': '1e12 × 1e12'; amounts must fit 64 bits of minor"
                        + " units");
    }

    @Test
    void costs() {
        LogOptions options = SKIP.withCost();
        String csv = "id,day,net,cost\na,2025-01-01,1,\na,2025-01-01,1,x\na,2025-01-01,1,0.001\na,2025-01-01,1,1e99\n";

        IngestReport report = read(csv, COLUMNS.withCost("cost"), options).report();

        assertThat(report.rejected()).isEqualTo(Map.of(RejectReason.BAD_COST, 4L));
        assertThat(report.firstProblems())
                .extracting(RowProblem::rule)
                .containsExactly(
                        "costs must be numbers such as 1234.56",
                        "costs must be numbers such as 1234.56",
                        "EUR costs have at most 2 decimals",
                        "costs must fit 64 bits of minor units");
    }

    @Test
    void quantitiesThatALogKeeps() {
        LogOptions options = SKIP.withQuantity();
        String csv = "id,day,net,qty\na,2025-01-01,1,\na,2025-01-01,1,two\na,2025-01-01,1,0.5\n"
                + "a,2025-01-01,1,2147483648\na,2025-01-01,1,1e99\na,2025-01-01,1,1e-999\n";

        IngestReport report = read(csv, COLUMNS, options).report();

        assertThat(report.rejected()).isEqualTo(Map.of(RejectReason.BAD_QUANTITY, 6L));
        assertThat(report.firstProblems().get(2))
                .hasToString(
                        "orders.csv, row 4, column 'qty': '0.5'; quantities that a log keeps must be whole numbers");
        assertThat(report.firstProblems())
                .extracting(RowProblem::rule)
                .containsExactly(
                        "quantities must be numbers such as 1234.56",
                        "quantities must be numbers such as 1234.56",
                        "quantities that a log keeps must be whole numbers",
                        "quantities must fit 32 bits",
                        "quantities must fit 32 bits",
                        "quantities that a log keeps must be whole numbers");
        assertThat(problem("a,2025-01-01,1.5,3", PRODUCT, OPTIONS.withQuantity()))
                .hasToString(
                        "orders.csv, row 3, column 'qty': '1.5'; quantities that a log keeps must be whole numbers");
    }

    @Test
    void refundsAndZeroesThatPoliciesReject() {
        assertThat(problem("a,2025-01-01,-5.00", COLUMNS, OPTIONS.withRefunds(RefundPolicy.REJECT)))
                .hasToString("orders.csv, row 3, column 'net': '-5.00'; negative amounts (refunds) are rejected");
        assertThat(problem("a,2025-01-01,-1,5", PRODUCT, OPTIONS.withRefunds(RefundPolicy.REJECT)))
                .hasToString(
                        "orders.csv, row 3, column 'qty × price': '-1 × 5'; negative amounts (refunds) are rejected");
        assertThat(problem("a,2025-01-01,0", COLUMNS, OPTIONS.withZeroAmounts(ZeroAmountPolicy.REJECT)))
                .hasToString("orders.csv, row 3, column 'net': '0'; amounts of zero are rejected");
    }

    @Test
    void tooFewAndTooManyFields() {
        RowProblem few = problem("a,2025-01-01");
        assertThat(few.reason()).isEqualTo(RejectReason.BAD_ROW);
        assertThat(few)
                .hasToString("orders.csv, row 3, column 'net': no value; the row has 2 fields, the header has 3");
        assertThat(problem("a"))
                .hasToString("orders.csv, row 3, column 'day': no value; the row has 1 field, the header has 3");
        RowProblem many = problem("a,2025-01-01,1,2,3");
        assertThat(many.reason()).isEqualTo(RejectReason.BAD_ROW);
        assertThat(many)
                .hasToString("orders.csv, row 3, column 'field 4': '2'; the row has 5 fields, the header has 3");
    }

    @Test
    void oneMoreBadRowThanTheCapEndsTheReading() {
        String csv = "id,day,net\na,x,1\na,y,1\na,2025-01-01,1\na,2025-01-01,z\n";

        assertThat(read(csv, COLUMNS, OPTIONS.withBadRows(BadRowPolicy.skip(3))).report())
                .hasToString("read 4 = accepted 1 + netted 0 + dropped 0 + rejected 3; rejected bad-date: 2, rejected"
                        + " bad-amount: 1");
        assertThatThrownBy(() -> read(csv, COLUMNS, OPTIONS.withBadRows(BadRowPolicy.skip(2))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "more than 2 bad rows, the most that may be skipped; the first was: orders.csv, row"
                                + " 2, column 'day': 'x'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\n", "\ufeff"})
    void emptyFiles(String csv) {
        assertThatThrownBy(() -> read(csv))
                .isInstanceOf(DataException.class)
                .hasMessage("orders.csv is empty; it must begin with a header line that names the columns");
    }

    @Test
    void unclosedQuotes() {
        assertThatThrownBy(() -> read("id,day,net\na,2025-01-01,1\n\"b,2025-01-01,2\nc,2025-01-01,3\n", COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("orders.csv, line 3: ")
                .hasMessageContaining("quote");
        assertThatThrownBy(() -> read("id,day,\"net\na,2025-01-01,1\n", COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("orders.csv, line 1: ");
    }

    @Test
    void anUnclosedQuoteInALongFileEndsBeforeTheMemory() {
        String csv = "id,day,net\n\"a,2025-01-01,1\n" + "b,2025-01-01,2\n".repeat(200_000);

        assertThatThrownBy(() -> read(csv, COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessage("orders.csv, line 2: a field has more than 1048576 characters; most often a quote is opened"
                        + " that is never closed");
    }

    @Test
    void textAfterAClosingQuote() {
        assertThatThrownBy(() -> read("id,day,net\n\"a\"b,2025-01-01,1\n", COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("orders.csv, line 2: Unexpected character after closing quote: 'b'");
    }

    @Test
    void columnsNamedTwice() {
        assertThatThrownBy(() -> read("id,day,net,day \na,2025-01-01,1,x\n", COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "orders.csv, line 1: the header names column 'day' twice; the header is [id, day, net, day]");
    }

    @Test
    void missingColumns() {
        assertThatThrownBy(() -> read("id,Day,net\n", COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "orders.csv, line 1: no column 'day' for the date; did you mean 'Day'?; the header is [id, Day,"
                                + " net]");
        assertThatThrownBy(() -> read("id^day^net\n", COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[id^day^net], a single column: is the separator another than , ; | or tab?");
    }

    @Test
    void separatorsThatAreUnclear() {
        assertThatThrownBy(() -> read("id,a;day,b;net\n", COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("orders.csv, line 1: the header has as many of one separator as of another");
    }

    @Test
    void bytesThatAreNoTextInTheEncoding() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "id,day,net\na,2025-01-01,1\nJürgen,2025-01-01,1\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> CsvTransactions.read(file, COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        file + ", line 3: byte 0xfc at offset 27 is not UTF-8 text; state the file's encoding, such as"
                                + " windows-1252 or ISO-8859-1");
    }

    @Test
    void archivesInsteadOfText() {
        assertThatThrownBy(() -> readBytes('P', 'K', 3, 4, 20, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Excel workbook");
        assertThatThrownBy(() -> readBytes(0x1f, 0x8b, 8, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("gzip");
    }

    private static void readBytes(int... bytes) throws IOException {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        CsvTransactions.readInto(
                new ByteArrayInputStream(content), "orders.xlsx", COLUMNS, TransactionLog.builder(OPTIONS));
    }

    @Test
    void faultsOfTheSourceItselfStayWhatTheyAre() {
        assertThatThrownBy(() -> CsvTransactions.read(folder, COLUMNS, OPTIONS)).isInstanceOf(IOException.class);
    }
}
