package io.github.clv4j.kpi;

/** Whether revenue of customers who come back counts in a figure of recurring revenue. */
public enum ReactivationRule {
    /** It counts as a gain. */
    COUNTED,
    /** It does not count. */
    LEFT_OUT
}
