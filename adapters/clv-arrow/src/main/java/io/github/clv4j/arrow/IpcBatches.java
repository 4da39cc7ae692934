package io.github.clv4j.arrow;

import io.github.clv4j.data.DataException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.VectorBatchAppender;
import org.jspecify.annotations.Nullable;

/**
 * Batches of an IPC stream. Unlike the library's own reader it loads the needed columns only, holds every length against
 * the bytes that are there, and does not take a stream for whole that stops between two batches.
 */
final class IpcBatches implements Batches, AutoCloseable {
    private final MessageInput in;
    private final String sourceName;
    private final BufferAllocator allocator;
    private final Unpacking unpacking;
    private final List<Field> fields;
    private final int[] columns;
    private final FieldVector[] vectors;
    private final Map<Long, FieldVector> dictionaries = new HashMap<>();
    private int rows;
    private int batches;
    private int dictionaryVersion;

    IpcBatches(MessageInput in, String sourceName, BufferAllocator allocator, List<String> names) throws IOException {
        this(in, sourceName, allocator, names, CompressionCodec.Factory.INSTANCE);
    }

    /** Batches that are unpacked by these codecs. */
    IpcBatches(
            MessageInput in,
            String sourceName,
            BufferAllocator allocator,
            List<String> names,
            CompressionCodec.Factory codecs)
            throws IOException {
        this.in = in;
        this.sourceName = sourceName;
        this.allocator = allocator;
        this.unpacking = new Unpacking(codecs, allocator, sourceName);
        this.fields = readSchema().getFields();
        this.columns = NeededColumns.find(new Schema(fields), names, sourceName);
        this.vectors = new FieldVector[columns.length];
        for (int c = 0; c < columns.length; c++) {
            vectors[c] = vectorOf(columns[c], c);
        }
    }

    /** A column that serves twice has one vector. */
    private FieldVector vectorOf(int field, int before) {
        for (int c = 0; c < before; c++) {
            if (columns[c] == field) {
                return vectors[c];
            }
        }
        try {
            return inMemory(fields.get(field)).createVector(allocator);
        } catch (RuntimeException e) {
            throw new DataException(
                    sourceName + ", column '" + fields.get(field).getName() + "' is of a type that there is not: "
                            + e.getMessage(),
                    e);
        }
    }

