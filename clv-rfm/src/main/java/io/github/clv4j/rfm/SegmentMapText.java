package io.github.clv4j.rfm;

import io.github.clv4j.data.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the text form of a segment map, which {@link SegmentMap} describes. */
final class SegmentMapText {
    private static final List<String> KEYS = List.of("name", "source", "precedence", "bins", "overlaps");
    private static final int FIELDS = 4;

    private final Map<String, String> header = new LinkedHashMap<>();
    private SegmentMap.@Nullable Builder builder;
    private int number;

    private SegmentMapText() {}

    static SegmentMap parse(Stream<String> lines, String sourceName) {
        Objects.requireNonNull(sourceName, "sourceName");
        SegmentMapText text = new SegmentMapText();
        for (String line : (Iterable<String>) lines::iterator) {
            text.number++;
            try {
                text.read(text.number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line);
            } catch (IllegalArgumentException e) {
                throw new DataException(sourceName + ", line " + text.number + ": " + e.getMessage(), e);
            }
        }
        try {
            return text.begun().build();
        } catch (IllegalArgumentException e) {
            throw new DataException(sourceName + ": " + e.getMessage(), e);
        }
    }

    private void read(String line) {
        String content = line.strip();
        if (content.isEmpty() || content.startsWith("#")) {
            return;
        }
        if (content.contains("|")) {
            readSegment(content);
        } else {
            readHeader(content);
        }
    }

    private void readHeader(String line) {
        int colon = line.indexOf(':');
        String key = colon < 0 ? line : line.substring(0, colon).strip();
        if (colon < 0 || !KEYS.contains(key)) {
            throw new IllegalArgumentException("'" + line + "' is neither a segment (name | rule | treatment |"
                    + " description) nor a header line (key: text); keys are " + KEYS);
        }
        if (builder != null) {
            throw new IllegalArgumentException("'" + key + "' stands below a segment; header lines come first");
        }
        String value = line.substring(colon + 1).strip();
        header.merge(key, value, (before, more) -> before + " " + more);
    }

    private void readSegment(String line) {
        List<String> fields = new ArrayList<>();
        for (String field : line.split("\\|", -1)) {
            fields.add(field.strip());
        }
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("a segment has " + FIELDS
                    + " fields, name | rule | treatment | description; this line has " + fields.size());
        }
        begun().segment(fields.get(0), fields.get(1), Treatment.of(fields.get(2)), fields.get(3));
    }

    /** The builder, made from the header when the first segment comes. */
    private SegmentMap.Builder begun() {
        if (builder == null) {
            String name = header.get("name");
            if (name == null) {
                throw new IllegalArgumentException("the header line 'name: …' is missing");
            }
            builder = SegmentMap.builder(name)
                    .source(header.getOrDefault("source", ""))
                    .precedence(header.getOrDefault("precedence", ""));
            String bins = header.get("bins");
            if (bins != null) {
                builder.bins(wholeNumber(bins));
            }
            String overlaps = header.get("overlaps");
            if (overlaps != null) {
                builder.overlaps(OverlapPolicy.of(overlaps));
            }
        }
        return builder;
    }

    private static int wholeNumber(String bins) {
        try {
            return Integer.parseInt(bins);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("bins is '" + bins + "'; it must be a whole number", e);
        }
    }
}
