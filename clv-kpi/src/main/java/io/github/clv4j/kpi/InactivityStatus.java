package io.github.clv4j.kpi;

/**
 * Where a customer stands by the days since its last order, d, and its threshold T, with the parts that {@link
 * InactivityOptions} states. Lapsed and lost customers are churned.
 */
public enum InactivityStatus {
    /** d ≤ part at risk · T. */
    ACTIVE("active"),
    /** Not active, but d ≤ T. */
    AT_RISK("at risk"),
    /** d above T, but at most the multiple at which customers are lost. */
    LAPSED("lapsed"),
    /** d above that multiple of T. */
    LOST("lost");

    private final String label;

    InactivityStatus(String label) {
        this.label = label;
    }

    /** What groupings and tables call it. */
    public String label() {
        return label;
    }

    /** True for {@link #LAPSED} and {@link #LOST}. */
    public boolean isChurned() {
        return this == LAPSED || this == LOST;
    }
}
