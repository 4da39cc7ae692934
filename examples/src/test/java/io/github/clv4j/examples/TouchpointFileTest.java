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

/** {@code --touchpoints}: attribution done by hand, and what is said of rows that are wrong. */
class TouchpointFileTest {
    /** The path of a is search, e-mail; that of b e-mail; c has none, and v no order. */
    private static final List<String> SOUND = List.of(
            "a,2024-01-05,,search,click,0.30",
            "a,2024-01-08,09:30,e-mail,click,0.10",
            "b,2024-01-20,,e-mail,open,",
            "v,2024-01-02,,display,view,0.05");

    @TempDir
    private Path folder = Path.of("");

    private SideFiles files = new SideFiles(folder, folder, "", "");

    @BeforeEach
    void writeShop() {
        Path shop = Run.write(
                folder.resolve("shop.csv"),
                "customer_id,date,amount",
                "a,2024-01-10,100.00",
                "b,2024-01-20,50.00",
                "c,2024-03-31,50.00");
        files = new SideFiles(folder, shop, "--touchpoints", "customer_id,date,time,channel,kind,cost");
    }

    /** What a rule credits display, e-mail, search and no channel with. */
    private static List<String> credits(Run run, String of, String rule) {
        return Consistency.where(Consistency.where(run.table("attribution.csv"), "of", of), "rule", rule).stream()
                .map(row -> row.get("value"))
                .toList();
    }

    @Test
    void attributionByHand() {
        Run run = files.run(SOUND).done();
        assertThat(credits(run, "revenue", "first touch")).containsExactly("0.00", "50.00", "100.00", "50.00");
        assertThat(credits(run, "revenue", "last touch")).containsExactly("0.00", "150.00", "0.00", "50.00");
        assertThat(credits(run, "revenue", "linear")).containsExactly("0.00", "100.00", "50.00", "50.00");
        assertThat(credits(run, "revenue", "shapley")).containsExactly("0.00", "100.00", "50.00", "50.00");
        // Without e-mail neither path leads to an order, without search one of two: 1 to 1/2 of 150.00
        assertThat(credits(run, "revenue", "markov")).containsExactly("0.00", "100.00", "50.00", "50.00");
        assertThat(credits(run, "historical_clv", "last touch")).containsExactly("0.00", "150.00", "0.00", "50.00");
        assertThat(run.table("channel-mix.csv").stream()
                        .filter(row -> !row.get("touchpoints").equals("0"))
                        .filter(row -> row.get("group").equals("(not in the log)"))
                        .map(row -> row.get("channel") + " " + row.get("cost")))
                .containsExactly("display 0.05");
        assertThat(run.table("journeys.csv").stream()
                        .map(row -> row.get("path") + ":" + row.get("conversions") + ":" + row.get("without_order")))
                .containsExactlyInAnyOrder(":1:0", "e-mail:1:0", "search > e-mail:1:0", "display:0:1");
        JsonNode told = run.summary().get("attribution");
        assertThat(told.get("people").intValue()).isEqualTo(4);
        assertThat(told.get("conversions").intValue()).isEqualTo(3);
        assertThat(told.get("rules").get(0).get("revenue").toString())
                .isEqualTo("{\"total\":\"200.00\",\"unattributed\":\"50.00\",\"channels\":{\"display\":\"0.00\","
                        + "\"e-mail\":\"50.00\",\"search\":\"100.00\"}}");
        assertThat(run.text("report.html")).contains("Revenue by channel and rule", "search &gt; e-mail");
    }

    /** Segments add up to all, by each rule and channel. */
    @Test
    void segmentsAddUp() {
        Run run = files.run(SOUND).done();
        List<Run.Line> all = Consistency.where(run.table("attribution.csv"), "of", "historical_clv");
        for (Run.Line row : all) {
            double sum = run.table("attribution-by-segment.csv").stream()
                    .filter(part -> part.get("rule").equals(row.get("rule"))
                            && part.get("channel").equals(row.get("channel")))
                    .mapToDouble(part -> Double.parseDouble(part.get("value")))
                    .sum();
            assertThat(sum).as("%s", row).isEqualTo(Double.parseDouble(row.get("value")));
        }
        assertThat(all).hasSize(7 * 4);
    }

    @Test
    void daysOfAJourney() {
        Run run = files.run(SOUND, "--journey-days", "2").done();
        assertThat(credits(run, "revenue", "first touch")).containsExactly("0.00", "150.00", "0.00", "50.00");
        assertThat(run.summary().get("attribution").get("lookBackDays").intValue())
                .isEqualTo(2);
        files.run(SOUND, "--journey-days", "-1").failed(2, "--journey-days is -1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ",2024-01-05,,search,,|customer_id|''|empty-customer-id",
                "a,2024-13-05,,search,,|date|'2024-13-05'|bad-date",
                "a,2024-01-05,25:00,search,,|time|such as 09:30|bad-date",
                "a,2024-01-05,,,,|channel|''|bad-row",
                "a,2024-01-05,,(unattributed),,|channel|what no channel touched|bad-row",
                "a,2024-01-05,,search,,-1|cost|0 or more|bad-amount",
                "a,2024-01-05,,search,,free|cost|'free'|bad-amount"
            })
    void badRowsAreNamedOrSkipped(String line, String column, String rule, String reason) {
        files.assertBadRow(SOUND, line, "attribution", column, rule, reason);
    }

    @Test
    void orderOfRowsDoesNotMatter() {
        List<String> rows = new ArrayList<>(SOUND);
        rows.addAll(List.of("a,2024-01-05,,social,,", "w,2024-01-02,,social,,", "b,2024-01-20,08:00,search,,"));
        files.assertOrderDoesNotMatter(rows);
    }

    @Test
    void otherFilesAreRefused() {
        files.assertOtherFilesAreRefused("customer or customer_id");
    }
}
