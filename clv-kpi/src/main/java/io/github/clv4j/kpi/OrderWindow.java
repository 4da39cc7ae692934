package io.github.clv4j.kpi;

import io.github.clv4j.data.TimeGrid;
import java.time.LocalDate;

/**
 * The days from a first to a last one, both included, in which orders count.
 *
 * @param first the first day
 * @param last the last day, not before the first
 */
public record OrderWindow(LocalDate first, LocalDate last) {
    /** Checks the days. */
    public OrderWindow {
        TimeGrid days = TimeGrid.withDefaults();
        if (days.day(last) < days.day(first)) {
            throw new IllegalArgumentException("window from " + first + " ends on " + last + ", before it starts");
        }
    }

    int firstDay() {
        return (int) first.toEpochDay();
    }

    int lastDay() {
        return (int) last.toEpochDay();
    }

    @Override
    public String toString() {
        return first + ".." + last;
    }
}
