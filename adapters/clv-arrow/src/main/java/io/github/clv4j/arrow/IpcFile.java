package io.github.clv4j.arrow;

import io.github.clv4j.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.apache.arrow.flatbuf.Footer;

/** What the Arrow file format has around the stream: a magic word, and a footer that shows the file to be whole. */
final class IpcFile {
    private static final byte[] MAGIC = {'A', 'R', 'R', 'O', 'W', '1'};
    private static final int START = 8;
    private static final int TAIL = Integer.BYTES + MAGIC.length;

    private final SeekableByteChannel in;
    private final String sourceName;
    private final long size;

    IpcFile(SeekableByteChannel in, String sourceName) throws IOException {
        this.in = in;
        this.sourceName = sourceName;
        this.size = in.size();
    }

    /** True for the file format, false for a stream that is kept in a file. */
    boolean hasMagic() throws IOException {
        return size >= MAGIC.length && Arrays.equals(bytes(0, MAGIC.length).array(), MAGIC);
    }

    /** The number of batches that the footer tells; the channel is then at the start of the stream. */
    int batches() throws IOException {
        if (size < START + TAIL
                || !Arrays.equals(bytes(size - MAGIC.length, MAGIC.length).array(), MAGIC)) {
            throw new DataException(sourceName + " ends early: it starts as an Arrow file, but has no footer");
        }
        int length = bytes(size - TAIL, Integer.BYTES).getInt(0);
        if (length <= 0 || length > size - START - TAIL) {
            throw new DataException(sourceName + " is damaged: its footer has a length of " + length);
        }
        Footer footer = Footer.getRootAsFooter(bytes(size - TAIL - length, length));
        in.position(START);
        return footer.recordBatchesLength();
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(position);
        while (bytes.hasRemaining()) {
            if (in.read(bytes) < 0) {
                throw new DataException(sourceName + " ends early: it became shorter while it was read");
            }
        }
        return bytes.flip();
    }
}
