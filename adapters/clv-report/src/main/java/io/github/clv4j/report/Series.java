package io.github.clv4j.report;

import java.util.Objects;

/** Named values of one kind, one for each label of the chart they are drawn in. Immutable. */
public final class Series {
    private final String name;
    private final ValueFormat format;
    private final double[] values;
    private final boolean dashed;

    private Series(String name, ValueFormat format, double[] values, boolean dashed) {
        this.name = name;
        this.format = format;
        this.values = values;
        this.dashed = dashed;
    }

    /**
     * A series of values.
     *
     * @param name what the legend says, not blank
     * @param format how the values are written
     * @param values one value a label; NaN is not yet known
     * @throws IllegalArgumentException if the name is blank or a value is infinite
     */
    public static Series of(String name, ValueFormat format, double... values) {
        return new Series(
                Checks.text("name", name),
                Objects.requireNonNull(format, "format"),
                Checks.values("values of \"" + name + "\"", values),
                false);
    }

    /** The same series as a dashed line, for expected values beside observed ones; bars do not change. */
    public Series dashed() {
        return new Series(name, format, values, true);
    }

    String name() {
        return name;
    }

    ValueFormat format() {
        return format;
    }

    boolean isDashed() {
        return dashed;
    }

    int size() {
        return values.length;
    }

    double value(int index) {
        return values[index];
    }

    boolean hasUnknown() {
        for (double value : values) {
            if (Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    /** Throws unless there is one value for each of {@code labels} labels. */
    Series requireSize(int labels) {
        if (values.length == labels) {
            return this;
        }
        throw new IllegalArgumentException("series \"" + name + "\" has " + values.length
                + " values: must have one for each of the " + labels + " labels");
    }
}
