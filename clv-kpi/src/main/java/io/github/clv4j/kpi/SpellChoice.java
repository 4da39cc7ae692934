package io.github.clv4j.kpi;

/** Which spells of a customer are counted when it left and came back. */
public enum SpellChoice {
    /** The first one alone: one lifetime a customer. */
    FIRST,
    /** Each one, as if it were a customer of its own; intervals are then too narrow, for they are of one person. */
    ALL
}
