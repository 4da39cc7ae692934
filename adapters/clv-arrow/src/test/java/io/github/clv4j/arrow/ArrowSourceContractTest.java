package io.github.clv4j.arrow;

import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.kit.BadCell;
import io.github.clv4j.kit.SourceContract;
import io.github.clv4j.kit.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;

/** Transactions from Arrow files of typed columns, ids and labels with dictionaries. */
class ArrowSourceContractTest extends SourceContract {
    Path file(String name) {
        return folder.resolve(name + ".arrow");
    }

    CodecType codec() {
        return CodecType.NO_COMPRESSION;
    }

    @Override
    protected void store(String name, List<Transaction> rows) throws IOException {
        ArrowData.writeTyped(file(name), rows, codec());
    }

    @Override
    protected void read(String name, TransactionColumns columns, TransactionSink sink) throws IOException {
        // Closing the allocator throws if the adapter has not given all of it back.
        try (BufferAllocator allocator = new RootAllocator()) {
            ArrowTransactions.readInto(file(name), columns, sink, allocator);
        }
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
