package io.github.clv4j.csv;

import io.github.clv4j.data.TimeGrid;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A date format by name: ISO 8601, seconds or milliseconds since 1970, or a pattern. Immutable. */
final class DateFormat {
    static final DateFormat ISO = new DateFormat(CsvColumns.ISO, null);

    /** A moment whose parts all differ, to try patterns with. */
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2025, 11, 28, 15, 16, 17, 0, ZoneOffset.UTC);

    private static final long MILLIS = 1000;

    private final String name;
    private final @Nullable DateTimeFormatter formatter;

    private DateFormat(String name, @Nullable DateTimeFormatter formatter) {
        this.name = name;
        this.formatter = formatter;
    }

    static DateFormat of(String nameOrPattern) {
        return switch (nameOrPattern) {
            case CsvColumns.ISO -> ISO;
            case CsvColumns.EPOCH_SECONDS, CsvColumns.EPOCH_MILLIS -> new DateFormat(nameOrPattern, null);
            default -> new DateFormat(nameOrPattern, formatter(nameOrPattern));
        };
    }

    private static DateTimeFormatter formatter(String pattern) {
        DateTimeFormatter formatter;
        try {
            formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(prolepticYears(pattern))
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "date format '" + pattern + "' is not a pattern (" + e.getMessage() + "); " + choices(), e);
        }
        boolean dayOfYear = letters(pattern).contains("D") && letters(pattern).contains("M");
        if (!dayOfYear && SAMPLE.toLocalDate().equals(sampleOf(formatter))) {
            return formatter;
        }
        throw new IllegalArgumentException("date format '" + pattern + "' does not tell year, month and day;"
                + " y is the year, M the month (m is the minute), d the day of the month (D is that of the year); "
                + choices());
    }

    private static @Nullable LocalDate sampleOf(DateTimeFormatter formatter) {
        try {
            return formatter.parse(formatter.format(SAMPLE)).query(TemporalQueries.localDate());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The strict resolver takes a year of era (y) only beside an era; people write y and mean the year. */
    private static String prolepticYears(String pattern) {
        String letters = letters(pattern);
        StringBuilder text = new StringBuilder(pattern);
        for (int i = 0; i < text.length(); i++) {
            if (letters.charAt(i) == 'y') {
                text.setCharAt(i, 'u');
            }
        }
        return text.toString();
    }

    /** The pattern with blanks for what is quoted. */
    private static String letters(String pattern) {
        StringBuilder text = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\'') {
                quoted = !quoted;
            } else if (quoted) {
                text.setCharAt(i, ' ');
            }
        }
        return text.toString();
    }

    private static String choices() {
        return "valid are '" + CsvColumns.ISO + "', '" + CsvColumns.EPOCH_SECONDS + "', '" + CsvColumns.EPOCH_MILLIS
                + "' and patterns such as 'M/d/yyyy H:mm'";
    }

    /** A reader of this format for logs on a grid. */
    DateReader reader(TimeGrid grid) {
        ZoneDays zone = new ZoneDays(grid.zone());
        return switch (name) {
            case CsvColumns.ISO -> new IsoDates(zone);
            case CsvColumns.EPOCH_SECONDS -> new EpochDates(zone, 1);
            case CsvColumns.EPOCH_MILLIS -> new EpochDates(zone, MILLIS);
            default -> {
                NumericDates numeric = NumericDates.compile(name);
                if (numeric != null) {
                    yield numeric;
                }
                if (formatter == null) {
                    throw new IllegalStateException("date format '" + name + "' has no formatter");
                }
                yield new FormatterDates(formatter, grid);
            }
        };
    }

    /** What a date must be, for messages. */
    String rule() {
        return switch (name) {
            case CsvColumns.ISO -> "dates must be ISO 8601, such as 2025-03-01 or 2025-03-01T10:15:30Z";
            case CsvColumns.EPOCH_SECONDS -> "dates must be whole seconds since 1970-01-01T00:00Z";
            case CsvColumns.EPOCH_MILLIS -> "dates must be whole milliseconds since 1970-01-01T00:00Z";
            default -> "dates must match '" + name + "'";
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DateFormat that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
