package io.github.clv4j.parquet;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.ColumnType;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Tells the library of a table's rows; what it is given for a row is the row's index. */
final class TableWriter extends WriteSupport<Integer> {
    /** Digits of the largest long, and the bytes that hold so many. */
    private static final int LONG_DIGITS = 19;

    private static final int MONEY_BYTES = 9;

    private final Table table;
    /** Refuses what is no text; getBytes would write question marks. */
    private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();

    private @Nullable RecordConsumer consumer;

    private TableWriter(Table table) {
        this.table = table;
    }

    /** Makes a writer of a table's rows. */
    static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
        private final Table table;

        Builder(Table table, OutputFile file) {
            super(file);
            this.table = table;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        // Abstract still, though deprecated.
        @SuppressWarnings("deprecation")
        protected WriteSupport<Integer> getWriteSupport(Configuration configuration) {
            return new TableWriter(table);
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration configuration) {
            return new TableWriter(table);
        }
    }

    @Override
    // Abstract still, though deprecated.
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    private WriteContext context() {
        List<Type> types = new ArrayList<>();
        Map<String, String> metadata = new HashMap<>();
        for (Column column : table.columns()) {
            types.add(type(column));
            if (column.type() == ColumnType.MONEY) {
                metadata.put("currency." + column.name(), column.money().currency());
            }
        }
        return new WriteContext(new MessageType("table", types), metadata);
    }

    private static Type type(Column column) {
        return switch (column.type()) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case INTEGER -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case DECIMAL -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case DATE ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(column.name());
            case MONEY ->
                Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(MONEY_BYTES)
                        .as(LogicalTypeAnnotation.decimalType(column.money().digits(), LONG_DIGITS))
                        .named(column.name());
        };
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        this.consumer = recordConsumer;
    }

    @Override
    public void write(Integer row) {
        RecordConsumer to = Objects.requireNonNull(consumer);
        to.startMessage();
        List<Column> columns = table.columns();
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            if (!column.isNull(row)) {
                to.startField(column.name(), c);
                cell(to, column, row);
                to.endField(column.name(), c);
            }
        }
        to.endMessage();
    }

    private void cell(RecordConsumer to, Column column, int row) {
        switch (column.type()) {
            case TEXT -> to.addBinary(text(column, row));
            case INTEGER -> to.addLong(column.longAt(row));
            case DECIMAL -> to.addDouble(column.doubleAt(row));
            case DATE -> to.addInteger((int) column.longAt(row));
            case MONEY -> to.addBinary(money(column.longAt(row)));
        }
    }

    private static Binary money(long minor) {
        ByteBuffer bytes = ByteBuffer.allocate(MONEY_BYTES);
        bytes.put((byte) (minor >> (Long.SIZE - 1)));
        bytes.putLong(minor);
        return Binary.fromConstantByteArray(bytes.array());
    }

    private Binary text(Column column, int row) {
        try {
            ByteBuffer bytes = utf8.encode(CharBuffer.wrap(Objects.requireNonNull(column.textAt(row))));
            return Binary.fromConstantByteBuffer(bytes);
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException(new IOException(
                    "table '" + table.name() + "', row " + (row + 1) + ", column '" + column.name()
                            + "': the text holds half of a surrogate pair, which no encoding can hold",
                    e));
        }
    }
}
