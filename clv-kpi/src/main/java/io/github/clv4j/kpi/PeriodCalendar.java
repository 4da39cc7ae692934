package io.github.clv4j.kpi;

import io.github.clv4j.data.TimeStep;
import java.time.Month;
import java.util.Objects;

/**
 * A calendar that cuts time into periods without hole or overlap, for {@link Periods#covering(java.time.LocalDate,
 * java.time.LocalDate, PeriodCalendar)}. Immutable.
 *
 * <table>
 * <caption>Calendars and their labels</caption>
 * <tr><th>calendar</th><th>label</th></tr>
 * <tr><td>days, ISO weeks, calendar months, calendar years ({@link #of})</td>
 *     <td>{@code 2011-03-14}, {@code 2011-W11}, {@code 2011-03}, {@code 2011}</td></tr>
 * <tr><td>{@link #quarters}</td><td>{@code 2011-Q1}</td></tr>
 * <tr><td>{@link #fiscalQuarters}, {@link #fiscalYears}</td><td>{@code FY2012-Q1}, {@code FY2012}</td></tr>
 * <tr><td>weeks, months, quarters and years of a {@link RetailCalendar}</td>
 *     <td>{@code FY2023-W53}, {@code FY2023-P12}, {@code FY2023-Q4}, {@code FY2023}</td></tr>
 * </table>
 *
 * <p>No calendar knows a time zone: a log holds days. A zone plays a part only where a point in time becomes a day, which
 * is when the log is built, in {@link io.github.clv4j.data.TimeGrid}.
 */
public final class PeriodCalendar {
    private static final String FISCAL = "FY";

    private final PeriodCut cut;
    private final String text;

    PeriodCalendar(PeriodCut cut, String text) {
        this.cut = cut;
        this.text = text;
    }

    /** Days, ISO weeks from Monday, calendar months or calendar years. */
    public static PeriodCalendar of(TimeStep step) {
        return new PeriodCalendar(new StepCut(Objects.requireNonNull(step, "step")), step.toString());
    }

    /** Calendar quarters, from January, April, July and October. */
    public static PeriodCalendar quarters() {
        return new PeriodCalendar(new MonthCut(3, Month.JANUARY, YearName.FIRST_MONTH, ""), "QUARTERS");
    }

    /**
     * The quarters of business years.
     *
     * @param first the month with whose first day the business year begins
     * @param name which calendar year the business year is named after
     */
    public static PeriodCalendar fiscalQuarters(Month first, YearName name) {
        return new PeriodCalendar(
                fiscal(3, first, name), "fiscal quarters (years from " + first + " named by " + name + ")");
    }

    /** Business years; see {@link #fiscalQuarters}. */
    public static PeriodCalendar fiscalYears(Month first, YearName name) {
        return new PeriodCalendar(fiscal(12, first, name), "fiscal years (from " + first + " named by " + name + ")");
    }

    private static PeriodCut fiscal(int length, Month first, YearName name) {
        return new MonthCut(
                length, Objects.requireNonNull(first, "first"), Objects.requireNonNull(name, "name"), FISCAL);
    }

    PeriodCut cut() {
        return cut;
    }

    static String padded(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    @Override
    public String toString() {
        return text;
    }
}
