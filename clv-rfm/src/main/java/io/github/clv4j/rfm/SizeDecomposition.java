package io.github.clv4j.rfm;

import static io.github.clv4j.rfm.MigrationMatrix.GONE;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Why segments have other sizes than at an earlier date: because customers behave otherwise, because the edges moved,
 * because customers came and went. Immutable.
 *
 * <p>Quantile edges move with the customers, so that a fifth of them is always at the top. A change of size between two
 * dates that are scored each by its own edges mixes what customers did with what the edges did. Here the later date is
 * scored twice: by the edges of the earlier date, which shows behaviour, births and losses, and by its own, and the
 * difference is re-binning. The parts add up exactly, for each segment and in total.
 */
public final class SizeDecomposition {
    /** The name of the row of all segments together. */
    public static final String TOTAL = "Total";

    private final List<SizeChange> changes;
    private final SizeChange total;

    private SizeDecomposition(List<SizeChange> changes, SizeChange total) {
        this.changes = changes;
        this.total = total;
    }

    /**
     * The parts of the change.
     *
     * @param before segments at the earlier date, by its edges
     * @param frozen segments at the later date, by the edges of the earlier one ({@link RfmOptions#withThresholds})
     * @param fresh segments at the later date, by its own edges
     * @throws IllegalArgumentException if the groupings of the later date have different customers or fewer than the
     *     earlier one, or a group is called {@value MigrationMatrix#NEW}
     */
    public static SizeDecomposition of(Grouping before, Grouping frozen, Grouping fresh) {
        Moves.requireGrowing(before, frozen);
        if (frozen.customers() != fresh.customers()) {
            throw new IllegalArgumentException("the grouping by frozen edges has " + frozen.customers()
                    + " customers, the one by fresh edges " + fresh.customers() + "; both must be of the later date");
        }
        Set<String> names = new LinkedHashSet<>();
        for (Grouping grouping : List.of(before, frozen, fresh)) {
            Moves.requireNoneCalledNew(grouping);
            names.addAll(grouping.labels());
        }
        names.remove(GONE);
        List<String> segments = List.copyOf(names);
        MigrationMatrix moved = MigrationMatrix.between(before, frozen);
        MigrationMatrix rebinned = MigrationMatrix.between(frozen, fresh);
        List<SizeChange> changes = new ArrayList<>();
        for (String segment : segments) {
            long stayed = count(moved, segment, segment);
            long births = count(moved, MigrationMatrix.NEW, segment);
            long returns = count(moved, GONE, segment);
            long losses = count(moved, segment, GONE);
            long beforeSize = row(moved, segment);
            long frozenSize = column(moved, segment);
            long kept = count(rebinned, segment, segment);
            long after = column(rebinned, segment);
            changes.add(new SizeChange(
                    segment,
                    beforeSize,
                    after,
                    frozenSize - stayed - births - returns,
                    beforeSize - stayed - losses,
                    births,
                    returns,
                    losses,
                    after - kept,
                    frozenSize - kept));
        }
        return new SizeDecomposition(List.copyOf(changes), sum(changes));
    }

    private static SizeChange sum(List<SizeChange> changes) {
        SizeChange sum = new SizeChange(TOTAL, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (SizeChange one : changes) {
            sum = new SizeChange(
                    TOTAL,
                    sum.before() + one.before(),
                    sum.after() + one.after(),
                    sum.movedIn() + one.movedIn(),
                    sum.movedOut() + one.movedOut(),
                    sum.births() + one.births(),
                    sum.returns() + one.returns(),
                    sum.losses() + one.losses(),
                    sum.rebinnedIn() + one.rebinnedIn(),
                    sum.rebinnedOut() + one.rebinnedOut());
        }
        return sum;
    }

    /** A cell; 0 where the matrix lacks the row or the column. */
    private static long count(MigrationMatrix matrix, String from, String to) {
        int row = matrix.from().indexOf(from);
        int column = matrix.to().indexOf(to);
        return row < 0 || column < 0 ? 0 : matrix.count(row, column);
    }

    private static long row(MigrationMatrix matrix, String segment) {
        int row = matrix.from().indexOf(segment);
        return row < 0 ? 0 : matrix.rowTotal(row);
    }

    private static long column(MigrationMatrix matrix, String segment) {
        int column = matrix.to().indexOf(segment);
        return column < 0 ? 0 : matrix.columnTotal(column);
    }

    /** The segments, in the order of the groupings; {@value MigrationMatrix#GONE} is none of them. */
    public List<SizeChange> changes() {
        return changes;
    }

    /**
     * One segment.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists them
     */
    public SizeChange change(String segment) {
        return changes.stream()
                .filter(change -> change.segment().equals(segment))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no segment '" + segment + "'; there are "
                        + changes.stream().map(SizeChange::segment).toList()));
    }

    /** All segments together. */
    public SizeChange total() {
        return total;
    }

    /**
     * One row for each segment and one for the total: {@code segment}, {@code before}, {@code behaviour}, {@code births},
     * {@code returns}, {@code losses}, {@code rebinning}, {@code after}, and the customers behind the differences.
     */
    public Table toTable() {
        List<SizeChange> rows = new ArrayList<>(changes);
        rows.add(total);
        return Table.of(
                "size_decomposition",
                rows.size(),
                List.of(
                        Column.text("segment", i -> rows.get(i).segment()),
                        Column.integer("before", i -> rows.get(i).before()),
                        Column.integer("behaviour", i -> rows.get(i).behaviour()),
                        Column.integer("births", i -> rows.get(i).births()),
                        Column.integer("returns", i -> rows.get(i).returns()),
                        Column.integer("losses", i -> rows.get(i).losses()),
                        Column.integer("rebinning", i -> rows.get(i).rebinning()),
                        Column.integer("after", i -> rows.get(i).after()),
                        Column.integer("moved_in", i -> rows.get(i).movedIn()),
                        Column.integer("moved_out", i -> rows.get(i).movedOut()),
                        Column.integer("rebinned_in", i -> rows.get(i).rebinnedIn()),
                        Column.integer("rebinned_out", i -> rows.get(i).rebinnedOut())));
    }

    @Override
    public String toString() {
        return total.toString();
    }
}
