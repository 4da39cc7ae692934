package io.github.clv4j.rfm;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;

/**
 * Segments as a Markov chain: where a customer goes in a step depends on its segment alone. Immutable.
 *
 * <p>From counts, each row is the shares of its customers, which is the maximum-likelihood estimate (Anderson and Goodman
 * 1957, Annals of Mathematical Statistics 28, doi 10.1214/aoms/1177707039). Whether the data bear the two assumptions, that
 * the rates do not change in time and that the segment before does not matter, is tested by {@link ChainChecks}.
 *
 * <p>States are the segments and, last, {@value MigrationMatrix#GONE}. New customers are not in the chain; a {@linkplain
 * #forecast(double[], double[], int) forecast} adds them.
 */
public final class MarkovChain {
    /** How far the sum of a given row may be from 1: what rounding to nine decimals does. */
    private static final double ROUNDING = 1e-9;

    private final List<String> states;
    private final double[][] rows;
    private final StepLength step;

    private MarkovChain(List<String> states, double[][] rows, StepLength step) {
        this.states = states;
        this.rows = rows;
        this.step = step;
    }

    /**
     * A chain of known probabilities.
     *
     * @param states names, unique, at least one
     * @param probabilities a row for each state: where customers in it go in a step; each 0 to 1, a row's sum 1 within
     *     1e-9 (rows are divided by their sums); copied
     * @param step length of a step
     */
    public static MarkovChain of(List<String> states, double[][] probabilities, StepLength step) {
        List<String> own = List.copyOf(states);
        Objects.requireNonNull(step, "step");
        if (own.isEmpty() || own.stream().distinct().count() != own.size()) {
            throw new IllegalArgumentException(
                    "states are " + own + "; there must be at least one, none of them twice");
        }
        if (probabilities.length != own.size()) {
            throw new IllegalArgumentException(
                    "there are " + probabilities.length + " rows for the " + own.size() + " states " + own);
        }
        double[][] rows = new double[own.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = checkedRow(own, i, probabilities[i]);
        }
        return new MarkovChain(own, rows, step);
    }

    /** A chain of rows that are known to be shares, taken over as they are. */
    static MarkovChain ofShares(List<String> states, double[][] rows, StepLength step) {
        return new MarkovChain(List.copyOf(states), rows, Objects.requireNonNull(step, "step"));
    }

