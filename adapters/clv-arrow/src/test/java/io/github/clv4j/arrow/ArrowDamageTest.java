package io.github.clv4j.arrow;

import static io.github.clv4j.arrow.Orders.COLUMNS;
import static io.github.clv4j.arrow.Orders.SKIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowBodyCompression;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams and files that are cut, damaged or lie about lengths: all are refused, and none asks for the memory it tells of. */
class ArrowDamageTest {
    private static final int BATCHES = 4;

    private final Orders orders = new Orders();

    @TempDir
    private Path folder;

    @AfterEach
    void allMemoryIsGivenBack() {
        orders.close();
    }

    private byte[] of(boolean footer, List<Integer> boundaries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(orders.ids(3), orders.days(3), orders.net(3)))) {
            ArrowData.write(out, footer, root, null, BATCHES, batch -> {
                root.setRowCount(3);
                boundaries.add(out.size());
            });
        }
        return out.toByteArray();
    }

    private TransactionLog readFile(byte[] content) throws IOException {
        return ArrowTransactions.read(Files.write(folder.resolve("orders"), content), COLUMNS, SKIP, orders.allocator);
    }

    @Test
    void aWholeStreamIsReadFromAFileToo() throws IOException {
        assertThat(readFile(of(false, new ArrayList<>())).rows()).isEqualTo(3 * BATCHES);
        assertThat(readFile(of(true, new ArrayList<>())).rows()).isEqualTo(3 * BATCHES);
    }

    @Test
    void aStreamCutBetweenBatchesIsNotTakenForWhole() throws IOException {
        List<Integer> boundaries = new ArrayList<>();
        byte[] whole = of(false, boundaries);
        boundaries.add(whole.length - 8);
        assertThat(boundaries).hasSize(BATCHES + 1);
        for (int boundary : boundaries) {
            byte[] cut = Arrays.copyOf(whole, boundary);
            assertThatThrownBy(() -> orders.read(cut, COLUMNS, SKIP))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("orders ends early: in or after message ");
            assertThatThrownBy(() -> readFile(cut)).isInstanceOf(DataException.class);
        }
    }

    @Test
    void aCutAtAnyByteShows() throws IOException {
        for (boolean footer : new boolean[] {false, true}) {
            byte[] whole = of(footer, new ArrayList<>());
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> readFile(cut))
                        .as("%d of %d bytes", length, whole.length)
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining("ends early");
            }
        }
    }

    @Test
    void bytesAfterTheEndOfAFileAreNamed() throws IOException {
        byte[] once = of(false, new ArrayList<>());
        byte[] twice = Arrays.copyOf(once, 2 * once.length);
        System.arraycopy(once, 0, twice, once.length, once.length);

        assertThatThrownBy(() -> readFile(twice))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(once.length + " bytes follow the end marker; a file holds one stream");
        assertThat(orders.read(twice, COLUMNS, SKIP).rows()).isEqualTo(3 * BATCHES);
    }

    @Test
    void aFileIsNoStream() throws IOException {
        byte[] file = of(true, new ArrayList<>());
        assertThatThrownBy(() -> orders.read(file, COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessage("orders is an Arrow file, not a stream: read it by its path");
    }

    @Test
    void anEndMarkerBeforeTheLastBatchOfAFileShows() throws IOException {
        List<Integer> boundaries = new ArrayList<>();
        byte[] file = of(true, boundaries);
        Arrays.fill(file, boundaries.get(2) + 4, boundaries.get(2) + 8, (byte) 0);

        assertThatThrownBy(() -> readFile(file))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("its footer tells of 4 batches, but 2 come before the end marker");
    }

    @Test
    void aLengthIsBelievedAsFarAsBytesFollow() throws IOException {
        byte[] whole = of(false, new ArrayList<>());
        byte[] metadata = whole.clone();
        ByteBuffer.wrap(metadata).order(ByteOrder.LITTLE_ENDIAN).putInt(4, Integer.MAX_VALUE);
        assertEndsEarly(metadata);
        byte[] negative = whole.clone();
        ByteBuffer.wrap(negative).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -2);
        assertThatThrownBy(() -> orders.read(negative, COLUMNS, SKIP))
                .hasMessage("orders is damaged or no Arrow data: message 1 has a length of -2");

        byte[] body = withBodyLength(1L << 40);
        assertEndsEarly(body);
        assertThatThrownBy(() -> readFile(body)).hasMessageContaining("ends early");
    }

    private void assertEndsEarly(byte[] stream) {
        // A limit that is far below what the lengths tell of.
        try (BufferAllocator limited = orders.allocator.newChildAllocator("limited", 0, 4 << 20)) {
            assertThatThrownBy(() -> ArrowTransactions.readInto(
                            new ByteArrayInputStream(stream), "orders", COLUMNS, TransactionLog.builder(SKIP), limited))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("orders ends early");
        }
    }

    /** A stream whose only batch is not that which its vectors are. */
    private byte[] oneBatch(UnaryOperator<ArrowRecordBatch> change) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WriteChannel out = new WriteChannel(Channels.newChannel(bytes));
        try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(orders.ids(3), orders.days(3), orders.net(3)))) {
            root.setRowCount(3);
            MessageSerializer.serialize(out, root.getSchema());
            try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch();
                    ArrowRecordBatch changed = change.apply(batch)) {
                MessageSerializer.serialize(out, changed);
            }
        }
        out.writeIntLittleEndian(MessageSerializer.IPC_CONTINUATION_TOKEN);
        out.writeIntLittleEndian(0);
        return bytes.toByteArray();
    }

    private byte[] withBodyLength(long told) throws IOException {
        AtomicLong length = new AtomicLong();
        byte[] stream = oneBatch(batch -> {
            length.set(batch.computeBodyLength());
            return batch;
        });
        ByteBuffer bytes = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = stream.length - 8 - (int) length.get(); at >= 0; at--) {
            if (bytes.getLong(at) == length.get()) {
                bytes.putLong(at, told);
                return stream;
            }
        }
        throw new IllegalStateException("the length is not in the metadata");
    }

    private void assertDamaged(String message, UnaryOperator<ArrowRecordBatch> change) throws IOException {
        byte[] stream = oneBatch(change);
        try (BufferAllocator limited = orders.allocator.newChildAllocator("limited", 0, 4 << 20)) {
            assertThatThrownBy(() -> ArrowTransactions.readInto(
                            new ByteArrayInputStream(stream), "orders", COLUMNS, TransactionLog.builder(SKIP), limited))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("orders")
                    .hasMessageContaining(message);
        }
    }

    private static List<ArrowFieldNode> nodes(int length, int nulls) {
        ArrowFieldNode node = new ArrowFieldNode(length, nulls);
        return List.of(node, node, node);
    }

    @Test
    void moreRowsThanTheBuffersHoldAreDamage() throws IOException {
        assertDamaged(
                "is too short for 2147483647 values",
                batch -> new ArrowRecordBatch(Integer.MAX_VALUE, nodes(Integer.MAX_VALUE, 0), batch.getBuffers()));
        assertDamaged(
                "3 values of column 'id' in a batch of 2147483647 rows",
                batch -> new ArrowRecordBatch(Integer.MAX_VALUE, batch.getNodes(), batch.getBuffers()));
        assertDamaged("-1 values are null", batch -> new ArrowRecordBatch(-1, nodes(-1, 0), batch.getBuffers()));
        assertDamaged("5 of 3 values are null", batch -> new ArrowRecordBatch(3, nodes(3, 5), batch.getBuffers()));
        assertDamaged("in or after batch 0", batch -> new ArrowRecordBatch(3, List.of(), batch.getBuffers()));
    }

    @Test
    void codecsThatAreNotAtHandAreNamed() throws IOException {
        for (CodecType codec : List.of(CodecType.LZ4_FRAME, CodecType.ZSTD)) {
            byte[] stream = oneBatch(batch -> new ArrowRecordBatch(
                    3, batch.getNodes(), batch.getBuffers(), new ArrowBodyCompression(codec.getType(), (byte) 0)));
            try (MessageInput in = new MessageInput(
                            Channels.newChannel(new ByteArrayInputStream(stream)), -1, "orders", orders.allocator);
                    IpcBatches batches = new IpcBatches(
                            in,
                            "orders",
                            orders.allocator,
                            List.of("id", "day", "net"),
                            NoCompressionCodec.Factory.INSTANCE)) {
                assertThatThrownBy(batches::next)
                        .isInstanceOf(DataException.class)
                        .hasMessage(
                                "orders: its batches are compressed with " + codec + ", which needs"
                                        + " org.apache.arrow:arrow-compression on the class path; or write it without compression");
            }
        }
        byte brotli = 2;
        assertDamaged(
                "its batches are compressed by codec 2, method 0; this version knows LZ4_FRAME (0) and ZSTD (1)",
                batch -> new ArrowRecordBatch(
                        3, batch.getNodes(), batch.getBuffers(), new ArrowBodyCompression(brotli, (byte) 0)));
    }

    /** Buffers that are not what their batch says start with a length of any size. */
    @Test
    void lengthsOfCompressedBuffersAreNotBelieved() throws IOException {
        for (CodecType codec : List.of(CodecType.LZ4_FRAME, CodecType.ZSTD)) {
            assertDamaged(
                    "in or after batch 0",
                    batch -> new ArrowRecordBatch(
                            3, batch.getNodes(), batch.getBuffers(), new ArrowBodyCompression(codec.getType(), (byte)
                                    0)));
        }
        long huge = 1L << 40;
        assertDamaged("bytes claims to hold " + huge, batch -> {
            // Without validity, which nothing here needs and which is too short for a length.
            List<ArrowBuf> buffers = batch.getBuffers().stream()
                    .map(buffer -> buffer.readableBytes() < Long.BYTES ? orders.allocator.getEmpty() : buffer)
                    .toList();
            buffers.stream().filter(buffer -> buffer.readableBytes() > 0).forEach(buffer -> buffer.setLong(0, huge));
            ArrowBodyCompression zstd = new ArrowBodyCompression(CodecType.ZSTD.getType(), (byte) 0);
            return new ArrowRecordBatch(3, batch.getNodes(), buffers, zstd);
        });
    }

    @Test
    void offsetsOutsideTheTextAreDamage() throws IOException {
        byte[] stream = orders.stream(3, orders.texts("id", "aa", "bb", "cc"), orders.days(3), orders.net(3));
        ByteBuffer bytes = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        int offsets = indexOf(bytes, 0, 2, 4, 6);
        for (int wrong : new int[] {-1, Integer.MAX_VALUE, 5_000, 6}) {
            bytes.putInt(offsets + Integer.BYTES, wrong);
            assertThatThrownBy(() -> orders.read(stream, COLUMNS, SKIP))
                    .as("%d", wrong)
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("orders, column 'id' is damaged: value ");
        }
    }

    private static int indexOf(ByteBuffer bytes, int... numbers) {
        for (int at = 0; at < bytes.capacity() - numbers.length * Integer.BYTES; at += Integer.BYTES) {
            int same = 0;
            while (same < numbers.length && bytes.getInt(at + same * Integer.BYTES) == numbers[same]) {
                same++;
            }
            if (same == numbers.length) {
                return at;
            }
        }
        throw new IllegalStateException("not found");
    }

    @Test
    void whatIsNoArrowIsRefused() throws IOException {
        for (String text : List.of("id,day,net\n1,2025-03-01,19.90\n", "PAR1", "{}")) {
            assertThatThrownBy(() -> readFile(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(folder.resolve("orders").toString());
        }
        assertThatThrownBy(() -> ArrowTransactions.read(folder.resolve("none"), COLUMNS, SKIP, orders.allocator))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anAllocatorThatIsTooSmallSaysSo() throws IOException {
        byte[] stream = of(false, new ArrayList<>());
        try (BufferAllocator limited = orders.allocator.newChildAllocator("limited", 0, 64)) {
            assertThatThrownBy(() -> ArrowTransactions.readInto(
                            new ByteArrayInputStream(stream), "orders", COLUMNS, TransactionLog.builder(SKIP), limited))
                    .isInstanceOf(OutOfMemoryException.class);
        }
    }

    @Test
    void largeBodiesOfAStreamComeInPieces() throws IOException {
        int rows = 300_000;
        byte[] stream = orders.stream(rows, orders.ids(rows), orders.days(rows), orders.net(rows));
        assertThat(stream).hasSizeGreaterThan(8 << 20);
        assertThat(orders.read(stream, COLUMNS, SKIP).rows()).isEqualTo(rows);
    }

    @Test
    void aSourceThatFailsIsNotCalledDamaged() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> ArrowTransactions.readInto(
                        failing, "orders", COLUMNS, TransactionLog.builder(SKIP), orders.allocator))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }
}
