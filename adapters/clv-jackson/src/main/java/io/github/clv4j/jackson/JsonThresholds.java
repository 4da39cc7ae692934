package io.github.clv4j.jackson;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.github.clv4j.data.DataException;
import io.github.clv4j.rfm.RfmThresholds;
import io.github.clv4j.rfm.SavedThresholds;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;

/**
 * Reads and writes the thresholds between RFM scores as JSON ({@link JsonSchema#THRESHOLDS}): an object with the keys of
 * {@link SavedThresholds}. Edges come back to the last bit.
 *
 * <p>A {@link DataException} is thrown if the text is no JSON or no thresholds: an unknown, missing or doubled key, a value of
 * another type, or what {@link SavedThresholds#toThresholds} refuses. The message names source, rule, and line, column and
 * path where the fault is at one key. A newer format is told before what it adds.
 */
public final class JsonThresholds {
    private JsonThresholds() {}

    /**
     * Reads thresholds from a file in UTF-8.
     *
     * @throws IOException if the file cannot be read
     */
    public static RfmThresholds read(Path file) throws IOException {
        return read(JsonFiles.text(file), file.toString());
    }

    /**
     * Reads thresholds from text. The reader is read to its end and not closed.
     *
     * @param sourceName what errors call the text
     * @throws IOException if the reader fails
     */
    public static RfmThresholds read(Reader reader, String sourceName) throws IOException {
        return read(JsonFiles.text(reader), sourceName);
    }

    private static RfmThresholds read(String text, String sourceName) throws IOException {
        JsonValue root = JsonValue.parse(sourceName, text);
        root.requireObject();
        JsonValue format = root.get("format");
        if (format != null && format.wholeNumber() > SavedThresholds.FORMAT) {
            throw format.fault("format " + format.wholeNumber() + " is newer than " + SavedThresholds.FORMAT
                    + ", which this version reads; update clv4j");
        }
        try {
            return JsonFiles.MAPPER
                    .readValue(JsonFiles.withoutMark(text), SavedThresholds.class)
                    .toThresholds();
        } catch (JsonMappingException e) {
            throw RecordText.fault(e, sourceName);
        } catch (IllegalArgumentException e) {
            throw new DataException(sourceName + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes thresholds to a file in UTF-8, replacing it if it exists; the file is there as a whole or not at all.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(RfmThresholds thresholds, Path file) throws IOException {
        JsonFiles.write(SavedThresholds.of(thresholds), file);
    }

    /**
     * Writes thresholds. The writer is flushed and not closed.
     *
     * @throws IOException if the writer fails
     */
    public static void write(RfmThresholds thresholds, Writer writer) throws IOException {
        JsonFiles.write(SavedThresholds.of(thresholds), writer);
    }
}
