package io.github.clv4j.jackson;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clv4j.data.DataException;
import io.github.clv4j.model.SavedModel;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;

/**
 * Reads and writes saved models as JSON ({@link JsonSchema#MODEL}): an object with the keys of {@link SavedModel}. What is read back is the same to the
 * last bit.
 *
 * <pre>{@code
 * JsonModels.write(SavedModel.of(fitted, DataFingerprint.of(summary)), Path.of("model.json"));
 * PurchaseModel model = JsonModels.read(Path.of("model.json")).purchaseModel().model();
 * }</pre>
 *
 * <p>A {@link DataException} is thrown if the text is no JSON or no saved model: an unknown, missing or doubled key, a value
 * of another type, or what {@link SavedModel} refuses. The message names source, line, column, path of the key, and the
 * rule. A newer format is told before what it adds.
 */
public final class JsonModels {
    private JsonModels() {}

    /**
     * Reads a model from a file in UTF-8.
     *
     * @throws IOException if the file cannot be read
     */
    public static SavedModel read(Path file) throws IOException {
        return read(JsonFiles.text(file), file.toString());
    }

    /**
     * Reads a model from text. The reader is read to its end and not closed.
     *
     * @param sourceName what errors call the text
     * @throws IOException if the reader fails
     */
    public static SavedModel read(Reader reader, String sourceName) throws IOException {
        return read(JsonFiles.text(reader), sourceName);
    }

    private static SavedModel read(String text, String sourceName) throws IOException {
        JsonValue root = JsonValue.parse(sourceName, text);
        root.requireObject();
        JsonValue format = root.get("format");
        if (format != null) {
            try {
                SavedModel.requireReadable(format.wholeNumber());
            } catch (IllegalArgumentException e) {
                throw format.fault(e);
            }
        }
        try {
            return format != null && format.wholeNumber() == 1
                    ? withoutCovariates(text)
                    : JsonFiles.MAPPER.readValue(JsonFiles.withoutMark(text), SavedModel.class);
        } catch (JsonMappingException e) {
            throw RecordText.fault(e, sourceName);
        }
    }

    /** A model of format 1, which had no key for covariates. Its faults have the path of their key, but no line. */
    private static SavedModel withoutCovariates(String text) throws IOException {
        ObjectNode tree = (ObjectNode) JsonFiles.MAPPER.readTree(JsonFiles.withoutMark(text));
        if (!tree.has("covariates")) {
            tree.putNull("covariates");
        }
        return JsonFiles.MAPPER.treeToValue(tree, SavedModel.class);
    }

    /**
     * Writes a model to a file in UTF-8, replacing it if it exists; the file is there as a whole or not at all.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(SavedModel model, Path file) throws IOException {
        JsonFiles.write(model, file);
    }

    /**
     * Writes a model. The writer is flushed and not closed.
     *
     * @throws IOException if the writer fails
     */
    public static void write(SavedModel model, Writer writer) throws IOException {
        JsonFiles.write(model, writer);
    }
}
