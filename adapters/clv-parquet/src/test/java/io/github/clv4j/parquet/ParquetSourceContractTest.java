package io.github.clv4j.parquet;

import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.kit.BadCell;
import io.github.clv4j.kit.SourceContract;
import io.github.clv4j.kit.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Transactions from Parquet files of typed columns that DuckDB has written. */
class ParquetSourceContractTest extends SourceContract {
    private Path file(String name) {
        return folder.resolve(name + ".parquet");
    }

    @Override
    protected void store(String name, List<Transaction> rows) throws SQLException {
        DuckDb.write(file(name), rows, true);
    }

    @Override
    protected void read(String name, TransactionColumns columns, TransactionSink sink) throws IOException {
        ParquetTransactions.readInto(file(name), columns, sink);
    }

    @Override
    protected boolean canHold(BadCell cell) {
        boolean text = cell.value() instanceof String;
        return !text || cell == BadCell.BLANK_CUSTOMER;
    }

    @Override
    protected String sourceName(String name) {
        return file(name).toString();
    }

    @Override
    protected Path fileThatShowsCuts(String name) {
        return file(name);
    }
}
