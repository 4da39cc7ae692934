package io.github.clv4j.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.Nbd;
import io.github.clv4j.model.PurchaseForecast;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.Cells;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldoutComparisonTest {
    private static final HoldoutOptions DEFAULTS = HoldoutOptions.withDefaults();
    private static final LocalDate CALIBRATION_END = LocalDate.of(2024, 1, 11);
    private static final LocalDate HOLDOUT_END = LocalDate.of(2024, 1, 31);

    /** Four customers; the naive forecast over 20 is 0, 1, 2, 4.5. */
    private static final HoldoutComparison FOUR = HoldoutComparison.of(
            new int[] {0, 2, 1, 9},
            new double[] {0, 10, 4, 30},
            new double[] {20, 40, 10, 40},
            20,
            new double[] {0.5, 1, 0.25, 5},
            new int[] {0, 2, 0, 6},
            DEFAULTS);

    /** Errors 0.5, −1, 0.25, −1 and 0, −1, 2, −1.5; the correlations by numpy.corrcoef. */
    @Test
    void fourCustomersByHand() {
        ForecastErrors model = FOUR.overall();
        assertThat(model.customers()).isEqualTo(4);
        assertThat(model.actualTotal()).isEqualTo(8);
        assertThat(model.expectedTotal()).isEqualTo(6.75);
        assertThat(model.actualMean()).isEqualTo(2);
        assertThat(model.expectedMean()).isEqualTo(1.6875);
        assertThat(model.mae()).isEqualTo(0.6875);
        assertThat(model.rmse()).isEqualTo(Math.sqrt(0.578125));
        assertThat(model.bias()).isEqualTo(-0.3125);
        assertThat(model.totalRatio()).hasValue(0.84375);
        assertThat(model.correlation().orElseThrow()).isCloseTo(0.977584728946172, within(1e-14));
        ForecastErrors naive = FOUR.naive();
        assertThat(naive.expectedTotal()).isEqualTo(7.5);
        assertThat(naive.mae()).isEqualTo(1.125);
        assertThat(naive.rmse()).isEqualTo(Math.sqrt(1.8125));
        assertThat(naive.bias()).isEqualTo(-0.125);
        assertThat(naive.correlation().orElseThrow()).isCloseTo(0.8543894767762946, within(1e-14));
        assertThat(FOUR.customers()).isEqualTo(4);
        assertThat(FOUR.absentCustomers()).isZero();
        assertThat(FOUR)
                .hasToString("6.75 purchases expected, 8.0 made by 4 customers, MAE 0.6875 (naive 1.125), RMSE "
                        + Math.sqrt(0.578125) + " (naive " + Math.sqrt(1.8125) + ")");
    }

    @Test
    void groupsAreRowsOfTheTable() {
        List<List<String>> cells = Cells.of(FOUR.toTable());
        assertThat(cells.get(0))
                .containsExactly(
                        "breakdown",
                        "group",
                        "customers",
                        "actual_mean",
                        "expected_mean",
                        "mae",
                        "rmse",
                        "bias",
                        "total_ratio",
                        "correlation",
                        "naive_mean",
                        "naive_mae",
                        "naive_rmse",
                        "naive_bias");
        assertThat(cells.stream().map(row -> row.get(0) + " " + row.get(1)))
                .containsExactly(
                        "breakdown group",
                        "all all",
                        "x 0",
                        "x 1",
                        "x 2",
                        "x 7+",
                        "t_x none",
                        "t_x 0..8",
                        "t_x 8..16",
                        "t_x 24..32");
        assertThat(cells.get(5).subList(2, 14))
                .containsExactly(
                        "1",
                        "6.0",
                        "5.0",
                        "1.0",
                        "1.0",
                        "-1.0",
                        "0.8333333333333334",
                        "null",
                        "4.5",
                        "1.5",
                        "1.5",
                        "-1.5");
        assertThat(cells.get(2).get(8)).as("0.5 expected, none made").isEqualTo("null");
    }

    @Test
    void optionsSayWhichGroups() {
        HoldoutComparison comparison = HoldoutComparison.of(
                new int[] {0, 2, 1, 9},
                new double[] {0, 10, 4, 40},
                new double[] {20, 40, 10, 40},
                20,
                new double[4],
                new int[4],
                DEFAULTS.withMostX(1).withRecencyRanges(4));
        Table table = comparison.toTable();
        assertThat(Cells.of(table).stream().map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2)))
                .containsExactly(
                        "breakdown group customers",
                        "all all 4",
                        "x 0 1",
                        "x 1+ 3",
                        "t_x none 1",
                        "t_x 0..10 2",
                        "t_x 30..40 1");
        assertThat(comparison.overall().totalRatio()).isEmpty();
        assertThat(comparison.overall().correlation()).isEmpty();
        assertThat(DEFAULTS.mostX()).isEqualTo(7);
        assertThat(DEFAULTS.recencyRanges()).isEqualTo(5);
        assertThat(DEFAULTS.withMostX(3)).isEqualTo(DEFAULTS.withMostX(3)).isNotEqualTo(DEFAULTS);
        assertThat(DEFAULTS.withMostX(3)).hasSameHashCodeAs(DEFAULTS.withMostX(3));
        assertThat(DEFAULTS).hasToString("x up to 7, 5 ranges of t_x");
    }

    @Test
    void customersWhoseAgeIsZeroAreExpectedNothingOfByTheNaive() {
        HoldoutComparison young = HoldoutComparison.of(
                new int[] {0, 0}, new double[2], new double[2], 3, new double[] {1, 1}, new int[] {0, 1}, DEFAULTS);
        assertThat(young.naive().expectedTotal()).isZero();
        assertThat(young.naive().mae()).isEqualTo(0.5);
        assertThat(young.overall().correlation())
                .as("all expectations the same")
                .isEmpty();
        assertThat(Cells.of(young.toTable())).hasSize(4);
    }

    /** Ana bought on the 1st and the 6th, and twice later; Ben once, and never again; Cai came in the hold-out. */
    private static TransactionLog shop() {
        return EvaluateData.log(
                "ana 2024-01-01",
                "ana 2024-01-06",
                "ana 2024-01-12",
                "ana 2024-01-12",
                "ana 2024-01-31",
                "ben 2024-01-01",
                "cai 2024-01-15",
                "cai 2024-01-20");
    }

    private static CalibrationSplit split(TransactionLog log) {
        return CalibrationSplit.of(log, CALIBRATION_END, HOLDOUT_END, SummaryOptions.daily());
    }

    /** NBD with r = 1, α = 10 expects (1 + x)/(10 + 10)·20 purchases in 20 days after 10. */
    @Test
    void forecastIsHeldAgainstTheSplit() {
        CalibrationSplit split = split(shop());
        Nbd model = Nbd.of(1, 10, TimeStep.DAYS);
        HoldoutComparison comparison =
                HoldoutComparison.of(split, PurchaseForecast.of(model, split.calibration(), split.holdoutLength()));
        assertThat(comparison.customers()).isEqualTo(2);
        assertThat(comparison.absentCustomers()).isEqualTo(1);
        assertThat(comparison.overall().expectedTotal()).isCloseTo(3, within(1e-12));
        assertThat(comparison.overall().actualTotal()).isEqualTo(2);
        assertThat(comparison.overall().mae()).isCloseTo(0.5, within(1e-12));
        assertThat(comparison.naive().expectedTotal()).isEqualTo(2);
        assertThat(comparison.naive().mae()).isZero();
    }

    @Test
    void forecastOfTheSameRowsIsTaken() {
        TransactionLog log = shop();
        CustomerSummary again = CustomerSummary.of(log, SummaryOptions.daily().until(CALIBRATION_END));
        Nbd model = Nbd.of(1, 10, TimeStep.DAYS);
        assertThat(HoldoutComparison.of(split(log), PurchaseForecast.of(model, again, 20.000000000001))
                        .overall()
                        .actualTotal())
                .isEqualTo(2);
    }

    @Test
    void forecastOfSomethingElseIsRefused() {
        TransactionLog log = shop();
        CalibrationSplit split = split(log);
        Nbd daily = Nbd.of(1, 10, TimeStep.DAYS);
        assertThatThrownBy(() -> HoldoutComparison.of(split, PurchaseForecast.of(daily, split.calibration(), 21)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the forecast is over 21.0 DAYS, the hold-out is 20.0 long; make the forecast over"
                        + " split.holdoutLength()");
        CustomerSummary later = CustomerSummary.of(log, SummaryOptions.daily().until(HOLDOUT_END));
        assertThatThrownBy(() -> HoldoutComparison.of(split, PurchaseForecast.of(daily, later, 20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the forecast is of 3 customers as of 2024-01-31 of 3 in DAYS, SAME_DAY, the split's"
                        + " calibration is 2 customers as of 2024-01-11 of 3 in DAYS, SAME_DAY; make the forecast of"
                        + " split.calibration()");
        CustomerSummary weekly = CustomerSummary.of(log, SummaryOptions.weekly().until(CALIBRATION_END));
        assertThatThrownBy(() ->
                        HoldoutComparison.of(split, PurchaseForecast.of(Nbd.of(1, 10, TimeStep.WEEKS), weekly, 20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in WEEKS, SAME_DAY");
        CustomerSummary twin = split(shop()).calibration();
        assertThatThrownBy(() -> HoldoutComparison.of(split, PurchaseForecast.of(daily, twin, 20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the forecast is of");
    }

    @Test
    void nobodyIsRefused() {
        CalibrationSplit early = CalibrationSplit.of(
                shop(), LocalDate.of(2023, 12, 1), LocalDate.of(2023, 12, 31), SummaryOptions.daily());
        PurchaseForecast forecast = PurchaseForecast.of(Nbd.of(1, 10, TimeStep.DAYS), early.calibration(), 30);
        assertThatThrownBy(() -> HoldoutComparison.of(early, forecast))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the calibration has no customer; there is nothing to compare");
        assertThatThrownBy(() -> HoldoutComparison.of(
                        new int[0], new double[0], new double[0], 1, new double[0], new int[0], DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no customer");
    }

    @ParameterizedTest
    @CsvSource({"2,1,1,1,1", "1,2,1,1,1", "1,1,2,1,1", "1,1,1,2,1", "1,1,1,1,2"})
    void arraysOfOtherLengthsAreRefused(int x, int tx, int age, int expected, int actual) {
        assertThatThrownBy(() -> HoldoutComparison.of(
                        new int[x],
                        new double[tx],
                        new double[age],
                        1,
                        new double[expected],
                        new int[actual],
                        DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are " + x + " counts x, " + tx + " times t_x, " + age + " ages T, " + expected
                        + " expected and " + actual + " actual counts; all must be as many");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 1, 1, 0",
        "0, 1, 1, 1, 0",
        "1, 2, 1, 1, 0",
        "1, -1, 1, 1, 0",
        "1, NaN, 1, 1, 0",
        "1, 1, NaN, 1, 0",
        "1, 1, Infinity, 1, 0",
        "1, 1, 1, NaN, 0",
        "1, 1, 1, Infinity, 0",
        "1, 1, 1, -0.5, 0",
        "1, 1, 1, 1, -1"
    })
    void figuresThatCannotBeAreRefused(int x, double tx, double age, double expected, int actual) {
        assertThatThrownBy(() -> HoldoutComparison.of(
                        new int[] {0, x},
                        new double[] {0, tx},
                        new double[] {1, age},
                        1,
                        new double[] {1, expected},
                        new int[] {0, actual},
                        DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("customer number 1 has");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void horizonsThatCannotBeAreRefused(double horizon) {
        assertThatThrownBy(() -> HoldoutComparison.of(
                        new int[1], new double[1], new double[1], horizon, new double[1], new int[1], DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("horizon is " + horizon + "; it must be finite and above 0");
    }

    @Test
    void groupsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> DEFAULTS.withMostX(-1)).hasMessage("the most x is -1; it must be in 0..1000");
        assertThatThrownBy(() -> DEFAULTS.withMostX(1_001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DEFAULTS.withRecencyRanges(0))
                .hasMessage("ranges of t_x are 0; there must be 1..1000");
        assertThatThrownBy(() -> DEFAULTS.withRecencyRanges(1_001)).isInstanceOf(IllegalArgumentException.class);
    }

    /** holdout_MAE and holdout_RMSE of BTYD 2.4.3, BTYDplus 1.2.0 and CLVTools 0.12.1 over 39 weeks. */
    @ParameterizedTest
    @CsvSource({
        "BG_NBD, btyd_cdnow_sample_bgnbd",
        "BG_NBD, clvtools_cdnow_sample_bgnbd",
        "PARETO_NBD, btyd_cdnow_sample_pnbd",
        "PARETO_NBD, clvtools_cdnow_sample_pnbd",
        "NBD, btydplus_cdnow_sample_nbd",
        "MBG_CNBD_K, btydplus_cdnow_sample_mbgnbd"
    })
    void cdnowErrorsAreThoseOfThePackages(ModelFamily family, String name) throws IOException {
        String reference = EvaluateData.reference(name);
        CalibrationSplit split = EvaluateData.cdnowSplit(EvaluateData.cdnow("cdnow_sample"));
        HoldoutComparison comparison = HoldoutComparison.of(
                split, PurchaseForecast.of(EvaluateData.model(family, reference), split.calibration(), 39));
        assertThat(comparison.customers()).isEqualTo(2_357);
        assertThat(comparison.overall().actualTotal()).isEqualTo(1_882);
        assertThat(comparison.overall().mae()).isCloseTo(EvaluateData.total(reference, "holdout_MAE"), within(1e-8));
        assertThat(comparison.overall().rmse()).isCloseTo(EvaluateData.total(reference, "holdout_RMSE"), within(1e-8));
    }
}
