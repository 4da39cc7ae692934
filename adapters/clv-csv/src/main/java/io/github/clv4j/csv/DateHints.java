package io.github.clv4j.csv;

import io.github.clv4j.data.TimeGrid;
import java.util.ArrayList;
import java.util.List;

/** Guesses in which date format an unreadable date is written, for the message that rejects it. */
final class DateHints {
    private static final List<String> DATES = List.of(
            "M/d/yyyy",
            "d/M/yyyy",
            "yyyy/M/d",
            "d.M.yyyy",
            "d-M-yyyy",
            "M-d-yyyy",
            "yyyy-M-d",
            "M/d/yy",
            "d/M/yy",
            "d.M.yy",
            "d-MMM-yyyy",
            "d-MMM-yy",
            "d MMM yyyy",
            "d MMMM yyyy",
            "MMM d, yyyy",
            "MMMM d, yyyy",
            "yyyyMMdd");
    private static final List<String> TIMES =
            List.of("", " H:mm", " H:mm:ss", " H:mm:ss.SSS", " h:mm a", " h:mm:ss a", "'T'HHmmss", " HHmmss");

    private static final int SECONDS_DIGITS = 10;
    private static final int MILLIS_DIGITS = 13;

    /** Built when the first date is unreadable. */
    private static final List<DateFormat> FORMATS = DATES.stream()
            .flatMap(date -> TIMES.stream().map(time -> DateFormat.of(date + time)))
            .toList();

    private DateHints() {}

    /** A part of a sentence to append to the rule; empty if no known format fits. */
    static String hint(String text, DateFormat inForce) {
        return fitting(text.strip().toCharArray(), inForce).stream()
                .map(name -> "'" + name + "'")
                .reduce((all, name) -> all + " or " + name)
                .map(names -> "; this looks like the date format " + names)
                .orElse("");
    }

    private static List<String> fitting(char[] text, DateFormat inForce) {
        if (fits(DateFormat.ISO, text)) {
            return List.of(CsvColumns.ISO);
        }
        List<String> names = new ArrayList<>();
        for (DateFormat format : FORMATS) {
            if (fits(format, text) && !format.equals(inForce)) {
                names.add(format.toString());
            }
        }
        if (text.length == SECONDS_DIGITS && fits(DateFormat.of(CsvColumns.EPOCH_SECONDS), text)) {
            names.add(CsvColumns.EPOCH_SECONDS);
        } else if (text.length == MILLIS_DIGITS && fits(DateFormat.of(CsvColumns.EPOCH_MILLIS), text)) {
            names.add(CsvColumns.EPOCH_MILLIS);
        }
        return names;
    }

    private static boolean fits(DateFormat format, char[] text) {
        return format.reader(TimeGrid.withDefaults()).day(text, 0, text.length) > Days.OUT_OF_RANGE;
    }
}
