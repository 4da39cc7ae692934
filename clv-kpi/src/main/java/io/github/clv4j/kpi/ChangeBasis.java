package io.github.clv4j.kpi;

/** What a change of a KPI is held against to tell it from noise. */
public enum ChangeBasis {
    /** The standard errors of both periods: customers taken as drawn, see {@link KpiInterval}. */
    STANDARD_ERRORS,
    /** The changes of the same series before. */
    PAST_CHANGES,
    /** Nothing that would do. */
    NONE
}
