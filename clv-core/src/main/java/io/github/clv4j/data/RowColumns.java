package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of some rows and the one order that rows of a customer have: day, then amount, cost, quantity, labels
 * and row number. It is total up to rows that are equal in every column, so results cannot depend on the input's order.
 */
final class RowColumns {
    int[] day;
    long[] amount;
    long @Nullable [] cost;
    int @Nullable [] quantity;
    /** Codes, one array a dimension. */
    int[][] codes;
    /** Where a row came from ({@link RowBuffer#place}); kept only until duplicates are found. */
    long @Nullable [] place;

    RowColumns(int rows, RowShape shape, boolean withPlace) {
        day = new int[rows];
        amount = new long[rows];
        cost = shape.cost() ? new long[rows] : null;
        quantity = shape.quantity() ? new int[rows] : null;
        codes = new int[shape.dimensions()][rows];
        place = withPlace ? new long[rows] : null;
    }

    /** Day and amount alone, for many rows: their memory is cleared on two threads. */
    static RowColumns plain(int rows) {
        RowColumns columns = new RowColumns(0, RowShape.PLAIN, false);
        Parallel.columns(rows, () -> columns.amount = new long[rows], () -> columns.day = new int[rows]);
        return columns;
    }

    RowShape shape() {
        return new RowShape(cost != null, quantity != null, codes.length);
    }

    /** True if day and amount are all there is. */
    boolean isPlain() {
        return cost == null && quantity == null && codes.length == 0 && place == null;
    }

    /** Order of two rows of one customer; 0 if they are equal in all but their place. */
    int compareContent(int i, int j, List<DimensionLabels> labels) {
        int order = Integer.compare(day[i], day[j]);
        if (order != 0) {
            return order;
        }
        order = Long.compare(amount[i], amount[j]);
        if (order != 0 || isPlain()) {
            return order;
        }
        if (cost != null) {
            order = Long.compare(cost[i], cost[j]);
        }
        if (order == 0 && quantity != null) {
            order = Integer.compare(quantity[i], quantity[j]);
        }
        for (int d = 0; order == 0 && d < codes.length; d++) {
            order = labels.get(d).compare(codes[d][i], codes[d][j]);
        }
        return order;
    }

    /** Order of two rows of one customer, the earlier place first where their content is equal. */
    int compare(int i, int j, List<DimensionLabels> labels) {
        int order = compareContent(i, j, labels);
        return order == 0 && place != null ? Long.compare(place[i], place[j]) : order;
    }

    /** Copies rows from other columns of the same kind; the place is copied where both have one. */
    void copy(RowColumns from, int fromRow, int toRow, int rows) {
        System.arraycopy(from.day, fromRow, day, toRow, rows);
        System.arraycopy(from.amount, fromRow, amount, toRow, rows);
        if (cost != null && from.cost != null) {
            System.arraycopy(from.cost, fromRow, cost, toRow, rows);
        }
        if (quantity != null && from.quantity != null) {
            System.arraycopy(from.quantity, fromRow, quantity, toRow, rows);
        }
        for (int d = 0; d < codes.length; d++) {
            System.arraycopy(from.codes[d], fromRow, codes[d], toRow, rows);
        }
        if (place != null) {
            if (from.place == null) {
                Arrays.fill(place, toRow, toRow + rows, 0);
            } else {
                System.arraycopy(from.place, fromRow, place, toRow, rows);
            }
        }
    }

    /** Moves one row within these columns. */
    void move(int fromRow, int toRow) {
        day[toRow] = day[fromRow];
        amount[toRow] = amount[fromRow];
        if (cost != null) {
            cost[toRow] = cost[fromRow];
        }
        if (quantity != null) {
            quantity[toRow] = quantity[fromRow];
        }
        for (int[] column : codes) {
            column[toRow] = column[fromRow];
        }
        if (place != null) {
            place[toRow] = place[fromRow];
        }
    }

    /** Cuts or extends all columns to a number of rows. */
    void resize(int rows) {
        if (day.length == rows) {
            return;
        }
        day = Arrays.copyOf(day, rows);
        amount = Arrays.copyOf(amount, rows);
        cost = cost == null ? null : Arrays.copyOf(cost, rows);
        quantity = quantity == null ? null : Arrays.copyOf(quantity, rows);
        for (int d = 0; d < codes.length; d++) {
            codes[d] = Arrays.copyOf(codes[d], rows);
        }
        place = place == null ? null : Arrays.copyOf(place, rows);
    }
}
