package io.github.clv4j.rfm;

/** What {@value MigrationMatrix#GONE} is in a {@link MarkovChain}. */
public enum GoneRule {
    /** The end: nobody comes back. Refused where customers were seen to return. */
    ABSORBING,
    /** A state like the others, with the rates of return that were observed. */
    ORDINARY
}
