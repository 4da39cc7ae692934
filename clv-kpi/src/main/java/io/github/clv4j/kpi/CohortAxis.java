package io.github.clv4j.kpi;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The cohorts and offsets of a cohort table: what time a cell is of, and whether that time is over. */
final class CohortAxis {
    private final Periods periods;
    private final int elapsedDays;
    /** Offset {@code k} is of the units {@code bounds[k]} to {@code bounds[k + 1] - 1} after the cohort's start. */
    private final int[] bounds;
    /** The offset of each unit. */
    private final int[] offsetOf;

    CohortAxis(int firstDay, Periods periods, CohortOptions options) {
        this.periods = periods;
        this.elapsedDays = options.elapsedDays();
        int[] given = options.brackets();
        this.bounds = given.length > 0
                ? given
                : IntStream.rangeClosed(0, units(firstDay)).toArray();
        this.offsetOf = new int[bounds[bounds.length - 1]];
        for (int k = 0; k < offsets(); k++) {
            Arrays.fill(offsetOf, bounds[k], bounds[k + 1], k);
        }
    }

    private int units(int firstDay) {
        return elapsedDays == CohortOptions.CALENDAR
                ? periods.count()
                : (periods.asOfDay() - firstDay) / elapsedDays + 1;
    }

    Periods periods() {
        return periods;
    }

    int cohorts() {
        return periods.count();
    }

    int offsets() {
        return bounds.length - 1;
    }

    int bound(int index) {
        return bounds[index];
    }

    /** The offset of a day, {@link #offsets} after the last one. */
    int offsetOf(int day, int period, int startDay, int cohort) {
        int unit = elapsedDays == CohortOptions.CALENDAR ? period - cohort : (day - startDay) / elapsedDays;
        return unit < offsetOf.length ? offsetOf[unit] : offsets();
    }

    /** Number of offsets of a cohort that had begun by the as-of day, for its first customers at least. */
    int begun(int cohort) {
        int k = 0;
        while (k < offsets() && hasBegun(cohort, bounds[k])) {
            k++;
        }
        return k;
    }

    private boolean hasBegun(int cohort, int unit) {
        return elapsedDays == CohortOptions.CALENDAR
                ? unit < cohorts() - cohort
                : periods.firstDay(cohort) + (long) unit * elapsedDays <= periods.asOfDay();
    }

    /** True if the time of a cell is over as of the as-of day, for all customers of the cohort. */
    boolean isKnown(int cohort, int offset) {
        if (offset >= offsets()) {
            return false;
        }
        int last = bounds[offset + 1] - 1;
        return elapsedDays == CohortOptions.CALENDAR
                ? last < cohorts() - cohort && periods.isComplete(cohort + last)
                : periods.lastDay(cohort) + (last + 1L) * elapsedDays - 1 <= periods.asOfDay();
    }

    String whyUnknown(int cohort, int offset) {
        return "cohort " + periods.label(cohort) + " is not known yet at offset " + offset + ": "
                + (elapsedDays == CohortOptions.CALENDAR ? "that period" : "that time") + " is not over as of "
                + periods.asOf();
    }
}
