package io.github.clv4j.kpi;

/** What becomes of two subscriptions of one customer and plan that share a day. */
public enum OverlapPolicy {
    /** Both are kept, and their revenue adds up: several seats or contracts of one plan. */
    PARALLEL,
    /**
     * The one that starts later is rejected (of two that start on one day the one that ends later): the source means one
     * contract a plan, so an overlap is a fault in it. Subscriptions without a plan count as of one plan.
     */
    REJECT
}
