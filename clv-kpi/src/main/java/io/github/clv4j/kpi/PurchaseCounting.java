package io.github.clv4j.kpi;

/** What is one purchase where purchases are counted one after another. */
public enum PurchaseCounting {
    /** A day with an order: an import that splits an order into lines, or two baskets of one visit, make one purchase. */
    ORDER_DAYS,
    /** An order: each row that is no refund, as in {@link Fact#ORDERS}. The time between two of one day is 0 days. */
    ORDERS
}
