package io.github.clv4j.csv;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads transactions from CSV files (RFC 4180: fields may be quoted, a quote in a quoted field is doubled, a quoted field
 * may hold line ends). The first line that is not empty
 * names the columns.
 *
 * <pre>{@code
 * TransactionLog log = CsvTransactions.read(
 *         Path.of("orders.csv"), CsvColumns.of("customer_id", "ordered_at", "amount"), MoneyScale.of("EUR"));
 * }</pre>
 *
 * <p>A file may be packed with gzip or zstd ({@link CsvCompression}), which its first bytes tell, not its name. A byte order
 * mark tells UTF-8 and UTF-16.
 *
 * <p>A file of 4 MiB and more is parsed on as many threads as there are processors, at most eight, as long as it has no quotes,
 * and on one thread from the first quote on, while the calling thread alone writes to the sink and tells progress; rows, their
 * order and numbers, and errors are the same. Streams and readers are read on the calling thread.
 *
 * <p>A file is streamed; besides the log itself memory is needed for a block of it only, or, where several threads
 * parse it, for as many blocks with their rows as a 64th of the heap holds, at most 16 of a megabyte a thread. Every record becomes one row of
 * the sink, read or rejected; empty lines are no records and are not counted. Row numbers are line numbers, the header
 * being line 1; a record of several lines has the number of its first. Blanks around a cell are left out, except in
 * quoted ids and labels. A row with more or fewer fields than the header is a bad row. Results do not depend on locale,
 * default zone or default encoding.
 *
 * <p>Errors, for all methods:
 *
 * <ul>
 *   <li>{@link io.github.clv4j.data.DataException} if a row is bad and the policy for bad rows allows no more of them
 *       (the message names file, line, column, value and rule); under any policy if the file has no header, a named
 *       column is not in it, a column that is not named cannot be found, a column is named twice, a quote is not closed
 *       or is followed by other text, a field has more than 1,048,576 characters, the bytes are not text in the file's
 *       encoding, or a packed file is damaged, ends early or unpacks to more than its limit. A file with a header and no rows is no error here: it gives a log without rows.
 *   <li>{@link IllegalArgumentException} if columns and {@link LogOptions} do not agree on whether there is a cost, or a
 *       dimension is mapped that the options do not have.
 *   <li>{@link IOException} if the file cannot be read, such as {@link java.nio.file.NoSuchFileException}.
 * </ul>
 */
public final class CsvTransactions {
    /** Bytes from which further threads pay. */
    static final long LARGE_FILE = 1L << 22;

    private static final CsvProgress SILENT = (bytesRead, totalBytes) -> {};
    private static final long UNKNOWN = -1;

    private CsvTransactions() {}

    /**
     * Reads a file into a log.
     *
     * @throws IOException if the file cannot be read
     */
    public static TransactionLog read(Path file, CsvColumns columns, LogOptions options) throws IOException {
        return read(file, columns, options, SILENT);
    }

    /**
     * Reads a file into a log with the default options for amounts in a currency.
     *
     * @throws IOException if the file cannot be read
     */
    public static TransactionLog read(Path file, CsvColumns columns, MoneyScale money) throws IOException {
        return read(file, columns, LogOptions.of(money));
    }

    /**
     * Reads a file into a log and tells how far it has come.
     *
     * @throws IOException if the file cannot be read
     */
    public static TransactionLog read(Path file, CsvColumns columns, LogOptions options, CsvProgress progress)
            throws IOException {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        readInto(file, columns, builder, progress);
        return builder.build();
    }

    /**
     * Reads a file into a sink, under the file's path as given as the source's name.
     *
     * @throws IOException if the file cannot be read
     */
    public static void readInto(Path file, CsvColumns columns, TransactionSink sink) throws IOException {
        readInto(file, columns, sink, SILENT);
    }

    /**
     * Reads a file into a sink and tells how far it has come.
     *
     * @throws IOException if the file cannot be read
     */
    public static void readInto(Path file, CsvColumns columns, TransactionSink sink, CsvProgress progress)
            throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long total = Files.isRegularFile(file) ? Files.size(file) : UNKNOWN;
            String name = file.toString();
            if (total >= LARGE_FILE && Runtime.getRuntime().availableProcessors() > 1) {
                ProgressInput bytes = new ProgressInput(in, SILENT, total);
                BlockReads.readInto(
                        bytes,
                        unpacked(bytes, name, columns),
                        name,
                        columns,
                        sink,
                        progress,
                        BlockReads.BLOCK,
                        ParsingThread.ROWS_OF_BATCH);
            } else {
                readInto(new ProgressInput(in, progress, total), name, columns, sink);
            }
        }
    }

    /**
     * Reads bytes, packed or not, into a sink. The stream is read to its end and not closed.
     *
     * @param sourceName what messages call the source
     * @throws IOException if the stream cannot be read
     */
    public static void readInto(InputStream in, String sourceName, CsvColumns columns, TransactionSink sink)
            throws IOException {
        readInto(text(in, sourceName, columns), sourceName, columns, sink);
    }

    /**
     * Reads characters into a sink; the encoding in {@code columns} plays no part. The reader is read to its end and not
     * closed.
     *
     * @param sourceName what messages call the source
     * @throws IOException if the reader cannot be read
     */
    public static void readInto(Reader in, String sourceName, CsvColumns columns, TransactionSink sink)
            throws IOException {
        readInto(in, sourceName, columns, sink, RowReads.ON_THIS_THREAD);
    }

    static void readInto(Reader in, String sourceName, CsvColumns columns, TransactionSink sink, RowReads reads)
            throws IOException {
        requireAgreement(columns, sink.options());
        CsvSource source = CsvSource.open(in, sourceName, columns.format().separator());
        CsvColumns resolved = columns.resolved(source.header(), sink.options().hasQuantity(), source.where());
        for (String dimension : sink.options().dimensions()) {
            ColumnDetection.require(
                    "dimension '" + dimension + "'",
                    resolved.dimensionColumn(dimension),
                    source.header(),
                    source.where());
        }
        sink.source(sourceName);
        reads.read(source, resolved, sink);
    }

    /**
     * The columns with those that were not named found in a file's header; tells what {@link #read} will take, and
     * whether there is a quantity for a log to keep.
     *
     * @throws IOException if the file cannot be read
     */
    public static CsvColumns columns(Path file, CsvColumns columns) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            CsvSource source = CsvSource.open(
                    text(in, file.toString(), columns),
                    file.toString(),
                    columns.format().separator());
            return columns.resolved(source.header(), false, source.where());
        }
    }

    private static Reader text(InputStream in, String sourceName, CsvColumns columns) throws IOException {
        return new DecodingReader(
                unpacked(in, sourceName, columns), columns.format().charset());
    }

    private static InputStream unpacked(InputStream in, String sourceName, CsvColumns columns) throws IOException {
        try {
            return UnpackedInput.of(in, columns.format().inflation());
        } catch (UndecodableException e) {
            throw new DataException(sourceName + ": " + e.getMessage(), e);
        }
    }

    private static void requireAgreement(CsvColumns columns, LogOptions options) {
        boolean costColumn = columns.cost() != null;
        if (costColumn != options.hasCost()) {
            throw new IllegalArgumentException(
                    costColumn
                            ? "cost column is '" + columns.cost() + "', but the log's options are without cost"
                            : "the log's options have a cost, but no cost column is named");
        }
        Set<String> unknown = new HashSet<>(columns.dimensions().keySet());
        unknown.removeAll(Set.copyOf(options.dimensions()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("columns are named for dimensions " + unknown
                    + "; the log's dimensions are " + options.dimensions());
        }
    }
}
