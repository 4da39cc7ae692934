package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clv4j.model.SavedModel;
import java.io.IOException;

/** A saved model of any format so far; a newer one is told before what it adds. */
final class SavedModelDeserializer extends JsonDeserializer<SavedModel> {
    private final RecordDeserializer<SavedModel> newest = new RecordDeserializer<>(SavedModel.class);

    @Override
    public SavedModel deserialize(JsonParser json, DeserializationContext context) throws IOException {
        JsonNode tree = context.readTree(json);
        JsonNode format = tree.path("format");
        if (format.isInt()) {
            try {
                SavedModel.requireReadable(format.intValue());
            } catch (IllegalArgumentException e) {
                return (SavedModel) context.handleInstantiationProblem(SavedModel.class, null, e);
            }
        }
        if (tree instanceof ObjectNode object && format.asInt() == 1 && !object.has("covariates")) {
            object.putNull("covariates");
        }
        try (JsonParser again = tree.traverse(json.getCodec())) {
            again.nextToken();
            return newest.deserialize(again, context);
        }
    }
}
