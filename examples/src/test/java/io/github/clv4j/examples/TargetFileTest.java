package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --targets}: status and change done by hand, and what is said of rows that are wrong. */
class TargetFileTest {
    private static final List<String> SOUND = List.of(
            "revenue,,,100,40", "aov,,,50,", "new_customers,,marketing,3,2", "cac,,,20,25", "aov,All,product,60,45");

    @TempDir
    private Path folder = Path.of("");

    private Path shop = Path.of("");
    private Path map = Path.of("");
    private SideFiles files = new SideFiles(folder, folder, "", "");

    @BeforeEach
    void writeShop() {
        shop = Run.write(
                folder.resolve("shop.csv"),
                "customer_id,date,amount",
                "a,2024-01-01,100.00",
                "b,2024-02-15,30.00",
                "c,2024-03-31,50.00");
        map = Run.write(folder.resolve("map.csv"), "segment,rule,treatment,description", "All,any,keep,-");
        files = new SideFiles(folder, shop, "--targets", "kpi,group,department,target,warning");
    }

    private Run run(List<String> rows, String... more) {
        List<String> all = new ArrayList<>(List.of("--segment-map", map.toString()));
        all.addAll(List.of(more));
        return files.run(rows, all.toArray(String[]::new));
    }

    private static List<String> cells(Run run, String column) {
        return run.table("scorecard.csv").stream().map(row -> row.get(column)).toList();
    }

    @Test
    void statusByHand() {
        Run run = run(SOUND).done();
        assertThat(cells(run, "kpi")).containsExactly("aov", "aov", "cac", "new_customers", "revenue");
        assertThat(cells(run, "group")).containsExactly("all", "All", "all", "all", "all");
        assertThat(cells(run, "period")).containsOnly("2024-03");
        assertThat(cells(run, "value")).containsExactly("50.0", "50.0", "", "1.0", "50.0");
        assertThat(cells(run, "status")).containsExactly("met", "warning", "undefined", "missed", "warning");
        assertThat(cells(run, "departments").get(1)).isEqualTo("product");
        assertThat(cells(run, "change").get(4)).isEqualTo("20.0");
        assertThat(cells(run, "change_verdict").get(4)).isEqualTo("unknown");
        JsonNode scorecard = run.summary().get("scorecard");
        assertThat(scorecard.get("period").textValue()).isEqualTo("2024-03");
        JsonNode revenue = scorecard.get("lines").get(4);
        assertThat(revenue.get("status").textValue()).isEqualTo("warning");
        assertThat(revenue.get("change").doubleValue()).isEqualTo(20);
        assertThat(revenue.get("changeUnknown").textValue()).contains("past changes");
        assertThat(scorecard.get("lines").get(2).get("undefined").textValue()).contains("acquisition spend");
        assertThat(run.text("report.html"))
                .contains("KPIs of 2024-03, the last month that is over, against 5 targets: 1 met, 2 warning, 1 missed")
                .contains("<h3>Marketing</h3>", "<h3>Product</h3>");
    }

    /** The quarter is over on its last day; with the day before as the last, none is. */
    @Test
    void periodsMustBeOver() {
        assertThat(cells(run(SOUND, "--calendar", "quarter").done(), "value")).contains("180.0");
        Run none = run(SOUND, "--calendar", "year").failed(1, "nothing to hold targets against", "2024-03-31");
        assertThat(none.message()).startsWith("error: " + folder.resolve("side.csv") + ": ");
    }

    @Test
    void decimalComma() {
        Path prices = Run.write(
                folder.resolve("comma.csv"), "customer_id;date;amount", "a;2024-01-01;10,50", "b;2024-01-31;10,50");
        Path targets = Run.write(folder.resolve("t.csv"), "kpi;target;threshold", "aov;10,50;10,25");
        Run run = Run.to(
                        folder.resolve("comma"),
                        "--input",
                        prices.toString(),
                        "--targets",
                        targets.toString(),
                        "--decimal",
                        "comma")
                .done();
        assertThat(cells(run, "status")).containsExactly("met");
        assertThat(cells(run, "warning")).containsExactly("10.25");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "profit,,,1,|kpi|'profit'|bad-row",
                "reactivated_customers,,,1,|kpi|neither way is good|bad-row",
                "revenue,,,110,40|kpi|has a target for the same|bad-row",
                "revenue,Nobody,,1,|group|'Nobody'|bad-row",
                "revenue,,legal,1,|department|[marketing, sales, service, product, finance]|bad-row",
                "orders,,,lots,|target|'lots'|bad-amount",
                "orders,,,1,1e999|warning|finite|bad-amount",
                "orders,,,10,11|warning|at most the target|bad-row",
                "churn_rate,,,0.5,0.4|warning|at least the target|bad-row"
            })
    void badRowsAreNamedOrSkipped(String line, String column, String rule, String reason) {
        List<String> sound = List.of("revenue,,,100,40", "aov,,,50,");
        files.assertBadRow(sound, line, "scorecard", column, rule, reason);
    }

    @Test
    void orderOfRowsDoesNotMatter() {
        files.assertOrderDoesNotMatter(SOUND, "--segment-map", map.toString());
        List<String> twice = new ArrayList<>(SOUND);
        twice.add("revenue,,,500,400");
        String[] skip = {"--on-bad-row", "skip"};
        String expected = run(twice, skip).done().text("scorecard.csv");
        twice.add(0, twice.remove(twice.size() - 1));
        assertThat(run(twice, skip).done().text("scorecard.csv")).isEqualTo(expected);
    }

    @Test
    void otherFilesAreRefused() {
        files.assertOtherFilesAreRefused("kpi");
    }
}
