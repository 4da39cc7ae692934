package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stages of life, which every report has: by hand, by days of the log or of {@code --stage-days}. */
class LifecycleStagesTest {
    @TempDir
    private Path folder = Path.of("");

    private int runs;

    private Run run(List<String> rows, String... more) {
        List<String> lines = new ArrayList<>(List.of("customer_id,date,amount"));
        lines.addAll(rows);
        Path shop = Run.write(folder.resolve("shop.csv"), lines.toArray(String[]::new));
        List<String> all = new ArrayList<>(List.of("--input", shop.toString()));
        all.addAll(List.of(more));
        return Run.to(folder.resolve("out" + runs++), all.toArray(String[]::new));
    }

    private static JsonNode lifecycle(Run run) {
        return run.done().summary().get("lifecycle");
    }

    /** As of 31 December 2024; r was away from January to December. */
    @Test
    void stagesByHand() {
        Run run = run(
                List.of(
                        "n,2024-12-20,5",
                        "a,2024-01-01,5",
                        "a,2024-12-01,5",
                        "a,2024-06-15,5",
                        "r,2024-01-10,5",
                        "r,2024-12-31,5",
                        "k,2024-10-01,5",
                        "l,2024-06-01,5",
                        "x,2023-12-01,5"),
                "--stage-days",
                "60,120,365",
                "--compare-to",
                "2024-06-30");
        JsonNode lifecycle = lifecycle(run);
        assertThat(lifecycle.get("customers").toString())
                .isEqualTo("{\"prospect\":0,\"new\":1,\"active\":1,\"at risk\":1,\"lapsed\":1,\"lost\":1,"
                        + "\"reactivated\":1}");
        assertThat(run.table("customers.csv").stream().map(row -> row.get("customer_id") + " " + row.get("stage")))
                .containsExactly("a active", "k at risk", "l lapsed", "n new", "r reactivated", "x lost");
        JsonNode movement = lifecycle.get("movement");
        assertThat(movement.get("from").textValue()).isEqualTo("2024-06-30");
        // On 30 June: a bought 15 days before, l 29 days before, r 172 and x 212 days before; k and n had not come yet.
        assertThat(movement.get("moves").toString())
                .contains("{\"from\":\"prospect\",\"to\":\"new\",\"customers\":1}")
                .contains("{\"from\":\"active\",\"to\":\"active\",\"customers\":1}")
                .contains("{\"from\":\"new\",\"to\":\"lapsed\",\"customers\":1}")
                .contains("{\"from\":\"lapsed\",\"to\":\"reactivated\",\"customers\":1}")
                .contains("{\"from\":\"lapsed\",\"to\":\"lost\",\"customers\":1}");
        long moved = run.table("lifecycle-movement.csv").stream()
                .mapToLong(row -> Long.parseLong(row.get("customers")))
                .sum();
        assertThat(moved).isEqualTo(6);
        List<Run.Line> sizes = run.table("lifecycle.csv");
        assertThat(sizes.get(sizes.size() - 1).get("day")).isEqualTo("2024-12-31");
        assertThat(run.text("report.html")).contains("Lifecycle stages", "Customers by stage over time", "as given");
    }

    /** Ten times between orders, from 10 to 100 days: nine of ten are at most 90. */
    @Test
    void daysComeFromTheTimesBetweenOrders() {
        List<String> rows = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            rows.add("c" + i + ",2024-01-01,5");
            rows.add("c" + i + "," + LocalDate.of(2024, 1, 1).plusDays(10L * i) + ",5");
        }
        JsonNode lifecycle = lifecycle(run(rows));
        assertThat(lifecycle.get("days").toString()).isEqualTo("[45,90,180]");
        assertThat(lifecycle.get("daysFrom").textValue()).contains("nine in ten are at most 90 days");
        JsonNode few = lifecycle(run(List.of("a,2024-01-01,5", "b,2024-01-01,5", "b,2024-01-08,5")));
        assertThat(few.get("days").toString()).isEqualTo("[91,182,364]");
        assertThat(few.get("daysFrom").textValue()).contains("too few customers ordered twice");
    }

    @Test
    void theSameDayHasNoMovement() {
        Run run = run(List.of("a,2024-01-01,5"));
        assertThat(lifecycle(run).get("movement").isNull()).isTrue();
        assertThat(run.files()).contains("lifecycle.csv").doesNotContain("lifecycle-movement.csv");
        for (String name : List.of("surveys", "campaigns", "attribution", "scorecard", "idLinks")) {
            assertThat(run.summary().get(name).isNull()).as(name).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "60,120", "120,60,365", "-1,60,120", "60,120,365,400"})
    void badDays(String days) {
        run(List.of("a,2024-01-01,5"), "--stage-days", days).failed(2, "--stage-days is", "three numbers of days");
    }
}
