package io.github.clv4j.rfm;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;

/**
 * The shares of customers by state that a step of a {@link MarkovChain} does not change: π P = π. Immutable.
 *
 * <p>There is always one. It is unique if just one class of states is closed (nobody leaves it); otherwise any mixture of
 * those of the closed classes is another, and where customers end depends on where they begin. Where the only closed class
 * is {@value MigrationMatrix#GONE}, everyone is gone in the end, which is true and says little; {@link TimeToGone} says
 * when. {@link #message} puts the case in words.
 */
public final class StationaryDistribution {
    private final MarkovChain chain;
    private final List<ChainClass> classes;
    private final String message;
    private final double[] shares;

    private StationaryDistribution(MarkovChain chain, List<ChainClass> classes, String message, double[] shares) {
        this.chain = chain;
        this.classes = classes;
        this.message = message;
        this.shares = shares;
    }

    static StationaryDistribution of(MarkovChain chain) {
        double[][] rows = chain.probabilities();
        ChainClasses structure = ChainClasses.of(chain.states(), rows);
        List<ChainClass> closed =
                structure.classes().stream().filter(ChainClass::closed).toList();
        if (closed.size() > 1) {
            return new StationaryDistribution(
                    chain,
                    structure.classes(),
                    "there is no single stationary distribution: " + closed.size() + " classes of states are closed, "
                            + closed.stream().map(ChainClass::states).toList()
                            + ", and where customers end depends on where they begin",
                    new double[0]);
        }
        return new StationaryDistribution(
                chain,
                structure.classes(),
                message(closed.get(0)),
                solve(rows, structure.closed().get(0)));
    }

    private static String message(ChainClass only) {
        if (only.absorbing()) {
            return "all customers end in '" + only.states().get(0) + "', the only state that nobody leaves";
        }
        return only.period() > 1
                ? "shares of " + only.states()
                        + " in the long run of time; at a single late step they still vary with period " + only.period()
                : "shares of " + only.states() + " that any customers come to";
    }

    private static double[] solve(double[][] rows, int[] member) {
        double[] within = GthElimination.stationary(GthElimination.part(rows, member));
        double[] shares = new double[rows.length];
        for (int i = 0; i < member.length; i++) {
            shares[member[i]] = within[i];
        }
        return shares;
    }

    /** True if there is just one. */
    public boolean isUnique() {
        return shares.length > 0;
    }

    /** What the distribution is, or why there is none that is unique. */
    public String message() {
        return message;
    }

    /** The classes of states that lead to each other. */
    public List<ChainClass> classes() {
        return classes;
    }

    /**
     * The share of a state.
     *
     * @throws IllegalStateException with the {@link #message} if the distribution is not unique
     * @throws IllegalArgumentException if there is no such state; the message lists them
     */
    public double share(String state) {
        int index = chain.indexOf(state);
        requireUnique();
        return shares[index];
    }

    /**
     * The shares of all states, in the chain's order: a new array.
     *
     * @throws IllegalStateException with the {@link #message} if the distribution is not unique
     */
    public double[] shares() {
        requireUnique();
        return shares.clone();
    }

    private void requireUnique() {
        if (!isUnique()) {
            throw new IllegalStateException(message);
        }
    }

    /** One row for each state: {@code segment}, {@code share} (unknown if the distribution is not unique). */
    public Table toTable() {
        return Table.of(
                "stationary_distribution",
                chain.states().size(),
                List.of(
                        Column.text("segment", i -> chain.states().get(i)),
                        Column.decimal("share", i -> isUnique() ? shares[i] : Double.NaN)));
    }

    @Override
    public String toString() {
        return message;
    }
}
