package io.github.clv4j.kpi;

/**
 * How a calendar cuts time: numbered periods that follow each other without hole or overlap. The numbers rise by one; where
 * they begin is the cut's own affair.
 */
interface PeriodCut {
    /** The number of the period that holds a day. */
    int periodOf(int day);

    /** The first day of a period, the inverse of {@link #periodOf}. */
    int firstDayOf(int period);

    /** What a period is called. */
    String label(int period);

    /** Months that every whole period has, or NaN if their lengths are told in days. */
    double months();
}
