package io.github.clv4j.arrow;

import io.github.clv4j.kit.Cells;
import io.github.clv4j.kit.SinkContract;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/** Tables in Arrow's file format, read by Arrow's own reader. */
class ArrowSinkContractTest extends SinkContract {
    Path file(String name) {
        return folder.resolve(name + ".arrow");
    }

    ArrowReader reader(SeekableByteChannel in, BufferAllocator allocator) {
        return new ArrowFileReader(in, allocator);
    }

    @Override
    protected void write(String name, Table table) throws IOException {
        // Closing the allocator throws if the adapter has not given all of it back.
        try (BufferAllocator allocator = new RootAllocator()) {
            ArrowTables.write(table, file(name), allocator);
        }
    }

    @Override
    protected @Nullable Cells stored(String name) throws IOException {
        if (!Files.exists(file(name))) {
            return null;
        }
        try (BufferAllocator allocator = new RootAllocator();
                SeekableByteChannel in = Files.newByteChannel(file(name));
                ArrowReader reader = reader(in, allocator)) {
            List<String> columns = new ArrayList<>();
            reader.getVectorSchemaRoot().getSchema().getFields().forEach(field -> columns.add(field.getName()));
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (reader.loadNextBatch()) {
                ArrowData.addTexts(reader.getVectorSchemaRoot(), rows);
            }
            return new Cells(columns, rows);
        }
    }
}
