package io.github.clv4j.arrow;

import io.github.clv4j.data.DataException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.ipc.message.ArrowBodyCompression;
import org.jspecify.annotations.Nullable;

/** Unpacks the buffers of compressed batches by the codecs that the class path has. */
final class Unpacking {
    /** The most that zstd (a block of 128 KiB in 4 bytes) and LZ4 (255) can pack into a byte. */
    private static final long MOST_RATIO = 1 << 15;

    /** Arrow's format has one way so far: each buffer by itself. */
    private static final byte BUFFER_BY_BUFFER = 0;

    private final CompressionCodec.Factory codecs;
    private final BufferAllocator allocator;
    private final String sourceName;

    Unpacking(CompressionCodec.Factory codecs, BufferAllocator allocator, String sourceName) {
        this.codecs = codecs;
        this.allocator = allocator;
        this.sourceName = sourceName;
    }

    /**
     * The codec of a batch, or null if it is not compressed.
     *
     * @throws DataException if there is none on the class path, or no such codec at all
     */
    @Nullable
    CompressionCodec codec(ArrowBodyCompression compression) {
        byte number = compression.getCodec();
        if (number == CodecType.NO_COMPRESSION.getType()) {
            return null;
        }
        CodecType type = CodecType.fromCompressionType(number);
        if (type == CodecType.NO_COMPRESSION || compression.getMethod() != BUFFER_BY_BUFFER) {
            throw new DataException(sourceName + ": its batches are compressed by codec " + number + ", method "
                    + compression.getMethod() + "; this version knows " + CodecType.LZ4_FRAME + " (0) and "
                    + CodecType.ZSTD + " (1) of method " + BUFFER_BY_BUFFER);
        }
        try {
            return codecs.createCodec(type);
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    sourceName + ": its batches are compressed with " + type
                            + ", which needs org.apache.arrow:arrow-compression on the class path; or write it without"
                            + " compression",
                    e);
        }
    }

    /**
     * The content of buffers; each is the caller's to close.
     *
     * @throws RuntimeException if one is damaged; none is left open then
     */
    List<ArrowBuf> unpack(CompressionCodec codec, List<ArrowBuf> packed) {
        List<ArrowBuf> unpacked = new ArrayList<>(packed.size());
        try {
            for (ArrowBuf buffer : packed) {
                unpacked.add(unpack(codec, buffer));
            }
            return unpacked;
        } catch (RuntimeException e) {
            unpacked.forEach(ArrowBuf::close);
            throw e;
        }
    }

    private ArrowBuf unpack(CompressionCodec codec, ArrowBuf packed) {
        if (packed.capacity() == 0) {
            return allocator.getEmpty();
        }
        if (packed.capacity() < CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH) {
            throw new IllegalArgumentException("a compressed buffer of " + packed.capacity() + " bytes has no length");
        }
        long claimed = packed.getLong(0);
        if (claimed > packed.capacity() * MOST_RATIO) {
            throw new IllegalArgumentException(
                    "a compressed buffer of " + packed.capacity() + " bytes claims to hold " + claimed);
        }
        // A codec closes what it is given, or gives it back as a part of it; the batch closes its own hold.
        packed.getReferenceManager().retain();
        ArrowBuf content;
        try {
            content = codec.decompress(allocator, packed);
        } catch (RuntimeException e) {
            packed.getReferenceManager().release();
            throw e;
        }
        // An allocator rounds up; what lies behind the content must not pass for values.
        return content.slice(0, content.writerIndex());
    }
}
