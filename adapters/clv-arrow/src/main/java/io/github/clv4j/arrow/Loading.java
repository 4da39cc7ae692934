package io.github.clv4j.arrow;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.jspecify.annotations.Nullable;

/** Puts the buffers of a message into a vector, having held their sizes against the number of values. */
final class Loading {
    private Loading() {}

    /**
     * Loads the vector of a flat type; another type is not loaded, it is refused by name later.
     *
     * @throws IllegalArgumentException if a buffer is too short
     */
    static void load(
            FieldVector vector,
            ArrowFieldNode node,
            Iterator<ArrowBuf> buffers,
            Unpacking unpacking,
            @Nullable CompressionCodec codec) {
        int values = node.getLength();
        if (values < 0 || node.getNullCount() < 0 || node.getNullCount() > values) {
            throw new IllegalArgumentException(node.getNullCount() + " of " + values + " values are null");
        }
        int count = TypeLayout.getTypeBufferCount(vector.getField().getType());
        List<ArrowBuf> own = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            own.add(buffers.next());
        }
        if (codec == null) {
            load(vector, node, own);
            return;
        }
        List<ArrowBuf> unpacked = unpacking.unpack(codec, own);
        try {
            load(vector, node, unpacked);
        } finally {
            // The vector has a hold of its own by now.
            unpacked.forEach(ArrowBuf::close);
        }
    }

    private static void load(FieldVector vector, ArrowFieldNode node, List<ArrowBuf> own) {
        int values = node.getLength();
        ArrowBuf validity = own.get(0);
        if (node.getNullCount() > 0 && validity.capacity() * Byte.SIZE < values) {
            throw new IllegalArgumentException("the validity buffer is too short for " + values + " values");
        }
        if (vector instanceof BitVector) {
            require(own.get(1), (values + 7L) / Byte.SIZE, values);
        } else if (vector instanceof BaseFixedWidthVector fixed) {
            require(own.get(1), (long) values * fixed.getTypeWidth(), values);
        } else if (vector instanceof BaseVariableWidthVector && values > 0) {
            require(own.get(1), (values + 1L) * Integer.BYTES, values);
        } else if (vector instanceof BaseLargeVariableWidthVector && values > 0) {
            require(own.get(1), (values + 1L) * Long.BYTES, values);
        }
        vector.loadFieldBuffers(node, own);
    }

    private static void require(ArrowBuf buffer, long bytes, int values) {
        if (buffer.capacity() < bytes) {
            throw new IllegalArgumentException(
                    "a buffer of " + buffer.capacity() + " bytes is too short for " + values + " values");
        }
    }
}
