package io.github.clv4j.value;

/** The date whose money historical value is told in, when a discount rate is given. */
public enum ValuationDate {
    /** The as-of day: past cash flows are carried forward at the rate. The default. */
    AS_OF,
    /**
     * Each customer's first purchase: later cash flows are discounted back to it, so that value stands beside what the
     * customer cost to acquire on that day.
     */
    FIRST_PURCHASE
}
