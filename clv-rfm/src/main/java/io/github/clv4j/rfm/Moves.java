package io.github.clv4j.rfm;

import io.github.clv4j.data.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** In which cell of a {@link MigrationMatrix} each customer of two groupings is. */
final class Moves {
    /** The row and the column of a customer who belongs to no segment, before or after. */
    static final int NOWHERE = -1;

    /** Most groups of a grouping; a matrix has a cell for each pair of them. */
    static final int MAX_GROUPS = 2_000;

    private final Grouping before;
    private final Grouping after;
    private final List<String> from;
    private final List<String> to;
    private final int[] rowOf;
    private final int[] columnOf;

    private Moves(Grouping before, Grouping after) {
        this.before = before;
        this.after = after;
        List<String> rows = new ArrayList<>(before.labels());
        if (rows.remove(MigrationMatrix.GONE)) {
            rows.add(MigrationMatrix.GONE);
        }
        rows.add(MigrationMatrix.NEW);
        List<String> columns = new ArrayList<>(after.labels());
        columns.remove(MigrationMatrix.GONE);
        columns.add(MigrationMatrix.GONE);
        this.from = List.copyOf(rows);
        this.to = List.copyOf(columns);
        this.rowOf = positions(before, from);
        this.columnOf = positions(after, to);
    }

    static Moves between(Grouping before, Grouping after) {
        requireGrowing(before, after);
        requireNoneCalledNew(before);
        requireNoneCalledNew(after);
        requireFew(before);
        requireFew(after);
        return new Moves(before, after);
    }

    static void requireGrowing(Grouping before, Grouping after) {
        if (after.customers() < before.customers()) {
            throw new IllegalArgumentException("the grouping after has " + after.customers()
                    + " customers, the one before " + before.customers()
                    + "; both must number the same customers, to which new ones may come at the end");
        }
    }

    /** A union is as dear as a grouping, and many small groupings may have a large one. */
    static void requireFew(Set<String> union) {
        if (union.size() > MAX_GROUPS) {
            throw new IllegalArgumentException("the snapshots have " + union.size()
                    + " groups together; moves are told between at most " + MAX_GROUPS + ", take coarser ones");
        }
    }

    static void requireFew(Grouping grouping) {
        if (grouping.groups() > MAX_GROUPS) {
            throw new IllegalArgumentException("grouping '" + grouping.name() + "' has " + grouping.groups()
                    + " groups; moves are told between at most " + MAX_GROUPS + ", take coarser ones");
        }
    }

    static void requireNoneCalledNew(Grouping grouping) {
        if (grouping.labels().contains(MigrationMatrix.NEW)) {
            throw new IllegalArgumentException("grouping '" + grouping.name() + "' has a group named '"
                    + MigrationMatrix.NEW
                    + "', which is the matrix's name for customers who belonged to none before; give it another name");
        }
    }

    private static int[] positions(Grouping grouping, List<String> labels) {
        return grouping.labels().stream().mapToInt(labels::indexOf).toArray();
    }

    List<String> from() {
        return from;
    }

    List<String> to() {
        return to;
    }

    int customers() {
        return after.customers();
    }

    /** The row of a customer; {@link #NOWHERE} if it is in none before and after. */
    int row(int customer) {
        int old = customer < before.customers() ? before.groupOf(customer) : Grouping.NONE;
        if (old != Grouping.NONE) {
            return rowOf[old];
        }
        return after.groupOf(customer) == Grouping.NONE ? NOWHERE : from.size() - 1;
    }

    /** The column of a customer; {@link #NOWHERE} if it is in none before and after. */
    int column(int customer) {
        int now = after.groupOf(customer);
        if (now != Grouping.NONE) {
            return columnOf[now];
        }
        return row(customer) == NOWHERE ? NOWHERE : to.size() - 1;
    }
}
