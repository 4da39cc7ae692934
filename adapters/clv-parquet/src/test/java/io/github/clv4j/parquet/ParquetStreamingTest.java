package io.github.clv4j.parquet;

import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.kit.StreamingContract;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.nio.file.Path;

/** Ten million rows from a Parquet file. */
class ParquetStreamingTest extends StreamingContract {
    @Override
    protected void store(Path folder, Table orders) throws IOException {
        ParquetTables.write(orders, folder.resolve("orders.parquet"));
    }

    @Override
    protected void read(Path folder, TransactionColumns columns, TransactionSink sink) throws IOException {
        ParquetTransactions.readInto(folder.resolve("orders.parquet"), columns, sink);
    }
}
