package io.github.clv4j.rfm;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;

/**
 * Whether a series bears out what a {@link MarkovChain} assumes. Immutable.
 *
 * <ul>
 *   <li>{@link #homogeneity}: the rates are the same in all steps, against rates of each step's own.
 *   <li>{@link #independence}: the segment before does not matter at all, against a chain. One wants this refuted. Where
 *       nobody returned from {@value MigrationMatrix#GONE}, its row is left out.
 *   <li>{@link #firstOrder}: given the segment, the one before it does not matter, against a chain of second order; from
 *       customers' segments in three snapshots in a row. If it is refuted, the chain forgets what it should know.
 * </ul>
 *
 * <p>χ² and likelihood ratio of Anderson and Goodman (1957, Annals of Mathematical Statistics 28, doi
 * 10.1214/aoms/1177707039). Degrees of freedom count only rows and columns in which somebody was. Moves of new customers
 * do not enter. The distribution is that of many customers; cells of few make the χ² rough. With millions of customers a
 * departure of no importance is refuted too: look at its size.
 */
public final class ChainChecks {
    /** Most states; the test of the order counts triples of them. */
    private static final int MAX_STATES = 250;

    private final ChainCheck homogeneity;
    private final ChainCheck independence;
    private final ChainCheck firstOrder;

    private ChainChecks(ChainCheck homogeneity, ChainCheck independence, ChainCheck firstOrder) {
        this.homogeneity = homogeneity;
        this.independence = independence;
        this.firstOrder = firstOrder;
    }

    /**
     * The checks of a series. With two snapshots there is nothing to tell of homogeneity and order: their degrees of freedom
     * are 0.
     */
    public static ChainChecks of(MigrationSeries series) {
        return new ChainChecks(homogeneity(series), independence(series), firstOrder(series));
    }

    private static ChainCheck homogeneity(MigrationSeries series) {
        Homogeneity sums = new Homogeneity();
        int states = series.newcomer();
        for (int from = 0; from < states; from++) {
            long[][] bySteps = new long[series.steps()][states];
            for (int step = 0; step < series.steps(); step++) {
                for (int to = 0; to < states; to++) {
                    bySteps[step][to] = series.matrix(step).count(from, to);
                }
            }
            sums.add(bySteps);
        }
        return sums.result("the rates are the same in all steps");
    }

    private static ChainCheck independence(MigrationSeries series) {
        MigrationMatrix pooled = series.pooled();
        int rows = pooled.returned() > 0 ? series.newcomer() : series.newcomer() - 1;
        long[][] counts = new long[rows][];
        System.arraycopy(pooled.counts(), 0, counts, 0, rows);
        Homogeneity sums = new Homogeneity();
        sums.add(counts);
        return sums.result("the segment before does not matter");
    }

    private static ChainCheck firstOrder(MigrationSeries series) {
        int states = series.newcomer();
        if (states > MAX_STATES) {
            throw new IllegalArgumentException("the series has " + states + " states; the order is tested with at most "
                    + MAX_STATES + ", take coarser segments");
        }
        long[][][] byMiddle = new long[states][states][states];
        int steps = series.steps();
        int customers = series.snapshots().get(steps).segments().customers();
        for (int c = 0; c < customers; c++) {
            int first = states;
            int second = states;
            for (int t = 0; t <= steps; t++) {
                int third = series.stateNow(t, c, second);
                if (t >= 2 && first != states) {
                    byMiddle[second][first][third]++;
                }
                first = second;
                second = third;
            }
        }
        Homogeneity sums = new Homogeneity();
        for (long[][] counts : byMiddle) {
            sums.add(counts);
        }
        return sums.result("given the segment, the one before it does not matter");
    }

    /** The rates are the same in all steps. */
    public ChainCheck homogeneity() {
        return homogeneity;
    }

    /** The segment before does not matter. */
    public ChainCheck independence() {
        return independence;
    }

    /** Given the segment, the one before it does not matter. */
    public ChainCheck firstOrder() {
        return firstOrder;
    }

    /**
     * One row for each check: {@code assumption}, {@code chi_square}, {@code chi_square_p_value}, {@code
     * likelihood_ratio}, {@code likelihood_ratio_p_value}, {@code degrees_of_freedom}.
     */
    public Table toTable() {
        List<ChainCheck> checks = List.of(homogeneity, independence, firstOrder);
        return Table.of(
                "markov_checks",
                checks.size(),
                List.of(
                        Column.text("assumption", i -> checks.get(i).assumption()),
                        Column.decimal("chi_square", i -> checks.get(i).chiSquare()),
                        Column.decimal(
                                "chi_square_p_value",
                                i -> checks.get(i).chiSquarePValue().orElse(Double.NaN)),
                        Column.decimal("likelihood_ratio", i -> checks.get(i).likelihoodRatio()),
                        Column.decimal(
                                "likelihood_ratio_p_value",
                                i -> checks.get(i).likelihoodRatioPValue().orElse(Double.NaN)),
                        Column.integer("degrees_of_freedom", i -> checks.get(i).degreesOfFreedom())));
    }

    @Override
    public String toString() {
        return List.of(homogeneity, independence, firstOrder).toString();
    }
}
