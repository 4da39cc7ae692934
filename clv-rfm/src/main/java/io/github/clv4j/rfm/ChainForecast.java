package io.github.clv4j.rfm;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;

/**
 * Expected customers by state of a {@link MarkovChain}, now and after each step. Immutable. No customer is lost or made:
 * the sum over states, {@value MigrationMatrix#GONE} included, is that of now and of the births since, but for rounding.
 */
public final class ChainForecast {
    private final MarkovChain chain;
    private final double[][] customers;

    private ChainForecast(MarkovChain chain, double[][] customers) {
        this.chain = chain;
        this.customers = customers;
    }

    static ChainForecast of(MarkovChain chain, double[] now, double[] births, int steps) {
        double[][] customers = new double[steps + 1][];
        customers[0] = checked(chain, "customers", now).clone();
        checked(chain, "births", births);
        for (int t = 1; t <= steps; t++) {
            customers[t] = chain.next(customers[t - 1]);
            for (int i = 0; i < births.length; i++) {
                customers[t][i] += births[i];
            }
        }
        return new ChainForecast(chain, customers);
    }

    /** Values of the chain's states, finite and 0 or more, or an error. */
    static double[] checked(MarkovChain chain, String what, double[] values) {
        if (values.length != chain.states().size()) {
            throw new IllegalArgumentException(what + " are given for " + values.length + " states; the chain has "
                    + chain.states().size() + ": " + chain.states());
        }
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(what + " of '"
                        + chain.states().get(i) + "' are " + values[i] + "; they must be finite and 0 or more");
            }
        }
        return values;
    }

    /** Number of steps ahead. */
    public int steps() {
        return customers.length - 1;
    }

    /**
     * Expected customers in a state after a number of steps; 0 steps is now.
     *
     * @throws IllegalArgumentException if there is no such state; the message lists them
     */
    public double customers(int step, String state) {
        return customers[step][chain.indexOf(state)];
    }

    /** Expected customers by state after a number of steps, in the order of the chain's states: a new array. */
    public double[] customers(int step) {
        return customers[step].clone();
    }

    /** All customers after a number of steps, those who are gone included. */
    public double total(int step) {
        return Arrays.stream(customers[step]).sum();
    }

    /** One row for each step and state, now first: {@code step}, {@code segment}, {@code customers}. */
    public Table toTable() {
        int width = chain.states().size();
        return Table.of(
                "markov_forecast",
                customers.length * width,
                List.of(
                        Column.integer("step", i -> i / width),
                        Column.text("segment", i -> chain.states().get(i % width)),
                        Column.decimal("customers", i -> customers[i / width][i % width])));
    }

    @Override
    public String toString() {
        return steps() + " steps of " + chain.step() + ", " + total(0) + " customers now";
    }
}
