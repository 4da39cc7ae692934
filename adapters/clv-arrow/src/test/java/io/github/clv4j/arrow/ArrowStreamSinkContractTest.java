package io.github.clv4j.arrow;

import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/** Tables as Arrow streams. */
class ArrowStreamSinkContractTest extends ArrowSinkContractTest {
    @Override
    Path file(String name) {
        return folder.resolve(name + ".arrows");
    }

    @Override
    ArrowReader reader(SeekableByteChannel in, BufferAllocator allocator) {
        return new ArrowStreamReader(in, allocator);
    }
}
