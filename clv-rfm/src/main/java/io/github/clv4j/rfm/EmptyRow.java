package io.github.clv4j.rfm;

/** What a {@link MarkovChain} makes of a segment that had no customers, so that nothing is known of where they go. */
public enum EmptyRow {
    /** An error that names the segment. */
    REFUSE,
    /** Customers would stay: the row is 1 on the segment itself. */
    STAY,
    /** Customers would be gone after one step. */
    GONE,
    /** The chain is made without the segment; an error if customers came to it. */
    OMIT
}
