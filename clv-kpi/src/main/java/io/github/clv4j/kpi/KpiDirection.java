package io.github.clv4j.kpi;

/** Which way a KPI should go. */
public enum KpiDirection {
    /** More is better. */
    UP_IS_GOOD,
    /** Less is better. */
    DOWN_IS_GOOD,
    /** Neither is better as such. */
    NEUTRAL
}
