package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.github.clv4j.table.Table;
import java.io.IOException;

/** A table within a host's text. */
final class TableSerializer extends JsonSerializer<Table> {
    @Override
    public void serialize(Table table, JsonGenerator json, SerializerProvider provider) throws IOException {
        TableWriter.document(table, json);
    }
}
