package io.github.clv4j.kpi;

/** What is looked at together to see which categories go together. */
public enum BasketKind {
    /** All that a customer bought in the window. */
    CUSTOMER,
    /** All that a customer bought on one day. */
    ORDER_DAY
}
