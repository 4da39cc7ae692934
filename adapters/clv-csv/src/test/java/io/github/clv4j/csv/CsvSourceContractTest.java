package io.github.clv4j.csv;

import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.kit.SourceContract;
import io.github.clv4j.kit.Transaction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Transactions from CSV files as they are. */
class CsvSourceContractTest extends SourceContract {
    Path file(String name) {
        return folder.resolve(name + ".csv");
    }

    CsvCompression compression() {
        return CsvCompression.NONE;
    }

    @Override
    protected void store(String name, List<Transaction> rows) throws IOException {
        try (OutputStream out = compression().pack(Files.newOutputStream(file(name)))) {
            out.write(text(rows).getBytes(StandardCharsets.UTF_8));
        }
    }

    static String text(List<Transaction> rows) {
        StringBuilder csv = new StringBuilder();
        line(csv, Transaction.COLUMNS.toArray());
        for (Transaction row : rows) {
            line(csv, row.cells());
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, @Nullable Object[] cells) {
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            csv.append(i == 0 ? "" : ",");
            if (cell instanceof String text) {
                csv.append('"').append(text.replace("\"", "\"\"")).append('"');
            } else if (cell != null) {
                csv.append(cell);
            }
        }
        csv.append('\n');
    }

    @Override
    protected void read(String name, TransactionColumns columns, TransactionSink sink) throws IOException {
        CsvTransactions.readInto(file(name), csv(columns, sink.options().dimensions()), sink);
    }

    /** The same columns; texts that CSV files commonly have for "no customer" are ids here. */
    static CsvColumns csv(TransactionColumns columns, List<String> dimensions) {
        CsvColumns csv = CsvColumns.of(columns.customer(), columns.date(), columns.amount())
                .withEmptyIds(Set.of());
        String cost = columns.cost();
        if (cost != null) {
            csv = csv.withCost(cost);
        }
        String quantity = columns.quantity();
        if (quantity != null) {
            csv = csv.withQuantity(quantity);
        }
        for (String dimension : dimensions) {
            csv = csv.withDimension(dimension, columns.dimension(dimension));
        }
        return csv;
    }

    @Override
    protected String sourceName(String name) {
        return file(name).toString();
    }

    /** The header is line 1. */
    @Override
    protected long rowNumber(int index) {
        return index + 2L;
    }
}
