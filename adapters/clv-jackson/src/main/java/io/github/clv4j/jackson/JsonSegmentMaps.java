package io.github.clv4j.jackson;

import io.github.clv4j.data.DataException;
import io.github.clv4j.rfm.OverlapPolicy;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.Treatment;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads and writes segment maps as JSON ({@link JsonSchema#SEGMENT_MAP}): an object with the keys of {@link io.github.clv4j.rfm.SegmentMapData}, segments in
 * order of precedence. {@link SegmentMap} tells the notation of rules.
 *
 * <pre>
 * {
 *   "name": "Two kinds",
 *   "source": "our marketing team, March 2025",
 *   "precedence": "from the top",
 *   "bins": 5,
 *   "overlaps": "first wins",
 *   "segments": [
 *     {"name": "Best", "rule": "R4-5 FM4-5", "treatment": "keep", "description": "bought lately, and much"},
 *     {"name": "Other", "rule": "any", "treatment": "cross-sell", "description": "everybody else"}
 *   ]
 * }
 * </pre>
 *
 * <p>{@code source}, {@code precedence} and {@code overlaps} may be left out, nothing else. A {@link DataException} is thrown
 * if the text is no JSON or no map: an unknown, missing or doubled key, a value of another type, a rule that cannot be read,
 * a segment that stands twice (the message names source, line, column, path of the key, and the rule), or a map that is not
 * total or has a segment that gets no cell (the message names source, cells and segments).
 */
public final class JsonSegmentMaps {
    private static final List<String> KEYS = List.of("name", "bins", "segments");
    private static final List<String> OPTIONAL = List.of("source", "precedence", "overlaps");
    private static final List<String> SEGMENT_KEYS = List.of("name", "rule", "treatment", "description");

    private JsonSegmentMaps() {}

    /**
     * Reads a map from a file in UTF-8.
     *
     * @throws IOException if the file cannot be read
     */
    public static SegmentMap read(Path file) throws IOException {
        return read(JsonFiles.text(file), file.toString());
    }

    /**
     * Reads a map from text. The reader is read to its end and not closed.
     *
     * @param sourceName what errors call the text
     * @throws IOException if the reader fails
     */
    public static SegmentMap read(Reader reader, String sourceName) throws IOException {
        return read(JsonFiles.text(reader), sourceName);
    }

    private static SegmentMap read(String text, String sourceName) throws IOException {
        JsonValue root = JsonValue.parse(sourceName, text);
        root.requireKeys(KEYS, OPTIONAL);
        SegmentMap.Builder builder = header(root);
        for (JsonValue entry : root.need("segments").list()) {
            add(entry, builder);
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new DataException(sourceName + ": " + e.getMessage(), e);
        }
    }

    private static SegmentMap.Builder header(JsonValue root) {
        JsonValue name = root.need("name");
        SegmentMap.Builder builder;
        try {
            builder = SegmentMap.builder(name.string());
        } catch (IllegalArgumentException e) {
            throw name.fault(e);
        }
        JsonValue bins = root.need("bins");
        try {
            builder.bins(bins.wholeNumber());
        } catch (IllegalArgumentException e) {
            throw bins.fault(e);
        }
        JsonValue source = root.get("source");
        if (source != null) {
            builder.source(source.string());
        }
        JsonValue precedence = root.get("precedence");
        if (precedence != null) {
            builder.precedence(precedence.string());
        }
        JsonValue overlaps = root.get("overlaps");
        if (overlaps != null) {
            try {
                builder.overlaps(OverlapPolicy.of(overlaps.string()));
            } catch (IllegalArgumentException e) {
                throw overlaps.fault(e);
            }
        }
        return builder;
    }

    private static void add(JsonValue entry, SegmentMap.Builder builder) {
        entry.requireKeys(SEGMENT_KEYS, List.of());
        JsonValue name = entry.need("name");
        JsonValue rule = entry.need("rule");
        JsonValue treatment = entry.need("treatment");
        String description = entry.need("description").string();
        Treatment known;
        try {
            known = Treatment.of(treatment.string());
        } catch (IllegalArgumentException e) {
            throw treatment.fault(e);
        }
        try {
            new Segment("rule", rule.string(), known, description).cells(builder.bins());
        } catch (IllegalArgumentException e) {
            throw rule.fault(e);
        }
        try {
            builder.segment(name.string(), rule.string(), known, description);
        } catch (IllegalArgumentException e) {
            throw name.fault(e);
        }
    }

    /**
     * Writes a map to a file in UTF-8, replacing it if it exists; the file is there as a whole or not at all.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(SegmentMap map, Path file) throws IOException {
        JsonFiles.write(map.data(), file);
    }

    /**
     * Writes a map. The writer is flushed and not closed.
     *
     * @throws IOException if the writer fails
     */
    public static void write(SegmentMap map, Writer writer) throws IOException {
        JsonFiles.write(map.data(), writer);
    }
}
