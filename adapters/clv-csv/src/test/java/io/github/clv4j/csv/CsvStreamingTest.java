package io.github.clv4j.csv;

import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.kit.StreamingContract;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Ten million rows from a CSV file as it is. */
class CsvStreamingTest extends StreamingContract {
    String suffix() {
        return ".csv";
    }

    @Override
    protected void store(Path folder, Table orders) throws IOException {
        CsvTables.write(orders, folder.resolve("orders" + suffix()));
    }

    @Override
    protected void read(Path folder, TransactionColumns columns, TransactionSink sink) throws IOException {
        CsvTransactions.readInto(
                folder.resolve("orders" + suffix()), CsvSourceContractTest.csv(columns, List.of()), sink);
    }
}
