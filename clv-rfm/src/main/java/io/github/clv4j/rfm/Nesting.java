package io.github.clv4j.rfm;

/** Whether dimensions are scored each by itself. */
public enum Nesting {
    /** Each dimension is scored over all customers. */
    INDEPENDENT,
    /**
     * F is scored among the customers with the same R, M among those with the same R and F. Cells are then filled evenly,
     * but a score of F or M means something else in each of them. Dimensions beyond R, F and M stay independent.
     *
     * <p>Frozen edges that meet a customer in a group that had nobody when they were taken use the edges taken over all
     * customers.
     */
    NESTED
}
