package io.github.clv4j.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The day of a row, from whatever a source tells time with. */
final class DayCell extends Cell {
    private static final long SECONDS_PER_DAY = 86_400;
    /** Beyond any date a log takes, and within what {@link Instant} takes. */
    private static final long MAX_SECONDS = 400_000_000_000L;

    private static final int MAX_OFFSET_MINUTES = 18 * 60;
    private static final int DATE_LENGTH = 10;
    private static final Pattern ISO = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})"
            + "(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?"
            + "(?: ?(?:(Z|z|UTC)|([+-])([0-9]{2})(?::?([0-9]{2}))?))?)?");

    private final ZoneRules rules;
    private final boolean fixed;
    private final int fixedOffset;
    private final @Nullable LocalDate lastDate;
    private final int lastDay;
    private int day;

    DayCell(String column, LogOptions options) {
        super(column);
        this.rules = options.timeGrid().zone().getRules();
        this.fixed = rules.isFixedOffset();
        this.fixedOffset = rules.getOffset(Instant.EPOCH).getTotalSeconds();
        this.lastDate = options.lastDay();
        this.lastDay = lastDate == null ? TimeGrid.MAX_DAY : (int) lastDate.toEpochDay();
    }

    /** A value of any type that can tell a day. */
    void value(@Nullable Object time) {
        if (time == null) {
            refuseAbsent();
        } else if (time instanceof LocalDate day) {
            date(day);
        } else if (time instanceof LocalDateTime dateTime) {
            dateTime(dateTime);
        } else if (time instanceof Instant instant) {
            instant(instant);
        } else if (time instanceof OffsetDateTime dateTime) {
            instant(dateTime.toInstant());
        } else if (time instanceof ZonedDateTime dateTime) {
            instant(dateTime.toInstant());
        } else if (time instanceof String text) {
            text(text);
        } else {
            refuse(time.toString());
        }
    }

    void day(long epochDay) {
        if (accept(epochDay)) {
            return;
        }
        boolean known = Math.abs(epochDay) < MAX_SECONDS / SECONDS_PER_DAY;
        refuseRange(epochDay, known ? LocalDate.ofEpochDay(epochDay).toString() : "day " + epochDay);
    }

    void date(@Nullable LocalDate date) {
        if (date == null) {
            refuseAbsent();
        } else if (!accept(date.toEpochDay())) {
            refuseRange(date.toEpochDay(), date.toString());
        }
    }

    void dateTime(@Nullable LocalDateTime dateTime) {
        if (dateTime == null) {
            refuseAbsent();
        } else if (!accept(dateTime.toLocalDate().toEpochDay())) {
            refuseRange(dateTime.toLocalDate().toEpochDay(), dateTime.toString());
        }
    }

    void instant(@Nullable Instant instant) {
        if (instant == null) {
            refuseAbsent();
        } else if (!accept(dayAt(instant.getEpochSecond()))) {
            refuseRange(dayAt(instant.getEpochSecond()), instant.toString());
        }
    }

    void instant(long sinceEpoch, TimeUnit unit) {
        long seconds = Math.floorDiv(sinceEpoch, perSecond(unit));
        if (!accept(dayAt(seconds))) {
            refuseRange(dayAt(seconds), told(sinceEpoch, unit));
        }
    }

    void dateTime(long sinceEpoch, TimeUnit unit) {
        long epochDay = Math.floorDiv(Math.floorDiv(sinceEpoch, perSecond(unit)), SECONDS_PER_DAY);
        if (!accept(epochDay)) {
            refuseRange(epochDay, told(sinceEpoch, unit));
        }
    }

    private static long perSecond(TimeUnit unit) {
        long perSecond = unit.convert(1, TimeUnit.SECONDS);
        if (perSecond == 0) {
            throw new IllegalArgumentException("unit is " + unit + "; it must be seconds or a part of them");
        }
        return perSecond;
    }

    private static String told(long sinceEpoch, TimeUnit unit) {
        return sinceEpoch + " " + unit.toString().toLowerCase(Locale.ROOT) + " since 1970-01-01T00:00";
    }

    /** The day that the zone shows; beyond the range of logs, only a day that is beyond it too. */
    private long dayAt(long epochSeconds) {
        if (!(epochSeconds > -MAX_SECONDS && epochSeconds < MAX_SECONDS)) {
            return epochSeconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        int offset = fixed
                ? fixedOffset
                : rules.getOffset(Instant.ofEpochSecond(epochSeconds)).getTotalSeconds();
        return Math.floorDiv(epochSeconds + offset, SECONDS_PER_DAY);
    }

    /** ISO 8601 as clv-csv reads it: a date, with a time, with an offset. */
    void text(@Nullable String text) {
        if (text == null) {
            refuseAbsent();
            return;
        }
        Matcher iso = ISO.matcher(text.strip());
        Long epochDay = iso.matches() ? parsed(iso) : null;
        if (epochDay == null) {
            refuse(text);
        } else if (!accept(epochDay)) {
            refuseRange(epochDay, text);
        }
    }

    private @Nullable Long parsed(Matcher iso) {
        LocalDate date;
        try {
            date = LocalDate.parse(iso.group(1));
        } catch (DateTimeException e) {
            return null;
        }
        if (iso.end() == DATE_LENGTH) {
            return date.toEpochDay();
        }
        int hour = number(iso.group(2));
        int minute = number(iso.group(3));
        int second = number(iso.group(4));
        int offsetHour = number(iso.group(7));
        int offsetMinute = number(iso.group(8));
        int offset = offsetHour * 60 + offsetMinute;
        if (hour > 23 || minute > 59 || second > 59 || offsetMinute > 59 || offset > MAX_OFFSET_MINUTES) {
            return null;
        }
        boolean local = iso.group(5) == null && iso.group(6) == null;
        if (local || date.toEpochDay() < TimeGrid.MIN_DAY) {
            return date.toEpochDay();
        }
        long seconds = date.toEpochDay() * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
        return dayAt(seconds - ("-".equals(iso.group(6)) ? -offset : offset) * 60L);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private boolean accept(long epochDay) {
        boolean fits = epochDay >= TimeGrid.MIN_DAY && epochDay <= lastDay;
        if (fits) {
            day = (int) epochDay;
            take();
        }
        return fits;
    }

    private void refuseRange(long epochDay, String given) {
        if (epochDay >= TimeGrid.MIN_DAY && epochDay <= TimeGrid.MAX_DAY) {
            refuse(RejectReason.DATE_AFTER_LAST_DAY, given, "dates must not be after " + lastDate);
        } else {
            refuse(RejectReason.DATE_OUT_OF_RANGE, given, "dates must be in 0001-01-01..9999-12-31");
        }
    }

    void refuse(@Nullable String given) {
        refuse(RejectReason.BAD_DATE, given, "dates must be dates, or dates and times, such as 2025-03-01T10:15:00Z");
    }

    @Override
    void refuseAbsent() {
        refuse(null);
    }

    int day() {
        return day;
    }
}
