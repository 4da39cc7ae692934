package io.github.clv4j.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Makes strings of UTF-8, the same one again for a text seen lately: columns repeat themselves. */
final class Utf8Cache {
    private static final int SLOTS = 1 << 15;
    private static final int LONGEST = 64;

    private final byte[] @Nullable [] keys = new byte[SLOTS][];
    private final @Nullable String[] texts = new @Nullable String[SLOTS];

    /** @throws CharacterCodingException if the bytes are not UTF-8 */
    String text(Binary value) throws CharacterCodingException {
        ByteBuffer buffer = value.toByteBuffer();
        int length = buffer.remaining();
        byte[] bytes = buffer.hasArray() ? buffer.array() : value.getBytes();
        int start = buffer.hasArray() ? buffer.arrayOffset() + buffer.position() : 0;
        if (length > LONGEST) {
            return decoded(bytes, start, length);
        }
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + bytes[start + i];
        }
        int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
        byte[] key = keys[slot];
        String known = texts[slot];
        if (key != null && known != null && Arrays.equals(key, 0, key.length, bytes, start, start + length)) {
            return known;
        }
        String text = decoded(bytes, start, length);
        keys[slot] = Arrays.copyOfRange(bytes, start, start + length);
        texts[slot] = text;
        return text;
    }

    private static String decoded(byte[] bytes, int start, int length) throws CharacterCodingException {
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            // Either a character like any other, or what the decoder puts for bytes that are none.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
        }
        return text;
    }
}
