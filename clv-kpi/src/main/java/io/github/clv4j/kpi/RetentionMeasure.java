package io.github.clv4j.kpi;

/** Which customers of a cohort a cell of a {@link CohortTable} counts as active. */
public enum RetentionMeasure {
    /** Those with an order in the offset itself; with brackets of several periods, in any of them ("bracket"). */
    CLASSIC,
    /**
     * Those with an order in the offset or later, to the as-of day ("on or after", rolling retention). Never rises along a
     * row and never is below {@link #CLASSIC}. What is still to come can only raise it, most so at the latest offsets: a cell
     * is known once its own time is over, and is then what has been seen until now.
     */
    UNBOUNDED,
    /** Those with an order in the offset and in every one before it. Never rises along a row, never above {@link #CLASSIC}. */
    FULL
}
