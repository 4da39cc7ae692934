package io.github.clv4j.rfm;

import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The time between two snapshots, and so the length of one step of a {@link MarkovChain}, with its unit.
 *
 * @param count how many units, 1 or more
 * @param unit the unit
 */
public record StepLength(int count, TimeStep unit) {
    /**
     * A length.
     *
     * @throws IllegalArgumentException if the count is below 1
     */
    public StepLength {
        Objects.requireNonNull(unit, "unit");
        if (count < 1) {
            throw new IllegalArgumentException("step is " + count + " " + unit + "; the count must be 1 or more");
        }
    }

    /** A length. */
    public static StepLength of(int count, TimeStep unit) {
        return new StepLength(count, unit);
    }

    /** The length in days, by the fixed lengths of {@link TimeStep}. */
    public double days() {
        return count * unit.days();
    }

    /**
     * The length that all steps between these dates have: whole calendar months if the dates fall on the same day of
     * their months (the last where a month is shorter); otherwise weeks, otherwise days.
     *
     * @throws IllegalArgumentException if there are fewer than two dates or the steps differ; the message lists them
     */
    static StepLength between(List<LocalDate> dates) {
        if (dates.size() < 2) {
            throw new IllegalArgumentException("there are " + dates.size() + " dates; a step needs two");
        }
        long[] months = IntStream.range(1, dates.size())
                .mapToLong(i -> monthNumber(dates.get(i)) - monthNumber(dates.get(i - 1)))
                .toArray();
        if (allEqual(months) && months[0] > 0 && onOneDayOfTheMonth(dates)) {
            return new StepLength((int) months[0], TimeStep.MONTHS);
        }
        long[] days = IntStream.range(1, dates.size())
                .mapToLong(i -> ChronoUnit.DAYS.between(dates.get(i - 1), dates.get(i)))
                .toArray();
        if (!allEqual(days)) {
            throw new IllegalArgumentException("the snapshots " + dates
                    + " are not equally far apart; a chain needs equal steps, in months or in days");
        }
        return days[0] % 7 == 0
                ? new StepLength((int) (days[0] / 7), TimeStep.WEEKS)
                : new StepLength((int) days[0], TimeStep.DAYS);
    }

    private static long monthNumber(LocalDate date) {
        return date.getYear() * 12L + date.getMonthValue();
    }

    private static boolean onOneDayOfTheMonth(List<LocalDate> dates) {
        int latest = dates.stream().mapToInt(LocalDate::getDayOfMonth).max().orElseThrow();
        return dates.stream().allMatch(date -> date.getDayOfMonth() == Math.min(latest, date.lengthOfMonth()));
    }

    private static boolean allEqual(long[] values) {
        for (long value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return count + " " + unit;
    }
}
