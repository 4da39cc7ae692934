package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --calendar}, {@code --fewest-customers}, and the tables of revenue and acquisition, on figures done by hand. */
class KpiOptionsTest {
    @TempDir
    private Path folder = Path.of("");

    private int runs;

    private Run run(List<String> rows, String... more) {
        List<String> lines = new ArrayList<>(rows);
        lines.add(0, "customer_id,date,amount,channel");
        Path shop = Run.write(folder.resolve("shop.csv"), lines.toArray(String[]::new));
        List<String> all = new ArrayList<>(List.of("--input", shop.toString()));
        all.addAll(List.of(more));
        return Run.to(folder.resolve("out" + runs++), all.toArray(String[]::new));
    }

    private static final List<String> SHOP =
            List.of("a,2024-01-01,100.00,web", "b,2024-01-15,50.00,shop", "c,2024-03-31,50.00,web");

    /** Of two months: a brings 50 more, b is lost, c is new. */
    private static final List<String> CHANGE = List.of(
            "a,2024-03-01,100.00,web",
            "b,2024-03-20,50.00,web",
            "a,2024-04-10,150.00,web",
            "c,2024-04-20,20.00,web",
            "c,2024-04-30,10.00,web");

    @ParameterizedTest
    @CsvSource({
        "day, 2024-01-01, 2024-03-31, day",
        "iso-week, 2024-W01, 2024-W13, ISO week",
        "Month, 2024-01, 2024-03, month",
        "quarter, 2024-Q1, 2024-Q1, quarter",
        "year, 2024, 2024, year",
        "fiscal:04, FY2024, FY2024, business year",
        "fiscal-quarter:2, FY2024-Q4, FY2025-Q1, business quarter",
        "retail-4-4-5, FY2024-P01, FY2024-P03, retail month",
        "retail-4-5-4, FY2024-P01, FY2024-P03, retail month",
        "retail-5-4-4, FY2024-P01, FY2024-P03, retail month",
        "nrf, FY2023-P12, FY2024-P02, retail month"
    })
    void calendarsCutTheKpiTables(String name, String first, String last, String word) {
        Run run = run(SHOP, "--calendar", name, "--channel-column", "channel").done();
        Consistency.check(run);
        for (String table : List.of("kpis.csv", "kpis-by-channel.csv")) {
            List<Run.Line> rows = run.table(table);
            assertThat(rows.get(0).get("period")).isEqualTo(first);
            assertThat(rows.get(rows.size() - 1).get("period")).isEqualTo(last);
        }
        assertThat(run.summary().get("calendar").textValue()).isEqualToIgnoringCase(name);
        assertThat(run.text("report.html")).contains("Revenue by " + word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"weekly", "fiscal:13", "fiscal", "fiscal:", "retail:04", ""})
    void unknownCalendarsAreNamed(String name) {
        run(SHOP, "--calendar", name)
                .failed(2, "--calendar is '" + name + "'", "iso-week", "fiscal:MM", "retail-4-4-5");
    }

    @Test
    void kpisHaveIntervalsAndReasons() {
        Run run = run(CHANGE).done();
        Run.Line retention = Consistency.where(
                        Consistency.where(run.table("kpis.csv"), "kpi", "retention_rate"), "group", "all")
                .get(1);
        // 1 of 2 stayed; Wilson's interval for 1 of 2 at 95 %
        assertThat(retention.get("numerator")).isEqualTo("1.0");
        assertThat(retention.get("denominator")).isEqualTo("2.0");
        assertThat(Double.parseDouble(retention.get("lower"))).isCloseTo(0.0945, within(1e-4));
        assertThat(Double.parseDouble(retention.get("upper"))).isCloseTo(0.9055, within(1e-4));
        assertThat(run.text("report.html")).contains("50.0% (9.5% to 90.5%)", "Band: interval");
        Run.Line first = Consistency.where(
                        Consistency.where(run.table("kpis.csv"), "kpi", "retention_rate"), "group", "all")
                .get(0);
        assertThat(first.get("undefined")).isNotBlank();
    }

    @Test
    void smallCellsAreHidden() {
        Run run = run(SHOP, "--fewest-customers", "2").done();
        assertThat(run.kpiCell("kpis.csv", "2024-01", "all", "revenue")).isEqualTo("150.0");
        assertThat(run.kpiCell("kpis.csv", "2024-03", "all", "revenue")).isEmpty();
        assertThat(run.text("kpis.csv")).contains("has fewer than 2 customers");
        assertThat(run.text("report.html")).contains("fewer than 2 customers is hidden");
        assertThat(run.summary().get("fewestCustomers").intValue()).isEqualTo(2);
        run(SHOP, "--fewest-customers", "0").failed(2, "--fewest-customers is 0", "1 or more");
    }

