package io.github.clv4j.parquet;

import io.github.clv4j.kit.BadCell;
import io.github.clv4j.kit.Transaction;
import java.sql.SQLException;
import java.util.List;

/** Transactions from Parquet files of strings alone. */
class ParquetTextSourceContractTest extends ParquetSourceContractTest {
    @Override
    protected void store(String name, List<Transaction> rows) throws SQLException {
        DuckDb.write(fileThatShowsCuts(name), rows, false);
    }

    @Override
    protected boolean canHold(BadCell cell) {
        return true;
    }
}
