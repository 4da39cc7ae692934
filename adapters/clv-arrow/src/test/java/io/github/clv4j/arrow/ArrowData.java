package io.github.clv4j.arrow;

import io.github.clv4j.kit.Transaction;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/** Stores test rows with Arrow's own writers, and reads cells with its vectors. */
final class ArrowData {
    private static final int BATCH = 1_000;

    private ArrowData() {}

    /** One batch after the other. */
    interface Fill {
        void batch(int index);
    }

    /** A file: stream format if the name ends with .arrows. */
    static void write(
            Path file,
            VectorSchemaRoot root,
            @Nullable DictionaryProvider dictionaries,
            int batches,
            Fill fill,
            CodecType codec)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, !file.toString().endsWith(".arrows"), root, dictionaries, batches, fill, codec);
        }
    }

    static void write(
            OutputStream out,
            boolean withFooter,
            VectorSchemaRoot root,
            @Nullable DictionaryProvider dictionaries,
            int batches,
            Fill fill)
            throws IOException {
        write(out, withFooter, root, dictionaries, batches, fill, CodecType.NO_COMPRESSION);
    }

    static void write(
            OutputStream out,
            boolean withFooter,
            VectorSchemaRoot root,
            @Nullable DictionaryProvider dictionaries,
            int batches,
            Fill fill,
            CodecType codec)
            throws IOException {
        WritableByteChannel channel = Channels.newChannel(out);
        CompressionCodec.Factory codecs = CompressionCodec.Factory.INSTANCE;
        try (ArrowWriter writer = withFooter
                ? new ArrowFileWriter(root, dictionaries, channel, Map.of(), IpcOption.DEFAULT, codecs, codec)
                : new ArrowStreamWriter(root, dictionaries, channel, IpcOption.DEFAULT, codecs, codec)) {
            writer.start();
            for (int i = 0; i < batches; i++) {
                fill.batch(i);
                writer.writeBatch();
            }
            writer.end();
        }
    }

    static FieldVector encodedVector(String name, long dictionary, BufferAllocator allocator) {
        ArrowType.Int indexType = new ArrowType.Int(32, true);
        DictionaryEncoding encoding = new DictionaryEncoding(dictionary, false, indexType);
        return new Field(name, new FieldType(true, indexType, encoding), null).createVector(allocator);
    }

    static Dictionary dictionary(long id, List<String> entries, BufferAllocator allocator) {
        VarCharVector vector = new VarCharVector("entries", allocator);
        for (int i = 0; i < entries.size(); i++) {
            vector.setSafe(i, entries.get(i).getBytes(StandardCharsets.UTF_8));
        }
        vector.setValueCount(entries.size());
        return new Dictionary(vector, new DictionaryEncoding(id, false, new ArrowType.Int(32, true)));
    }

    static void writeTyped(Path file, List<Transaction> rows, CodecType codec) throws IOException {
        List<Map<String, Integer>> codes = new ArrayList<>();
        for (int c = 0; c < Transaction.COLUMNS.size(); c++) {
            codes.add(new LinkedHashMap<>());
        }
        try (BufferAllocator allocator = new RootAllocator()) {
            List<FieldVector> vectors = new ArrayList<>();
            for (int c = 0; c < Transaction.COLUMNS.size(); c++) {
                String name = Transaction.COLUMNS.get(c);
                vectors.add(
                        switch (c) {
                            case 1 -> new DateDayVector(name, allocator);
                            case 2, 3, 6 -> new DecimalVector(name, allocator, 38, 3);
                            default -> encodedVector(name, c, allocator);
                        });
            }
            for (Transaction row : rows) {
                @Nullable Object[] cells = row.cells();
                for (int c = 0; c < cells.length; c++) {
                    if (cells[c] instanceof String text) {
                        codes.get(c).putIfAbsent(text, codes.get(c).size());
                    }
                }
            }
            DictionaryProvider.MapDictionaryProvider dictionaries = new DictionaryProvider.MapDictionaryProvider();
            for (int c : new int[] {0, 4, 5}) {
                dictionaries.put(dictionary(c, List.copyOf(codes.get(c).keySet()), allocator));
            }
            try (VectorSchemaRoot root = new VectorSchemaRoot(vectors)) {
                write(file, root, dictionaries, batches(rows), batch -> fillTyped(root, codes, rows, batch), codec);
            }
            dictionaries
                    .getDictionaryIds()
                    .forEach(id -> Objects.requireNonNull(dictionaries.lookup(id))
                            .getVector()
                            .close());
        }
    }

    private static int batches(List<Transaction> rows) {
        return (rows.size() + BATCH - 1) / BATCH;
    }

    private static void fillTyped(
            VectorSchemaRoot root, List<Map<String, Integer>> codes, List<Transaction> rows, int batch) {
        root.allocateNew();
        int from = batch * BATCH;
        int count = Math.min(BATCH, rows.size() - from);
        for (int i = 0; i < count; i++) {
            @Nullable Object[] cells = rows.get(from + i).cells();
            for (int c = 0; c < cells.length; c++) {
                FieldVector vector = root.getVector(c);
                Object cell = cells[c];
                if (cell == null) {
                    vector.setNull(i);
                } else if (vector instanceof DateDayVector days) {
                    days.setSafe(i, (int) ((LocalDate) cell).toEpochDay());
                } else if (vector instanceof DecimalVector decimals) {
                    decimals.setSafe(i, ((BigDecimal) cell).setScale(3));
                } else if (vector instanceof IntVector indices) {
                    indices.setSafe(i, Objects.requireNonNull(codes.get(c).get((String) cell)));
                }
            }
        }
        root.setRowCount(count);
    }

    static void writeTexts(Path file, List<Transaction> rows, CodecType codec) throws IOException {
        try (BufferAllocator allocator = new RootAllocator()) {
            List<FieldVector> vectors = new ArrayList<>();
            Transaction.COLUMNS.forEach(name -> vectors.add(new VarCharVector(name, allocator)));
            try (VectorSchemaRoot root = new VectorSchemaRoot(vectors)) {
                write(file, root, null, batches(rows), batch -> fillTexts(root, rows, batch), codec);
            }
        }
    }

    private static void fillTexts(VectorSchemaRoot root, List<Transaction> rows, int batch) {
        root.allocateNew();
        int from = batch * BATCH;
        int count = Math.min(BATCH, rows.size() - from);
        for (int i = 0; i < count; i++) {
            @Nullable Object[] cells = rows.get(from + i).cells();
            for (int c = 0; c < cells.length; c++) {
                Object cell = cells[c];
                if (cell != null && root.getVector(c) instanceof VarCharVector texts) {
                    texts.setSafe(i, cell.toString().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        root.setRowCount(count);
    }

    /** Adds the rows of a batch, cells as {@link io.github.clv4j.table.Column#textAt} has them. */
    static void addTexts(VectorSchemaRoot root, List<List<@Nullable String>> rows) {
        for (int row = 0; row < root.getRowCount(); row++) {
            List<@Nullable String> cells = new ArrayList<>();
            for (FieldVector vector : root.getFieldVectors()) {
                Object value = vector.getObject(row);
                if (value instanceof Integer days && vector instanceof DateDayVector) {
                    cells.add(LocalDate.ofEpochDay(days).toString());
                } else if (value instanceof BigDecimal money) {
                    cells.add(money.toPlainString());
                } else {
                    cells.add(value == null ? null : value.toString());
                }
            }
            rows.add(cells);
        }
    }
}
