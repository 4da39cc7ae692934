package io.github.clv4j.model;

/**
 * An interval of a number of purchases to come. Whole numbers cannot leave exactly 5 % over on each side: the interval is
 * the shortest that leaves over no more, and tells how likely it is.
 *
 * @param lower fewest purchases
 * @param upper most purchases
 * @param probability of a number in it, both ends included; at least the level asked for
 */
public record CountInterval(int lower, int upper, double probability) {
    /** True if the number lies inside or at an end. */
    public boolean contains(int purchases) {
        return lower <= purchases && purchases <= upper;
    }
}
