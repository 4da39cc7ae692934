package io.github.clv4j.jackson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.github.clv4j.kit.Cells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables as JSON lines, read by another mapper as any program would. */
class JsonLinesSinkContractTest extends JsonSinkContractTest {
    @Override
    Path file(String name) {
        return folder.resolve(name + ".jsonl");
    }

    @Override
    protected @Nullable Cells stored(String name) throws IOException {
        if (!Files.exists(file(name))) {
            return null;
        }
        try (MappingIterator<JsonNode> lines =
                PLAIN.readerFor(JsonNode.class).readValues(file(name).toFile())) {
            JsonNode columns = lines.next().path("columns");
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (lines.hasNext()) {
                rows.add(cells(lines.next(), columns));
            }
            return new Cells(names(columns), rows);
        }
    }
}
