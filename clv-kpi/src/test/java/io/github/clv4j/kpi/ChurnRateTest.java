package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.TimeStep;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ChurnRateTest {
    @Test
    void aYearIsCompoundedNotMultiplied() {
        ChurnRate month = ChurnRate.of(0.05, TimeStep.MONTHS);
        assertThat(month.per(TimeStep.YEARS).rate()).isCloseTo(1 - Math.pow(0.95, 12), within(1e-15));
        assertThat(month.per(TimeStep.YEARS).rate())
                .isCloseTo(0.4596, within(5e-5))
                .isLessThan(0.6);
        assertThat(month.per(TimeStep.YEARS).per(TimeStep.MONTHS).rate()).isCloseTo(0.05, within(1e-15));
        assertThat(month.per(TimeStep.MONTHS)).isEqualTo(month);
        assertThat(ChurnRate.of(0.1, 90, TimeStep.DAYS).per(180, TimeStep.DAYS).rate())
                .isCloseTo(0.19, within(1e-15));
        assertThat(ChurnRate.of(1e-12, TimeStep.DAYS).per(7, TimeStep.DAYS).rate())
                .isCloseTo(7e-12, within(1e-22));
        assertThat(ChurnRate.of(1, TimeStep.MONTHS).per(TimeStep.YEARS).rate()).isEqualTo(1);
        assertThat(ChurnRate.of(0, TimeStep.MONTHS).per(TimeStep.YEARS).rate()).isZero();
        assertThat(ChurnRate.of(0.25, TimeStep.YEARS).retention()).isEqualTo(0.75);
        assertThat(month).hasToString("0.05 in 1.0 MONTHS");
    }

    @Property(tries = 200)
    void oneWayAndBackIsTheSame(
            @ForAll @DoubleRange(min = 0, max = 0.9) double rate, @ForAll TimeStep from, @ForAll TimeStep to) {
        ChurnRate there = ChurnRate.of(rate, from).per(to);
        if (there.rate() < 0.999) {
            assertThat(there.per(from).rate()).isCloseTo(rate, within(1e-11));
        }
        assertThat(there.rate()).isBetween(0.0, 1.0);
        boolean longer = to.days() >= from.days();
        assertThat(longer ? there.rate() : rate).isGreaterThanOrEqualTo(longer ? rate : there.rate());
    }

    @Test
    void refusesWhatIsNoRate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnRate.of(5, TimeStep.MONTHS))
                .withMessage("churn rate is 5.0; it must be 0 to 1 (0.05 is 5 %)");
        assertThatIllegalArgumentException().isThrownBy(() -> ChurnRate.of(Double.NaN, TimeStep.MONTHS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnRate.of(0.5, 0, TimeStep.DAYS))
                .withMessage("length is 0.0 DAYS; it must be finite and above 0");
    }
}
