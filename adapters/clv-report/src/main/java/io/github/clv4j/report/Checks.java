package io.github.clv4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Argument checks; each message gives the name, the value and the rule. */
final class Checks {
    private Checks() {}

    /** Returns {@code value} when it holds at least one character that is not white space. */
    static String text(String name, String value) {
        Objects.requireNonNull(value, name);
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is \"" + value + "\": must not be blank");
        }
        return value;
    }

    /** Returns an immutable copy of {@code labels}, which must hold at least one label and no null. */
    static List<String> labels(String name, List<String> labels) {
        List<String> copy = strings(name, labels);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException(name + " is empty: must hold at least one label");
        }
        return copy;
    }

    /** Returns an immutable copy of {@code values}, which may be empty but holds no null. */
    static List<String> strings(String name, List<String> values) {
        Objects.requireNonNull(values, name);
        List<String> copy = new ArrayList<>(values.size());
        for (String value : values) {
            copy.add(Objects.requireNonNull(value, () -> name + "[" + copy.size() + "]"));
        }
        return List.copyOf(copy);
    }

    /** Returns a copy of {@code values}, each finite or NaN. */
    static double[] values(String name, double[] values) {
        Objects.requireNonNull(values, name);
        double[] copy = values.clone();
        for (int i = 0; i < copy.length; i++) {
            if (Double.isInfinite(copy[i])) {
                throw new IllegalArgumentException(
                        name + "[" + i + "] is " + copy[i] + ": must be finite, or NaN for not yet known");
            }
        }
        return copy;
    }

    /** Returns a deep copy of {@code values}, which must have {@code rows} rows of {@code columns} columns. */
    static double[][] matrix(String name, double[][] values, int rows, int columns) {
        Objects.requireNonNull(values, name);
        if (values.length != rows) {
            throw new IllegalArgumentException(
                    name + " has " + values.length + " rows: must have one for each of the " + rows + " row labels");
        }
        double[][] copy = new double[rows][];
        for (int i = 0; i < rows; i++) {
            copy[i] = values(name + "[" + i + "]", values[i]);
            if (copy[i].length != columns) {
                throw new IllegalArgumentException(name + "[" + i + "] has " + copy[i].length
                        + " values: must have one for each of the " + columns + " column labels");
            }
        }
        return copy;
    }

    /** Returns a deep copy of {@code values}, which must have {@code rows} rows of {@code columns} texts. */
    static List<List<String>> texts(String name, List<List<String>> values, int rows, int columns) {
        Objects.requireNonNull(values, name);
        if (values.size() != rows) {
            throw new IllegalArgumentException(
                    name + " has " + values.size() + " rows: must have one for each of the " + rows + " row labels");
        }
        List<List<String>> copy = new ArrayList<>(rows);
        for (List<String> row : values) {
            String rowName = name + "[" + copy.size() + "]";
            List<String> texts = strings(rowName, row);
            if (texts.size() != columns) {
                throw new IllegalArgumentException(rowName + " has " + texts.size()
                        + " texts: must have one for each of the " + columns + " column labels");
            }
            copy.add(texts);
        }
        return List.copyOf(copy);
    }
}
