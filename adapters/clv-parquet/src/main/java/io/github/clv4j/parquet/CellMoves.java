package io.github.clv4j.parquet;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.NumberCell;
import io.github.clv4j.data.RowWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Finds, once for a column, how its cells go to the writer. */
final class CellMoves {
    private static final int JULIAN_EPOCH = 2_440_588;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final String sourceName;
    private final Utf8Cache cache = new Utf8Cache();

    CellMoves(String sourceName) {
        this.sourceName = sourceName;
    }

    /** Moves the reader's current cell, which is not null. */
    interface Move {
        void cell(ColumnReader from, RowWriter to);
    }

    private interface ToText {
        void set(RowWriter to, String text);
    }

    Move customer(PrimitiveType type) {
        if (isWhole(type)) {
            if (isUnsigned(type) && type.getPrimitiveTypeName() == PrimitiveTypeName.INT64) {
                return (from, to) -> to.customer(Long.toUnsignedString(from.getLong()));
            }
            Whole whole = whole(type);
            return (from, to) -> to.customer(whole.of(from));
        }
        return text(type, RowWriter::customer, "customer ids must be whole numbers or strings");
    }

    Move label(PrimitiveType type, int dimension) {
        return text(type, (to, text) -> to.label(dimension, text), "labels must be strings");
    }

    Move date(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        PrimitiveTypeName physical = type.getPrimitiveTypeName();
        if (logical instanceof DateLogicalTypeAnnotation) {
            return (from, to) -> to.day(from.getInteger());
        }
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp && physical == PrimitiveTypeName.INT64) {
            TimeUnit unit = switch (timestamp.getUnit()) {
                case MILLIS -> TimeUnit.MILLISECONDS;
                case MICROS -> TimeUnit.MICROSECONDS;
                case NANOS -> TimeUnit.NANOSECONDS;
            };
            return timestamp.isAdjustedToUTC()
                    ? (from, to) -> to.instant(from.getLong(), unit)
                    : (from, to) -> to.dateTime(from.getLong(), unit);
        }
        if (physical == PrimitiveTypeName.INT96) {
            return (from, to) -> to.instant(seconds(from.getBinary()), TimeUnit.SECONDS);
        }
        return text(type, RowWriter::date, "dates must be dates, timestamps or strings");
    }

    /** The old form of a timestamp: nanoseconds of the day, then the Julian day. */
    private static long seconds(Binary int96) {
        ByteBuffer bytes = int96.toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
        long seconds = Math.floorDiv(bytes.getLong(0), NANOS_PER_SECOND);
        return (bytes.getInt(Long.BYTES) - (long) JULIAN_EPOCH) * SECONDS_PER_DAY + seconds;
    }

    Move number(PrimitiveType type, NumberCell cell) {
        PrimitiveTypeName physical = type.getPrimitiveTypeName();
        if (isWhole(type)) {
            if (isUnsigned(type) && physical == PrimitiveTypeName.INT64) {
                return (from, to) -> to.number(cell, new BigDecimal(Long.toUnsignedString(from.getLong())));
            }
            Whole whole = whole(type);
            return (from, to) -> to.number(cell, whole.of(from), 0);
        }
        if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal) {
            int scale = decimal.getScale();
            if (physical == PrimitiveTypeName.INT32 || physical == PrimitiveTypeName.INT64) {
                Whole unscaled = whole(type);
                return (from, to) -> to.number(cell, unscaled.of(from), scale);
            }
            return (from, to) -> bytes(to, cell, from.getBinary(), scale);
        }
        if (physical == PrimitiveTypeName.DOUBLE) {
            return (from, to) -> to.number(cell, from.getDouble());
        }
        if (physical == PrimitiveTypeName.FLOAT) {
            return (from, to) -> to.number(cell, from.getFloat());
        }
        return text(
                type,
                (to, text) -> to.number(cell, text),
                (cell == NumberCell.QUANTITY ? "quantities" : "amounts and costs")
                        + " must be whole numbers, decimals, doubles, floats or strings");
    }

    private static void bytes(RowWriter to, NumberCell cell, Binary value, int scale) {
        ByteBuffer bytes = value.toByteBuffer();
        int at = bytes.position();
        int length = bytes.remaining();
        byte sign = length == 0 ? 0 : (byte) (bytes.get(at) >> (Byte.SIZE - 1));
        // Bytes that only repeat the sign, the first one kept excepted.
        int first = Math.max(0, length - Long.BYTES);
        for (int i = 0; i < first; i++) {
            if (bytes.get(at + i) != sign) {
                to.number(cell, new BigDecimal(new BigInteger(value.getBytes()), scale));
                return;
            }
        }
        long unscaled = sign;
        for (int i = first; i < length; i++) {
            unscaled = unscaled << Byte.SIZE | (bytes.get(at + i) & 0xff);
        }
        if (first > 0 && unscaled < 0 != sign < 0) {
            to.number(cell, new BigDecimal(new BigInteger(value.getBytes()), scale));
        } else {
            to.number(cell, unscaled, scale);
        }
    }

    private interface Whole {
        long of(ColumnReader from);
    }

    private static Whole whole(PrimitiveType type) {
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT64) {
            return ColumnReader::getLong;
        }
        return isUnsigned(type) ? from -> Integer.toUnsignedLong(from.getInteger()) : ColumnReader::getInteger;
    }

    private static boolean isWhole(PrimitiveType type) {
        PrimitiveTypeName physical = type.getPrimitiveTypeName();
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return (physical == PrimitiveTypeName.INT32 || physical == PrimitiveTypeName.INT64)
                && (logical == null || logical instanceof IntLogicalTypeAnnotation);
    }

    private static boolean isUnsigned(PrimitiveType type) {
        return type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation whole && !whole.isSigned();
    }

    private Move text(PrimitiveType type, ToText to, String rule) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        boolean string = logical == null
                || logical instanceof StringLogicalTypeAnnotation
                || logical instanceof EnumLogicalTypeAnnotation;
        String where = sourceName + ", column '" + type.getName() + "'";
        if (type.getPrimitiveTypeName() != PrimitiveTypeName.BINARY || !string) {
            throw new DataException(where + " is of type " + type.getPrimitiveTypeName()
                    + (logical == null ? "" : " " + logical) + "; " + rule);
        }
        return (from, writer) -> {
            try {
                to.set(writer, cache.text(from.getBinary()));
            } catch (CharacterCodingException e) {
                throw new DataException(where + ": a value is not UTF-8", e);
            }
        };
    }
}
