package io.github.clv4j.jackson;

import io.github.clv4j.data.DataException;
import io.github.clv4j.table.AtomicFile;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Writes tables as JSON and reads them back: names, types and every cell are the same to the last bit. What every result
 * gives, {@code toTable()}, is stored in this way.
 *
 * <pre>{@code
 * JsonTables.write(scores.toTable(), Path.of("clv.json"));
 * Table table = JsonTables.read(Path.of("clv.json"));
 * }</pre>
 *
 * <p>A document ({@link JsonSchema#TABLE}) has its rows as arrays, in order of the columns:
 *
 * <pre>
 * {"schema":"clv4j-table","version":1,"name":"clv","columns":[
 * {"name":"customer_id","type":"text"},
 * {"name":"value","type":"money","currency":"EUR","digits":2},
 * {"name":"p_alive","type":"decimal"}],"rowCount":2,"rows":[
 * ["c1","19.90",0.5],
 * ["c2",null,null]]}
 * </pre>
 *
 * <p>In JSON lines the first line is such an object without {@code rows}, of schema {@code clv4j-table-lines} ({@link
 * JsonSchema#TABLE_LINES}), and each further line is a row: an object with a field for each column, in order.
 *
 * <p>Cells by type of column; an unknown cell is null in all of them:
 *
 * <ul>
 *   <li>{@code text}: a string.
 *   <li>{@code integer}: a number; beyond 2<sup>53</sup> on either side a string of it, because many readers of JSON keep
 *       numbers as doubles.
 *   <li>{@code decimal}: the shortest number that reads back to the same double; infinities are the strings {@code
 *       "Infinity"} and {@code "-Infinity"}. NaN is an unknown cell, as it is in tables.
 *   <li>{@code money}: a string, a plain decimal in major units. The column has {@code currency} and {@code digits}.
 *   <li>{@code date}: a string in ISO 8601.
 * </ul>
 *
 * <p>Files are UTF-8. A {@link DataException} is thrown if a text is no JSON, no table, ends early or has another number of
 * rows than it says, or is of a newer version than {@value #VERSION}; the message names source, line, column, and for cells
 * row, column of the table, value and rule.
 */
public final class JsonTables {
    /** The version that this library writes, and the newest that it reads. */
    public static final int VERSION = 1;

    private JsonTables() {}

    /**
     * Writes a table to a file in the layout that its name tells ({@link JsonLayout#ofName}), replacing it if it exists; the
     * file is there as a whole or not at all.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Table table, Path file) throws IOException {
        Objects.requireNonNull(table, "table");
        JsonLayout layout = JsonLayout.ofName(file);
        AtomicFile.write(file, out -> write(table, out, layout));
    }

    /**
     * Writes a table to a stream, which is flushed and not closed.
     *
     * @throws IOException if the stream fails
     */
    public static void write(Table table, OutputStream out, JsonLayout layout) throws IOException {
        Objects.requireNonNull(layout, "layout");
        TableWriter.write(table, out, layout);
    }

    /**
     * Writes the rows alone, as JSON lines without a first line that tells of the table, for databases and tools that load
     * such lines. They cannot be read back as a table, for they do not tell the types. The file is there as a whole or not at
     * all.
     *
     * @throws IOException if the file cannot be written
     */
    public static void writeRows(Table table, Path file) throws IOException {
        Objects.requireNonNull(table, "table");
        AtomicFile.write(file, out -> TableWriter.writeRows(table, out));
    }

    /**
     * Reads a table from a file.
     *
     * @throws IOException if the file cannot be read
     */
    public static Table read(Path file) throws IOException {
        return read(file, JsonReadOptions.withDefaults());
    }

    /**
     * Reads a table from a file.
     *
     * @throws IOException if the file cannot be read
     */
    public static Table read(Path file, JsonReadOptions options) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), options.withLayout(options.layoutOf(file)));
        }
    }

    /**
     * Reads a table from bytes; a document if the options do not state the layout. The stream is read to its end and not
     * closed.
     *
     * @param sourceName what errors call the source
     * @throws IOException if the stream cannot be read
     */
    public static Table read(InputStream in, String sourceName, JsonReadOptions options) throws IOException {
        JsonInput input = JsonInput.of(in, sourceName, options);
        if (input.next() == null) {
            throw new DataException(sourceName + ": the text is empty; it must be a table");
        }
        boolean lines = options.layoutOfStream() == JsonLayout.LINES;
        Table table = lines ? TableReader.readLines(input) : TableReader.readDocument(input);
        if (!lines && input.next() != null) {
            throw input.fault("there is more text behind the end of the table");
        }
        return table;
    }
}
