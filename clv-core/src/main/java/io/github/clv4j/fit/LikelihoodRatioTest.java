package io.github.clv4j.fit;

/**
 * A test of a model against a special case of it, fitted to the same data (Wilks 1938, Annals of Mathematical Statistics
 * 9). Where the special case lies at the edge of the general model (no attrition, all customers alike) the p-value is
 * conservative: the true one is smaller.
 *
 * @param statistic 2 (log-likelihood of the general model − that of the special case), at least 0
 * @param degreesOfFreedom parameters that the general model has more
 * @param pValue probability of such a statistic or a larger one if the special case holds, from χ²
 */
public record LikelihoodRatioTest(double statistic, int degreesOfFreedom, double pValue) {}
