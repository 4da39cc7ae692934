package io.github.clv4j.jackson;

import java.nio.file.Path;
import java.util.Locale;

/** How a JSON text is laid out. */
public enum JsonLayout {
    /** One JSON value: an array of objects for transactions, an object for a table. */
    DOCUMENT,
    /** JSON lines: an object on each line, in UTF-8; empty lines are none. */
    LINES;

    /** {@link #LINES} if the file's name ends with {@code .jsonl} or {@code .ndjson}, otherwise {@link #DOCUMENT}. */
    public static JsonLayout ofName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? LINES : DOCUMENT;
    }
}
