package io.github.clv4j.evaluate;

import io.github.clv4j.internal.Parallel;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many customers made 0, 1, 2 … repeat purchases, and how many of them the model expects. Immutable.
 *
 * <pre>  expected(n) = Σ P(X(T) = n) </pre>
 *
 * <p>over all customers, T being a customer's age. The last row holds the customers with as many or more.
 *
 * <p>χ² = Σ (observed − expected)² / expected over cells: rows from the largest n down are put together until 5 customers
 * are expected in a cell, and a rest at x = 0 that is less joins its neighbour. It is a description, not a test: customers
 * observed for different times are not draws from one distribution, and the parameters come from whole histories, not from
 * these counts. With cells − 1 − parameters degrees of freedom (told if above 0) it is a little too severe, with cells − 1
 * too lenient (Chernoff and Lehmann 1954, Annals of Mathematical Statistics 25).
 */
public final class FrequencyFit {
    /** The usual rule for the smallest expected count of a χ² cell. */
    private static final double SMALLEST_CELL = 5;

    private static final int MOST_ROWS = 10_000;

    private final long customers;
    private final long[] observed;
    private final double[] expected;
    private final int parameters;
    private final double chiSquare;
    private final int cells;

    private FrequencyFit(long customers, long[] observed, double[] expected, int parameters) {
        this.customers = customers;
        this.observed = observed;
        this.expected = expected;
        this.parameters = parameters;
        double sum = 0;
        int count = 0;
        double e = 0;
        double o = 0;
        double left = customers;
        for (int n = observed.length - 1; n >= 0; n--) {
            e += expected[n];
            o += observed[n];
            left -= expected[n];
            if (n == 0 || (e >= SMALLEST_CELL && left >= SMALLEST_CELL)) {
                sum += e > 0 ? (o - e) * (o - e) / e : 0;
                count++;
                e = 0;
                o = 0;
            }
        }
        this.chiSquare = sum;
        this.cells = count;
    }

    /**
     * The frequencies of a summary's customers.
     *
     * @param most from which number of repeat purchases on customers are one row, 1..10,000
     * @throws IllegalArgumentException as {@link #of(DistinctHistories, PurchaseModel, int)}
     */
    public static FrequencyFit of(CustomerSummary summary, PurchaseModel model, int most) {
        return of(summary.distinctHistories(), model, most);
    }

    /**
     * The frequencies of the customers of some histories.
     *
     * @param most from which number of repeat purchases on customers are one row, 1..10,000
     * @throws IllegalArgumentException if there is no customer, the histories are in another unit of time than the model, or
     *     the model counts opportunities and they are not whole
     */
    public static FrequencyFit of(DistinctHistories histories, PurchaseModel model, int most) {
        if (!(most >= 1 && most <= MOST_ROWS)) {
            throw new IllegalArgumentException("the most purchases are " + most + "; it must be in 1.." + MOST_ROWS);
        }
        if (histories.customers() == 0) {
            throw new IllegalArgumentException("there is no customer; there is nothing to compare");
        }
        if (histories.step() != model.unit()) {
            throw new IllegalArgumentException(model.family().displayName() + " has times in " + model.unit()
                    + ", the histories in " + histories.step() + "; both must be the same");
        }
        long[] observed = new long[most + 1];
        long[] ofAge = new long[histories.times()];
        for (int i = 0; i < histories.size(); i++) {
            observed[Math.min(histories.x(i), most)] += histories.weight(i);
            ofAge[histories.ageTime(i)] += histories.weight(i);
        }
        double[][] byAge = new double[ofAge.length][];
        Parallel.pieces(ofAge.length, a -> {
            if (ofAge[a] > 0) {
                byAge[a] = probabilities(model, most, histories.time(a));
            }
        });
        double[] expected = new double[most + 1];
        for (int a = 0; a < ofAge.length; a++) {
            for (int n = 0; n <= most && ofAge[a] > 0; n++) {
                expected[n] += ofAge[a] * byAge[a][n];
            }
        }
        return new FrequencyFit(histories.customers(), observed, expected, model.parameters().length);
    }

    /** P(X(t) = n) for n = 0..most−1, then P(X(t) ≥ most). */
    private static double[] probabilities(PurchaseModel model, int most, double age) {
        double[] p = new double[most + 1];
        double sum = 0;
        for (int n = 0; n < most; n++) {
            p[n] = model.probability(n, age);
            sum += p[n];
        }
        p[most] = Math.max(0, 1 - sum);
        return p;
    }

    /** Number of rows: one for each n from 0, the last one for its n and more. */
    public int rows() {
        return observed.length;
    }

    /** Number of customers. */
    public long customers() {
        return customers;
    }

    /** Customers with n repeat purchases; of the last row with n or more. */
    public long observed(int n) {
        return observed[n];
    }

    /** Customers that the model expects to make n repeat purchases; of the last row n or more. */
    public double expected(int n) {
        return expected[n];
    }

    /** The statistic χ² over {@link #cells}; it describes, see above. */
    public double chiSquare() {
        return chiSquare;
    }

    /** Cells that χ² sums over, at least 5 customers expected in each if there are so many. */
    public int cells() {
        return cells;
    }

    /** Cells less 1 less the model's parameters; empty if that is not above 0. */
    public OptionalInt degreesOfFreedom() {
        int left = cells - 1 - parameters;
        return left > 0 ? OptionalInt.of(left) : OptionalInt.empty();
    }

    /** Half the sum of |observed − expected| over all customers: the share that would have to move to another row. */
    public double misplacedShare() {
        double sum = 0;
        for (int n = 0; n < observed.length; n++) {
            sum += Math.abs(observed[n] - expected[n]);
        }
        return sum / 2 / customers;
    }

    /** One row for each n: {@code purchases} ({@code 0}, {@code 1}, …, {@code 7+}), {@code observed}, {@code expected}. */
    public Table toTable() {
        int last = observed.length - 1;
        return Table.of(
                "frequencies",
                observed.length,
                List.of(
                        Column.text("purchases", row -> row == last ? row + "+" : Integer.toString(row)),
                        Column.integer("observed", this::observed),
                        Column.decimal("expected", this::expected)));
    }

    @Override
    public String toString() {
        return customers + " customers, chi-square " + chiSquare + " over " + cells + " cells";
    }
}
