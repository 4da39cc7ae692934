package io.github.clv4j.rfm;

/** What rate {@link FlowAlarms} hold a step against. */
public enum AlarmBaseline {
    /** The segment's rate over all steps of the series, the judged one included. For looking back. */
    POOLED,
    /** The segment's rate over the steps before the judged one, which knows nothing of later ones. For watching. */
    EARLIER_STEPS
}
