package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonToken;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads transactions from JSON: an array of objects, or JSON lines (one object a line), by the names of their fields.
 *
 * <pre>{@code
 * TransactionLog log = JsonTransactions.read(
 *         Path.of("orders.jsonl"), TransactionColumns.of("customer_id", "ordered_at", "amount"), MoneyScale.of("EUR"));
 * }</pre>
 *
 * <p>A text is streamed; besides the log itself memory is needed for one object of it only. Each object is one row of the
 * sink, read or rejected. Row numbers are those of the objects from 1, in JSON lines those of the lines. {@link
 * JsonSchema#TRANSACTIONS} describes the text with the field names of the example above.
 *
 * <ul>
 *   <li>Customer: a string, or a whole number.
 *   <li>Date: a string in ISO 8601, a date or a date and time, with offset or without.
 *   <li>Amount and cost: a number, or a string that has one. It is read as the decimal that is written, never as a binary
 *       fraction.
 *   <li>Labels: a string; a number or truth value is taken as it is written. Null, the empty string and a field that is not
 *       there are "not known".
 * </ul>
 *
 * <p>Fields that are not named are skipped, whatever is in them. A row is bad if a needed field is null, not there or of
 * another type, or if it is no object.
 *
 * <p>Errors, for all methods:
 *
 * <ul>
 *   <li>{@link io.github.clv4j.data.DataException} if a row is bad and the policy for bad rows allows no more of them
 *       (the message names source, row, field, value and rule); under any policy if the text is no JSON, ends early, goes on
 *       behind its end, is laid out otherwise, names a field twice in an object, is beyond a limit of the options, or has a
 *       named field in none of its objects. An array without objects, or a file of no lines, gives no rows and is no error.
 *   <li>{@link IllegalArgumentException} if columns and {@link LogOptions} do not agree on whether there is a cost, or a
 *       dimension is mapped that the options do not have.
 *   <li>{@link IOException} if the file cannot be read, such as {@link java.nio.file.NoSuchFileException}.
 * </ul>
 */
public final class JsonTransactions {
    private JsonTransactions() {}

    /**
     * Reads a file into a log with the default options for amounts in a currency.
     *
     * @throws IOException if the file cannot be read
     */
    public static TransactionLog read(Path file, TransactionColumns columns, MoneyScale money) throws IOException {
        return read(file, columns, LogOptions.of(money));
    }

    /**
     * Reads a file into a log.
     *
     * @throws IOException if the file cannot be read
     */
    public static TransactionLog read(Path file, TransactionColumns columns, LogOptions options) throws IOException {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        readInto(file, columns, builder);
        return builder.build();
    }

    /**
     * Reads a file into a sink, under the file's path as given as the source's name.
     *
     * @throws IOException if the file cannot be read
     */
    public static void readInto(Path file, TransactionColumns columns, TransactionSink sink) throws IOException {
        readInto(file, columns, sink, JsonReadOptions.withDefaults());
    }

    /**
     * Reads a file into a sink, under the file's path as given as the source's name.
     *
     * @throws IOException if the file cannot be read
     */
    public static void readInto(Path file, TransactionColumns columns, TransactionSink sink, JsonReadOptions options)
            throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            readInto(in, file.toString(), columns, sink, options.withLayout(options.layoutOf(file)));
        }
    }

    /**
     * Reads bytes into a sink, an array of objects if the options do not state the layout. The stream is read to its end and
     * not closed.
     *
     * @param sourceName what messages call the source
     * @throws IOException if the stream cannot be read
     */
    public static void readInto(
            InputStream in,
            String sourceName,
            TransactionColumns columns,
            TransactionSink sink,
            JsonReadOptions options)
            throws IOException {
        JsonInput input = JsonInput.of(in, sourceName, options);
        JsonRows rows = new JsonRows(input, columns, sink);
        if (options.layoutOfStream() == JsonLayout.LINES) {
            readLines(input, rows);
        } else {
            readArray(input, rows);
        }
        rows.requireFields();
    }

    private static void readArray(JsonInput input, JsonRows rows) throws IOException {
        JsonToken first = input.next();
        if (first == null) {
            throw input.fault("the text is empty; it must be an array of objects");
        }
        if (first != JsonToken.START_ARRAY) {
            throw input.fault("the text is " + input.quoted()
                    + "; it must be an array of objects (objects on lines of their own are the layout LINES)");
        }
        input.beginRow();
        for (long row = 1; input.next() != JsonToken.END_ARRAY; row++) {
            rows.read(row);
            input.beginRow();
        }
        if (input.next() != null) {
            throw input.fault("there is more text behind the end of the array");
        }
    }

    private static void readLines(JsonInput input, JsonRows rows) throws IOException {
        int last = 0;
        for (JsonToken token = input.next(); token != null; token = input.next()) {
            int line = input.line();
            if (last == 0 && token == JsonToken.START_ARRAY) {
                throw input.fault("the text is an array; it must be an object on each line (an array of objects is the"
                        + " layout DOCUMENT)");
            }
            if (line == last) {
                throw input.fault("a line has more than one value; each object must be on a line of its own");
            }
            rows.read(line);
            // Behind a number the parser has read on.
            last = token.isStructStart() ? input.lineReached() : line;
            if (last != line) {
                throw input.fault(
                        "an object goes over lines " + line + " to " + last + "; each must be on a line of its own");
            }
            input.beginRow();
        }
    }
}
