package io.github.clv4j.arrow;

import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.kit.StreamingContract;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Ten million rows from an Arrow file. */
class ArrowStreamingTest extends StreamingContract {
    @Override
    protected void store(Path folder, Table orders) throws IOException {
        try (BufferAllocator allocator = new RootAllocator()) {
            ArrowTables.write(orders, folder.resolve("orders.arrow"), allocator);
        }
    }

    @Override
    protected void read(Path folder, TransactionColumns columns, TransactionSink sink) throws IOException {
        try (BufferAllocator allocator = new RootAllocator()) {
            ArrowTransactions.readInto(folder.resolve("orders.arrow"), columns, sink, allocator);
        }
    }
}
