package io.github.clv4j.jackson;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.github.clv4j.data.DataException;

/** Words for what a mapper finds wrong with a text. */
final class RecordText {
    private RecordText() {}

    /** An error with the place, the key and the rule. */
    static DataException fault(JsonMappingException e, String sourceName) {
        String path = path(e);
        return new DataException(
                JsonValue.where(sourceName, e.getLocation()) + (path.isEmpty() ? "" : ", " + path) + ": " + rule(e), e);
    }

    /** The keys that lead to the fault, such as {@code report.parameters[2]}. */
    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    /** The fault without the mapper's words of classes and settings. */
    private static String rule(JsonMappingException e) {
        Throwable cause = e.getCause();
        if (e instanceof ValueInstantiationException && cause != null) {
            return String.valueOf(cause.getMessage());
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "the key is unknown; keys are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .toList();
        }
        String message = String.valueOf(e.getOriginalMessage());
        if (message.startsWith("Missing creator property")) {
            return "the key is missing";
        }
        int settings = message.indexOf(" (but ");
        return settings < 0 ? message : message.substring(0, settings);
    }
}
