package io.github.clv4j.arrow;

import io.github.clv4j.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Messages of an IPC stream: metadata and body. A length is believed as far as the bytes follow, so that memory is never
 * asked for much more than was read.
 */
final class MessageInput implements AutoCloseable {
    private static final int FIRST_PIECE = 1 << 20;
    /** The start of an Arrow file, "ARRO", read as a length. */
    private static final int FILE_MAGIC = 0x4f525241;

    private final ReadableByteChannel in;
    private final String sourceName;
    private final BufferAllocator allocator;
    /** Bytes that are there to read, or -1 if nobody knows. */
    private long left;

    private long messages;
    private @Nullable ArrowBuf body;

    MessageInput(ReadableByteChannel in, long available, String sourceName, BufferAllocator allocator) {
        this.in = in;
        this.left = available;
        this.sourceName = sourceName;
        this.allocator = allocator;
    }

    /** The next message, or null at the end marker; its body is {@link #takeBody}. */
    @Nullable
    Message next() throws IOException {
        close();
        int length = readInt();
        if (length == MessageSerializer.IPC_CONTINUATION_TOKEN) {
            length = readInt();
        }
        if (length == 0) {
            return null;
        }
        if (length == FILE_MAGIC && messages == 0 && left < 0) {
            throw new DataException(sourceName + " is an Arrow file, not a stream: read it by its path");
        }
        messages++;
        if (length < 0) {
            throw damaged("a length of " + length);
        }
        Message message = Message.getRootAsMessage(metadata(length));
        if (message.bodyLength() < 0) {
            throw damaged("a body length of " + message.bodyLength());
        }
        body = body(message.bodyLength());
        return message;
    }

    /** The body of the last message, as long as it says; the caller has to release it. */
    ArrowBuf takeBody() {
        ArrowBuf taken = body;
        if (taken == null) {
            throw new IllegalStateException("no message was read");
        }
        body = null;
        return taken;
    }

    /** Gives the last body back if it was not taken; the channel stays open. */
    @Override
    public void close() {
        if (body != null) {
            body.close();
            body = null;
        }
    }

    /** Bytes that are left, or -1 if nobody knows. */
    long left() {
        return left;
    }

    DataException damaged(String found) {
        return new DataException(sourceName + " is damaged or no Arrow data: message " + messages + " has " + found);
    }

    private DataException endsEarly() {
        return new DataException(sourceName + " ends early: "
                + (messages == 0 ? "it has no schema" : "in or after message " + messages + ", before the end marker"));
    }

    private int readInt() throws IOException {
        ByteBuffer four = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        fill(four);
        return four.getInt(0);
    }

    private ByteBuffer metadata(int length) throws IOException {
        requireLeft(length);
        ByteBuffer read = ByteBuffer.allocate(Math.min(length, FIRST_PIECE));
        fill(read);
        while (read.capacity() < length) {
            ByteBuffer more = ByteBuffer.allocate((int) Math.min(length, 2L * read.capacity()));
            more.put(read.flip());
            fill(more);
            read = more;
        }
        return read.flip();
    }

    private ArrowBuf body(long length) throws IOException {
        requireLeft(length);
        long size = left >= 0 ? length : Math.min(length, FIRST_PIECE);
        ArrowBuf read = allocator.buffer(size);
        try {
            fill(read, 0, size);
            while (size < length) {
                long larger = Math.min(length, 2 * size);
                ArrowBuf more = allocator.buffer(larger);
                more.setBytes(0, read, 0, size);
                read.close();
                read = more;
                fill(read, size, larger);
                size = larger;
            }
        } catch (IOException | RuntimeException | Error e) {
            read.close();
            throw e;
        }
        // The allocator may have rounded up; what lies behind the body is not to be seen.
        return read.slice(0, length);
    }

    private void fill(ArrowBuf buffer, long from, long to) throws IOException {
        for (long at = from; at < to; ) {
            int piece = (int) Math.min(to - at, 1 << 30);
            fill(buffer.nioBuffer(at, piece));
            at += piece;
        }
    }

    private void requireLeft(long length) {
        if (left >= 0 && length > left) {
            throw endsEarly();
        }
    }

    private void fill(ByteBuffer buffer) throws IOException {
        requireLeft(buffer.remaining());
        while (buffer.hasRemaining()) {
            int count = in.read(buffer);
            if (count < 0) {
                throw endsEarly();
            }
            if (left >= 0) {
                left -= count;
            }
        }
    }
}
