package io.github.clv4j.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as text: obeys a byte order mark, refuses what does not decode instead of replacing it, and hands over what comes
 * before the fault first.
 */
final class DecodingReader extends Reader {
    private static final int BLOCK = 1 << 16;
    private static final int LONGEST_MAGIC = 4;

    private final InputStream in;
    private final @Nullable Charset stated;
    private final ByteBuffer bytes;
    private final CharBuffer single = CharBuffer.allocate(2).limit(0);
    private @Nullable CharsetDecoder decoder;
    private long bytesRead;
    private boolean ended;
    private boolean flushed;

    /** For a text from its beginning. */
    DecodingReader(InputStream in, @Nullable Charset stated) {
        this.in = in;
        this.stated = stated;
        this.bytes = ByteBuffer.allocate(BLOCK).limit(0);
    }

    /**
     * For the rest of a text whose encoding is known.
     *
     * @param offset bytes of the text before it
     */
    DecodingReader(InputStream in, Charset charset, long offset) {
        this(in, charset);
        this.decoder = decoder(charset);
        this.bytesRead = offset;
    }

    private DecodingReader(Block block, Charset charset) {
        this.in = block.stream();
        this.stated = charset;
        this.bytes = ByteBuffer.wrap(block.bytes(), 0, block.length());
        this.decoder = decoder(charset);
        this.bytesRead = block.offset() + block.length();
        this.ended = true;
    }

    /** For a block of a text whose encoding is known. */
    static DecodingReader of(Block block, Charset charset) {
        return new DecodingReader(block, charset);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (single.hasRemaining()) {
            target[offset] = single.get();
            return 1;
        }
        if (length > 1) {
            return decode(CharBuffer.wrap(target, offset, length));
        }
        // A character outside the basic plane needs two places.
        single.clear();
        int count = decode(single);
        single.flip();
        if (count < 0) {
            return count;
        }
        target[offset] = single.get();
        return 1;
    }

    private int decode(CharBuffer out) throws IOException {
        CharsetDecoder from = decoder == null ? begin() : decoder;
        int first = out.position();
        while (!flushed) {
            CoderResult result = from.decode(bytes, out, ended);
            if (result.isUnderflow() && ended) {
                flushed = true;
                result = from.flush(out);
            }
            // What was decoded goes out before the complaint, so that the parser knows the line.
            if (out.position() > first) {
                return out.position() - first;
            }
            if (result.isError()) {
                throw undecodable(from.charset(), result.length());
            }
            if (!ended) {
                fill();
            }
        }
        return -1;
    }

    private CharsetDecoder begin() throws IOException {
        while (bytes.remaining() < LONGEST_MAGIC && !ended) {
            fill();
        }
        byte[] first = bytes.array();
        if (startsWith(first, bytes.limit(), 'P', 'K', 3, 4)) {
            throw new UndecodableException("this is a ZIP archive or an Excel workbook, not CSV text; save it as CSV");
        }
        if (startsWith(first, bytes.limit(), 0x1f, 0x8b)) {
            throw new UndecodableException("this is gzip-compressed twice, not CSV text; decompress it first");
        }
        decoder = decoder(charset(first, bytes.limit(), stated));
        return decoder;
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The encoding of a text by its first bytes. A mark itself decodes to U+FEFF, which whoever reads the header leaves out. */
    static Charset charset(byte[] first, int length, @Nullable Charset stated) {
        if (startsWith(first, length, 0xef, 0xbb, 0xbf)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(first, length, 0xfe, 0xff)) {
            return StandardCharsets.UTF_16BE;
        }
        if (startsWith(first, length, 0xff, 0xfe)) {
            return StandardCharsets.UTF_16LE;
        }
        return stated == null ? StandardCharsets.UTF_8 : stated;
    }

    /** True if bytes of ASCII characters are never part of others, so that line ends and quotes are found without decoding. */
    static boolean keepsAscii(Charset charset) {
        String name = charset.name();
        return charset.equals(StandardCharsets.UTF_8)
                || charset.equals(StandardCharsets.US_ASCII)
                || name.startsWith("ISO-8859-")
                || name.startsWith("windows-125");
    }

    private static boolean startsWith(byte[] first, int length, int... magic) {
        if (length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((first[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
            bytesRead += count;
        }
        bytes.flip();
    }

    private UndecodableException undecodable(Charset charset, int length) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < length && i < bytes.remaining(); i++) {
            int value = bytes.get(bytes.position() + i) & 0xff;
            hex.append(hex.isEmpty() ? "0x" : " 0x")
                    .append(Character.forDigit(value >> 4, 16))
                    .append(Character.forDigit(value & 15, 16));
        }
        return new UndecodableException("byte " + hex + " at offset " + (bytesRead - bytes.remaining()) + " is not "
                + charset + " text; state the file's encoding, such as windows-1252 or ISO-8859-1");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
