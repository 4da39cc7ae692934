package io.github.clv4j.rfm;

import java.util.OptionalDouble;

/**
 * A test of an assumption of a {@link MarkovChain}, in two forms that agree for many customers. A small p-value speaks
 * against the assumption.
 *
 * @param assumption what is tested
 * @param chiSquare Pearson's statistic, Σ (observed − expected)² / expected
 * @param likelihoodRatio 2 Σ observed · ln(observed / expected)
 * @param degreesOfFreedom of both; rows and columns without customers count for nothing
 * @param chiSquarePValue probability of such a χ² or a larger one if the assumption holds; undefined with 0 degrees of
 *     freedom, which is when the data cannot tell
 * @param likelihoodRatioPValue the same of the likelihood ratio
 */
public record ChainCheck(
        String assumption,
        double chiSquare,
        double likelihoodRatio,
        int degreesOfFreedom,
        OptionalDouble chiSquarePValue,
        OptionalDouble likelihoodRatioPValue) {}
