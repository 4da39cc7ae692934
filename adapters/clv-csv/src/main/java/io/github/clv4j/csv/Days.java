package io.github.clv4j.csv;

import io.github.clv4j.data.TimeGrid;

/** Days since 1970-01-01 of the proleptic Gregorian calendar, with two numbers for "none". */
final class Days {
    /** The text is no date in the format. */
    static final int UNREADABLE = Integer.MIN_VALUE;
    /** The text is a date that logs do not take. */
    static final int OUT_OF_RANGE = Integer.MIN_VALUE + 1;

    private static final int SECONDS_PER_DAY = 86_400;
    private static final int DAYS_PER_400_YEARS = 146_097;
    /** Days from 0000-03-01 to 1970-01-01. */
    private static final int EPOCH = 719_468;

    private Days() {}

    /** The day of a date, or one of the two numbers for "none". */
    static int of(int year, int month, int dayOfMonth) {
        if (!(month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= lengthOfMonth(year, month))) {
            return UNREADABLE;
        }
        // Years that begin in March put the leap day last: https://howardhinnant.github.io/date_algorithms.html
        int marchYear = month > 2 ? year : year - 1;
        int century = Math.floorDiv(marchYear, 400);
        int yearOfCentury = marchYear - century * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1;
        int dayOfCentury = yearOfCentury * 365 + yearOfCentury / 4 - yearOfCentury / 100 + dayOfYear;
        return checked((long) century * DAYS_PER_400_YEARS + dayOfCentury - EPOCH);
    }

    /** The day, if a log takes it. */
    static int checked(long day) {
        return day >= TimeGrid.MIN_DAY && day <= TimeGrid.MAX_DAY ? (int) day : OUT_OF_RANGE;
    }

    /** The day that seconds since 1970-01-01T00:00 of a local calendar fall on. */
    static int ofSeconds(long localSeconds) {
        return checked(Math.floorDiv(localSeconds, (long) SECONDS_PER_DAY));
    }

    /** The seconds at which a day starts. */
    static long seconds(int day) {
        return (long) day * SECONDS_PER_DAY;
    }

    private static int lengthOfMonth(int year, int month) {
        if (month == 2) {
            return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }
}
