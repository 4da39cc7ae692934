package io.github.clv4j.arrow;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Reads transactions from Arrow record batches: IPC files, IPC streams, or any {@link ArrowReader}.
 *
 * <pre>{@code
 * try (BufferAllocator allocator = new RootAllocator()) {
 *     TransactionLog log = ArrowTransactions.read(
 *             Path.of("orders.arrow"),
 *             TransactionColumns.of("customer_id", "ordered_at", "amount"),
 *             LogOptions.of(MoneyScale.of("EUR")),
 *             allocator);
 * }
 * }</pre>
 *
 * <p>Types of columns:
 *
 * <ul>
 *   <li>customer ids: whole numbers of 8 to 64 bits, signed or not, utf8, large utf8, or a dictionary of any of these
 *   <li>dates: date32, date64, timestamps of any unit (one with a zone is a point in time, whose day is that of the log's
 *       time grid; one without is a local time), or ISO 8601 as utf8 or large utf8
 *   <li>amounts and costs: whole numbers, decimal128, float64 and float32 (read as the shortest decimal that denotes
 *       them), or decimal text as utf8 or large utf8
 *   <li>labels: utf8, large utf8, or a dictionary of them
 * </ul>
 *
 * <p>Other columns may have any type; they are not loaded. Dictionaries may be replaced and grow. An entry of a dictionary
 * becomes a string once, not for every row. Rows are counted from 1 through all batches.
 *
 * <p>Batches are loaded one by one with the caller's allocator; all of its memory is given back when a method returns or
 * throws, so the allocator may be closed then. The log needs no Arrow memory. A program that runs Arrow needs one of its
 * allocators, such as {@code arrow-memory-unsafe}, and {@code --add-opens=java.base/java.nio=ALL-UNNAMED}.
 *
 * <p>Batches compressed with LZ4 or zstd are read if {@code org.apache.arrow:arrow-compression} is on the class path. They may
 * unpack to 255 and 32,768 times their bytes, so give the allocator a limit for files from strangers.
 *
 * <p>Errors, for all methods:
 *
 * <ul>
 *   <li>{@link DataException} if a row is bad and the policy for bad rows allows no more of them (the message names
 *       source, row, column, value and rule); under any policy if a needed column is missing, is there twice or has another
 *       type, if text is not UTF-8, or if the data are damaged, end early or are compressed without a codec at hand. A file
 *       must have its footer, a stream its end marker: one that stops between two batches is not taken for whole. No length in
 *       damaged data makes it ask for much more memory than there are bytes, as they are unpacked.
 *   <li>{@link IllegalArgumentException} if columns and {@link LogOptions} do not agree on whether there is a cost, or a
 *       dimension is mapped that the options do not have.
 *   <li>{@link org.apache.arrow.memory.OutOfMemoryException} if a batch needs more than the allocator's limit.
 *   <li>{@link IOException} if the source cannot be read.
 * </ul>
 */
public final class ArrowTransactions {
    private ArrowTransactions() {}

    /**
     * Reads a file into a log.
     *
     * @throws IOException if the file cannot be read
     */
    public static TransactionLog read(
            Path file, TransactionColumns columns, LogOptions options, BufferAllocator allocator) throws IOException {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        readInto(file, columns, builder, allocator);
        return builder.build();
    }

    /**
     * Reads a file into a sink, under the file's path as given as the source's name. The file may be in Arrow's file
     * format or hold one stream; which of them its first bytes tell.
     *
     * @throws IOException if the file cannot be read
     */
    public static void readInto(Path file, TransactionColumns columns, TransactionSink sink, BufferAllocator allocator)
            throws IOException {
        String sourceName = file.toString();
        if (!Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                readInto(in, sourceName, columns, sink, allocator);
            }
            return;
        }
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            IpcFile format = new IpcFile(in, sourceName);
            boolean footer = format.hasMagic();
            int promised = footer ? format.batches() : -1;
            if (!footer) {
                in.position(0);
            }
            try (MessageInput messages = new MessageInput(in, in.size() - in.position(), sourceName, allocator)) {
                int read = run(messages, sourceName, columns, sink, allocator);
                if (footer && read != promised) {
                    throw new DataException(sourceName + " is damaged: its footer tells of " + promised
                            + " batches, but " + read + " come before the end marker");
                }
                if (!footer && messages.left() > 0) {
                    throw new DataException(sourceName + ": " + messages.left()
                            + " bytes follow the end marker; a file holds one stream");
                }
            }
        }
    }

    /**
     * Reads a stream into a sink. It is read up to its end marker, no further, and not closed.
     *
     * @param sourceName what messages call the source
     * @throws IOException if the stream cannot be read
     */
    public static void readInto(
            InputStream in,
            String sourceName,
            TransactionColumns columns,
            TransactionSink sink,
            BufferAllocator allocator)
            throws IOException {
        try (MessageInput messages = new MessageInput(Channels.newChannel(in), -1, sourceName, allocator)) {
            run(messages, sourceName, columns, sink, allocator);
        }
    }

    /**
     * Reads the batches that a reader still has into a sink: for Flight, or another source of the caller's. The reader
     * is not closed. Whether it notices damage and early ends is the reader's own affair.
     *
     * @param sourceName what messages call the source
     * @throws IOException if the reader cannot read
     */
    public static void readInto(ArrowReader reader, String sourceName, TransactionColumns columns, TransactionSink sink)
            throws IOException {
        Batches batches = new ReaderBatches(reader, sourceName, columns.names(sink.options()));
        BatchLoop.run(batches, sourceName, columns, sink);
    }

    private static int run(
            MessageInput messages,
            String sourceName,
            TransactionColumns columns,
            TransactionSink sink,
            BufferAllocator allocator)
            throws IOException {
        try (IpcBatches batches = new IpcBatches(messages, sourceName, allocator, columns.names(sink.options()))) {
            BatchLoop.run(batches, sourceName, columns, sink);
            return batches.count();
        }
    }
}
