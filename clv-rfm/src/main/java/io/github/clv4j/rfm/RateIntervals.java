package io.github.clv4j.rfm;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.jspecify.annotations.Nullable;

/**
 * How sure the rates of a {@link MigrationMatrix} are: an interval for each cell on its own. Immutable.
 *
 * <ul>
 *   <li>{@link #wilson}: the confidence interval of Wilson (1927, Journal of the American Statistical Association 22,
 *       doi 10.1080/01621459.1927.10502953) for the share of a row's customers who went to a column. A row without
 *       customers has none.
 *   <li>{@link #dirichlet}: the posterior of the row's rates under a Dirichlet prior that gives each column the same
 *       pseudo-count a. The rate of a cell with k of n customers among m columns is Beta(k + a, n − k + (m − 1) a), and the
 *       interval has equal tails. A row without customers has the prior's.
 * </ul>
 *
 * <p>The level is that of one interval; that all intervals of a matrix hold at once is less probable.
 */
public final class RateIntervals {
    /** Jeffreys' pseudo-count of a column, the default of {@link #dirichlet}. */
    public static final double JEFFREYS = 0.5;
    /** The pseudo-count under which all rates of a row are equally probable beforehand. */
    public static final double UNIFORM = 1;

    /** Relative and absolute accuracy of a quantile; far below what counts of customers can tell. */
    private static final double ACCURACY = 1e-13;

    private static final int MAX_EVALUATIONS = 1_000;

    private final MigrationMatrix matrix;
    private final double level;
    private final @Nullable RateInterval[][] intervals;

    private RateIntervals(MigrationMatrix matrix, double level) {
        this.matrix = matrix;
        this.level = level;
        this.intervals =
                new @Nullable RateInterval[matrix.from().size()][matrix.to().size()];
    }

    /**
     * Wilson's confidence intervals.
     *
     * @param level above 0 and below 1, such as 0.90
     */
    public static RateIntervals wilson(MigrationMatrix matrix, double level) {
        double z = normalQuantile(checkedLevel(level));
        RateIntervals result = new RateIntervals(matrix, level);
        for (int row = 0; row < result.intervals.length; row++) {
            long n = matrix.rowTotal(row);
            for (int column = 0; n > 0 && column < result.intervals[row].length; column++) {
                result.intervals[row][column] = wilson(matrix.count(row, column), n, z);
            }
        }
        return result;
    }

    /** Credible intervals under Jeffreys' prior, a pseudo-count of {@value #JEFFREYS} for each column. */
    public static RateIntervals dirichlet(MigrationMatrix matrix, double level) {
        return dirichlet(matrix, JEFFREYS, level);
    }

    /**
     * Credible intervals under a prior of one's own.
     *
     * @param pseudoCount customers that each column is thought to have beforehand, above 0: {@link #JEFFREYS}, {@link
     *     #UNIFORM} or another
     * @param level above 0 and below 1, such as 0.90
     */
    public static RateIntervals dirichlet(MigrationMatrix matrix, double pseudoCount, double level) {
        checkedLevel(level);
        if (!(pseudoCount > 0 && pseudoCount < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the prior's pseudo-count is " + pseudoCount + "; it must be finite and above 0");
        }
        RateIntervals result = new RateIntervals(matrix, level);
        int width = matrix.to().size();
        for (int row = 0; row < result.intervals.length; row++) {
            long n = matrix.rowTotal(row);
            for (int column = 0; column < width; column++) {
                long k = matrix.count(row, column);
                double alpha = k + pseudoCount;
                double beta = n - k + (width - 1) * pseudoCount;
                result.intervals[row][column] = beta == 0
                        ? new RateInterval(1, 1, 1)
                        : new RateInterval(
                                alpha / (alpha + beta),
                                betaQuantile(alpha, beta, (1 - level) / 2),
                                1 - betaQuantile(beta, alpha, (1 - level) / 2));
            }
        }
        return result;
    }

    static double checkedLevel(double level) {
        if (level > 0 && level < 1) {
            return level;
        }
        throw new IllegalArgumentException("level is " + level + "; it must be above 0 and below 1");
    }

    /** The normal quantile that bounds the middle {@code level}. */
    static double normalQuantile(double level) {
        return new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + level) / 2);
    }

    private static RateInterval wilson(long k, long n, double z) {
        double p = (double) k / n;
        double shrink = 1 + z * z / n;
        double centre = (p + z * z / (2.0 * n)) / shrink;
        double half = z / shrink * Math.sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
        // At the ends the two terms are equal but for rounding.
        return new RateInterval(p, k == 0 ? 0 : Math.max(0, centre - half), k == n ? 1 : Math.min(1, centre + half));
    }

    /** The value that a Beta(a, b) variable is below with this probability, which is at most 1/2. */
    private static double betaQuantile(double a, double b, double probability) {
        return new BrentSolver(ACCURACY, Double.MIN_NORMAL, 0)
                .solve(MAX_EVALUATIONS, x -> RegularizedBeta.value(x, a, b) - probability, 0, 1);
    }

    /** The probability that an interval holds its rate. */
    public double level() {
        return level;
    }

    /** The matrix whose rates these are. */
    public MigrationMatrix matrix() {
        return matrix;
    }

    /**
     * The interval of a cell; empty for Wilson's of a row without customers.
     *
     * @throws IllegalArgumentException if there is no such row or column; the message lists the names
     */
    public Optional<RateInterval> interval(String fromSegment, String toSegment) {
        return interval(
                MigrationMatrix.position(matrix.from(), fromSegment, "row"),
                MigrationMatrix.position(matrix.to(), toSegment, "column"));
    }

    /** The interval of a cell, by number of row and column; empty for Wilson's of a row without customers. */
    public Optional<RateInterval> interval(int row, int column) {
        return Optional.ofNullable(intervals[row][column]);
    }

    /**
     * One row for each cell, row by row: {@code from}, {@code to}, {@code customers}, {@code rate}, {@code lower}, {@code
     * upper} (unknown where there are none).
     */
    public Table toTable() {
        int width = matrix.to().size();
        return Table.of(
                "migration_rates",
                matrix.from().size() * width,
                List.of(
                        Column.text("from", cell -> matrix.from().get(cell / width)),
                        Column.text("to", cell -> matrix.to().get(cell % width)),
                        Column.integer("customers", cell -> matrix.count(cell / width, cell % width)),
                        Column.decimal("rate", cell -> end(cell, RateInterval::rate)),
                        Column.decimal("lower", cell -> end(cell, RateInterval::lower)),
                        Column.decimal("upper", cell -> end(cell, RateInterval::upper))));
    }

    private double end(int cell, ToDoubleFunction<RateInterval> which) {
        @Nullable
        RateInterval interval =
                intervals[cell / matrix.to().size()][cell % matrix.to().size()];
        return interval == null ? Double.NaN : which.applyAsDouble(interval);
    }
}
