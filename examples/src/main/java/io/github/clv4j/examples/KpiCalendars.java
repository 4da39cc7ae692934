package io.github.clv4j.examples;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.kpi.PeriodCalendar;
import io.github.clv4j.kpi.RetailCalendar;
import io.github.clv4j.kpi.RetailPattern;
import io.github.clv4j.kpi.YearEndRule;
import io.github.clv4j.kpi.YearName;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.Locale;

/** The calendars that KPIs can be told by, under the names of {@code --calendar}. */
final class KpiCalendars {
    static final String NAMES =
            "day, iso-week, month, quarter, year, fiscal:MM or fiscal-quarter:MM (MM the first month"
                    + " of the business year, 01 to 12), retail-4-4-5, retail-4-5-4, retail-5-4-4, nrf";

    private KpiCalendars() {}

    /**
     * The calendar of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    static PeriodCalendar named(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return switch (key) {
            case "day" -> PeriodCalendar.of(TimeStep.DAYS);
            case "iso-week" -> PeriodCalendar.of(TimeStep.WEEKS);
            case "month" -> PeriodCalendar.of(TimeStep.MONTHS);
            case "quarter" -> PeriodCalendar.quarters();
            case "year" -> PeriodCalendar.of(TimeStep.YEARS);
            case "retail-4-4-5" -> retail(RetailPattern.WEEKS_4_4_5);
            case "retail-4-5-4" -> retail(RetailPattern.WEEKS_4_5_4);
            case "retail-5-4-4" -> retail(RetailPattern.WEEKS_5_4_4);
            case "nrf" -> RetailCalendar.nationalRetailFederation().months();
            default -> fiscal(name, key);
        };
    }

    /** Months of weeks that end on Sundays, in years that end with the Sunday nearest to 31 December. */
    private static PeriodCalendar retail(RetailPattern pattern) {
        return RetailCalendar.of(
                        pattern,
                        Month.DECEMBER,
                        DayOfWeek.SUNDAY,
                        YearEndRule.NEAREST_TO_MONTH_END,
                        YearName.LAST_MONTH)
                .months();
    }

    /** Business years are named after the calendar year in which they end. */
    private static PeriodCalendar fiscal(String name, String key) {
        int colon = key.indexOf(':');
        String month = key.substring(colon + 1);
        if (colon > 0 && month.matches("0?[1-9]|1[0-2]")) {
            Month first = Month.of(Integer.parseInt(month));
            switch (key.substring(0, colon)) {
                case "fiscal" -> {
                    return PeriodCalendar.fiscalYears(first, YearName.LAST_MONTH);
                }
                case "fiscal-quarter" -> {
                    return PeriodCalendar.fiscalQuarters(first, YearName.LAST_MONTH);
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("--calendar is '" + name + "'; it must be one of " + NAMES);
    }

    /** What one period of a calendar is called. */
    static String word(String name) {
        return switch (name) {
            case "iso-week" -> "ISO week";
            case "day", "month", "quarter", "year" -> name;
            default ->
                name.startsWith("fiscal:")
                        ? "business year"
                        : name.startsWith("fiscal") ? "business quarter" : "retail month";
        };
    }
}
