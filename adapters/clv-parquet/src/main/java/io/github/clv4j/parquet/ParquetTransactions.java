package io.github.clv4j.parquet;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads transactions from Parquet files.
 *
 * <pre>{@code
 * TransactionLog log = ParquetTransactions.read(
 *         Path.of("orders.parquet"),
 *         TransactionColumns.of("customer_id", "ordered_at", "amount"),
 *         LogOptions.of(MoneyScale.of("EUR")));
 * }</pre>
 *
 * <p>Only the needed columns are read, through column readers: no record is made. Types of columns, which may be optional or
 * required but not repeated or nested:
 *
 * <ul>
 *   <li>customer ids: INT32 and INT64, signed or not, or strings
 *   <li>dates: DATE, TIMESTAMP of any unit (adjusted to UTC it is a point in time, whose day is that of the log's time grid;
 *       otherwise a local time), INT96, which is taken for a point in time as Spark writes it, or ISO 8601 strings
 *   <li>amounts and costs: INT32, INT64, DECIMAL however it is stored, DOUBLE and FLOAT (read as the shortest decimal that
 *       denotes them), or strings
 *   <li>labels: strings
 * </ul>
 *
 * <p>A string is BINARY with the annotation STRING or ENUM, or none. Rows are counted from 1 through all row groups. Files are
 * read from the local file system; no Hadoop installation is needed.
 *
 * <p>Memory is needed for one row group's needed columns as they are packed, and for an unpacked page of each. A file is
 * refused whose footer tells of places outside it, whose pages are said to unpack to more than 256 MiB, or whose dictionaries
 * to have more entries than bytes. What the library asks for within a page is its own affair: for files from strangers give
 * the JVM a limit that it may reach.
 *
 * <p>Errors, for all methods:
 *
 * <ul>
 *   <li>{@link DataException} if a row is bad and the policy for bad rows allows no more of them (the message names file, row,
 *       column, value and rule); under any policy if a needed column is missing or has another type, if text is not UTF-8,
 *       or if the file is damaged, ends early or is no Parquet file.
 *   <li>{@link IllegalArgumentException} if columns and {@link LogOptions} do not agree on whether there is a cost, or a
 *       dimension is mapped that the options do not have.
 *   <li>{@link IOException} if the file cannot be read, such as {@link java.nio.file.NoSuchFileException}.
 * </ul>
 */
public final class ParquetTransactions {
    private ParquetTransactions() {}

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
        try (RowGroups groups = RowGroups.open(file, columns.names(sink.options()))) {
            RowLoop.run(groups, file.toString(), columns, sink);
        }
    }
}
