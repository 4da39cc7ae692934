package io.github.clv4j.benchmarks;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Writes the rows of the benchmarks as an Arrow stream. */
public final class ArrowShop {
    private static final int BATCH = 1 << 16;
    private static final int DIGITS = 18;

    /** What the customer ids are. */
    public enum Ids {
        /** Whole numbers of 64 bits. */
        NUMBER,
        /** Text, a string for each row. */
        UTF8,
        /** Text that stands in a dictionary once. */
        DICTIONARY
    }

    private ArrowShop() {}

    static void write(SkewedTransactions raw, Ids ids, Path file) throws IOException {
        long[] known = Arrays.stream(raw.customerIds()).distinct().sorted().toArray();
        ArrowType.Int indexType = new ArrowType.Int(Integer.SIZE, true);
        DictionaryEncoding encoding = new DictionaryEncoding(1, false, indexType);
        try (BufferAllocator allocator = new RootAllocator();
                VarCharVector entries = new VarCharVector("entries", allocator);
                VectorSchemaRoot root = new VectorSchemaRoot(List.of(
                        switch (ids) {
                            case NUMBER -> new BigIntVector("customer_id", allocator);
                            case UTF8 -> new VarCharVector("customer_id", allocator);
                            case DICTIONARY ->
                                new Field("customer_id", new FieldType(true, indexType, encoding), null)
                                        .createVector(allocator);
                        },
                        new DateDayVector("date", allocator),
                        new DecimalVector("amount", allocator, DIGITS, 2)));
                WritableByteChannel out = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < known.length && ids == Ids.DICTIONARY; i++) {
                entries.setSafe(i, text(known[i]));
            }
            entries.setValueCount(ids == Ids.DICTIONARY ? known.length : 0);
            MapDictionaryProvider dictionaries = new MapDictionaryProvider(new Dictionary(entries, encoding));
            try (ArrowStreamWriter writer = new ArrowStreamWriter(root, dictionaries, out)) {
                writer.start();
                for (int from = 0; from < raw.days().length; from += BATCH) {
                    fill(root, raw, known, from, Math.min(BATCH, raw.days().length - from));
                    writer.writeBatch();
                }
                writer.end();
            }
        }
    }

    private static void fill(VectorSchemaRoot root, SkewedTransactions raw, long[] known, int from, int count) {
        FieldVector ids = root.getVector(0);
        DateDayVector days = (DateDayVector) root.getVector(1);
        DecimalVector amounts = (DecimalVector) root.getVector(2);
        for (int i = 0; i < count; i++) {
            long id = raw.customerIds()[from + i];
            if (ids instanceof BigIntVector numbers) {
                numbers.setSafe(i, id);
            } else if (ids instanceof VarCharVector texts) {
                texts.setSafe(i, text(id));
            } else if (ids instanceof IntVector indices) {
                indices.setSafe(i, Arrays.binarySearch(known, id));
            }
            days.setSafe(i, raw.days()[from + i]);
            amounts.setSafe(i, raw.amountsMinor()[from + i]);
        }
        root.setRowCount(count);
    }

    private static byte[] text(long id) {
        return ("C" + id).getBytes(StandardCharsets.UTF_8);
    }
}