    @Test
    void revenueBridgeByHand() {
        Run run = run(CHANGE).done();
        Consistency.check(run);
        JsonNode bridge = run.summary().get("revenueBridge");
        assertThat(bridge.get("from").get("revenue").textValue()).isEqualTo("150.00");
        assertThat(bridge.get("to").get("revenue").textValue()).isEqualTo("180.00");
        assertThat(bridge.get("change").textValue()).isEqualTo("30.00");
        assertThat(bridge.get("new").textValue()).isEqualTo("30.00");
        assertThat(bridge.get("grown").textValue()).isEqualTo("50.00");
        assertThat(bridge.get("shrunk").textValue()).isEqualTo("0.00");
        assertThat(bridge.get("lost").textValue()).isEqualTo("-50.00");
        assertThat(bridge.get("customers").textValue())
                .as("two customers in both")
                .isEqualTo("0.00");
        // 2 orders of 75.00 became 3 of 60.00, so more orders brought more and smaller ones less
        assertThat(new BigDecimal(bridge.get("frequency").textValue())).isPositive();
        assertThat(new BigDecimal(bridge.get("basket").textValue())).isNegative();
        Run.Line row = run.table("gains-and-losses.csv").get(0);
        assertThat(row.get("group")).isEqualTo("all");
        assertThat(row.get("lost")).isEqualTo("-50.00");
        assertThat(run.text("report.html")).contains("Revenue bridge", "Concentration of revenue");
        JsonNode spread = run.summary().get("revenueConcentration");
        // 100 and 50, then 150 and 30: (2 Σ i·x / n Σ x) − (n + 1)/n
        assertThat(spread.get(0).get("gini").doubleValue()).isCloseTo(1 / 6.0, within(1e-12));
        assertThat(spread.get(1).get("gini").doubleValue()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void bridgeWithoutCustomersSaysWhy() {
        Run run = run(SHOP).done();
        JsonNode bridge = run.summary().get("revenueBridge");
        assertThat(bridge.get("customers").isNull()).isTrue();
        assertThat(bridge.get("undefined").textValue()).isNotBlank();
        assertThat(bridge.get("new").textValue()).isEqualTo("50.00");
    }

    @Test
    void acquisitionByChannelByHand() {
        Path spend = Run.write(
                folder.resolve("spend.csv"),
                "month,channel,spend",
                "2024-01,web,30",
                "2024-01,shop,10",
                "2024-03,web,5");
        Run run = run(SHOP, "--channel-column", "channel", "--acquisition-spend", spend.toString())
                .done();
        JsonNode acquisition = run.summary().get("acquisition");
        assertThat(acquisition.get("spend").decimalValue()).isEqualByComparingTo("45");
        assertThat(acquisition.get("cac").decimalValue()).isEqualByComparingTo("15");
        JsonNode web = acquisition.get("byChannel").get(1);
        assertThat(web.get("name").textValue()).isEqualTo("web");
        assertThat(web.get("cac").decimalValue()).isEqualByComparingTo("17.5");
        assertThat(web.get("historicClvToCac").doubleValue()).isCloseTo(150 / 35.0, within(1e-12));
        assertThat(web.get("predictedClvToCac").isNull())
                .as("no model is fitted to three customers")
                .isTrue();
        Run.Line january = run.table("cohort-payback.csv").get(0);
        assertThat(january.get("cohort")).isEqualTo("2024-01");
        assertThat(january.get("cac")).isEqualTo("20.0");
        assertThat(january.get("payback_offset")).isEqualTo("0.0");
        assertThat(acquisition.get("cohortsPaidBack").intValue()).isEqualTo(2);
        // a: 100 − 30; c: 50 − 5; b: 50 − 10
        assertThat(run.table("profit.csv").stream().map(row -> row.get("profit")))
                .containsExactly("70.00", "40.00", "45.00");
        assertThat(run.text("report.html")).contains("Acquisition by channel", "Payback of cohorts");
    }

    @Test
    void whatIsNotKnownIsNotWritten() {
        Run run = run(SHOP).done();
        assertThat(run.files())
                .contains("revenue-tree.csv", "gains-and-losses.csv", "concentration.csv", "cohort-payback-curves.csv")
                .doesNotContain(
                        "acquisition.csv",
                        "cohort-payback.csv",
                        "profit.csv",
                        "whale-curve.csv",
                        "mrr.csv",
                        "contract-churn.csv",
                        "contract-survival.csv");
        for (String name : List.of("acquisition", "profit", "subscriptions")) {
            assertThat(run.summary().get(name).isNull()).as(name).isTrue();
        }
        assertThat(run.text("report.html")).doesNotContain("Profit by customer", ">Subscriptions<");
    }
}
