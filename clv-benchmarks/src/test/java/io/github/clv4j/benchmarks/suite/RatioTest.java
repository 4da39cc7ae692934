package io.github.clv4j.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ratios by hand. */
class RatioTest {
    @Test
    void aRatioOfRoundsIsTheMedianOfTheirRatios() {
        List<double[]> ours = List.of(new double[] {10, 11, 12}, new double[] {20, 20}, new double[] {10, 10, 40});
        List<double[]> rival = List.of(new double[] {110}, new double[] {100, 300}, new double[] {60, 60, 60});

        assertThat(Ratio.of(Measure.TIMES_FASTER, ours, rival)).isEqualTo(new Ratio(10, 6, 10));
        assertThat(Ratio.of(Measure.TIMES_THE_COST, rival, ours)).isEqualTo(new Ratio(10, 6, 10));
    }

    @Test
    void aRatioOfOneRoundWandersOverThePairsOfItsTimes() {
        Ratio ratio = Ratio.of(
                Measure.TIMES_THE_COST,
                List.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}),
                List.of(new double[] {2}));

        assertThat(ratio.median()).isEqualTo(3);
        assertThat(ratio.low()).isCloseTo(1, within(1e-12));
        assertThat(ratio.high()).isCloseTo(5, within(1e-12));
        assertThat(ratio.noise()).isCloseTo(3, within(1e-12));
    }

    @Test
    void roundsComeInPairs() {
        assertThatThrownBy(() -> Ratio.of(Measure.TIMES_FASTER, List.of(new double[] {1}), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are 1 rounds of ours and 0 of the other");
    }

    @Test
    void costThatGrowsAsSizeHasSlopeOne() {
        assertThat(new Scaling(Map.of(1_000, 3.0, 10_000, 30.0, 50_000, 150.0)).slope())
                .isCloseTo(1, within(1e-12));
        assertThat(new Scaling(Map.of(10, 1.0, 1_000, 10_000.0)).slope()).isCloseTo(2, within(1e-12));
        assertThatThrownBy(() -> new Scaling(Map.of(1, 1.0))).hasMessageContaining("two sizes");
    }
}
