package io.github.clv4j.kpi;

/** How a KPI stands against its {@link Target}. */
public enum ScoreStatus {
    /** At the target or on its good side. */
    MET,
    /** Short of the target, but at the warning threshold or on its good side. */
    WARNING,
    /** Beyond the warning threshold. */
    MISSED,
    /** The KPI has no value; its reason is told. */
    UNDEFINED
}
