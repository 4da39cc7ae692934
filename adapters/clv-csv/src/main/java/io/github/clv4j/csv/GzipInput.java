package io.github.clv4j.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The bytes in gzip members (RFC 1952). {@link java.util.zip.GZIPInputStream} takes a second member that is cut off, or
 * garbage in its place, for the end of the file; here both are faults.
 */
final class GzipInput extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int UNKNOWN_FLAGS = 0xe0;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int limit;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean inMember;
    private boolean begun;
    private boolean ended;

    GzipInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !beginMember()) {
                break;
            }
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsInput()) {
                requireBytes();
                inflater.setInput(buffer, next, limit - next);
                next = limit;
            } else {
                throw damaged();
            }
        }
        end();
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw damaged();
        }
    }

    /** Reads a member's header; false at the end of the file, before which there may be zeros. */
    private boolean beginMember() throws IOException {
        int first = 0;
        while (first == 0) {
            if (next == limit && !fill()) {
                return false;
            }
            first = buffer[next++] & 0xff;
            if (!begun && first == 0) {
                throw damaged();
            }
        }
        if (first != 0x1f || next() != 0x8b || next() != 8) {
            throw damaged();
        }
        int flags = next();
        if ((flags & UNKNOWN_FLAGS) != 0) {
            throw damaged();
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            int low = next();
            skip(next() << 8 | low);
        }
        for (int flag = NAME; flag <= COMMENT; flag += NAME) {
            for (int c = flags & flag; c != 0; ) {
                c = next();
            }
        }
        skip((flags & HEADER_CHECKSUM) != 0 ? 2 : 0);
        inflater.reset();
        checksum.reset();
        inflater.setInput(buffer, next, limit - next);
        next = limit;
        inMember = true;
        begun = true;
        return true;
    }

    private void endMember() throws IOException {
        next = limit - inflater.getRemaining();
        if (fourBytes() != checksum.getValue() || fourBytes() != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw damaged();
        }
        inMember = false;
    }

    private long fourBytes() throws IOException {
        return next() | (long) next() << 8 | (long) next() << 16 | (long) next() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private int next() throws IOException {
        requireBytes();
        return buffer[next++] & 0xff;
    }

    private void requireBytes() throws IOException {
        if (next == limit && !fill()) {
            end();
            throw new UndecodableException("the gzip data ends early; the file is cut off");
        }
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        next = 0;
        limit = Math.max(count, 0);
        return count > 0;
    }

    private UndecodableException damaged() {
        end();
        return new UndecodableException("the gzip data is damaged");
    }

    private void end() {
        ended = true;
        inflater.end();
    }
}
