package io.github.clv4j.evaluate;

/** By what models are ranked. */
public enum ModelCriterion {
    /** Akaike's criterion 2k − 2 ln L of the fit; smaller is better. */
    AIC(false),
    /** Schwarz's criterion k ln n − 2 ln L of the fit, n customers; smaller is better. Fewer parameters than by AIC. */
    BIC(false),
    /** Square root of the mean squared error of a customer's purchases in the hold-out; smaller is better. */
    HOLDOUT_RMSE(true),
    /**
     * Mean absolute error of a customer's purchases in the hold-out; smaller is better. It favours models that expect too
     * little, since most customers buy nothing.
     */
    HOLDOUT_MAE(true),
    /**
     * Mean of ln P(the purchases that a customer made in the hold-out | its history); larger is better. Of these the one
     * that judges the whole distribution and not its mean alone. A probability too small for a double counts as the
     * smallest one, so that what the model gives no chance costs 745 and does not decide alone.
     */
    HOLDOUT_LOG_SCORE(true);

    private final boolean needsHoldout;

    ModelCriterion(boolean needsHoldout) {
        this.needsHoldout = needsHoldout;
    }

    /** True if it is told by a hold-out, false if by the likelihood of the fit. */
    public boolean needsHoldout() {
        return needsHoldout;
    }

    /** True if larger is better. */
    public boolean isLargerBetter() {
        return this == HOLDOUT_LOG_SCORE;
    }
}
