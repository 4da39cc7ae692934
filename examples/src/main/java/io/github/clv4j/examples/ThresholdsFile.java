package io.github.clv4j.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.clv4j.data.DataException;
import io.github.clv4j.rfm.RfmThresholds;
import io.github.clv4j.rfm.SavedThresholds;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes and reads {@code rfm_thresholds.json}, the edges between scores. */
final class ThresholdsFile {
    private ThresholdsFile() {}

    static void write(RfmThresholds thresholds, Path file) throws IOException {
        Files.writeString(file, ModelsFile.JSON.writeValueAsString(SavedThresholds.of(thresholds)) + "\n");
    }

    /**
     * The thresholds of a file.
     *
     * @throws DataException if it has none; the message names the file and what is at fault
     */
    static RfmThresholds read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder; --thresholds must be an rfm_thresholds.json");
        }
        try {
            JsonNode tree = ModelsFile.JSON.readTree(Files.readString(file));
            if (!tree.isObject() || !tree.path("format").isInt()) {
                throw new DataException(
                        file + ": format is missing or no whole number; the file must be an rfm_thresholds.json");
            }
            int format = tree.path("format").intValue();
            if (format != SavedThresholds.FORMAT) {
                throw new DataException(
                        file + ": format is " + format + "; this version reads format " + SavedThresholds.FORMAT);
            }
            for (JsonNode edges : tree.path("edges")) {
                if (!edges.isObject()) {
                    throw new DataException(file + ": edges has '" + edges + "'; it must have objects");
                }
            }
            return ModelsFile.JSON.treeToValue(tree, SavedThresholds.class).toThresholds();
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": the file is not UTF-8", e);
        } catch (JsonMappingException e) {
            throw new DataException(file + ": " + ModelsFile.words(e), e);
        } catch (JsonProcessingException e) {
            throw new DataException(
                    file + ": the file is not JSON: " + ModelsFile.place(e) + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
    }
}
