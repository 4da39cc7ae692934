package io.github.clv4j.arrow;

import io.github.clv4j.data.DataException;
import java.nio.charset.CharacterCodingException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/** The texts of a column, each of which becomes a string once while it repeats. */
interface TextCells {
    /** The text in a row that is not null; null if the dictionary has null there. */
    @Nullable
    String at(int row);

    /** The texts of a vector as it is loaded when asked, or null if it holds no text. */
    static @Nullable TextCells of(FieldVector vector, Utf8Cache cache, String where) {
        if (vector instanceof VarCharVector texts) {
            return row -> {
                ArrowBuf offsets = texts.getOffsetBuffer();
                long at = (long) row * Integer.BYTES;
                return text(texts, offsets.getInt(at), offsets.getInt(at + Integer.BYTES), row, cache, where);
            };
        }
        if (vector instanceof LargeVarCharVector texts) {
            return row -> {
                ArrowBuf offsets = texts.getOffsetBuffer();
                long at = (long) row * Long.BYTES;
                return text(texts, offsets.getLong(at), offsets.getLong(at + Long.BYTES), row, cache, where);
            };
        }
        return null;
    }

    private static String text(FieldVector vector, long start, long end, int row, Utf8Cache cache, String where) {
        ArrowBuf data = vector.getDataBuffer();
        if (start < 0 || end < start || end > data.capacity() || end - start > Integer.MAX_VALUE) {
            throw new DataException(where + " is damaged: value " + row + " of the batch is said to be at bytes "
                    + start + " to " + end + " of " + data.capacity());
        }
        try {
            return cache.text(data, start, (int) (end - start));
        } catch (CharacterCodingException e) {
            throw new DataException(where + ": value " + row + " of the batch is not UTF-8", e);
        }
    }
}
