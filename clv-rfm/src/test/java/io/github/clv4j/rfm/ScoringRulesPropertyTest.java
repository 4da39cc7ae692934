package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every rule, independent and nested, over random bases with heavy ties, text and numeric ids. */
class ScoringRulesPropertyTest {
    private static final RfmDimension[] FURTHER = {
        RfmDimension.LENGTH, RfmDimension.DAYS_BETWEEN_ORDERS, RfmDimension.MARGIN, RfmDimension.RETURNS_RATE
    };

    @Provide
    Arbitrary<List<RfmPropertyTest.Row>> rows() {
        return new RfmPropertyTest().rows();
    }

    /** Options of every kind that takes its thresholds from the data. */
    @Provide
    Arbitrary<RfmOptions> options() {
        Arbitrary<ScoringRule> rules = Arbitraries.of(EnumSet.complementOf(EnumSet.of(ScoringRule.FIXED)));
        return Combinators.combine(
                        rules,
                        Arbitraries.integers().between(2, 10),
                        Arbitraries.of(Nesting.class),
                        Arbitraries.of(MonetaryMeasure.class),
                        Arbitraries.integers().between(0, 8))
                .as((rule, bins, nesting, measure, lookBack) -> {
                    RfmOptions options = RfmOptions.withDefaults()
                            .withBins(rule == ScoringRule.MEAN ? 2 : bins)
                            .withRule(rule)
                            .withNesting(nesting)
                            .withMonetary(measure)
                            .withDimensions(FURTHER);
                    return lookBack == 0 ? options : options.withLookBackDays(lookBack);
                });
    }

