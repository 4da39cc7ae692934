package io.github.clv4j.kpi;

/** Which responses of one customer to one kind of survey count in a period. */
public enum ResponseChoice {
    /** The latest in the period; of several on its day, the lowest. */
    LATEST,
    /** All. One customer may count several times, so intervals are too narrow where the same people answer often. */
    ALL
}
