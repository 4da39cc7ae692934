package io.github.clv4j.rfm;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;

/**
 * The value to come of a customer of each segment, if customers move as a {@link MarkovChain} (Pfeifer and Carraway 2000,
 * "Modeling customer relationships as Markov chains", Journal of Interactive Marketing 14(2), doi
 * 10.1002/(SICI)1520-6653(200021)14:2&lt;43::AID-DIR4&gt;3.0.CO;2-H). Immutable.
 *
 * <p>With transition matrix P, rewards R of a step and d the effective discount rate of a step:
 *
 * <ul>
 *   <li>without end, V = R + P V / (1 + d), that is V = (I − P / (1 + d))<sup>−1</sup> R;
 *   <li>over a horizon of T steps, V = Σ<sub>t=0..T</sub> (P / (1 + d))<sup>t</sup> R.
 * </ul>
 *
 * <p>The reward of the segment that a customer is in now counts at once and undiscounted, so a horizon of T steps has T + 1
 * rewards. Rate and length of a step carry their units; d follows from both.
 */
public final class MarkovClv {
    private final MarkovChain chain;
    private final DiscountRate rate;
    private final double[] rewards;
    private final double factor;

    private MarkovClv(MarkovChain chain, DiscountRate rate, double[] rewards) {
        this.chain = chain;
        this.rate = Objects.requireNonNull(rate, "rate");
        this.rewards = rewards;
        this.factor = rate.factor(chain.step().days());
    }

    /**
     * Values of a chain.
     *
     * @param rewards of each state of the chain; {@value MigrationMatrix#GONE} brings 0 unless it is given
     * @param rate carries its own unit
     * @throws IllegalArgumentException if a state has no reward
     */
    public static MarkovClv of(MarkovChain chain, SegmentRewards rewards, DiscountRate rate) {
        return new MarkovClv(
                chain,
                rate,
                chain.states().stream().mapToDouble(rewards::reward).toArray());
    }

    /** The chain. */
    public MarkovChain chain() {
        return chain;
    }

    /** The reward of a step in a segment. */
    public double reward(String segment) {
        return rewards[chain.indexOf(segment)];
    }

    /** What 1 a step ahead is worth now: 1 / (1 + d). */
    public double stepFactor() {
        return factor;
    }

    /**
     * Value without end of a customer of a segment.
     *
     * @throws IllegalArgumentException if nothing is discounted and a customer can go on for ever where there are rewards
     */
    public double value(String segment) {
        return values()[chain.indexOf(segment)];
    }

    /**
     * Value of a customer of a segment over a number of steps, the reward of now included.
     *
     * @param steps 0 or more
     */
    public double value(String segment, int steps) {
        return values(steps)[chain.indexOf(segment)];
    }

    /** Values without end of all states, in the chain's order; errors as in {@link #value(String)}. */
    public double[] values() {
        double[][] rows = chain.probabilities();
        int[] counted = IntStream.range(0, rows.length).toArray();
        if (rate.isNone()) {
            ChainClasses structure = ChainClasses.of(chain.states(), rows);
            counted = IntStream.range(0, rows.length)
                    .filter(i -> !structure.isRecurrent(i))
                    .toArray();
            for (int i = 0; i < rows.length; i++) {
                if (structure.isRecurrent(i) && rewards[i] != 0) {
                    throw new IllegalArgumentException("the value without end does not exist: customers of '"
                            + chain.states().get(i) + "' come back to it for ever, at " + rewards[i]
                            + " a step, and nothing is discounted; give a discount rate or a horizon");
                }
            }
        }
        return solve(rows, counted);
    }

    /** (I − factor · P) V = R on the states that count; 0 on others. */
    private double[] solve(double[][] rows, int[] counted) {
        double[] values = new double[rows.length];
        if (counted.length == 0) {
            return values;
        }
        // 1 − factor, which has few digits where little is discounted.
        double lost =
                -Math.expm1(-rate.continuous(chain.step().unit()) * chain.step().count());
        double[][] moves = GthElimination.part(rows, counted);
        double[] exits = GthElimination.exits(rows, counted);
        double[] right = new double[counted.length];
        for (int a = 0; a < counted.length; a++) {
            right[a] = rewards[counted[a]];
            exits[a] = lost + factor * exits[a];
            for (int b = 0; b < counted.length; b++) {
                moves[a][b] *= factor;
            }
        }
        double[] solution = new GthElimination(moves, exits).solve(right);
        for (int a = 0; a < counted.length; a++) {
            values[counted[a]] = solution[a];
        }
        return values;
    }

    /**
     * Values over a number of steps of all states, in the chain's order.
     *
     * @param steps 0 or more
     */
    public double[] values(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("horizon is " + steps + " steps; it must be 0 or more");
        }
        Array2DRowRealMatrix p = new Array2DRowRealMatrix(chain.probabilities(), false);
        double[] values = rewards.clone();
        for (int t = 0; t < steps; t++) {
            double[] later = p.operate(values);
            Arrays.setAll(values, i -> rewards[i] + factor * later[i]);
        }
        return values;
    }

    /**
     * Value without end of many customers.
     *
     * @param customers in each state, in the chain's order, such as {@link MarkovChain#customersIn} gives; finite and 0 or
     *     more
     */
    public double equity(double[] customers) {
        double[] values = values();
        ChainForecast.checked(chain, "customers", customers);
        return IntStream.range(0, values.length)
                .mapToDouble(i -> customers[i] * values[i])
                .sum();
    }

    /** One row for each state: {@code segment}, {@code reward}, {@code value} without end; errors as in {@link #values()}. */
    public Table toTable() {
        return toTable(values());
    }

    /** One row for each state: {@code segment}, {@code reward}, {@code value} over a number of steps. */
    public Table toTable(int steps) {
        return toTable(values(steps));
    }

    private Table toTable(double[] values) {
        return Table.of(
                "markov_clv",
                values.length,
                List.of(
                        Column.text("segment", i -> chain.states().get(i)),
                        Column.decimal("reward", i -> rewards[i]),
                        Column.decimal("value", i -> values[i])));
    }

    @Override
    public String toString() {
        return "value of " + chain + ", discounted at " + rate;
    }
}
