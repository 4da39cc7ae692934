package io.github.clv4j.value;

/** Which purchases a model of spend was fitted to, and is asked with. */
public enum SpendBasis {
    /**
     * Repeat purchases alone, as {@link io.github.clv4j.summary.RepeatSpend#of} tells them: a customer with x repeat
     * purchases is asked for with x and their mean spend, one without with the mean of all.
     */
    REPEAT_PURCHASES,
    /**
     * All purchases, the first included, as {@link io.github.clv4j.summary.RepeatSpend#withFirstPurchase} tells them: x + 1
     * purchases and their mean spend, so that a customer's first order counts too.
     */
    ALL_PURCHASES
}
