package io.github.clv4j.jdbc;

import io.github.clv4j.kit.Transaction;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transactions from DuckDB. */
class DuckDbSourceContractTest extends DatabaseSourceContract {
    DuckDbSourceContractTest() {
        super(TestDatabase.DUCKDB, typed("VARCHAR"));
    }

    /** As arrays: a statement for each row takes milliseconds there. */
    @Override
    void insert(String name, List<Transaction> rows) throws SQLException {
        String array = "unnest(CAST(? AS VARCHAR[]))";
        try (PreparedStatement insert = connection()
                .prepareStatement("INSERT INTO \"" + name + "\" SELECT "
                        + String.join(", ", Collections.nCopies(Transaction.COLUMNS.size(), array)))) {
            for (int c = 0; c < Transaction.COLUMNS.size(); c++) {
                @Nullable Object[] texts = new @Nullable Object[rows.size()];
                for (int row = 0; row < texts.length; row++) {
                    Object cell = rows.get(row).cells()[c];
                    texts[row] = cell == null ? null : cell.toString();
                }
                insert.setArray(c + 1, connection().createArrayOf("VARCHAR", texts));
            }
            insert.executeUpdate();
        }
    }
}
