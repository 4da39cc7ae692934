package io.github.clv4j.data;

/** What becomes of rows with an amount of zero: gifts, free samples, fully discounted orders, stock corrections. */
public enum ZeroAmountPolicy {
    /** A row of amount zero is an order worth nothing; the report says how many there are. The default. */
    KEEP,
    /** A row of amount zero is left out and counted. */
    DROP,
    /** A row of amount zero is a bad row. */
    REJECT
}
