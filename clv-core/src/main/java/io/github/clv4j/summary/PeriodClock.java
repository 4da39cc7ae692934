package io.github.clv4j.summary;

import io.github.clv4j.data.TimeStep;

/** Which period a day is in under a merging rule. */
final class PeriodClock {
    /** Periods of the days from {@code firstDay} on: calendar arithmetic once a day of the log, not once a row. */
    private final int firstDay;

    private final int[] periodOf;

    PeriodClock(TimeStep step, PurchaseMerging merging, int firstDay, int lastDay) {
        this.firstDay = firstDay;
        this.periodOf = merging == PurchaseMerging.SAME_DAY ? new int[0] : new int[lastDay - firstDay + 1];
        for (int i = 0; i < periodOf.length; i++) {
            periodOf[i] = step.periodOf(firstDay + i);
        }
    }

    /** The period of a day of the log. */
    int period(int day) {
        return periodOf.length == 0 ? day : periodOf[day - firstDay];
    }

    /** The period of any day, for the few that are asked one at a time. */
    static int periodOf(TimeStep step, PurchaseMerging merging, int day) {
        return merging == PurchaseMerging.SAME_DAY ? day : step.periodOf(day);
    }
}
