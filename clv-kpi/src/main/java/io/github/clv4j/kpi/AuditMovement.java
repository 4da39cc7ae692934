package io.github.clv4j.kpi;

/** What became of a customer between the two periods of a {@link PeriodComparison}; each is one of them, or in neither. */
public enum AuditMovement {
    /** Rows in both periods. */
    RETAINED,
    /** Rows in the first period alone. */
    LAPSED,
    /** Rows in the second period, none in the first, and no order before the first. */
    NEW,
    /** Rows in the second period, none in the first, but an order before it. */
    REACTIVATED
}
