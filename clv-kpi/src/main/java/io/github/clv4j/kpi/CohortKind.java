package io.github.clv4j.kpi;

/** Who makes a cohort of a {@link CohortTable}. */
public enum CohortKind {
    /** The customers whose first order is in the period: each customer is in one cohort, and cohorts add up. */
    FIRST_TIME,
    /**
     * The customers with an order in the period, new or not ("compounded"): a customer is in a cohort for each period that it
     * was active in, so cohorts do not add up. What a cell counts is what came from its first order in the period on.
     */
    RECURRING
}
