package io.github.clv4j.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate finds what got slower, and only that. */
class GateTest {
    private static final Body OURS = new Body("Ours.body", Map.of());
    private static final Body RIVAL = new Body("Rival.body", Map.of("rows", "7"));
    private static final Comparison FASTER = comparison("faster", Measure.TIMES_FASTER);
    private static final Comparison COST = comparison("cost", Measure.TIMES_THE_COST);
    private static final Machine MACHINE = new Machine("2026-01-01", "one", 2, "a JVM", "a system");

    private static Comparison comparison(String id, Measure measure) {
        return new Comparison(id, "work", "another", measure, OURS, RIVAL, OptionalDouble.of(2));
    }

    /** Ours takes 10 ms times a factor, the rival 100; both wander by a twentieth. */
    private static Bench bench(double factor, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return body -> {
            double time = body.equals(OURS) ? 10 * factor : 100;
            return random.doubles(5, 0.95, 1.05).map(wander -> time * wander).toArray();
        };
    }

    private static Recorded recorded(long seed) {
        Times times = new Times();
        List<Comparison> both = List.of(FASTER, COST);
        new Suite(bench(1, seed), line -> {}).run(both, 3, times);
        return BenchmarkSuite.recorded(MACHINE, both, times);
    }

    private static List<Boolean> regressed(double factor, long seed) {
        return BenchmarkSuite.check(
                        new Suite(bench(factor, seed), line -> {}), List.of(FASTER, COST), recorded(1), 3, new Times())
                .stream()
                .map(Gate.Finding::regressed)
                .toList();
    }

    @Test
    void theSameCodePassesWhateverTheNoise() {
        for (long seed = 100; seed < 300; seed++) {
            assertThat(regressed(1, seed)).containsExactly(false, false);
            assertThat(regressed(0.5, seed)).containsExactly(false, false);
        }
    }

    @Test
    void codeThatGotHalfAsSlowAgainFails() {
        for (long seed = 100; seed < 300; seed++) {
            assertThat(regressed(1.5, seed)).containsExactly(true, true);
        }
    }

    @Test
    void aSuspectIsMeasuredAgainBeforeItIsCalledRegressed() {
        List<Body> asked = new ArrayList<>();
        Bench slowAtFirst = body -> {
            asked.add(body);
            boolean disturbed = asked.size() <= 2;
            return new double[] {body.equals(OURS) ? (disturbed ? 30 : 10) : 100};
        };

        List<Gate.Finding> findings =
                BenchmarkSuite.check(new Suite(slowAtFirst, line -> {}), List.of(FASTER), recorded(1), 1, new Times());

        assertThat(asked).hasSize(4);
        assertThat(findings).noneMatch(Gate.Finding::regressed);
    }

    @Test
    void aBodyOfASuspectMayBeThatOfAnotherToo() {
        Body third = new Body("Third.body", Map.of());
        Comparison shared =
                new Comparison("shared", "work", "another", Measure.TIMES_FASTER, OURS, third, OptionalDouble.empty());
        Recorded before =
                new Recorded(MACHINE, Map.of("faster", new Ratio(40, 40, 40), "shared", new Ratio(10, 10, 10)));

        List<Gate.Finding> findings = BenchmarkSuite.check(
                new Suite(bench(1, 7), line -> {}), List.of(FASTER, shared), before, 3, new Times());

        assertThat(findings).extracting(Gate.Finding::regressed).containsExactly(true, false);
    }

    @Test
    void noiseDoesNotExcuseMoreThanAFactorOfTwo() {
        double[] wandering = {3, 10, 40};
        Times noisy = new Times();
        for (double time : wandering) {
            noisy.add(OURS, new double[] {time});
            noisy.add(RIVAL, new double[] {100});
        }
        Recorded before = new Recorded(MACHINE, Map.of("cost", new Ratio(0.04, 0.04, 0.04)));

        List<Gate.Finding> findings = Gate.check(List.of(COST), before, noisy);

        assertThat(findings).extracting(Gate.Finding::allowed).containsExactly(2.0);
        assertThat(findings).extracting(Gate.Finding::regressed).containsExactly(true);
    }

    @Test
    void whatWasNeverRecordedIsNotLetThrough() {
        Recorded empty = new Recorded(MACHINE, Map.of());
        assertThatThrownBy(() ->
                        BenchmarkSuite.check(new Suite(bench(1, 1), line -> {}), List.of(COST), empty, 1, new Times()))
                .hasMessageContaining("no ratio of 'cost' is recorded");
    }

    @Test
    void ratiosAreKeptInAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("baseline.json");
        recorded(1).write(file);

        assertThat(Recorded.read(file)).isEqualTo(recorded(1));
        Files.writeString(file, "{\"machine\": null}");
        assertThatThrownBy(() -> Recorded.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("baseline.json holds no recorded ratios");
    }
}
