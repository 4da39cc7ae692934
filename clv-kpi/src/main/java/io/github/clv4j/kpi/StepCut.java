package io.github.clv4j.kpi;

import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.time.temporal.IsoFields;

/** Days, ISO weeks, calendar months and years. */
final class StepCut implements PeriodCut {
    private final TimeStep step;

    StepCut(TimeStep step) {
        this.step = step;
    }

    @Override
    public int periodOf(int day) {
        return step.periodOf(day);
    }

    @Override
    public int firstDayOf(int period) {
        return step.firstDayOf(period);
    }

    @Override
    public String label(int period) {
        LocalDate first = LocalDate.ofEpochDay(firstDayOf(period));
        return switch (step) {
            case DAYS -> first.toString();
            case WEEKS ->
                PeriodCalendar.padded(first.get(IsoFields.WEEK_BASED_YEAR), 4) + "-W"
                        + PeriodCalendar.padded(first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case MONTHS ->
                PeriodCalendar.padded(first.getYear(), 4) + "-" + PeriodCalendar.padded(first.getMonthValue(), 2);
            case YEARS -> PeriodCalendar.padded(first.getYear(), 4);
        };
    }

    @Override
    public double months() {
        return switch (step) {
            case DAYS, WEEKS -> Double.NaN;
            case MONTHS -> 1;
            case YEARS -> 12;
        };
    }
}
