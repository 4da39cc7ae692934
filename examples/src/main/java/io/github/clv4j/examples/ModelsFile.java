package io.github.clv4j.examples;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clv4j.data.DataException;
import io.github.clv4j.model.SavedModel;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes and reads {@code models.json}. What is at fault in a file is told in the file's own words. */
final class ModelsFile {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ModelsFile() {}

    static void write(SavedModels models, Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(models) + "\n");
    }

    /**
     * The models of a file.
     *
     * @throws DataException if it has none that can predict; the message names the file and what is at fault
     */
    static SavedModels read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder; --load-model must be a models.json");
        }
        try {
            JsonNode tree = JSON.readTree(Files.readString(file));
            requireReadable(tree);
            return JSON.treeToValue(tree, SavedModels.class);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": the file is not UTF-8", e);
        } catch (JsonMappingException e) {
            throw new DataException(file + ": " + words(e), e);
        } catch (JsonProcessingException e) {
            throw new DataException(file + ": the file is not JSON: " + place(e) + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
    }

    /** A newer format may have what this version has no name for; it is told before that. */
    private static void requireReadable(JsonNode tree) {
        if (!tree.isObject()) {
            throw new IllegalArgumentException("the file is no object with models; it must be a models.json");
        }
        if (!tree.path("format").isInt()) {
            throw new IllegalArgumentException("format is missing or no whole number; the file must be a models.json");
        }
        SavedModels.requireReadable(tree.path("format").intValue());
        for (String model : List.of("purchases", "spend")) {
            JsonNode format = tree.path(model).path("format");
            if (format.isInt()) {
                try {
                    SavedModel.requireReadable(format.intValue());
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(model + ": " + e.getMessage(), e);
                }
            }
        }
    }

    static String place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : String.format(Locale.ROOT, "line %d, column %d: ", at.getLineNr(), at.getColumnNr());
    }

    static String words(JsonMappingException e) {
        String where = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
        if (e instanceof UnrecognizedPropertyException) {
            return where + " is not known; the file has more than this version reads";
        }
        if (e.getCause() instanceof IllegalArgumentException cause) {
            return (where.isEmpty() ? "" : where + ": ") + cause.getMessage();
        }
        // What is read is an object, so that the file as a whole can only be wrong in what follows it.
        return where.isEmpty() ? "the file has more after its object" : where + " is not what belongs there";
    }
}