    private Schema readSchema() throws IOException {
        try {
            Message message = in.next();
            if (message == null) {
                throw new DataException(sourceName + " has no schema: it starts with the end marker");
            }
            if (message.headerType() != MessageHeader.Schema) {
                throw in.damaged("kind " + message.headerType() + " and not a schema");
            }
            return MessageSerializer.deserializeSchema(message);
        } catch (DataException e) {
            throw e;
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    /** A dictionary-encoded field as the batches have it: the indices. */
    private static Field inMemory(Field field) {
        DictionaryEncoding encoding = field.getDictionary();
        return encoding == null
                ? field
                : new Field(
                        field.getName(),
                        new FieldType(field.isNullable(), encoding.getIndexType(), encoding),
                        List.of());
    }

    @Override
    public boolean next() throws IOException {
        try {
            while (true) {
                Message message = in.next();
                if (message == null) {
                    return false;
                }
                switch (message.headerType()) {
                    case MessageHeader.RecordBatch -> {
                        load(deserialized(message, in.takeBody(), MessageSerializer::deserializeRecordBatch));
                        batches++;
                        return true;
                    }
                    case MessageHeader.DictionaryBatch -> loadDictionary(message, in.takeBody());
                    default -> throw in.damaged("kind " + message.headerType() + " where a batch should be");
                }
            }
        } catch (DataException | OutOfMemoryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    private interface Deserializer<T> {
        T read(Message message, ArrowBuf body) throws IOException;
    }

    /** The content of a message, which then owns the body. */
    private <T> T deserialized(Message message, ArrowBuf body, Deserializer<T> deserializer) {
        try {
            return deserializer.read(message, body);
        } catch (IOException e) {
            // Nothing is read from the source here.
            release(body);
            throw damaged(e);
        } catch (RuntimeException e) {
            release(body);
            throw e;
        }
    }

    /** Gives a body back that no vector has yet, wherever the deserializer stopped. */
    private static void release(ArrowBuf body) {
        int held = body.getReferenceManager().getRefCount();
        if (held > 0) {
            body.getReferenceManager().release(held);
        }
    }

    private void load(ArrowRecordBatch batch) {
        try (batch) {
            CompressionCodec codec = unpacking.codec(batch.getBodyCompression());
            rows = batch.getLength();
            Iterator<ArrowFieldNode> nodes = batch.getNodes().iterator();
            Iterator<ArrowBuf> buffers = batch.getBuffers().iterator();
            Iterator<Long> variadic = batch.getVariadicBufferCounts().iterator();
            for (int f = 0; f < fields.size(); f++) {
                FieldVector needed = null;
                for (int c = 0; c < columns.length; c++) {
                    needed = columns[c] == f ? vectors[c] : needed;
                }
                if (needed == null) {
                    skip(inMemory(fields.get(f)), nodes, buffers, variadic);
                    continue;
                }
                ArrowFieldNode node = nodes.next();
                if (node.getLength() != rows) {
                    throw in.damaged(node.getLength() + " values of column '"
                            + fields.get(f).getName() + "' in a batch of " + rows + " rows");
                }
                Loading.load(needed, node, buffers, unpacking, codec);
            }
        }
    }

    private static void skip(
            Field field, Iterator<ArrowFieldNode> nodes, Iterator<ArrowBuf> buffers, Iterator<Long> variadic) {
        nodes.next();
        long count = TypeLayout.getTypeBufferCount(field.getType());
        if (field.getType() instanceof ArrowType.Utf8View || field.getType() instanceof ArrowType.BinaryView) {
            count += variadic.next();
        }
        for (long i = 0; i < count; i++) {
            buffers.next();
        }
        for (Field child : field.getChildren()) {
            skip(inMemory(child), nodes, buffers, variadic);
        }
    }

    private void loadDictionary(Message message, ArrowBuf body) {
        ArrowDictionaryBatch read = deserialized(message, body, MessageSerializer::deserializeDictionaryBatch);
        try (read) {
            Field field = neededDictionary(read.getDictionaryId());
            if (field == null) {
                return;
            }
            ArrowRecordBatch values = read.getDictionary();
            CompressionCodec codec = unpacking.codec(values.getBodyCompression());
            FieldVector loaded = field.createVector(allocator);
            try {
                Loading.load(
                        loaded, values.getNodes().get(0), values.getBuffers().iterator(), unpacking, codec);
                keep(read.getDictionaryId(), loaded, read.isDelta());
            } catch (RuntimeException e) {
                loaded.close();
                throw e;
            }
        }
    }

    private void keep(long id, FieldVector loaded, boolean delta) {
        FieldVector known = dictionaries.get(id);
        if (delta && known != null) {
            VectorBatchAppender.batchAppend(known, loaded);
            loaded.close();
        } else {
            dictionaries.put(id, loaded);
            if (known != null) {
                known.close();
            }
        }
        dictionaryVersion++;
    }

    /** The values' field of a dictionary; null if no needed column has it. */
    private @Nullable Field neededDictionary(long id) {
        for (int column : columns) {
            Field field = fields.get(column);
            DictionaryEncoding encoding = field.getDictionary();
            if (encoding != null && encoding.getId() == id) {
                return new Field(field.getName(), new FieldType(true, field.getType(), null), field.getChildren());
            }
        }
        return null;
    }

    private DataException damaged(Exception cause) {
        return new DataException(
                sourceName + " is damaged or no Arrow data, in or after batch " + batches + ": " + cause.getMessage(),
                cause);
    }

    /** The number of batches read so far. */
    int count() {
        return batches;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public FieldVector vector(int column) {
        return vectors[column];
    }

    @Override
    public @Nullable FieldVector dictionary(int column) {
        DictionaryEncoding encoding = fields.get(columns[column]).getDictionary();
        return encoding == null ? null : dictionaries.get(encoding.getId());
    }

    @Override
    public @Nullable ArrowType dictionaryType(int column) {
        Field field = fields.get(columns[column]);
        return field.getDictionary() == null ? null : field.getType();
    }

    @Override
    public int dictionaryVersion() {
        return dictionaryVersion;
    }

    @Override
    public void close() {
        for (FieldVector vector : vectors) {
            vector.close();
        }
        dictionaries.values().forEach(FieldVector::close);
    }
}
