package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of the types that components of records have, as {@link RecordSerializer} writes them. */
final class ComponentReader {
    private ComponentReader() {}

    static @Nullable Object read(JsonParser json, JavaType type, DeserializationContext context) throws IOException {
        Class<?> raw = type.getRawClass();
        return json.currentToken() == JsonToken.VALUE_NULL
                ? absent(type, raw, context)
                : present(json, type, raw, context);
    }

    private static @Nullable Object absent(JavaType type, Class<?> raw, DeserializationContext context)
            throws IOException {
        if (raw == double.class) {
            return Double.NaN;
        } else if (raw == OptionalDouble.class) {
            return OptionalDouble.empty();
        } else if (raw == OptionalLong.class) {
            return OptionalLong.empty();
        } else if (raw == OptionalInt.class) {
            return OptionalInt.empty();
        } else if (raw == Optional.class) {
            return Optional.empty();
        } else if (raw.isPrimitive()) {
            return context.reportInputMismatch(type, "the value is null; it must be known");
        }
        return null;
    }

    private static @Nullable Object present(
            JsonParser json, JavaType type, Class<?> raw, DeserializationContext context) throws IOException {
        if (raw == double.class || raw == Double.class) {
            return number(json, context);
        } else if (raw == OptionalDouble.class) {
            return OptionalDouble.of(number(json, context));
        } else if (raw == OptionalLong.class) {
            return OptionalLong.of(whole(json, Long.MIN_VALUE, Long.MAX_VALUE, context));
        } else if (raw == OptionalInt.class) {
            return OptionalInt.of((int) whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE, context));
        } else if (raw == long.class || raw == Long.class) {
            return whole(json, Long.MIN_VALUE, Long.MAX_VALUE, context);
        } else if (raw == int.class || raw == Integer.class) {
            return (int) whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE, context);
        } else if (raw == Optional.class) {
            return Optional.ofNullable(read(json, type.containedTypeOrUnknown(0), context));
        } else if (raw == LocalDate.class || raw == LocalTime.class || raw == BigDecimal.class) {
            return parsed(text(json, raw, context), raw, context);
        } else if (raw.isEnum()) {
            return constant(text(json, raw, context), raw, context);
        } else if (raw == List.class) {
            return entries(json, type, context);
        } else if (raw == Set.class) {
            return new LinkedHashSet<>(entries(json, type, context));
        }
        return raw == String.class ? text(json, raw, context) : context.readValue(json, type);
    }

    private static double number(JsonParser json, DeserializationContext context) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            double value = json.getDoubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            // Not by way of a long, in which a zero has no sign.
            return Double.parseDouble(json.getText());
        } else if (token == JsonToken.VALUE_STRING && json.getText().equals("Infinity")) {
            return Double.POSITIVE_INFINITY;
        } else if (token == JsonToken.VALUE_STRING && json.getText().equals("-Infinity")) {
            return Double.NEGATIVE_INFINITY;
        }
        return context.reportInputMismatch(
                double.class,
                "the value is %s; it must be a number, \"Infinity\", \"-Infinity\" or null",
                json.getText());
    }

    private static long whole(JsonParser json, long least, long most, DeserializationContext context)
            throws IOException {
        if (JsonInput.isLong(json) && json.getLongValue() >= least && json.getLongValue() <= most) {
            return json.getLongValue();
        }
        return context.reportInputMismatch(
                long.class, "the value is %s; it must be a whole number of %d to %d", json.getText(), least, most);
    }

    private static String text(JsonParser json, Class<?> type, DeserializationContext context) throws IOException {
        return json.currentToken() == JsonToken.VALUE_STRING
                ? json.getText()
                : context.reportInputMismatch(type, "the value is %s; it must be text", json.getText());
    }

    private static Object parsed(String text, Class<?> type, DeserializationContext context) throws IOException {
        try {
            return type == LocalDate.class
                    ? LocalDate.parse(text)
                    : type == LocalTime.class ? LocalTime.parse(text) : new BigDecimal(text);
        } catch (DateTimeException | NumberFormatException e) {
            return context.reportInputMismatch(
                    type,
                    "the value is '%s'; it must be a %s",
                    text,
                    type == LocalDate.class ? "date" : type == LocalTime.class ? "time" : "decimal number");
        }
    }

    private static Object constant(String name, Class<?> type, DeserializationContext context) throws IOException {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String known = ((Enum<?>) constant).name();
            if (known.equals(name)) {
                return constant;
            }
            names.add(known);
        }
        return context.reportInputMismatch(type, "the value is '%s'; it must be one of %s", name, names);
    }

    private static List<@Nullable Object> entries(JsonParser json, JavaType type, DeserializationContext context)
            throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return context.reportInputMismatch(type, "the value is %s; it must be a list", json.getText());
        }
        List<@Nullable Object> entries = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            entries.add(read(json, type.containedTypeOrUnknown(0), context));
        }
        return entries;
    }
}
