package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class MarkovClvTest {
    /** The example of Pfeifer and Carraway 2000: recency 1 to 4, who buys comes to recency 1, after that the customer is lost. */
    static final MarkovChain RECENCY = MarkovChain.of(
            List.of("1", "2", "3", "4", "Gone"),
            new double[][] {
                {0.3, 0.7, 0, 0, 0},
                {0.2, 0, 0.8, 0, 0},
                {0.15, 0, 0, 0.85, 0},
                {0.05, 0, 0, 0, 0.95},
                {0, 0, 0, 0, 1}
            },
            StepLength.of(1, TimeStep.YEARS));

    /** Contribution 40 of a purchase, less 4 for the mailings of a period. */
    private static final SegmentRewards REWARDS = SegmentRewards.of(Map.of("1", 36.0, "2", -4.0, "3", -4.0, "4", -4.0));

    private static final MarkovClv CLV = MarkovClv.of(RECENCY, REWARDS, DiscountRate.annual(0.20));

    /** Golden values: the equations of the paper solved in mpmath 1.3.0 with 30 digits. */
    @Test
    void recencyExample() {
        assertThat(CLV.values())
                .containsExactly(
                        new double[] {52.319609438567944, 5.5537835638730675, 1.250772986167616, -1.8200162733930023, 0
                        },
                        within(1e-12));
        assertThat(CLV.values(4))
                .containsExactly(
                        new double[] {50.11496913580247, 4.219907407407407, 0.5921103395061729, -1.9801311728395061, 0},
                        within(1e-12));
        assertThat(CLV.value("2")).isCloseTo(5.5537835638730675, within(1e-12));
        assertThat(CLV.value("2", 4)).isCloseTo(4.219907407407407, within(1e-12));
        assertThat(CLV.stepFactor()).isCloseTo(1 / 1.2, within(1e-15));
        assertThat(CLV.reward("Gone")).isZero();
        assertThat(CLV.equity(new double[] {2, 0, 1, 0, 9}))
                .isCloseTo(2 * 52.319609438567944 + 1.250772986167616, within(1e-11));
    }

    @Test
    void withoutDiscountTheEndMustBringNothing() {
        MarkovClv plain = MarkovClv.of(RECENCY, REWARDS, DiscountRate.none());
        assertThat(plain.values())
                .containsExactly(
                        new double[] {64.2547545333923, 12.826183104820876, 4.969040247678018, -0.7872622733303848, 0},
                        within(1e-12));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkovClv.of(RECENCY, REWARDS.with("Gone", -1), DiscountRate.none())
                        .values())
                .withMessage(
                        "the value without end does not exist: customers of 'Gone' come back to it for ever, at -1.0 "
                                + "a step, and nothing is discounted; give a discount rate or a horizon");
        assertThat(MarkovClv.of(RECENCY, REWARDS.with("Gone", -1), DiscountRate.none())
                        .value("Gone", 3))
                .isEqualTo(-4);
        MarkovChain gone = MarkovChain.of(List.of("Gone"), new double[][] {{1}}, Paths.MONTH);
        assertThat(MarkovClv.of(gone, REWARDS, DiscountRate.none()).values()).containsExactly(0);
    }

    @Test
    void theRateIsOfItsOwnUnit() {
        MarkovChain monthly = MarkovChain.of(RECENCY.states(), RECENCY.probabilities(), Paths.MONTH);
        MarkovClv clv = MarkovClv.of(monthly, REWARDS, DiscountRate.annual(0.20));
        assertThat(clv.stepFactor()).isCloseTo(Math.pow(1.2, -1 / 12.0), within(1e-15));
        assertThat(clv.values())
                .containsExactly(
                        MarkovClv.of(RECENCY, REWARDS, DiscountRate.annual(Math.pow(1.2, 1 / 12.0) - 1))
                                .values(),
                        within(1e-11));
    }

    @Test
    void rewardsFromColumns() {
        Grouping segments = Grouping.of("segment", List.of("A", "B", "C"), new int[] {0, 0, 1, -1});
        long[] margin = {300, 500, -20, 99};
        SegmentRewards means = SegmentRewards.meansOf(segments, c -> margin[c], TestBase.EUR);
        assertThat(means.reward("A")).isEqualTo(4);
        assertThat(means.reward("B")).isEqualTo(-0.2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> means.reward("C"))
                .withMessage("segment 'C' has no reward; there are those of [A, B]");
        ValueFlow flow = ValueFlow.between(segments, c -> 100, segments, c -> 100 + margin[c], TestBase.EUR);
        SegmentRewards step = SegmentRewards.ofStep(flow, 0.25);
        assertThat(step.reward("A")).isEqualTo(1);
        assertThat(step.reward("B")).isEqualTo(-0.05);
        assertThat(step).isEqualTo(SegmentRewards.of(Map.of("A", 1.0, "B", -0.05)));
    }

    @Test
    void rewardsFromASeries() {
        // Customer 0 spends 2 and 4 in A, customer 1 nothing in A and 6 while gone, customer 2 comes to B and spends 3
        // there.
        MigrationSeries series = Paths.series("AAA", "A.A", "-BB");
        long[][] spend = {{100, 100, 0}, {300, 100, 500}, {700, 700, 800}};
        List<IntToLongFunction> values = List.of(c -> spend[0][c], c -> spend[1][c], c -> spend[2][c]);
        SegmentRewards rewards = SegmentRewards.ofSeries(series, values, TestBase.EUR, 0.5);
        assertThat(rewards).isEqualTo(SegmentRewards.of(Map.of("A", 1.0, "B", 1.5, "Gone", 3.0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentRewards.ofSeries(series, values.subList(0, 1), TestBase.EUR, 1))
                .withMessage("there are values for 1 snapshots; the series has 3");
    }

    /** Whoever hardly leaves is worth R/(1 − v) as nearly, with all digits. */
    @Test
    void littleDiscountKeepsItsDigits() {
        MarkovChain loyal =
                MarkovChain.of(List.of("A", "Gone"), new double[][] {{1 - 1e-13, 1e-13}, {0, 1}}, Paths.MONTH);
        DiscountRate small = DiscountRate.perPeriod(1e-12, TimeStep.MONTHS);
        // 1 / (d + q) · (1 + d) with d = 1e-12 and q = 1e-13.
        assertThat(MarkovClv.of(loyal, SegmentRewards.of(Map.of("A", 1.0)), small)
                        .value("A"))
                .isCloseTo(1e12 / 1.1, Percentage.withPercentage(1e-9));
        assertThat(MarkovClv.of(loyal, SegmentRewards.of(Map.of("A", 1.0)), DiscountRate.none())
                        .value("A"))
                .isCloseTo(1e13, Percentage.withPercentage(1e-9));
        assertThat(loyal.timeToGone().meanSteps("A")).isCloseTo(1e13, Percentage.withPercentage(1e-9));
    }

    @Test
    void tables() {
        assertThat(CLV.toTable().columns().stream().map(c -> c.textAt(4))).containsExactly("Gone", "0.0", "0.0");
        assertThat(CLV.toTable(0).columns().stream().map(c -> c.textAt(0))).containsExactly("1", "36.0", "36.0");
    }

    @Test
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentRewards.of(Map.of("A", Double.NaN)))
                .withMessage("the reward of 'A' is NaN; it must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkovClv.of(RECENCY, SegmentRewards.of(Map.of("1", 1.0)), DiscountRate.none()))
                .withMessage("segment '2' has no reward; there are those of [1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CLV.value("1", -1))
                .withMessage("horizon is -1 steps; it must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CLV.equity(new double[] {2, 0, Double.NaN, 0, 9}))
                .withMessageContaining("are NaN; they must be finite and 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CLV.equity(new double[2]))
                .withMessageContaining("customers are given for 2 states; the chain has 5");
    }
}
