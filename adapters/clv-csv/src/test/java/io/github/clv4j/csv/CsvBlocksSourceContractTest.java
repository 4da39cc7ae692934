package io.github.clv4j.csv;

import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Transactions from CSV files, parsed block by block on several threads whatever their size. */
class CsvBlocksSourceContractTest extends CsvSourceContractTest {
    @Override
    protected void read(String name, TransactionColumns columns, TransactionSink sink) throws IOException {
        try (InputStream file = Files.newInputStream(file(name))) {
            ProgressInput in = new ProgressInput(file, (read, total) -> {}, Files.size(file(name)));
            BlockReads.readInto(
                    in,
                    in,
                    sourceName(name),
                    csv(columns, sink.options().dimensions()),
                    sink,
                    (read, total) -> {},
                    100,
                    7);
        }
    }
}
