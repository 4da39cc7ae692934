package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Over random customer bases with heavy ties, refunds, and customers who only have refunds. */
class RfmPropertyTest {
    record Row(String customer, int daysAgo, long amountMinor) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Integer> customer = Arbitraries.integers().between(0, 40);
        Arbitrary<Integer> daysAgo = Arbitraries.integers().between(-3, 12);
        Arbitrary<Long> amount = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(0L, 100L, 200L, 300L)),
                Tuple.of(3, Arbitraries.longs().between(-300, 1_000_000)),
                Tuple.of(1, Arbitraries.longs().between(-(1L << 45), 1L << 45)));
        return Combinators.combine(customer, daysAgo, amount)
                .as((c, d, a) -> new Row("c" + c, d, a))
                .withoutEdgeCases()
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }

    static TransactionLog log(List<Row> rows) {
        TestBase base = new TestBase();
        rows.forEach(row -> base.row(row.customer, row.daysAgo, row.amountMinor));
        return base.log();
    }

    static CustomerSummary summary(List<Row> rows) {
        return CustomerSummary.of(log(rows), SummaryOptions.withDefaults().until(TestBase.AS_OF));
    }

    /** The rule in its own words: sort all values, place exact cuts, count the cuts below each value. */
    @Property
    void scoresAreThoseOfTheSlowReference(
            @ForAll("rows") List<Row> rows, @ForAll @IntRange(min = 2, max = 10) int bins) {
        CustomerSummary summary = summary(rows);
        RfmScores scores = Rfm.score(summary, RfmOptions.withDefaults().withBins(bins));
        List<Integer> present = new ArrayList<>();
        for (int c = 0; c < summary.customers(); c++) {
            if (summary.isPresent(c)) {
                present.add(c);
            } else {
                assertThat(scores.isScored(c)).isFalse();
            }
        }
        long[] days = present.stream().mapToLong(summary::recencyDays).toArray();
        long[] orders = present.stream().mapToLong(summary::orders).toArray();
        long[] spend = present.stream().mapToLong(summary::spendMinor).toArray();
        for (int i = 0; i < days.length; i++) {
            int c = present.get(i);
            assertThat(scores.r(c)).isEqualTo(bins + 1 - slowBin(days, days[i], bins));
            assertThat(scores.f(c)).isEqualTo(slowBin(orders, orders[i], bins));
            assertThat(scores.m(c)).isEqualTo(slowBin(spend, spend[i], bins));
        }
    }

    private static int slowBin(long[] values, long value, int bins) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int bin = 1;
        for (int i = 1; i < bins; i++) {
            BigDecimal cut = QuantilesPropertyTest.typeSeven(sorted, i, bins);
            if (cut.compareTo(BigDecimal.valueOf(value)) < 0) {
                bin++;
            }
        }
        return bin;
    }

    @Property
    void scoresAreMonotoneAndEqualForEqualValues(
            @ForAll("rows") List<Row> rows,
            @ForAll @IntRange(min = 2, max = 10) int bins,
            @ForAll MonetaryMeasure measure) {
        CustomerSummary summary = summary(rows);
        RfmScores scores =
                Rfm.score(summary, RfmOptions.withDefaults().withBins(bins).withMonetary(measure));
        for (int a = 0; a < summary.customers(); a++) {
            for (int b = 0; b < summary.customers(); b++) {
                if (scores.isScored(a) && scores.isScored(b)) {
                    if (summary.recencyDays(a) <= summary.recencyDays(b)) {
                        assertThat(scores.r(a)).isGreaterThanOrEqualTo(scores.r(b));
                    }
                    if (summary.orders(a) >= summary.orders(b)) {
                        assertThat(scores.f(a)).isGreaterThanOrEqualTo(scores.f(b));
                    }
                    if (monetary(summary, measure, a).compareTo(monetary(summary, measure, b)) >= 0) {
                        assertThat(scores.m(a)).isGreaterThanOrEqualTo(scores.m(b));
                    }
                }
            }
        }
    }

    /** Total or mean spend to 34 digits, which tells any two means of this test apart. */
    private static BigDecimal monetary(CustomerSummary summary, MonetaryMeasure measure, int customer) {
        BigDecimal spend = BigDecimal.valueOf(summary.spendMinor(customer));
        return measure == MonetaryMeasure.TOTAL_SPEND
                ? spend
                : spend.divide(BigDecimal.valueOf(summary.orders(customer)), MathContext.DECIMAL128);
    }

    @Property
    void orderOfRowsPlaysNoPart(@ForAll("rows") List<Row> rows, @ForAll Random random) {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        RfmScores scores = Rfm.score(summary(rows), RfmOptions.withDefaults());
        RfmScores others = Rfm.score(summary(shuffled), RfmOptions.withDefaults());
        for (int c = 0; c < scores.customers(); c++) {
            int other =
                    others.summary().index().indexOf(scores.summary().index().id(c));
            assertThat(others.code(other)).isEqualTo(scores.code(c));
        }
    }

    @Property
    void frozenThresholdsOnTheSameDataChangeNothing(
            @ForAll("rows") List<Row> rows,
            @ForAll @IntRange(min = 2, max = 10) int bins,
            @ForAll MonetaryMeasure measure) {
        CustomerSummary summary = summary(rows);
        RfmScores fresh =
                Rfm.score(summary, RfmOptions.withDefaults().withBins(bins).withMonetary(measure));
        if (summary.presentCustomers() == 0) {
            return;
        }
        RfmThresholds stored = RfmThresholds.of(
                TestBase.EUR,
                measure,
                fresh.thresholds().cuts(RfmDimension.RECENCY),
                fresh.thresholds().cuts(RfmDimension.FREQUENCY),
                fresh.thresholds().cuts(RfmDimension.MONETARY));
        RfmScores frozen = Rfm.score(summary, RfmOptions.withDefaults().withThresholds(stored));
        for (int c = 0; c < summary.customers(); c++) {
            assertThat(frozen.code(c)).isEqualTo(fresh.code(c));
        }
    }

    @Property
    void migrationConservesCustomers(
            @ForAll("rows") List<Row> rows, @ForAll @IntRange(min = 1, max = 10) int daysBetween) {
        TransactionLog log = log(rows);
        SummaryOptions asOf = SummaryOptions.withDefaults();
        RfmOptions options = RfmOptions.withDefaults().withGoneAfterDays(6);
        Grouping before = SegmentMaps.OMNICONVERT.assign(
                Rfm.score(CustomerSummary.of(log, asOf.until(TestBase.AS_OF.minusDays(daysBetween))), options));
        Grouping after =
                SegmentMaps.CLASSIC.assign(Rfm.score(CustomerSummary.of(log, asOf.until(TestBase.AS_OF)), options));
        MigrationMatrix moves = MigrationMatrix.between(before, after);

        long present = 0;
        for (int c = 0; c < log.customers(); c++) {
            present += before.groupOf(c) != Grouping.NONE || after.groupOf(c) != Grouping.NONE ? 1 : 0;
        }
        assertThat(moves.customers()).isEqualTo(present);
        assertThat(moves.stayed() + moves.moved() + moves.arrived() + moves.left() + moves.returned())
                .isEqualTo(present);
        for (int g = 0; g < before.groups(); g++) {
            int row = moves.from().indexOf(before.labels().get(g));
            assertThat(moves.rowTotal(row)).isEqualTo(before.sizes()[g]);
        }
        for (int row = 0; row < moves.from().size(); row++) {
            double sum = 0;
            for (int column = 0; column < moves.to().size(); column++) {
                sum += moves.rate(row, column).orElse(Double.NaN);
            }
            if (moves.rowTotal(row) > 0) {
                assertThat(sum).isCloseTo(1, within(1e-12));
            } else {
                assertThat(moves.rate(row, 0)).isEmpty();
            }
        }
    }

    @Property
    void groupingAgainstItselfIsDiagonal(@ForAll("rows") List<Row> rows) {
        Grouping grouping = SegmentMaps.OMNICONVERT.assign(Rfm.score(summary(rows), RfmOptions.withDefaults()));
        MigrationMatrix moves = MigrationMatrix.between(grouping, grouping);
        assertThat(moves.stayed()).isEqualTo(moves.customers());
        for (int g = 0; g < grouping.groups(); g++) {
            assertThat(moves.count(g, g)).isEqualTo(grouping.sizes()[g]);
        }
    }

    @Property
    void profilesAddUpToTheLog(@ForAll("rows") List<Row> rows) {
        List<Row> known = rows.stream().filter(row -> row.daysAgo >= 0).toList();
        TransactionLog log = log(known);
        CustomerSummary summary = summary(known);
        SegmentProfiles profiles =
                SegmentProfiles.of(SegmentMaps.CLASSIC.assign(Rfm.score(summary, RfmOptions.withDefaults())), summary);
        assertThat(profiles.total().revenueMinor()).isEqualTo(log.revenueMinor());
        assertThat(profiles.profiles().stream()
                        .mapToLong(SegmentProfile::revenueMinor)
                        .sum())
                .isEqualTo(log.revenueMinor());
        assertThat(profiles.profiles().stream()
                        .mapToLong(SegmentProfile::customers)
                        .sum())
                .isEqualTo(profiles.total().customers())
                .isBetween((long) summary.presentCustomers(), (long) summary.customers());
        assertThat(profiles.profiles().stream()
                        .mapToLong(SegmentProfile::orders)
                        .sum())
                .isEqualTo(profiles.total().orders());
    }
}
