package io.github.clv4j.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.BgBb;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.Nbd;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.Cells;
import io.github.clv4j.summary.DistinctHistories;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrequencyFitTest {
    /** NBD with r = 1 is geometric: P(X(t) = n) = 10/(10+t) · (t/(10+t))ⁿ; 1/2ⁿ⁺¹ at 10, 1/4 · (3/4)ⁿ at 30. */
    private static final Nbd GEOMETRIC = Nbd.of(1, 10, TimeStep.WEEKS);

    private static DistinctHistories histories(int[] x, double... age) {
        double[] tx = new double[x.length];
        Arrays.setAll(tx, c -> x[c] == 0 ? 0 : age[c]);
        return DistinctHistories.of(x, tx, age, TimeStep.WEEKS);
    }

    @Test
    void fourCustomersByHand() {
        FrequencyFit fit = FrequencyFit.of(histories(new int[] {0, 0, 1, 5}, 10, 30, 10, 30), GEOMETRIC, 2);

        assertThat(fit.customers()).isEqualTo(4);
        assertThat(fit.rows()).isEqualTo(3);
        assertThat(new long[] {fit.observed(0), fit.observed(1), fit.observed(2)})
                .containsExactly(2, 1, 1);
        assertThat(fit.expected(0)).isCloseTo(2 * 0.5 + 2 * 0.25, within(1e-14));
        assertThat(fit.expected(1)).isCloseTo(2 * 0.25 + 2 * 0.1875, within(1e-14));
        assertThat(fit.expected(2)).isCloseTo(2 * 0.25 + 2 * 0.5625, within(1e-14));
        assertThat(fit.misplacedShare()).isCloseTo((0.5 + 0.125 + 0.625) / 8, within(1e-14));
        assertThat(fit.cells()).as("fewer than 5 expected in any").isEqualTo(1);
        assertThat(fit.chiSquare()).isCloseTo(0, within(1e-14));
        assertThat(fit.degreesOfFreedom()).isEmpty();
        assertThat(Cells.of(fit.toTable()).subList(0, 2))
                .containsExactly(
                        List.of("purchases", "observed", "expected"),
                        List.of("0", "2", Double.toString(fit.expected(0))));
        assertThat(Cells.of(fit.toTable()).get(3).subList(0, 2)).containsExactly("2+", "1");
    }

    /**
     * 64 customers at 10: 32, 16, 8, 4, 2 and 2 are expected. The rows from 3 on are put together, 8 expected. Seen 40, 8, 8
     * and 8 the statistic is 64/32 + 64/16.
     */
    @Test
    void smallCellsArePutTogether() {
        int[] x = new int[64];
        Arrays.fill(x, 40, 48, 1);
        Arrays.fill(x, 48, 56, 2);
        Arrays.fill(x, 56, 64, 9);
        double[] age = new double[64];
        Arrays.fill(age, 10);
        FrequencyFit fit = FrequencyFit.of(histories(x, age), GEOMETRIC, 5);

        assertThat(fit.expected(5)).isCloseTo(2, within(1e-13));
        assertThat(fit.cells()).isEqualTo(4);
        assertThat(fit.chiSquare()).isCloseTo(6, within(1e-12));
        assertThat(fit.degreesOfFreedom()).hasValue(1);
        assertThat(fit.misplacedShare()).isCloseTo((8 + 8 + 0 + 4 + 2 + 6) / 128.0, within(1e-13));
        assertThat(fit.toString()).startsWith("64 customers, chi-square ").endsWith(" over 4 cells");
    }

    @Test
    void aRestWithoutPurchaseJoinsItsNeighbour() {
        int[] x = new int[20];
        Arrays.fill(x, 4);
        double[] age = new double[20];
        Arrays.fill(age, 90);
        // 2, 1.8 and 16.2 expected: a cell of 0 and 1 would have 3.8.
        FrequencyFit fit = FrequencyFit.of(histories(x, age), GEOMETRIC, 2);
        assertThat(fit.expected(0)).isCloseTo(2, within(1e-13));
        assertThat(fit.cells()).isEqualTo(1);
    }

    /** expected_pmf_of_calibration_x of BTYD 2.4.3, BTYDplus 1.2.0 and CLVTools 0.12.1. */
    @ParameterizedTest
    @CsvSource({
        "BG_NBD, cdnow_sample, btyd_cdnow_sample_bgnbd",
        "BG_NBD, cdnow_sample, clvtools_cdnow_sample_bgnbd",
        "PARETO_NBD, cdnow_sample, btyd_cdnow_sample_pnbd",
        "PARETO_NBD, cdnow_master, clvtools_cdnow_master_pnbd",
        "MBG_CNBD_K, cdnow_sample, btydplus_cdnow_sample_mbgnbd",
        "BG_CNBD_K, cdnow_sample, btydplus_cdnow_sample_bgcnbd_k2",
        "MBG_CNBD_K, cdnow_sample, btydplus_cdnow_sample_mbgcnbd_k2"
    })
    void cdnowFrequenciesAreThoseOfThePackages(ModelFamily family, String data, String name) throws IOException {
        String reference = EvaluateData.reference(name);
        CalibrationSplit split = EvaluateData.cdnowSplit(EvaluateData.cdnow(data));
        FrequencyFit fit = FrequencyFit.of(split.calibration(), EvaluateData.model(family, reference), 8);
        String[] expected = EvaluateData.array(reference, "expected_pmf_of_calibration_x", "expected_customers");
        String[] actual = EvaluateData.array(reference, "expected_pmf_of_calibration_x", "actual_customers");
        assertThat(expected).hasSize(8);
        long sum = 0;
        for (int n = 0; n < 8; n++) {
            double theirs = Double.parseDouble(expected[n]);
            assertThat(fit.expected(n)).as("expected %s", n).isCloseTo(theirs, within(1e-7 * theirs));
            assertThat(fit.observed(n)).as("observed %s", n).isEqualTo(Long.parseLong(actual[n]));
            sum += fit.observed(n);
        }
        assertThat(fit.observed(8)).isEqualTo(fit.customers() - sum);
    }

    /** BTYD 2.4.3 on the donations, 11,104 donors with 6 opportunities each: btyd_donations_bgbb.json, pmf_calibration. */
    @Test
    void donationsAreThoseOfBtyd() {
        double[] expected = {
            3454.881992569309,
            1888.6543638607764,
            1348.8823432150741,
            1113.3785363495763,
            1017.9224062795807,
            1027.1660333017664,
            1253.114324423922
        };
        int[] observed = {3464, 1823, 1430, 1085, 1036, 1063, 1203};
        int[] x = new int[11_104];
        double[] tx = new double[x.length];
        double[] n = new double[x.length];
        int c = 0;
        for (int count = 0; count < observed.length; count++) {
            for (int i = 0; i < observed[count]; i++) {
                x[c] = count;
                tx[c] = count;
                n[c++] = 6;
            }
        }
        BgBb donors =
                BgBb.of(1.2035223459320588, 0.7497163557435818, 0.6567182096015499, 2.7834422432152945, TimeStep.YEARS);
        FrequencyFit fit = FrequencyFit.of(DistinctHistories.of(x, tx, n, TimeStep.YEARS), donors, 6);
        for (int count = 0; count <= 6; count++) {
            assertThat(fit.expected(count)).isCloseTo(expected[count], within(1e-6));
            assertThat(fit.observed(count)).isEqualTo(observed[count]);
        }
        double statistic = 0;
        for (int count = 0; count <= 6; count++) {
            statistic += Math.pow(observed[count] - expected[count], 2) / expected[count];
        }
        assertThat(fit.chiSquare()).isCloseTo(statistic, within(1e-6));
        assertThat(fit.degreesOfFreedom()).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void rowsThatCannotBeAreRefused(int most) {
        DistinctHistories one = histories(new int[1], 10);
        assertThatThrownBy(() -> FrequencyFit.of(one, GEOMETRIC, most))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the most purchases are " + most + "; it must be in 1..10000");
    }

    @Test
    void badInputIsRefused() {
        DistinctHistories nobody = histories(new int[0]);
        assertThatThrownBy(() -> FrequencyFit.of(nobody, GEOMETRIC, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no customer; there is nothing to compare");
        DistinctHistories half = histories(new int[1], 10.5);
        PurchaseModel days = GEOMETRIC.in(TimeStep.DAYS);
        assertThatThrownBy(() -> FrequencyFit.of(half, days, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("NBD has times in DAYS, the histories in WEEKS; both must be the same");
        BgBb opportunities = BgBb.of(1, 1, 1, 1, TimeStep.WEEKS);
        assertThatThrownBy(() -> FrequencyFit.of(half, opportunities, 7)).isInstanceOf(IllegalArgumentException.class);
    }
}
