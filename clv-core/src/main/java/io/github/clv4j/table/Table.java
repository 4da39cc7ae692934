package io.github.clv4j.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Named columns of equal length: what every result offers and every sink takes. Immutable. */
public final class Table {
    private final String name;
    private final int rows;
    private final List<Column> columns;

    private Table(String name, int rows, List<Column> columns) {
        this.name = name;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * A table of columns.
     *
     * @param name what the table holds; a sink may use it as the name of a file or relation
     * @param rows number of rows, 0 or more
     * @param columns at least one; names unique
     */
    public static Table of(String name, int rows, List<Column> columns) {
        Objects.requireNonNull(name, "name");
        if (rows < 0) {
            throw new IllegalArgumentException("rows is " + rows + "; it must be 0 or more");
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("table '" + name + "' has no columns");
        }
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "table '" + name + "' has two columns named '" + column.name() + "'");
            }
        }
        return new Table(name, rows, List.copyOf(columns));
    }

    /** What the table holds. */
    public String name() {
        return name;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** The columns, in order. */
    public List<Column> columns() {
        return columns;
    }

    /**
     * The column of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public Column column(String columnName) {
        for (Column column : columns) {
            if (column.name().equals(columnName)) {
                return column;
            }
        }
        throw new IllegalArgumentException("table '" + name + "' has no column '" + columnName + "'; it has "
                + columns.stream().map(Column::name).toList());
    }

    /**
     * This table with further columns at the right.
     *
     * @param more columns of the same number of rows, under new names
     */
    public Table with(List<Column> more) {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(more);
        return of(name, rows, all);
    }

    /**
     * This table with other rows: row {@code i} of the result is row {@code order[i]} of this one. Serves to sort and to
     * filter.
     */
    public Table rows(int[] order) {
        int[] own = order.clone();
        for (int row : own) {
            Objects.checkIndex(row, rows);
        }
        return new Table(
                name,
                own.length,
                columns.stream().map(column -> column.reordered(own)).toList());
    }

    @Override
    public String toString() {
        return name + ": " + rows + " rows of " + columns;
    }
}
