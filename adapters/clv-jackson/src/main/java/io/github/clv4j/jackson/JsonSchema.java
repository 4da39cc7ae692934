package io.github.clv4j.jackson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON Schemas (draft 2020-12) of the texts that this module reads and writes, for programs in other languages to check
 * theirs with. What a schema cannot say, such as that a segment map gives each cell one segment, is checked when a text is
 * read.
 */
public enum JsonSchema {
    /**
     * An array of transactions, with the field names {@code customer_id}, {@code ordered_at}, {@code amount} and, if there
     * are any, {@code cost} and {@code quantity}; further fields are free. Each JSON line is as an entry of the array: {@code $defs/transaction}.
     */
    TRANSACTIONS("transactions", 1),
    /** A table as a document. */
    TABLE("table", 1),
    /** The first line of a table as JSON lines; the columns that it tells are the fields of the further lines. */
    TABLE_LINES("table-lines", 1),
    /** A saved model, of any format so far. */
    MODEL("model", 2),
    /** A segment map. */
    SEGMENT_MAP("segment-map", 1),
    /** Thresholds between scores. */
    THRESHOLDS("thresholds", 1);

    private final String title;
    private final int version;

    JsonSchema(String title, int version) {
        this.title = title;
        this.version = version;
    }

    /** The version of the text that the schema describes, the newest that this library writes. */
    public int version() {
        return version;
    }

    /** Name of the schema's file, such as {@code table-1.schema.json}; it is a resource beside this class. */
    public String fileName() {
        return title + "-" + version + ".schema.json";
    }

    /** The schema. */
    public String text() {
        try (InputStream in = JsonSchema.class.getResourceAsStream(fileName())) {
            if (in == null) {
                throw new IllegalStateException("resource " + fileName() + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
