package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's mistake gets a sentence that names what is wrong, exit code 1 or 2, and never a stack trace. */
class BadInputTest {
    private static final Duration SHORT = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("");

    private int runs;

    private Run run(Path input, String... args) {
        List<String> all = new ArrayList<>(List.of("--input", input.toString()));
        all.addAll(List.of(args));
        return Run.to(folder.resolve("out" + runs++), all.toArray(String[]::new));
    }

    private Path file(String... lines) {
        return Run.write(folder.resolve("in.csv"), lines);
    }

    private Path rows(String... rows) {
        List<String> lines = new ArrayList<>(Arrays.asList(rows));
        lines.add(0, "customer_id,date,amount");
        return file(lines.toArray(String[]::new));
    }

    private Path sound() {
        return rows("a,2024-01-01,10.00", "b,2024-01-15,20.00", "a,2024-03-31,5.50");
    }

    // The file

    @Test
    void fileThatIsNone() throws IOException {
        run(folder.resolve("absent.csv")).failed(1, "absent.csv", "no such file");
        run(folder).failed(1, folder.toString(), "folder");
        run(Files.createFile(folder.resolve("empty.csv"))).failed(1, "empty.csv", "empty");
        run(Files.writeString(folder.resolve("blank.csv"), "\n\n\n")).failed(1, "blank.csv");
        run(Path.of("")).failed(1, "folder");
    }

    /** Which file has no rows must be said: more than one is read. */
    @Test
    void headerOnly() {
        run(rows()).failed(1, "in.csv");
    }

    @Test
    void encoding() throws IOException {
        Path latin = folder.resolve("latin.csv");
        Files.write(latin, "customer_id,date,amount\nMüller,2024-01-01,5\n".getBytes(StandardCharsets.ISO_8859_1));
        run(latin).failed(1, "latin.csv", "line 2", "UTF-8");
        Path utf16 = folder.resolve("utf16.csv");
        Files.write(utf16, "\ufeffcustomer_id,date,amount\nMüller,2024-01-01,5\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(run(utf16).done().customer("Müller")).containsEntry("orders", "1");
        Path binary = folder.resolve("binary.csv");
        Files.write(binary, new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe, 10, 13, 0, 34, 34, 34});
        run(binary).failed(1, "binary.csv");
    }

    @Test
    void missingColumns() {
        run(file("who,date,amount", "a,2024-01-01,5")).failed(1, "in.csv", "line 1", "customer", "[who, date, amount]");
        run(file("customer_id,when,amount", "a,2024-01-01,5")).failed(1, "in.csv", "line 1", "date");
        run(file("customer_id,date,much", "a,2024-01-01,5")).failed(1, "in.csv", "line 1", "amount");
        run(file("customer_id date amount", "a 2024-01-01 5")).failed(1, "in.csv", "line 1", "separator");
    }

    @Test
    void columnNamedTwice() {
        run(file("customer_id,date,date,amount", "a,2024-01-01,2024-01-02,5"))
                .failed(1, "in.csv", "line 1", "'date' twice");
        run(file("customer_id,date,created,order_date,invoice_date,amount", "a,,,,,5"))
                .failed(1, "in.csv", "'order_date' and 'invoice_date'");
    }

