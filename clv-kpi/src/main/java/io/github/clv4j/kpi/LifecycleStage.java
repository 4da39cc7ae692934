package io.github.clv4j.kpi;

/** Where a customer stands on a day; {@link LifecycleStages} has the rules. Each customer is in exactly one. */
public enum LifecycleStage {
    /** No order yet. */
    PROSPECT("prospect"),
    /** The first order was lately. */
    NEW("new"),
    /** Orders as one who stays does. */
    ACTIVE("active"),
    /** Later than expected. */
    AT_RISK("at risk"),
    /** Much later than expected. */
    LAPSED("lapsed"),
    /** Most likely gone for good. */
    LOST("lost"),
    /** Active, and lately back from a long pause. */
    REACTIVATED("reactivated");

    private final String id;

    LifecycleStage(String id) {
        this.id = id;
    }

    /** The stage as groupings and tables write it, such as {@code at risk}. */
    public String id() {
        return id;
    }
}
