package io.github.clv4j.value;

/** How long a retention cost is paid. */
public enum CostDuration {
    /** For each customer as long as it is one: the cost ends when the customer drops out. */
    WHILE_ALIVE,
    /** For each customer to the horizon, alive or not: a firm without contracts does not see who has left. */
    TO_HORIZON
}
