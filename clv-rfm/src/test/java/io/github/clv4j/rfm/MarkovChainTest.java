package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkovChainTest {
    private static final MarkovOptions DEFAULTS = MarkovOptions.withDefaults();
    private static final MigrationSeries SERIES =
            Paths.series(Map.of("AAB", 3, "AB.", 1, "BBB", 2, "BA.", 2, "-AA", 4, "--B", 6));
    private static final MigrationSeries RETURNS = Paths.series("AA.", "A.A", "AAA", "A..");

    @Test
    void rowsAreSharesOfTheirCustomers() {
        MarkovChain chain = MarkovChain.of(SERIES, DEFAULTS);
        assertThat(chain.states()).containsExactly("A", "B", "Gone");
        assertThat(chain.step()).isEqualTo(StepLength.of(1, TimeStep.MONTHS));
        // From A: 3 stay and 1 goes to B in the first step; 3 go to B, 2 are gone and 4 stay in the second.
        assertThat(chain.probabilities()).isDeepEqualTo(new double[][] {
            {7 / 13.0, 4 / 13.0, 2 / 13.0},
            {2 / 7.0, 4 / 7.0, 1 / 7.0},
            {0, 0, 1}
        });
        assertThat(chain.probability("A", "B")).isEqualTo(4 / 13.0);
        assertThat(chain.birthsOf(SERIES.matrix(0))).containsExactly(4, 0, 0);
        assertThat(chain.birthsOf(SERIES)).containsExactly(2, 3, 0);
        assertThat(chain.customersIn(Grouping.of("segment", List.of("B", "X", "Gone"), new int[] {0, 0, 2, -1})))
                .containsExactly(0, 2, 1);
        assertThat(MarkovChain.of(SERIES.matrix(1), Paths.MONTH, DEFAULTS).probability("A", "B"))
                .isEqualTo(3 / 9.0);
    }

    @Test
    void goneIsTheEndUnlessSomebodyReturned() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkovChain.of(RETURNS, DEFAULTS))
                .withMessage(
                        "1 customers returned from 'Gone', so it is not the end; treat it as an ordinary state with "
                                + "GoneRule.ORDINARY");
        MarkovChain chain = MarkovChain.of(RETURNS, DEFAULTS.withGone(GoneRule.ORDINARY));
        assertThat(chain.probability("Gone", "A")).isEqualTo(0.5);
        assertThat(chain.probability("Gone", "Gone")).isEqualTo(0.5);
    }

    @Test
    void segmentsWithoutCustomersAreTold() {
        MigrationMatrix moves = Paths.series("AB", "AA").matrix(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkovChain.of(moves, Paths.MONTH, DEFAULTS))
                .withMessageContaining("segment 'B' had no customers, so it is not known where they go; choose another "
                        + "EmptyRow than REFUSE");
        assertThat(MarkovChain.of(moves, Paths.MONTH, DEFAULTS.withEmptyRow(EmptyRow.STAY))
                        .probability("B", "B"))
                .isEqualTo(1);
        assertThat(MarkovChain.of(moves, Paths.MONTH, DEFAULTS.withEmptyRow(EmptyRow.GONE))
                        .probability("B", "Gone"))
                .isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkovChain.of(moves, Paths.MONTH, DEFAULTS.withEmptyRow(EmptyRow.OMIT)))
                .withMessage("segment 'B' cannot be omitted: 1 customers came to it, though none was in it before");
        MigrationMatrix empty = MigrationMatrix.between(
                Grouping.of("segment", List.of("A", "B"), new int[] {0}),
                Grouping.of("segment", List.of("A", "B"), new int[] {0}));
        assertThat(MarkovChain.of(empty, Paths.MONTH, DEFAULTS.withEmptyRow(EmptyRow.OMIT))
                        .states())
                .containsExactly("A", "Gone");
        // Nothing is known of returns either.
        MarkovOptions ordinary = DEFAULTS.withGone(GoneRule.ORDINARY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkovChain.of(empty, Paths.MONTH, ordinary.withEmptyRow(EmptyRow.OMIT)))
                .withMessageContaining("segment 'Gone' had no customers");
        assertThat(MarkovChain.of(empty, Paths.MONTH, ordinary.withEmptyRow(EmptyRow.STAY))
                        .probability("Gone", "Gone"))
                .isEqualTo(1);
    }

    @Test
    void forecasts() {
        MarkovChain chain = MarkovChain.of(
                List.of("A", "B", "Gone"), new double[][] {{0.5, 0.25, 0.25}, {0.5, 0.5, 0}, {0, 0, 1}}, Paths.MONTH);
        assertThat(chain.distribution("A", 2)).containsExactly(0.375, 0.25, 0.375);
        assertThat(chain.probabilities(2)[0]).containsExactly(0.375, 0.25, 0.375);
        assertThat(chain.probabilities(0)[1]).containsExactly(0, 1, 0);
        ChainForecast forecast = chain.forecast(new double[] {8, 4, 0}, new double[] {1, 0, 0}, 2);
        assertThat(forecast.customers(1)).containsExactly(7, 4, 2);
        assertThat(forecast.customers(2)).containsExactly(6.5, 3.75, 3.75);
        assertThat(forecast.customers(2, "B")).isEqualTo(3.75);
        assertThat(forecast.total(2)).isEqualTo(14);
        assertThat(forecast.toTable().columns().stream().map(c -> c.textAt(5))).containsExactly("1", "Gone", "2.0");
        assertThat(chain.toTable().columns().stream().map(c -> c.textAt(3))).containsExactly("B", "A", "0.5");
    }

    @Test
    void stationaryOfTwoStates() {
        MarkovChain chain = MarkovChain.of(List.of("A", "B"), new double[][] {{0.9, 0.1}, {0.3, 0.7}}, Paths.MONTH);
        StationaryDistribution stationary = chain.stationary();
        assertThat(stationary.isUnique()).isTrue();
        assertThat(stationary.share("A")).isCloseTo(0.75, within(1e-15));
        assertThat(stationary.message()).isEqualTo("shares of [A, B] that any customers come to");
        assertThat(stationary.classes()).containsExactly(new ChainClass(List.of("A", "B"), true, 1));
        assertThat(stationary.toTable().column("share").doubleAt(1)).isCloseTo(0.25, within(1e-15));
    }

    @Test
    void stationaryOfAnAbsorbingChainIsTheEnd() {
        StationaryDistribution stationary = MarkovChain.of(SERIES, DEFAULTS).stationary();
        assertThat(stationary.shares()).containsExactly(0, 0, 1);
        assertThat(stationary.message()).isEqualTo("all customers end in 'Gone', the only state that nobody leaves");
        assertThat(stationary.classes())
                .containsExactly(new ChainClass(List.of("A", "B"), false, 1), new ChainClass(List.of("Gone"), true, 1));
    }

    @Test
    void noSingleStationaryWithTwoEnds() {
        MarkovChain chain = MarkovChain.of(
                List.of("A", "B", "Gone"), new double[][] {{0.5, 0.25, 0.25}, {0, 1, 0}, {0, 0, 1}}, Paths.MONTH);
        StationaryDistribution stationary = chain.stationary();
        assertThat(stationary.isUnique()).isFalse();
        assertThat(stationary.message())
                .isEqualTo(
                        "there is no single stationary distribution: 2 classes of states are closed, [[B], [Gone]], and "
                                + "where customers end depends on where they begin");
        assertThat(stationary.classes().get(0)).isEqualTo(new ChainClass(List.of("A"), false, 1));
        assertThat(stationary.classes().get(1).absorbing()).isTrue();
        assertThat(stationary.toTable().column("share").isNull(0)).isTrue();
        assertThatIllegalStateException().isThrownBy(stationary::shares).withMessage(stationary.message());
    }

    @Test
    void periodsAreTold() {
        MarkovChain chain = MarkovChain.of(
                List.of("A", "B", "C", "D"),
                new double[][] {{0, 1, 0, 0}, {0, 0, 1, 0}, {0.5, 0, 0, 0.5}, {0, 0, 1, 0}},
                Paths.MONTH);
        // Round trips of 3 and of 2 steps: no period.
        assertThat(chain.classes()).containsExactly(new ChainClass(List.of("A", "B", "C", "D"), true, 1));
        MarkovChain swing = MarkovChain.of(
                List.of("A", "B", "C"), new double[][] {{0, 1, 0}, {0.5, 0, 0.5}, {0, 1, 0}}, Paths.MONTH);
        assertThat(swing.classes()).containsExactly(new ChainClass(List.of("A", "B", "C"), true, 2));
        assertThat(swing.stationary().message()).endsWith("at a single late step they still vary with period 2");
        assertThat(swing.stationary().shares()).containsExactly(new double[] {0.25, 0.5, 0.25}, within(1e-15));
        MarkovChain once = MarkovChain.of(List.of("A", "B"), new double[][] {{0, 1}, {0, 1}}, Paths.MONTH);
        assertThat(once.classes().get(0)).isEqualTo(new ChainClass(List.of("A"), false, 0));
    }

    @Test
    void badInput() {
        List<String> states = List.of("A", "B");
        double[][] good = {{1, 0}, {0, 1}};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkovChain.of(List.of("A", "A"), good, Paths.MONTH))
                .withMessageContaining("states are [A, A]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkovChain.of(List.of("A"), good, Paths.MONTH))
                .withMessage("there are 2 rows for the 1 states [A]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkovChain.of(states, new double[][] {{1, 0}, {1}}, Paths.MONTH))
                .withMessage("the row of 'B' has 1 probabilities for 2 states");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkovChain.of(states, new double[][] {{1, 0}, {Double.NaN, 1}}, Paths.MONTH))
                .withMessage("the probability from 'B' to 'A' is NaN; it must be 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkovChain.of(states, new double[][] {{0.5, 0.4}, {0, 1}}, Paths.MONTH))
                .withMessageContaining("the row of 'A' sums to 0.9");
        MarkovChain chain = MarkovChain.of(states, good, Paths.MONTH);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain.probability("A", "C"))
                .withMessage("the chain has no state 'C'; it has [A, B]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain.distribution("A", -1))
                .withMessage("steps is -1; it must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain.forecast(new double[] {1}, 1))
                .withMessage("customers are given for 1 states; the chain has 2: [A, B]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain.forecast(new double[2], new double[] {0, -1}, 1))
                .withMessage("births of 'B' are -1.0; they must be finite and 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain.customersIn(Grouping.everyone(1)))
                .withMessageContaining("no state 'all'");
        assertThatIllegalArgumentException()
                .isThrownBy(chain::timeToGone)
                .withMessage("the chain has no state 'Gone'; it has [A, B]");
    }
}
