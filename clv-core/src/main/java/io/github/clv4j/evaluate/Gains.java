package io.github.clv4j.evaluate;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well a prediction ranks customers: what share of what came later do those have that were ranked first? Immutable.
 *
 * <p>Customers are ranked by prediction, best first. Those of the same prediction share what they had evenly, so that the
 * order of the input does not matter. With a₍ᵢ₎ the actual amount at rank i of n,
 *
 * <pre>  G = Σ (n + 1 − 2i) · a₍ᵢ₎ / (n · Σ a),   i = 1..n </pre>
 *
 * <p>is the Gini coefficient of the ranking: twice the area between the cumulative gains curve and the diagonal. It is 0 on
 * average for a ranking at random, below 0 for one that is worse. The normalised Gini is G over the G of the perfect ranking,
 * which is by the actual amounts themselves; 1 is perfect.
 *
 * <p>Where all actual amounts are 0 nothing can be ranked, and all shares are empty; where all are equal, so is the
 * normalised Gini.
 */
public final class Gains {
    private static final int DECILES = 10;

    private final int customers;
    private final double total;
    private final Curve ranking;
    private final Curve perfect;
    private final double[] predictedSum;

    private Gains(int customers, double total, Curve ranking, Curve perfect, double[] predictedSum) {
        this.customers = customers;
        this.total = total;
        this.ranking = ranking;
        this.perfect = perfect;
        this.predictedSum = predictedSum;
    }

    /** The gains of the expected purchases of a comparison. */
    public static Gains of(HoldoutComparison comparison) {
        return of(comparison.expected(), comparison.actual());
    }

