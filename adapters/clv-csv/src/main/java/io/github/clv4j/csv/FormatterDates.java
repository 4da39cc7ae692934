package io.github.clv4j.csv;

import io.github.clv4j.data.TimeGrid;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/** Any pattern that {@link DateTimeFormatter} knows: names of months, halves of days, offsets, zones. */
final class FormatterDates implements DateReader {
    private final DateTimeFormatter formatter;
    private final TimeGrid grid;

    FormatterDates(DateTimeFormatter formatter, TimeGrid grid) {
        this.formatter = formatter;
        this.grid = grid;
    }

    @Override
    public int day(char[] chars, int start, int end) {
        TemporalAccessor parsed;
        try {
            parsed = formatter.parse(new String(chars, start, end - start));
        } catch (DateTimeException e) {
            return Days.UNREADABLE;
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            date = LocalDate.ofInstant(Instant.ofEpochSecond(parsed.getLong(ChronoField.INSTANT_SECONDS)), grid.zone());
        }
        return date == null ? Days.UNREADABLE : Days.checked(date.toEpochDay());
    }
}
