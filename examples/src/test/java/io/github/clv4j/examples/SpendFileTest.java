package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --acquisition-spend}: what it changes, and what is said of files that are wrong. */
class SpendFileTest {
    @TempDir
    private Path folder = Path.of("");

    private Path shop = Path.of("");
    private int runs;

    @BeforeEach
    void writeShop() {
        shop = Run.write(
                folder.resolve("shop.csv"),
                "customer_id,date,amount,channel",
                "a,2024-01-01,100.00,web",
                "b,2024-01-15,50.00,shop",
                "c,2024-03-31,50.00,web");
    }

    private Run run(Path spend, String... more) {
        List<String> all =
                new ArrayList<>(List.of("--input", shop.toString(), "--acquisition-spend", spend.toString()));
        all.addAll(List.of(more));
        return Run.to(folder.resolve("out" + runs++), all.toArray(String[]::new));
    }

    private Path spend(String... lines) {
        return Run.write(folder.resolve("spend.csv"), lines);
    }

    @Test
    void givesCacClvToCacAndPayback() {
        Run run = run(spend("month,spend", "2024-01,30", "2024-02-01,10.50", "2024-03,4.50"))
                .done();
        Consistency.check(run);
        assertThat(run.kpi("cac")).isEqualByComparingTo("15");
        assertThat(run.kpi("clv_to_cac").doubleValue()).isCloseTo(200 / 45.0, within(1e-12));
        // 200 from 3 customers in the 91 days up to 2024-03-31
        assertThat(run.kpi("cac_payback_months").doubleValue())
                .isCloseTo(15 / (200 / 3.0 / (91 / 30.4375)), within(1e-9));
        assertThat(run.kpiCell("kpis.csv", "2024-01", "all", "cac")).isEqualTo("15.0");
        assertThat(run.kpiCell("kpis.csv", "2024-02", "all", "cac")).isEmpty();
        assertThat(run.kpiCell("kpis.csv", "2024-03", "all", "cac")).isEqualTo("4.5");
        Run withMargin =
                run(spend("month,spend", "2024-01,45"), "--gross-margin", "0.5").done();
        assertThat(withMargin.kpi("clv_to_cac").doubleValue()).isCloseTo(100 / 45.0, within(1e-12));
        assertThat(withMargin.kpiCell("kpis.csv", "2024-03", "all", "cac")).isEmpty();
    }

    @Test
    void withoutItTheyAreUndefined() {
        Run run = Run.to(folder.resolve("plain"), "--input", shop.toString()).done();
        assertThat(run.kpiIsUndefined("cac")).isTrue();
        assertThat(run.kpiIsUndefined("clv_to_cac")).isTrue();
        assertThat(run.kpiIsUndefined("cac_payback_months")).isTrue();
        assertThat(run.summary().get("kpiDetails").get("cac").get("undefined").textValue())
                .isEqualTo("no acquisition spend was given");
    }

    /** Spend outside the time that the log covers is not that of the customers in it. */
    @Test
    void spendOfOtherTimesDoesNotCount() {
        Run run = run(spend("month,spend", "2023-12,1000", "2024-01,30", "2024-04,1000"))
                .done();
        assertThat(run.kpi("cac")).isEqualByComparingTo("10");
    }

    @Test
    void byChannel() {
        Path spend = spend("Month,Channel,Spend", "2024-01,web,30", "2024-01,shop,10", "2024-03,web,5", "2024-01,,3");
        Run run = run(spend, "--channel-column", "channel").done();
        assertThat(run.kpiCell("kpis-by-channel.csv", "2024-01", "web", "cac")).isEqualTo("30.0");
        assertThat(run.kpiCell("kpis-by-channel.csv", "2024-01", "shop", "cac")).isEqualTo("10.0");
        assertThat(run.kpiCell("kpis-by-channel.csv", "2024-01", "all", "cac")).isEqualTo("21.5");
        assertThat(run.kpi("cac")).isEqualByComparingTo("16");
        // Without the log's channels all of it is told for all customers.
        Run together = run(spend).done();
        assertThat(together.kpi("cac")).isEqualByComparingTo("16");
        assertThat(together.kpiCell("kpis.csv", "2024-01", "all", "cac")).isEqualTo("21.5");
    }