    /**
     * The gains of a prediction.
     *
     * @param predicted one figure a customer, larger is better; finite
     * @param actual what the same customers had, finite and 0 or more
     * @throws IllegalArgumentException if the arrays are empty or differ in length, a figure cannot be, or a sum is not
     *     finite; the message names the customer's number
     */
    public static Gains of(double[] predicted, double[] actual) {
        int n = predicted.length;
        if (actual.length != n) {
            throw new IllegalArgumentException(
                    "there are " + n + " predictions and " + actual.length + " actual amounts; both must be as many");
        }
        if (n == 0) {
            throw new IllegalArgumentException("there is no customer; there is nothing to rank");
        }
        for (int c = 0; c < n; c++) {
            if (!(Double.isFinite(predicted[c]) && actual[c] >= 0 && actual[c] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("customer number " + c + " has the prediction " + predicted[c]
                        + " and the actual amount " + actual[c]
                        + "; the prediction must be finite, the actual amount finite and 0 or more");
            }
        }
        double[][] ranked = ranked(predicted, actual);
        Curve ranking = Curve.of(ranked[0], ranked[1]);
        double[][] best = ranked(actual, actual);
        Curve perfect = Curve.of(best[0], best[1]);
        double[] sums = new double[DECILES];
        for (int d = 1; d <= DECILES; d++) {
            for (int i = rank(n, d - 1); i < rank(n, d); i++) {
                sums[d - 1] += ranked[0][i];
            }
        }
        double total = ranking.upTo(n);
        if (!(total < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the sum of the actual amounts is " + total + "; it must be finite");
        }
        return new Gains(n, total, ranking, perfect, sums);
    }

    /** Both arrays by the first, largest first, then by the second. */
    private static double[][] ranked(double[] predicted, double[] actual) {
        double[] predictions = distinct(predicted);
        double[] amounts = distinct(actual);
        long[] keys = new long[predicted.length];
        for (int c = 0; c < keys.length; c++) {
            // Adding 0 makes -0 a 0.
            long first = predictions.length - 1L - Arrays.binarySearch(predictions, predicted[c] + 0.0);
            keys[c] = (first << 32) | Arrays.binarySearch(amounts, actual[c] + 0.0);
        }
        Arrays.parallelSort(keys);
        double[][] ranked = new double[2][keys.length];
        for (int i = 0; i < keys.length; i++) {
            ranked[0][i] = predictions[predictions.length - 1 - (int) (keys[i] >>> 32)];
            ranked[1][i] = amounts[(int) keys[i]];
        }
        return ranked;
    }

    private static double[] distinct(double[] values) {
        double[] sorted = new double[values.length];
        Arrays.setAll(sorted, i -> values[i] + 0.0);
        Arrays.parallelSort(sorted);
        int distinct = 0;
        for (double value : sorted) {
            if (distinct == 0 || value != sorted[distinct - 1]) {
                sorted[distinct++] = value;
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }

    /** What the customers up to a rank have: straight lines between the ends of groups of the same prediction. */
    private static final class Curve {
        /** Ranks at which a group ends, 0 at first, and what all up to there have. */
        final int[] end;

        final double[] sum;

        private Curve(int[] end, double[] sum) {
            this.end = end;
            this.sum = sum;
        }

        static Curve of(double[] prediction, double[] amount) {
            int n = prediction.length;
            int[] end = new int[n + 1];
            double[] sum = new double[n + 1];
            int groups = 0;
            double so = 0;
            for (int i = 0; i < n; i++) {
                so += amount[i];
                if (i == n - 1 || prediction[i + 1] != prediction[i]) {
                    groups++;
                    end[groups] = i + 1;
                    sum[groups] = so;
                }
            }
            return new Curve(Arrays.copyOf(end, groups + 1), Arrays.copyOf(sum, groups + 1));
        }

        double upTo(int rank) {
            int at = Arrays.binarySearch(end, rank);
            if (at >= 0) {
                return sum[at];
            }
            int next = -at - 1;
            double part = (double) (rank - end[next - 1]) / (end[next] - end[next - 1]);
            return Math.min(sum[next], sum[next - 1] + part * (sum[next] - sum[next - 1]));
        }

        /** Σ (n + 1 − 2i) a_i: of a group that shares evenly the weights' mean times its sum. */
        double weighted() {
            int n = end[end.length - 1];
            double weighted = 0;
            for (int g = 1; g < end.length; g++) {
                double mean = (double) n - end[g - 1] - end[g];
                weighted += mean * (sum[g] - sum[g - 1]);
            }
            return weighted;
        }
    }

    private static int rank(int n, int decile) {
        return (int) ((long) decile * n / DECILES);
    }

    /** Number of customers. */
    public int customers() {
        return customers;
    }

    /** The sum of all actual amounts. */
    public double total() {
        return total;
    }

    /** True if all actual amounts are 0, so that there are no shares. */
    public boolean isUndefined() {
        return !(total > 0);
    }

    /** The Gini coefficient of the ranking; empty if all actual amounts are 0. */
    public OptionalDouble gini() {
        return gini(ranking);
    }

    /** The Gini coefficient of the perfect ranking, the largest that can be; empty if all actual amounts are 0. */
    public OptionalDouble perfectGini() {
        return gini(perfect);
    }

    private OptionalDouble gini(Curve curve) {
        return total > 0 ? OptionalDouble.of(curve.weighted() / customers / total) : OptionalDouble.empty();
    }

    /** The Gini coefficient over that of the perfect ranking, at most 1; empty if all actual amounts are equal. */
    public OptionalDouble normalisedGini() {
        double best = perfect.weighted();
        return total > 0 && best > 0
                ? OptionalDouble.of(Math.min(1, ranking.weighted() / best))
                : OptionalDouble.empty();
    }

    /**
     * The share of the actual amounts that the customers ranked first have: the {@code ⌈fraction · n⌉} best.
     *
     * @param fraction of the customers, above 0 and at most 1
     * @return empty if all actual amounts are 0
     */
    public OptionalDouble topShare(double fraction) {
        return share(ranking, count(fraction));
    }

    /** The same for the perfect ranking: the largest share that so many customers can have. */
    public OptionalDouble perfectTopShare(double fraction) {
        return share(perfect, count(fraction));
    }

    private int count(double fraction) {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException("fraction is " + fraction + "; it must be above 0 and at most 1");
        }
        // Of the number that was meant: 0.07 of 100 is 7 and 5.0 / 6 of 6 is 5, though both doubles are a little more.
        return Math.max(
                1,
                BigDecimal.valueOf(Math.nextDown(fraction))
                        .multiply(BigDecimal.valueOf(customers))
                        .setScale(0, RoundingMode.CEILING)
                        .intValueExact());
    }

    private OptionalDouble share(Curve curve, int rank) {
        return total > 0 ? OptionalDouble.of(curve.upTo(rank) / total) : OptionalDouble.empty();
    }

    /**
     * Lift of a tenth of the customers: its share of the actual amounts over its share of the customers; 1 is as good as
     * none. Tenth {@code d} is ranks {@code ⌊(d−1)·n/10⌋ + 1} to {@code ⌊d·n/10⌋}.
     *
     * @param decile 1 (ranked first) to 10
     * @return empty if all actual amounts are 0, or the tenth has no customer, for there are fewer than ten
     */
    public OptionalDouble lift(int decile) {
        if (!(decile >= 1 && decile <= DECILES)) {
            throw new IllegalArgumentException("decile is " + decile + "; it must be 1 (ranked first) to " + DECILES);
        }
        int size = size(decile);
        return total > 0 && size > 0
                ? OptionalDouble.of(amount(decile) / total * customers / size)
                : OptionalDouble.empty();
    }

    private int size(int decile) {
        return rank(customers, decile) - rank(customers, decile - 1);
    }

    private double amount(int decile) {
        return ranking.upTo(rank(customers, decile)) - ranking.upTo(rank(customers, decile - 1));
    }

    /**
     * One row a tenth of the customers, ranked first first: {@code decile}, {@code customers}, {@code predicted}, {@code
     * actual}, {@code share}, {@code cumulative_share}, {@code perfect_cumulative_share}, {@code lift}. What is undefined is
     * an unknown cell.
     */
    public Table toTable() {
        return Table.of(
                "gains",
                DECILES,
                List.of(
                        Column.integer("decile", row -> row + 1),
                        Column.integer("customers", row -> size(row + 1)),
                        Column.decimal("predicted", row -> predictedSum[row]),
                        Column.decimal("actual", row -> amount(row + 1)),
                        Column.decimal("share", row -> total > 0 ? amount(row + 1) / total : Double.NaN),
                        Column.decimal("cumulative_share", row -> cell(share(ranking, rank(customers, row + 1)))),
                        Column.decimal(
                                "perfect_cumulative_share", row -> cell(share(perfect, rank(customers, row + 1)))),
                        Column.decimal("lift", row -> cell(lift(row + 1)))));
    }

    /**
     * The cumulative gains curve: {@code customers_share} (0, 1/points, …, 1 of the customers, rounded down to whole ones),
     * {@code share} of the actual amounts that they have, {@code perfect_share}.
     *
     * @param points 1 or more steps
     */
    public Table curve(int points) {
        if (!(points >= 1 && points < Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("points are " + points + "; there must be 1 or more");
        }
        return Table.of(
                "gains_curve",
                points + 1,
                List.of(
                        Column.decimal("customers_share", row -> (double) point(row, points) / customers),
                        Column.decimal("share", row -> cell(share(ranking, point(row, points)))),
                        Column.decimal("perfect_share", row -> cell(share(perfect, point(row, points))))));
    }

    private int point(int row, int points) {
        return (int) ((long) row * customers / points);
    }

    private static double cell(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return "gains over " + customers + " customers, Gini "
                + (gini().isPresent() ? gini().getAsDouble() : "undefined") + ", normalised "
                + (normalisedGini().isPresent() ? normalisedGini().getAsDouble() : "undefined");
    }
}
