package io.github.clv4j.csv;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Some bytes of a text, from the beginning of one line to the end of another unless it is {@linkplain #isCut() cut}. Hot:
 * {@link #scan}.
 */
final class Block {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7f * ONES;
    private static final long HIGH_BITS = ~LOW_BITS;

    private final byte[] bytes;
    private final int length;
    private final long offset;
    private final long bytesRead;
    private final boolean cut;

    private int lines;
    private boolean quotes;

    /**
     * Bytes.
     *
     * @param offset place of the first in the text
     * @param bytesRead bytes of the file that were read by then; fewer or more, where the file is packed
     * @param cut true if it may end within a line though more bytes follow
     */
    Block(byte[] bytes, int length, long offset, long bytesRead, boolean cut) {
        this.bytes = bytes;
        this.length = length;
        this.offset = offset;
        this.bytesRead = bytesRead;
        this.cut = cut;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    long offset() {
        return offset;
    }

    long bytesRead() {
        return bytesRead;
    }

    boolean isCut() {
        return cut;
    }

    InputStream stream() {
        return new ByteArrayInputStream(bytes, 0, length);
    }

    /** Looks for quotes and counts lines; to be called before the two are asked for. */
    void scan() {
        int count = 0;
        long noQuotes = -1;
        long noReturns = -1;
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            count += Long.BYTES - Long.bitCount(nonZeros(eight ^ ('\n' * ONES)));
            noQuotes &= nonZeros(eight ^ ('"' * ONES));
            noReturns &= nonZeros(eight ^ ('\r' * ONES));
        }
        boolean quoted = (noQuotes & HIGH_BITS) != HIGH_BITS;
        boolean returned = (noReturns & HIGH_BITS) != HIGH_BITS;
        for (; i < length; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
            quoted |= bytes[i] == '"';
            returned |= bytes[i] == '\r';
        }
        lines = count + (returned ? returnsAlone() : 0);
        quotes = quoted;
    }

    /** The highest bit of each byte that is not 0. */
    private static long nonZeros(long eight) {
        return (((eight & LOW_BITS) + LOW_BITS) | eight) & HIGH_BITS;
    }

    private int returnsAlone() {
        int count = 0;
        for (int i = 0; i < length; i++) {
            count += bytes[i] == '\r' && !(i + 1 < length && bytes[i + 1] == '\n') ? 1 : 0;
        }
        return count;
    }

    /** True if there is anything that a header may be, in the first place an ASCII letter. */
    boolean hasText() {
        for (int i = 0; i < length; i++) {
            if (bytes[i] > ' ') {
                return true;
            }
        }
        return false;
    }

    /** Number of line ends. */
    int lines() {
        return lines;
    }

    /** True if there is a quote, so that a line end may be within a field, here or further on. */
    boolean hasQuotes() {
        return quotes;
    }
}
