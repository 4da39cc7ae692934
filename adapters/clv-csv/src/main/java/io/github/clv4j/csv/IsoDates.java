package io.github.clv4j.csv;

/**
 * ISO 8601 as systems write it: a date, with a time after {@code T} or a blank, with an offset after that. Without
 * offset the date counts as it stands; with one, it is the date in the grid's zone at that moment.
 */
final class IsoDates implements DateReader {
    private static final int DATE_LENGTH = 10;
    private static final int MAX_OFFSET_HOURS = 18;

    private final ZoneDays zone;

    IsoDates(ZoneDays zone) {
        this.zone = zone;
    }

    @Override
    public int day(char[] c, int start, int end) {
        if (end - start < DATE_LENGTH || c[start + 4] != '-' || c[start + 7] != '-') {
            return Days.UNREADABLE;
        }
        int century = two(c, start);
        int year = two(c, start + 2);
        int month = two(c, start + 5);
        int dayOfMonth = two(c, start + 8);
        if ((century | year | month | dayOfMonth) < 0) {
            return Days.UNREADABLE;
        }
        int day = Days.of(century * 100 + year, month, dayOfMonth);
        if (day == Days.UNREADABLE || end - start == DATE_LENGTH) {
            return day;
        }
        char separator = c[start + DATE_LENGTH];
        if (separator != 'T' && separator != ' ' && separator != 't') {
            return Days.UNREADABLE;
        }
        return withTime(day, c, start + DATE_LENGTH + 1, end);
    }

    private int withTime(int day, char[] c, int start, int end) {
        if (end - start < 5 || c[start + 2] != ':') {
            return Days.UNREADABLE;
        }
        int hour = two(c, start);
        int minute = two(c, start + 3);
        int second = 0;
        int i = start + 5;
        if (i < end && c[i] == ':') {
            if (end - i < 3) {
                return Days.UNREADABLE;
            }
            second = two(c, i + 1);
            i += 3;
            if (i < end && (c[i] == '.' || c[i] == ',')) {
                int digits = digits(c, i + 1, end);
                if (digits < 1 || digits > 9) {
                    return Days.UNREADABLE;
                }
                i += 1 + digits;
            }
        }
        if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) {
            return Days.UNREADABLE;
        }
        if (i == end) {
            return day;
        }
        if (day == Days.OUT_OF_RANGE) {
            return withOffset(0, c, i, end) == Days.UNREADABLE ? Days.UNREADABLE : day;
        }
        int secondOfDay = hour * 3600 + minute * 60 + second;
        return withOffset(Days.seconds(day) + secondOfDay, c, i, end);
    }

    private int withOffset(long localSeconds, char[] c, int start, int end) {
        int i = start;
        if (c[i] == ' ' && i + 1 < end) {
            i++;
        }
        if (isUtc(c, i, end)) {
            return zone.at(localSeconds);
        }
        if (c[i] != '+' && c[i] != '-') {
            return Days.UNREADABLE;
        }
        int sign = c[i] == '-' ? -1 : 1;
        i++;
        int hours = end - i >= 2 ? two(c, i) : -1;
        int minutes = 0;
        i += 2;
        if (i < end) {
            i += c[i] == ':' ? 1 : 0;
            minutes = end - i == 2 ? two(c, i) : -1;
        }
        if ((hours | minutes) < 0 || minutes > 59 || hours * 60 + minutes > MAX_OFFSET_HOURS * 60) {
            return Days.UNREADABLE;
        }
        int offset = sign * (hours * 3600 + minutes * 60);
        return zone.at(localSeconds - offset);
    }

    private static boolean isUtc(char[] c, int start, int end) {
        return (end - start == 1 && (c[start] == 'Z' || c[start] == 'z'))
                || (end - start == 3 && c[start] == 'U' && c[start + 1] == 'T' && c[start + 2] == 'C');
    }

    /** The number of two digits, or negative. */
    private static int two(char[] c, int at) {
        int tens = c[at] - '0';
        int ones = c[at + 1] - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
    }

    private static int digits(char[] c, int start, int end) {
        int i = start;
        while (i < end && c[i] >= '0' && c[i] <= '9') {
            i++;
        }
        return i - start;
    }
}
