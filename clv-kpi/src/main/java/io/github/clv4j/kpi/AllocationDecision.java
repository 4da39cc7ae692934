package io.github.clv4j.kpi;

/** What is done with a segment. */
public enum AllocationDecision {
    /** Some or all of its customers are contacted. */
    TREAT,
    /** None are: contact does not bring more than it costs on the stated statistic, or the budget is used up. */
    DO_NOT_TREAT,
    /** None are, and none should be at any price: even the upper end of the incremental margin is below 0. */
    LEAVE_ALONE
}
