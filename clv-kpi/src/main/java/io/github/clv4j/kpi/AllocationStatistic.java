package io.github.clv4j.kpi;

/** Which figure of incremental margin for each customer decides where a budget goes. */
public enum AllocationStatistic {
    /** The estimate itself: the most margin on average, and now and then money for what was chance. */
    ESTIMATE,
    /** The lower end of its interval: money only for what is as good as shown. */
    LOWER_BOUND
}
