package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.clv4j.data.DataException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WhaleCurveTest {
    @Test
    void sharesWithoutABaseAreUndefined() {
        WhaleCurve losses = WhaleCurve.of(new long[] {-5, -1, 0}, Logs.EUR);
        assertThat(losses.peakMinor()).isZero();
        assertThat(losses.customersAtPeak()).isZero();
        assertThat(losses.lossMinor()).isEqualTo(6);
        assertThat(losses.peakShare().undefinedReason()).isEqualTo("total profit is not positive");
        assertThat(losses.lossShare().undefinedReason()).isEqualTo("no customer has a profit");
        WhaleCurve nobody = WhaleCurve.of(new long[0], Logs.EUR);
        assertThat(nobody.lossMakerShare().undefinedReason()).isEqualTo("there are no customers");
        assertThat(nobody.toTable().rows()).isZero();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> WhaleCurve.of(new long[] {Long.MAX_VALUE, 1}, Logs.EUR))
                .withMessage("a sum of profits does not fit 64 bits of minor units");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> WhaleCurve.of(new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1}, Logs.EUR))
                .withMessage("a sum of losses does not fit 64 bits of minor units");
    }

    @Property(tries = 300)
    void risesToAPeakAndFallsToTheTotal(@ForAll List<@LongRange(min = -100, max = 100) Long> profits) {
        WhaleCurve curve =
                WhaleCurve.of(profits.stream().mapToLong(Long::longValue).toArray(), Logs.EUR);
        List<Long> sorted = profits.stream().sorted(Comparator.reverseOrder()).toList();
        for (int k = 0; k <= profits.size(); k++) {
            assertThat(curve.cumulativeMinor(k))
                    .isEqualTo(
                            sorted.stream().limit(k).mapToLong(Long::longValue).sum())
                    .isLessThanOrEqualTo(curve.peakMinor());
        }
        assertThat(curve.peakMinor()).isGreaterThanOrEqualTo(curve.totalMinor()).isNotNegative();
        assertThat(curve.totalMinor())
                .isEqualTo(profits.stream().mapToLong(Long::longValue).sum());
        assertThat(curve.lossMinor())
                .isEqualTo(LongStream.concat(LongStream.of(0), profits.stream().mapToLong(p -> Math.max(0, -p)))
                        .sum());
        if (curve.totalMinor() > 0) {
            assertThat(curve.peakShare().value()).isGreaterThanOrEqualTo(1);
            assertThat(curve.cumulativeShare(profits.size()).value()).isEqualTo(1);
        }
    }
}
