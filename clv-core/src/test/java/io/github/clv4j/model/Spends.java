package io.github.clv4j.model;

import io.github.clv4j.summary.RepeatSpend;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;

/** Customers drawn from the model: their own mean spends beside what is seen of them. */
final class Spends {
    final int[] x;
    final double[] mean;
    final double[] truth;

    private Spends(int[] x, double[] mean, double[] truth) {
        this.x = x;
        this.mean = mean;
        this.truth = truth;
    }

    /**
     * Draws customers.
     *
     * @param p infinite for customers whose purchases are all alike
     * @param q infinite for customers who are all alike, at the rate ν
     * @param mostX x is even in 1..mostX
     */
    static Spends of(RandomGenerator random, int customers, double p, double q, double nu, int mostX) {
        int[] x = new int[customers];
        double[] mean = new double[customers];
        double[] truth = new double[customers];
        for (int c = 0; c < customers; c++) {
            x[c] = 1 + random.nextInt(mostX);
            double rate = Double.isInfinite(q) ? nu : new GammaDistribution(random, q, 1 / nu).sample();
            truth[c] = (Double.isInfinite(p) ? 1 : p) / rate;
            mean[c] = Double.isInfinite(p)
                    ? truth[c]
                    : new GammaDistribution(random, p * x[c], 1 / (rate * x[c])).sample();
        }
        return new Spends(x, mean, truth);
    }

    RepeatSpend seen() {
        return RepeatSpend.of(x, mean);
    }
}
