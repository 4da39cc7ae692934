package io.github.clv4j.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a report, from real bodies run small in this process. */
class ReportTest {
    @Test
    void aRunIsWrittenAsJsonMarkdownAndAPicture(@TempDir Path folder) throws IOException {
        Map<String, String> small = Map.of("rows", "2000");
        Comparison comparison = new Comparison(
                "summary",
                "a summary",
                "streaming",
                Measure.TIMES_THE_COST,
                new Body("SnapshotBenchmark.summary", small),
                new Body("SnapshotBenchmark.streamLog", small),
                OptionalDouble.of(1e9));
        Times times = new Times();
        new Suite(new JmhBench(0, 0, 2), line -> {}).run(List.of(comparison), 2, times);
        Map<String, Scaling> scalings = Map.of("a summary", new Scaling(Map.of(1_000, 1.0, 10_000, 10.0)));

        BenchmarkSuite.write(
                folder, new Machine("2026-01-01", "one", 2, "a JVM", "a system"), List.of(comparison), times, scalings);

        assertThat(times.of(comparison.ours())).hasSize(2).allMatch(round -> round.length == 2 && round[0] > 0);
        assertThat(Recorded.read(folder.resolve("benchmarks.json")).ratios()).containsOnlyKeys("summary");
        assertThat(Files.readString(folder.resolve("benchmarks.md")))
                .contains("2026-01-01, one, 2 cores")
                .containsPattern(
                        "\\| a summary \\| streaming \\| [^|]+ \\| [^|]+ \\| [^|]+ × the cost \\| ≤ 1,000,000,000 \\| yes \\|")
                .contains("| a summary | 10,000 | 10.0 | 1,000 |")
                .contains("a summary 1.00");
        BufferedImage picture = ImageIO.read(folder.resolve("scaling.png").toFile());
        assertThat(picture.getWidth()).isPositive();
    }

    /** A body that is misspelt, or a parameter that it does not have, would be noticed only after minutes otherwise. */
    @Test
    void everyComparisonNamesABenchmarkAndItsParameters() throws ReflectiveOperationException {
        for (Comparison comparison : Comparisons.of(1_000, 1_000, 1_000)) {
            for (Body body : List.of(comparison.ours(), comparison.other())) {
                int dot = body.method().indexOf('.');
                Class<?> type = Class.forName(
                        "io.github.clv4j.benchmarks." + body.method().substring(0, dot));
                assertThat(type.getMethods())
                        .as(body.method())
                        .anyMatch(
                                method -> method.getName().equals(body.method().substring(dot + 1)));
            }
        }
    }
}
