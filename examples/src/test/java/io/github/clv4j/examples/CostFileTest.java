package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --cost-to-serve}: profit done by hand, and what is said of files that are wrong. */
class CostFileTest {
    private static final String HEADER = "customer_id,channel,kind,contacts,cost";

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

    private Run run(Path costs, String... more) {
        List<String> all = new ArrayList<>(List.of("--input", shop.toString(), "--cost-to-serve", costs.toString()));
        all.addAll(List.of(more));
        return Run.to(folder.resolve("out" + runs++), all.toArray(String[]::new));
    }

    private Path costs(String... lines) {
        return Run.write(folder.resolve("costs.csv"), lines);
    }

    @Test
    void everyKindOfCostByHand() {
        Path costs = costs(
                HEADER,
                ",,,,1.00",
                ",web,,,2.00",
                "a,,call,3,10.00",
                "b,,,,55.00",
                "b,,,,5.00",
                "c,,call,1,12.00",
                "c,,mail,2,0.50");
        Run run = run(costs, "--channel-column", "channel").done();
        List<Run.Line> rows = run.table("profit.csv");
        // a: 1 + 2 + 3 · 10; b: 1 + 60; c: 1 + 2 + 12 + 2 · 0.50
        assertThat(rows.stream().map(row -> row.get("cost_to_serve"))).containsExactly("33.00", "61.00", "16.00");
        assertThat(rows.stream().map(row -> row.get("profit"))).containsExactly("67.00", "-11.00", "34.00");
        assertThat(run.table("whale-curve.csv").stream().map(row -> row.get("cumulative_profit")))
                .containsExactly("67.00", "101.00", "90.00");
        JsonNode profit = run.summary().get("profit");
        assertThat(profit.get("total").textValue()).isEqualTo("90.00");
        assertThat(profit.get("peak").textValue()).isEqualTo("101.00");
        assertThat(profit.get("customersAtPeak").intValue()).isEqualTo(2);
        assertThat(profit.get("lossMakers").intValue()).isEqualTo(1);
        assertThat(profit.get("loss").textValue()).isEqualTo("11.00");
        assertThat(profit.get("revenueBased").booleanValue()).isTrue();
        assertThat(profit.get("costToServe").get("read").intValue()).isEqualTo(7);
        assertThat(profit.get("costToServe").get("accepted").intValue()).isEqualTo(7);
        assertThat(run.text("report.html")).contains("Profit by customer", "peak: 2 customers", "The greatest losses");
    }

    @Test
    void marginIsTakenBeforeCosts() {
        Run run = run(costs("cost", "10"), "--gross-margin", "0.5").done();
        assertThat(run.table("profit.csv").stream().map(row -> row.get("profit")))
                .containsExactly("40.00", "15.00", "15.00");
        assertThat(run.summary().get("profit").get("revenueBased").booleanValue())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a,,,,x|row 3|'cost'|'x'",
                "a,,,,-1|row 3|'cost'|0 or more",
                "a,,,,|row 3|'cost'|''",
                "a,,,1.5,2|row 3|'contacts'|'1.5'",
                ",,call,2,2|row 3|'contacts'|customer_id",
                "a,web,,,2|row 3|'channel'|not both",
                ",,,,2|row 3|'cost'|row 2 tells",
                "z,,,,2|row 3|'customer_id'|'z'",
                ",ads,,,2|row 3|'channel'|there are [shop, web]",
                "a,,,,1,2|row 3|'customer_id'|6 fields"
            })
    void badRowsAreNamedOrSkipped(String line, String row, String column, String rule) {
        Path costs = costs(HEADER, ",,,,1.00", line);
        run(costs, "--channel-column", "channel").failed(1, "costs.csv", row, column, rule);
        Run skipped = run(costs, "--channel-column", "channel", "--on-bad-row", "skip")
                .done();
        JsonNode rows = skipped.summary().get("profit").get("costToServe");
        assertThat(rows.get("read").intValue()).isEqualTo(2);
        assertThat(rows.get("accepted").intValue()).isEqualTo(1);
        assertThat(rows.get("rejected").elements().next().intValue()).isEqualTo(1);
        assertThat(rows.get("firstProblems").get(0).get("row").intValue()).isEqualTo(3);
        assertThat(skipped.table("profit.csv").stream().map(each -> each.get("cost_to_serve")))
                .containsOnly("1.00");
        assertThat(skipped.text("report.html")).contains("Rows of the cost to serve");
    }

    @Test
    void channelsNeedAColumn() {
        run(costs("channel,cost", "web,1")).failed(1, "costs.csv", "row 2", "--channel-column");
    }

    /** Each rate of contacts was once a column of all customers: as many columns as rows, which did not fit memory. */
    @Test
    void contactsAtManyRatesAddUp() throws IOException {
        int customers = 30_000;
        TransactionLogBuilder log = TransactionLog.builder(LogOptions.of(MoneyScale.of("USD")));
        StringBuilder text = new StringBuilder("customer_id,contacts,cost\n");
        for (int c = 0; c < customers; c++) {
            log.add("c" + c, 19_000, 100);
            text.append("c").append(c).append(",2,").append(c).append(".01\n");
        }
        text.append("c7,3,1.00\nc7,,0.50\n");
        Path file = Files.writeString(folder.resolve("many.csv"), text);
        TransactionLog built = log.build();
        long[] costs = CostFile.read(file, MoneyScale.of("USD"), false, BadRowPolicy.fail())
                .of(built)
                .of(built, LocalDate.ofEpochDay(19_000));
        assertThat(costs[3]).isEqualTo(2 * 301);
        assertThat(costs[7]).isEqualTo(2 * 701 + 300 + 50);
        assertThat(costs[customers - 1]).isEqualTo(2 * 2_999_901L);
    }

    @Test
    void fileIsAtFault() {
        run(folder.resolve("absent.csv")).failed(1, "absent.csv", "no such file");
        run(folder).failed(1, "folder", "--cost-to-serve");
        run(costs("customer_id,costs", "a,1")).failed(1, "costs.csv", "no column cost", "[customer_id, costs]");
        run(costs("cost,cost", "1,1")).failed(1, "costs.csv", "named twice");
        run(costs("cost")).failed(1, "costs.csv", "no rows");
        run(costs("cost", "x"), "--on-bad-row", "skip").failed(1, "costs.csv", "no good rows");
        run(costs(HEADER, "a,,,,90000000000000000", "a,,,,90000000000000000")).failed(1, "costs.csv", "'a'", "64 bits");
        // Told by the costs alone, not by the orders.
        assertThat(run(costs(HEADER, "a,,call,999999999,90000000000000"))
                        .failed(1, "64 bits")
                        .message())
                .startsWith("error: " + folder.resolve("costs.csv") + ": ");
    }

    @Test
    void resultsDoNotReplaceIt() {
        Path out = folder.resolve("out");
        Run.to(out, "--input", shop.toString(), "--gross-margin", "0.5").done();
        Run.to(
                        out,
                        "--input",
                        shop.toString(),
                        "--cost-to-serve",
                        out.resolve("profit.csv").toString())
                .failed(2, "--cost-to-serve", "profit.csv", "--output");
    }
}
