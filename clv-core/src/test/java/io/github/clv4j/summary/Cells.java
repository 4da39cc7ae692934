package io.github.clv4j.summary;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.List;

/** A table as text, the names of its columns first. */
public final class Cells {
    private Cells() {}

    public static List<List<String>> of(Table table) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(table.columns().stream().map(Column::name).toList());
        for (int r = 0; r < table.rows(); r++) {
            int row = r;
            cells.add(table.columns().stream()
                    .map(column -> String.valueOf(column.textAt(row)))
                    .toList());
        }
        return cells;
    }
}
