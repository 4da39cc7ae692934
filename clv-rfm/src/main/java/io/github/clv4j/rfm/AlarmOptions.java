package io.github.clv4j.rfm;

import java.util.Objects;

/**
 * How {@link FlowAlarms} judge. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: level 0.99, {@link ControlLimits#EXACT}, {@link AlarmBaseline#POOLED}, at least 30 customers.
 */
public final class AlarmOptions {
    private static final AlarmOptions DEFAULTS = new AlarmOptions(0.99, ControlLimits.EXACT, AlarmBaseline.POOLED, 30);

    private final double level;
    private final ControlLimits limits;
    private final AlarmBaseline baseline;
    private final int minCustomers;

    private AlarmOptions(double level, ControlLimits limits, AlarmBaseline baseline, int minCustomers) {
        this.level = level;
        this.limits = Objects.requireNonNull(limits, "limits");
        this.baseline = Objects.requireNonNull(baseline, "baseline");
        this.minCustomers = minCustomers;
    }

    /** The defaults. */
    public static AlarmOptions withDefaults() {
        return DEFAULTS;
    }

    /**
     * The probability that a rate stays inside its limits if nothing changed; of one rate, so a series of many segments and
     * steps gives some false alarms. Default 0.99.
     *
     * @param probability above 0 and below 1
     */
    public AlarmOptions withLevel(double probability) {
        return new AlarmOptions(RateIntervals.checkedLevel(probability), limits, baseline, minCustomers);
    }

    /** How the limits are computed. Default {@link ControlLimits#EXACT}. */
    public AlarmOptions withLimits(ControlLimits kind) {
        return new AlarmOptions(level, kind, baseline, minCustomers);
    }

    /** What rate a step is held against. Default {@link AlarmBaseline#POOLED}. */
    public AlarmOptions withBaseline(AlarmBaseline kind) {
        return new AlarmOptions(level, limits, kind, minCustomers);
    }

    /**
     * Fewest customers of a rate and of its baseline; with fewer a step is not judged. Default 30.
     *
     * @param customers 1 or more
     */
    public AlarmOptions withMinCustomers(int customers) {
        if (customers >= 1) {
            return new AlarmOptions(level, limits, baseline, customers);
        }
        throw new IllegalArgumentException("minCustomers is " + customers + "; it must be 1 or more");
    }

    /** The probability that a rate stays inside its limits if nothing changed. */
    public double level() {
        return level;
    }

    /** How the limits are computed. */
    public ControlLimits limits() {
        return limits;
    }

    /** What rate a step is held against. */
    public AlarmBaseline baseline() {
        return baseline;
    }

    /** Fewest customers of a rate and of its baseline. */
    public int minCustomers() {
        return minCustomers;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AlarmOptions that
                && level == that.level
                && limits == that.limits
                && baseline == that.baseline
                && minCustomers == that.minCustomers;
    }

    @Override
    public int hashCode() {
        return Objects.hash(level, limits, baseline, minCustomers);
    }

    @Override
    public String toString() {
        return limits + " limits at " + level + " around " + baseline + ", at least " + minCustomers + " customers";
    }
}
