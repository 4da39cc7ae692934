package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RfmTest {
    /** Ten customers; customer i bought i days ago for (i + 1) times 10.00. */
    private static final CustomerSummary TEN = TestBase.oneOrderEach(
            IntStream.range(0, 10).toArray(),
            IntStream.rangeClosed(1, 10).mapToLong(i -> 1000L * i).toArray());

    @Test
    void cutsAreQuantilesOfTypeSeven() {
        // By hand: h = 9 * i / 5 = 1.8, 3.6, 5.4, 7.2, so the cuts of 0..9 are h itself and those of 1000..10000
        // follow.
        RfmThresholds thresholds = Rfm.score(TEN, RfmOptions.withDefaults()).thresholds();
        assertThat(thresholds.cuts(RfmDimension.RECENCY)).containsExactly(1.8, 3.6, 5.4, 7.2);
        assertThat(thresholds.cuts(RfmDimension.FREQUENCY)).containsExactly(1, 1, 1, 1);
        assertThat(thresholds.cuts(RfmDimension.MONETARY)).containsExactly(2800, 4600, 6400, 8200);
    }

    @Test
    void distinctValuesFillBinsEqually() {
        RfmScores scores = Rfm.score(TEN, RfmOptions.withDefaults());
        assertThat(IntStream.range(0, 10).map(scores::r)).containsExactly(5, 5, 4, 4, 3, 3, 2, 2, 1, 1);
        assertThat(IntStream.range(0, 10).map(scores::m)).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
        assertThat(scores.sizes(RfmDimension.RECENCY)).containsExactly(2, 2, 2, 2, 2);
        assertThat(scores.emptyBins(RfmDimension.MONETARY)).isEmpty();
        assertThat(scores.code(9)).isEqualTo("115");
    }

    @Test
    void valueOnACutIsInTheLowerBin() {
        // Three customers, two bins: the cut is the middle value.
        CustomerSummary summary = TestBase.oneOrderEach(new int[] {1, 2, 3}, new long[] {100, 200, 300});
        RfmScores scores = Rfm.score(summary, RfmOptions.withDefaults().withBins(2));
        assertThat(IntStream.range(0, 3).map(scores::m)).containsExactly(1, 1, 2);
        assertThat(IntStream.range(0, 3).map(scores::r)).containsExactly(2, 2, 1);
    }

    @Test
    void tiesLeaveBinsEmptyAndSaySo() {
        // Nine of ten have one order: all cuts but none above 1, so the tenth has score 5 and nobody 2, 3 or 4.
        TestBase base = new TestBase();
        for (int c = 0; c < 10; c++) {
            base.row("c" + c, c, 1000);
        }
        RfmScores scores = Rfm.score(base.row("c0", 20, 1000).summary(), RfmOptions.withDefaults());
        assertThat(scores.f(0)).isEqualTo(5);
        assertThat(IntStream.range(1, 10).map(scores::f)).containsOnly(1);
        assertThat(scores.emptyBins(RfmDimension.FREQUENCY)).containsExactly(2, 3, 4);
        assertThat(scores.warnings())
                .contains("orders: no customer has score 2, 3, 4 of 1 to 5 (equal values share a score, or there are"
                        + " fewer customers than bins)");
    }

    @Test
    void oneCustomerIsInTheFirstBin() {
        RfmScores scores =
                Rfm.score(TestBase.oneOrderEach(new int[] {7}, new long[] {1000}), RfmOptions.withDefaults());
        assertThat(scores.code(0)).isEqualTo("511");
        assertThat(scores.thresholds().cuts(RfmDimension.RECENCY)).containsExactly(7, 7, 7, 7);
        assertThat(scores.warnings()).hasSize(3);
    }

    @Test
    void fewerCustomersThanBins() {
        // h = i / 5, so the cuts of 100 and 200 are 120, 140, 160, 180.
        CustomerSummary summary = TestBase.oneOrderEach(new int[] {1, 2}, new long[] {100, 200});
        RfmScores scores = Rfm.score(summary, RfmOptions.withDefaults());
        assertThat(scores.thresholds().cuts(RfmDimension.MONETARY)).containsExactly(120, 140, 160, 180);
        assertThat(scores.code(0)).isEqualTo("511");
        assertThat(scores.code(1)).isEqualTo("115");
    }

    @Test
    void customersWithoutOrderAreNotScored() {
        CustomerSummary summary = new TestBase()
                .row("a", 1, 1000)
                .row("refunds only", 1, -500)
                .row("later", -1, 1000)
                .row("b", 2, 3000)
                .row("b", 1, -5000)
                .summary();
        RfmScores scores = Rfm.score(summary, RfmOptions.withDefaults());
        assertThat(scores.isScored(1)).isFalse();
        assertThat(scores.r(1)).isEqualTo(RfmScores.NOT_SCORED);
        assertThat(scores.code(2)).isNull();
        assertThat(scores.m(3)).as("negative spend is a value like any").isEqualTo(1);
        assertThat(scores.m(0)).isEqualTo(5);
        assertThat(scores.thresholds().cuts(RfmDimension.MONETARY)).containsExactly(-1400, -800, -200, 400);
    }

    @Test
    void nobodyPresent() {
        CustomerSummary summary = new TestBase().row("a", -1, 1000).summary();
        RfmScores scores = Rfm.score(summary, RfmOptions.withDefaults());
        assertThat(scores.isScored(0)).isFalse();
        assertThat(scores.toTable().rows()).isZero();
        assertThat(scores.warnings()).containsExactly("no customer has an order by 2025-06-30; nobody is scored");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(scores::thresholds)
                .withMessageContaining("no customer has an order by 2025-06-30");
        assertThat(SegmentMaps.CLASSIC.assign(scores).sizes()).containsOnly(0);
    }

    @Test
    void meanSpendPerOrder() {
        CustomerSummary summary = new TestBase()
                .row("often", 5, 1000)
                .row("often", 4, 1000)
                .row("often", 3, 1001)
                .row("once", 3, 2000)
                .summary();
        RfmOptions options = RfmOptions.withDefaults().withBins(2);
        assertThat(Rfm.score(summary, options).m(0)).isEqualTo(2);
        RfmScores scores = Rfm.score(summary, options.withMonetary(MonetaryMeasure.MEAN_SPEND_PER_ORDER));
        assertThat(scores.m(0)).isEqualTo(1);
        assertThat(scores.m(1)).isEqualTo(2);
        assertThat(scores.toTable().column("mean_spend").doubleAt(0)).isEqualTo(30.01 / 3);
        assertThat(scores.toTable().column("spend").textAt(0)).isEqualTo("30.01");
    }

    @Test
    void tableIsInIdOrder() {
        Table table = Rfm.score(
                        new TestBase().row("b", 3, 200).row("a", 1, 1000).summary(), RfmOptions.withDefaults())
                .toTable();
        assertThat(table.columns().stream().map(Column::name))
                .containsExactly("customer_id", "recency_days", "orders", "spend", "r", "f", "m", "rfm");
        assertThat(table.columns().stream().map(column -> column.textAt(0)))
                .containsExactly("a", "1", "1", "10.00", "5", "1", "5", "515");
        assertThat(table.columns().stream().map(column -> column.textAt(1)))
                .containsExactly("b", "3", "1", "2.00", "1", "1", "1", "111");
    }

    @Test
    void tenBinsHaveACodeThatCanBeRead() {
        RfmScores scores = Rfm.score(TEN, RfmOptions.withDefaults().withBins(10));
        assertThat(scores.code(0)).isEqualTo("10-1-1");
        assertThat(scores.code(9)).isEqualTo("1-1-10");
    }

    @Test
    void goneAfterDaysLeavesScoresAlone() {
        RfmOptions options = RfmOptions.withDefaults();
        RfmScores scores = Rfm.score(TEN, options.withGoneAfterDays(8));
        assertThat(scores.isGone(8)).isFalse();
        assertThat(scores.isGone(9)).isTrue();
        assertThat(scores.thresholds()).isEqualTo(Rfm.score(TEN, options).thresholds());
    }

    @Test
    void frozenThresholdsScoreAnotherDay() {
        TransactionLog log = new TestBase()
                .row("a", 100, 1000)
                .row("b", 90, 2000)
                .row("c", 5, 9000)
                .log();
        SummaryOptions asOf = SummaryOptions.withDefaults();
        RfmScores before =
                Rfm.score(CustomerSummary.of(log, asOf.until(TestBase.AS_OF.minusDays(60))), RfmOptions.withDefaults());
        RfmScores after = Rfm.score(
                CustomerSummary.of(log, asOf.until(TestBase.AS_OF)),
                RfmOptions.withDefaults().withThresholds(before.thresholds()));
        assertThat(after.thresholds()).isEqualTo(before.thresholds());
        assertThat(before.code(1)).isEqualTo("515");
        assertThat(before.isScored(2)).isFalse();
        assertThat(after.code(0)).isEqualTo("111");
        assertThat(after.code(1)).isEqualTo("115");
        assertThat(after.code(2)).isEqualTo("515");
        assertThat(after.warnings()).anyMatch(warning -> warning.contains("thresholds are frozen"));
    }

    @Test
    void thresholdsOfAnotherCurrency() {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("USD")));
        builder.add("a", (int) TestBase.AS_OF.toEpochDay(), 100);
        CustomerSummary dollars = CustomerSummary.of(builder.build(), SummaryOptions.withDefaults());
        RfmThresholds euros = Rfm.score(TEN, RfmOptions.withDefaults()).thresholds();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rfm.score(dollars, RfmOptions.withDefaults().withThresholds(euros)))
                .withMessageContaining("thresholds are in EUR with 2 digits, the summary is in USD with 2 digits");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 11})
    void binsOutOfRange(int bins) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RfmOptions.withDefaults().withBins(bins))
                .withMessage("bins is " + bins + "; it must be 2 to 10");
    }

    @Test
    void optionsThatContradictFrozenThresholds() {
        RfmThresholds thresholds = Rfm.score(TEN, RfmOptions.withDefaults()).thresholds();
        RfmOptions frozen = RfmOptions.withDefaults().withBins(3).withThresholds(thresholds);
        assertThat(frozen.bins()).isEqualTo(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> frozen.withBins(4))
                .withMessage("bins is 4; the thresholds are frozen with 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> frozen.withMonetary(MonetaryMeasure.MEAN_SPEND_PER_ORDER))
                .withMessageContaining("frozen with TOTAL_SPEND");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RfmOptions.withDefaults().withGoneAfterDays(0))
                .withMessage("goneAfterDays is 0; it must be 1 or more");
    }

    @Test
    void optionsAreValues() {
        RfmOptions options = RfmOptions.withDefaults();
        assertThat(options.withBins(5)).isEqualTo(options).hasSameHashCodeAs(options);
        assertThat(options.withGoneAfterDays(365)).isNotEqualTo(options);
        assertThat(options.withGoneAfterDays(365)).hasToString("5 bins, QUANTILE, TOTAL_SPEND, gone after 365 days");
        assertThat(options.goneAfterDays()).isEmpty();
        assertThat(options.rule()).isEqualTo(ScoringRule.QUANTILE);
        assertThat(options.withRule(ScoringRule.QUANTILE)).isEqualTo(options);
    }
}
