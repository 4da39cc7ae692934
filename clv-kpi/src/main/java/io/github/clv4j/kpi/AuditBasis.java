package io.github.clv4j.kpi;

/** What customers of an audit are ranked by. */
public enum AuditBasis {
    /** Amounts of the period, less refunds that the log keeps as negative rows. */
    SPEND,
    /** Spend less the log's cost; only where the log has cost. */
    PROFIT
}
