package io.github.clv4j.kpi;

/** Whether a touchpoint that led to one order counts for the next ones too. */
public enum TouchReuse {
    /** A touchpoint belongs to the first order that follows it. */
    ONE_ORDER,
    /** A touchpoint belongs to every order within the look-back after it. */
    EVERY_ORDER
}
