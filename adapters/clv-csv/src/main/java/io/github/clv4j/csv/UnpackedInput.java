package io.github.clv4j.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file, unpacked if they are packed. Tells faults of the packing, and ends where a small file unpacks to
 * more than is likely to be meant.
 */
final class UnpackedInput extends InputStream {
    /** Bytes that are unpacked in one go: fewer are lost where one fails. */
    static final int MOST_AT_ONCE = 1 << 13;

    private static final int LONGEST_MAGIC = 4;
    /** Short files that repeat a line have any ratio. */
    private static final long FREE_BYTES = 1L << 24;

    private final Source source;
    private final InputStream bytes;
    private final CsvCompression compression;
    private final InflationLimit limit;
    private long unpacked;

    private UnpackedInput(Source source, InputStream bytes, CsvCompression compression, InflationLimit limit) {
        this.source = source;
        this.bytes = bytes;
        this.compression = compression;
        this.limit = limit;
    }

    static InputStream of(InputStream in, InflationLimit limit) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(in, LONGEST_MAGIC);
        byte[] first = new byte[LONGEST_MAGIC];
        int length = peeked.readNBytes(first, 0, LONGEST_MAGIC);
        peeked.unread(first, 0, length);
        CsvCompression compression = CsvCompression.ofMagic(first, length);
        Source source = new Source(peeked);
        return compression == CsvCompression.NONE
                ? peeked
                : new UnpackedInput(source, compression.unpack(source), compression, limit);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count;
        try {
            count = bytes.read(target, offset, Math.min(length, MOST_AT_ONCE));
        } catch (UndecodableException e) {
            throw e;
        } catch (IOException e) {
            if (source.ended && !source.failed) {
                throw cutOff(e);
            }
            throw e;
        } catch (RuntimeException e) {
            throw new UndecodableException("the " + compression.label() + " data is damaged", e);
        }
        if (count < 0 && compression == CsvCompression.ZSTD && !source.frames.isBetweenFrames()) {
            throw cutOff(null);
        }
        unpacked += Math.max(count, 0);
        if (unpacked > limit.mostBytes()) {
            throw new UndecodableException("unpacked from " + compression.label() + ", it has more than "
                    + limit.mostBytes() + " bytes; state a higher limit if that is meant");
        }
        if (unpacked > FREE_BYTES && unpacked / limit.mostRatio() > source.count) {
            throw new UndecodableException("unpacked from " + compression.label() + ", it is more than "
                    + limit.mostRatio() + " times as long as packed; state a higher limit if that is meant");
        }
        return count;
    }

    private UndecodableException cutOff(@Nullable IOException cause) {
        return new UndecodableException("the " + compression.label() + " data ends early; the file is cut off", cause);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** Counts the packed bytes, and knows its own failures from those of what unpacks. */
    private static final class Source extends FilterInputStream {
        private final ZstdFrames frames = new ZstdFrames();
        private long count;
        private boolean ended;
        private boolean failed;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            failed = true;
            int read = super.read(target, offset, length);
            failed = false;
            ended = read < 0;
            frames.take(target, offset, Math.max(read, 0));
            count += Math.max(read, 0);
            return read;
        }
    }
}
