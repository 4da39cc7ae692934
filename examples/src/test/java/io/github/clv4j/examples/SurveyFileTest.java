package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --surveys}: scores by class and what they are worth done by hand, and what is said of rows that are wrong. */
class SurveyFileTest {
    /** Of the two answers of a to NPS the later counts. */
    private static final List<String> SOUND = List.of(
            "a,2024-02-01,nps,2",
            "a,2024-03-01,NPS,9",
            "b,2024-02-10,nps,3",
            "c,2024-03-31,nps,7",
            "a,2024-02-01,csat,5",
            "b,2024-02-01,csat,2");

    @TempDir
    private Path folder = Path.of("");

    private SideFiles files = new SideFiles(folder, folder, "", "");

    @BeforeEach
    void writeShop() {
        Path shop = Run.write(
                folder.resolve("shop.csv"),
                "customer_id,date,amount",
                "a,2024-01-01,100.00",
                "b,2024-01-15,50.00",
                "c,2024-03-31,40.00",
                "d,2024-03-31,20.00");
        files = new SideFiles(folder, shop, "--surveys", "customer_id,date,kind,score");
    }

    @Test
    void scoresAndWorthByHand() {
        Run run = files.run(SOUND).done();
        JsonNode surveys = run.summary().get("surveys");
        assertThat(run.summary().get("worth").textValue())
                .as("no model is fitted to four customers")
                .isEqualTo("historical_clv");
        JsonNode nps = surveys.get("kinds").get(0);
        assertThat(nps.get("responses").intValue()).isEqualTo(3);
        assertThat(nps.get("classes").toString()).isEqualTo("{\"detractor\":1,\"passive\":1,\"promoter\":1}");
        assertThat(nps.get("nps").doubleValue()).isZero();
        // The largest share δ with δ ≤ 1.959964 · √((1 − q − δ²) / 3), q the passives' likeliest share given δ; by
        // bisection.
        assertThat(nps.get("npsUpper").doubleValue()).isCloseTo(69.2405, within(1e-3));
        assertThat(nps.get("mean").doubleValue()).isCloseTo(19 / 3.0, within(1e-12));
        // Scores 9, 3, 7 have ranks 3, 1, 2, values 100, 50, 40 have 3, 2, 1: 1 − 6 · 2 / (3 · 8)
        assertThat(nps.get("rankCorrelation").doubleValue()).isCloseTo(0.5, within(1e-12));
        JsonNode promoters = nps.get("worthByClass").get(2);
        assertThat(promoters.get("class").textValue()).isEqualTo("promoter");
        assertThat(promoters.get("total").textValue()).isEqualTo("100.00");
        assertThat(promoters.get("mean").doubleValue()).isEqualTo(100);
        assertThat(nps.get("worthByClass").get(3).get("total").textValue()).isEqualTo("20.00");
        JsonNode csat = surveys.get("kinds").get(1);
        assertThat(csat.get("kind").textValue()).isEqualTo("csat");
        assertThat(csat.get("mean").doubleValue()).isEqualTo(3.5);
        assertThat(csat.get("undefined").textValue()).contains("fewer than three");
        Run.Line all = run.table("surveys-by-segment.csv").get(0);
        assertThat(all.get("group")).isEqualTo("all");
        assertThat(all.get("nps")).isEqualTo("0.0");
        assertThat(Consistency.where(run.table("surveys-by-period.csv"), "period", "2024-02").stream()
                        .filter(row -> row.get("group").equals("all"))
                        .map(row -> row.get("kind") + " " + row.get("mean")))
                .as("in February the earlier answer of a is the latest")
                .containsExactly("NPS 2.5", "CSAT 3.5");
        assertThat(run.table("survey-value.csv").stream()
                        .map(row -> row.get("kind") + " " + row.get("class") + " " + row.get("total")))
                .contains("NPS detractor 50.00", "NPS passive 40.00", "CSAT satisfied 100.00");
        Map<String, String> a = run.customer("a");
        assertThat(List.of(
                        String.valueOf(a.get("last_survey")),
                        String.valueOf(a.get("nps")),
                        String.valueOf(a.get("csat")),
                        String.valueOf(a.get("ces"))))
                .containsExactly("2024-03-01", "9", "5", "");
        assertThat(run.customer("d").get("last_survey")).isEmpty();
        assertThat(run.text("report.html")).contains("NPS by segment", "CSAT by segment, 1 to 5", "NPS: promoter");
    }

    /** Half of 10 out of 10 and half of P(alive), which models of a larger shop tell. */
    @Test
    void loyaltyNeedsAModel() {
        assertThat(files.run(SOUND).done().customer("a")).doesNotContainKey("loyalty_index");
        Run sample = Run.to(folder.resolve("sample"));
        String id = sample.table("customers.csv").get(0).get("customer_id");
        Path one = Run.write(folder.resolve("one.csv"), "customer_id,date,survey,score", id + ",2024-06-30,nps,10");
        Run run = Run.to(folder.resolve("with"), "--surveys", one.toString()).done();
        Map<String, String> customer = run.customer(id);
        assertThat(Double.parseDouble(String.valueOf(customer.get("loyalty_index"))))
                .isCloseTo(50 + 50 * Double.parseDouble(String.valueOf(customer.get("p_alive"))), within(1e-9));
        assertThat(run.table("customers.csv").get(1).get("loyalty_index")).isEmpty();
        assertThat(run.text("report.html")).contains("Loyalty index by segment");
    }

    @Test
    void answersOutsideTheLogAreCounted() {
        Run run = files.run(List.of("a,2024-03-01,nps,9", "a,2023-12-31,nps,1", "b,2024-04-01,nps,1"))
                .done();
        JsonNode surveys = run.summary().get("surveys");
        assertThat(surveys.get("outside").intValue()).isEqualTo(2);
        assertThat(surveys.get("rows").get("accepted").intValue()).isEqualTo(3);
        assertThat(surveys.get("kinds").get(0).get("responses").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ",2024-02-01,nps,5|customer_id|''|empty-customer-id",
                "x,2024-02-01,nps,5|customer_id|one of the 4 customers|bad-customer-id",
                "a,2024-02-30,nps,5|date|'2024-02-30'|bad-date",
                "a,1024-02-01,nps,5|date|1900-01-01|date-out-of-range",
                "a,2024-02-01,fun,5|kind|[NPS, CSAT, CES]|bad-row",
                "a,2024-02-01,nps,11|score|0 to 10|bad-row",
                "a,2024-02-01,nps,-1|score|0 to 10|bad-row",
                "a,2024-02-01,csat,0|score|1 to 5|bad-row",
                "a,2024-02-01,ces,8|score|1 to 7|bad-row",
                "a,2024-02-01,nps,7.5|score|whole number|bad-row",
                "a,2024-02-01,nps,|score|''|bad-row"
            })
    void badRowsAreNamedOrSkipped(String line, String column, String rule, String reason) {
        files.assertBadRow(SOUND, line, "surveys", column, rule, reason);
    }

    @Test
    void orderOfRowsDoesNotMatter() {
        files.assertOrderDoesNotMatter(SOUND);
    }

    @Test
    void otherFilesAreRefused() {
        files.assertOtherFilesAreRefused("customer or customer_id");
        files.run(List.of("x,2024-02-01,nps,5"), "--on-bad-row", "skip").failed(1, "side.csv", "no good rows");
    }
}
