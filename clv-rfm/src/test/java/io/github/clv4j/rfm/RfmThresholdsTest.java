package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RfmThresholdsTest {
    private static final RfmThresholds THREE = RfmThresholds.of(
            TestBase.EUR, MonetaryMeasure.TOTAL_SPEND, new double[] {30, 90}, new double[] {1, 1}, new double[] {
                -0.0, 2550.5
            });

    @Test
    void scoresOneValue() {
        assertThat(IntStream.of(0, 30, 31, 90, 91).map(days -> THREE.score(RfmDimension.RECENCY, days)))
                .containsExactly(3, 3, 2, 2, 1);
        assertThat(IntStream.of(0, 1, 2).map(orders -> THREE.score(RfmDimension.FREQUENCY, orders)))
                .containsExactly(1, 1, 3);
        assertThat(IntStream.of(-100, 0, 1, 2550, 2551).map(minor -> THREE.score(RfmDimension.MONETARY, minor)))
                .containsExactly(1, 1, 2, 2, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THREE.score(RfmDimension.MONETARY, Double.NaN))
                .withMessage("spend is NaN; it must be a number");
    }

    @Test
    void isAValue() {
        RfmThresholds same = RfmThresholds.of(
                TestBase.EUR,
                MonetaryMeasure.TOTAL_SPEND,
                THREE.cuts(RfmDimension.RECENCY),
                THREE.cuts(RfmDimension.FREQUENCY),
                new double[] {0.0, 2550.5});
        assertThat(same).isEqualTo(THREE).hasSameHashCodeAs(THREE);
        assertThat(same.bins()).isEqualTo(3);
        same.cuts(RfmDimension.RECENCY)[0] = 99;
        assertThat(same).isEqualTo(THREE);
        assertThat(THREE)
                .hasToString(
                        "fixed: recency_days [30.0, 90.0], orders [1.0, 1.0], spend [0.0, 2550.5] (total spend in minor"
                                + " units of EUR)");
        assertThat(RfmThresholds.of(
                        TestBase.EUR,
                        MonetaryMeasure.MEAN_SPEND_PER_ORDER,
                        new double[] {30, 90},
                        new double[] {1, 1},
                        new double[] {0, 2550.5}))
                .isNotEqualTo(THREE);
    }

    @Test
    void tableShowsTheLimitsOfEachScore() {
        Table table = THREE.toTable();
        assertThat(table.rows()).isEqualTo(9);
        assertThat(table.columns().stream().map(Column::name))
                .containsExactly("dimension", "within", "unit", "score", "above", "up_to", "closed");
        assertThat(table.columns().stream().map(column -> column.textAt(0)))
                .containsExactly("recency_days", null, "days", "3", null, "30.0", "up_to");
        assertThat(table.columns().stream().map(column -> column.textAt(4)))
                .containsExactly("orders", null, "orders", "2", "1.0", "1.0", "up_to");
        assertThat(table.columns().stream().map(column -> column.textAt(8)))
                .containsExactly("spend", null, "EUR", "3", "25.505", null, "up_to");
    }

    /** A score of 0 is that of no customer; taken as a place it would be another's group, or outside an array. */
    @Test
    void scoresOutOfRangeAreRefused() {
        TestBase base = new TestBase();
        for (int c = 0; c < 40; c++) {
            base.row("c" + c, c, 100 + 7 * c);
        }
        CustomerSummary summary = base.summary();
        for (Nesting nesting : Nesting.values()) {
            RfmThresholds thresholds = Rfm.score(
                            summary, RfmOptions.withDefaults().withNesting(nesting))
                    .thresholds();
            assertThat(thresholds.edges(RfmDimension.FREQUENCY, 5, 0).bins()).isEqualTo(5);
            assertThat(thresholds.edges(RfmDimension.RECENCY, 0, 0)).isEqualTo(thresholds.edges(RfmDimension.RECENCY));
            for (int wrong : new int[] {-1, 0, 6}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> thresholds.edges(RfmDimension.FREQUENCY, wrong, 3))
                        .withMessage("the score of recency_days is " + wrong + "; it must be 1 to 5");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> thresholds.edges(RfmDimension.MONETARY, 3, wrong))
                        .withMessage("the score of orders is " + wrong + "; it must be 1 to 5");
            }
        }
    }

    @Test
    void badCuts() {
        double[] two = {1, 2};
        assertRefused(two, two, new double[] {1}, "cuts of spend are 1, those of recency_days 2");
        assertRefused(two, new double[] {2, 1}, two, "orders: cut 2 is 1.0; cuts must be finite and ascending");
        assertRefused(two, two, new double[] {Double.NaN, 1}, "spend: cut 1 is NaN");
        assertRefused(two, two, new double[] {1, Double.POSITIVE_INFINITY}, "spend: cut 2 is Infinity");
        assertRefused(new double[0], new double[0], new double[0], "bins is 1; it must be 2 to 10");
        assertRefused(new double[10], new double[10], new double[10], "bins is 11; it must be 2 to 10");
    }

    private static void assertRefused(double[] recency, double[] orders, double[] spend, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RfmThresholds.of(MoneyScale.of("JPY"), MonetaryMeasure.TOTAL_SPEND, recency, orders, spend))
                .withMessageContaining(message);
    }
}
