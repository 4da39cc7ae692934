package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A record from what {@link RecordSerializer} writes; each component must be there once. */
final class RecordDeserializer<T extends Record> extends JsonDeserializer<T> {
    private final Class<T> type;
    private final RecordComponent[] components;
    private final Map<String, Integer> places = new HashMap<>();
    private final Constructor<T> constructor;

    RecordDeserializer(Class<T> type) {
        this.type = type;
        this.components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            places.put(components[i].getName(), i);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            this.constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no constructor of its components", e);
        }
    }

    @Override
    public Class<?> handledType() {
        return type;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            json.nextToken();
        } else if (json.currentToken() != JsonToken.FIELD_NAME && json.currentToken() != JsonToken.END_OBJECT) {
            return context.reportInputMismatch(type, "the value must be an object");
        }
        @Nullable Object[] values = new @Nullable Object[components.length];
        boolean[] given = new boolean[components.length];
        for (; json.currentToken() == JsonToken.FIELD_NAME; json.nextToken()) {
            String name = json.currentName();
            Integer place = places.get(name);
            json.nextToken();
            if (place == null) {
                context.handleUnknownProperty(json, this, type, name);
            } else if (given[place]) {
                return context.reportInputMismatch(type, "the key '%s' stands twice; each must stand once", name);
            } else {
                given[place] = true;
                values[place] = component(place, json, context);
            }
        }
        for (int i = 0; i < given.length; i++) {
            if (!given[i]) {
                return context.reportInputMismatch(type, "the key '%s' is missing", components[i].getName());
            }
        }
        return made(values, context);
    }

    private @Nullable Object component(int place, JsonParser json, DeserializationContext context) throws IOException {
        RecordComponent component = components[place];
        JavaType wanted = context.getTypeFactory().constructType(component.getGenericType());
        try {
            return ComponentReader.read(json, wanted, context);
        } catch (JsonMappingException e) {
            e.prependPath(type, component.getName());
            throw e;
        }
    }

    private T made(@Nullable Object[] values, DeserializationContext context) throws IOException {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return type.cast(context.handleInstantiationProblem(type, null, cause));
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    @Override
    public Collection<Object> getKnownPropertyNames() {
        return new TreeSet<>(places.keySet());
    }
}
