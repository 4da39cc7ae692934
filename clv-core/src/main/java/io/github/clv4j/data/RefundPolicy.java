package io.github.clv4j.data;

/** What becomes of rows with a negative amount: refunds, returns, cancellations, credit notes. */
public enum RefundPolicy {
    /**
     * A refund lowers the same customer's purchases on or before its day. First it looks for the latest such purchase
     * of exactly its amount that nothing was netted against yet; that one is cancelled. Otherwise it is taken from the
     * latest purchases backwards until it is used up. A purchase lowered to zero is no purchase and leaves the log with
     * the refund. What finds no purchase is reported, never forgotten.
     *
     * <p>Of one day, the larger purchase is the later one and the larger refund goes first: time of day is not kept, and
     * the result must not depend on the order of the input.
     */
    NET,
    /** A refund stays as a row with a negative amount: it lowers spend and revenue and is not an order. */
    KEEP_NEGATIVE,
    /** A refund is a bad row. */
    REJECT,
    /** A refund is left out and counted. */
    DROP
}
