package io.github.clv4j.kpi;

/** What a KPI's value is told in. */
public enum KpiUnit {
    /** An amount of money in major units of the log's currency. */
    MONEY,
    /** A part of a whole or a quotient of two amounts: 0.25 is 25 %. */
    RATIO,
    /** A number of orders or customers. */
    COUNT,
    /** Days. */
    DAYS,
    /** Months of 30.4375 days on average. */
    MONTHS,
    /** Orders for each customer. */
    ORDERS_PER_CUSTOMER,
    /** Items for each order. */
    ITEMS_PER_ORDER
}
