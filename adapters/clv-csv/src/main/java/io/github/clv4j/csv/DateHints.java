package io.github.clv4j.csv;

import io.github.clv4j.data.TimeGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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

    private DateHints() {}

    /** A part of a sentence to append to the rule; empty if no known format fits. */
    static String hint(String text, DateFormat inForce) {
        List<String> fitting = fitting(text.strip(), inForce);
        if (fitting.isEmpty()) {
            return "";
        }
        return fitting.stream()
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(" or ", "; this looks like the date format ", ""));
    }

    static List<String> fitting(String text, DateFormat inForce) {
        char[] chars = text.toCharArray();
        List<String> names = new ArrayList<>();
        for (String date : DATES) {
            for (String time : TIMES) {
                add(names, date + time, chars);
            }
        }
        if (names.isEmpty()) {
            add(names, CsvColumns.ISO, chars);
            if (chars.length == SECONDS_DIGITS) {
                add(names, CsvColumns.EPOCH_SECONDS, chars);
            } else if (chars.length == MILLIS_DIGITS) {
                add(names, CsvColumns.EPOCH_MILLIS, chars);
            }
        }
        names.remove(inForce.toString());
        return names;
    }

    private static void add(List<String> names, String name, char[] chars) {
        DateReader reader = DateFormat.of(name).reader(TimeGrid.withDefaults());
        if (reader.day(chars, 0, chars.length) > Days.OUT_OF_RANGE) {
            names.add(name);
        }
    }
}
