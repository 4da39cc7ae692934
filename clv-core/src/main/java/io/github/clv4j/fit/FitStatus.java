package io.github.clv4j.fit;

/** How a fit ended. Whatever the status, {@link FitReport#message()} says it in words. */
public enum FitStatus {
    /** A maximum inside the parameter space, with every direction identified by the data. */
    CONVERGED,
    /**
     * The likelihood is highest at a limit of the parameter space, such as no attrition at all or all customers alike. The
     * model predicts well, but the parameters at the limit have no standard error.
     */
    AT_BOUNDARY,
    /**
     * A maximum was found, but along some direction the likelihood hardly changes: the data do not tell the parameters
     * apart. Predictions are those of the maximum; single parameters mean little.
     */
    FLAT,
    /** The search stopped before a maximum was reached; do not use the model. */
    NOT_CONVERGED;

    /** True unless the search {@linkplain #NOT_CONVERGED stopped early}: the model may be used for predictions. */
    public boolean isUsable() {
        return this != NOT_CONVERGED;
    }
}
