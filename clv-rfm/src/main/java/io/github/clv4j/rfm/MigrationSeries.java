package io.github.clv4j.rfm;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * How customers moved between segments along a series of snapshots. Immutable. Step {@code s} leads from snapshot
 * {@code s} to snapshot {@code s + 1}.
 *
 * <p>All matrices have the same rows (the segments of all snapshots, {@value MigrationMatrix#GONE}, {@value
 * MigrationMatrix#NEW}) and the same columns (the segments, {@value MigrationMatrix#GONE}), so they can be added.
 *
 * <p>A series knows more than two snapshots do. A customer without a segment who had one in any earlier snapshot is
 * gone, not new; one who never had a segment yet is in no cell until it gets one. So each customer is new at most once,
 * and whoever comes back is seen to return from {@value MigrationMatrix#GONE}; {@link MigrationMatrix#between} of the
 * same two snapshots would call it new.
 */
public final class MigrationSeries {
    private final List<SegmentSnapshot> snapshots;
    private final List<String> segments;
    private final List<String> from;
    private final List<String> to;
    private final int[][] stateOf;
    private final List<MigrationMatrix> matrices;
    private final MigrationMatrix pooled;

    private MigrationSeries(List<SegmentSnapshot> snapshots, List<String> segments) {
        this.snapshots = snapshots;
        this.segments = segments;
        List<String> columns = new ArrayList<>(segments);
        columns.add(MigrationMatrix.GONE);
        List<String> rows = new ArrayList<>(columns);
        rows.add(MigrationMatrix.NEW);
        this.from = List.copyOf(rows);
        this.to = List.copyOf(columns);
        this.stateOf = snapshots.stream()
                .map(snapshot -> snapshot.segments().labels().stream()
                        .mapToInt(to::indexOf)
                        .toArray())
                .toArray(int[][]::new);
        this.matrices = count();
        long[][] sum = new long[from.size()][to.size()];
        for (MigrationMatrix matrix : matrices) {
            for (int row = 0; row < from.size(); row++) {
                for (int column = 0; column < to.size(); column++) {
                    sum[row][column] += matrix.count(row, column);
                }
            }
        }
        this.pooled = MigrationMatrix.ofCounts(from, to, sum);
    }

    /**
     * The moves along snapshots of the same customers, such as {@link SegmentMap#assign} gives for snapshots of one log.
     *
     * @param snapshots two or more, dates rising; later ones may have more customers, who come at the end
     * @throws IllegalArgumentException if dates do not rise, customers become fewer, a group is called {@value
     *     MigrationMatrix#NEW}, or all snapshots together have more than 2,000 groups
     */
    public static MigrationSeries of(List<SegmentSnapshot> snapshots) {
        List<SegmentSnapshot> own = List.copyOf(snapshots);
        if (own.size() < 2) {
            throw new IllegalArgumentException("there are " + own.size() + " snapshots; a series needs two or more");
        }
        Set<String> names = new LinkedHashSet<>();
        for (int t = 0; t < own.size(); t++) {
            Moves.requireNoneCalledNew(own.get(t).segments());
            Moves.requireFew(own.get(t).segments());
            names.addAll(own.get(t).segments().labels());
            if (t > 0) {
                if (!own.get(t).asOf().isAfter(own.get(t - 1).asOf())) {
                    throw new IllegalArgumentException("snapshot " + t + " is as of "
                            + own.get(t).asOf() + ", the one before of "
                            + own.get(t - 1).asOf() + "; dates must rise");
                }
                Moves.requireGrowing(own.get(t - 1).segments(), own.get(t).segments());
            }
        }
        names.remove(MigrationMatrix.GONE);
        Moves.requireFew(names);
        return new MigrationSeries(own, List.copyOf(names));
    }

    private List<MigrationMatrix> count() {
        int steps = snapshots.size() - 1;
        long[][][] counts = new long[steps][from.size()][to.size()];
        int last = snapshots.get(steps).segments().customers();
        for (int c = 0; c < last; c++) {
            int before = stateNow(0, c, newcomer());
            for (int step = 0; step < steps; step++) {
                int after = stateNow(step + 1, c, before);
                if (after != newcomer()) {
                    counts[step][before][after]++;
                }
                before = after;
            }
        }
        return Arrays.stream(counts)
                .map(step -> MigrationMatrix.ofCounts(from, to, step))
                .toList();
    }

    /** Row of the customers who had no segment yet; the row before it, and column, of those who are gone. */
    int newcomer() {
        return segments.size() + 1;
    }

    /** The state in a snapshot, given that in the one before: a position in the rows. */
    int stateNow(int snapshot, int customer, int before) {
        Grouping grouping = snapshots.get(snapshot).segments();
        int group = customer < grouping.customers() ? grouping.groupOf(customer) : Grouping.NONE;
        if (group != Grouping.NONE) {
            return stateOf[snapshot][group];
        }
        return before == newcomer() ? newcomer() : segments.size();
    }

    /** The state in a snapshot: a position in the rows. */
    private int state(int snapshot, int customer) {
        int state = newcomer();
        for (int t = 0; t <= snapshot; t++) {
            state = stateNow(t, customer, state);
        }
        return state;
    }

    /** One function for each snapshot, or an error. */
    void requireValues(List<IntToLongFunction> values) {
        if (values.size() != snapshots.size()) {
            throw new IllegalArgumentException(
                    "there are values for " + values.size() + " snapshots; the series has " + snapshots.size());
        }
    }

    /** The amount of a customer in a snapshot; 0 if the snapshot does not know it. */
    long value(List<IntToLongFunction> values, int snapshot, int customer) {
        return customer < snapshots.get(snapshot).segments().customers()
                ? values.get(snapshot).applyAsLong(customer)
                : 0;
    }

    /** The snapshots, in order. */
    public List<SegmentSnapshot> snapshots() {
        return snapshots;
    }

    /** Names of the segments of all snapshots, {@value MigrationMatrix#GONE} and {@value MigrationMatrix#NEW} not among them. */
    public List<String> segments() {
        return segments;
    }

    /** Number of steps: one less than snapshots. */
    public int steps() {
        return matrices.size();
    }

    /**
     * The length of all steps, in months, weeks or days.
     *
     * @throws IllegalArgumentException if the snapshots are not equally far apart
     */
    public StepLength stepLength() {
        return StepLength.between(snapshots.stream().map(SegmentSnapshot::asOf).toList());
    }

    /** The moves of one step. */
    public MigrationMatrix matrix(int step) {
        return matrices.get(Objects.checkIndex(step, steps()));
    }

    /** The moves of all steps together: each customer counts once a step. */
    public MigrationMatrix pooled() {
        return pooled;
    }

    /**
     * What happened to a segment in a step.
     *
     * @throws IllegalArgumentException if there is no such segment; the message lists them
     */
    public SegmentFlow flow(int step, String segment) {
        MigrationMatrix matrix = matrix(step);
        int s = segments.indexOf(segment);
        if (s < 0) {
            throw new IllegalArgumentException("the series has no segment '" + segment + "'; it has " + segments);
        }
        long before = matrix.rowTotal(s);
        long after = matrix.columnTotal(s);
        long stayed = matrix.count(s, s);
        return new SegmentFlow(
                step,
                segment,
                before,
                after,
                stayed,
                before - stayed,
                after - stayed,
                matrix.count(s, segments.size()),
                matrix.count(newcomer(), s));
    }

    /** What happened to each segment in each step, step by step. */
    public List<SegmentFlow> flows() {
        return IntStream.range(0, steps())
                .boxed()
                .flatMap(step -> segments.stream().map(segment -> flow(step, segment)))
                .toList();
    }

    /**
     * The customers who were in one segment in one snapshot and in another, or the same, in a later one, whatever lay
     * between; rising numbers.
     *
     * @param before number of the earlier snapshot
     * @param after number of the later snapshot
     * @param fromSegment a segment, {@value MigrationMatrix#GONE} or {@value MigrationMatrix#NEW}
     * @param toSegment a segment or {@value MigrationMatrix#GONE}
     * @throws IllegalArgumentException if the snapshots are not in order, or there is no such segment
     */
    public int[] movers(int before, int after, String fromSegment, String toSegment) {
        Objects.checkIndex(before, snapshots.size());
        Objects.checkIndex(after, snapshots.size());
        if (before >= after) {
            throw new IllegalArgumentException(
                    "the snapshot before is " + before + ", the one after " + after + "; it must be a later one");
        }
        int row = MigrationMatrix.position(from, fromSegment, "row");
        int column = MigrationMatrix.position(to, toSegment, "column");
        return IntStream.range(0, snapshots.get(after).segments().customers())
                .filter(c -> state(after, c) == column && state(before, c) == row)
                .toArray();
    }

    LocalDate asOf(int snapshot) {
        return snapshots.get(snapshot).asOf();
    }

    /**
     * One row for each step and segment: {@code step}, {@code from_date}, {@code to_date}, {@code segment}, {@code
     * before}, {@code after}, {@code stayed}, {@code outflow}, {@code inflow}, {@code gone}, {@code arrived}, and the
     * rates (unknown where undefined).
     */
    public Table toTable() {
        List<SegmentFlow> flows = flows();
        return Table.of(
                "migration_series",
                flows.size(),
                List.of(
                        Column.integer("step", i -> flows.get(i).step()),
                        Column.date("from_date", i -> asOf(flows.get(i).step()).toEpochDay()),
                        Column.date(
                                "to_date", i -> asOf(flows.get(i).step() + 1).toEpochDay()),
                        Column.text("segment", i -> flows.get(i).segment()),
                        Column.integer("before", i -> flows.get(i).before()),
                        Column.integer("after", i -> flows.get(i).after()),
                        Column.integer("stayed", i -> flows.get(i).stayed()),
                        Column.integer("outflow", i -> flows.get(i).outflow()),
                        Column.integer("inflow", i -> flows.get(i).inflow()),
                        Column.integer("gone", i -> flows.get(i).gone()),
                        Column.integer("arrived", i -> flows.get(i).arrived()),
                        Column.decimal("stay_rate", i -> flows.get(i).stayRate().orElse(Double.NaN)),
                        Column.decimal(
                                "outflow_rate", i -> flows.get(i).outflowRate().orElse(Double.NaN)),
                        Column.decimal(
                                "inflow_rate", i -> flows.get(i).inflowRate().orElse(Double.NaN))));
    }

    @Override
    public String toString() {
        return steps() + " steps from " + asOf(0) + " to " + asOf(steps()) + ": " + pooled;
    }
}