    // The rows

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "x,2024-02-30,5|'date'|'2024-02-30'|ISO 8601",
                "x,01/02/2024,5|'date'|'01/02/2024'|M/d/yyyy",
                "x,,5|'date'|''|ISO 8601",
                "x,2024-01-01T25:00,5|'date'|'2024-01-01T25:00'|ISO 8601",
                "x,0000-12-31,5|'date'|'0000-12-31'|0001-01-01",
                "x,10000-01-01,5|'date'|'10000-01-01'|ISO 8601",
                "x,2024-01-01,|'amount'|''|numbers",
                "x,2024-01-01,five|'amount'|'five'|numbers",
                "x,2024-01-01,NaN|'amount'|'NaN'|numbers",
                "x,2024-01-01,Infinity|'amount'|'Infinity'|numbers",
                "x,2024-01-01,$5|'amount'|'$5'|currency symbol",
                "x,2024-01-01,0x1F|'amount'|'0x1F'|numbers",
                "x,2024-01-01,1.001|'amount'|'1.001'|USD amounts have at most 2 decimals",
                "x,2024-01-01,92233720368547758.08|'amount'|'92233720368547758.08'|64 bits",
                "x,2024-01-01,1E400000000|'amount'|'1E400000000'|numbers",
                ",2024-01-01,5|'customer_id'|''|id",
                "   ,2024-01-01,5|'customer_id'|'   '|id",
                "NULL,2024-01-01,5|'customer_id'|'NULL'|id",
                "x,2024-01-01|'amount'|no value|2 fields",
                "x,2024-01-01,1,200|'field 4'|'200'|4 fields"
            })
    void badRow(String row, String column, String value, String rule) {
        run(rows("a,2024-01-01,1.00", row)).failed(1, "in.csv", "row 3", column, value, rule);
        Run lenient =
                run(rows("a,2024-01-01,1.00", row), "--on-bad-row", "skip").done();
        assertThat(lenient.summary().get("ingest").get("rejected").size()).isEqualTo(1);
        assertThat(lenient.summary().get("revenue").textValue()).isEqualTo("1.00");
    }

    @Test
    void brokenQuotes() {
        run(rows("\"a,2024-01-01,5", "b,2024-01-01,6")).failed(1, "in.csv", "line 2");
        run(rows("\"a\"b,2024-01-01,5")).failed(1, "in.csv", "2");
        // They leave no way on, so skipping does not help.
        run(rows("c,2024-01-01,1", "\"a,2024-01-01,5"), "--on-bad-row", "skip").failed(1, "in.csv", "line 3");
    }

    @Test
    void yenHaveNoDecimals() {
        run(sound(), "--currency", "JPY").failed(1, "in.csv", "row 4", "'amount'", "'5.50'", "JPY", "0 decimals");
    }

    @Test
    void allRowsRejected() {
        run(rows(",2024-01-01,5", "a,x,5"), "--on-bad-row", "skip")
                .failed(1, "in.csv", "rejected", "empty-customer-id", "bad-date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"net", "negative", "drop", "reject"})
    void refundsOnly(String policy) {
        run(rows("a,2024-01-01,-5.00", "b,2024-01-02,-6.00"), "--refunds", policy, "--on-bad-row", "skip")
                .failed(1, "in.csv", "read 2");
    }

    /** One customer has refunds only: no order, no score, and its money is not lost. */
    @ParameterizedTest
    @CsvSource({"net, 10.00", "negative, 5.00", "drop, 10.00", "reject, 10.00"})
    void customerWithRefundsOnly(String policy, String revenue) {
        Run run = run(
                        rows("a,2024-01-01,10.00", "b,2024-01-02,-5.00", "b,2023-06-01,-0.00"),
                        "--refunds",
                        policy,
                        "--zero-amounts",
                        "drop",
                        "--on-bad-row",
                        "skip")
                .done();
        Consistency.check(run);
        assertThat(run.summary().get("customers").intValue()).isEqualTo(1);
        assertThat(run.summary().get("revenue").textValue()).isEqualTo(revenue);
    }

    @Test
    void everythingRefunded() {
        run(rows("a,2024-01-01,5.00", "a,2024-01-02,-5.00")).failed(1, "in.csv", "netted 2");
    }

    // Small and odd, but sound

    @Test
    void oneRow() {
        Run run = run(rows("a,2024-01-01,10.00")).done();
        Consistency.check(run);
        assertThat(run.customer("a")).containsEntry("x", "0").containsEntry("age", "0.0");
        assertThat(run.kpi("aov")).isEqualByComparingTo("10");
        assertThat(run.kpiIsUndefined("retention_rate")).isTrue();
        assertThat(run.summary().get("calibration").isNull()).isTrue();
    }

    @Test
    void oneCustomer() {
        Run run = run(rows("a,2023-01-01,10.00", "a,2023-06-01,20.00", "a,2024-03-01,30.00"))
                .done();
        Consistency.check(run);
        assertThat(run.summary().get("customers").intValue()).isEqualTo(1);
        assertThat(run.kpi("retention_rate")).isEqualByComparingTo("1");
    }

    @Test
    void oneDay() {
        Run run = run(rows("a,2024-01-31,10.00", "b,2024-01-31,20.00", "a,2024-01-31,30.00"))
                .done();
        Consistency.check(run);
        assertThat(run.kpiIsUndefined("retention_rate")).isTrue();
        assertThat(run.customer("a")).containsEntry("x", "0").containsEntry("orders", "2");
    }

    @Test
    void zeroRevenue() {
        Run run = run(rows("a,2024-01-01,0", "b,2024-02-01,0.00")).done();
        Consistency.check(run);
        assertThat(run.summary().get("revenue").textValue()).isEqualTo("0.00");
        assertThat(run.kpi("aov")).isEqualByComparingTo("0");
    }

    @Test
    void negativeRevenue() {
        Run run = run(rows("a,2024-01-01,5", "a,2024-02-01,-9", "b,2024-02-01,1"), "--refunds", "negative")
                .done();
        Consistency.check(run);
        assertThat(run.summary().get("revenue").textValue()).isEqualTo("-3.00");
    }

    /** Ids that hold separators, quotes and line ends come out as they went in. */
    @Test
    void oddIds() {
        List<String> ids = List.of("=1+1", "a\nb", "c,\"d\"", "</script><b>x", "Ünï©ødé \ud83d\ude00", "0012", "12");
        List<String> lines = new ArrayList<>(List.of("customer_id,date,amount"));
        for (String id : ids) {
            lines.add("\"" + id.replace("\"", "\"\"") + "\",2024-01-01,1.00");
        }
        Run run = run(file(lines.toArray(String[]::new))).done();
        Consistency.check(run);
        for (String id : ids) {
            assertThat(run.customer(id)).containsEntry("spend", "1.00");
        }
        // A record of several lines is named by its first.
        run(file("customer_id,date,amount", "\"a\nb\",2024-01-01,1", "\"c\nd\",2024-01-01,x"))
                .failed(1, "row 4", "'x'");
    }

    /** What a bad row quotes is text on the page, and is shortened. */
    @Test
    void badValuesAreTextOnThePage() {
        String script = "</script><script>alert(1)</script>";
        Run run = run(
                        rows("a,2024-01-01,1", "b," + script + ",1", "c,2024-01-01," + "9".repeat(5000)),
                        "--on-bad-row",
                        "skip")
                .done();
        assertThat(run.text("report.html")).doesNotContain("<script>alert").contains("alert(1)");
        Consistency.assertSelfContained(run.text("report.html"));
        run.summary()
                .get("ingest")
                .get("firstProblems")
                .forEach(problem ->
                        assertThat(problem.get("value").textValue().length()).isLessThan(100));
    }

    @Test
    void longFields() {
        String id = "i".repeat(1_000_000);
        assertThat(run(rows(id + ",2024-01-01,1")).done().customer(id)).containsEntry("orders", "1");
        run(rows("a,2024-01-01," + "1".repeat(500_000))).failed(1, "in.csv", "row 2", "'amount'", "…");
        assertThat(run(rows("a,2024-01-01," + "1".repeat(500_000))).message().length())
                .isLessThan(400);
        run(rows("a,2024-01-01,1", "i".repeat(1_100_000) + ",2024-01-01,1"))
                .failed(1, "in.csv", "line 3", "characters");
    }

    // Money that does not fit

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,2024-01-01,90000000000000000;a,2024-02-01,90000000000000000",
                "a,2024-01-01,90000000000000000;b,2024-02-01,90000000000000000",
                "a,2024-01-01,90000000000000000;b,2024-02-01,90000000000000000;c,2024-02-01,-90000000000000000"
            })
    void sumsThatOverflow(String rows) {
        for (String policy : List.of("net", "negative", "drop")) {
            run(rows(rows.split(";", -1)), "--refunds", policy).failed(1, "64 bits");
        }
    }

    @Test
    void largestAmount() {
        Path file = rows("a,2024-01-01,92233720368547758.07", "b,2024-01-05,0");
        Run run = run(file).done();
        assertThat(run.summary().get("revenue").textValue()).isEqualTo("92233720368547758.07");
        assertThat(run.customer("a"))
                .containsEntry("spend", "92233720368547758.07")
                .containsEntry("historical_clv", "92233720368547758.07");
        run(file, "--annual-discount-rate", "0.5").failed(1, "customer 'a'", "64 bits");
        run(sound(), "--annual-discount-rate", "1e308").failed(1, "customer 'a'", "64 bits");
    }

    // Time

    /** A year typed wrong or a placeholder date: the data is at fault, and which date it is must be said. */
    @ParameterizedTest
    @CsvSource({
        "0021-03-01, 2024-01-15",
        "1024-03-01, 2024-01-15",
        "1700-01-01, 2024-01-15",
        "2024-01-15, 9999-12-31",
        "2024-01-15, 2999-12-31",
        "0001-01-01, 9999-12-31"
    })
    void logOfThousandsOfYears(String first, String last) {
        Path file = rows("a," + first + ",5", "b,2024-01-15,6", "a," + last + ",7");
        Run run = Assertions.assertTimeoutPreemptively(SHORT, () -> run(file));
        if (run.code() != 0) {
            run.failed(1, "in.csv", first, last);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31", "5000-01-01", "2300-01-01"})
    void asOfInThousandsOfYears(String asOf) {
        Run run = Assertions.assertTimeoutPreemptively(SHORT, () -> run(sound(), "--as-of", asOf));
        if (run.code() != 0) {
            run.failed(2, "--as-of", asOf);
        }
    }

    /** Old but sound. */
    @Test
    void logOfAHundredYears() {
        Run run = Assertions.assertTimeoutPreemptively(
                SHORT, () -> run(rows("a,1924-03-01,5", "b,1950-01-15,6", "a,2024-01-31,7")));
        run.done();
        assertThat(run.summary().get("firstDate").textValue()).isEqualTo("1924-03-01");
    }

    @Test
    void lastDaysOfTheCalendar() {
        Run first = run(rows("a,0001-01-01,5", "b,0001-01-31,6"));
        if (first.code() != 0) {
            first.failed(1, "in.csv", "0001-01-01");
        }
        Run last = run(rows("a,9999-12-01,5", "b,9999-12-31,6"));
        if (last.code() != 0) {
            last.failed(1, "in.csv", "9999-12-31");
        }
    }

    // The call

    /** Said of the option in its own words, not of what the program calls it inside. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--gone-after|0|gone after",
                "--gone-after|-1|gone after",
                "--gone-after|soon|gone after",
                "--gross-margin|2|gross margin",
                "--gross-margin|-0.5|gross margin",
                "--gross-margin|NaN|gross margin",
                "--gross-margin|35%|gross margin",
                "--annual-discount-rate|-0.1|discount rate",
                "--annual-discount-rate|NaN|discount rate",
                "--annual-discount-rate|0,1|discount rate",
                "--currency|XYZ|currency",
                "--currency|XXX|currency",
                "--currency|usd|currency",
                "--zone|Mars/Olympus|zone",
                "--time-unit|fortnights|time unit",
                "--refunds|perhaps|refunds",
                "--zero-amounts|perhaps|zero amounts",
                "--duplicates|perhaps|duplicates",
                "--on-bad-row|perhaps|on bad row",
                "--decimal|dot|decimal",
                "--max-bad-rows|many|max bad rows",
                "--as-of|31.12.2024|as of",
                "--as-of|2024-02-30|as of",
                "--compare-to|yesterday|compare to",
                "--compare-to|2024-04-01|compare to",
                "--calibration-end|2024|calibration end",
                "--calibration-end|2024-03-31|calibration end",
                "--calibration-end|2024-04-01|calibration end",
                "--date-format|foo|date format",
                "--date-format|M/d|date format",
                "--segment-map|nope|segment map",
            })
    void badOption(String option, String value, String words) {
        Run run = run(sound(), option, value).failed(2, value);
        assertThat(run.message().replace('-', ' ')).contains(words);
        assertThat(run.message()).as("nothing that only a programmer can do").doesNotContain("MoneyScale");
    }

    @Test
    void badCap() {
        for (String cap : List.of("0", "-1")) {
            run(sound(), "--on-bad-row", "skip", "--max-bad-rows", cap).failed(2, "--max-bad-rows", cap);
        }
    }

    @Test
    void blankNames() {
        for (String option : List.of("--customer-column", "--date-column", "--amount-column", "--cost-column")) {
            run(sound(), option, " ").failed(2, "column", "blank");
        }
        run(sound(), "--as-of", "").failed(2, "--as-of");
        run(sound(), "--date-format", "").failed(2, "date format");
        run(sound(), "--segment-map", "").failed(2, "--segment-map");
    }

    @Test
    void unknownOptionsAndTooMany() {
        run(sound(), "--inputs", "x.csv").failed(2, "--inputs");
        run(sound(), "x.csv").failed(2, "x.csv");
        run(sound(), "--currency", "EUR", "--currency", "USD").failed(2, "--currency");
        run(sound(), "--as-of").failed(2, "--as-of");
    }

    @Test
    void compareToAndCalibrationMayBeBeforeAllRows() {
        Run run = run(sound(), "--compare-to", "0001-01-01", "--calibration-end", "2020-01-01")
                .done();
        Consistency.check(run);
        assertThat(run.summary().get("calibration").get("customers").intValue()).isZero();
    }

    @Test
    void segmentMapFileIsAtFault() throws IOException {
        Path latin = folder.resolve("latin.segments");
        Files.write(latin, "name: Käufer\n\nAll | any | keep | -\n".getBytes(StandardCharsets.ISO_8859_1));
        run(sound(), "--segment-map", latin.toString()).failed(1, "latin.segments");
        Path empty = Files.createFile(folder.resolve("empty.segments"));
        run(sound(), "--segment-map", empty.toString()).failed(1, "empty.segments", "name");
        Path three = Run.write(folder.resolve("three.segments"), "name: T", "bins: 3", "", "All | any | keep | -");
        run(sound(), "--segment-map", three.toString(), "--bins", "5").failed(2, "--bins", "3", "5");
        Path folderOfMaps = Files.createDirectory(folder.resolve("maps"));
        Run run = run(sound(), "--segment-map", folderOfMaps.toString());
        assertThat(run.code()).isIn(1, 2);
        assertThat(run.message()).contains("maps");
    }

    /** Segments of one's own may be called as the program calls all customers together. */
    @Test
    void segmentsMayHaveAnyName() {
        Path map = Run.write(
                folder.resolve("own.segments"), "name: Own", "", "all | R5 | keep | -", "rest | any | keep | -");
        Run run = run(sound(), "--segment-map", map.toString());
        if (run.code() != 0) {
            run.failed(1, "own.segments", "all");
        }
    }

    // The sample

    /** The sample lies in a folder that is gone when the message is read: its path there helps nobody. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--currency|JPY",
                "--decimal|comma",
                "--date-format|M/d/yyyy",
                "--amount-column|much",
                "--channel-column|canal",
                "--as-of|2024-06-30",
                "--refunds|reject"
            })
    void optionsThatDoNotSuitTheSample(String option, String value) {
        Run run = Run.to(folder.resolve("sample"), option, value);
        assertThat(run.code()).isIn(1, 2);
        run.failed(run.code(), "sample");
        assertThat(run.message()).doesNotContain(".unfinished");
    }

    @Test
    void sampleWithSkippedRows() {
        Run run = Run.to(folder.resolve("sample"), "--as-of", "2024-06-30", "--on-bad-row", "skip")
                .done();
        assertThat(run.summary().get("asOf").textValue()).isEqualTo("2024-06-30");
        assertThat(run.out()).contains("first bad row").doesNotContain(".unfinished");
    }

    // Several at once

    /** Combinations of policies over a file with every fault ends well, and accounts for each row. */
    @Test
    void allPoliciesOverAllFaults() {
        Path file = rows(
                "a,2024-01-01,10.00",
                "a,2024-01-01,10.00",
                "a,2024-01-02,-10.00",
                "b,2024-01-02,-1.00",
                "c,2024-01-02,0.00",
                "c,2024-02-02,0.00",
                "c,2024-02-02,0.00",
                ",2024-01-02,1.00",
                "d,x,1.00",
                "d,2024-01-02,x",
                "d,2024-01-02,1.001",
                "d,2024-01-02",
                "d,2025-01-02,1.00",
                "d,2024-03-02,1.00");
        for (String refunds : List.of("net", "negative", "reject", "drop")) {
            for (String zeros : List.of("keep", "drop", "reject")) {
                // Each two of the three policies meet in each pair of their values.
                String duplicates = List.of("keep", "drop", "reject").get((refunds.length() + zeros.length()) % 3);
                Run run = run(
                                file,
                                "--on-bad-row",
                                "skip",
                                "--as-of",
                                "2024-12-31",
                                "--refunds",
                                refunds,
                                "--zero-amounts",
                                zeros,
                                "--duplicates",
                                duplicates)
                        .done();
                Consistency.check(run);
                assertThat(run.summary().get("ingest").get("read").intValue()).isEqualTo(14);
                assertThat(run.customer("d")).containsEntry("spend", "1.00");
            }
        }
    }
}
