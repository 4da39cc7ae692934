package io.github.clv4j.arrow;

import io.github.clv4j.table.AtomicFile;
import io.github.clv4j.table.Table;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;

/**
 * Writes tables as Arrow record batches of up to 16,384 rows, without compression.
 *
 * <p>Text becomes utf8, whole numbers int64, numbers float64, dates date32, and money decimal128 of 19 digits with the
 * currency's decimals, the currency's code standing in the field's metadata as {@code currency}. An unknown cell is null.
 *
 * <p>Vectors are made with the caller's allocator and given back when a method returns or throws.
 */
public final class ArrowTables {
    private static final String STREAM_SUFFIX = ".arrows";

    private ArrowTables() {}

    /**
     * Writes a table to a file, replacing it if it exists: as a stream if its name ends with {@code .arrows}, otherwise in
     * Arrow's file format. The file is there as a whole or not at all: the table is written to a temporary file in the
     * same folder, which then takes the name; if anything fails the temporary file is deleted and an earlier file stays.
     *
     * @throws IOException if the file cannot be written, or a text holds half of a surrogate pair
     */
    public static void write(Table table, Path file, BufferAllocator allocator) throws IOException {
        Objects.requireNonNull(table, "table");
        boolean stream = file.toString().endsWith(STREAM_SUFFIX);
        AtomicFile.write(file, out -> write(table, out, stream, allocator));
    }

    /**
     * Writes a table to a stream, in Arrow's stream format. The stream is flushed and not closed. If anything fails the
     * end marker is not written, so that a reader can tell.
     *
     * @throws IOException if the stream fails, or a text holds half of a surrogate pair
     */
    public static void write(Table table, OutputStream out, BufferAllocator allocator) throws IOException {
        write(table, out, true, allocator);
    }

    private static void write(Table table, OutputStream out, boolean stream, BufferAllocator allocator)
            throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        WritableByteChannel channel = Channels.newChannel(buffered);
        try (TableBatches batches = new TableBatches(table, allocator)) {
            VectorSchemaRoot root = batches.root();
            // Not closed: that would write the end marker after a failure too, and holds nothing else.
            ArrowWriter writer =
                    stream ? new ArrowStreamWriter(root, null, channel) : new ArrowFileWriter(root, null, channel);
            writer.start();
            while (batches.next()) {
                writer.writeBatch();
            }
            writer.end();
        }
        buffered.flush();
    }
}
