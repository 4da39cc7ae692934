package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;

/**
 * The facts that KPIs are computed from and the cohort table, both from one sweep over a log: each stretch of customers is
 * read for both before the next. They are the same, bit for bit, as {@link PeriodFacts#of(TransactionLog, Periods, Grouping)}
 * and {@link CohortTable#of} give one after the other. Windows that overlap take further sweeps, as there.
 *
 * @param facts counts and sums by period and group
 * @param cohorts the cohorts by group, as of the same day
 */
public record FactsAndCohorts(PeriodFacts facts, CohortTable cohorts) {
    /**
     * Facts by period, and cohorts by the periods of a calendar.
     *
     * @param periods of the facts; their as-of day is that of the cohorts too
     * @param customers groups of the log's customers, for both
     * @param calendar whose periods cohorts are
     * @throws io.github.clv4j.data.DataException if the log has no rows, or a sum does not fit 64 bits
     * @throws IllegalArgumentException as of {@link PeriodFacts#of(TransactionLog, Periods, Grouping)} and {@link
     *     CohortTable#of(TransactionLog, PeriodCalendar, java.time.LocalDate, Grouping, CohortOptions)}
     */
    public static FactsAndCohorts of(
            TransactionLog log, Periods periods, Grouping customers, PeriodCalendar calendar, CohortOptions options) {
        CohortTable.Counting cohorts = new CohortTable.Counting(log, calendar, periods.asOf(), customers, options);
        PeriodFacts facts = PeriodFacts.of(log, periods, customers, cohorts::customers);
        return new FactsAndCohorts(facts, cohorts.finish());
    }
}
