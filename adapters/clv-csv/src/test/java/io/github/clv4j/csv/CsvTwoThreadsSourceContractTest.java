package io.github.clv4j.csv;

import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Transactions from CSV files, parsed on a thread of their own whatever their size. */
class CsvTwoThreadsSourceContractTest extends CsvSourceContractTest {
    @Override
    protected void read(String name, TransactionColumns columns, TransactionSink sink) throws IOException {
        try (InputStream file = Files.newInputStream(file(name))) {
            ProgressInput in = new ProgressInput(file, (read, total) -> {}, Files.size(file(name)));
            CsvTransactions.readInto(
                    new DecodingReader(in, null),
                    sourceName(name),
                    csv(columns, sink.options().dimensions()),
                    sink,
                    new ParsingThread(in, (read, total) -> {}, 7, new Hints(DateFormat.of(CsvColumns.ISO))));
        }
    }
}
