package io.github.clv4j.kpi;

/** Who answers for a KPI. */
public enum Department {
    /** Acquisition, campaigns, loyalty. */
    MARKETING,
    /** Orders, baskets, accounts. */
    SALES,
    /** Customer service and success. */
    SERVICE,
    /** What is sold, and its use. */
    PRODUCT,
    /** Revenue, margin, return on spend. */
    FINANCE
}
