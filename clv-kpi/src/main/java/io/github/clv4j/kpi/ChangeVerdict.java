package io.github.clv4j.kpi;

/** Whether a change of a KPI is more than noise. */
public enum ChangeVerdict {
    /** More than noise would do at the level of the scorecard. */
    BEYOND_NOISE,
    /** No more than noise would do. */
    WITHIN_NOISE,
    /** Not known; the reason is told. */
    UNKNOWN
}
