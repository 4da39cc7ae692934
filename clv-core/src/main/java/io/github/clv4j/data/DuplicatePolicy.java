package io.github.clv4j.data;

/**
 * What becomes of a row that equals another of the log in customer, day, amount, cost, quantity and every dimension. Time of
 * day is not kept, so two equal orders on one day look alike; real data holds such pairs, hence the default.
 */
public enum DuplicatePolicy {
    /** Equal rows are separate transactions. The default. */
    KEEP,
    /** Of equal rows one is kept; the others are left out and counted. */
    DROP,
    /** Of equal rows one is kept; the others are bad rows. */
    REJECT
}
