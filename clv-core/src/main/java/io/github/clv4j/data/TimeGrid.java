package io.github.clv4j.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How points in time become days, and the unit in which lengths of time are told.
 *
 * <p>The log keeps whole days (days since 1970-01-01). A date, or a date and time without zone, is that date. A point in
 * time with an offset or zone is the date that a calendar in this grid's zone shows at that moment; a day of 23 or 25
 * hours, when clocks change, is one day like any other. The default zone of the machine plays no part.
 */
public final class TimeGrid {
    /** First day that a log accepts: 0001-01-01. */
    public static final int MIN_DAY = (int) LocalDate.of(1, 1, 1).toEpochDay();
    /** Last day that a log accepts: 9999-12-31. */
    public static final int MAX_DAY = (int) LocalDate.of(9999, 12, 31).toEpochDay();

    private static final TimeGrid DEFAULT = new TimeGrid(ZoneOffset.UTC, TimeStep.DAYS);

    private final ZoneId zone;
    private final TimeStep step;

    private TimeGrid(ZoneId zone, TimeStep step) {
        this.zone = zone;
        this.step = step;
    }

    /** UTC and days. */
    public static TimeGrid withDefaults() {
        return DEFAULT;
    }

    /**
     * A grid in a zone, telling lengths of time in a unit.
     *
     * @param zone the zone whose calendar gives the day of a point in time
     * @param step the unit in which {@link #steps} tells lengths
     */
    public static TimeGrid of(ZoneId zone, TimeStep step) {
        return new TimeGrid(Objects.requireNonNull(zone, "zone"), Objects.requireNonNull(step, "step"));
    }

    /** The zone whose calendar gives the day of a point in time. */
    public ZoneId zone() {
        return zone;
    }

    /** The unit in which lengths of time are told. */
    public TimeStep step() {
        return step;
    }

    /**
     * The day of a date.
     *
     * @return days since 1970-01-01
     * @throws IllegalArgumentException if the date is before year 1 or after year 9999
     */
    public int day(LocalDate date) {
        return checkedDay(date);
    }

    /** The day of a local date and time: its date, whatever the zone. */
    public int day(LocalDateTime dateTime) {
        return checkedDay(dateTime.toLocalDate());
    }

    /** The day that this grid's zone shows at an instant. */
    public int day(Instant instant) {
        return converted(() -> instant.atZone(zone).toLocalDate(), instant);
    }

    /** The day that this grid's zone shows at that moment. */
    public int day(ZonedDateTime dateTime) {
        return converted(() -> dateTime.withZoneSameInstant(zone).toLocalDate(), dateTime);
    }

    /** The day that this grid's zone shows at that moment. */
    public int day(OffsetDateTime dateTime) {
        return converted(() -> dateTime.atZoneSameInstant(zone).toLocalDate(), dateTime);
    }

    /** A length of whole days told in this grid's unit. */
    public double steps(int days) {
        return days / step.days();
    }

    /** A point in time so far off that the zone's calendar does not reach it is outside the range too. */
    private static int converted(Supplier<LocalDate> conversion, Object pointInTime) {
        LocalDate date;
        try {
            date = conversion.get();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("date " + pointInTime + " is outside 0001-01-01..9999-12-31", e);
        }
        return checkedDay(date);
    }

    private static int checkedDay(LocalDate date) {
        long day = date.toEpochDay();
        if (day >= MIN_DAY && day <= MAX_DAY) {
            return (int) day;
        }
        throw new IllegalArgumentException("date " + date + " is outside 0001-01-01..9999-12-31");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeGrid that && step == that.step && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return 31 * zone.hashCode() + step.hashCode();
    }

    @Override
    public String toString() {
        return step + " in " + zone;
    }
}
