package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.internal.LongSum;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Property(tries = 1000)
    void sharesAddUpAndAreProportional(@ForAll @Size(min = 1, max = 40) List<@DoubleRange(max = 1e12) Double> some) {
        double[] weights = array(some);
        weights[0] += 1e-3;
        double sum = Arrays.stream(weights).sum();
        long[] shares = Shares.of(weights);
        assertThat(Arrays.stream(shares).sum()).isEqualTo(Shares.ONE);
        for (int i = 0; i < shares.length; i++) {
            assertThat(shares[i]).isGreaterThanOrEqualTo(0);
            assertThat((double) shares[i] / Shares.ONE).isEqualTo(weights[i] / sum, within(1e-13));
        }
    }

    @Property(tries = 1000)
    void unitsAreThoseOfTheSum(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long total,
            @ForAll @Size(min = 1, max = 9) List<@DoubleRange(min = 0.01, max = 5) Double> weights) {
        long[] shares = Shares.of(array(weights));
        LongSum[] sums = new LongSum[shares.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new LongSum();
            sums[i].addProduct(total, shares[i]);
        }
        long[] units = Shares.rounded(sums);
        assertThat(Arrays.stream(units).sum()).isEqualTo(total);
        for (int i = 0; i < units.length; i++) {
            // None is a whole unit away from its exact part.
            assertThat(sums[i].toDouble() / Shares.ONE).isEqualTo((double) units[i], within(1 + 1e-3));
        }
    }

    @Test
    void equalPartsAreEqual() {
        assertThat(Shares.of(new double[] {1, 1, 1})).containsOnly(Shares.ONE / 3);
        assertThat(Shares.of(new double[] {0.4, 0.1, 0.1, 0.4}))
                .containsExactly(Shares.ONE / 5 * 2, Shares.ONE / 10, Shares.ONE / 10, Shares.ONE / 5 * 2);
    }
}
