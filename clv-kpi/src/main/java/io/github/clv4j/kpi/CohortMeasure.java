package io.github.clv4j.kpi;

/** What an audit tells of a cohort at an age. */
public enum CohortMeasure {
    /** Customers with an order at the age, over the customers of the cohort. */
    ACTIVE_SHARE,
    /** Orders of the age over the customers with one. */
    ORDERS_PER_ACTIVE,
    /** Revenue of the age, less refunds, over its orders. */
    ORDER_VALUE,
    /** Revenue of the age, less refunds, in major units. */
    REVENUE,
    /** Revenue from the first orders to the end of the age, for each customer of the cohort. */
    REVENUE_PER_ACQUIRED,
    /** As {@link #REVENUE_PER_ACQUIRED}, less the log's cost; undefined in a log without cost. */
    PROFIT_PER_ACQUIRED
}
