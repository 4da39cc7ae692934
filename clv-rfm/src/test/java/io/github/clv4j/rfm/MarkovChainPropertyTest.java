package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Over random chains with many impossible moves; the last state is Gone, absorbing in every second one. */
class MarkovChainPropertyTest {
    @Provide
    Arbitrary<MarkovChain> chains() {
        return Arbitraries.randoms().map(MarkovChainPropertyTest::chain);
    }

    private static MarkovChain chain(Random random) {
        int size = 2 + random.nextInt(6);
        List<String> states = new ArrayList<>();
        double[][] rows = new double[size][];
        boolean absorbing = random.nextBoolean();
        for (int i = 0; i < size; i++) {
            states.add(i == size - 1 ? "Gone" : String.valueOf((char) ('A' + i)));
            double[] weights = new double[size];
            Arrays.setAll(weights, j -> random.nextInt(3) == 0 ? 1 + random.nextInt(9) : 0);
            double sum = Arrays.stream(weights).sum();
            if (sum == 0 || (i == size - 1 && absorbing)) {
                weights = new double[size];
                weights[i] = 1;
                sum = 1;
            }
            double whole = sum;
            rows[i] = Arrays.stream(weights).map(weight -> weight / whole).toArray();
        }
        return MarkovChain.of(states, rows, Paths.MONTH);
    }

    /** Where customers are after 2⁴⁰ steps; rows are kept at 1 against the rounding of each squaring. */
    private static double[][] far(MarkovChain chain) {
        double[][] rows = chain.probabilities();
        for (int doubling = 0; doubling < 40; doubling++) {
            MarkovChain squared = MarkovChain.of(chain.states(), rows, Paths.MONTH);
            rows = squared.probabilities(2);
        }
        return rows;
    }

    @Property
    void manyStepsAreOneStepManyTimes(@ForAll("chains") MarkovChain chain, @ForAll @IntRange(max = 30) int steps) {
        double[][] power = chain.probabilities(steps);
        for (int i = 0; i < power.length; i++) {
            double[] at = new double[power.length];
            at[i] = 1;
            for (int t = 0; t < steps; t++) {
                double[] next = new double[at.length];
                for (int from = 0; from < at.length; from++) {
                    for (int to = 0; to < at.length; to++) {
                        next[to] += at[from] * chain.probability(from, to);
                    }
                }
                at = next;
            }
            assertThat(power[i]).containsExactly(at, within(1e-12));
            assertThat(chain.distribution(chain.states().get(i), steps)).containsExactly(at, within(1e-12));
            assertThat(Arrays.stream(power[i]).sum()).isCloseTo(1, within(1e-12));
        }
    }

    @Property
    void forecastsConserveCustomers(@ForAll("chains") MarkovChain chain, @ForAll @IntRange(max = 40) int steps) {
        double[] customers = IntStream.range(0, chain.states().size())
                .mapToDouble(i -> 1_000 * i)
                .toArray();
        double[] births =
                IntStream.range(0, customers.length).mapToDouble(i -> 7 - i).toArray();
        double now = Arrays.stream(customers).sum();
        double each = Arrays.stream(births).sum();
        ChainForecast forecast = chain.forecast(customers, births, steps);
        for (int t = 0; t <= steps; t++) {
            assertThat(forecast.total(t)).isCloseTo(now + t * each, within(1e-9));
            assertThat(Arrays.stream(forecast.customers(t)).min().orElseThrow()).isNotNegative();
        }
        assertThat(chain.forecast(customers, steps).total(steps)).isCloseTo(now, within(1e-9));
    }

