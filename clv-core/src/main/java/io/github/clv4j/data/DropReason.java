package io.github.clv4j.data;

/** Why a sound row was left out because a policy says so; the ingest report counts rows under each. */
public enum DropReason {
    /** A refund under {@link RefundPolicy#DROP}. */
    REFUND("refund"),
    /** A refund under {@link RefundPolicy#NET} with no purchase of that customer on or before its day left to net. */
    REFUND_WITHOUT_PURCHASE("refund-without-purchase"),
    /** An amount of zero under {@link ZeroAmountPolicy#DROP}. */
    ZERO_AMOUNT("zero-amount"),
    /** A repeated row under {@link DuplicatePolicy#DROP}. */
    DUPLICATE("duplicate");

    private final String id;

    DropReason(String id) {
        this.id = id;
    }

    /** The name that reports and files use. */
    public String id() {
        return id;
    }
}
