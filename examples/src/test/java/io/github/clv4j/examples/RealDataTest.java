package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The main job on real data, where the files are at hand: CDNOW's cohort of 1997 (Fader and Hardie,
 * brucehardie.com/datasets) and the invoices of a UK online retailer (UCI Machine Learning Repository, Online Retail,
 * CC BY 4.0, aggregated to invoices).
 *
 * <p>Where not said otherwise the expected figures come from a Python 3 program of its own: amounts as whole cents
 * ({@code decimal.Decimal}, quantity × price rounded half to even), customers as sets, periods as pairs of dates, and the
 * netting rule of docs/definitions.md as a loop over a list of open purchases.
 */
class RealDataTest {
    private static final double EPS = 1e-12;

    /** One run for each set of options: they are long. */
    private static final Map<String, Run> RUNS = new HashMap<>();

    @TempDir
    private static Path folder = Path.of("");

    /** The file in this folder or the nearest one above it that has it. */
    private static Path find(String name) {
        Path wanted = Path.of("shared", "datasets", name);
        @Nullable Path above = Path.of("").toAbsolutePath();
        while (above != null && !Files.isRegularFile(above.resolve(wanted))) {
            above = above.getParent();
        }
        assumeThat(above).as("the data set %s is not at hand", name).isNotNull();
        return above == null ? wanted : above.resolve(wanted);
    }

    private static Run run(String name, String... args) {
        return RUNS.computeIfAbsent(name, key -> {
            Run run = Run.to(folder.resolve(key), args).done();
            Consistency.check(run);
            return run;
        });
    }

    private static Run cdnow() {
        return run("cdnow", "--input", find("cdnow_master.csv").toString());
    }

    @Test
    void cdnowTotals() {
        Run run = cdnow();
        JsonNode summary = run.summary();
        assertThat(summary.get("customers").intValue()).isEqualTo(23_570);
        assertThat(summary.get("transactions").intValue()).isEqualTo(69_659);
        assertThat(summary.get("ingest").get("accepted").intValue()).isEqualTo(69_659);
        assertThat(summary.get("ingest").get("zeroAmounts").intValue()).isEqualTo(80);
        assertThat(summary.get("revenue").textValue()).isEqualTo("2500315.63");
        assertThat(summary.get("firstDate").textValue()).isEqualTo("1997-01-01");
        assertThat(summary.get("lastDate").textValue()).isEqualTo("1998-06-30");
        assertThat(run.kpi("aov").doubleValue()).isCloseTo(35.89364805696321, within(EPS * 100));
        assertThat(run.kpi("arpu").doubleValue()).isCloseTo(106.08042554094187, within(EPS * 100));
        assertThat(run.kpi("purchase_frequency").doubleValue()).isCloseTo(2.9554094187526516, within(EPS));
        assertThat(run.kpi("items_per_order").doubleValue()).isCloseTo(167_881 / 69_659.0, within(EPS));
        assertThat(run.kpi("average_item_price").doubleValue()).isCloseTo(2_500_315.63 / 167_881, within(EPS * 100));
        // 11,662 of 23,570 customers have two rows or more.
        assertThat(run.kpi("repeat_purchase_rate").doubleValue()).isCloseTo(11_662 / 23_570.0, within(EPS));
        // Active 1997-10-01 to 1998-06-30, of those active 1997-01-01 to 1997-09-30: 7,058 of 23,570.
        assertThat(run.kpi("retention_rate").doubleValue()).isCloseTo(7_058 / 23_570.0, within(EPS));
        assertThat(run.kpi("churn_rate").doubleValue()).isCloseTo(16_512 / 23_570.0, within(EPS));
        JsonNode clv = summary.get("historicalClv");
        // The 2,357 best of 23,570 customers have 1,273,728.95.
        assertThat(clv.get("topDecileShare").doubleValue()).isCloseTo(1_273_728.95 / 2_500_315.63, within(EPS));
        assertThat(clv.get("gini").doubleValue()).isCloseTo(0.6345711845815959, within(EPS));
    }

