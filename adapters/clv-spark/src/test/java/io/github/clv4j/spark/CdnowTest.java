package io.github.clv4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.RepeatSpend;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.ClvScores;
import io.github.clv4j.value.CostDuration;
import io.github.clv4j.value.PredictedClv;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The way from transactions to values with the CDNOW cohort, on Spark and on one machine: the same bits. */
class CdnowTest {
    private static final LocalDate AS_OF = LocalDate.of(1997, 9, 30);
    private static final LogOptions USD = LogOptions.of(MoneyScale.of("USD"));

    @Test
    void isTheSameOnSparkAndOnOneMachine() throws IOException {
        List<SampleRow> rows = Cdnow.rows();
        TransactionLog log = Samples.log(rows, USD);
        CustomerSummary expected =
                CustomerSummary.of(log, SummaryOptions.weekly().until(AS_OF));
        SparkSummary summary = SparkSummary.of(
                Samples.transactions(rows, USD, 5), SummaryOptions.weekly().until(AS_OF));
        summary = summary.storedAs(summary.rows().cache());

        assertThat(Samples.told(summary)).isEqualTo(Samples.told(expected));
        assertThat(SparkRfm.thresholds(summary, RfmOptions.withDefaults()))
                .isEqualTo(Rfm.score(expected, RfmOptions.withDefaults()).thresholds());

        CountedHistories histories = summary.distinctHistories();
        CountedSpend spend = summary.repeatSpend();
        assertThat(histories.isExact()).isTrue();
        assertThat(spend.isExact()).isTrue();
        assertSame(histories.histories(), expected.distinctHistories());
        assertSame(spend.spend(), RepeatSpend.of(expected));

        Fitted<BgNbd> purchases = BgNbd.fit(histories.histories(), FitOptions.withDefaults());
        Fitted<GammaGamma> money = GammaGamma.fit(spend.spend(), FitOptions.withDefaults());
        assertThat(purchases.model()).isEqualTo(BgNbd.fit(expected).model());
        assertThat(money.model()).isEqualTo(GammaGamma.fit(expected).model());

        for (ClvOptions options : List.of(
                ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.1)).withGrossMargin(0.3),
                ClvOptions.of(18, TimeStep.MONTHS, DiscountRate.perPeriod(0.01, TimeStep.MONTHS))
                        .withPeriods(TimeStep.MONTHS)
                        .withCostPerOrder(120)
                        .withRetentionCost(50, TimeStep.MONTHS, CostDuration.WHILE_ALIVE))) {
            PredictedClv clv = PredictedClv.of(purchases.model(), money.model(), USD.money(), options);
            assertSame(SparkClv.score(summary, clv), clv.score(expected), clv);
        }
        PredictedClv forever = PredictedClv.of(
                purchases.model(), money.model(), USD.money(), ClvOptions.infinite(DiscountRate.annual(0.15)));
        assertThat(SparkClv.score(summary, forever).columns()).doesNotContain("expected_purchases");

        measureFallbacks(summary, purchases, money);
        summary.rows().unpersist();
    }

    private static void assertSame(DistinctHistories counted, DistinctHistories expected) {
        assertThat(counted.size()).isEqualTo(expected.size());
        assertThat(counted.customers()).isEqualTo(expected.customers());
        for (int i = 0; i < counted.size(); i++) {
            assertThat(counted.x(i)).isEqualTo(expected.x(i));
            assertThat(counted.tx(i)).isEqualTo(expected.tx(i));
            assertThat(counted.age(i)).isEqualTo(expected.age(i));
            assertThat(counted.weight(i)).isEqualTo(expected.weight(i));
        }
    }

    private static void assertSame(RepeatSpend counted, RepeatSpend expected) {
        assertThat(counted.size()).isEqualTo(expected.size());
        assertThat(counted.excluded()).isEqualTo(expected.excluded());
        for (int i = 0; i < counted.size(); i++) {
            assertThat(counted.x(i)).isEqualTo(expected.x(i));
            assertThat(counted.meanSpend(i)).isEqualTo(expected.meanSpend(i));
            assertThat(counted.weight(i)).isEqualTo(expected.weight(i));
        }
    }

    private static void assertSame(Dataset<Row> scored, ClvScores expected, PredictedClv clv) {
        Map<String, Row> told = new HashMap<>();
        scored.collectAsList().forEach(row -> told.put(row.getString(0), row));
        assertThat(told).hasSize(expected.summary().presentCustomers());
        for (int c = 0; c < expected.customers(); c++) {
            if (expected.isPresent(c)) {
                Row row = Objects.requireNonNull(
                        told.get(expected.summary().index().id(c)));
                assertThat(row.<Double>getAs("p_alive")).isEqualTo(expected.pAlive(c));
                assertThat(row.<Double>getAs("expected_purchases")).isEqualTo(expected.expectedPurchases(c));
                assertThat(row.<Double>getAs("discounted_purchases")).isEqualTo(expected.discountedPurchases(c));
                assertThat(row.<Double>getAs("expected_spend")).isEqualTo(expected.expectedSpend(c));
                assertThat(row.getDecimal(5)).isEqualTo(clv.money().toDecimal(expected.valueMinor(c)));
            }
        }
    }

    /** What is lost where the driver may not take all; docs/scale.md tells these figures. */
    private static void measureFallbacks(SparkSummary summary, Fitted<BgNbd> purchases, Fitted<GammaGamma> money) {
        CountedHistories coarse = summary.distinctHistories(2_000);
        assertThat(coarse.isExact()).isFalse();
        assertThat(coarse.histories().size()).isLessThanOrEqualTo(2_000);
        assertThat(coarse.histories().customers()).isEqualTo(23_570);
        BgNbd near = BgNbd.fit(coarse.histories(), FitOptions.withDefaults()).model();
        double[] exact = purchases.model().parameters();
        double[] some = near.parameters();
        for (int i = 0; i < exact.length; i++) {
            assertThat(some[i]).isCloseTo(exact[i], within(0.02 * exact[i]));
        }
        CountedSpend bins = summary.repeatSpend(2_000);
        assertThat(bins.isExact()).isFalse();
        assertThat(bins.spend().size()).isLessThanOrEqualTo(2_000);
        double[] exactSpend = money.model().parameters();
        double[] someSpend =
                GammaGamma.fit(bins.spend(), FitOptions.withDefaults()).model().parameters();
        for (int i = 0; i < exactSpend.length; i++) {
            assertThat(someSpend[i]).isCloseTo(exactSpend[i], within(0.02 * exactSpend[i]));
        }
    }
}
