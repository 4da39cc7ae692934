package io.github.clv4j.arrow;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** A table's rows in vectors, batch by batch. */
final class TableBatches implements AutoCloseable {
    private static final int ROWS = 1 << 14;
    /** Digits of the largest long. */
    private static final int LONG_DIGITS = 19;

    private static final int DECIMAL_BITS = 128;

    private final Table table;
    private final VectorSchemaRoot root;
    /** Refuses what is no text; getBytes would write question marks. */
    private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();

    private int next;

    TableBatches(Table table, BufferAllocator allocator) {
        this.table = table;
        List<Field> fields = new ArrayList<>();
        for (Column column : table.columns()) {
            fields.add(field(column));
        }
        this.root = VectorSchemaRoot.create(new Schema(fields), allocator);
    }

    private static Field field(Column column) {
        Map<String, String> metadata = null;
        ArrowType type;
        switch (column.type()) {
            case TEXT -> type = ArrowType.Utf8.INSTANCE;
            case INTEGER -> type = new ArrowType.Int(Long.SIZE, true);
            case DECIMAL -> type = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case DATE -> type = new ArrowType.Date(DateUnit.DAY);
            case MONEY -> {
                type = new ArrowType.Decimal(LONG_DIGITS, column.money().digits(), DECIMAL_BITS);
                metadata = Map.of("currency", column.money().currency());
            }
            default -> throw new IllegalStateException("column type " + column.type());
        }
        return new Field(column.name(), new FieldType(true, type, null, metadata), null);
    }

    VectorSchemaRoot root() {
        return root;
    }

    /** Fills the vectors with the next rows; false if there are none. */
    boolean next() throws IOException {
        int count = Math.min(ROWS, table.rows() - next);
        if (count <= 0) {
            return false;
        }
        List<Column> columns = table.columns();
        for (int c = 0; c < columns.size(); c++) {
            FieldVector vector = root.getVector(c);
            vector.setInitialCapacity(count);
            vector.allocateNew();
            fill(vector, columns.get(c), count);
        }
        root.setRowCount(count);
        next += count;
        return true;
    }

    private void fill(FieldVector vector, Column column, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int row = next + i;
            if (column.isNull(row)) {
                vector.setNull(i);
            } else if (vector instanceof BigIntVector whole) {
                whole.set(i, column.longAt(row));
            } else if (vector instanceof DecimalVector money) {
                money.set(i, column.longAt(row));
            } else if (vector instanceof DateDayVector days) {
                days.set(i, (int) column.longAt(row));
            } else if (vector instanceof Float8Vector numbers) {
                numbers.set(i, column.doubleAt(row));
            } else if (vector instanceof VarCharVector texts) {
                ByteBuffer bytes = encoded(column, row);
                texts.setSafe(i, bytes, 0, bytes.limit());
            }
        }
    }

    private ByteBuffer encoded(Column column, int row) throws IOException {
        @Nullable String text = column.textAt(row);
        try {
            return utf8.encode(CharBuffer.wrap(Objects.requireNonNull(text)));
        } catch (CharacterCodingException e) {
            throw new IOException(
                    "table '" + table.name() + "', row " + (row + 1) + ", column '" + column.name()
                            + "': the text holds half of a surrogate pair, which no encoding can hold",
                    e);
        }
    }

    @Override
    public void close() {
        root.close();
    }
}
