package io.github.clv4j.csv;

/** Whole seconds, or parts of a second, since 1970-01-01T00:00Z. */
final class EpochDates implements DateReader {
    private static final int MOST_DIGITS = 18;

    private final ZoneDays zone;
    private final long perSecond;

    EpochDates(ZoneDays zone, long perSecond) {
        this.zone = zone;
        this.perSecond = perSecond;
    }

    @Override
    public int day(char[] c, int start, int end) {
        boolean negative = start < end && c[start] == '-';
        int first = negative ? start + 1 : start;
        if (first == end) {
            return Days.UNREADABLE;
        }
        long value = 0;
        for (int i = first; i < end; i++) {
            int digit = c[i] - '0';
            if (digit < 0 || digit > 9) {
                return Days.UNREADABLE;
            }
            if (i - first < MOST_DIGITS) {
                value = value * 10 + digit;
            }
        }
        if (end - first > MOST_DIGITS) {
            return Days.OUT_OF_RANGE;
        }
        return zone.at(Math.floorDiv(negative ? -value : value, perSecond));
    }
}
