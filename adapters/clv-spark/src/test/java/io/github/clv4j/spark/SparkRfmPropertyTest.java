package io.github.clv4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.rfm.BestScore;
import io.github.clv4j.rfm.MigrationMatrix;
import io.github.clv4j.rfm.MonetaryMeasure;
import io.github.clv4j.rfm.Nesting;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.rfm.RfmThresholds;
import io.github.clv4j.rfm.ScoringRule;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Thresholds, scores, segments and migrations on Spark against those of one machine. */
class SparkRfmPropertyTest {
    private static final LogOptions EUR = LogOptions.of(Samples.EUR);

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void scoresAsOneMachineDoes(@ForAll long seed) {
        Random random = new Random(seed);
        List<SampleRow> rows = Samples.random(
                random.nextLong(),
                1 + random.nextInt(500),
                1 + random.nextInt(80),
                random.nextBoolean(),
                random.nextBoolean());
        LogOptions log = EUR.withRefunds(random.nextBoolean() ? RefundPolicy.NET : RefundPolicy.KEEP_NEGATIVE);
        LocalDate asOf = Samples.FIRST.plusDays(Samples.DAYS);
        RfmOptions options = RfmOptions.withDefaults()
                .withMonetary(
                        random.nextBoolean() ? MonetaryMeasure.TOTAL_SPEND : MonetaryMeasure.MEAN_SPEND_PER_ORDER);
        options = random.nextBoolean() ? options.withBest(BestScore.LOWEST) : options;
        options = random.nextBoolean() ? options.withGoneAfterDays(60) : options;
        CustomerSummary summary = CustomerSummary.of(
                Samples.log(rows, log), SummaryOptions.daily().until(asOf));
        if (summary.presentCustomers() == 0) {
            return;
        }
        RfmScores expected = Rfm.score(summary, options);
        SegmentMap map = SegmentMaps.OMNICONVERT;
        SparkSummary onSpark = SparkSummary.of(
                Samples.transactions(rows, log, 1 + random.nextInt(16)),
                SummaryOptions.daily().until(asOf));
        onSpark = onSpark.storedAs(onSpark.rows().cache());

        RfmThresholds thresholds = SparkRfm.thresholds(onSpark, options);

        assertThat(thresholds).isEqualTo(expected.thresholds());
        assertSameScores(expected, SparkRfm.segments(onSpark, options, thresholds, map), map);
        onSpark.rows().unpersist();
    }

    private static void assertSameScores(RfmScores expected, Dataset<Row> scores, SegmentMap map) {
        Map<String, Row> told = new HashMap<>();
        scores.collectAsList().forEach(row -> told.put(row.getString(0), row));
        assertThat(told).hasSize(expected.summary().presentCustomers());
        for (int c = 0; c < expected.customers(); c++) {
            if (expected.isScored(c)) {
                Row row = Objects.requireNonNull(
                        told.get(expected.summary().index().id(c)));
                assertThat(row.<Integer>getAs("r")).isEqualTo(expected.r(c));
                assertThat(row.<Integer>getAs("f")).isEqualTo(expected.f(c));
                assertThat(row.<Integer>getAs("m")).isEqualTo(expected.m(c));
                assertThat(row.<String>getAs("rfm")).isEqualTo(expected.code(c));
                assertThat(row.<String>getAs(SparkRfm.SEGMENT))
                        .isEqualTo(map.assign(expected).labelOf(c));
            }
        }
    }

    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void countsMovesAsOneMachineDoes(@ForAll long seed) {
        Random random = new Random(seed);
        List<SampleRow> rows = Samples.random(random.nextLong(), 400, 60, false, random.nextBoolean());
        TransactionLog log = Samples.log(rows, EUR);
        RfmOptions options = RfmOptions.withDefaults().withGoneAfterDays(50);
        SegmentMap map = SegmentMaps.CLASSIC;
        LocalDate first = Samples.FIRST.plusDays(60L + random.nextInt(40));
        LocalDate second = Samples.FIRST.plusDays(Samples.DAYS);
        RfmScores before = Rfm.score(log, first, options);
        RfmScores after = Rfm.score(log, second, options.withThresholds(before.thresholds()));
        MigrationMatrix expected = MigrationMatrix.between(map.assign(before), map.assign(after));
        SparkTransactions transactions = Samples.transactions(rows, EUR, 3);
        SparkSummary summaryBefore =
                SparkSummary.of(transactions, SummaryOptions.daily().until(first));
        SparkSummary summaryAfter =
                SparkSummary.of(transactions, SummaryOptions.daily().until(second));
        RfmThresholds frozen = SparkRfm.thresholds(summaryBefore, options);
        RfmOptions frozenOptions = options.withThresholds(frozen);

        MigrationMatrix moves = SparkRfm.migration(
                SparkRfm.segments(summaryBefore, options, frozen, map),
                SparkRfm.segments(summaryAfter, frozenOptions, SparkRfm.thresholds(summaryAfter, frozenOptions), map),
                SparkRfm.labels(map, options),
                SparkRfm.labels(map, options));

        assertThat(frozen).isEqualTo(before.thresholds());
        assertThat(moves).isEqualTo(expected);
    }

