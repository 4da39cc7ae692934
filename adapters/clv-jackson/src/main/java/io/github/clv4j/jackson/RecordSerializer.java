package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A record as an object with all its components, the same whatever the mapper's settings and other modules are: NaN and
 * what is empty are null, infinities strings, dates ISO 8601, exact decimals strings, enums their names.
 */
final class RecordSerializer<T extends Record> extends JsonSerializer<T> {
    private final Class<T> type;
    private final RecordComponent[] components;

    RecordSerializer(Class<T> type) {
        this.type = type;
        this.components = type.getRecordComponents();
    }

    @Override
    public Class<T> handledType() {
        return type;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject(value);
        for (RecordComponent component : components) {
            json.writeFieldName(component.getName());
            write(read(component, value), json, provider);
        }
        json.writeEndObject();
    }

    private static @Nullable Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("component " + component + " cannot be read", e);
        }
    }

    private static void write(@Nullable Object value, JsonGenerator json, SerializerProvider provider)
            throws IOException {
        if (value instanceof Double number) {
            TableWriter.number(number, json);
        } else if (value instanceof OptionalDouble number) {
            TableWriter.number(number.orElse(Double.NaN), json);
        } else if (value instanceof OptionalLong number) {
            write(number.isPresent() ? number.getAsLong() : null, json, provider);
        } else if (value instanceof OptionalInt number) {
            write(number.isPresent() ? number.getAsInt() : null, json, provider);
        } else if (value instanceof Optional<?> some) {
            write(some.isPresent() ? some.get() : null, json, provider);
        } else if (value instanceof LocalDate || value instanceof LocalTime || value instanceof BigDecimal) {
            json.writeString(value.toString());
        } else if (value instanceof Enum<?> constant) {
            json.writeString(constant.name());
        } else if (value instanceof Collection<?> entries) {
            json.writeStartArray();
            for (Object entry : entries) {
                write(entry, json, provider);
            }
            json.writeEndArray();
        } else {
            provider.defaultSerializeValue(value, json);
        }
    }
}
