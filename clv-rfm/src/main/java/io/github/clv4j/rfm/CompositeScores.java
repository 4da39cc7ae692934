package io.github.clv4j.rfm;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One number a customer from the scores of several dimensions, to rank by. Immutable. A customer that is not scored in one
 * of the dimensions has NaN, which tables show as unknown. A dimension of weight 0 is none of them.
 */
public final class CompositeScores {
    private final String name;
    private final RfmScores scores;
    private final double[] values;

    private CompositeScores(String name, RfmScores scores, double[] values) {
        this.name = name;
        this.scores = scores;
        this.values = values;
    }

    /**
     * The weighted mean of the scores: the sum of weight times score divided by the sum of weights, so it lies on the scale
     * of the scores.
     *
     * @param weights for each dimension 0 or more, not all of them 0
     * @throws IllegalArgumentException if a weight is negative or not finite, all are 0, or a dimension with a weight above 0 was
     *     not scored
     */
    public static CompositeScores weighted(RfmScores scores, Map<RfmDimension, Double> weights) {
        EnumMap<RfmDimension, Double> used = new EnumMap<>(RfmDimension.class);
        double total = 0;
        for (Map.Entry<RfmDimension, Double> entry : weights.entrySet()) {
            double weight = entry.getValue();
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the weight of " + entry.getKey().id() + " is " + weight + "; it must be finite and 0 or more");
            }
            if (weight > 0) {
                used.put(entry.getKey(), weight);
            }
        }
        for (double weight : used.values()) {
            total += weight;
        }
        if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weights add up to " + total + "; they must add up to more than 0");
        }
        double[] values = new double[scores.customers()];
        for (int c = 0; c < values.length; c++) {
            double sum = 0;
            for (Map.Entry<RfmDimension, Double> entry : used.entrySet()) {
                int score = scores.score(entry.getKey(), c);
                sum += score == RfmScores.NOT_SCORED ? Double.NaN : entry.getValue() * score;
            }
            values[c] = sum / total;
        }
        return new CompositeScores("weighted_score", scores, values);
    }

    /**
     * The scores one after the other, the first counting most: 100 r + 10 f + m with fewer than 10 bins, with a factor of
     * 100 instead of 10 where a score can be 10.
     *
     * @param dimensions which, the most important first; at least one, none twice, at most 7
     * @throws IllegalArgumentException if that is not so, or a dimension was not scored
     */
    public static CompositeScores concatenated(RfmScores scores, List<RfmDimension> dimensions) {
        if (dimensions.isEmpty() || dimensions.stream().distinct().count() != dimensions.size()) {
            throw new IllegalArgumentException("dimensions are " + dimensions + "; give at least one, and none twice");
        }
        int factor = scores.bins() < 10 ? 10 : 100;
        double[] values = new double[scores.customers()];
        for (int c = 0; c < values.length; c++) {
            double value = 0;
            for (RfmDimension dimension : dimensions) {
                int score = scores.score(dimension, c);
                value = factor * value + (score == RfmScores.NOT_SCORED ? Double.NaN : score);
            }
            values[c] = value;
        }
        return new CompositeScores("concatenated_score", scores, values);
    }

    /** The number of a customer; NaN if it is not scored in one of the dimensions. */
    public double value(int customer) {
        return values[customer];
    }

    /** Number of customers, scored or not. */
    public int customers() {
        return values.length;
    }

    /** One row for each scored customer, in id order: {@code customer_id} and the score. */
    public Table toTable() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("customer_id", scores.summary().index()::id));
        columns.add(Column.decimal(name, this::value));
        int[] rows = Arrays.stream(scores.summary().index().inIdOrder())
                .filter(scores::isScored)
                .toArray();
        return Table.of(name + "s", customers(), columns).rows(rows);
    }

    @Override
    public String toString() {
        return name + " of " + scores;
    }
}
