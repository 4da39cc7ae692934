package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.clv4j.data.DataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a JSON text that knows where it stands; a key that stands twice is refused. */
final class JsonValue {
    private final String source;
    private final String path;
    private final JsonLocation location;
    private final JsonToken token;
    private final String text;
    private final Map<String, JsonValue> fields = new LinkedHashMap<>();
    private final List<JsonValue> entries = new ArrayList<>();

    private JsonValue(String source, String path, JsonParser at) throws IOException {
        this.source = source;
        this.path = path;
        this.location = at.currentTokenLocation();
        this.token = at.currentToken();
        this.text = token.isScalarValue() ? at.getText() : "";
    }

    /**
     * The one value of a text.
     *
     * @throws DataException if the text is no JSON, names a key twice or goes on behind the value
     */
    static JsonValue parse(String source, String text) throws IOException {
        try (JsonParser parser = JsonFiles.MAPPER.createParser(JsonFiles.withoutMark(text))) {
            if (parser.nextToken() == null) {
                throw new DataException(source + ": the text is empty; it must be a JSON object");
            }
            JsonValue value = read(source, "", parser);
            if (parser.nextToken() != null) {
                throw new DataException(where(source, parser.currentTokenLocation())
                        + ": there is more text behind the end of the JSON object");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new DataException(where(source, e.getLocation()) + ": " + JsonFiles.words(e), e);
        }
    }

    private static JsonValue read(String source, String path, JsonParser parser) throws IOException {
        JsonValue value = new JsonValue(source, path, parser);
        if (value.token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                JsonLocation keyAt = parser.currentTokenLocation();
                String keyPath = path.isEmpty() ? key : path + "." + key;
                if (value.fields.containsKey(key)) {
                    throw new DataException(
                            where(source, keyAt) + ", " + keyPath + ": the key stands twice; each must stand once");
                }
                parser.nextToken();
                value.fields.put(key, read(source, keyPath, parser));
            }
        } else if (value.token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                value.entries.add(read(source, path + "[" + value.entries.size() + "]", parser));
            }
        }
        return value;
    }

    static String where(String source, @Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1 || location.getColumnNr() < 1
                ? source
                : source + ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** An error at this value. */
    DataException fault(String rule) {
        return new DataException(told(rule));
    }

    /** An error at this value, with what found it. */
    DataException fault(IllegalArgumentException e) {
        return new DataException(told(String.valueOf(e.getMessage())), e);
    }

    private String told(String rule) {
        return where(source, location) + (path.isEmpty() ? "" : ", " + path) + ": " + rule;
    }

    /** Refuses what is no object, and keys that are not known or are missing. */
    void requireKeys(List<String> needed, List<String> optional) {
        requireObject();
        fields.forEach((key, value) -> {
            if (!needed.contains(key) && !optional.contains(key)) {
                List<String> known = new ArrayList<>(needed);
                known.addAll(optional);
                throw value.fault("the key is unknown; keys are " + known);
            }
        });
        for (String key : needed) {
            if (!fields.containsKey(key)) {
                throw fault("the key '" + key + "' is missing; keys that must be there are " + needed);
            }
        }
    }

    void requireObject() {
        require(JsonToken.START_OBJECT, "an object");
    }

    private void require(JsonToken wanted, String called) {
        if (token != wanted) {
            throw fault("the value is " + kind() + "; it must be " + called);
        }
    }

    private String kind() {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "the text '" + text + "'";
            default -> text;
        };
    }

    /** The value of a key, or null if there is none. */
    @Nullable
    JsonValue get(String key) {
        return fields.get(key);
    }

    /** The value of a key that {@link #requireKeys} has found. */
    JsonValue need(String key) {
        JsonValue value = fields.get(key);
        if (value == null) {
            throw new IllegalStateException("no key '" + key + "'");
        }
        return value;
    }

    List<JsonValue> list() {
        require(JsonToken.START_ARRAY, "a list");
        return entries;
    }

    String string() {
        require(JsonToken.VALUE_STRING, "text");
        return text;
    }

    int wholeNumber() {
        require(JsonToken.VALUE_NUMBER_INT, "a whole number");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw fault("the value is " + text + "; it must be a whole number of at most " + Integer.MAX_VALUE);
        }
    }
}
