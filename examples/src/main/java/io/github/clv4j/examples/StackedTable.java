package io.github.clv4j.examples;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables of the same columns below each other, after columns that tell them apart. */
final class StackedTable {
    private final String name;
    private final List<String> keys;
    private final List<Part> parts = new ArrayList<>();

    private record Part(List<String> values, Table table) {}

    StackedTable(String name, String... keys) {
        this.name = name;
        this.keys = List.of(keys);
    }

    /** Adds a table at the bottom, with one value a key. */
    StackedTable add(Table table, String... values) {
        parts.add(new Part(List.of(values), table));
        return this;
    }

    /**
     * The table.
     *
     * @throws IllegalStateException if there are no parts, so that columns are not known
     */
    Table toTable() {
        if (parts.isEmpty()) {
            throw new IllegalStateException("table '" + name + "' has no parts");
        }
        int[] first = new int[parts.size()];
        for (int i = 1; i < first.length; i++) {
            first[i] = first[i - 1] + parts.get(i - 1).table.rows();
        }
        int last = parts.size() - 1;
        int[] partOf = new int[first[last] + parts.get(last).table.rows()];
        for (int i = 0; i <= last; i++) {
            Arrays.fill(partOf, first[i], i < last ? first[i + 1] : partOf.length, i);
        }
        List<Column> columns = new ArrayList<>();
        for (int k = 0; k < keys.size(); k++) {
            int key = k;
            columns.add(Column.text(
                    keys.get(k), row -> parts.get(partOf[row]).values.get(key)));
        }
        for (int c = 0; c < parts.get(0).table.columns().size(); c++) {
            columns.add(stacked(c, partOf, first));
        }
        return Table.of(name, partOf.length, columns);
    }

    private Column stacked(int place, int[] partOf, int[] first) {
        List<Column> own =
                parts.stream().map(part -> part.table.columns().get(place)).toList();
        Column one = own.get(0);
        return switch (one.type()) {
            case TEXT -> Column.text(one.name(), row -> own.get(partOf[row]).textAt(row - first[partOf[row]]));
            case INTEGER ->
                Column.integer(
                        one.name(),
                        row -> own.get(partOf[row]).longAt(row - first[partOf[row]]),
                        row -> own.get(partOf[row]).isNull(row - first[partOf[row]]));
            case DECIMAL ->
                Column.decimal(one.name(), row -> own.get(partOf[row]).doubleAt(row - first[partOf[row]]));
            case MONEY ->
                Column.money(
                        one.name(),
                        one.money(),
                        row -> own.get(partOf[row]).longAt(row - first[partOf[row]]),
                        row -> own.get(partOf[row]).isNull(row - first[partOf[row]]));
            case DATE ->
                Column.date(
                        one.name(),
                        row -> own.get(partOf[row]).longAt(row - first[partOf[row]]),
                        row -> own.get(partOf[row]).isNull(row - first[partOf[row]]));
        };
    }
}