    @Property
    void aStepLeavesTheStationaryDistribution(@ForAll("chains") MarkovChain chain) {
        StationaryDistribution stationary = chain.stationary();
        long closed = chain.classes().stream().filter(ChainClass::closed).count();
        assertThat(closed).isPositive();
        assertThat(stationary.isUnique()).isEqualTo(closed == 1);
        if (stationary.isUnique()) {
            double[] shares = stationary.shares();
            assertThat(chain.next(shares)).containsExactly(shares, within(1e-12));
            assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-14));
            assertThat(Arrays.stream(shares).min().orElseThrow()).isNotNegative();
        }
    }

    @Property
    void classesPartTheStates(@ForAll("chains") MarkovChain chain) {
        List<String> all = chain.classes().stream()
                .flatMap(one -> one.states().stream())
                .sorted()
                .toList();
        assertThat(all).isEqualTo(chain.states().stream().sorted().toList());
        double[][] far = far(chain);
        for (ChainClass one : chain.classes()) {
            for (String state : one.states()) {
                int i = chain.indexOf(state);
                double inside = one.states().stream()
                        .mapToDouble(other -> far[i][chain.indexOf(other)])
                        .sum();
                // Nobody leaves a closed class; from another, all do in the end.
                assertThat(inside).isBetween(0.0, 1 + 1e-9);
                assertThat(inside > 0.999).isEqualTo(one.closed());
            }
        }
    }

    /** The time to Gone against sums over steps: m = Σ P(not gone yet), E T² = Σ (2 t + 1) P(T > t). */
    @Property(tries = 200)
    void timeToGoneIsThatOfTheSteps(@ForAll("chains") MarkovChain chain) {
        TimeToGone times = chain.timeToGone();
        int gone = chain.indexOf("Gone");
        double[][] rows = chain.probabilities();
        Arrays.fill(rows[gone], 0);
        rows[gone][gone] = 1;
        MarkovChain stopped = MarkovChain.of(chain.states(), rows, Paths.MONTH);
        double[][] ever = far(stopped);
        double[] mean = new double[rows.length];
        double[] square = new double[rows.length];
        double[][] power = stopped.probabilities(0);
        for (int t = 0; t < 4_000; t++) {
            for (int i = 0; i < rows.length; i++) {
                mean[i] += 1 - power[i][gone];
                square[i] += (2.0 * t + 1) * (1 - power[i][gone]);
            }
            double[][] before = power;
            power = Arrays.stream(before).map(stopped::next).toArray(double[][]::new);
        }
        for (int i = 0; i < rows.length; i++) {
            String state = chain.states().get(i);
            assertThat(times.probability(state)).isCloseTo(ever[i][gone], within(1e-9));
            if (1 - power[i][gone] < 1e-13) {
                assertThat(times.meanSteps(state)).isCloseTo(mean[i], within(1e-6));
                assertThat(times.varianceOfSteps(state))
                        .isCloseTo(square[i] - mean[i] * mean[i], within(1e-6 * (1 + square[i])));
                double visits = chain.states().stream()
                        .mapToDouble(other -> times.visits(state, other))
                        .sum();
                assertThat(visits).isCloseTo(mean[i], within(1e-6));
            } else if (ever[i][gone] < 0.999) {
                assertThat(times.meanSteps(state)).isInfinite();
                assertThat(times.varianceOfSteps(state)).isInfinite();
            }
        }
    }

    @Property
    void valueIsTheRewardAndTheDiscountedValueOfTheNextStep(
            @ForAll("chains") MarkovChain chain, @ForAll @DoubleRange(min = 0.01, max = 0.5) double rate) {
        Map<String, Double> rewards = new LinkedHashMap<>();
        chain.states().forEach(state -> rewards.put(state, 10.0 - 3 * rewards.size()));
        DiscountRate discount = DiscountRate.perPeriod(rate, TimeStep.MONTHS);
        SegmentRewards given = SegmentRewards.of(rewards);
        MarkovClv clv = MarkovClv.of(chain, given, discount);
        double[] values = clv.values();
        for (int i = 0; i < values.length; i++) {
            double next = 0;
            for (int j = 0; j < values.length; j++) {
                next += chain.probability(i, j) * values[j];
            }
            assertThat(values[i]).isCloseTo(given.reward(chain.states().get(i)) + next / (1 + rate), within(1e-9));
        }
        assertThat(clv.values(6_000)).containsExactly(values, within(1e-9));
        assertThat(clv.values(0))
                .containsExactly(rewards.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
        double[] one = clv.values(1);
        for (int i = 0; i < one.length; i++) {
            double next = 0;
            for (int j = 0; j < one.length; j++) {
                next += chain.probability(i, j) * given.reward(chain.states().get(j));
            }
            assertThat(one[i]).isCloseTo(given.reward(chain.states().get(i)) + next / (1 + rate), within(1e-12));
        }
    }
}
