package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.StreamReadConstraints;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a JSON text is read, and how much of it at most, so that a text made for harm ends in an error and not with the
 * memory. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: the layout that the file's name tells, 64 levels, strings of 1,048,576 characters, numbers of 1,000, texts of
 * 1 TiB. Names of keys have at most 50,000 characters, and an object that is a row has at most 1,000,000 tokens.
 */
public final class JsonReadOptions {
    private static final int LONGEST_NAME = 50_000;
    private static final JsonReadOptions DEFAULT = new JsonReadOptions(null, 64, 1 << 20, 1_000, 1L << 40);

    private final @Nullable JsonLayout layout;
    private final int depth;
    private final int stringLength;
    private final int numberLength;
    private final long size;

    private JsonReadOptions(@Nullable JsonLayout layout, int depth, int stringLength, int numberLength, long size) {
        this.layout = layout;
        this.depth = depth;
        this.stringLength = stringLength;
        this.numberLength = numberLength;
        this.size = size;
    }

    /** The defaults. */
    public static JsonReadOptions withDefaults() {
        return DEFAULT;
    }

    /**
     * The layout. Default: of a file as its name tells ({@link JsonLayout#ofName}), of a stream {@link
     * JsonLayout#DOCUMENT}.
     */
    public JsonReadOptions withLayout(JsonLayout stated) {
        return new JsonReadOptions(Objects.requireNonNull(stated, "layout"), depth, stringLength, numberLength, size);
    }

    /** Most levels of objects and arrays within each other, 1 or more. Default 64. */
    public JsonReadOptions withDepthLimit(int levels) {
        return new JsonReadOptions(layout, (int) positive("depth limit", levels), stringLength, numberLength, size);
    }

    /** Most characters of a string, 1 or more. Default 1,048,576. */
    public JsonReadOptions withStringLimit(int characters) {
        return new JsonReadOptions(layout, depth, (int) positive("string limit", characters), numberLength, size);
    }

    /** Most characters of a number, 1 or more. Default 1,000. */
    public JsonReadOptions withNumberLimit(int characters) {
        return new JsonReadOptions(layout, depth, stringLength, (int) positive("number limit", characters), size);
    }

    /** Most bytes of the whole text, 1 or more; looked at block by block. Default 1 TiB. */
    public JsonReadOptions withSizeLimit(long bytes) {
        return new JsonReadOptions(layout, depth, stringLength, numberLength, positive("size limit", bytes));
    }

    private static long positive(String what, long value) {
        if (value >= 1) {
            return value;
        }
        throw new IllegalArgumentException(what + " is " + value + "; it must be 1 or more");
    }

    /** The layout, or null if a file's name tells. */
    public @Nullable JsonLayout layout() {
        return layout;
    }

    JsonLayout layoutOf(Path file) {
        return layout == null ? JsonLayout.ofName(file) : layout;
    }

    JsonLayout layoutOfStream() {
        return layout == null ? JsonLayout.DOCUMENT : layout;
    }

    StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxStringLength(stringLength)
                .maxNameLength(LONGEST_NAME)
                .maxNumberLength(numberLength)
                .maxDocumentLength(size)
                .build();
    }
}
