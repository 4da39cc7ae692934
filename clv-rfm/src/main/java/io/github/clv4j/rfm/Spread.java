package io.github.clv4j.rfm;

import java.util.function.LongToDoubleFunction;

/**
 * How a figure is spread over customers: quantiles of type 7 (Hyndman and Fan 1996), linear between order statistics, as
 * those that scores are cut by.
 *
 * @param p10 a tenth of the customers have less
 * @param p25 a quarter have less
 * @param p50 the median
 * @param p75 a quarter have more
 * @param p90 a tenth have more
 */
public record Spread(double p10, double p25, double p50, double p75, double p90) {
    /** All five are multiples of a twentieth. */
    private static final int PARTS = 20;

    /** The spread of the values whose keys lie in a range that is not empty; keys may be reordered. */
    static Spread of(long[] keys, int from, int to, LongToDoubleFunction valueOf) {
        double[] cuts = Quantiles.cuts(keys, from, to, PARTS, valueOf);
        return new Spread(cuts[1], cuts[4], cuts[9], cuts[14], cuts[17]);
    }
}
