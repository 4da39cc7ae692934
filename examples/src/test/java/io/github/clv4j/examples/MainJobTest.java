package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job from its command line to its files. */
class MainJobTest {
    private static final String HEADER = "customer_id,date,amount\n";

    @TempDir
    private Path folder = Path.of("");

    private record Run(int exit, String out, String err) {}

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = CustomerBaseReport.run(args, new PrintWriter(out), new PrintWriter(err));
        Run run = new Run(exit, out.toString(), err.toString());
        assertThat(run.err).doesNotContain("\tat ").doesNotContain("Exception in thread");
        return run;
    }

    private Path file(String text) throws IOException {
        Path file = folder.resolve("orders.csv");
        Files.writeString(file, text);
        return file;
    }

    private JsonNode summaryOf(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        Path output = folder.resolve("output-" + all.hashCode());
        all.addAll(List.of("--output", output.toString()));
        Run run = run(all.toArray(String[]::new));
        assertThat(run.exit).as(run.err).isZero();
        return new ObjectMapper().readTree(output.resolve("summary.json").toFile());
    }

    private static long rows(JsonNode reasons) {
        return StreamSupport.stream(reasons.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .sum();
    }

    private static void assertNothingLost(JsonNode summary) {
        JsonNode ingest = summary.get("ingest");
        assertThat(ingest.get("accepted").asLong()
                        + ingest.get("netted").asLong()
                        + rows(ingest.get("dropped"))
                        + rows(ingest.get("rejected")))
                .isEqualTo(ingest.get("read").asLong());
        BigDecimal bySegment = StreamSupport.stream(summary.get("segments").spliterator(), false)
                .map(segment -> new BigDecimal(segment.get("revenue").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(bySegment)
                .isEqualByComparingTo(new BigDecimal(summary.get("revenue").asText()));
    }

    @Test
    void theSampleNeedsNoInputAndIsTheSameEachTime() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        assertThat(run("--output", one.toString()).exit).isZero();
        assertThat(run("--output", two.toString()).exit).isZero();

        JsonNode summary =
                new ObjectMapper().readTree(one.resolve("summary.json").toFile());
        assertThat(summary.get("customers").asLong()).isGreaterThanOrEqualTo(5_000);
        assertThat(summary.get("firstDate").asText()).startsWith("2023-01");
        assertThat(summary.get("lastDate").asText()).isEqualTo("2024-12-31");
        assertThat(summary.get("ingest").get("netted").asLong()).isPositive();
        assertNothingLost(summary);
        try (Stream<Path> files = Files.list(one)) {
            List<Path> all = files.toList();
            assertThat(all)
                    .extracting(path -> path.getFileName().toString())
                    .contains(
                            "summary.json",
                            "report.html",
                            "customers.csv",
                            "segments.csv",
                            "migration.csv",
                            "cohorts.csv",
                            "kpis.csv");
            for (Path path : all) {
                assertThat(two.resolve(path.getFileName())).hasSameBinaryContentAs(path);
            }
        }
        assertThat(Files.readString(one.resolve("report.html"))).doesNotContain("src=\"http", "href=\"http");
    }

    @Test
    void neitherTheOrderOfRowsNorTheLocaleShows() throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> lines = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 600; i++) {
            lines.add("c" + random.nextInt(60) + ",2024-" + String.format(Locale.ROOT, "%02d", 1 + random.nextInt(12))
                    + "-1" + random.nextInt(10) + "," + (random.nextInt(2_000) - 200) + ".5\n");
        }
        lines.forEach(text::append);
        Path ordered = file(HEADER + text);
        assertThat(run(
                                "--input",
                                ordered.toString(),
                                "--output",
                                folder.resolve("a").toString())
                        .exit)
                .isZero();

        Collections.shuffle(lines, random);
        Files.writeString(ordered, HEADER + String.join("", lines));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(run(
                                    "--input",
                                    ordered.toString(),
                                    "--output",
                                    folder.resolve("b").toString())
                            .exit)
                    .isZero();
        } finally {
            Locale.setDefault(before);
        }
        try (Stream<Path> files = Files.list(folder.resolve("a"))) {
            for (Path path : files.toList()) {
                assertThat(folder.resolve("b").resolve(path.getFileName())).hasSameBinaryContentAs(path);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a,2024-13-01,5        | date        | 2024-13-01
                    a,2024-01-01,five     | amount      | five
                    a,2024-01-01,NaN      | amount      | NaN
                    a,2024-01-01,1.005    | amount      | 1.005
                    ,2024-01-01,5         | customer_id | needs the id
                    a,2025-01-01,5        | date        | 2025-01-01
                    """)
    void aBadRowIsNamedOrCounted(String row, String column, String value) throws IOException {
        Path input = file(HEADER + "a,2024-01-02,7.00\n" + row + "\n");
        Path output = folder.resolve("never");
        Run strict = run("--input", input.toString(), "--as-of", "2024-06-30", "--output", output.toString());

        assertThat(strict.exit).isEqualTo(1);
        assertThat(strict.err).contains(input.toString(), "row 3", column).containsIgnoringCase(value);
        assertThat(output).doesNotExist();

        JsonNode lenient = summaryOf("--input", input.toString(), "--as-of", "2024-06-30", "--on-bad-row", "skip");
        assertThat(rows(lenient.get("ingest").get("rejected"))).isEqualTo(1);
        assertNothingLost(lenient);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "customer_id,date,amount\n", "customer_id,date\na,2024-01-01\n"})
    void aFileWithoutRowsOrColumnsIsAnErrorInWords(String text) throws IOException {
        Path input = file(text);
        Run run = run(
                "--input", input.toString(), "--output", folder.resolve("never").toString());

        assertThat(run.exit).isEqualTo(1);
        assertThat(run.err).startsWith("error: ").hasLineCount(1);
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--currency XX1",
                "--zone Nowhere/Land",
                "--as-of yesterday",
                "--refunds perhaps",
                "--time-unit fortnights",
                "--gross-margin 2",
                "--annual-discount-rate -1",
                "--max-bad-rows 0 --on-bad-row skip",
                "--max-bad-rows 5",
                "--gone-after 0",
                "--segment-map unknown",
                "--price-column p",
                "--amount-column amount --quantity-column q --price-column p",
                "--compare-to 2030-01-01",
                "--unknown"
            })
    void aWrongCallIsExitTwo(String options) throws IOException {
        Path input = file(HEADER + "a,2024-01-01,5.00\na,2024-03-01,5.00\n");
        List<String> args = new ArrayList<>(List.of(options.split(" ", -1)));
        args.addAll(List.of(
                "--input", input.toString(), "--output", folder.resolve("never").toString()));
        Run run = run(args.toArray(String[]::new));

        assertThat(run.exit).as(run.err).isEqualTo(2);
        assertThat(run.err).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"net", "negative", "drop"})
    void oneCustomerWithOneOrder(String refunds) throws IOException {
        JsonNode summary =
                summaryOf("--input", file(HEADER + "a,2024-01-01,5.00\n").toString(), "--refunds", refunds);

        assertThat(summary.get("customers").asLong()).isEqualTo(1);
        assertThat(summary.get("kpis").get("aov").asDouble()).isEqualTo(5.0);
        assertThat(summary.get("kpis").get("retention_rate").isNull()).isTrue();
        assertThat(summary.get("kpiDetails")
                        .get("retention_rate")
                        .get("undefined")
                        .asText())
                .isNotBlank();
    }

    @Test
    void aCustomerWithRefundsOnlyLosesNoMoney() throws IOException {
        String rows = HEADER + "a,2024-01-01,5.00\nb,2024-02-01,-2.00\n";
        JsonNode kept = summaryOf("--input", file(rows).toString(), "--refunds", "negative");
        assertThat(kept.get("revenue").asText()).isEqualTo("3.00");
        assertThat(kept.get("customers").asLong()).isEqualTo(1);
        assertNothingLost(kept);

        JsonNode netted = summaryOf("--input", file(rows).toString());
        assertThat(netted.get("revenue").asText()).isEqualTo("5.00");
        assertThat(netted.get("ingest")
                        .get("dropped")
                        .get("refund-without-purchase")
                        .asLong())
                .isEqualTo(1);
        assertNothingLost(netted);

        Run alone = run("--input", file(HEADER + "b,2024-02-01,-2.00\n").toString());
        assertThat(alone.exit).isEqualTo(1);
        assertThat(alone.err).startsWith("error: ").hasLineCount(1);
    }

    @Test
    void acquisitionSpendGivesCac() throws IOException {
        Path spend = folder.resolve("spend.csv");
        Files.writeString(spend, "month,spend\n2024-01,30.00\n2024-02,10\n");
        JsonNode summary = summaryOf(
                "--input",
                file(HEADER + "a,2024-01-01,50.00\nb,2024-02-01,50.00\n").toString(),
                "--acquisition-spend",
                spend.toString(),
                "--gross-margin",
                "0.5");
        assertThat(summary.get("kpis").get("cac").asDouble()).isEqualTo(20.0);
        assertThat(summary.get("kpis").get("clv_to_cac").asDouble()).isEqualTo(1.25);

        Files.writeString(spend, "month,spend\n2024-01,-30.00\n");
        Run negative = run(
                "--input",
                folder.resolve("orders.csv").toString(),
                "--acquisition-spend",
                spend.toString(),
                "--output",
                folder.resolve("never").toString());
        assertThat(negative.exit).isEqualTo(1);
        assertThat(negative.err).contains("spend.csv", "row 2", "-30.00");
    }

    @Test
    void cdnowIsReadToTheCent() throws IOException {
        JsonNode summary = summaryOf("--input", shared("cdnow_master.csv"));

        // Counted independently: rows and distinct ids of the file, sum of its amounts.
        assertThat(summary.get("customers").asLong()).isEqualTo(23_570);
        assertThat(summary.get("transactions").asLong()).isEqualTo(69_659);
        assertThat(summary.get("ingest").get("accepted").asLong()).isEqualTo(69_659);
        assertThat(summary.get("revenue").asText()).isEqualTo("2500315.63");
        assertThat(summary.get("firstDate").asText()).isEqualTo("1997-01-01");
        assertThat(summary.get("lastDate").asText()).isEqualTo("1998-06-30");
        assertNothingLost(summary);
    }

    @ParameterizedTest
    @CsvSource({"net,18247", "negative,22221", "drop,18566", "reject,18566"})
    void theMessyFileLosesNothing(String refunds, long accepted) throws IOException {
        JsonNode summary = summaryOf(
                "--input",
                shared("online_retail_invoices.csv"),
                "--date-format",
                "M/d/yyyy H:mm",
                "--currency",
                "GBP",
                "--on-bad-row",
                "skip",
                "--refunds",
                refunds);

        assertThat(summary.get("ingest").get("read").asLong()).isEqualTo(25_943);
        assertThat(summary.get("ingest").get("accepted").asLong()).isEqualTo(accepted);
        assertThat(summary.get("ingest")
                        .get("rejected")
                        .get("empty-customer-id")
                        .asLong())
                .isEqualTo(3_722);
        assertThat(summary.get("ingest").get("zeroAmounts").asLong()).isEqualTo(4);
        assertNothingLost(summary);
    }

    private static String shared(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared").resolve("datasets").resolve(name);
            if (Files.isRegularFile(file)) {
                return file.toString();
            }
        }
        return Assumptions.abort("no folder shared/datasets with " + name + "; this test is skipped");
    }
}
