package io.github.clv4j.benchmarks.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ratios as they are kept in a file, to be held against later ones: never times.
 *
 * @param machine what they were measured on
 * @param ratios by the comparison's id
 */
public record Recorded(Machine machine, Map<String, Ratio> ratios) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** Sorts the ratios, so that files differ only where ratios do. */
    public Recorded {
        ratios = new TreeMap<>(ratios);
    }

    /** Reads a file that {@link #write} wrote. */
    public static Recorded read(Path file) throws IOException {
        try {
            return JSON.readValue(file.toFile(), Recorded.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds no recorded ratios: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes a file. */
    public void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }
}
