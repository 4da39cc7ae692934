package io.github.clv4j.kpi;

/** What movements of monthly recurring revenue are told from. */
public enum MrrComparison {
    /**
     * Each customer's MRR at the end of the day before the period and at the end of its last day. What a customer does in
     * between does not show: one that comes and goes within the period moves nothing.
     */
    TWO_DATES,
    /**
     * Each day's changes, one by one, summed over the period. A customer that comes and goes within the period is new and
     * churned; expansion followed by an equal contraction is both.
     */
    DAILY_MOVEMENTS
}