    /** Values of many magnitudes, with ties and negative ones, need several rounds. */
    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void selectsOrderStatistics(@ForAll long seed) {
        Random random = new Random(seed);
        double[] values = random.doubles(2_000)
                .map(v -> random.nextInt(3) == 0
                        ? Math.rint(v * 10)
                        : (random.nextBoolean() ? 1 : -1) * Math.exp(v * (random.nextInt(9) == 0 ? 690 : 60) - 20))
                .toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        long[] ranks = random.longs(8, 0, values.length).sorted().distinct().toArray();
        Dataset<Row> rows = Sparks.SESSION
                .createDataset(Arrays.stream(values).boxed().toList(), org.apache.spark.sql.Encoders.DOUBLE())
                .toDF("v")
                .repartition(1 + random.nextInt(8));

        RankSelection.Selected selected = RankSelection.select(
                rows, List.of(functions.col("v"), functions.col("v").multiply(-1), functions.lit(7.0)), count -> ranks);

        assertThat(selected.count()).isEqualTo(values.length);
        assertThat(selected.values()).allSatisfy(of -> assertThat(of).hasSize(ranks.length));
        for (long rank : ranks) {
            assertThat(selected.values().get(0).get(rank)).isEqualTo(sorted[(int) rank]);
            assertThat(selected.values().get(1).get(rank)).isEqualTo(-sorted[sorted.length - 1 - (int) rank]);
            assertThat(selected.values().get(2).get(rank)).isEqualTo(7.0);
        }
    }

    @Example
    void refusesWhatItDoesNotScore() {
        SparkSummary summary = SparkSummary.of(
                Samples.transactions(Samples.random(1, 20, 5, false, false), EUR, 1), SummaryOptions.daily());
        for (RfmOptions options : List.of(
                RfmOptions.withDefaults().withRule(ScoringRule.NTILE),
                RfmOptions.withDefaults().withNesting(Nesting.NESTED),
                RfmOptions.withDefaults().withLookBackDays(30))) {
            assertThatThrownBy(() -> SparkRfm.thresholds(summary, options))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("on Spark the rule must be QUANTILE");
        }
        RfmThresholds thresholds = SparkRfm.thresholds(summary, RfmOptions.withDefaults());
        assertThatThrownBy(() -> SparkRfm.segments(
                        summary, RfmOptions.withDefaults().withBins(4), thresholds, SegmentMaps.OMNICONVERT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is made for 5 bins");
        SparkSummary nobody = summary.storedAs(summary.rows().filter(functions.lit(false)));
        assertThatThrownBy(() -> SparkRfm.thresholds(nobody, RfmOptions.withDefaults()))
                .isInstanceOf(IllegalStateException.class);
    }
}
