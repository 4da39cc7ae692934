package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.clv4j.data.DataException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The tokens of a text, one after the other, with words for where they stand and for what is wrong with the text. */
final class JsonInput {
    /** Tokens of the largest row: what a row needs beside them, such as its set of keys, stays bounded. */
    private static final int MOST_TOKENS = 1_000_000;

    private final JsonParser parser;
    private final String source;
    private int tokens;

    private JsonInput(JsonParser parser, String source) {
        this.parser = parser;
        this.source = source;
    }

    /** The text of a stream in UTF-8, or in UTF-16 or UTF-32 as its first bytes tell. The stream is not closed. */
    static JsonInput of(InputStream in, String source, JsonReadOptions options) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(options.constraints())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // Rounds as Double.parseDouble does.
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        try {
            return new JsonInput(factory.createParser(in), source);
        } catch (CharConversionException e) {
            throw new DataException(source + ": " + e.getMessage(), e);
        }
    }

    /** What a parser gives from its current token on. */
    static JsonInput of(JsonParser parser, String source) {
        return new JsonInput(parser, source);
    }

    /**
     * The next token, or null after the last.
     *
     * @throws DataException if the text is no JSON, ends early or is beyond a limit, from which there is no way on
     */
    @Nullable
    JsonToken next() throws IOException {
        try {
            if (++tokens > MOST_TOKENS) {
                throw fault("a row has more than " + MOST_TOKENS + " tokens");
            }
            return parser.nextToken();
        } catch (JsonProcessingException e) {
            throw new DataException(JsonValue.where(source, e.getLocation()) + ": " + JsonFiles.words(e), e);
        } catch (CharConversionException e) {
            throw new DataException(where() + ": " + e.getMessage(), e);
        }
    }

    /** A row begins, whose tokens are counted. */
    void beginRow() {
        tokens = 0;
    }

    @Nullable
    JsonToken token() {
        return parser.currentToken();
    }

    /** The key of the current field. */
    String name() throws IOException {
        return parser.currentName();
    }

    /** The current scalar as it is written, strings without escapes. */
    String text() throws IOException {
        try {
            return parser.getText();
        } catch (JsonProcessingException e) {
            throw new DataException(JsonValue.where(source, e.getLocation()) + ": " + JsonFiles.words(e), e);
        }
    }

    /** The current number; unlike {@link #text} without a string of it. */
    char[] characters() throws IOException {
        return parser.getTextCharacters();
    }

    int offset() throws IOException {
        return parser.getTextOffset();
    }

    int length() throws IOException {
        return parser.getTextLength();
    }

    /** True if the current token is a whole number that fits a {@code long}. */
    boolean isLong() throws IOException {
        return isLong(parser);
    }

    static boolean isLong(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                // A parser of a tree may hold small numbers as large ones.
                && (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                        || parser.getBigIntegerValue().bitLength() < Long.SIZE);
    }

    long longValue() throws IOException {
        return parser.getLongValue();
    }

    double doubleValue() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                // A whole number would lose the sign of its zero.
                ? Double.parseDouble(parser.getText())
                : parser.getDoubleValue();
    }

    /** The current value in a message. */
    String quoted() throws IOException {
        JsonToken token = parser.currentToken();
        return token == JsonToken.START_OBJECT ? "{…}" : token == JsonToken.START_ARRAY ? "[…]" : text();
    }

    /** Goes to the end of the current value; stays at a scalar. */
    void skip() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null || !token.isStructStart()) {
            return;
        }
        for (int open = 1; open > 0; ) {
            JsonToken inner = next();
            if (inner == null) {
                throw fault("the text ends within an object or array");
            }
            open += inner.isStructStart() ? 1 : inner.isStructEnd() ? -1 : 0;
        }
    }

    /** The line of the current token. */
    int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /** The line that has been read up to. */
    int lineReached() {
        return parser.currentLocation().getLineNr();
    }

    /** Source, line and column of the current token. */
    String where() {
        return JsonValue.where(source, parser.currentTokenLocation());
    }

    String source() {
        return source;
    }

    DataException fault(String rule) {
        return new DataException(where() + ": " + rule);
    }
}
