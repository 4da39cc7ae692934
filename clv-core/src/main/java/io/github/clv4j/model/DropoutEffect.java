package io.github.clv4j.model;

/**
 * What covariates of the attrition process do to the dropout probability of {@link BgNbd} and {@link MbgNbd}, which is
 * Beta(a, b) across customers and has no scale, so that the literature is not of one mind. The other models have one scale
 * and take no notice.
 */
public enum DropoutEffect {
    /**
     * a<sub>i</sub> = a₀ e<sup>g'z</sup> and b<sub>i</sub> = b₀ e<sup>h'z</sup>, with coefficients of its own for each: a
     * covariate may move the mean a/(a+b), the spread, or both.
     */
    SEPARATE,
    /**
     * a<sub>i</sub> = a₀ e<sup>g'z</sup> and b<sub>i</sub> = b₀ e<sup>g'z</sup>: one coefficient for both. The mean dropout
     * probability of a new customer is that of all; what a covariate moves is how much customers differ in it.
     */
    BOTH
}
