package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --subscriptions}: recurring revenue and churn done by hand, and what is said of files that are wrong. */
class SubscriptionFileTest {
    private static final String HEADER = "customer_id,plan,start,end,amount,interval";

    /** 10.00 a month each; b holds for 36 days, z is in no transaction. */
    private static final List<String> SOUND = List.of(
            "a,basic,2024-01-01,,10.00,monthly",
            "b,basic,2024-01-10,2024-02-15,120.00,yearly",
            "c,plus,2024-02-01,,30.00,quarterly",
            "z,plus,2024-03-01,2024-12-31,60.00,6 months");

    @TempDir
    private Path folder = Path.of("");

    private Path shop = Path.of("");
    private int runs;

    @BeforeEach
    void writeShop() {
        shop = Run.write(
                folder.resolve("shop.csv"),
                "customer_id,date,amount",
                "a,2024-01-01,100.00",
                "b,2024-01-15,50.00",
                "c,2024-03-31,50.00");
    }

    private Run run(List<String> rows, String... more) {
        List<String> lines = new ArrayList<>(rows);
        lines.add(0, HEADER);
        Path file = Run.write(folder.resolve("subs.csv"), lines.toArray(String[]::new));
        return run(file, more);
    }

    private Run run(Path file, String... more) {
        List<String> all = new ArrayList<>(List.of("--input", shop.toString(), "--subscriptions", file.toString()));
        all.addAll(List.of(more));
        return Run.to(folder.resolve("out" + runs++), all.toArray(String[]::new));
    }

    @Test
    void ledgerChurnAndSurvivalByHand() {
        Run run = run(SOUND).done();
        Consistency.check(run);
        List<Run.Line> months = Consistency.where(run.table("mrr.csv"), "group", "all");
        assertThat(months.stream().map(row -> row.get("start"))).containsExactly("0.00", "20.00", "20.00");
        assertThat(months.stream().map(row -> row.get("new"))).containsExactly("20.00", "10.00", "10.00");
        assertThat(months.stream().map(row -> row.get("churn"))).containsExactly("0.00", "10.00", "0.00");
        assertThat(months.stream().map(row -> row.get("end"))).containsExactly("20.00", "20.00", "30.00");
        assertThat(months.get(1).get("nrr")).isEqualTo("0.5");
        assertThat(months.get(1).get("logo_churn")).isEqualTo("0.5");
        assertThat(Consistency.where(run.table("mrr.csv"), "group", "plus").stream()
                        .map(row -> row.get("end")))
                .containsExactly("0.00", "10.00", "20.00");
        Run.Line february = Consistency.where(
                        Consistency.where(run.table("contract-churn.csv"), "group", "all"), "period", "2024-02")
                .get(0);
        assertThat(february.get("at_risk")).isEqualTo("2");
        assertThat(february.get("churned")).isEqualTo("1");
        // After 36 days b ended; a and c were followed for longer, z for 31 days.
        Run.Line end = Consistency.where(
                        Consistency.where(run.table("contract-survival.csv"), "group", "all"), "day", "36")
                .get(0);
        assertThat(end.get("at_risk")).isEqualTo("3");
        assertThat(Double.parseDouble(end.get("survival"))).isCloseTo(2 / 3.0, within(1e-12));
        JsonNode told = run.summary().get("subscriptions");
        assertThat(told.get("customers").intValue()).isEqualTo(4);
        assertThat(told.get("payingCustomers").intValue()).isEqualTo(3);
        assertThat(told.get("mrr").textValue()).isEqualTo("30.00");
        assertThat(told.get("medianDays").isNull()).isTrue();
        JsonNode last = told.get("lastPeriod");
        assertThat(last.get("name").textValue()).isEqualTo("2024-03");
        assertThat(last.get("nrr").doubleValue()).isEqualTo(1);
        assertThat(last.get("quickRatio").isNull()).as("nothing was lost").isTrue();
        assertThat(last.get("arpa").doubleValue()).isEqualTo(10);
        assertThat(last.get("logoChurn").doubleValue()).isZero();
        assertThat(last.get("logoChurnUpper").doubleValue()).isBetween(0.6, 0.7);
        assertThat(run.text("report.html"))
                .contains("Ledger of monthly recurring revenue", "Survival (Kaplan-Meier)", "4 customers, 3 of whom");
    }