    private static double[] checkedRow(List<String> states, int i, double[] given) {
        if (given.length != states.size()) {
            throw new IllegalArgumentException("the row of '" + states.get(i) + "' has " + given.length
                    + " probabilities for " + states.size() + " states");
        }
        double sum = 0;
        for (int j = 0; j < given.length; j++) {
            if (!(given[j] >= 0 && given[j] <= 1 + ROUNDING)) {
                throw new IllegalArgumentException("the probability from '" + states.get(i) + "' to '" + states.get(j)
                        + "' is " + given[j] + "; it must be 0 to 1");
            }
            sum += given[j];
        }
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw new IllegalArgumentException("the row of '" + states.get(i) + "' sums to " + sum + "; it must be 1");
        }
        double whole = sum;
        return Arrays.stream(given).map(p -> p / whole).toArray();
    }

    /**
     * The chain of the moves between two dates.
     *
     * @param step the time between the two
     * @throws IllegalArgumentException if a segment had no customers, or customers returned from {@value
     *     MigrationMatrix#GONE}, and the options do not say what to do
     */
    public static MarkovChain of(MigrationMatrix matrix, StepLength step, MarkovOptions options) {
        return ChainEstimate.of(matrix, step, options);
    }

    /**
     * The chain of the moves along a series, all steps together.
     *
     * @throws IllegalArgumentException as of a matrix, or if the snapshots are not equally far apart
     */
    public static MarkovChain of(MigrationSeries series, MarkovOptions options) {
        return ChainEstimate.of(series.pooled(), series.stepLength(), options);
    }

    /** Names of the states; from counts, the segments and {@value MigrationMatrix#GONE}. */
    public List<String> states() {
        return states;
    }

    /** Length of a step. */
    public StepLength step() {
        return step;
    }

    /** The probability of going from one state to another in a step, by number. */
    public double probability(int from, int to) {
        return rows[from][to];
    }

    /**
     * The probability of going from one state to another in a step.
     *
     * @throws IllegalArgumentException if there is no such state; the message lists them
     */
    public double probability(String from, String to) {
        return rows[indexOf(from)][indexOf(to)];
    }

    /** All probabilities of a step: a new array of the rows. */
    public double[][] probabilities() {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    /**
     * All probabilities of a number of steps: the power of the matrix.
     *
     * @param steps 0 or more; 0 steps lead nowhere
     */
    public double[][] probabilities(int steps) {
        return new Array2DRowRealMatrix(rows).power(checkedSteps(steps)).getData();
    }

    /**
     * Where a customer of a state is after a number of steps: a probability for each state.
     *
     * @param steps 0 or more
     * @throws IllegalArgumentException if there is no such state; the message lists them
     */
    public double[] distribution(String from, int steps) {
        double[] at = new double[states.size()];
        at[indexOf(from)] = 1;
        for (int t = 0; t < checkedSteps(steps); t++) {
            at = next(at);
        }
        return at;
    }

    private static int checkedSteps(int steps) {
        if (steps >= 0) {
            return steps;
        }
        throw new IllegalArgumentException("steps is " + steps + "; it must be 0 or more");
    }

    /** Customers by state, one step later. */
    double[] next(double[] customers) {
        return new Array2DRowRealMatrix(rows, false).preMultiply(customers);
    }

    /**
     * Customers by state in the coming steps; nobody comes.
     *
     * @param customers customers in each state now, in the order of {@link #states}, such as {@link #customersIn} gives;
     *     finite and 0 or more
     * @param steps 0 or more
     */
    public ChainForecast forecast(double[] customers, int steps) {
        return forecast(customers, new double[states.size()], steps);
    }

    /**
     * Customers by state in the coming steps, with new ones.
     *
     * @param customers customers in each state now, in the order of {@link #states}; finite and 0 or more
     * @param births customers who come in each step, in the state in which they are first seen at its end; finite and 0 or
     *     more
     * @param steps 0 or more
     */
    public ChainForecast forecast(double[] customers, double[] births, int steps) {
        return ChainForecast.of(this, customers, births, checkedSteps(steps));
    }

    /**
     * Customers in each state, in the order of {@link #states}; those in no group are in no state.
     *
     * @throws IllegalArgumentException if a group with customers is no state of the chain
     */
    public double[] customersIn(Grouping segments) {
        long[] sizes = segments.sizes();
        double[] customers = new double[states.size()];
        for (int group = 0; group < sizes.length; group++) {
            if (sizes[group] > 0) {
                customers[indexOf(segments.labels().get(group))] = sizes[group];
            }
        }
        return customers;
    }

    /** New customers of a step by the state in which they were first seen, in the order of {@link #states}. */
    public double[] birthsOf(MigrationMatrix matrix) {
        double[] births = new double[states.size()];
        int row = matrix.from().size() - 1;
        for (int column = 0; column < matrix.to().size(); column++) {
            if (matrix.count(row, column) > 0) {
                births[indexOf(matrix.to().get(column))] = matrix.count(row, column);
            }
        }
        return births;
    }

    /** New customers by state, the mean of all steps of a series, in the order of {@link #states}. */
    public double[] birthsOf(MigrationSeries series) {
        return Arrays.stream(birthsOf(series.pooled()))
                .map(births -> births / series.steps())
                .toArray();
    }

    /** The classes of states that lead to each other, in order of their first states. */
    public List<ChainClass> classes() {
        return ChainClasses.of(states, rows).classes();
    }

    /** The distribution over states that a step does not change, and whether there is just one. */
    public StationaryDistribution stationary() {
        return StationaryDistribution.of(this);
    }

    /**
     * How long customers stay until they are first gone.
     *
     * @throws IllegalArgumentException if there is no state {@value MigrationMatrix#GONE}
     */
    public TimeToGone timeToGone() {
        return TimeToGone.of(this, indexOf(MigrationMatrix.GONE));
    }

    /** The number of a state; an error lists the names. */
    int indexOf(String state) {
        int index = states.indexOf(state);
        if (index >= 0) {
            return index;
        }
        throw new IllegalArgumentException("the chain has no state '" + state + "'; it has " + states);
    }

    /** One row for each pair of states: {@code from}, {@code to}, {@code probability}. */
    public Table toTable() {
        int width = states.size();
        return Table.of(
                "markov_chain",
                width * width,
                List.of(
                        Column.text("from", cell -> states.get(cell / width)),
                        Column.text("to", cell -> states.get(cell % width)),
                        Column.decimal("probability", cell -> rows[cell / width][cell % width])));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MarkovChain that
                && states.equals(that.states)
                && step.equals(that.step)
                && Arrays.deepEquals(rows, that.rows);
    }

    @Override
    public int hashCode() {
        return 31 * states.hashCode() + Arrays.deepHashCode(rows);
    }

    @Override
    public String toString() {
        return "Markov chain of " + states + ", a step of " + step;
    }
}