    private static TransactionLog log(List<RfmPropertyTest.Row> rows, boolean numeric) {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(TestBase.EUR)
                .withRefunds(RefundPolicy.KEEP_NEGATIVE)
                .withCost());
        for (RfmPropertyTest.Row row : rows) {
            int day = (int) TestBase.AS_OF.toEpochDay() - row.daysAgo();
            if (numeric) {
                builder.add(Long.parseLong(row.customer().substring(1)), day, row.amountMinor(), row.amountMinor() / 3);
            } else {
                builder.add(row.customer(), day, row.amountMinor(), row.amountMinor() / 3);
            }
        }
        return builder.build();
    }

    private static List<Integer> known(RfmScores scores, RfmDimension dimension) {
        return IntStream.range(0, scores.customers())
                .filter(c -> !Double.isNaN(scores.value(dimension, c)))
                .boxed()
                .toList();
    }

    @Property
    void scoresAreThoseOfTheSlowReference(
            @ForAll("rows") List<RfmPropertyTest.Row> rows,
            @ForAll("options") RfmOptions options,
            @ForAll boolean ids) {
        if (Set.of(ScoringRule.QUANTILE, ScoringRule.R_RFM, ScoringRule.JENKS).contains(options.rule())) {
            return; // tested below, and in RfmPropertyTest
        }
        RfmScores scores = Rfm.score(log(rows, ids), TestBase.AS_OF, options);
        for (RfmDimension dimension : options.dimensions()) {
            for (List<Integer> group : groups(scores, dimension)) {
                SlowScores.score(options.rule(), dimension, scores, group, options.bins())
                        .forEach((c, score) -> assertThat(scores.score(dimension, c))
                                .as("%s of customer %s", dimension, c)
                                .isEqualTo(score));
            }
        }
    }

    /** The customers that are scored together: all of them, or those with the same scores before. */
    private static List<List<Integer>> groups(RfmScores scores, RfmDimension dimension) {
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        boolean nested = scores.options().nesting() == Nesting.NESTED;
        for (int c : known(scores, dimension)) {
            int group = 0;
            if (nested && dimension == RfmDimension.FREQUENCY) {
                group = scores.r(c);
            } else if (nested && dimension == RfmDimension.MONETARY) {
                group = 100 * scores.r(c) + scores.f(c);
            }
            groups.computeIfAbsent(group, none -> new ArrayList<>()).add(c);
        }
        return List.copyOf(groups.values());
    }

    @Property
    void frozenEdgesOnTheSameDataChangeNothing(
            @ForAll("rows") List<RfmPropertyTest.Row> rows,
            @ForAll("options") RfmOptions options,
            @ForAll boolean ids) {
        TransactionLog log = log(rows, ids);
        RfmScores fresh = Rfm.score(log, TestBase.AS_OF, options);
        if (fresh.summary().presentCustomers() == 0) {
            return;
        }
        RfmThresholds stored = SavedThresholds.of(fresh.thresholds()).toThresholds();
        assertThat(stored).isEqualTo(fresh.thresholds()).hasSameHashCodeAs(fresh.thresholds());
        RfmScores frozen =
                Rfm.score(log, TestBase.AS_OF, RfmOptions.withDefaults().withThresholds(stored));
        for (RfmDimension dimension : options.dimensions()) {
            if (!stored.dimensions().contains(dimension)) {
                assertThat(known(fresh, dimension)).isEmpty();
                continue;
            }
            for (int c = 0; c < fresh.customers(); c++) {
                assertThat(frozen.score(dimension, c)).isEqualTo(fresh.score(dimension, c));
            }
        }
        for (int c : known(fresh, RfmDimension.RECENCY)) {
            assertThat(stored.cell(
                            fresh.summary().index().id(c),
                            fresh.value(RfmDimension.RECENCY, c),
                            fresh.value(RfmDimension.FREQUENCY, c),
                            fresh.value(RfmDimension.MONETARY, c)))
                    .isEqualTo(fresh.cell(c));
        }
    }

    @Property
    void scoresRiseWithTheValueAndOnlyNtileSplitsTies(
            @ForAll("rows") List<RfmPropertyTest.Row> rows, @ForAll("options") RfmOptions options) {
        RfmScores scores = Rfm.score(log(rows, true), TestBase.AS_OF, options);
        for (RfmDimension dimension : options.dimensions()) {
            for (List<Integer> group : groups(scores, dimension)) {
                for (int a : group) {
                    for (int b : group) {
                        double left = scores.value(dimension, a) * (dimension.isLowBest() ? -1 : 1);
                        double right = scores.value(dimension, b) * (dimension.isLowBest() ? -1 : 1);
                        if (left > right || (left == right && options.rule() != ScoringRule.NTILE)) {
                            assertThat(scores.score(dimension, a)).isGreaterThanOrEqualTo(scores.score(dimension, b));
                        }
                    }
                }
            }
        }
    }

    @Property
    void ntileBinsAreEqualWithinOne(
            @ForAll("rows") List<RfmPropertyTest.Row> rows, @ForAll @IntRange(min = 2, max = 10) int bins) {
        RfmScores scores = Rfm.score(
                RfmPropertyTest.summary(rows),
                RfmOptions.withDefaults().withBins(bins).withRule(ScoringRule.NTILE));
        for (RfmDimension dimension : RfmDimension.RFM) {
            long[] sizes = scores.sizes(dimension);
            for (int s = 1; s < sizes.length; s++) {
                assertThat(sizes[s - 1] - sizes[s]).isBetween(0L, 1L);
            }
        }
    }

    /** "Equal counts within one where values are distinct", for each rule that promises it. */
    @Property
    void binsAreEqualWithinOneWhereValuesAreDistinct(
            @ForAll @IntRange(min = 1, max = 300) int n,
            @ForAll @IntRange(min = 2, max = 10) int bins,
            @ForAll Random random) {
        List<Integer> days = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(days, random);
        CustomerSummary summary = TestBase.oneOrderEach(
                days.stream().mapToInt(Integer::intValue).toArray(),
                days.stream().mapToLong(day -> 100L + 7L * day).toArray());
        for (ScoringRule rule :
                List.of(ScoringRule.QUANTILE, ScoringRule.NTILE, ScoringRule.CUME_DIST, ScoringRule.AVERAGE_RANK)) {
            RfmScores scores =
                    Rfm.score(summary, RfmOptions.withDefaults().withBins(bins).withRule(rule));
            for (RfmDimension dimension : List.of(RfmDimension.RECENCY, RfmDimension.MONETARY)) {
                for (long size : scores.sizes(dimension)) {
                    assertThat(size).as("%s of %s", rule, dimension).isBetween((long) n / bins, (long) n / bins + 1);
                }
            }
        }
    }

    @Property
    void theOrderOfRowsPlaysNoPart(
            @ForAll("rows") List<RfmPropertyTest.Row> rows,
            @ForAll("options") RfmOptions options,
            @ForAll Random random,
            @ForAll boolean ids) {
        List<RfmPropertyTest.Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        RfmScores scores = Rfm.score(log(rows, ids), TestBase.AS_OF, options);
        RfmScores others = Rfm.score(log(shuffled, ids), TestBase.AS_OF, options);
        for (int c = 0; c < scores.customers(); c++) {
            int other =
                    others.summary().index().indexOf(scores.summary().index().id(c));
            for (RfmDimension dimension : options.dimensions()) {
                assertThat(others.score(dimension, other)).isEqualTo(scores.score(dimension, c));
            }
        }
    }

    /** R's rule in its own words: cuts at the quantile + 1, a value that equals a cut goes up, recency turned round. */
    @Property
    void rfmsRuleIsTheQuantilePlusOne(
            @ForAll("rows") List<RfmPropertyTest.Row> rows, @ForAll @IntRange(min = 2, max = 10) int bins) {
        CustomerSummary summary = RfmPropertyTest.summary(rows);
        RfmScores quantiles = Rfm.score(summary, RfmOptions.withDefaults().withBins(bins));
        RfmScores scores =
                Rfm.score(summary, RfmOptions.withDefaults().withBins(bins).withRule(ScoringRule.R_RFM));
        if (summary.presentCustomers() == 0) {
            return;
        }
        for (RfmDimension dimension : RfmDimension.RFM) {
            double[] cuts = quantiles.thresholds().cuts(dimension);
            double one = dimension == RfmDimension.MONETARY ? 100 : 1;
            for (int c : known(scores, dimension)) {
                int bin = 1;
                for (double cut : cuts) {
                    bin += scores.value(dimension, c) >= cut + one ? 1 : 0;
                }
                assertThat(scores.score(dimension, c)).isEqualTo(dimension.isLowBest() ? bins + 1 - bin : bin);
            }
        }
    }

    /** Natural breaks are as good as the best of all ways to cut the sorted values. */
    @Property(tries = 300)
    void naturalBreaksAreTheBest(
            @ForAll("values") List<Integer> values, @ForAll @IntRange(min = 2, max = 5) int classes) {
        long[] keys = values.stream().mapToLong(Integer::longValue).toArray();
        double[] cuts = NaturalBreaks.cuts(keys, key -> (double) key, classes);
        double found = cost(values, cuts);
        List<Integer> distinct = values.stream().distinct().sorted().toList();
        assertThat(found).isLessThanOrEqualTo(best(values, distinct, classes, 0, new ArrayList<>()) + 1e-9);
        if (distinct.size() <= classes) {
            assertThat(found).isZero();
        }
    }

    /** By hand: one value far below, or two pairs far above, must not blur the small differences of the others. */
    @Test
    void naturalBreaksBesideValuesFarAway() {
        long far = 1_000_000_000_000L;
        assertThat(NaturalBreaks.cuts(new long[] {-far, 1, 2, 3, 101, 102, 103}, key -> (double) key, 3))
                .containsExactly(-1e12, 3);
        // Cost 10 + 0.5 + 0.5; {1 … 3} {4, 5} {far …} would cost 2 + 0.5 + 101.
        assertThat(NaturalBreaks.cuts(
                        new long[] {1, 2, 3, 4, 5, far, far + 1, far + 10, far + 11}, key -> (double) key, 3))
                .containsExactly(5, 1e12 + 1);
    }

    @Provide
    Arbitrary<List<Integer>> values() {
        return Arbitraries.integers().between(-5, 40).list().ofMinSize(1).ofMaxSize(14);
    }

    private static double best(List<Integer> values, List<Integer> distinct, int classes, int from, List<Double> cuts) {
        if (cuts.size() == classes - 1) {
            return cost(values, cuts.stream().mapToDouble(Double::doubleValue).toArray());
        }
        double best = Double.POSITIVE_INFINITY;
        for (int i = from; i < distinct.size(); i++) {
            cuts.add((double) distinct.get(i));
            best = Math.min(best, best(values, distinct, classes, i, cuts));
            cuts.remove(cuts.size() - 1);
        }
        return best;
    }

    private static double cost(List<Integer> values, double[] cuts) {
        double cost = 0;
        for (int bin = 0; bin <= cuts.length; bin++) {
            double low = bin == 0 ? Double.NEGATIVE_INFINITY : cuts[bin - 1];
            double high = bin == cuts.length ? Double.POSITIVE_INFINITY : cuts[bin];
            double[] inside = values.stream()
                    .mapToDouble(Integer::doubleValue)
                    .filter(v -> v > low && v <= high)
                    .toArray();
            double mean = java.util.Arrays.stream(inside).average().orElse(0);
            cost += java.util.Arrays.stream(inside)
                    .map(v -> (v - mean) * (v - mean))
                    .sum();
        }
        return cost;
    }

    @Property
    void reversedScoresAreTheSameTheOtherWayRound(
            @ForAll("rows") List<RfmPropertyTest.Row> rows, @ForAll("options") RfmOptions options) {
        TransactionLog log = log(rows, false);
        RfmScores scores = Rfm.score(log, TestBase.AS_OF, options);
        RfmScores reversed = Rfm.score(log, TestBase.AS_OF, options.withBest(BestScore.LOWEST));
        for (RfmDimension dimension : options.dimensions()) {
            for (int c = 0; c < scores.customers(); c++) {
                int score = scores.score(dimension, c);
                assertThat(reversed.score(dimension, c))
                        .isEqualTo(score == RfmScores.NOT_SCORED ? score : options.bins() + 1 - score);
            }
        }
        if (options.bins() == 5) {
            assertThat(SegmentMaps.CLASSIC.assign(reversed)).isEqualTo(SegmentMaps.CLASSIC.assign(scores));
        }
    }

    /** The look-back in its own words, row by row. */
    @Property
    void lookBackCountsTheLastDaysOnly(
            @ForAll("rows") List<RfmPropertyTest.Row> rows, @ForAll @IntRange(min = 1, max = 12) int days) {
        RfmScores scores = Rfm.score(
                log(rows, false),
                TestBase.AS_OF,
                RfmOptions.withDefaults()
                        .withLookBackDays(days)
                        .withDimensions(RfmDimension.MARGIN, RfmDimension.RETURNS_RATE));
        for (int c : known(scores, RfmDimension.RECENCY)) {
            String id = scores.summary().index().id(c);
            long orders = 0;
            long spend = 0;
            long margin = 0;
            long gross = 0;
            long refunded = 0;
            for (RfmPropertyTest.Row row : rows) {
                if (row.customer().equals(id) && row.daysAgo() >= 0 && row.daysAgo() < days) {
                    orders += row.amountMinor() >= 0 ? 1 : 0;
                    spend += row.amountMinor();
                    margin += row.amountMinor() - row.amountMinor() / 3;
                    gross += Math.max(0, row.amountMinor());
                    refunded += Math.max(0, -row.amountMinor());
                }
            }
            assertThat(scores.value(RfmDimension.FREQUENCY, c)).isEqualTo((double) orders);
            assertThat(scores.value(RfmDimension.MONETARY, c)).isEqualTo((double) spend);
            assertThat(scores.value(RfmDimension.MARGIN, c)).isEqualTo((double) margin);
            assertThat(scores.value(RfmDimension.RETURNS_RATE, c))
                    .isEqualTo(Double.valueOf(gross == 0 ? Double.NaN : (double) refunded / gross));
            assertThat(scores.isScored(c)).isTrue();
        }
    }

    /** Frozen edges meet customers that are not those they were taken from, and give each a score. */
    @Property
    void frozenEdgesScoreEverybody(
            @ForAll("rows") List<RfmPropertyTest.Row> before,
            @ForAll("rows") List<RfmPropertyTest.Row> after,
            @ForAll("options") RfmOptions options) {
        RfmScores first = Rfm.score(log(before, true), TestBase.AS_OF, options);
        @Nullable RfmThresholds thresholds = first.summary().presentCustomers() == 0 ? null : first.thresholds();
        if (thresholds == null) {
            return;
        }
        RfmScores later = Rfm.score(
                log(after, true), TestBase.AS_OF, RfmOptions.withDefaults().withThresholds(thresholds));
        for (RfmDimension dimension : thresholds.dimensions()) {
            for (int c : known(later, dimension)) {
                assertThat(later.score(dimension, c)).isBetween(1, options.bins());
            }
        }
        assertThat(CustomerSummary.of(
                                log(after, true), SummaryOptions.withDefaults().until(TestBase.AS_OF))
                        .presentCustomers())
                .isEqualTo(known(later, RfmDimension.RECENCY).size());
    }
}