    @Test
    void quartersOfTheCalendar() {
        Run run = run(SOUND, "--calendar", "quarter").done();
        List<Run.Line> quarters = Consistency.where(run.table("mrr.csv"), "group", "all");
        assertThat(quarters.stream().map(row -> row.get("period"))).containsExactly("2024-Q1");
        assertThat(quarters.get(0).get("end")).isEqualTo("30.00");
    }

    @Test
    void aPlanMayBeCalledAll() {
        Run run = run(List.of("a,all,2024-01-01,,10,", "b,(none),2024-01-01,,5,", "c,,2024-01-01,,1,"))
                .done();
        assertThat(run.table("mrr.csv").stream().map(row -> row.get("group")).distinct())
                .containsExactly("all", "(none) (plan)", "all (plan)", "(none)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ",p,2024-01-01,,5,|'customer_id'|''|empty-customer-id",
                "a,p,2024-02-30,,5,|'start'|'2024-02-30'|bad-date",
                "a,p,0021-01-01,,5,|'start'|1900-01-01|date-out-of-range",
                "a,p,2024-01-01,soon,5,|'end'|'soon'|bad-date",
                "a,p,2024-01-02,2024-01-02,5,|'end'|after the start|bad-date",
                "a,p,2024-01-01,,-5,|'amount'|'-5'|bad-amount",
                "a,p,2024-01-01,,5.001,|'amount'|2 decimals|bad-amount",
                "a,p,2024-01-01,,5,daily|'interval'|'daily'|bad-row",
                "a,p,2024-01-01,,90000000000000000,1 day|'amount'|64 bits|amount-out-of-range"
            })
    void badRowsAreNamedOrSkipped(String line, String column, String rule, String reason) {
        List<String> rows = new ArrayList<>(SOUND);
        rows.add(1, line);
        run(rows).failed(1, "subs.csv", "row 3", column, rule);
        Run skipped = run(rows, "--on-bad-row", "skip").done();
        JsonNode told = skipped.summary().get("subscriptions").get("rows");
        assertThat(told.get("read").intValue()).isEqualTo(5);
        assertThat(told.get("accepted").intValue()).isEqualTo(4);
        assertThat(told.get("rejected").get(reason).intValue()).isEqualTo(1);
        assertThat(skipped.summary().get("subscriptions").get("mrr").textValue())
                .isEqualTo("30.00");
        assertThat(skipped.text("report.html")).contains("Rows of subscriptions", "Read = accepted + rejected");
    }

    @Test
    void mostBadRowsCount() {
        List<String> rows = new ArrayList<>(SOUND);
        rows.addAll(List.of(",,,,,", ",,,,,"));
        run(rows, "--on-bad-row", "skip", "--max-bad-rows", "2").done();
        run(rows, "--on-bad-row", "skip", "--max-bad-rows", "1").failed(1, "subs.csv", "row 7");
    }

    @Test
    void fileIsAtFault() {
        run(folder.resolve("absent.csv")).failed(1, "absent.csv", "no such file");
        run(folder).failed(1, "folder", "--subscriptions");
        run(Run.write(folder.resolve("short.csv"), "customer_id,start", "a,2024-01-01"))
                .failed(1, "short.csv", "no column amount", "[customer_id, start]");
        run(List.of()).failed(1, "subs.csv", "no rows");
        run(List.of("a,p,2025-01-01,,5,")).failed(1, "subs.csv", "2025-01-01", "as-of date 2024-03-31");
    }
}
