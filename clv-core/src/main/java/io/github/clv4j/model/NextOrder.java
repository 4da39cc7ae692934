package io.github.clv4j.model;

/**
 * When the next order comes, of a customer with a known history.
 *
 * <p>It may never come: the customer may have left, or leave before. So the times are told for the case that it comes, and
 * the probability of that beside them.
 *
 * @param probability that there is a next order at all
 * @param expectedDays mean time to it in days, given that it comes; infinite where the mean does not exist, which is so
 *     for customers with little history: for r + kx of 1 or less of the NBD and the models of BG/NBD's kind (k is 1 unless
 *     it is a parameter), r + s + x of the Pareto/NBD and α + γ + x of BG/BB, and never for the GGompertz/NBD. The median
 *     always exists
 * @param medianDays median time in days, given that it comes
 * @param lowerDays lower end of the central interval, given that it comes
 * @param upperDays upper end of the central interval, given that it comes
 */
public record NextOrder(
        double probability, double expectedDays, double medianDays, double lowerDays, double upperDays) {}
