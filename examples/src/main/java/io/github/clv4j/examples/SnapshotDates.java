package io.github.clv4j.examples;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The days that customers are followed along: so many months up to the as-of date, or a list.
 *
 * @param months number of monthly steps; 0 for a list
 * @param list rising dates; empty for months
 */
record SnapshotDates(int months, List<LocalDate> list) {
    /** Without the option: a year. */
    static final SnapshotDates YEAR = new SnapshotDates(12, List.of());

    private static final int MOST = 120;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** What {@code --snapshots} says. */
    static SnapshotDates parse(String text) {
        String rule = "--snapshots is '" + text + "'; it must be 1 to " + MOST
                + " months, or rising dates such as 2024-12-31,2025-03-31";
        if (NUMBER.matcher(text).matches()) {
            InputOptions.require(text.length() <= 3, rule);
            int months = Integer.parseInt(text);
            InputOptions.require(months >= 1 && months <= MOST, rule);
            return new SnapshotDates(months, List.of());
        }
        List<LocalDate> dates = new ArrayList<>();
        try {
            for (String date : text.split(",", -1)) {
                dates.add(LocalDate.parse(date.strip()));
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(rule, e);
        }
        for (int i = 1; i < dates.size(); i++) {
            InputOptions.require(dates.get(i).isAfter(dates.get(i - 1)), rule);
        }
        InputOptions.require(dates.size() <= MOST, rule);
        return new SnapshotDates(0, List.copyOf(dates));
    }

    /** The days, rising, the as-of date last; of months only those in the log. */
    List<LocalDate> until(LocalDate asOf, LocalDate firstDay) {
        List<LocalDate> days = new ArrayList<>(list);
        for (int back = months; back > 0; back--) {
            LocalDate day = asOf.minusMonths(back);
            if (!day.isBefore(firstDay)) {
                days.add(day);
            }
        }
        if (days.isEmpty() || days.get(days.size() - 1).isBefore(asOf)) {
            days.add(asOf);
        }
        LocalDate last = days.get(days.size() - 1);
        InputOptions.require(
                !last.isAfter(asOf), "--snapshots has " + last + "; it must not be after the as-of date " + asOf);
        return List.copyOf(days);
    }
}
