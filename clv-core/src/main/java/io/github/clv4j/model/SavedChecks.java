package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.SavedModel.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked of every component of a saved model; each refusal names the component. */
final class SavedChecks {
    private SavedChecks() {}

    /** The component, which must be there; a mapper gives null where a file lacks it. */
    static <T> T given(String component, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(component + " is missing");
        }
        return value;
    }

    static double finite(String name, @Nullable Double value) {
        double number = given("value of " + name, value);
        if (Double.isFinite(number)) {
            return number;
        }
        throw new IllegalArgumentException(name + " is " + number + "; it must be finite");
    }

    static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be " + least + " or more");
        }
    }

    static TimeStep unit(String name) {
        return constant("timeUnit", name, TimeStep.values());
    }

    /** The constant of that name. */
    static <E extends Enum<E>> E constant(String component, String name, E[] constants) {
        for (E constant : constants) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(component + " is '" + name + "'; it must be one of "
                + String.join(", ", Arrays.stream(constants).map(Enum::name).toList()));
    }

    /** A copy of names, each there once. */
    static List<String> names(String component, @Nullable List<String> names) {
        for (String name : given(component, names)) {
            given("an entry of " + component, name);
        }
        List<String> copy = List.copyOf(given(component, names));
        if (Set.copyOf(copy).size() != copy.size()) {
            throw new IllegalArgumentException(component + " are " + copy + "; each must be there once");
        }
        return copy;
    }

    static void requireEmpty(String component, String text, String model) {
        if (!text.isEmpty()) {
            throw new IllegalArgumentException(
                    component + " is '" + text + "'; of " + model + ", which has none, it must be empty");
        }
    }

    static List<Parameter> named(List<String> names, double[] values) {
        List<Parameter> result = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            result.add(new Parameter(names.get(i), values[i]));
        }
        return result;
    }

    /**
     * Values by name in the order of the names.
     *
     * @param kind what one is called: {@code parameter} or {@code coefficient}
     * @throws IllegalArgumentException if one is missing, surplus, doubled or not finite
     */
    static double[] values(String model, String kind, List<String> names, List<Parameter> given) {
        Set<String> seen = new LinkedHashSet<>();
        for (Parameter parameter : given) {
            String name = given(
                    "name of a " + kind,
                    given("an entry of " + kind + "s", parameter).name());
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        model + " has no " + kind + " '" + name + "'; it has " + String.join(", ", names));
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException(kind + " " + name + " is there twice; each must be there once");
            }
        }
        double[] values = new double[names.size()];
        for (int i = 0; i < values.length; i++) {
            String name = names.get(i);
            if (!seen.contains(name)) {
                throw new IllegalArgumentException(
                        kind + " " + name + " of " + model + " is missing; it has " + String.join(", ", names));
            }
            values[i] = value(name, given);
        }
        return values;
    }

    static double value(String name, List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return finite(name, parameter.value());
            }
        }
        throw new IllegalArgumentException("the report tells of " + name
                + ", which is no parameter of the model; it has "
                + String.join(", ", parameters.stream().map(Parameter::name).toList()));
    }
}
