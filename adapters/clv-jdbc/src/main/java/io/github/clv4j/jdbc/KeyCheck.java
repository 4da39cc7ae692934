package io.github.clv4j.jdbc;

import io.github.clv4j.data.DataException;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows without a key, or with the key of another, would be lost or doubled by the database without a word. */
final class KeyCheck {
    private KeyCheck() {}

    static void requireKeys(Table table, JdbcTarget target) {
        List<Column> columns = target.key().stream().map(table::column).toList();
        if (columns.isEmpty()) {
            return;
        }
        Map<List<String>, Integer> rows = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            List<String> key = new ArrayList<>(columns.size());
            for (Column column : columns) {
                String cell = column.textAt(row);
                if (cell == null) {
                    throw new DataException("table '" + target + "', row " + (row + 1) + ", column '" + column.name()
                            + "': no value; what tells rows apart must be known");
                }
                key.add(cell);
            }
            Integer earlier = rows.put(key, row);
            if (earlier != null) {
                throw new DataException("table '" + target + "', row " + (row + 1) + ": " + target.key() + " is " + key
                        + ", as in row " + (earlier + 1) + "; it must tell rows apart");
            }
        }
    }
}
