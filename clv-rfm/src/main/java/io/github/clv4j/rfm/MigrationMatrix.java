package io.github.clv4j.rfm;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many customers went from which segment to which between two dates. Immutable.
 *
 * <p>Rows are the segments before, then {@value #GONE} if the grouping has such a group, then {@value #NEW}: customers who
 * belonged to no segment. Columns are the segments after, then {@value #GONE}: customers who belong to no segment any
 * more, or to a group of that name. Each customer with a segment before or after is in exactly one cell; those with
 * neither are in none. The two groupings may have different segments.
 *
 * <p>{@linkplain #rate Rates} are of a row: the share of the customers of a segment who went to each. A row without
 * customers has no rates; they are undefined, not 0.
 */
public final class MigrationMatrix {
    /** The row of customers who belonged to no segment before. */
    public static final String NEW = "New";
    /** The column, and where the grouping before has such a group also the row, of customers who are gone. */
    public static final String GONE = "Gone";

    private final List<String> from;
    private final List<String> to;
    private final long[][] counts;
    private final long[] rowTotals;

    private MigrationMatrix(List<String> from, List<String> to, long[][] counts) {
        this.from = from;
        this.to = to;
        this.counts = counts;
        this.rowTotals =
                Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).toArray();
    }

    /**
     * The moves between two groupings of the same customers, such as {@link SegmentMap#assign} gives for two snapshots of
     * one log. The grouping after may have more customers, as a log has that was appended to; they are new.
     *
     * @throws IllegalArgumentException if the grouping after has fewer customers, or a group is called {@value #NEW}
     */
    public static MigrationMatrix between(Grouping before, Grouping after) {
        Moves moves = Moves.between(before, after);
        long[][] counts = new long[moves.from().size()][moves.to().size()];
        for (int c = 0; c < moves.customers(); c++) {
            int row = moves.row(c);
            if (row != Moves.NOWHERE) {
                counts[row][moves.column(c)]++;
            }
        }
        return new MigrationMatrix(moves.from(), moves.to(), counts);
    }

    /**
     * The moves between segments that were counted elsewhere, such as by a cluster or a database.
     *
     * @param before the segments before
     * @param after the segments after
     * @param customers for each segment before, and in a last row for no segment, how many customers went to each segment
     *     after, and in a last column to none; those with neither play no part
     * @throws IllegalArgumentException if the counts do not fit the segments or one is negative, a segment stands twice or
     *     is called {@value #NEW}, or there are too many
     */
    public static MigrationMatrix of(List<String> before, List<String> after, long[][] customers) {
        boolean fits = customers.length == before.size() + 1
                && Arrays.stream(customers)
                        .allMatch(row -> row.length == after.size() + 1
                                && Arrays.stream(row).allMatch(count -> count >= 0));
        if (!fits) {
            throw new IllegalArgumentException("counts must be 0 or more, in " + (before.size() + 1) + " rows of "
                    + (after.size() + 1) + ": one more than segments, for none");
        }
        // Groupings of nobody, which carry the names and check them.
        Moves moves = Moves.between(
                Grouping.of("segments before", before, new int[0]), Grouping.of("segments after", after, new int[0]));
        long[][] counts = new long[moves.from().size()][moves.to().size()];
        for (int b = 0; b < customers.length; b++) {
            int row = b < before.size() ? moves.from().indexOf(before.get(b)) : counts.length - 1;
            for (int a = 0; a < customers[b].length; a++) {
                boolean isNowhere = b == before.size() && a == after.size();
                int column = a < after.size()
                        ? moves.to().indexOf(after.get(a))
                        : moves.to().size() - 1;
                counts[row][column] += isNowhere ? 0 : customers[b][a];
            }
        }
        return new MigrationMatrix(moves.from(), moves.to(), counts);
    }

    /** A matrix of counts that are known to fit the names; the array is taken over. */
    static MigrationMatrix ofCounts(List<String> from, List<String> to, long[][] counts) {
        return new MigrationMatrix(from, to, counts);
    }

    /** Names of the rows: the segments before, {@value #GONE} if the grouping had it, {@value #NEW}. */
    public List<String> from() {
        return from;
    }

    /** Names of the columns: the segments after, {@value #GONE}. */
    public List<String> to() {
        return to;
    }

    /** Customers who went from one to the other, by number of row and column. */
    public long count(int row, int column) {
        return counts[row][column];
    }

    /**
     * Customers who went from one to the other.
     *
     * @throws IllegalArgumentException if there is no such row or column; the message lists the names
     */
    public long count(String fromSegment, String toSegment) {
        return counts[row(fromSegment)][column(toSegment)];
    }

    /** All counts: a new array of the rows. */
    public long[][] counts() {
        return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    /** The share of a row's customers who went to a column, by number; undefined if the row has none. */
    public OptionalDouble rate(int row, int column) {
        long total = rowTotals[row];
        return total > 0 ? OptionalDouble.of((double) counts[row][column] / total) : OptionalDouble.empty();
    }

    /**
     * The share of a segment's customers who went to another; undefined if it had none.
     *
     * @throws IllegalArgumentException if there is no such row or column; the message lists the names
     */
    public OptionalDouble rate(String fromSegment, String toSegment) {
        return rate(row(fromSegment), column(toSegment));
    }

    /** Customers of a row: who were in that segment before. */
    public long rowTotal(int row) {
        return rowTotals[row];
    }

    /** Customers of a column: who are in that segment after. */
    public long columnTotal(int column) {
        return Arrays.stream(counts).mapToLong(row -> row[column]).sum();
    }

    /** All customers with a segment before or after: {@link #stayed} + {@link #moved} + {@link #arrived} + {@link #left} +
     * {@link #returned}. */
    public long customers() {
        return Arrays.stream(rowTotals).sum();
    }

    /** Customers in the segment of the same name before and after, or gone before and after. */
    public long stayed() {
        return sum((before, after) -> before.equals(after));
    }

    /** Customers who went from a segment to another. */
    public long moved() {
        return sum((before, after) -> isSegment(before) && isSegment(after) && !before.equals(after));
    }

    /** New customers, those who came and went between the two dates included. */
    public long arrived() {
        return rowTotal(from.size() - 1);
    }

    /** Customers who were in a segment and are gone. */
    public long left() {
        return sum((before, after) -> isSegment(before) && after.equals(GONE));
    }

    /** Customers who were gone and are in a segment. */
    public long returned() {
        return sum((before, after) -> before.equals(GONE) && isSegment(after));
    }

    @FunctionalInterface
    private interface Move {
        boolean test(String before, String after);
    }

    private long sum(Move wanted) {
        long sum = 0;
        for (int row = 0; row < from.size(); row++) {
            for (int column = 0; column < to.size(); column++) {
                sum += wanted.test(from.get(row), to.get(column)) ? counts[row][column] : 0;
            }
        }
        return sum;
    }

    private static boolean isSegment(String name) {
        return !name.equals(NEW) && !name.equals(GONE);
    }

    private int row(String name) {
        return position(from, name, "row");
    }

    private int column(String name) {
        return position(to, name, "column");
    }

    static int position(List<String> names, String name, String what) {
        int position = names.indexOf(name);
        if (position >= 0) {
            return position;
        }
        throw new IllegalArgumentException("the matrix has no " + what + " '" + name + "'; it has " + names);
    }

    /**
     * One row for each cell, row by row, cells without customers included: {@code from}, {@code to}, {@code customers},
     * {@code rate} (unknown where undefined).
     */
    public Table toTable() {
        int width = to.size();
        return Table.of(
                "migration",
                from.size() * width,
                List.of(
                        Column.text("from", cell -> from.get(cell / width)),
                        Column.text("to", cell -> to.get(cell % width)),
                        Column.integer("customers", cell -> counts[cell / width][cell % width]),
                        Column.decimal(
                                "rate", cell -> rate(cell / width, cell % width).orElse(Double.NaN))));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MigrationMatrix that
                && from.equals(that.from)
                && to.equals(that.to)
                && Arrays.deepEquals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * from.hashCode() + to.hashCode()) + Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return customers() + " customers: " + stayed() + " stayed, " + moved() + " moved, " + arrived() + " new, "
                + left() + " left, " + returned() + " returned";
    }
}
