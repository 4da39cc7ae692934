package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Thresholds and moves from figures that a cluster or a database has ranked or counted. */
class CountedElsewhereTest {
    @Test
    void thresholdsOfRankedValuesAreThoseOfTheCustomers() {
        for (int customers : new int[] {1, 2, 3, 7, 100, 101, 1234}) {
            for (int bins : new int[] {2, 4, 5, 10}) {
                Random random = new Random(customers);
                TestBase base = new TestBase();
                for (int c = 0; c < customers; c++) {
                    int orders = 1 + random.nextInt(4);
                    int first = orders + random.nextInt(40);
                    for (int o = 0; o < orders; o++) {
                        base.row("c" + c, first - o, 100 + random.nextInt(100_000));
                    }
                }
                RfmOptions options = RfmOptions.withDefaults().withBins(bins);
                RfmScores scores = Rfm.score(base.summary(), options);
                assertThat(ranked(scores, customers, bins)).isEqualTo(scores.thresholds());
            }
        }
    }

    private static RfmThresholds ranked(RfmScores scores, int customers, int bins) {
        long[] asked = RfmThresholds.quantileRanks(bins, customers);
        assertThat(asked).isSorted().doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(2 * (bins - 1));
        return RfmThresholds.quantiles(
                scores.summary().money(), MonetaryMeasure.TOTAL_SPEND, bins, customers, (dimension, rank) -> {
                    assertThat(asked).contains(rank);
                    double[] values = IntStream.range(0, customers)
                            .mapToDouble(c -> scores.value(dimension, c))
                            .sorted()
                            .toArray();
                    return values[(int) rank];
                });
    }

    @Test
    void ranksOfMoreCustomersThanAnArrayHolds() {
        long customers = 10_000_000_001L;
        assertThat(RfmThresholds.quantileRanks(5, customers))
                .containsExactly(2_000_000_000L, 4_000_000_000L, 6_000_000_000L, 8_000_000_000L);
        RfmThresholds thresholds = RfmThresholds.quantiles(
                MoneyScale.of("EUR"), MonetaryMeasure.TOTAL_SPEND, 5, customers, (dimension, rank) -> rank);
        assertThat(thresholds.cuts(RfmDimension.MONETARY)).containsExactly(2e9, 4e9, 6e9, 8e9);
        assertThatThrownBy(() -> RfmThresholds.quantileRanks(5, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("customers is 0");
        assertThatThrownBy(() -> RfmThresholds.quantileRanks(1, 5)).hasMessageContaining("bins is 1");
    }

    @Test
    void countedMovesAreThoseOfTheGroupings() {
        Random random = new Random(5);
        for (boolean gone : new boolean[] {false, true}) {
            List<String> before = gone ? List.of("Gone", "A", "B") : List.of("B", "A");
            List<String> after = gone ? List.of("A", "Gone", "C", "B") : List.of("C", "A");
            int[] from = random.ints(200, -1, before.size()).toArray();
            int[] to = random.ints(200, -1, after.size()).toArray();
            long[][] counts = new long[before.size() + 1][after.size() + 1];
            for (int c = 0; c < from.length; c++) {
                counts[from[c] < 0 ? before.size() : from[c]][to[c] < 0 ? after.size() : to[c]]++;
            }
            assertThat(MigrationMatrix.of(before, after, counts))
                    .isEqualTo(MigrationMatrix.between(
                            Grouping.of("segment", before, from), Grouping.of("segment", after, to)));
        }
    }

    @Test
    void refusesCountsThatDoNotFit() {
        List<String> one = List.of("A");
        for (long[][] wrong : List.of(new long[][] {{1, 2}}, new long[][] {{1}, {2}}, new long[][] {{1, -1}, {0, 0}})) {
            assertThatThrownBy(() -> MigrationMatrix.of(one, one, wrong))
                    .as(Arrays.deepToString(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("counts must be 0 or more, in 2 rows of 2: one more than segments, for none");
        }
        assertThatThrownBy(() -> MigrationMatrix.of(List.of("New"), one, new long[2][2]))
                .hasMessageContaining("'New'");
    }
}
