package io.github.clv4j.jackson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.clv4j.kit.Cells;
import io.github.clv4j.kit.SinkContract;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables as JSON documents, read by another mapper as any program would. */
class JsonSinkContractTest extends SinkContract {
    static final ObjectMapper PLAIN = new ObjectMapper();

    Path file(String name) {
        return folder.resolve(name + ".json");
    }

    @Override
    protected void write(String name, Table table) throws IOException {
        JsonTables.write(table, file(name));
    }

    @Override
    protected @Nullable Cells stored(String name) throws IOException {
        if (!Files.exists(file(name))) {
            return null;
        }
        JsonNode document = PLAIN.readTree(file(name).toFile());
        List<List<@Nullable String>> rows = new ArrayList<>();
        document.path("rows").forEach(row -> rows.add(cells(row, document.path("columns"))));
        return new Cells(names(document.path("columns")), rows);
    }

    static List<String> names(JsonNode columns) {
        List<String> names = new ArrayList<>();
        columns.forEach(column -> names.add(column.path("name").textValue()));
        return names;
    }

    static List<@Nullable String> cells(Iterable<JsonNode> row, JsonNode columns) {
        List<@Nullable String> cells = new ArrayList<>();
        for (JsonNode cell : row) {
            String type = columns.path(cells.size()).path("type").textValue();
            cells.add(text(cell, type));
        }
        return cells;
    }

    private static @Nullable String text(JsonNode cell, String type) {
        if (cell.isNull()) {
            return null;
        }
        return switch (type) {
            case "decimal" ->
                Double.toString(cell.isTextual() ? Double.parseDouble(cell.textValue()) : cell.doubleValue());
            case "integer" -> new BigDecimal(cell.asText()).toString();
            default -> cell.textValue();
        };
    }
}
