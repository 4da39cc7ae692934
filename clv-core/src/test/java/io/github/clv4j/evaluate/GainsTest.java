package io.github.clv4j.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseForecast;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.Cells;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GainsTest {
    /** Σ (n + 1 − 2i) a₍ᵢ₎ / (n Σ a), rank by rank, in Python 3 with numpy, equal predictions given their mean. */
    private static final double GINI = 0.5709348371933017;

    private static final double PERFECT = 0.8394972445114537;

    /** By hand: (4·4 + 2·0 + 0·3 − 2·1 − 4·2) / (5·10), and (4·4 + 2·3 + 0·2 − 2·1 − 4·0) / (5·10) at best. */
    @Test
    void fiveCustomersByHand() {
        Gains gains = Gains.of(new double[] {1, 5, 3, 2, 4}, new double[] {2, 4, 3, 1, 0});

        assertThat(gains.customers()).isEqualTo(5);
        assertThat(gains.total()).isEqualTo(10);
        assertThat(gains.gini()).hasValue(0.12);
        assertThat(gains.perfectGini()).hasValue(0.4);
        assertThat(gains.normalisedGini().orElseThrow()).isCloseTo(0.3, within(1e-15));
        assertThat(gains.topShare(0.2)).hasValue(0.4);
        assertThat(gains.topShare(0.4)).hasValue(0.4);
        assertThat(gains.topShare(0.5)).hasValue(0.7);
        assertThat(gains.topShare(1)).hasValue(1);
        assertThat(gains.perfectTopShare(0.4)).hasValue(0.7);
        assertThat(gains.lift(1)).isEmpty();
        assertThat(gains.lift(2)).hasValue(2);
        assertThat(gains.lift(4)).hasValue(0);
        assertThat(gains).hasToString("gains over 5 customers, Gini 0.12, normalised 0.3");
    }

    @Test
    void fractionsAreOfTheNumberThatWasMeant() {
        double[] falling = IntStream.range(0, 100).mapToDouble(c -> -c).toArray();
        double[] even = new double[100];
        Arrays.fill(even, 1);
        assertThat(Gains.of(falling, even).topShare(0.07)).hasValue(0.07);
        assertThat(Gains.of(falling, even).topShare(0.071)).hasValue(0.08);
        for (int i = 1; i <= 100; i++) {
            assertThat(Gains.of(falling, even).topShare(i / 100.0)).hasValue(i / 100.0);
        }
        for (int i = 1; i <= 6; i++) {
            assertThat(Gains.of(new double[] {6, 5, 4, 3, 2, 1}, new double[] {1, 1, 1, 1, 1, 1})
                            .topShare(i / 6.0))
                    .hasValue(i / 6.0);
        }
    }

    @Test
    void customersOfTheSamePredictionShareEvenly() {
        double[] actual = {8, 0, 2, 6};
        Gains all = Gains.of(new double[4], actual);
        assertThat(all.gini()).hasValue(0);
        assertThat(all.normalisedGini()).hasValue(0);
        assertThat(all.topShare(0.25)).hasValue(0.25);
        // The first two share 8 + 0: weights 3 and 1 have the mean 2; so do −1 and −3 for 2 + 6.
        Gains pairs = Gains.of(new double[] {1, 1, 0.0, -0.0}, actual);
        assertThat(pairs.gini()).hasValue((2 * 8 - 2 * 8) / 64.0);
        assertThat(pairs.topShare(0.25)).hasValue(0.25);
        Gains other = Gains.of(new double[] {1, 0, 0, 1}, actual);
        assertThat(other.gini()).hasValue((2 * 14 - 2 * 2) / 64.0);
        assertThat(other.topShare(0.25)).hasValue(7.0 / 16);
    }

    @Test
    void perfectAndWorstRankingAreOneAndMinusOne() {
        double[] actual = {0, 3, 9, 1, 4, 4};
        assertThat(Gains.of(actual, actual).normalisedGini()).hasValue(1);
        double[] worst = {0, -3, -9, -1, -4, -4};
        assertThat(Gains.of(worst, actual).normalisedGini().orElseThrow()).isCloseTo(-1, within(1e-15));
        assertThat(Gains.of(worst, actual).gini().orElseThrow())
                .isEqualTo(-Gains.of(actual, actual).gini().orElseThrow());
    }

    @Test
    void whatIsUndefinedIsEmpty() {
        Gains nothing = Gains.of(new double[] {3, 1}, new double[] {0, -0.0});
        assertThat(nothing.isUndefined()).isTrue();
        assertThat(nothing.gini()).isEmpty();
        assertThat(nothing.perfectGini()).isEmpty();
        assertThat(nothing.normalisedGini()).isEmpty();
        assertThat(nothing.topShare(0.5)).isEmpty();
        assertThat(nothing.lift(5)).isEmpty();
        assertThat(nothing).hasToString("gains over 2 customers, Gini undefined, normalised undefined");
        assertThat(Cells.of(nothing.toTable()).get(5))
                .containsExactly("5", "1", "3.0", "0.0", "null", "null", "null", "null");
        Gains equal = Gains.of(new double[] {3, 1}, new double[] {2, 2});
        assertThat(equal.isUndefined()).isFalse();
        assertThat(equal.gini()).hasValue(0);
        assertThat(equal.normalisedGini()).isEmpty();
        Gains one = Gains.of(new double[] {3}, new double[] {2});
        assertThat(one.gini()).hasValue(0);
        assertThat(one.topShare(Double.MIN_VALUE)).hasValue(1);
    }

    @Test
    void tenthsAreRowsOfTheTable() {
        double[] predicted = new double[20];
        double[] actual = new double[20];
        for (int c = 0; c < 20; c++) {
            predicted[c] = c;
            actual[c] = c < 10 ? 0 : c < 18 ? 1 : 6;
        }
        List<List<String>> cells = Cells.of(Gains.of(predicted, actual).toTable());
        assertThat(cells)
                .hasSize(11)
                .startsWith(List.of(
                        "decile",
                        "customers",
                        "predicted",
                        "actual",
                        "share",
                        "cumulative_share",
                        "perfect_cumulative_share",
                        "lift"))
                .contains(
                        List.of("1", "2", "37.0", "12.0", "0.6", "0.6", "0.6", "6.0"),
                        List.of("2", "2", "33.0", "2.0", "0.1", "0.7", "0.7", "1.0"),
                        List.of("10", "2", "1.0", "0.0", "0.0", "1.0", "1.0", "0.0"));
    }

    @Test
    void theCurveBeginsAtNothingAndEndsAtAll() {
        Gains gains = Gains.of(new double[] {4, 3, 2, 1}, new double[] {1, 3, 0, 0});
        assertThat(Cells.of(gains.curve(4)))
                .containsExactly(
                        List.of("customers_share", "share", "perfect_share"),
                        List.of("0.0", "0.0", "0.0"),
                        List.of("0.25", "0.25", "0.75"),
                        List.of("0.5", "1.0", "1.0"),
                        List.of("0.75", "1.0", "1.0"),
                        List.of("1.0", "1.0", "1.0"));
        assertThatThrownBy(() -> gains.curve(0)).hasMessage("points are 0; there must be 1 or more");
    }

    /** Of NBD's forecasts over 39 weeks at the parameters of BTYDplus 1.2.0. */
    @Test
    void cdnowByPython() throws IOException {
        TransactionLog log = EvaluateData.cdnow("cdnow_sample");
        CalibrationSplit split = EvaluateData.cdnowSplit(log);
        PurchaseForecast forecast = PurchaseForecast.of(
                EvaluateData.model(ModelFamily.NBD, EvaluateData.reference("btydplus_cdnow_sample_nbd")),
                split.calibration(),
                39);
        Gains gains = Gains.of(HoldoutComparison.of(split, forecast));
        assertThat(gains.customers()).isEqualTo(2_357);
        assertThat(gains.total()).isEqualTo(1_882);
        assertThat(gains.gini().orElseThrow()).isCloseTo(GINI, within(1e-12));
        assertThat(gains.perfectGini().orElseThrow()).isCloseTo(PERFECT, within(1e-12));
        assertThat(gains.normalisedGini().orElseThrow()).isCloseTo(GINI / PERFECT, within(1e-12));
    }

    @Test
    void badInputIsRefused() {
        assertThatThrownBy(() -> Gains.of(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are 2 predictions and 3 actual amounts; both must be as many");
        assertThatThrownBy(() -> Gains.of(new double[0], new double[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no customer; there is nothing to rank");
        assertThatThrownBy(() -> Gains.of(new double[] {1, 2}, new double[] {0, -1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("customer number 1 has the prediction 2.0 and the actual amount -1.0");
        assertThatThrownBy(() -> Gains.of(new double[] {1, 2}, new double[] {Double.MAX_VALUE, Double.MAX_VALUE}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sum of the actual amounts is Infinity");
        Gains gains = Gains.of(new double[1], new double[1]);
        assertThatThrownBy(() -> gains.lift(0)).hasMessageContaining("decile is 0");
        assertThatThrownBy(() -> gains.lift(11)).hasMessageContaining("decile is 11");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void figuresThatAreNoNumbersAreRefused(double figure) {
        assertThatThrownBy(() -> Gains.of(new double[] {figure}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("customer number 0 has the prediction " + figure);
        assertThatThrownBy(() -> Gains.of(new double[] {1}, new double[] {figure}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the actual amount " + figure);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.0000001, Double.NaN})
    void fractionsOutsideAreRefused(double fraction) {
        Gains gains = Gains.of(new double[1], new double[1]);
        assertThatThrownBy(() -> gains.topShare(fraction))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fraction is " + fraction + "; it must be above 0 and at most 1");
    }
}
