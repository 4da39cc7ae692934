package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PValueAdjustmentTest {
    private static final double LEVEL = 0.0503;
    private static final Offset<Double> EXACT = within(1e-15);

    /** The heart attack trial of Benjamini and Hochberg 1995, section 4.1: fifteen p-values. */
    private static final double[] TRIAL = {
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
        1
    };

    /** Published: at 0.05 their procedure rejects the first four, Bonferroni's (and so Holm's here) the first three. */
    @Test
    void thePublishedTrialIsDecidedAsPublished() {
        assertThat(found(PValueAdjustment.BENJAMINI_HOCHBERG, 0.05, TRIAL)).isEqualTo(4);
        assertThat(found(PValueAdjustment.HOLM, 0.05, TRIAL)).isEqualTo(3);
        assertThat(found(PValueAdjustment.NONE, 0.05, TRIAL)).isEqualTo(9);
    }

    private static int found(PValueAdjustment adjustment, double level, double... pValues) {
        int found = 0;
        for (boolean one : adjustment.rejects(level, pValues)) {
            found += one ? 1 : 0;
        }
        return found;
    }

    /** By hand; Benjamini and Hochberg's also with SciPy 1.17.1, stats.false_discovery_control. */
    @Test
    void adjustedValuesAndThoseWithoutATest() {
        double[] p = {0.01, 0.04, Double.NaN, 0.03, 0.005};
        assertThat(PValueAdjustment.HOLM.adjust(p))
                .containsExactly(new double[] {0.03, 0.06, Double.NaN, 0.06, 0.02}, EXACT);
        assertThat(PValueAdjustment.BENJAMINI_HOCHBERG.adjust(p))
                .containsExactly(new double[] {0.02, 0.04, Double.NaN, 0.04, 0.02}, EXACT);
        assertThat(PValueAdjustment.NONE.adjust(p)).isEqualTo(p);
        assertThat(PValueAdjustment.HOLM.adjust()).isEmpty();
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PValueAdjustment.HOLM.adjust(0.1, 1.5))
                .withMessage("p-value 1 is 1.5; it must be 0 to 1, or NaN for no test");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PValueAdjustment.HOLM.rejects(1, 0.1))
                .withMessageContaining("significance is 1.0; it must be above 0 and below 1");
    }

    @Property(tries = 500)
    void holmIsAtLeastAsStrict(@ForAll @Size(max = 12) List<@DoubleRange(min = 0, max = 1) Double> values) {
        double[] p = values.stream().mapToDouble(Double::doubleValue).toArray();
        double[] holm = PValueAdjustment.HOLM.adjust(p);
        double[] bh = PValueAdjustment.BENJAMINI_HOCHBERG.adjust(p);
        for (int i = 0; i < p.length; i++) {
            assertThat(holm[i]).isGreaterThanOrEqualTo(bh[i] * (1 - 1e-15)).isLessThanOrEqualTo(1);
            assertThat(bh[i]).isGreaterThanOrEqualTo(p[i] * (1 - 1e-15));
        }
    }

    /**
     * Against the procedures as they are told: step down and step up. At this level no bound is a number of two decimals,
     * as the p-values are; where both are equal, rounding decides.
     */
    @Property(tries = 300)
    void decisionsAreThoseOfTheProcedures(
            @ForAll @Size(min = 1, max = 10) List<@DoubleRange(min = 0, max = 0.2) Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int m = sorted.length;
        int down = 0;
        while (down < m && sorted[down] <= LEVEL / (m - down)) {
            down++;
        }
        int up = m;
        while (up > 0 && sorted[up - 1] > LEVEL * up / m) {
            up--;
        }
        assertThat(found(PValueAdjustment.HOLM, LEVEL, sorted)).isEqualTo(down);
        assertThat(found(PValueAdjustment.BENJAMINI_HOCHBERG, LEVEL, sorted)).isEqualTo(up);
    }

    /** One campaign in ten segments, over and over; in the first ones it does something. */
    private static double[] errorRates(int effects, PValueAdjustment adjustment) {
        SplittableRandom random = new SplittableRandom(1979);
        int runs = 4_000;
        int families = 0;
        double falseParts = 0;
        for (int run = 0; run < runs; run++) {
            double[] p = new double[10];
            for (int segment = 0; segment < p.length; segment++) {
                long treated = hits(random, 300, segment < effects ? 0.25 : 0.15);
                p[segment] = RateDifference.of(treated, 300, hits(random, 200, 0.15), 200)
                        .test()
                        .pValue();
            }
            boolean[] rejects = adjustment.rejects(0.05, p);
            int all = 0;
            int wrong = 0;
            for (int segment = 0; segment < p.length; segment++) {
                all += rejects[segment] ? 1 : 0;
                wrong += rejects[segment] && segment >= effects ? 1 : 0;
            }
            families += wrong > 0 ? 1 : 0;
            falseParts += all == 0 ? 0 : (double) wrong / all;
        }
        return new double[] {(double) families / runs, falseParts / runs};
    }

    private static long hits(SplittableRandom random, int n, double p) {
        return Arrays.stream(random.doubles(n).toArray()).filter(u -> u < p).count();
    }

    @Test
    void holmKeepsTheErrorOfTheFamily() {
        // Without adjustment, 1 − 0.95^10 = 0.40.
        assertThat(errorRates(0, PValueAdjustment.NONE)[0]).isBetween(0.36, 0.44);
        // The level and three standard errors of the simulation.
        assertThat(errorRates(0, PValueAdjustment.HOLM)[0]).isLessThan(0.05 + 0.0104);
        assertThat(errorRates(4, PValueAdjustment.HOLM)[0]).isLessThan(0.05 + 0.0104);
    }

    @Test
    void benjaminiAndHochbergKeepThePartOfFalseFindings() {
        assertThat(errorRates(4, PValueAdjustment.BENJAMINI_HOCHBERG)[1]).isBetween(0.015, 0.05);
        // More than Holm would allow in a family: this is not what they keep.
        assertThat(errorRates(4, PValueAdjustment.BENJAMINI_HOCHBERG)[0]).isGreaterThan(0.06);
    }
}