    @ParameterizedTest
    @CsvSource({
        "1997-01, 0, 7846, 7846, 299060.17",
        "1997-01, 1, 7846, 1157, 61041.69",
        "1997-01, 12, 7846, 528, 27214.64",
        "1997-01, 15, 7846, 472, 21988.90",
        "1997-02, 0, 8476, 8476, 318548.34",
        "1997-02, 1, 8476, 1312, 62587.03",
        "1997-02, 12, 8476, 568, 27745.88",
        "1997-03, 0, 7248, 7248, 279884.49",
        "1997-03, 12, 7248, 678, 35168.34",
        "1997-03, 15, 7248, 457, 21509.67"
    })
    void cdnowCohorts(String cohort, String offset, String customers, String active, String revenue) {
        List<Run.Line> cells = cdnow().table("cohorts.csv");
        assertThat(Consistency.where(Consistency.where(cells, "cohort", cohort), "offset", offset))
                .singleElement()
                .satisfies(cell -> assertThat(cell.cells())
                        .containsEntry("customers", customers)
                        .containsEntry("active", active)
                        .containsEntry("revenue", revenue)
                        .containsEntry("known", "true"));
    }

    /** Two thirds of 545 days after 1997-01-01 is 1997-12-30; days with purchases, not rows, are counted. */
    @Test
    void cdnowCalibration() {
        JsonNode calibration = cdnow().summary().get("calibration");
        assertThat(calibration.get("end").textValue()).isEqualTo("1997-12-30");
        assertThat(calibration.get("customers").intValue()).isEqualTo(23_570);
        assertThat(calibration.get("repeatPurchases").intValue()).isEqualTo(31_701);
        assertThat(calibration.get("holdoutPurchases").intValue()).isEqualTo(12_320);
        assertThat(calibration.get("distinctHistories").intValue()).isEqualTo(9_889);
    }

    /** The model with the best BIC of the calibration, fitted to all days; golden columns of some customers. */
    @Test
    void cdnowValueToCome() {
        JsonNode clv = cdnow().summary().get("clv");
        assertThat(clv.get("model").get("family").textValue()).isEqualTo("MBG/NBD");
        assertThat(clv.get("spendModel").get("basis").textValue()).isEqualTo("REPEAT_PURCHASES");
        assertThat(new BigDecimal(clv.get("total").textValue()))
                .isBetween(new BigDecimal(767_000), new BigDecimal(769_000));
        assertThat(cdnow().customer("1")).containsEntry("x", "0").containsKeys("p_alive", "expected_orders", "clv");
        assertThat(cdnow().text("report.html"))
                .contains("Value to come", "calibration ends", "Chance that a customer is still active");
        assertThat(cdnow().out()).contains("value to come, 52 weeks: ", "customers expected active: ", "MBG/NBD");
    }

    /**
     * The value of all time to come of the 1/10 sample as of 1997-09-30, Pareto/NBD and Gamma-Gamma at 10 % a year: CLVTools
     * 0.12.1 says 326,992 ({@code sum(predicted.CLV)}); 100 years are as good as all time at this rate.
     */
    @Test
    void cdnowSampleValueIsThatOfAPackage() {
        Run run = run(
                "sample",
                "--input",
                find("cdnow_sample.csv").toString(),
                "--as-of",
                "1997-09-30",
                "--on-bad-row",
                "skip",
                "--max-bad-rows",
                "100000",
                "--model",
                "pareto-nbd",
                "--horizon",
                "100 years");
        assertThat(Double.parseDouble(run.summary().get("clv").get("total").textValue()))
                .isCloseTo(326_992, within(0.005 * 326_992));
    }

    /** 255 rows of the source equal another; they are legitimate, and only dropped when asked for. */
    @Test
    void cdnowDuplicates() {
        Path file = find("cdnow_master.csv");
        Run run = run("distinct", "--input", file.toString(), "--duplicates", "drop");
        assertThat(run.summary().get("ingest").get("dropped").get("duplicate").intValue())
                .isEqualTo(255);
    }

    private static Run retail(String refunds) {
        Path file = find("online_retail_invoices.csv");
        return run(
                refunds,
                "--input",
                file.toString(),
                "--date-format",
                "M/d/yyyy H:mm",
                "--quantity-column",
                "Quantity",
                "--price-column",
                "UnitPrice",
                "--currency",
                "GBP",
                "--on-bad-row",
                "skip",
                "--refunds",
                refunds);
    }

