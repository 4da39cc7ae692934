package io.github.clv4j.rfm;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why one customer is in its segment, and what would bring it elsewhere: raw values, the edges used, the scores, the part
 * of the segment's rule that hit, and the smallest changes. Immutable.
 *
 * <p>Changes are told against the thresholds that the customer was scored by, as if these were frozen. Values change by
 * whole days, orders and minor units; a change of one dimension leaves the raw values of the others as they are.
 */
public final class RfmExplanation {
    /**
     * Other values of one or more dimensions, and where they lead.
     *
     * @param values the new raw value of each dimension that changes: days, orders or minor units; a mean spend that is
     *     no whole number is rounded here, and scored as it is
     * @param cell the scores then
     * @param segment the segment then
     */
    public record Change(Map<RfmDimension, Long> values, RfmCell cell, Segment segment) {
        /** Copies the map. */
        public Change {
            values = Map.copyOf(values);
        }
    }

    private final RfmScores scores;
    private final SegmentMap map;
    private final int customer;
    private final String rule;
    private final ChangeSearch changes;

    private RfmExplanation(RfmScores scores, SegmentMap map, int customer) {
        this.scores = scores;
        this.map = map;
        this.customer = customer;
        this.rule = rule();
        this.changes = new ChangeSearch(scores, map, customer);
    }

    /**
     * The explanation of one customer.
     *
     * @throws IllegalArgumentException if the customer is not scored, or the map is made for another number of bins
     */
    public static RfmExplanation of(RfmScores scores, SegmentMap map, int customer) {
        if (map.bins() != scores.bins()) {
            throw new IllegalArgumentException("segment map '" + map.name() + "' is made for " + map.bins()
                    + " bins, the scores have " + scores.bins());
        }
        scores.cell(customer); // refuses a customer that is not scored
        return new RfmExplanation(scores, map, customer);
    }

    private String rule() {
        Cells cells = new Cells(map.bins());
        int cell = scores.cellIndex(customer, cells);
        for (CellRule.Part part : CellRule.parse(segment().rule(), cells).parts()) {
            if (part.cells().get(cell)) {
                return part.text();
            }
        }
        throw new IllegalStateException("no part of '" + segment().rule() + "' has cell " + cells.code(cell));
    }

    /** The customer's id. */
    public String customerId() {
        return scores.summary().index().id(customer);
    }

    /** The raw value in a dimension: days, orders, minor units or a share; NaN if unknown. */
    public double value(RfmDimension dimension) {
        return scores.value(dimension, customer);
    }

    /** The edges that the value was compared with: of nested thresholds those of the customer's group. */
    public ScoreEdges edges(RfmDimension dimension) {
        return scores.thresholds().edges(dimension, cell().r(), cell().f());
    }

    /** The three scores, the highest best. */
    public RfmCell cell() {
        return scores.cell(customer);
    }

    /** The segment by scores, also of a customer that is {@linkplain RfmScores#isGone gone}. */
    public Segment segment() {
        return map.segmentOf(cell().r(), cell().f(), cell().m());
    }

    /** The part of the segment's rule that hit: what stands between the word {@code or}, such as {@code R4-5 F4-5}. */
    public String rulePart() {
        return rule;
    }

    /** The least better value of one dimension that leads to another segment; empty if none does. */
    public Optional<Change> better(RfmDimension dimension) {
        return Optional.ofNullable(changes.nearest(dimension, true));
    }

    /**
     * The least worse value of one dimension that leads to another segment; empty if none does. Of recency it tells when
     * the customer leaves its segment if it does not buy.
     */
    public Optional<Change> worse(RfmDimension dimension) {
        return Optional.ofNullable(changes.nearest(dimension, false));
    }

    /**
     * The smallest improvement that leads to another segment: the fewest scores in sum, then the fewest dimensions, then
     * spend before orders before recency. Empty if no better scores lead elsewhere.
     */
    public Optional<Change> smallestImprovement() {
        return Optional.ofNullable(changes.smallestImprovement());
    }

    /**
     * Where the customer would be after one more order on the as-of day, as scoring would see it against the same
     * thresholds.
     *
     * @param amountMinor the order's amount in minor units, 0 or more
     */
    public Change afterOrder(long amountMinor) {
        if (!(amountMinor >= 0)) {
            throw new IllegalArgumentException("amountMinor is " + amountMinor + "; it must be 0 or more");
        }
        return changes.afterOrder(amountMinor);
    }

    /**
     * One row for each of recency, frequency and monetary: {@code dimension}, {@code unit}, {@code value}, {@code score},
     * {@code better_value} and {@code better_segment}, {@code worse_value} and {@code worse_segment} (unknown where nothing
     * leads elsewhere); money in major units.
     */
    public Table toTable() {
        List<RfmDimension> rows = RfmDimension.RFM;
        return Table.of(
                "rfm_explanation",
                rows.size(),
                List.of(
                        Column.text("dimension", row -> rows.get(row).id()),
                        Column.text(
                                "unit",
                                row -> rows.get(row).unit(scores.summary().money())),
                        Column.decimal("value", row -> shown(rows.get(row), value(rows.get(row)))),
                        Column.integer("score", row -> scores.score(rows.get(row), customer)),
                        Column.decimal("better_value", row -> value(rows.get(row), true)),
                        Column.text("better_segment", row -> segment(rows.get(row), true)),
                        Column.decimal("worse_value", row -> value(rows.get(row), false)),
                        Column.text("worse_segment", row -> segment(rows.get(row), false))));
    }

    private double shown(RfmDimension dimension, double value) {
        return value / dimension.one(scores.summary().money());
    }

    private double value(RfmDimension dimension, boolean better) {
        Change change = changes.nearest(dimension, better);
        Long value = change == null ? null : change.values().get(dimension);
        return value == null ? Double.NaN : shown(dimension, value);
    }

    private @Nullable String segment(RfmDimension dimension, boolean better) {
        Change change = changes.nearest(dimension, better);
        return change == null ? null : change.segment().name();
    }

    @Override
    public String toString() {
        Map<String, Double> values = new LinkedHashMap<>();
        RfmDimension.RFM.forEach(dimension -> values.put(dimension.id(), shown(dimension, value(dimension))));
        return "customer '" + customerId() + "': " + values + ", scores " + scores.code(customer) + ", segment '"
                + segment().name() + "' by rule " + rule;
    }
}
