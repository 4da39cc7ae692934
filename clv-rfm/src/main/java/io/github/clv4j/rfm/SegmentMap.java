package io.github.clv4j.rfm;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Named segments of customers by their scores: each cell (r, f, m) belongs to exactly one segment. Immutable.
 *
 * <p>{@link SegmentMaps} has ready ones. A map of one's own comes from a file ({@link #parse(Reader, String)}) or from
 * code ({@link #builder}, {@link #of(SegmentMapData)}); both go through the same proof: a cell without segment, a segment that no cell reaches, and a
 * part of a rule that earlier rules shadow wholly are all named in one error. {@link #overlaps} lists what the order of the
 * segments decides.
 *
 * <h2>The file</h2>
 *
 * <pre>
 * # a comment
 * name: Three kinds
 * source: our marketing team, March 2025
 * precedence: from the top; the first rule that fits counts
 * bins: 5
 * overlaps: first wins
 *
 * Best  | R4-5 FM4-5      | keep        | bought lately, and much
 * Past  | R1 or 211 212   | leave alone | not seen for long
 * Other | any             | cross-sell  | everybody else
 * </pre>
 *
 * <p>First come header lines, of which only {@code name} must be there; a key that stands twice continues the text.
 * {@code bins} is 5 if not given; {@code overlaps} is {@code first wins} if not given, and may be {@code forbidden}: then a
 * cell that the rules of several segments match is an error. Then comes a line for each segment: name, rule, {@linkplain Treatment#id treatment},
 * description. The order of the lines is the precedence, and the order of the labels.
 *
 * <p>A rule is one or more parts joined by {@code or}. A part is either conditions that must all be met, {@code R}, {@code
 * F}, {@code M} or {@code FM} (the mean of F and M, with decimals if need be) followed by a score or a range of scores
 * with both ends included; or a list of cells such as {@code 114 115} (with 10 bins {@code 1-1-10}); or {@code any}.
 *
 * <p>Segments cannot be called New, Gone, No orders, No group or Total: {@link MigrationMatrix} and {@link SegmentProfiles} use
 * these names.
 */
public final class SegmentMap {
    private final String name;
    private final String source;
    private final String precedence;
    private final OverlapPolicy overlapPolicy;
    private final List<Segment> segments;
    private final Cells cells;
    private final int[] segmentOf;

    private SegmentMap(Builder builder, Cells cells, int[] segmentOf) {
        this.name = builder.name;
        this.source = builder.source;
        this.precedence = builder.precedence;
        this.overlapPolicy = builder.overlaps;
        this.segments = List.copyOf(builder.segments);
        this.cells = cells;
        this.segmentOf = segmentOf;
    }

    /** Begins a map in code. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * The map that plain data describe.
     *
     * @throws IllegalArgumentException if they describe none; the message names the segment or cells at fault
     */
    public static SegmentMap of(SegmentMapData data) {
        Builder builder = builder(data.name())
                .source(data.source())
                .precedence(data.precedence())
                .bins(data.bins())
                .overlaps(OverlapPolicy.of(data.overlaps()));
        for (SegmentMapData.Entry entry : data.segments()) {
            Treatment treatment;
            try {
                treatment = Treatment.of(entry.treatment());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("segment '" + entry.name() + "': " + e.getMessage(), e);
            }
            builder.segment(entry.name(), entry.rule(), treatment, entry.description());
        }
        return builder.build();
    }

    /** The map as plain data, which {@link #of(SegmentMapData)} reads. */
    public SegmentMapData data() {
        return new SegmentMapData(
                name,
                source,
                precedence,
                bins(),
                overlapPolicy.id(),
                segments.stream()
                        .map(segment -> new SegmentMapData.Entry(
                                segment.name(),
                                segment.rule(),
                                segment.treatment().id(),
                                segment.description()))
                        .toList());
    }

    /**
     * Reads a map from text.
     *
     * @param sourceName what errors call the text, such as its file name
     * @throws DataException if the text is no map; the message has the source's name, and the line where one is at fault
     */
    public static SegmentMap parse(String text, String sourceName) {
        return SegmentMapText.parse(text.lines(), sourceName);
    }

    /**
     * Reads a map from a file. The reader is read to its end and left open.
     *
     * @param sourceName what errors call the text, such as its file name
     * @throws IOException if reading fails
     * @throws DataException if the text is no map; the message has the source's name, and the line where one is at fault
     */
    public static SegmentMap parse(Reader reader, String sourceName) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[1 << 13];
        for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
            text.append(buffer, 0, read);
        }
        return parse(text.toString(), sourceName);
    }

    /** What the map is called. */
    public String name() {
        return name;
    }

    /** Where the segments come from; empty if not told. */
    public String source() {
        return source;
    }

    /** How overlaps of the source were resolved, and what is our own choice; empty if not told. */
    public String precedence() {
        return precedence;
    }

    /** Whether rules may overlap. */
    public OverlapPolicy overlapPolicy() {
        return overlapPolicy;
    }

    /** The cells that the rules of more than one segment match, and who takes them; none if overlaps are forbidden. */
    public MapOverlaps overlaps() {
        return new MapOverlaps(name, MapProof.of(segments, cells).overlaps());
    }

    /** Number of scores of each dimension that the map is made for. */
    public int bins() {
        return cells.bins();
    }

    /** The segments in order of precedence. */
    public List<Segment> segments() {
        return segments;
    }

    /**
     * The segment of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public Segment segment(String segmentName) {
        return segments.get(indexOf(segmentName));
    }

    /**
     * The segment of a cell.
     *
     * @throws IllegalArgumentException if a score is outside 1 to {@link #bins}
     */
    public Segment segmentOf(int r, int f, int m) {
        return segments.get(segmentOf[cells.index(checked("r", r), checked("f", f), checked("m", m))]);
    }

    /**
     * The cells of a segment as {@link RfmScores#code} writes them, ascending.
     *
     * @throws IllegalArgumentException if there is no segment of that name; the message lists the names
     */
    public List<String> cells(String segmentName) {
        int segment = indexOf(segmentName);
        return IntStream.range(0, cells.size())
                .filter(cell -> segmentOf[cell] == segment)
                .mapToObj(cells::code)
                .toList();
    }

    private int indexOf(String segmentName) {
        List<String> names = segments.stream().map(Segment::name).toList();
        int index = names.indexOf(segmentName);
        if (index >= 0) {
            return index;
        }
        throw new IllegalArgumentException(
                "segment map '" + name + "' has no segment '" + segmentName + "'; it has " + names);
    }

    private int checked(String dimension, int score) {
        if (score >= 1 && score <= cells.bins()) {
            return score;
        }
        throw new IllegalArgumentException(dimension + " is " + score + "; it must be 1 to " + cells.bins());
    }

    /**
     * The segment of each customer. Labels are the segments in the map's order, whether or not a customer has them; with
     * {@link RfmOptions#withGoneAfterDays} a last label {@value MigrationMatrix#GONE} follows. Customers that are not
     * scored belong to none.
     *
     * @throws IllegalArgumentException if the scores have another number of bins than the map
     */
    public Grouping assign(RfmScores scores) {
        if (scores.bins() != cells.bins()) {
            throw new IllegalArgumentException("segment map '" + name + "' is made for " + cells.bins()
                    + " bins, the scores have " + scores.bins());
        }
        List<String> labels =
                new ArrayList<>(segments.stream().map(Segment::name).toList());
        int gone = labels.size();
        if (scores.options().goneAfterDays().isPresent()) {
            labels.add(MigrationMatrix.GONE);
        }
        int[] groupOf = new int[scores.customers()];
        for (int c = 0; c < groupOf.length; c++) {
            if (!scores.isScored(c)) {
                groupOf[c] = Grouping.NONE;
            } else if (scores.isGone(c)) {
                groupOf[c] = gone;
            } else {
                groupOf[c] = segmentOf[scores.cellIndex(c, cells)];
            }
        }
        return Grouping.of("segment", labels, groupOf);
    }

    /**
     * One row for each segment, in order of precedence: {@code segment}, {@code rule}, {@code cells} (how many it has),
     * {@code treatment}, {@code description}.
     */
    public Table toTable() {
        return Table.of(
                "segment_map",
                segments.size(),
                List.of(
                        Column.text("segment", row -> segments.get(row).name()),
                        Column.text("rule", row -> segments.get(row).rule()),
                        Column.integer(
                                "cells", row -> cells(segments.get(row).name()).size()),
                        Column.text(
                                "treatment",
                                row -> segments.get(row).treatment().id()),
                        Column.text("description", row -> segments.get(row).description())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentMap that
                && name.equals(that.name)
                && source.equals(that.source)
                && precedence.equals(that.precedence)
                && overlapPolicy == that.overlapPolicy
                && segments.equals(that.segments)
                && cells.equals(that.cells)
                && Arrays.equals(segmentOf, that.segmentOf);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + segments.hashCode();
    }

    @Override
    public String toString() {
        return name + ": " + segments.stream().map(Segment::name).toList();
    }

    /** Collects the segments of a map, in order of precedence, and proves it. For one thread. */
    public static final class Builder {
        private final String name;
        private String source = "";
        private String precedence = "";
        private int bins = RfmOptions.withDefaults().bins();
        private OverlapPolicy overlaps = OverlapPolicy.FIRST_WINS;
        private final List<Segment> segments = new ArrayList<>();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
            if (name.isBlank()) {
                throw new IllegalArgumentException("the segment map's name is blank");
            }
        }

        /** Where the segments come from. Default: not told. */
        public Builder source(String text) {
            source = Objects.requireNonNull(text, "text");
            return this;
        }

        /** How overlaps were resolved. Default: not told. */
        public Builder precedence(String text) {
            precedence = Objects.requireNonNull(text, "text");
            return this;
        }

        /** Number of scores of each dimension. Default 5. Before the first segment, whose rule is read by it. */
        public Builder bins(int number) {
            if (!segments.isEmpty()) {
                throw new IllegalStateException("bins must be set before the first segment");
            }
            bins = RfmOptions.checkedBins(number);
            return this;
        }

        /** What becomes of a cell that rules of several segments match. Default: the first takes it. */
        public Builder overlaps(OverlapPolicy policy) {
            overlaps = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Adds a segment, which takes what the ones before it leave.
         *
         * @param rule as in a file; {@link SegmentMap} tells the notation
         * @throws IllegalArgumentException if the name is taken or reserved, or the rule cannot be read
         */
        public Builder segment(String segmentName, String rule, Treatment treatment, String description) {
            Segment segment = new Segment(segmentName, rule, treatment, description);
            segments.add(segment.checkedBeside(segments, new Cells(bins)));
            return this;
        }

        /** Number of scores of each dimension that the rules are read by. */
        public int bins() {
            return bins;
        }

        /**
         * The map, proved.
         *
         * @throws IllegalArgumentException if a cell has no segment, a segment or part of a rule gets no cell, or, where
         *     overlaps are forbidden, rules overlap; the message names them all
         */
        public SegmentMap build() {
            Cells cells = new Cells(bins);
            return new SegmentMap(this, cells, MapProof.of(segments, cells).proved(name, overlaps));
        }
    }
}
