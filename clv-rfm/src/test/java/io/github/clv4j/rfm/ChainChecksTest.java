package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ChainChecksTest {
    private static final Map<String, Integer> PATHS = paths();

    private static Map<String, Integer> paths() {
        Map<String, Integer> paths = new TreeMap<>(Map.of(
                "AAB", 20, "AAA", 31, "ABB", 9, "ABA", 12, "AB.", 6, "BAA", 7, "BAB", 8, "BBB", 25, "BBA", 10, "BB.",
                5));
        paths.putAll(Map.of("A..", 11, "B..", 4, "B.A", 3, "-AB", 6, "-BA", 2, "-AA", 5));
        return paths;
    }

    private static void assertCheck(
            ChainCheck check, double chiSquare, double ratio, int degrees, double chiSquareP, double ratioP) {
        assertThat(check.chiSquare()).isCloseTo(chiSquare, Percentage.withPercentage(1e-11));
        assertThat(check.likelihoodRatio()).isCloseTo(ratio, Percentage.withPercentage(1e-11));
        assertThat(check.degreesOfFreedom()).isEqualTo(degrees);
        assertThat(check.chiSquarePValue().orElseThrow()).isCloseTo(chiSquareP, Percentage.withPercentage(1e-9));
        assertThat(check.likelihoodRatioPValue().orElseThrow()).isCloseTo(ratioP, Percentage.withPercentage(1e-9));
    }

    /** Golden values: the sums over the paths, written out in Python, with the incomplete gamma function of mpmath 1.3.0. */
    @Test
    void statisticsOfASeries() {
        ChainChecks checks = ChainChecks.of(Paths.series(PATHS));
        assertCheck(
                checks.homogeneity(),
                14.764751395137521,
                18.97264918955698,
                4,
                0.005214853269732395,
                0.0007957284241333775);
        assertCheck(
                checks.independence(),
                98.5916225726681,
                74.97645961855905,
                4,
                1.961701821059238e-20,
                2.0155640079929064e-15);
        assertCheck(
                checks.firstOrder(),
                12.089215853805637,
                13.166471221939062,
                4,
                0.016700018767192133,
                0.010490390400845602);
        assertThat(checks.toTable().rows()).isEqualTo(3);
        assertThat(checks.toTable().columns().stream().map(c -> c.textAt(0)))
                .startsWith("the rates are the same in all steps")
                .endsWith("4");
    }

    @Test
    void theRowOfGoneIsLeftOutWhereNobodyReturned() {
        Map<String, Integer> paths = new TreeMap<>(PATHS);
        paths.remove("B.A");
        assertCheck(
                ChainChecks.of(Paths.series(paths)).independence(),
                20.0347330363966,
                20.387806357735624,
                2,
                4.461829781345084e-05,
                3.739763170786872e-05);
    }

    @Test
    void whatCannotBeObservedHasNoDegreesOfFreedom() {
        ChainChecks two = ChainChecks.of(Paths.series("AB", "AA", "BA"));
        assertThat(two.homogeneity().degreesOfFreedom()).isZero();
        assertThat(two.homogeneity().chiSquarePValue()).isEmpty();
        assertThat(two.firstOrder().degreesOfFreedom()).isZero();
        assertThat(two.firstOrder().likelihoodRatioPValue()).isEmpty();
        assertThat(two.toTable().column("chi_square_p_value").isNull(0)).isTrue();
        // Customers are in B after the first step only, so of B one step is known; from A all go to A or B.
        ChainChecks late = ChainChecks.of(Paths.series("AAB", "AAA", "ABB", "ABA"));
        assertThat(late.homogeneity().degreesOfFreedom()).isEqualTo(1);
        assertThat(late.homogeneity().chiSquare()).isCloseTo(0, within(1e-15));
    }

    /** Under a true chain with constant rates a test at 5 % refutes about 5 % of 1,000 series; three standard errors are 2.1. */
    @Test
    void sizeUnderATrueChain() {
        Random random = new Random(1957);
        double[][] rows = {{0.6, 0.3, 0.1}, {0.25, 0.6, 0.15}, {0, 0, 1}};
        int series = 1_000;
        int homogeneity = 0;
        int homogeneityRatio = 0;
        int order = 0;
        int orderRatio = 0;
        int independence = 0;
        for (int s = 0; s < series; s++) {
            ChainChecks checks = ChainChecks.of(simulated(random, rows, 400, 4));
            homogeneity += refuted(checks.homogeneity().chiSquarePValue().orElseThrow());
            homogeneityRatio +=
                    refuted(checks.homogeneity().likelihoodRatioPValue().orElseThrow());
            order += refuted(checks.firstOrder().chiSquarePValue().orElseThrow());
            orderRatio += refuted(checks.firstOrder().likelihoodRatioPValue().orElseThrow());
            independence += refuted(checks.independence().chiSquarePValue().orElseThrow());
        }
        for (int count : new int[] {homogeneity, homogeneityRatio, order, orderRatio}) {
            assertThat((double) count / series).isCloseTo(0.05, within(0.021));
        }
        assertThat(independence).isEqualTo(series);
    }

    /** Where the segment before does not matter, independence is refuted as rarely as it should be. */
    @Test
    void sizeUnderIndependence() {
        Random random = new Random(58);
        double[][] rows = {{0.6, 0.4}, {0.6, 0.4}};
        int series = 1_000;
        int refuted = 0;
        for (int s = 0; s < series; s++) {
            ChainCheck check = ChainChecks.of(simulated(random, rows, 200, 3)).independence();
            assertThat(check.degreesOfFreedom()).isEqualTo(1);
            refuted += refuted(check.chiSquarePValue().orElseThrow());
        }
        assertThat((double) refuted / series).isCloseTo(0.05, within(0.021));
    }

    private static int refuted(double pValue) {
        return pValue < 0.05 ? 1 : 0;
    }

    /** Customers of a chain over A, B and, if there is a third row, Gone. */
    private static MigrationSeries simulated(Random random, double[][] rows, int customers, int snapshots) {
        List<String> paths = new ArrayList<>();
        for (int c = 0; c < customers; c++) {
            int state = c % 2;
            StringBuilder path = new StringBuilder();
            for (int t = 0; t < snapshots; t++) {
                path.append("AB.".charAt(state));
                double u = random.nextDouble();
                int next = 0;
                for (double sum = rows[state][0]; u >= sum && next < rows.length - 1; sum += rows[state][next]) {
                    next++;
                }
                state = next;
            }
            paths.add(path.toString());
        }
        return Paths.series(paths);
    }
}
