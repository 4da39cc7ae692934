package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;

/**
 * A systematic look at a base of customers through the five lenses of Fader, Hardie and Ross (2022), The Customer-Base Audit:
 * The First Step on the Journey to Customer Centricity, Wharton School Press. Immutable; each lens is one call.
 *
 * <ol>
 *   <li>{@link #onePeriod}: how customers of one period differ
 *   <li>{@link #twoPeriods}: how customer behaviour changed from one period to another
 *   <li>{@link #oneCohort}: how one cohort behaves as it ages
 *   <li>{@link #cohorts}: how cohorts differ at the same age
 *   <li>{@link #wholeBase}: how the base is made of cohorts over time
 * </ol>
 *
 * <p>All is told as it was known at the end of the as-of day; sums of money are exact. A period that is not over by then is
 * unknown: lenses one and two refuse it, the others leave it empty. Periods are those of a calendar from the log's first day
 * on. A log that begins in the middle of its customers' lives puts all old customers into its first cohorts.
 */
public final class CustomerBaseAudit {
    private final TransactionLog log;
    private final PeriodCalendar calendar;
    private final Periods periods;

    private CustomerBaseAudit(TransactionLog log, PeriodCalendar calendar, Periods periods) {
        this.log = log;
        this.calendar = calendar;
        this.periods = periods;
    }

    /**
     * An audit by the periods of a calendar, as of a day.
     *
     * @throws io.github.clv4j.data.DataException if the log has no rows
     * @throws IllegalArgumentException if the log begins after the as-of day
     */
    public static CustomerBaseAudit of(TransactionLog log, PeriodCalendar calendar, LocalDate asOf) {
        Groups.requireBegun(log, asOf);
        return new CustomerBaseAudit(
                log, calendar, Periods.covering(LocalDate.ofEpochDay(log.firstDay()), asOf, calendar));
    }

    /** As {@link #of(TransactionLog, PeriodCalendar, LocalDate)}, by ISO weeks, calendar months or years. */
    public static CustomerBaseAudit of(TransactionLog log, TimeStep step, LocalDate asOf) {
        return of(log, PeriodCalendar.of(step), asOf);
    }

    /** The periods; a lens takes their numbers, which {@link Periods#indexOf(String)} finds. */
    public Periods periods() {
        return periods;
    }

    /**
     * Lens one: the customers of one period.
     *
     * @param period 0 to {@code periods().count() - 1}
     * @throws IllegalArgumentException if the period is not over as of the as-of day
     * @throws io.github.clv4j.data.DataException if a sum does not fit 64 bits
     */
    public PeriodAudit onePeriod(int period) {
        return PeriodAudit.of(log, periods, requireOver(period));
    }

    /**
     * Lens two: two periods compared.
     *
     * @param from the period that is compared with
     * @param to the period that is looked at, after {@code from}; it need not be the next
     * @throws IllegalArgumentException if {@code to} is not after {@code from}, or not over as of the as-of day
     * @throws io.github.clv4j.data.DataException if a sum does not fit 64 bits
     */
    public PeriodComparison twoPeriods(int from, int to) {
        return PeriodComparison.of(log, periods, requireOver(from), requireOver(to));
    }

    /**
     * Lens three: the customers acquired in a period, as they age.
     *
     * @param cohort the period of the first order; it need not be over, then nothing of it is known yet but its size
     * @throws io.github.clv4j.data.DataException if a sum does not fit 64 bits
     */
    public CohortAudit oneCohort(int cohort) {
        return CohortAudit.of(table(), log.hasCost(), cohort);
    }

    /**
     * Lens four: cohorts compared at the same age.
     *
     * @param first the period of acquisition of the cohort that others are compared with
     * @param others those of one or more others
     * @throws IllegalArgumentException if there are no others, or a cohort comes twice
     * @throws io.github.clv4j.data.DataException if a sum does not fit 64 bits
     */
    public CohortComparison cohorts(int first, int... others) {
        int[] all = new int[1 + others.length];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        CohortTable table = table();
        return CohortComparison.of(Arrays.stream(all)
                .mapToObj(cohort -> CohortAudit.of(table, log.hasCost(), cohort))
                .toList());
    }

    /**
     * Lens five: the whole base over time by cohort.
     *
     * @throws io.github.clv4j.data.DataException if a sum does not fit 64 bits
     */
    public BaseAudit wholeBase() {
        return BaseAudit.of(log, periods);
    }

    private CohortTable table() {
        return CohortTable.of(
                log, calendar, periods.asOf(), Grouping.everyone(log.customers()), CohortOptions.withDefaults());
    }

    private int requireOver(int period) {
        Objects.checkIndex(period, periods.count());
        if (periods.isComplete(period)) {
            return period;
        }
        throw new IllegalArgumentException(notOver(periods, period));
    }

    static String notOver(Periods periods, int period) {
        return "period " + periods.label(period) + " is not over as of " + periods.asOf()
                + "; its figures are not known yet";
    }

    @Override
    public String toString() {
        return "audit of " + log.customers() + " customers by " + periods;
    }
}
