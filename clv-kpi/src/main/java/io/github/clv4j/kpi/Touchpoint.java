package io.github.clv4j.kpi;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One contact with a person as a source tells it: a click, a visit, a call, an e-mail that was opened. What is wrong with
 * it is found by {@link TouchpointsBuilder}.
 *
 * @param customerId who it was; null or blank is a fault
 * @param day the day; null is a fault
 * @param time the time of that day, whose hour and minute count; null if it is not known
 * @param channel the channel; null or blank is a fault
 * @param kind what happened, such as {@code click}; null if that is not told
 * @param costMinor what it cost in minor units; below 0 is a fault
 * @param row number of the row that it came from, for messages: the line number for files; 0 if it is to be counted
 */
public record Touchpoint(
        @Nullable String customerId,
        @Nullable LocalDate day,
        @Nullable LocalTime time,
        @Nullable String channel,
        @Nullable String kind,
        long costMinor,
        long row) {

    /** A contact of a day, without time, kind or cost. */
    public static Touchpoint of(@Nullable String customerId, @Nullable LocalDate day, @Nullable String channel) {
        return new Touchpoint(customerId, day, null, channel, null, 0, 0);
    }

    /** The same contact at a time of its day. */
    public Touchpoint at(LocalTime timeOfDay) {
        return new Touchpoint(
                customerId, day, Objects.requireNonNull(timeOfDay, "timeOfDay"), channel, kind, costMinor, row);
    }

    /** The same contact of a kind. */
    public Touchpoint ofKind(@Nullable String label) {
        return new Touchpoint(customerId, day, time, channel, label, costMinor, row);
    }

    /** The same contact at a cost in minor units. */
    public Touchpoint withCost(long minor) {
        return new Touchpoint(customerId, day, time, channel, kind, minor, row);
    }

    /** The same contact, with the number of the row that it came from. */
    public Touchpoint withRow(long number) {
        return new Touchpoint(customerId, day, time, channel, kind, costMinor, number);
    }
}
