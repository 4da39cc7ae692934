package io.github.clv4j.parquet;

import io.github.clv4j.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** The needed columns of a file, row group by row group. */
final class RowGroups implements AutoCloseable {
    private static final int SMALLEST_FILE = 12;
    /** Writers end pages after a megabyte or so, DuckDB after 100. */
    private static final int MOST_PAGE_BYTES = 1 << 28;

    private final ParquetFileReader reader;
    private final String sourceName;
    private final List<String> names;
    private final MessageType needed;
    private @Nullable PageReadStore group;

    private RowGroups(ParquetFileReader reader, String sourceName, List<String> names, MessageType needed) {
        this.reader = reader;
        this.sourceName = sourceName;
        this.names = names;
        this.needed = needed;
    }

    static RowGroups open(Path file, List<String> names) throws IOException {
        return open(file, names, MOST_PAGE_BYTES);
    }

    /** Opens a file whose pages unpack to so many bytes at most. */
    static RowGroups open(Path file, List<String> names, int mostPageBytes) throws IOException {
        String sourceName = file.toString();
        long size = Files.size(file);
        if (size < SMALLEST_FILE) {
            throw new DataException(sourceName + " is no Parquet file, or ends early: it has " + size + " bytes");
        }
        PlainParquetConfiguration plain = new PlainParquetConfiguration();
        ParquetReadOptions options = ParquetReadOptions.builder(plain)
                .usePageChecksumVerification(true)
                .withCodecFactory(new LimitedCodecs(
                        ParquetReadOptions.builder(plain).build().getCodecFactory(), mostPageBytes))
                .build();
        ParquetFileReader reader;
        try {
            reader = ParquetFileReader.open(new LocalInputFile(file), options);
        } catch (IOException | RuntimeException e) {
            throw damaged(sourceName, e);
        }
        try {
            MessageType schema = reader.getFileMetaData().getSchema();
            MessageType needed = needed(schema, names, sourceName);
            requireInside(reader.getRowGroups(), size, sourceName);
            reader.setRequestedSchema(needed);
            return new RowGroups(reader, sourceName, names, needed);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static MessageType needed(MessageType schema, List<String> names, String sourceName) {
        List<String> present = schema.getFields().stream().map(Type::getName).toList();
        List<Type> types = new LinkedHashSet<>(names)
                .stream().map(name -> type(schema, present, name, sourceName)).toList();
        return new MessageType(schema.getName(), types);
    }

    private static Type type(MessageType schema, List<String> present, String name, String sourceName) {
        if (!present.contains(name)) {
            throw new DataException(sourceName + ": no column '" + name + "'; the columns are " + present);
        }
        Type type = schema.getType(name);
        if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
            throw new DataException(
                    sourceName + ", column '" + name + "' is nested or repeated; a cell must be one value");
        }
        return type;
    }

    /** A place that lies outside must not be read, and its length not be believed. */
    private static void requireInside(List<BlockMetaData> blocks, long size, String sourceName) {
        for (BlockMetaData block : blocks) {
            for (ColumnChunkMetaData chunk : block.getColumns()) {
                long start = chunk.getStartingPos();
                long length = chunk.getTotalSize();
                if (start < 0 || length < 0 || length > size - start) {
                    throw new DataException(sourceName + " is damaged: column '"
                            + chunk.getPath().toDotString() + "' is said to be at bytes " + start + " to "
                            + (start + length) + " of " + size);
                }
            }
        }
    }

    /** The type of a needed column. */
    PrimitiveType type(int column) {
        return needed.getType(names.get(column)).asPrimitiveType();
    }

    /** Goes to the next row group; false if there is none. */
    boolean next() throws IOException {
        try {
            PageReadStore pages = reader.readNextRowGroup();
            group = pages == null ? null : new CheckedPages(pages);
        } catch (IOException | RuntimeException e) {
            throw damaged(sourceName, e);
        }
        return group != null;
    }

    /** Rows of the row group. */
    long rows() {
        return current().getRowCount();
    }

    /** Readers of the row group's needed columns, each at its first cell; a column that serves twice has one. */
    ColumnReader[] readers() {
        try {
            return open();
        } catch (RuntimeException e) {
            throw damaged(sourceName, e);
        }
    }

    private ColumnReader[] open() {
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                current(), new NoRecords(), needed, reader.getFileMetaData().getCreatedBy());
        ColumnReader[] readers = new ColumnReader[names.size()];
        for (int c = 0; c < readers.length; c++) {
            int first = names.indexOf(names.get(c));
            readers[c] = first < c
                    ? readers[first]
                    : store.getColumnReader(needed.getColumnDescription(new String[] {names.get(c)}));
        }
        return readers;
    }

    private PageReadStore current() {
        if (group == null) {
            throw new IllegalStateException("no row group");
        }
        return group;
    }

    static DataException damaged(String sourceName, Exception cause) {
        return new DataException(
                sourceName + " is damaged, ends early or is no Parquet file: " + cause.getMessage(), cause);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
