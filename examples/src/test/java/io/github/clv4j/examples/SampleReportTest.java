package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who runs the program for the first time: the built-in sample. */
class SampleReportTest {
    private static final List<String> RESULTS = List.of(
            "acquisition.csv",
            "cohort-payback-curves.csv",
            "cohort-payback.csv",
            "cohorts.csv",
            "concentration.csv",
            "customers.csv",
            "gains-and-losses.csv",
            "kpis-by-channel.csv",
            "kpis.csv",
            "lifecycle-movement.csv",
            "lifecycle.csv",
            "migration-series.csv",
            "migration.csv",
            "models.json",
            "profit.csv",
            "report.html",
            "revenue-tree.csv",
            "rfm-thresholds.json",
            "segment-spread.csv",
            "segments.csv",
            "summary.json",
            "whale-curve.csv");

    @TempDir
    private static Path folder = Path.of("");

    private static Run run = Run.to(Path.of("never"), "--version");

    @BeforeAll
    static void runOnce() {
        run = Run.to(folder.resolve("sample"));
    }

    @Test
    void isDoneWithAllFiles() {
        run.done();
        List<String> expected = new ArrayList<>(RESULTS);
        expected.addAll(List.of("sample-acquisition-spend.csv", "sample-transactions.csv"));
        Collections.sort(expected);
        assertThat(run.files()).isEqualTo(expected);
        run.texts()
                .forEach((name, text) -> assertThat(text).as(name).isNotBlank().endsWith("\n"));
    }

    @Test
    void isLargeEnoughAndHasTwoYearsWithRefunds() {
        JsonNode summary = run.summary();
        assertThat(summary.get("customers").intValue()).isGreaterThanOrEqualTo(5_000);
        LocalDate first = LocalDate.parse(summary.get("firstDate").textValue());
        LocalDate last = LocalDate.parse(summary.get("lastDate").textValue());
        assertThat(ChronoUnit.MONTHS.between(first, last.plusDays(1))).isEqualTo(24);
        assertThat(summary.get("ingest").get("nettedRefunds").intValue()).isGreaterThan(500);
        assertThat(summary.get("ingest").get("cancelledPurchases").intValue()).isGreaterThan(100);
    }

    @Test
    void filesAgreeWithEachOther() {
        Consistency.check(run);
    }

    /** Every figure that needs more than the log has it: channels and acquisition spend come with the sample. */
    @Test
    void knowsAcquisitionCostByChannel() {
        assertThat(run.kpiIsUndefined("cac")).isFalse();
        assertThat(run.kpiIsUndefined("clv_to_cac")).isFalse();
        assertThat(run.kpiIsUndefined("cac_payback_months")).isFalse();
        List<Run.Line> cells = run.table("kpis-by-channel.csv");
        // Customers whose orders were all refunded have no first order: their group has no orders either.
        assertThat(Consistency.where(cells, "kpi", "orders").stream()
                        .filter(row -> !row.get("value").equals("0.0"))
                        .map(row -> row.get("group"))
                        .distinct())
                .containsExactly("all", "email", "partner", "search", "social", "store");
        for (String kpi : List.of("orders", "revenue", "new_customers", "active_customers")) {
            List<Run.Line> rows = Consistency.where(cells, "kpi", kpi);
            BigDecimal all = Consistency.total(Consistency.where(rows, "group", "all"), "value");
            assertThat(Consistency.total(rows, "value")).as(kpi).isEqualByComparingTo(all.add(all));
            assertThat(Consistency.total(Consistency.where(run.table("kpis.csv"), "kpi", kpi), "value"))
                    .isEqualByComparingTo(all.add(all));
        }
        BigDecimal spend = Consistency.total(Run.table(run.folder().resolve("sample-acquisition-spend.csv")), "spend");
        double newCustomers = run.kpi("new_customers").doubleValue();
        assertThat(run.kpi("cac").doubleValue()).isCloseTo(spend.doubleValue() / newCustomers, within(1e-12));
        double revenue = Double.parseDouble(run.summary().get("revenue").textValue());
        assertThat(run.kpi("clv_to_cac").doubleValue()).isCloseTo(revenue / spend.doubleValue(), within(1e-12));
    }

