package io.github.clv4j.kpi;

/**
 * Customers at the ends of a period and what moved them in it, in an {@link InactivityLedger}. A customer is live until it has
 * been silent for longer than its threshold, and churned then; before its first order it is neither.
 *
 * <pre>
 *   live at end    = live at start + new + reactivated + rejudged − churned − live refunded
 *   churned at end = churned at start + churned + new churned − reactivated − rejudged − churned refunded
 * </pre>
 */
public enum InactivityFlow {
    /** Live at the end of the day before the period. */
    LIVE_AT_START,
    /** First order in the period, live at its end. */
    NEW,
    /** First order in the period, but churned at its end already. */
    NEW_CHURNED,
    /** Live before, churned at the end: crossed the threshold. */
    CHURNED,
    /** Churned before, an order in the period, live at the end. */
    REACTIVATED,
    /** Churned before and live at the end without an order: the threshold of the population has risen past its silence. */
    REJUDGED,
    /** Live before, and no order left at the end: all were refunded by netting. */
    LIVE_REFUNDED,
    /** Live at the end of the period. */
    LIVE_AT_END,
    /** Churned at the end of the day before the period. */
    CHURNED_AT_START,
    /** Churned before, and no order left at the end. */
    CHURNED_REFUNDED,
    /** Churned at the end of the period. */
    CHURNED_AT_END
}
