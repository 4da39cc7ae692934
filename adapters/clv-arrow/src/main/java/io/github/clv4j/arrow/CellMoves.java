package io.github.clv4j.arrow;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.NumberCell;
import io.github.clv4j.data.RowWriter;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/** Finds, once for a column, how its cells go to the writer: by the vector's own accessor, without objects. */
final class CellMoves {
    private final Batches batches;
    private final String sourceName;
    private final Utf8Cache cache = new Utf8Cache();

    CellMoves(Batches batches, String sourceName) {
        this.batches = batches;
        this.sourceName = sourceName;
    }

    /** Moves the cell of a row that is not null. */
    interface Move {
        void cell(int row, RowWriter to);
    }

    private interface ToText {
        void set(RowWriter to, @Nullable String text);
    }

    Move customer(int column) {
        FieldVector vector = batches.vector(column);
        if (batches.dictionaryType(column) == null && vector instanceof UInt8Vector unsigned) {
            return (row, to) -> {
                long id = unsigned.get(row);
                if (id < 0) {
                    to.customer(Long.toUnsignedString(id));
                } else {
                    to.customer(id);
                }
            };
        }
        if (batches.dictionaryType(column) == null && vector instanceof BaseIntVector whole) {
            return (row, to) -> to.customer(whole.getValueAsLong(row));
        }
        return text(column, true, RowWriter::customer, "customer ids must be whole numbers, utf8 or large utf8");
    }

    Move label(int column, int dimension) {
        return text(column, false, (to, text) -> to.label(dimension, text), "labels must be utf8 or large utf8");
    }

    Move date(int column) {
        String rule = "dates must be date32, date64, timestamps, utf8 or large utf8";
        if (batches.dictionaryType(column) != null) {
            throw unsupported(column, rule);
        }
        FieldVector vector = batches.vector(column);
        if (vector instanceof DateDayVector days) {
            return (row, to) -> to.day(days.get(row));
        }
        if (vector instanceof DateMilliVector millis) {
            return (row, to) -> to.dateTime(millis.get(row), TimeUnit.MILLISECONDS);
        }
        if (vector instanceof TimeStampVector times
                && vector.getField().getType() instanceof ArrowType.Timestamp timestamp) {
            TimeUnit unit = switch (timestamp.getUnit()) {
                case SECOND -> TimeUnit.SECONDS;
                case MILLISECOND -> TimeUnit.MILLISECONDS;
                case MICROSECOND -> TimeUnit.MICROSECONDS;
                case NANOSECOND -> TimeUnit.NANOSECONDS;
            };
            return timestamp.getTimezone() == null
                    ? (row, to) -> to.dateTime(times.get(row), unit)
                    : (row, to) -> to.instant(times.get(row), unit);
        }
        return text(column, false, RowWriter::date, rule);
    }

    Move number(int column, NumberCell cell) {
        String rule = (cell == NumberCell.QUANTITY ? "quantities" : "amounts and costs")
                + " must be whole numbers, decimal128, float64, float32, utf8 or large utf8";
        if (batches.dictionaryType(column) != null) {
            throw unsupported(column, rule);
        }
        FieldVector vector = batches.vector(column);
        if (vector instanceof UInt8Vector unsigned) {
            return (row, to) -> to.number(cell, new BigDecimal(Long.toUnsignedString(unsigned.get(row))));
        }
        if (vector instanceof BaseIntVector whole) {
            return (row, to) -> to.number(cell, whole.getValueAsLong(row), 0);
        }
        if (vector instanceof DecimalVector decimals) {
            int scale = decimals.getScale();
            return (row, to) -> {
                if (isLong(decimals, row)) {
                    to.number(cell, low(decimals, row), scale);
                } else {
                    to.number(cell, decimals.getObject(row));
                }
            };
        }
        if (vector instanceof Float8Vector doubles) {
            return (row, to) -> to.number(cell, doubles.get(row));
        }
        if (vector instanceof Float4Vector floats) {
            return (row, to) -> to.number(cell, floats.get(row));
        }
        return text(column, false, (to, text) -> to.number(cell, text), rule);
    }

    private static long low(DecimalVector decimals, int row) {
        return decimals.getDataBuffer().getLong((long) row * DecimalVector.TYPE_WIDTH);
    }

    /** True if the upper half of the 128 bits is but the sign of the lower. */
    private static boolean isLong(DecimalVector decimals, int row) {
        ArrowBuf bits = decimals.getDataBuffer();
        long at = (long) row * DecimalVector.TYPE_WIDTH;
        return bits.getLong(at + Long.BYTES) == bits.getLong(at) >> (Long.SIZE - 1);
    }

    private Move text(int column, boolean ids, ToText to, String rule) {
        FieldVector vector = batches.vector(column);
        ArrowType entries = batches.dictionaryType(column);
        String where = where(column);
        TextCells texts;
        if (entries == null) {
            texts = TextCells.of(vector, cache, where);
        } else {
            boolean known = entries instanceof ArrowType.Utf8
                    || entries instanceof ArrowType.LargeUtf8
                    || (ids && entries instanceof ArrowType.Int);
            texts = known && vector instanceof BaseIntVector indices
                    ? new DictionaryTexts(batches, column, indices, cache, where)
                    : null;
        }
        if (texts == null) {
            throw unsupported(column, rule);
        }
        TextCells cells = texts;
        return (row, writer) -> to.set(writer, cells.at(row));
    }

    private String where(int column) {
        return sourceName + ", column '" + batches.vector(column).getField().getName() + "'";
    }

    private DataException unsupported(int column, String rule) {
        ArrowType entries = batches.dictionaryType(column);
        ArrowType type = batches.vector(column).getField().getType();
        return new DataException(where(column) + " is of type "
                + (entries == null ? type.toString() : "dictionary of " + entries) + "; " + rule);
    }
}
