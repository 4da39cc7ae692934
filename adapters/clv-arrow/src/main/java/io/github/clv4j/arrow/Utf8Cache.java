package io.github.clv4j.arrow;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Makes strings of UTF-8, the same one again for a text seen lately: columns repeat themselves. */
final class Utf8Cache {
    private static final int SLOTS = 1 << 15;
    private static final int LONGEST = 64;

    private final byte[] @Nullable [] keys = new byte[SLOTS][];
    private final @Nullable String[] texts = new @Nullable String[SLOTS];
    private byte[] bytes = new byte[LONGEST];

    /** @throws CharacterCodingException if the bytes are not UTF-8 */
    String text(ArrowBuf buffer, long start, int length) throws CharacterCodingException {
        if (length > bytes.length) {
            bytes = new byte[Math.max(length, bytes.length + (bytes.length >> 1))];
        }
        buffer.getBytes(start, bytes, 0, length);
        if (length > LONGEST) {
            return decoded(length);
        }
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
        byte[] key = keys[slot];
        String known = texts[slot];
        if (key != null && known != null && Arrays.equals(key, 0, key.length, bytes, 0, length)) {
            return known;
        }
        String text = decoded(length);
        keys[slot] = Arrays.copyOf(bytes, length);
        texts[slot] = text;
        return text;
    }

    private String decoded(int length) throws CharacterCodingException {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            // Either a character like any other, or what the decoder puts for bytes that are none.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
        }
        return text;
    }
}
