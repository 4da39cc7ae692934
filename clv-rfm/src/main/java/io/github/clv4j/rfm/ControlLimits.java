package io.github.clv4j.rfm;

import org.apache.commons.math3.distribution.BinomialDistribution;

/** How far a rate may lie from its baseline by chance: the limits of a p-chart for n customers at a baseline rate. */
public enum ControlLimits {
    /**
     * The smallest and the largest count that are not improbable: of a binomial count, at most half of what the level
     * leaves lies beyond each. Right for few customers and for rates near 0 and 1.
     */
    EXACT {
        @Override
        RateInterval around(double baseline, long customers, double level) {
            // The binomial of the library counts by int; more customers than that are far in the normal's realm.
            if (customers > Integer.MAX_VALUE) {
                return WILSON.around(baseline, customers, level);
            }
            BinomialDistribution count = new BinomialDistribution(null, (int) customers, baseline);
            double tail = (1 - level) / 2;
            return new RateInterval(
                    baseline,
                    (double) count.inverseCumulativeProbability(tail) / customers,
                    (double) count.inverseCumulativeProbability(1 - tail) / customers);
        }
    },
    /**
     * Baseline ± z · √(baseline (1 − baseline) / n), the classical chart: a rate lies outside exactly if the baseline lies
     * outside Wilson's interval of the rate.
     */
    WILSON {
        @Override
        RateInterval around(double baseline, long customers, double level) {
            double half = RateIntervals.normalQuantile(level) * Math.sqrt(baseline * (1 - baseline) / customers);
            return new RateInterval(baseline, Math.max(0, baseline - half), Math.min(1, baseline + half));
        }
    };

    abstract RateInterval around(double baseline, long customers, double level);
}
