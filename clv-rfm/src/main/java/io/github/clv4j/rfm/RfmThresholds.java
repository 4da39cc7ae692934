package io.github.clv4j.rfm;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Frozen edges: the cuts between scores, apart from the customers that they were taken from. An immutable value: keep it
 * ({@link SavedThresholds}), and score another day's customers against it with {@link RfmOptions#withThresholds}, or one
 * new customer with {@link #cell}. It knows no date, for recency is a number of days before whatever day customers are
 * scored as of.
 *
 * <p>{@link ScoreEdges} tells what cuts are. Units: days, orders, minor units of the currency, shares. Cuts computed from
 * data compare exactly with amounts up to 2<sup>48</sup> minor units; customers that they were taken from always get the
 * scores that they had.
 */
public final class RfmThresholds {
    private final MoneyScale money;
    private final MonetaryMeasure monetary;
    private final ScoringRule rule;
    private final OptionalInt lookBackDays;
    private final int bins;
    private final EnumMap<RfmDimension, ScoreEdges> edges;
    private final @Nullable NestedEdges nested;

    RfmThresholds(
            MoneyScale money,
            MonetaryMeasure monetary,
            ScoringRule rule,
            OptionalInt lookBackDays,
            Map<RfmDimension, ScoreEdges> edges,
            @Nullable NestedEdges nested) {
        this.money = Objects.requireNonNull(money, "money");
        this.monetary = Objects.requireNonNull(monetary, "monetary");
        this.rule = Objects.requireNonNull(rule, "rule");
        this.lookBackDays = lookBackDays;
        this.edges = new EnumMap<>(edges);
        this.nested = nested;
        for (RfmDimension dimension : RfmDimension.RFM) {
            if (!edges.containsKey(dimension)) {
                throw new IllegalArgumentException("there are no cuts of " + dimension.id());
            }
        }
        this.bins = edges(RfmDimension.RECENCY).bins();
        edges.forEach((dimension, some) -> {
            if (some.bins() != bins) {
                throw new IllegalArgumentException("cuts of " + dimension.id() + " are " + (some.bins() - 1)
                        + ", those of recency_days " + (bins - 1) + "; all dimensions must have the same bins");
            }
        });
    }

    /**
     * Thresholds that somebody chose: rule {@link ScoringRule#FIXED}. Each array has one cut less than there are bins,
     * ascending; a value that equals a cut is in the lower bin. Arrays are copied.
     *
     * @param money currency and digits of the amounts
     * @param monetary what M measures
     * @param recencyDays cuts of the days since the last order
     * @param orders cuts of the number of orders
     * @param spendMinor cuts of total or mean spend in minor units
     * @throws IllegalArgumentException if the arrays differ in length, have no or more than 9 cuts, or a cut is not
     *     finite or below the one before
     */
    public static RfmThresholds of(
            MoneyScale money, MonetaryMeasure monetary, double[] recencyDays, double[] orders, double[] spendMinor) {
        EnumMap<RfmDimension, double[]> cuts = new EnumMap<>(RfmDimension.class);
        cuts.put(RfmDimension.RECENCY, recencyDays);
        cuts.put(RfmDimension.FREQUENCY, orders);
        cuts.put(RfmDimension.MONETARY, spendMinor);
        return of(money, monetary, cuts);
    }

    /**
     * Thresholds that somebody chose, also of dimensions beyond the three; see {@link #of(MoneyScale, MonetaryMeasure,
     * double[], double[], double[])}.
     *
     * @param cuts for each dimension its cuts in raw units; recency, frequency and monetary must be there
     */
    public static RfmThresholds of(MoneyScale money, MonetaryMeasure monetary, Map<RfmDimension, double[]> cuts) {
        EnumMap<RfmDimension, ScoreEdges> edges = new EnumMap<>(RfmDimension.class);
        cuts.forEach((dimension, some) -> {
            try {
                edges.put(dimension, ScoreEdges.of(some, ScoreEdges.Side.BELOW));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(dimension.id() + ": " + e.getMessage(), e);
            }
        });
        return new RfmThresholds(money, monetary, ScoringRule.FIXED, OptionalInt.empty(), edges, null);
    }

    /** Gives the values of customers in ascending order, by place. */
    @FunctionalInterface
    public interface RankedValues {
        /**
         * The raw value at a place of the ascending order of all customers' values.
         *
         * @param dimension recency, frequency or monetary value
         * @param rank 0 to the number of customers - 1; one of {@link #quantileRanks}
         */
        double at(RfmDimension dimension, long rank);
    }

    /**
     * The places in the ascending order of values, from 0 on, that {@link #quantiles} asks for: at most two a cut.
     *
     * @param customers how many are scored, 1 or more
     */
    public static long[] quantileRanks(int bins, long customers) {
        RfmOptions.checkedBins(bins);
        if (customers >= 1 && customers <= Long.MAX_VALUE / RfmOptions.MAX_BINS) {
            return Quantiles.ranks(bins, customers);
        }
        throw new IllegalArgumentException("customers is " + customers + "; it must be 1 or more, and at most "
                + Long.MAX_VALUE / RfmOptions.MAX_BINS);
    }

    /**
     * Thresholds of rule {@link ScoringRule#QUANTILE} from values that were ranked elsewhere, such as by a cluster or a
     * database: the same, to the bit, as scoring all those customers on one machine takes.
     *
     * @param money currency and digits of the amounts
     * @param monetary what M measures
     * @param bins number of scores
     * @param customers how many customers are scored: those with an order
     * @param values their values of recency, frequency and monetary value
     */
    public static RfmThresholds quantiles(
            MoneyScale money, MonetaryMeasure monetary, int bins, long customers, RankedValues values) {
        quantileRanks(bins, customers);
        EnumMap<RfmDimension, ScoreEdges> edges = new EnumMap<>(RfmDimension.class);
        for (RfmDimension dimension : RfmDimension.RFM) {
            double[] cuts = Quantiles.cuts(bins, customers, rank -> values.at(dimension, rank));
            edges.put(dimension, ScoreEdges.of(cuts, ScoreEdges.Side.BELOW));
        }
        return new RfmThresholds(money, monetary, ScoringRule.QUANTILE, OptionalInt.empty(), edges, null);
    }

    /** The same cuts for frequency, spend and margin of the last so many days only. */
    public RfmThresholds withLookBackDays(int days) {
        return new RfmThresholds(
                money, monetary, rule, OptionalInt.of(RfmOptions.checkedDays("lookBackDays", days)), edges, nested);
    }

    /** Number of scores of each dimension. */
    public int bins() {
        return bins;
    }

    /** Currency and digits of the amounts. */
    public MoneyScale money() {
        return money;
    }

    /** What M measures. */
    public MonetaryMeasure monetary() {
        return monetary;
    }

    /** The rule that placed the cuts. */
    public ScoringRule rule() {
        return rule;
    }

    /** The days that frequency, spend and margin look back over; empty if they count from the first order. */
    public OptionalInt lookBackDays() {
        return lookBackDays;
    }

    /** Whether F is scored within R, and M within both. */
    public Nesting nesting() {
        return nested == null ? Nesting.INDEPENDENT : Nesting.NESTED;
    }

    /** The dimensions that have cuts, in order: recency, frequency, monetary, then others. */
    public List<RfmDimension> dimensions() {
        return List.copyOf(edges.keySet());
    }

    /**
     * The edges of a dimension over all customers.
     *
     * @throws IllegalArgumentException if the dimension has none
     */
    public ScoreEdges edges(RfmDimension dimension) {
        ScoreEdges some = edges.get(dimension);
        if (some != null) {
            return some;
        }
        throw new IllegalArgumentException("there are no cuts of " + dimension.id() + "; there are "
                + edges.keySet().stream().map(RfmDimension::id).toList());
    }

    /**
     * The edges of a dimension that count for a customer with these scores of recency and frequency: of nested thresholds
     * those of its group, unless that had nobody when the edges were taken.
     *
     * @param r the recency score, 1 to {@link #bins}, highest best; plays a part for frequency and monetary only
     * @param f the frequency score, 1 to {@link #bins}, highest best; plays a part for monetary only
     * @throws IllegalArgumentException if a score that plays a part is out of its range, or the dimension has no edges
     */
    public ScoreEdges edges(RfmDimension dimension, int r, int f) {
        if (dimension == RfmDimension.FREQUENCY || dimension == RfmDimension.MONETARY) {
            requireScore(RfmDimension.RECENCY, r);
        }
        if (dimension == RfmDimension.MONETARY) {
            requireScore(RfmDimension.FREQUENCY, f);
        }
        ScoreEdges within = nested == null ? null : nested.edges(dimension, r, f);
        return within == null ? edges(dimension) : within;
    }

    private void requireScore(RfmDimension dimension, int score) {
        if (score < 1 || score > bins) {
            throw new IllegalArgumentException(
                    "the score of " + dimension.id() + " is " + score + "; it must be 1 to " + bins);
        }
    }

    @Nullable
    NestedEdges nested() {
        return nested;
    }

    /** The cuts of a dimension over all customers, ascending, in raw units: one less than there are bins. */
    public double[] cuts(RfmDimension dimension) {
        return edges(dimension).cuts();
    }

    /**
     * The score of a raw value by the edges over all customers, 1 to {@link #bins}, the highest best. Where ties were
     * split by id, the lowest score of that value.
     *
     * @param value days, orders, minor units or a share
     * @throws IllegalArgumentException if the value is NaN or the dimension has no cuts
     */
    public int score(RfmDimension dimension, double value) {
        return edges(dimension).score(dimension.isLowBest(), known(dimension, value));
    }

    private static double known(RfmDimension dimension, double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(dimension.id() + " is NaN; it must be a number");
        }
        return value;
    }

    /**
     * The scores of one customer, new or old, the highest best.
     *
     * @param id counts only where ties were split
     * @param recencyDays days since the last order
     * @param orders orders, within the look-back if there is one
     * @param spendMinor total or mean spend in minor units, as {@link #monetary} has it
     * @throws IllegalArgumentException if a value is NaN, or ties were split by numeric ids and the id is no number
     */
    public RfmCell cell(String id, double recencyDays, double orders, double spendMinor) {
        int r = score(RfmDimension.RECENCY, edges(RfmDimension.RECENCY), recencyDays, id);
        int f = score(RfmDimension.FREQUENCY, edges(RfmDimension.FREQUENCY, r, 0), orders, id);
        int m = score(RfmDimension.MONETARY, edges(RfmDimension.MONETARY, r, f), spendMinor, id);
        return new RfmCell(r, f, m);
    }

    private static int score(RfmDimension dimension, ScoreEdges edges, double value, String id) {
        return edges.score(dimension.isLowBest(), known(dimension, value), id);
    }

    /**
     * One row for each score of each dimension (of nested thresholds, also of each group): {@code dimension}, {@code
     * within} (the scores of the group, such as {@code r5 f3}; unknown for the edges over all customers), {@code unit}
     * (days, orders, the currency or share), {@code score}, {@code above} and {@code up_to}, of which {@code closed} tells
     * which is inclusive; money in major units. A limit is unknown where the bin has none; a bin whose limits are equal
     * is empty, unless a tie was split there.
     */
    public Table toTable() {
        record Line(RfmDimension dimension, @Nullable String within, ScoreEdges edges) {}
        List<Line> lines = new ArrayList<>();
        edges.forEach((dimension, some) -> lines.add(new Line(dimension, null, some)));
        if (nested != null) {
            nested.forEach((dimension, within, some) -> lines.add(new Line(dimension, within, some)));
        }
        return Table.of(
                "rfm_thresholds",
                lines.size() * bins,
                List.of(
                        Column.text(
                                "dimension",
                                row -> lines.get(row / bins).dimension().id()),
                        Column.text("within", row -> lines.get(row / bins).within()),
                        Column.text(
                                "unit", row -> lines.get(row / bins).dimension().unit(money)),
                        Column.integer(
                                "score",
                                row -> lines.get(row / bins).dimension().isLowBest()
                                        ? bins - row % bins
                                        : 1 + row % bins),
                        Column.decimal(
                                "above",
                                row -> limit(
                                        lines.get(row / bins).dimension(),
                                        lines.get(row / bins).edges(),
                                        row % bins - 1)),
                        Column.decimal(
                                "up_to",
                                row -> limit(
                                        lines.get(row / bins).dimension(),
                                        lines.get(row / bins).edges(),
                                        row % bins)),
                        Column.text(
                                "closed",
                                row -> lines.get(row / bins).edges().side() == ScoreEdges.Side.BELOW
                                        ? "up_to"
                                        : "above")));
    }

    /** A cut as people read it, or NaN, which a table shows as unknown, outside the cuts. */
    private double limit(RfmDimension dimension, ScoreEdges some, int cut) {
        return cut < 0 || cut >= bins - 1 ? Double.NaN : some.cut(cut) / dimension.one(money);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RfmThresholds that
                && money.equals(that.money)
                && monetary == that.monetary
                && rule == that.rule
                && lookBackDays.equals(that.lookBackDays)
                && edges.equals(that.edges)
                && Objects.equals(nested, that.nested);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                money,
                monetary,
                rule,
                lookBackDays,
                Arrays.hashCode(edges.values().toArray()));
    }

    @Override
    public String toString() {
        return edges.entrySet().stream()
                .map(entry -> entry.getKey().id() + " " + entry.getValue())
                .collect(Collectors.joining(
                        ", ",
                        rule.name().toLowerCase(Locale.ROOT) + ": ",
                        " (" + words() + " in minor units of " + money.currency() + ")"));
    }

    private String words() {
        return monetary.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
