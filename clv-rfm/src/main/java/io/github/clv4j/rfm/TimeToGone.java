package io.github.clv4j.rfm;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many steps a customer of a state takes until it is first gone, and whether it ever is. Immutable.
 *
 * <p>With Q the probabilities among transient states and r those of going from them to {@value MigrationMatrix#GONE}, the
 * fundamental matrix is N = (I − Q)<sup>−1</sup>; the probability of ever being gone is N r, the mean of the steps t = N 1,
 * their variance (2 N − I) t − t² (Kemeny and Snell 1960, Finite Markov Chains, chapter III), computed as N s, s the variance
 * of t over the moves of a step. Where {@value
 * MigrationMatrix#GONE} is an ordinary state, this is the time to the first passage.
 *
 * <p>Where a customer may end in other states that nobody leaves, it may never be gone, and mean and variance are infinite.
 */
public final class TimeToGone {
    private final MarkovChain chain;
    private final double[] probability;
    private final double[] mean;
    private final double[] variance;
    private final double[][] visits;

    private TimeToGone(MarkovChain chain) {
        int size = chain.states().size();
        this.chain = chain;
        this.probability = new double[size];
        this.mean = new double[size];
        this.variance = new double[size];
        this.visits = new double[size][size];
    }

    static TimeToGone of(MarkovChain chain, int gone) {
        double[][] rows = chain.probabilities();
        int size = rows.length;
        // What a customer does after it was gone does not count.
        rows[gone] = new double[size];
        rows[gone][gone] = 1;
        ChainClasses structure = ChainClasses.of(chain.states(), rows);
        int[] transients =
                IntStream.range(0, size).filter(i -> !structure.isRecurrent(i)).toArray();
        TimeToGone result = new TimeToGone(chain);
        result.probability[gone] = 1;
        result.everBack(structure, gone);
        if (transients.length > 0) {
            result.solve(rows, transients, gone);
        }
        return result;
    }

    /** Visits of the states that nobody leaves: without end from wherever they can be come to. */
    private void everBack(ChainClasses structure, int gone) {
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                if (j != gone && structure.isRecurrent(j) && structure.reaches(i, j)) {
                    visits[i][j] = Double.POSITIVE_INFINITY;
                    mean[i] = Double.POSITIVE_INFINITY;
                    variance[i] = Double.POSITIVE_INFINITY;
                }
            }
        }
    }

    private void solve(double[][] rows, int[] transients, int gone) {
        int size = transients.length;
        double[] toGone = new double[size];
        double[] one = new double[size];
        Arrays.fill(one, 1);
        for (int a = 0; a < size; a++) {
            toGone[a] = rows[transients[a]][gone];
        }
        GthElimination eliminated =
                new GthElimination(GthElimination.part(rows, transients), GthElimination.exits(rows, transients));
        double[] ever = eliminated.solve(toGone);
        double[] time = eliminated.solve(one);
        double[] spread = eliminated.solve(spreads(rows, transients, time));
        for (int b = 0; b < size; b++) {
            double[] unit = new double[size];
            unit[b] = 1;
            double[] visitsOf = eliminated.solve(unit);
            for (int a = 0; a < size; a++) {
                visits[transients[a]][transients[b]] = visitsOf[a];
            }
        }
        for (int a = 0; a < size; a++) {
            int i = transients[a];
            // Where no other end can be come to, the probability is 1 but for rounding.
            boolean surely = mean[i] == 0;
            probability[i] = surely ? 1 : ever[a];
            mean[i] = surely ? time[a] : mean[i];
            variance[i] = surely ? spread[a] : variance[i];
        }
    }

    /** For each state the variance of the time that is left after a step; outside these states none is left. */
    private static double[] spreads(double[][] rows, int[] transients, double[] time) {
        double[] spreads = GthElimination.exits(rows, transients);
        for (int a = 0; a < transients.length; a++) {
            spreads[a] *= (time[a] - 1) * (time[a] - 1);
            for (int b = 0; b < transients.length; b++) {
                // A step takes the mean down by one; who stays is one above what was left in the mean.
                double off = a == b ? 1 : time[b] - time[a] + 1;
                spreads[a] += rows[transients[a]][transients[b]] * off * off;
            }
        }
        return spreads;
    }

    /** The probability that a customer of the state is ever gone. */
    public double probability(String state) {
        return probability[chain.indexOf(state)];
    }

    /** The mean number of steps until a customer of the state is first gone; infinite if it may never be. */
    public double meanSteps(String state) {
        return mean[chain.indexOf(state)];
    }

    /** The variance of that number; infinite if the mean is. */
    public double varianceOfSteps(String state) {
        return variance[chain.indexOf(state)];
    }

    /** The mean time in days, by the length of a step. */
    public double meanDays(String state) {
        return meanSteps(state) * chain.step().days();
    }

    /**
     * The fundamental matrix: how many snapshots a customer of one state is expected to be in the other before it is first
     * gone, the present one included; infinite if it can end there. 0 for {@value MigrationMatrix#GONE}.
     */
    public double visits(String from, String state) {
        return visits[chain.indexOf(from)][chain.indexOf(state)];
    }

    /**
     * One row for each state: {@code segment}, {@code probability}, {@code mean_steps}, {@code variance_of_steps}, {@code
     * mean_days}.
     */
    public Table toTable() {
        return Table.of(
                "time_to_gone",
                mean.length,
                List.of(
                        Column.text("segment", i -> chain.states().get(i)),
                        Column.decimal("probability", i -> probability[i]),
                        Column.decimal("mean_steps", i -> mean[i]),
                        Column.decimal("variance_of_steps", i -> variance[i]),
                        Column.decimal("mean_days", i -> mean[i] * chain.step().days())));
    }

    @Override
    public String toString() {
        return "time to Gone of " + chain;
    }
}
