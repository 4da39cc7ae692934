package io.github.clv4j.kpi;

import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Small sets of touchpoints for tests. */
final class Touches {
    private Touches() {}

    static Touchpoint touch(String customer, int day, String channel) {
        return Touchpoint.of(customer, LocalDate.ofEpochDay(day), channel);
    }

    /** A path of a customer, a day apart, that ends on a day. */
    static List<Touchpoint> path(String customer, int lastDay, String channels) {
        String[] all = channels.split(" ", -1);
        List<Touchpoint> path = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            path.add(touch(customer, lastDay - all.length + 1 + i, all[i]));
        }
        return path;
    }

    static Touchpoints of(TransactionLog log, List<Touchpoint> rows) {
        return Touchpoints.of(TouchpointOptions.beside(log), rows);
    }

    static Logs.Row order(String customer, int day, long amount) {
        return new Logs.Row(customer, day, amount, 0, "shop");
    }

    /** The rows of a table as text, cells parted by a bar, unknown ones as "-". */
    static List<String> lines(Table table) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> String.join("|", cells(table.columns(), row)))
                .toList();
    }

    private static List<String> cells(List<Column> columns, int row) {
        List<String> cells = new ArrayList<>();
        for (Column column : columns) {
            String text = column.textAt(row);
            cells.add(text == null ? "-" : text);
        }
        return cells;
    }
}