    /** What the sample file says, counted here without the library. */
    @Test
    void countsWhatTheSampleHolds() {
        List<Run.Line> rows = Run.table(run.folder().resolve("sample-transactions.csv"));
        assertThat(run.summary().get("ingest").get("read").intValue()).isEqualTo(rows.size());
        assertThat(run.summary().get("revenue").textValue())
                .isEqualTo(Consistency.total(rows, "amount").toPlainString());
        assertThat(run.summary().get("ingest").get("unmatchedRefunds").textValue())
                .isEqualTo("0.00");
        assertThat(rows.stream()
                        .filter(row -> row.get("amount").startsWith("-"))
                        .count())
                .isEqualTo(run.summary().get("ingest").get("nettedRefunds").longValue());
    }

    /** Checksums of the generator's output under Java 17 on Linux x86-64, the same on every machine. */
    @Test
    void generatorGivesTheseBytes() throws IOException, NoSuchAlgorithmException {
        assertThat(sha256("sample-transactions.csv"))
                .isEqualTo("57736acb7bad68571ab06ba8a51589d70e6944c1c4288488f02d80965d77bd4f");
        assertThat(sha256("sample-acquisition-spend.csv"))
                .isEqualTo("aab891309ead05321631f8232c9235cd98b5d99879e43c8d980d91c1999d293c");
    }

    private static String sha256(String name) throws IOException, NoSuchAlgorithmException {
        byte[] bytes = Files.readAllBytes(run.folder().resolve(name));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void anotherSeedGivesAnotherShopAndTheSameSeedTheSame() throws IOException {
        Path one = folder.resolve("one.csv");
        Path same = folder.resolve("same.csv");
        Path other = folder.resolve("other.csv");
        SampleShop.writeOrders(one, 1);
        SampleShop.writeOrders(same, 1);
        SampleShop.writeOrders(other, 2);
        assertThat(same).hasSameBinaryContentAs(one);
        assertThat(Files.mismatch(one, other)).isNotEqualTo(-1);
    }

    @Test
    void secondRunGivesTheSameBytes() {
        Run second = Run.to(folder.resolve("second")).done();
        Run.assertSameFiles(second.texts(), run.texts());
        assertThat(second.out().lines().toList().subList(0, 30))
                .isEqualTo(run.out().lines().toList().subList(0, 30));
    }

    /** The sample as anybody's own file, its rows in another order, gives the same results. */
    @Test
    void shuffledRowsGiveTheSameBytes() throws IOException {
        List<String> lines = Files.readAllLines(run.folder().resolve("sample-transactions.csv"));
        List<String> body = new ArrayList<>(lines.subList(1, lines.size()));
        Collections.shuffle(body, new Random(7));
        body.add(0, lines.get(0));
        Path shuffled = Run.write(folder.resolve("shuffled.csv"), body.toArray(String[]::new));
        Run own = Run.to(
                        folder.resolve("own"),
                        "--input",
                        shuffled.toString(),
                        "--channel-column",
                        "channel",
                        "--acquisition-spend",
                        run.folder().resolve("sample-acquisition-spend.csv").toString())
                .done();
        Map<String, String> expected = new TreeMap<>(run.texts());
        expected.keySet().retainAll(RESULTS);
        // The sample's run wrote the sample too.
        expected.computeIfPresent("summary.json", (name, text) -> {
            String files = "\"sample-acquisition-spend.csv\", \"sample-transactions.csv\", ";
            assertThat(text).contains(files);
            return text.replace(files, "");
        });
        Run.assertSameFiles(own.texts(), expected);
    }

    @Test
    void printsAReadableSummary() {
        assertThat(run.out())
                .startsWith(
                        "5,924 customers, 21,843 transactions from 2023-01-01 to 2024-12-31, revenue 1,219,937.78 USD")
                .contains("rows: read 23675 = accepted 21843 + netted 1832 + dropped 0 + rejected 0")
                .contains("Average order value")
                .contains("Soulmates")
                .contains("results in " + run.folder());
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 160);
        Run.assertNoStackTrace(run.out());
    }
}
