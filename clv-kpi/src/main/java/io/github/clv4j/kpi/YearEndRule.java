package io.github.clv4j.kpi;

/** On which of its weekdays a retail year ends. */
public enum YearEndRule {
    /** The last such weekday of the month. */
    LAST_IN_MONTH,
    /** The one nearest to the last day of the month, which may be up to three days into the next one. */
    NEAREST_TO_MONTH_END
}
