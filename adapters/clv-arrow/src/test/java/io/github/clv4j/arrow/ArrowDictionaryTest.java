package io.github.clv4j.arrow;

import static io.github.clv4j.arrow.Orders.COLUMNS;
import static io.github.clv4j.arrow.Orders.EUR;
import static io.github.clv4j.arrow.Orders.SKIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ids and labels that stand in dictionaries, which may be replaced and grow from batch to batch. */
class ArrowDictionaryTest {
    private final Orders orders = new Orders();

    @AfterEach
    void allMemoryIsGivenBack() {
        orders.close();
    }

    /** A message of a stream: entries of the dictionary, or a batch of one row for each index. */
    private record Part(@Nullable List<@Nullable String> entries, boolean delta, List<Integer> indices) {}

    private static Part dictionary(@Nullable String... entries) {
        return new Part(Arrays.asList(entries), false, List.of());
    }

    private static Part delta(@Nullable String... entries) {
        return new Part(Arrays.asList(entries), true, List.of());
    }

    private static Part batch(Integer... indices) {
        return new Part(null, false, List.of(indices));
    }

    /** Written message by message, since Arrow's stream writer lets dictionaries neither grow nor change. */
    private byte[] stream(Part... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WriteChannel out = new WriteChannel(Channels.newChannel(bytes));
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].entries() != null) {
                writeDictionary(out, parts[i]);
            }
            int rows = parts[i].indices().size();
            IntVector indices = (IntVector) ArrowData.encodedVector("id", 1, orders.allocator);
            for (int row = 0; row < rows; row++) {
                indices.setSafe(row, parts[i].indices().get(row));
            }
            try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(indices, orders.days(rows), orders.net(rows)))) {
                root.setRowCount(rows);
                if (i == 0) {
                    writeSchema(bytes, out, root);
                }
                if (rows > 0) {
                    try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
                        MessageSerializer.serialize(out, batch);
                    }
                }
            }
        }
        out.writeIntLittleEndian(MessageSerializer.IPC_CONTINUATION_TOKEN);
        out.writeIntLittleEndian(0);
        return bytes.toByteArray();
    }

    /** Before everything else, which the first part may have written already. */
    private void writeSchema(ByteArrayOutputStream bytes, WriteChannel out, VectorSchemaRoot root) throws IOException {
        byte[] written = bytes.toByteArray();
        bytes.reset();
        Dictionary utf8 = ArrowData.dictionary(1, List.of(), orders.allocator);
        DictionaryProvider.MapDictionaryProvider known = new DictionaryProvider.MapDictionaryProvider(utf8);
        List<Field> fields = new ArrayList<>();
        for (Field field : root.getSchema().getFields()) {
            fields.add(DictionaryUtility.toMessageFormat(field, known, new HashSet<>()));
        }
        utf8.getVector().close();
        MessageSerializer.serialize(out, new Schema(fields));
        bytes.write(written);
    }

    private void writeDictionary(WriteChannel out, Part part) throws IOException {
        VarCharVector entries = new VarCharVector("entries", orders.allocator);
        List<@Nullable String> texts = part.entries();
        int count = texts == null ? 0 : texts.size();
        for (int i = 0; i < count; i++) {
            String text = texts == null ? null : texts.get(i);
            if (text != null) {
                entries.setSafe(i, text.getBytes(StandardCharsets.UTF_8));
            }
        }
        try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(entries))) {
            root.setRowCount(count);
            try (ArrowDictionaryBatch batch =
                    new ArrowDictionaryBatch(1, new VectorUnloader(root).getRecordBatch(), part.delta())) {
                MessageSerializer.serialize(out, batch);
            }
        }
    }

    private List<String> ids(byte[] stream) throws IOException {
        return ids(orders.read(stream, COLUMNS, EUR));
    }

    private static List<String> ids(TransactionLog log) {
        List<String> ids = new ArrayList<>();
        for (int customer = 0; customer < log.customers(); customer++) {
            for (int row = log.start(customer); row < log.end(customer); row++) {
                ids.add(log.index().id(customer) + " " + log.amountMinor(row) / 100);
            }
        }
        return ids;
    }

    @Test
    void entriesAreIds() throws IOException {
        assertThat(ids(stream(dictionary("a", "b", "é"), batch(2, 0, 2, 1))))
                .containsExactlyInAnyOrder("é 1", "a 2", "é 3", "b 4");
    }

    @Test
    void aDictionaryIsReplaced() throws IOException {
        byte[] stream =
                stream(dictionary("a", "b"), batch(0, 1), dictionary("c", "d"), batch(0, 1), dictionary("e"), batch(0));
        assertThat(ids(stream)).containsExactlyInAnyOrder("a 1", "b 2", "c 1", "d 2", "e 1");

        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        try (ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(stream), orders.allocator)) {
            ArrowTransactions.readInto(reader, "orders", COLUMNS, builder);
        }
        assertThat(ids(builder.build())).containsExactlyInAnyOrder("a 1", "b 2", "c 1", "d 2", "e 1");
    }

    @Test
    void aDictionaryGrows() throws IOException {
        assertThat(ids(stream(dictionary("a"), batch(0), delta("b", "c"), batch(0, 2), delta("d"), batch(3, 1))))
                .containsExactlyInAnyOrder("a 1", "a 1", "c 2", "d 1", "b 2");
    }

    @Test
    void anEntryMayBeNull() throws IOException {
        TransactionLog log = orders.read(stream(dictionary("a", null), batch(0, 1)), COLUMNS, SKIP);
        assertThat(ids(log)).containsExactly("a 1");
        assertThat(log.report().rejected()).containsEntry(RejectReason.EMPTY_CUSTOMER_ID, 1L);
    }

    @Test
    void anIndexOutsideIsDamage() throws IOException {
        for (int index : new int[] {2, -1, Integer.MAX_VALUE}) {
            byte[] stream = stream(dictionary("a", "b"), batch(0, index));
            assertThatThrownBy(() -> orders.read(stream, COLUMNS, SKIP))
                    .isInstanceOf(DataException.class)
                    .hasMessage("orders, column 'id' is damaged: value 1 of the batch is entry " + index
                            + " of a dictionary of 2");
        }
    }

    @Test
    void aDictionaryThatIsNotThereIsNamed() throws IOException {
        byte[] stream = stream(batch(0), dictionary("a"));
        assertThatThrownBy(() -> orders.read(stream, COLUMNS, SKIP))
                .isInstanceOf(DataException.class)
                .hasMessage("orders, column 'id': its dictionary does not come before the batches that need it");
    }

    @Test
    void numbersInADictionaryAreIds() throws IOException {
        BigIntVector entries = new BigIntVector("entries", orders.allocator);
        entries.setSafe(0, 42);
        entries.setSafe(1, -7);
        entries.setValueCount(2);
        DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(32, true));
        IntVector indices = (IntVector) ArrowData.encodedVector("id", 1, orders.allocator);
        indices.setSafe(0, 1);
        indices.setSafe(1, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (entries;
                VectorSchemaRoot root = new VectorSchemaRoot(List.of(indices, orders.days(2), orders.net(2)))) {
            ArrowData.write(
                    out,
                    false,
                    root,
                    new DictionaryProvider.MapDictionaryProvider(new Dictionary(entries, encoding)),
                    1,
                    batch -> root.setRowCount(2));
        }
        for (boolean numeric : new boolean[] {true, false}) {
            assertThat(ids(orders.read(out.toByteArray(), numeric ? COLUMNS.withNumericIds() : COLUMNS, EUR)))
                    .containsExactlyInAnyOrder("-7 1", "42 2");
        }
    }
}
