package io.github.clv4j.report;

import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Named values of one kind, one for each label of the chart they are drawn in. Immutable. */
public final class Series {
    private static final String NOT_YET_KNOWN = "not yet known";
    private static final String UNDEFINED = "undefined";

    private final String name;
    private final ValueFormat format;
    private final double[] values;
    private final boolean dashed;
    private final double @Nullable [] lower;
    private final double @Nullable [] upper;
    private final boolean @Nullable [] undefined;

    private Series(
            String name,
            ValueFormat format,
            double[] values,
            boolean dashed,
            double @Nullable [] lower,
            double @Nullable [] upper,
            boolean @Nullable [] undefined) {
        this.name = name;
        this.format = format;
        this.values = values;
        this.dashed = dashed;
        this.lower = lower;
        this.upper = upper;
        this.undefined = undefined;
    }

    /**
     * A series of values.
     *
     * @param name what the legend says, not blank
     * @param format how the values are written
     * @param values one value a label; NaN is not yet known, or undefined where {@link #withUndefined} says so
     * @throws IllegalArgumentException if the name is blank or a value is infinite
     */
    public static Series of(String name, ValueFormat format, double... values) {
        return new Series(
                Checks.text("name", name),
                Objects.requireNonNull(format, "format"),
                Checks.values("values of \"" + name + "\"", values),
                false,
                null,
                null,
                null);
    }

    /** The same series as a dashed line, for expected values beside observed ones; bars do not change. */
    public Series dashed() {
        return new Series(name, format, values, true, lower, upper, undefined);
    }

    /**
     * The same series with some of its gaps undefined: no time will tell them, as the rate of nobody. Legends, tooltips and
     * data tables say which gaps are so and which are not yet known.
     *
     * @param isUndefined which values, by number, are undefined if they are NaN; {@code i -> true} for all
     */
    public Series withUndefined(IntPredicate isUndefined) {
        boolean[] gaps = new boolean[values.length];
        IntStream.range(0, values.length)
                .filter(i -> Double.isNaN(values[i]) && isUndefined.test(i))
                .forEach(i -> gaps[i] = true);
        return new Series(name, format, values, dashed, lower, upper, gaps);
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
        return new Series(name, format, values, dashed, low, high, undefined);
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

    /** A value in words, with its interval if it has one; the sign for an unknown one, or that it is undefined. */
    String text(int index) {
        if (isUndefined(index)) {
            return UNDEFINED;
        }
        String text = format.format(values[index]);
        return Double.isNaN(lower(index))
                ? text
                : text + " (" + format.format(lower(index)) + " to " + format.format(upper(index)) + ")";
    }

    /** Why there is no value, in words. */
    String gap(int index) {
        return isUndefined(index) ? UNDEFINED : NOT_YET_KNOWN;
    }

    private boolean isUndefined(int index) {
        return undefined != null && undefined[index];
    }

    boolean hasUnknown() {
        return has(false);
    }

    private boolean has(boolean isUndefined) {
        return IntStream.range(0, values.length)
                .anyMatch(i -> Double.isNaN(values[i]) && isUndefined(i) == isUndefined);
    }

    /** What gaps of some series are, in words; null if they have none. */
    static @Nullable String gaps(List<Series> series) {
        boolean undefined = series.stream().anyMatch(one -> one.has(true));
        if (series.stream().anyMatch(Series::hasUnknown)) {
            return undefined ? NOT_YET_KNOWN + " or " + UNDEFINED : NOT_YET_KNOWN;
        }
        return undefined ? UNDEFINED : null;
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
