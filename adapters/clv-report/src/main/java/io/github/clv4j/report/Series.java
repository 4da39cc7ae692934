package io.github.clv4j.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Named values of one kind, one for each label of the chart they are drawn in. Immutable. */
public final class Series {
    private final String name;
    private final ValueFormat format;
    private final double[] values;
    private final boolean dashed;
    private final double @Nullable [] lower;
    private final double @Nullable [] upper;

    private Series(
            String name,
            ValueFormat format,
            double[] values,
            boolean dashed,
            double @Nullable [] lower,
            double @Nullable [] upper) {
        this.name = name;
        this.format = format;
        this.values = values;
        this.dashed = dashed;
        this.lower = lower;
        this.upper = upper;
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
                false,
                null,
                null);
    }

    /** The same series as a dashed line, for expected values beside observed ones; bars do not change. */
    public Series dashed() {
        return new Series(name, format, values, true, lower, upper);
    }

    /**
     * The same series with an interval around each value, such as one of confidence. Lines have a band, tooltips and data
     * tables name both ends; bars do not draw it.
     *
     * @param lower one end a value, at most it; NaN where there is no interval
     * @param upper the other end, at least the value; NaN in the same places
     * @throws IllegalArgumentException if there is another number of ends than of values, an end is infinite or on the wrong
     *     side, or only one of the two is known
     */
    public Series withBand(double[] lower, double[] upper) {
        double[] low = Checks.values("lower ends of \"" + name + "\"", lower);
        double[] high = Checks.values("upper ends of \"" + name + "\"", upper);
        if (low.length != values.length || high.length != values.length) {
            throw new IllegalArgumentException("series \"" + name + "\" has " + values.length + " values, " + low.length
                    + " lower and " + high.length + " upper ends: must have one of each a value");
        }
        for (int i = 0; i < values.length; i++) {
            boolean none = Double.isNaN(low[i]) && Double.isNaN(high[i]);
            if (!none && !(low[i] <= values[i] && values[i] <= high[i])) {
                throw new IllegalArgumentException("series \"" + name + "\" has the value " + values[i] + " at " + i
                        + " within " + low[i] + " to " + high[i] + ": must be between the ends, or both must be NaN");
            }
        }
        return new Series(name, format, values, dashed, low, high);
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

    boolean hasBand() {
        return lower != null;
    }

    /** The lower end of the interval of a value; NaN if it has none. */
    double lower(int index) {
        return lower == null ? Double.NaN : lower[index];
    }

    /** The upper end of the interval of a value; NaN if it has none. */
    double upper(int index) {
        return upper == null ? Double.NaN : upper[index];
    }

    /** A value in words, with its interval if it has one. */
    String text(int index) {
        String text = format.format(values[index]);
        return Double.isNaN(lower(index))
                ? text
                : text + " (" + format.format(lower(index)) + " to " + format.format(upper(index)) + ")";
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
