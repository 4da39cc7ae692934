package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.TimeStep;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BgBbPropertyTest {
    @Property(seed = "1101", tries = 300)
    void purchasesToComeAreADistribution(
            @ForAll("models") BgBb model,
            @ForAll @IntRange(max = 40) int n,
            @ForAll @IntRange(max = 40) int last,
            @ForAll @IntRange(max = 40) int purchases,
            @ForAll @IntRange(min = 1, max = 60) int t) {
        int tx = Math.min(last, n);
        int x = tx == 0 ? 0 : 1 + purchases % tx;
        double sum = 0;
        double mean = 0;
        for (int k = 0; k <= t; k++) {
            double probability = model.probability(k, x, tx, n, t);
            sum += probability;
            mean += k * probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-11));
        assertThat(model.expectedPurchases(x, tx, n, t)).isCloseTo(mean, within(1e-11 * (1 + mean)));
        assertThat(model.pNoPurchase(x, tx, n, t)).isCloseTo(model.probability(0, x, tx, n, t), within(1e-12));
    }

    @Property(seed = "1102", tries = 300)
    void theLikelihoodFollowsFromAliveAndTheNextPurchase(
            @ForAll("models") BgBb model, @ForAll @IntRange(max = 300) int n, @ForAll @IntRange(max = 300) int last) {
        int tx = Math.min(last, n);
        int x = (tx + 1) / 2;
        // Of a customer as it is at n, a purchase at n + 1 or none are all that can come.
        double without = Math.exp(model.logLikelihood(x, tx, n + 1) - model.logLikelihood(x, tx, n));
        double with = Math.exp(model.logLikelihood(x + 1, n + 1, n + 1) - model.logLikelihood(x, tx, n));
        assertThat(without + with).isCloseTo(1, within(1e-10));
        assertThat(model.expectedPurchases(x, tx, n, 1)).isCloseTo(with, within(1e-10));
        assertThat(model.pAlive(x, tx, n, 1)).isLessThanOrEqualTo(model.pAlive(x, tx, n));
    }

    @Provide
    Arbitrary<BgBb> models() {
        Arbitrary<Double> shape =
                Arbitraries.doubles().between(-4, 4).ofScale(6).map(log -> Math.pow(10, log));
        return Combinators.combine(shape, shape, shape, shape)
                .as((alpha, beta, gamma, delta) -> BgBb.of(alpha, beta, gamma, delta, TimeStep.MONTHS));
    }
}
