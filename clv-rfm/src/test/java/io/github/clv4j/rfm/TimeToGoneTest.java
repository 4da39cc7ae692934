package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.TimeStep;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeToGoneTest {
    @Test
    void oneSegmentIsGeometric() {
        MarkovChain chain = MarkovChain.of(
                List.of("A", "Gone"), new double[][] {{0.8, 0.2}, {0, 1}}, StepLength.of(2, TimeStep.WEEKS));
        TimeToGone times = chain.timeToGone();
        assertThat(times.meanSteps("A")).isCloseTo(5, within(1e-14));
        assertThat(times.varianceOfSteps("A")).isCloseTo(0.8 / 0.04, within(1e-13));
        assertThat(times.meanDays("A")).isCloseTo(70, within(1e-12));
        assertThat(times.probability("A")).isEqualTo(1);
        assertThat(times.visits("A", "A")).isCloseTo(5, within(1e-14));
        assertThat(times.meanSteps("Gone")).isZero();
        assertThat(times.varianceOfSteps("Gone")).isZero();
        assertThat(times.visits("A", "Gone")).isZero();
    }

    /** Golden values: mpmath 1.3.0 with 30 digits, from N = (I − Q)⁻¹. */
    @Test
    void recencyStates() {
        TimeToGone times = MarkovClvTest.RECENCY.timeToGone();
        double[] mean = {6.050420168067227, 4.621848739495798, 3.014705882352941, 1.3025210084033614};
        double[] variance = {8.619968111083443, 8.007723213124258, 6.011549743736504, 2.169858655536518};
        double[] visits = {2.21141088014153, 1.547987616099071, 1.238390092879257, 1.0526315789473684};
        for (int i = 0; i < mean.length; i++) {
            String state = MarkovClvTest.RECENCY.states().get(i);
            assertThat(times.meanSteps(state)).isCloseTo(mean[i], within(1e-13));
            assertThat(times.varianceOfSteps(state)).isCloseTo(variance[i], within(1e-12));
            assertThat(times.visits("1", state)).isCloseTo(visits[i], within(1e-13));
        }
        assertThat(times.toTable().columns().stream().map(c -> c.textAt(4)))
                .containsExactly("Gone", "1.0", "0.0", "0.0", "0.0");
    }

    @Test
    void someNeverGo() {
        MarkovChain chain = MarkovChain.of(
                List.of("A", "B", "C", "Gone"),
                new double[][] {{0.5, 0.3, 0.1, 0.1}, {0, 1, 0, 0}, {0, 0, 0.5, 0.5}, {0, 0, 0, 1}},
                Paths.MONTH);
        TimeToGone times = chain.timeToGone();
        assertThat(times.probability("A")).isCloseTo(0.4, within(1e-15));
        assertThat(times.meanSteps("A")).isInfinite();
        assertThat(times.visits("A", "A")).isCloseTo(2, within(1e-15));
        assertThat(times.visits("A", "B")).isInfinite();
        assertThat(times.probability("B")).isZero();
        assertThat(times.varianceOfSteps("B")).isInfinite();
        assertThat(times.visits("B", "C")).isZero();
        assertThat(times.probability("C")).isEqualTo(1);
        assertThat(times.meanSteps("C")).isCloseTo(2, within(1e-15));
    }

    @Test
    void returnsDoNotCount() {
        MarkovChain back = MarkovChain.of(List.of("A", "Gone"), new double[][] {{0.75, 0.25}, {0.5, 0.5}}, Paths.MONTH);
        assertThat(back.timeToGone().meanSteps("A")).isCloseTo(4, within(1e-14));
        assertThat(back.timeToGone().meanSteps("Gone")).isZero();
    }

    @Test
    void simulatedCustomersTakeAsLong() {
        TimeToGone times = MarkovClvTest.RECENCY.timeToGone();
        Random random = new Random(7);
        int customers = 100_000;
        double sum = 0;
        double squares = 0;
        for (int c = 0; c < customers; c++) {
            int steps = 0;
            for (int state = 0; state != 4; steps++) {
                state = random.nextDouble() < MarkovClvTest.RECENCY.probability(state, 0) ? 0 : state + 1;
            }
            sum += steps;
            squares += (double) steps * steps;
        }
        double mean = sum / customers;
        // Four standard errors of the mean are 0.037.
        assertThat(mean).isCloseTo(times.meanSteps("1"), within(0.037));
        assertThat(squares / customers - mean * mean).isCloseTo(times.varianceOfSteps("1"), within(0.4));
    }
}
