package io.github.clv4j.arrow;

import static io.github.clv4j.arrow.Orders.COLUMNS;
import static io.github.clv4j.arrow.Orders.SKIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/** Damaged bytes are read as other data or refused, and nothing else: no other exception, no memory kept or asked for. */
class ArrowDamagePropertyTest {
    @Property(tries = 2_000, seed = "20250301")
    void anyDamageIsReadOrRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes)
            throws IOException {
        damage(seed, changes, CodecType.NO_COMPRESSION, 8 << 20);
    }

    /** An unpacked buffer may be 32,768 times as long. */
    @Property(tries = 2_000, seed = "20250301")
    void anyDamageOfCompressedBatchesIsReadOrRefused(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes, @ForAll boolean lz4)
            throws IOException {
        damage(seed, changes, lz4 ? CodecType.LZ4_FRAME : CodecType.ZSTD, 64 << 20);
    }

    private static void damage(long seed, int changes, CodecType codec, long limit) throws IOException {
        Random random = new Random(seed);
        try (Orders orders = new Orders()) {
            byte[] stream = stream(orders, codec);
            for (int i = 0; i < changes; i++) {
                stream[random.nextInt(stream.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : 0xff * random.nextInt(2));
            }
            try (BufferAllocator limited = orders.allocator.newChildAllocator("limited", 0, limit)) {
                Throwable thrown = catchThrowable(() -> ArrowTransactions.readInto(
                        new ByteArrayInputStream(stream), "orders", COLUMNS, TransactionLog.builder(SKIP), limited));
                if (thrown != null) {
                    assertThat(thrown)
                            .isInstanceOf(DataException.class)
                            .isNotInstanceOf(OutOfMemoryException.class)
                            .hasMessageContaining("orders");
                }
            }
        }
    }

    private static byte[] stream(Orders orders, CodecType codec) throws IOException {
        Dictionary ids = ArrowData.dictionary(1, List.of("a", "b", "c"), orders.allocator);
        DictionaryProvider.MapDictionaryProvider dictionaries = new DictionaryProvider.MapDictionaryProvider(ids);
        IntVector indices = (IntVector) ArrowData.encodedVector("id", 1, orders.allocator);
        for (int i = 0; i < 3; i++) {
            indices.setSafe(i, i);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VectorSchemaRoot root = new VectorSchemaRoot(
                List.of(orders.texts("note", "x", "y", "z"), indices, orders.days(3), orders.net(3)))) {
            ArrowData.write(out, false, root, dictionaries, 2, batch -> root.setRowCount(3), codec);
        }
        Objects.requireNonNull(ids.getVector()).close();
        return out.toByteArray();
    }
}
