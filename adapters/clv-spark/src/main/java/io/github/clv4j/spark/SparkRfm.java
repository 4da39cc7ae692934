package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.github.clv4j.rfm.BestScore;
import io.github.clv4j.rfm.MigrationMatrix;
import io.github.clv4j.rfm.MonetaryMeasure;
import io.github.clv4j.rfm.Nesting;
import io.github.clv4j.rfm.RfmDimension;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.rfm.RfmThresholds;
import io.github.clv4j.rfm.ScoreEdges;
import io.github.clv4j.rfm.ScoringRule;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * RFM scores, segments and migrations of customers that do not fit one machine: what {@link io.github.clv4j.rfm.Rfm} gives,
 * bit for bit, by Spark's own expressions.
 *
 * <p>Supported are recency, frequency and monetary value, each by itself, of all orders, by {@link ScoringRule#QUANTILE} or
 * by frozen thresholds that split no ties. Quantiles are exact, whatever the partitioning: the few values that cuts lie at
 * are selected by rounds of counting, of which the first brings at most 16,384 rows a measure to the driver, the following at
 * most 4,096 for each range that holds a cut.
 */
public final class SparkRfm {
    /** The segment, in the columns of {@link #segments}. */
    public static final String SEGMENT = "segment";

    private SparkRfm() {}

    /**
     * The cuts between scores: the frozen ones of the options, or quantiles of the customers of the summary, which is read
     * several times for them.
     *
     * @throws IllegalArgumentException if the options ask for what is not computed here
     * @throws IllegalStateException if no customer has an order
     */
    public static RfmThresholds thresholds(SparkSummary summary, RfmOptions options) {
        requireSupported(options);
        RfmThresholds frozen = options.thresholds().orElse(null);
        if (frozen != null) {
            if (frozen.money().equals(summary.money())) {
                return frozen;
            }
            throw new IllegalArgumentException("thresholds are in " + frozen.money() + ", the summary is in "
                    + summary.money() + "; they must be the same");
        }
        List<RfmDimension> dimensions = options.dimensions();
        RankSelection.Selected ranked = RankSelection.select(
                summary.present(),
                dimensions.stream()
                        .map(dimension -> value(dimension, summary, options))
                        .toList(),
                customers -> RfmThresholds.quantileRanks(options.bins(), customers));
        if (ranked.count() == 0) {
            throw new IllegalStateException(
                    "no customer has an order by " + summary.asOf() + "; there is nothing to take thresholds from");
        }
        return RfmThresholds.quantiles(
                summary.money(), options.monetary(), options.bins(), ranked.count(), (dimension, rank) -> {
                    Double value =
                            ranked.values().get(dimensions.indexOf(dimension)).get(rank);
                    if (value != null) {
                        return value;
                    }
                    throw new IllegalStateException(dimension + " was not ranked at " + rank);
                });
    }

    private static void requireSupported(RfmOptions options) {
        boolean supported =
                (options.rule() == ScoringRule.QUANTILE || options.thresholds().isPresent())
                        && options.nesting() == Nesting.INDEPENDENT
                        && options.lookBackDays().isEmpty()
                        && options.dimensions()
                                .equals(List.of(RfmDimension.RECENCY, RfmDimension.FREQUENCY, RfmDimension.MONETARY));
        if (!supported) {
            throw new IllegalArgumentException("the options are " + options + "; on Spark the rule must be QUANTILE or"
                    + " thresholds frozen, dimensions independent, without look-back, and only the three of RFM");
        }
    }

    /** The raw value that is scored, a double. */
    private static Column value(RfmDimension dimension, SparkSummary summary, RfmOptions options) {
        return switch (dimension) {
            case RECENCY -> summary.recencyDays().cast("double");
            case FREQUENCY -> col(SparkSummary.ORDERS).cast("double");
            case MONETARY -> {
                Column spend = col(SparkSummary.SPEND).cast("double");
                yield options.monetary() == MonetaryMeasure.TOTAL_SPEND
                        ? spend
                        // Spark may divide before it has left out customers without orders.
                        : spend.divide(
                                greatest(col(SparkSummary.ORDERS), lit(1)).cast("double"));
            }
            default -> throw new IllegalArgumentException(dimension + " is not scored on Spark");
        };
    }

    /**
     * The scores of all customers with an order, one row each in no order, with the columns of {@link RfmScores#toTable}.
     *
     * @param thresholds as {@link #thresholds} gave them for these options
     * @throws IllegalArgumentException if the options ask for what is not computed here, or thresholds split ties
     */
    public static Dataset<Row> score(SparkSummary summary, RfmOptions options, RfmThresholds thresholds) {
        return scored(summary, options, thresholds, null);
    }

    /**
     * Scores with the segment of each customer in a last column, {@value #SEGMENT}, as {@link SegmentMap#assign} has it.
     *
     * @param thresholds as {@link #thresholds} gave them for these options
     * @throws IllegalArgumentException if the map has other bins than the options; also as of {@link #score}
     */
    public static Dataset<Row> segments(
            SparkSummary summary, RfmOptions options, RfmThresholds thresholds, SegmentMap map) {
        if (map.bins() != options.bins()) {
            throw new IllegalArgumentException("segment map '" + map.name() + "' is made for " + map.bins()
                    + " bins, the options have " + options.bins());
        }
        return scored(summary, options, thresholds, map);
    }

    private static Dataset<Row> scored(
            SparkSummary summary, RfmOptions options, RfmThresholds thresholds, @Nullable SegmentMap map) {
        requireSupported(options);
        int bins = options.bins();
        boolean reversed = options.best() == BestScore.LOWEST;
        Dataset<Row> raw = summary.present()
                .select(
                        col(SparkTransactions.CUSTOMER),
                        summary.recencyDays().as("recency_days"),
                        col(SparkSummary.ORDERS),
                        Money.decimal(col(SparkSummary.SPEND), summary.money()).as("spend"),
                        score(RfmDimension.RECENCY, summary, options, thresholds)
                                .as("r"),
                        score(RfmDimension.FREQUENCY, summary, options, thresholds)
                                .as("f"),
                        score(RfmDimension.MONETARY, summary, options, thresholds)
                                .as("m"),
                        value(RfmDimension.MONETARY, summary, options)
                                .divide(lit((double) summary.money().minorPerMajor()))
                                .as("mean_spend"));
        List<Column> columns = new ArrayList<>();
        Stream.of(SparkTransactions.CUSTOMER, "recency_days", SparkSummary.ORDERS, "spend")
                .forEach(name -> columns.add(col(name)));
        for (String score : List.of("r", "f", "m")) {
            columns.add(told(col(score), bins, reversed).as(score));
        }
        columns.add(code(bins, reversed).as("rfm"));
        if (options.monetary() == MonetaryMeasure.MEAN_SPEND_PER_ORDER) {
            columns.add(col("mean_spend"));
        }
        if (map != null) {
            columns.add(segment(map, options).as(SEGMENT));
        }
        return raw.select(columns.toArray(new Column[0]));
    }

    private static Column score(
            RfmDimension dimension, SparkSummary summary, RfmOptions options, RfmThresholds thresholds) {
        ScoreEdges edges = thresholds.edges(dimension);
        if (edges.splitsTies() || thresholds.nesting() != Nesting.INDEPENDENT || edges.bins() != options.bins()) {
            throw new IllegalArgumentException("thresholds of " + dimension.id() + " are " + edges
                    + "; on Spark they must have the options' " + options.bins()
                    + " bins, be independent and split no ties");
        }
        Column value = value(dimension, summary, options);
        Column below = lit(0);
        for (double cut : edges.cuts()) {
            Column isBelow = edges.side() == ScoreEdges.Side.BELOW ? value.gt(lit(cut)) : value.geq(lit(cut));
            below = below.plus(when(isBelow, 1).otherwise(0));
        }
        return dimension.isLowBest() ? lit(edges.bins()).minus(below) : below.plus(1);
    }

    private static Column told(Column score, int bins, boolean reversed) {
        return reversed ? lit(bins + 1).minus(score) : score;
    }

    private static Column code(int bins, boolean reversed) {
        Column[] scores = Stream.of("r", "f", "m")
                .map(name -> told(col(name), bins, reversed).cast("string"))
                .toArray(Column[]::new);
        return concat_ws(bins < 10 ? "" : "-", scores);
    }

    /** The segment of the cell that has the scores r, f and m, the highest being best. */
    private static Column segment(SegmentMap map, RfmOptions options) {
        int bins = map.bins();
        List<Column> names = new ArrayList<>();
        for (int r = 1; r <= bins; r++) {
            for (int f = 1; f <= bins; f++) {
                for (int m = 1; m <= bins; m++) {
                    names.add(lit(map.segmentOf(r, f, m).name()));
                }
            }
        }
        Column cell = col("r").minus(1)
                .multiply(bins)
                .plus(col("f").minus(1))
                .multiply(bins)
                .plus(col("m"));
        Column segment = element_at(array(names.toArray(new Column[0])), cell);
        return options.goneAfterDays().isPresent()
                ? when(col("recency_days").gt(options.goneAfterDays().getAsInt()), lit(MigrationMatrix.GONE))
                        .otherwise(segment)
                : segment;
    }

    /** The labels that {@link #segments} gives, in the map's order, {@value MigrationMatrix#GONE} last if anybody can be. */
    public static List<String> labels(SegmentMap map, RfmOptions options) {
        List<String> labels =
                new ArrayList<>(map.segments().stream().map(Segment::name).toList());
        if (options.goneAfterDays().isPresent()) {
            labels.add(MigrationMatrix.GONE);
        }
        return List.copyOf(labels);
    }

    /**
     * How many customers went from which segment to which between two dates: what {@link MigrationMatrix#between} counts.
     * Brings a row for each pair of segments to the driver.
     *
     * @param before as {@link #segments} gave it for the earlier date; the job fails at a customer who stands twice
     * @param after the same for the later date
     * @param labelsBefore all labels there may be before, in order, as {@link #labels} tells them
     * @param labelsAfter the same for the later date
     */
    public static MigrationMatrix migration(
            Dataset<Row> before, Dataset<Row> after, List<String> labelsBefore, List<String> labelsAfter) {
        String customer = SparkTransactions.CUSTOMER;
        List<Row> moves = Datasets.labels(before, SEGMENT)
                .withColumnRenamed(SEGMENT, "before")
                .join(
                        Datasets.labels(after, SEGMENT).withColumnRenamed(SEGMENT, "after"),
                        SparkSummary.asSeq(customer),
                        "full_outer")
                .groupBy("before", "after")
                .agg(count(lit(1)))
                .collectAsList();
        long[][] counts = new long[labelsBefore.size() + 1][labelsAfter.size() + 1];
        for (Row move : moves) {
            counts[place(labelsBefore, move, 0)][place(labelsAfter, move, 1)] += move.getLong(2);
        }
        return MigrationMatrix.of(labelsBefore, labelsAfter, counts);
    }

    private static int place(List<String> labels, Row move, int column) {
        int found = move.isNullAt(column) ? labels.size() : labels.indexOf(move.getString(column));
        if (found >= 0) {
            return found;
        }
        throw new IllegalArgumentException("a customer is in segment '" + move.get(column) + "'; the labels are "
                + Arrays.toString(labels.toArray()));
    }
}
