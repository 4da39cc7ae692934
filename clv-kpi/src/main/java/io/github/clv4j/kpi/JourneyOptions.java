package io.github.clv4j.kpi;

import io.github.clv4j.data.TimeGrid;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which touchpoints belong to an order. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: those of 30 days before it, each for one order, as of the log's last day.
 */
public final class JourneyOptions {
    private static final JourneyOptions DEFAULTS = new JourneyOptions(30, TouchReuse.ONE_ORDER, null);

    private final int lookBackDays;
    private final TouchReuse reuse;
    private final @Nullable LocalDate asOf;

    private JourneyOptions(int lookBackDays, TouchReuse reuse, @Nullable LocalDate asOf) {
        this.lookBackDays = lookBackDays;
        this.reuse = Objects.requireNonNull(reuse, "reuse");
        this.asOf = asOf;
    }

    /** The defaults named above. */
    public static JourneyOptions withDefaults() {
        return DEFAULTS;
    }

    /**
     * How long before an order a touchpoint may be. Default: 30 days.
     *
     * @param days days before the order's day, 0 or more; 0 takes those of its own day alone
     */
    public JourneyOptions withLookBackDays(int days) {
        if (days >= 0) {
            return new JourneyOptions(days, reuse, asOf);
        }
        throw new IllegalArgumentException("look-back is " + days + " days; it must be 0 or more");
    }

    /** Whether a touchpoint counts for several orders. Default: {@link TouchReuse#ONE_ORDER}. */
    public JourneyOptions withReuse(TouchReuse rule) {
        return new JourneyOptions(lookBackDays, rule, asOf);
    }

    /** The last day that counts. Default: the log's last day. */
    public JourneyOptions until(LocalDate lastDay) {
        TimeGrid.withDefaults().day(lastDay);
        return new JourneyOptions(lookBackDays, reuse, lastDay);
    }

    /** How many days before an order a touchpoint may be. */
    public int lookBackDays() {
        return lookBackDays;
    }

    /** Whether a touchpoint counts for several orders. */
    public TouchReuse reuse() {
        return reuse;
    }

    /** The last day that counts, or null for the log's last day. */
    public @Nullable LocalDate asOf() {
        return asOf;
    }
}
