package io.github.clv4j.kit;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table's content as it was stored.
 *
 * @param columns names
 * @param rows cells as {@link Column#textAt} gives them: plain decimals for money, ISO 8601 dates, {@link
 *     Double#toString(double)}; null where a cell is unknown
 */
public record Cells(List<String> columns, List<List<@Nullable String>> rows) {
    /** The content of a table. */
    public static Cells of(Table table) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            List<@Nullable String> cells = new ArrayList<>();
            for (Column column : table.columns()) {
                cells.add(column.textAt(row));
            }
            rows.add(cells);
        }
        return new Cells(table.columns().stream().map(Column::name).toList(), rows);
    }
}
