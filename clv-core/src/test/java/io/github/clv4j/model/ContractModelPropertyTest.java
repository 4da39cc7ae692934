package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ContractModelPropertyTest {
    @Property(seed = "1201", tries = 300)
    void lossesAndSurvivorsAddUp(@ForAll("models") ContractModel model, @ForAll @IntRange(min = 1, max = 80) int t) {
        double lost = 0;
        double kept = 1;
        for (int i = 1; i <= t; i++) {
            lost += model.probability(i);
            kept *= model.retentionRate(i);
        }
        assertThat(lost).isCloseTo(1 - model.survival(t), within(1e-12));
        assertThat(kept).isCloseTo(model.survival(t), within(1e-12));
    }

    /** DERL(n) = r(n) (1 + DERL(n+1)/(1+d)): what it is worth to come to a renewal is to renew, and then to come again. */
    @Property(seed = "1202", tries = 300)
    void residualLifetimeGoesOnFromRenewalToRenewal(
            @ForAll("models") ContractModel model, @ForAll @IntRange(min = 1, max = 200) int n, @ForAll boolean slow) {
        double d = slow ? 1e-4 : 0.2;
        DiscountRate rate = DiscountRate.perPeriod(d, TimeStep.MONTHS);
        double next = model.derl(n + 1, rate);
        double value = model.derl(n, rate);
        assertThat(value).isCloseTo(model.retentionRate(n) * (1 + next / (1 + d)), within(1e-10 * (1e-3 + value)));
        double residual = model.expectedResidualLifetime(n - 1);
        double after = model.retentionRate(n) * (1 + model.expectedResidualLifetime(n));
        assertThat(residual == after || Math.abs(residual - after) <= 1e-10 * residual)
                .as("%s and %s", residual, after)
                .isTrue();
    }

    @Provide
    Arbitrary<ContractModel> models() {
        Arbitrary<Double> shape =
                Arbitraries.doubles().between(-3, 3).ofScale(6).map(log -> Math.pow(10, log));
        Arbitrary<Double> c = Arbitraries.doubles().between(0.2, 3).ofScale(4);
        return Combinators.combine(shape, shape, c, Arbitraries.of(true, false))
                .as((alpha, beta, power, weibull) ->
                        weibull ? Bdw.of(alpha, beta, power, TimeStep.MONTHS) : Sbg.of(alpha, beta, TimeStep.MONTHS));
    }
}
