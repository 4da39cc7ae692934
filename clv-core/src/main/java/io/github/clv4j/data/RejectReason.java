package io.github.clv4j.data;

/** Kinds of fault for which a row is rejected; the ingest report counts rows under each. */
public enum RejectReason {
    /** The customer id is absent, blank or a placeholder for "nothing". */
    EMPTY_CUSTOMER_ID("empty-customer-id"),
    /** The customer id cannot be read as the kind of id that the log holds. */
    BAD_CUSTOMER_ID("bad-customer-id"),
    /** The date is absent or cannot be read in the given format. */
    BAD_DATE("bad-date"),
    /** The date is outside 0001-01-01..9999-12-31. */
    DATE_OUT_OF_RANGE("date-out-of-range"),
    /** The date is after the last day that the log was told to accept. */
    DATE_AFTER_LAST_DAY("date-after-as-of"),
    /** The amount, or the quantity or price that it is the product of, is absent or not a number. */
    BAD_AMOUNT("bad-amount"),
    /** The amount has more decimals than the currency. */
    TOO_MANY_DIGITS("too-many-digits"),
    /** The amount does not fit 64 bits of minor units. */
    AMOUNT_OUT_OF_RANGE("amount-out-of-range"),
    /** The cost is absent, not a number, or does not fit. */
    BAD_COST("bad-cost"),
    /** The quantity that a log keeps is absent, not a whole number, or does not fit 32 bits. */
    BAD_QUANTITY("bad-quantity"),
    /** The amount is negative and the refund policy rejects refunds. */
    REFUND("refund"),
    /** The amount is zero and the policy for zero amounts rejects them. */
    ZERO_AMOUNT("zero-amount"),
    /** The row equals another in every column and the duplicate policy rejects those. */
    DUPLICATE("duplicate"),
    /** The row as a whole cannot be read: too few fields, broken quoting. */
    BAD_ROW("bad-row");

    private final String id;

    RejectReason(String id) {
        this.id = id;
    }

    /** The name that reports and files use. */
    public String id() {
        return id;
    }
}
