package io.github.clv4j.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/** Cuts bytes after line ends into blocks of about a size; whether a line end ends a record is not known here. */
final class Blocks {
    private final InputStream in;
    private final ProgressInput file;
    private final int size;
    private byte[] carried = new byte[0];
    private long offset;
    private boolean ended;
    private @Nullable Throwable failure;

    /**
     * Cuts.
     *
     * @param in text, unpacked
     * @param file what {@code in} reads from
     * @param size bytes of a block
     */
    Blocks(InputStream in, ProgressInput file, int size) {
        this.in = in;
        this.file = file;
        this.size = size;
    }

    /** The next block; null if there is none. After a block that is cut only {@link #rest} may be asked for. */
    @Nullable
    Block next() {
        if (ended && carried.length == 0) {
            return null;
        }
        byte[] bytes = new byte[carried.length + size];
        System.arraycopy(carried, 0, bytes, 0, carried.length);
        int length = carried.length + fill(bytes, carried.length);
        carried = new byte[0];
        int end = length;
        boolean cut = failure != null;
        if (!ended && !cut) {
            end = afterLastLine(bytes, length);
            cut = end == 0;
            end = cut ? length : end;
            carried = new byte[length - end];
            System.arraycopy(bytes, end, carried, 0, carried.length);
        }
        Block block = new Block(bytes, end, offset, file.bytesRead(), cut);
        offset += end;
        return end == 0 && !cut ? null : block;
    }

    private int fill(byte[] bytes, int from) {
        int at = from;
        int least = Math.min(size, UnpackedInput.MOST_AT_ONCE);
        try {
            // What unpacks is always asked for as much, so that it fails at the same place as for a single reader.
            while (bytes.length - at >= least && !ended) {
                int count = in.read(bytes, at, bytes.length - at);
                ended = count < 0;
                at += Math.max(count, 0);
            }
        } catch (IOException | RuntimeException | Error e) {
            // Told where the bytes before it have been read.
            failure = e;
        }
        return at - from;
    }

    private static int afterLastLine(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** What is left. */
    InputStream rest() {
        return new SequenceInputStream(new ByteArrayInputStream(carried), new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int from, int count) throws IOException {
                ParsingThread.rethrow(failure);
                return ended ? -1 : in.read(target, from, count);
            }
        });
    }
}
