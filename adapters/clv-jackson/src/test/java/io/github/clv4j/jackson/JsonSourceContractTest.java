package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.kit.SourceContract;
import io.github.clv4j.kit.Transaction;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transactions from an array of objects. */
class JsonSourceContractTest extends SourceContract {
    Path file(String name) {
        return folder.resolve(name + ".json");
    }

    @Override
    protected void store(String name, List<Transaction> rows) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(Files.newOutputStream(file(name)))) {
            json.writeStartArray();
            for (Transaction row : rows) {
                write(row, json);
            }
            json.writeEndArray();
        }
    }

    /** A sound row has all kinds of values that the format has for a cell, from row to row others. */
    static void write(Transaction row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeFieldName("items");
        json.writeStartArray();
        json.writeStartObject();
        json.writeStringField("amount", "of something else");
        json.writeEndObject();
        json.writeEndArray();
        @Nullable Object[] cells = row.cells();
        for (int i = 0; i < cells.length; i++) {
            json.writeFieldName(Transaction.COLUMNS.get(i));
            Object cell = cells[i];
            if (cell instanceof BigDecimal number && number.unscaledValue().testBit(0)) {
                json.writeNumber(number);
            } else if (cell == null) {
                json.writeNull();
            } else {
                json.writeString(cell.toString());
            }
        }
        json.writeEndObject();
    }

    @Override
    protected void read(String name, TransactionColumns columns, TransactionSink sink) throws IOException {
        JsonTransactions.readInto(file(name), columns, sink);
    }

    @Override
    protected String sourceName(String name) {
        return file(name).toString();
    }

    @Override
    protected @Nullable Path fileThatShowsCuts(String name) {
        return file(name);
    }
}
