package io.github.clv4j.kpi;

/**
 * A line of the ledger of monthly recurring revenue (MRR). In every period and group
 *
 * <pre>  start + new + expansion + reactivation + transfer in − contraction − churn − transfer out = end</pre>
 *
 * <p>exactly. All amounts are 0 or more.
 */
public enum MrrMovement {
    /** MRR at the end of the day before the period. */
    START(1, "MRR before the period"),
    /** MRR of customers who pay for the first time. */
    NEW(1, "MRR of customers who never paid before"),
    /** MRR that paying customers pay more. */
    EXPANSION(1, "what customers who stay pay more"),
    /** MRR of customers who paid once, but not when the period or day began. */
    REACTIVATION(1, "MRR of customers who come back"),
    /** By plan: MRR that customers brought along from another plan; 0 otherwise. */
    TRANSFER_IN(1, "MRR that customers brought from another plan"),
    /** MRR that paying customers who stay pay less. */
    CONTRACTION(-1, "what customers who stay pay less"),
    /** MRR of customers who pay no more. */
    CHURN(-1, "MRR of customers who left"),
    /** By plan: MRR that customers took along to another plan; 0 otherwise. */
    TRANSFER_OUT(-1, "MRR that customers took to another plan"),
    /** MRR at the end of the last day of the period, or of the as-of day. */
    END(0, "MRR at the end of the period");

    private final int sign;
    private final String description;

    MrrMovement(int sign, String description) {
        this.sign = sign;
        this.description = description;
    }

    /** 1 if it adds to the end, −1 if it takes from it, 0 for the end itself. */
    public int sign() {
        return sign;
    }

    /** What it is, in words. */
    public String description() {
        return description;
    }
}
