package io.github.clv4j.rfm;

/** What the M of RFM measures. Both are net of refunds and may be negative where refunds are kept as rows. */
public enum MonetaryMeasure {
    /** All that the customer spent up to the as-of day. */
    TOTAL_SPEND,
    /** Total spend divided by the number of orders; total spend where there are none, which only a look-back can leave. */
    MEAN_SPEND_PER_ORDER
}
