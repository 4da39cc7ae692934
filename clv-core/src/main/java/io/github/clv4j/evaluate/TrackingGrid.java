package io.github.clv4j.evaluate;

/** Where the periods of a {@link Tracking} begin and end. */
public enum TrackingGrid {
    /**
     * Counted from the first acquisition: the first period ends one week (day, month, year) after that day, and holds the
     * day itself too. The oldest customers' age at the end of week w is w weeks. The convention of BTYD.
     */
    FROM_FIRST_DAY,
    /** Calendar periods: ISO weeks from Monday to Sunday, calendar months and years. The convention of CLVTools. */
    CALENDAR
}
