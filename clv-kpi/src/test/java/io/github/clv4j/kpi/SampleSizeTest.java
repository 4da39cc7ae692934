package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SampleSizeTest {
    /**
     * The examples of R's help pages: {@code power.prop.test(p1 = .50, p2 = .75, power = .90)} gives n = 76.7, {@code
     * power.t.test(power = .90, delta = 1)} gives n = 22.02, by the noncentral t, where
     * this is 21.97.
     */
    @Test
    void examplesOfR() {
        assertThat(SampleSize.forRates(0.5, 0.25, 0.95, 0.9, 1)).isEqualTo(new SampleSize(77, 77));
        assertThat(SampleSize.forMeans(1, 1, 0.95, 0.9, 1)).isEqualTo(new SampleSize(22, 22));
    }

    /** Computed apart from this library with SciPy 1.17.1: the formula, and for means power by the noncentral t. */
    @Test
    void groupsOfTwoSizes() {
        assertThat(SampleSize.forRates(0.02, 0.005, 0.95, 0.8, 0.25)).isEqualTo(new SampleSize(35_387, 8_847));
        // Noncentral t: 63.766 of each; 162.085 treated and 40.521 controls.
        assertThat(SampleSize.forMeans(1, 0.5, 0.95, 0.8, 1)).isEqualTo(new SampleSize(64, 64));
        assertThat(SampleSize.forMeans(1, 0.5, 0.95, 0.8, 0.25)).isEqualTo(new SampleSize(162, 41));
    }

    /** As many as told find the effect as often as told, by simulation. */
    @Test
    void thePowerIsThatWhichWasAskedFor() {
        SampleSize size = SampleSize.forRates(0.10, 0.06, 0.95, 0.8, 0.5);
        Random random = new Random(1980);
        int found = 0;
        int runs = 5_000;
        for (int run = 0; run < runs; run++) {
            long treated = random.doubles(size.treated()).filter(u -> u < 0.16).count();
            long control = random.doubles(size.control()).filter(u -> u < 0.10).count();
            found += RateDifference.of(treated, size.treated(), control, size.control())
                                    .test()
                                    .pValue()
                            <= 0.05
                    ? 1
                    : 0;
        }
        assertThat((double) found / runs).isCloseTo(0.8, within(0.02));
    }

    @Property(tries = 300)
    void aSmallerEffectAMoreCertainTestNeedMore(
            @ForAll @DoubleRange(min = 0.02, max = 0.4) double rate,
            @ForAll @DoubleRange(min = 0.02, max = 0.3) double uplift,
            @ForAll @DoubleRange(min = 0.2, max = 5) double ratio) {
        SampleSize size = SampleSize.forRates(rate, uplift, 0.9, 0.8, ratio);
        assertThat(SampleSize.forRates(rate, uplift / 2, 0.9, 0.8, ratio).treated())
                .isGreaterThan(size.treated());
        assertThat(SampleSize.forRates(rate, uplift, 0.99, 0.8, ratio).treated())
                .isGreaterThan(size.treated());
        assertThat(SampleSize.forRates(rate, uplift, 0.9, 0.99, ratio).treated())
                .isGreaterThan(size.treated());
        SampleSize means = SampleSize.forMeans(10, uplift, 0.9, 0.8, ratio);
        assertThat(SampleSize.forMeans(20, uplift, 0.9, 0.8, ratio).treated()).isGreaterThan(means.treated());
        assertThat(SampleSize.forMeans(10, -uplift, 0.9, 0.8, ratio)).isEqualTo(means);
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSize.forRates(0.9, 0.2, 0.95, 0.8, 1))
                .withMessageContaining("control rate is 0.9 and uplift 0.2; the rate and their sum must be 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSize.forRates(0.1, 0, 0.95, 0.8, 1))
                .withMessageContaining("the uplift not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSize.forRates(0.1, 0.1, 0.95, 0.01, 1))
                .withMessageContaining("power is 0.01; it must be above");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSize.forRates(0.1, 0.1, 95, 0.8, 1))
                .withMessageContaining("level is 95.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSize.forRates(0.1, 0.1, 0.95, 0.8, Double.NaN))
                .withMessageContaining("controls for each treated customer are NaN; there must be more than 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSize.forMeans(Double.NaN, 1, 0.95, 0.8, 1))
                .withMessageContaining("deviation is NaN and uplift 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSize.forMeans(1, 1e-12, 0.95, 0.8, 1))
                .withMessageContaining("so small an effect needs more than 9223372036854775807 customers");
    }

    /** z_a √A = 1.96 √0.5964 is less than z_b √B = 0.524 √25.0: one customer in each arm has a power of 0.3 already. */
    @Test
    void whereTheRootIsBelowZeroAnySizeHasThePower() {
        assertThat(SampleSize.forRates(0.5, -0.499, 0.95, 0.3, 0.01)).isEqualTo(new SampleSize(1, 1));
    }

    @Property(tries = 300)
    void lessPowerNeverNeedsMore(
            @ForAll @DoubleRange(min = 0, max = 1) double control,
            @ForAll @DoubleRange(min = 0, max = 1) double treated,
            @ForAll @DoubleRange(min = 0.06, max = 0.98) double power,
            @ForAll @DoubleRange(min = 0.01, max = 200) double ratio) {
        double uplift = treated - control;
        // Their sum may be rounded out of the range.
        if (Math.abs(uplift) < 1e-3 || control + uplift < 0 || control + uplift > 1) {
            return;
        }
        SampleSize more = SampleSize.forRates(control, uplift, 0.95, power + 0.01, ratio);
        SampleSize less = SampleSize.forRates(control, uplift, 0.95, power, ratio);
        assertThat(less.treated()).isLessThanOrEqualTo(more.treated());
    }
}