    /** 25,943 rows, 3,722 of them without customer; of the others 3,655 are below zero and 4 are zero. */
    @ParameterizedTest
    @CsvSource({
        "net, 18247, 3819, 4323, 12987016.30",
        "negative, 22221, 0, 4339, 12966945.20",
        "reject, 18566, 0, 4339, 13626554.51",
        "drop, 18566, 0, 4339, 13626554.51"
    })
    void retailAccountsForEveryRow(String refunds, int accepted, int netted, int customers, String revenue) {
        Run run = retail(refunds);
        JsonNode ingest = run.summary().get("ingest");
        assertThat(ingest.get("read").intValue()).isEqualTo(25_943);
        assertThat(ingest.get("accepted").intValue()).isEqualTo(accepted);
        assertThat(ingest.get("netted").intValue()).isEqualTo(netted);
        assertThat(ingest.get("rejected").get("empty-customer-id").intValue()).isEqualTo(3_722);
        assertThat(ingest.get("zeroAmounts").intValue()).isEqualTo(4);
        assertThat(run.out()).contains("4 rows with an amount of zero");
        assertThat(run.summary().get("customers").intValue()).isEqualTo(customers);
        assertThat(run.summary().get("revenue").textValue()).isEqualTo(revenue);
        assertThat(run.summary().get("firstDate").textValue()).isEqualTo("2010-12-01");
        assertThat(run.summary().get("lastDate").textValue()).isEqualTo("2011-12-09");
        switch (refunds) {
            case "net" -> {
                assertThat(ingest.get("nettedRefunds").intValue()).isEqualTo(3_500);
                assertThat(ingest.get("cancelledPurchases").intValue()).isEqualTo(319);
                assertThat(ingest.get("dropped").get("refund-without-purchase").intValue())
                        .isEqualTo(155);
                assertThat(ingest.get("unmatchedRefunds").textValue()).isEqualTo("20071.10");
            }
            case "reject" ->
                assertThat(ingest.get("rejected").get("refund").intValue()).isEqualTo(3_655);
            case "drop" ->
                assertThat(ingest.get("dropped").get("refund").intValue()).isEqualTo(3_655);
            default -> {}
        }
    }

    @Test
    void retailNetLessUnmatchedIsWhatKeepingGives() {
        BigDecimal net = new BigDecimal(retail("net").summary().get("revenue").textValue());
        BigDecimal unmatched = new BigDecimal(Run.summary(folder.resolve("net"))
                .get("ingest")
                .get("unmatchedRefunds")
                .textValue());
        BigDecimal kept =
                new BigDecimal(retail("negative").summary().get("revenue").textValue());
        assertThat(net.subtract(unmatched)).isEqualByComparingTo(kept);
    }

    @Test
    void retailKpis() {
        Run run = retail("negative");
        assertThat(run.kpi("orders").intValue()).isEqualTo(18_566);
        assertThat(run.kpi("aov").doubleValue()).isCloseTo(12_966_945.20 / 18_566, within(1e-9));
        assertThat(run.kpi("arpu").doubleValue()).isCloseTo(12_966_945.20 / 4_339, within(1e-9));
        // sum(int(q)) of the rows with q × price of 0 or more
        assertThat(run.kpi("items_per_order").doubleValue()).isCloseTo(5_181_696 / 18_566.0, within(1e-9));
        // the same after netting, a refund's units going to the first purchase that it is taken from
        assertThat(retail("net").kpi("items_per_order").doubleValue()).isCloseTo(4_919_871 / 18_247.0, within(1e-9));
        // Active 2011-06-10 to 2011-12-09, of those active 2010-12-10 to 2011-06-09: 1,870 of 2,648.
        assertThat(run.kpi("retention_rate").doubleValue()).isCloseTo(1_870 / 2_648.0, within(EPS));
        // 33 customers have refunds only, -10,860.93 in all.
        assertThat(run.table("segments.csv"))
                .last()
                .satisfies(row -> assertThat(row.cells())
                        .containsEntry("segment", "No orders")
                        .containsEntry("customers", "33")
                        .containsEntry("revenue", "-10860.93"));
    }

    @Test
    void retailDoesNotPassUnnoticedWithoutCustomers() {
        Path file = find("online_retail_invoices.csv");
        Run.to(folder.resolve("out"), "--input", file.toString(), "--date-format", "M/d/yyyy H:mm")
                .failed(1, "online_retail_invoices.csv", "row 45", "'CustomerID'", "(blank)");
        Run.to(folder.resolve("out"), "--input", file.toString(), "--on-bad-row", "skip", "--max-bad-rows", "10")
                .failed(1, "online_retail_invoices.csv", "'InvoiceDate'", "M/d/yyyy H:mm");
    }
}