    @Test
    void anUnknownChannelIsNamed() {
        Run run = run(spend("month,channel,spend", "2024-01,web,30", "2024-01,wep,10"), "--channel-column", "channel")
                .failed(1, "spend.csv", "row 3", "'wep'", "shop", "web");
        assertThat(run.message())
                .as("what the file calls the column, and nothing that only a programmer can do")
                .contains("'channel'")
                .doesNotContain("withoutGroups");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "2024-13,5|row 2|'month'|'2024-13'",
                "Jan 2024,5|row 2|'month'|'Jan 2024'",
                ",5|row 2|'month'|''",
                "2024-01,x|row 2|'spend'|'x'",
                "2024-01,NaN|row 2|'spend'|'NaN'",
                "2024-01,|row 2|'spend'|''",
                "2024-01,1.234|row 2|'spend'|'1.234'",
                "2024-01,99999999999999999999|row 2|'spend'|'99999999999999999999'",
                "2024-01,1E400000000|row 2|'spend'|'1E400000000'",
                "2024-01,-5|row 2|'spend'|'-5",
                "2024-01|row 2|'spend'|no value",
                "+20240-01-01,5|row 2|'month'|'+20240-01-01'",
                "1024-01,5|row 2|'month'|from 1900-01-01",
            })
    void badRowsAreNamed(String line, String row, String column, String value) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> run(spend("month,spend", line)).failed(1, "spend.csv", row, column, value));
    }

    /** "1,200" without quotes is two fields: read as 1 it would make a hundredth of the spend of it. */
    @Test
    void rowsWithMoreFieldsThanTheHeaderAreNamed() {
        run(spend("month,spend", "2024-01,1,200")).failed(1, "spend.csv", "row 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01,\"5", "2024-01,\"5\"x", "\"2024-01,5"})
    void brokenQuotesAreNamed(String line) {
        run(spend("month,spend", line)).failed(1, "spend.csv", "2");
    }

    @Test
    void headerIsAtFault() {
        run(spend("month,month,spend", "2024-01,2024-02,5")).failed(1, "spend.csv", "month");
        run(spend("when,spend", "2024-01,5")).failed(1, "spend.csv", "month", "[when, spend]");
        run(spend("month,much", "2024-01,5")).failed(1, "spend.csv", "spend", "[month, much]");
        run(spend("month,spend")).failed(1, "spend.csv", "no rows");
    }

    @Test
    void fileIsAtFault() throws IOException {
        run(folder.resolve("absent.csv")).failed(1, "absent.csv", "no such file");
        run(Files.writeString(folder.resolve("empty.csv"), "")).failed(1, "empty.csv");
        run(Files.createDirectory(folder.resolve("dir.csv"))).failed(1, "dir.csv", "folder");
        run(Files.write(
                        folder.resolve("latin.csv"),
                        "month,channel,spend\n2024-01,Käufer,5\n".getBytes(StandardCharsets.ISO_8859_1)))
                .failed(1, "latin.csv");
    }

    @Test
    void sumsThatOverflowAreNamed() {
        run(spend("month,spend", "2024-01,90000000000000000", "2024-01,90000000000000000"))
                .failed(1, "spend.csv", "64 bits");
    }

    /** As spreadsheets save it: with a byte order mark. */
    @Test
    void byteOrderMark() {
        assertThat(run(spend("\ufeffmonth,spend", "2024-01,30")).done().kpi("cac"))
                .isEqualByComparingTo("10");
    }

    /** As the same spreadsheet writes both files where the decimal separator is a comma. */
    @Test
    void semicolonsAndDecimalCommas() {
        shop = Run.write(folder.resolve("shop.csv"), "customer_id;date;amount", "a;2024-01-01;100,00");
        Run run =
                run(spend("month;spend", "2024-01;30,50"), "--decimal", "comma").done();
        assertThat(run.kpi("cac")).isEqualByComparingTo("30.5");
    }
}
