package io.github.clv4j.kpi;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * How often two categories are in one basket, beside how often each is. Measures of association rules after Agrawal,
 * Imieliński and Swami (1993, SIGMOD 22: 207-216) and, for lift, Brin et al. (1997, SIGMOD 26: 255-264).
 *
 * @param first a category
 * @param second another
 * @param together baskets with both
 * @param firstCount baskets with the first
 * @param secondCount baskets with the second
 * @param baskets all baskets
 */
public record CategoryPair(
        String first, String second, long together, long firstCount, long secondCount, long baskets) {
    /** Checks that counts fit each other. */
    public CategoryPair {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        if (!(together >= 0
                && together <= Math.min(firstCount, secondCount)
                && Math.max(firstCount, secondCount) <= baskets)) {
            throw new IllegalArgumentException("counts are " + together + " together, " + firstCount + " and "
                    + secondCount + " apart, of " + baskets + " baskets; each must be 0 to the next");
        }
    }

    /** The proportion of all baskets that have both, with Wilson's interval. */
    public RateEstimate support(double level) {
        return RateEstimate.wilson(together, baskets, level, "no baskets");
    }

    /** The proportion of baskets with the first that have the second too, with Wilson's interval. */
    public RateEstimate confidence(double level) {
        return RateEstimate.wilson(together, firstCount, level, "no baskets with '" + first + "'");
    }

    /**
     * How many times as often both are together as they would be by chance: together × baskets / (first × second). The
     * same in both directions.
     */
    public KpiValue lift() {
        return KpiValue.of(BigDecimal.valueOf(together).multiply(BigDecimal.valueOf(baskets)))
                .over(
                        KpiValue.of(BigDecimal.valueOf(firstCount).multiply(BigDecimal.valueOf(secondCount))),
                        "no baskets with one of the two");
    }

    /** The same pair, the other way round. */
    public CategoryPair reversed() {
        return new CategoryPair(second, first, together, secondCount, firstCount, baskets);
    }
}
