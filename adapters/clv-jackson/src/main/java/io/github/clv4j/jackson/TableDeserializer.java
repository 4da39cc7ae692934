package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.github.clv4j.data.DataException;
import io.github.clv4j.table.Table;
import java.io.IOException;

/** A table within a host's text. */
final class TableDeserializer extends JsonDeserializer<Table> {
    @Override
    public Table deserialize(JsonParser json, DeserializationContext context) throws IOException {
        try {
            return TableReader.readDocument(JsonInput.of(json, "table"));
        } catch (DataException e) {
            throw JsonMappingException.from(json, e.getMessage(), e);
        }
    }
}
