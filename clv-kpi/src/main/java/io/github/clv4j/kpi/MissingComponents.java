package io.github.clv4j.kpi;

/** What a loyalty index does with a customer for whom a component is not known. */
public enum MissingComponents {
    /** The index of the customer is not known either. */
    UNDEFINED,
    /** The weights of the components that are known are scaled up to 1; not known only if none is. */
    REWEIGHTED,
    /** The component counts as 0, the worst. */
    WORST
}
