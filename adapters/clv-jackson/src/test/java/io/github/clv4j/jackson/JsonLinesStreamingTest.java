package io.github.clv4j.jackson;

import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.kit.StreamingContract;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.nio.file.Path;

/** Ten million rows from JSON lines. */
class JsonLinesStreamingTest extends StreamingContract {
    @Override
    protected void store(Path folder, Table orders) throws IOException {
        JsonTables.writeRows(orders, folder.resolve("orders.jsonl"));
    }

    @Override
    protected void read(Path folder, TransactionColumns columns, TransactionSink sink) throws IOException {
        JsonTransactions.readInto(folder.resolve("orders.jsonl"), columns, sink);
    }
}
