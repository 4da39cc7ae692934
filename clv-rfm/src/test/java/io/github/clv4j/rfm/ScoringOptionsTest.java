package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hand-computed cases of each rule and option, and what is refused. */
class ScoringOptionsTest {
    /** Spend 1, 1, 1, 2, 2, 3, 4, 4, 5, 9; customers c0 … c9, all on the same day. */
    private static final CustomerSummary TEN = TestBase.oneOrderEach(
            new int[] {5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, new long[] {100, 100, 100, 200, 200, 300, 400, 400, 500, 900});

    private static int[] monetary(ScoringRule rule, int bins) {
        RfmScores scores =
                Rfm.score(TEN, RfmOptions.withDefaults().withBins(bins).withRule(rule));
        return java.util.stream.IntStream.range(0, 10).map(scores::m).toArray();
    }

    @Test
    void eachRuleByHand() {
        assertThat(monetary(ScoringRule.NTILE, 5)).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
        // Ranks 1 1 1 4 4 6 7 7 9 10, less one, over nine, times five.
        assertThat(monetary(ScoringRule.PERCENT_RANK, 5)).containsExactly(1, 1, 1, 2, 2, 3, 4, 4, 5, 5);
        // Shares no better .3 .3 .3 .5 .5 .6 .8 .8 .9 1, times five, rounded up.
        assertThat(monetary(ScoringRule.CUME_DIST, 5)).containsExactly(2, 2, 2, 3, 3, 3, 4, 4, 5, 5);
        // Mean ranks 2 2 2 4.5 4.5 6 7.5 7.5 9 10, less a half, over ten, times five, rounded up.
        assertThat(monetary(ScoringRule.AVERAGE_RANK, 5)).containsExactly(1, 1, 1, 2, 2, 3, 4, 4, 5, 5);
        // The mean is 3.10.
        assertThat(monetary(ScoringRule.MEAN, 2)).containsExactly(1, 1, 1, 1, 1, 1, 2, 2, 2, 2);
        // Classes {1, 2, 3, 4, 5} and {9}; then {1, 2} {3, 4, 5} {9}.
        assertThat(monetary(ScoringRule.JENKS, 2)).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 2);
        assertThat(monetary(ScoringRule.JENKS, 3)).containsExactly(1, 1, 1, 1, 1, 2, 2, 2, 2, 3);
        // Type-7 quantiles 1.00 2.00 3.40 4.20, each plus 1.00, closed on the left.
        assertThat(monetary(ScoringRule.R_RFM, 5)).containsExactly(1, 1, 1, 2, 2, 3, 3, 3, 4, 5);
    }

    /** Rounding of a sum must not put the mean of equal values below them. */
    @Test
    void nobodyIsBetterThanTheMeanOfEqualValues() {
        for (int customers = 2; customers <= 60; customers++) {
            TestBase base = new TestBase();
            for (int c = 0; c < customers; c++) {
                base.row("c" + c, 1, 10).row("c" + c, 1, 20).row("c" + c, 1, 50).row("c" + c, 1, 31);
                base.row("c" + c, 1, 10).row("c" + c, 1, 11).row("c" + c, 1, 12);
            }
            RfmScores scores = Rfm.score(
                    base.summary(),
                    RfmOptions.withDefaults()
                            .withBins(2)
                            .withRule(ScoringRule.MEAN)
                            .withMonetary(MonetaryMeasure.MEAN_SPEND_PER_ORDER));
            assertThat(scores.sizes(RfmDimension.MONETARY)).containsExactly(customers, 0);
        }
    }

    @Test
    void bestAtOne() {
        RfmScores scores = Rfm.score(
                TEN, RfmOptions.withDefaults().withRule(ScoringRule.NTILE).withBest(BestScore.LOWEST));
        assertThat(scores.m(9)).isEqualTo(1);
        assertThat(scores.code(9)).isEqualTo("111");
        assertThat(scores.cell(9)).isEqualTo(new RfmCell(5, 5, 5));
        assertThat(SegmentMaps.CLASSIC.assign(scores).labelOf(9)).isEqualTo("Champions");
    }

    /** Where one spends 1 and one 2 within each number of orders, nesting tells them apart; scoring alone does not. */
    @Test
    void nestedScoresAreWithinTheGroup() {
        TestBase base = new TestBase();
        for (int order = 0; order < 4; order++) {
            base.row("busy-1", 1, 100).row("busy-2", 1, 200);
        }
        base.row("calm-1", 1, 10).row("calm-2", 1, 20);
        CustomerSummary summary = base.summary();
        RfmOptions two = RfmOptions.withDefaults().withBins(2).withRule(ScoringRule.NTILE);
        RfmScores alone = Rfm.score(summary, two);
        RfmScores nested = Rfm.score(summary, two.withNesting(Nesting.NESTED).withRule(ScoringRule.QUANTILE));
        assertThat(List.of(alone.m(0), alone.m(1), alone.m(2), alone.m(3))).containsExactly(2, 2, 1, 1);
        assertThat(List.of(nested.m(0), nested.m(1), nested.m(2), nested.m(3))).containsExactly(1, 2, 1, 2);
        RfmThresholds thresholds = nested.thresholds();
        assertThat(thresholds.nesting()).isEqualTo(Nesting.NESTED);
        assertThat(thresholds.edges(RfmDimension.MONETARY, 2, 2).cuts()).containsExactly(600);
        assertThat(thresholds.edges(RfmDimension.MONETARY, 2, 1).cuts()).containsExactly(15);
        // A group that had nobody falls back to the edges over all.
        assertThat(thresholds.edges(RfmDimension.MONETARY, 1, 1)).isEqualTo(thresholds.edges(RfmDimension.MONETARY));
        assertThat(thresholds.toTable().rows()).isEqualTo(2 * (3 + 1 + 2));
    }

    @Test
    void furtherDimensionsByHand() {
        TransactionLogBuilder builder =
                TransactionLog.builder(LogOptions.of(TestBase.EUR).withCost());
        int day = (int) TestBase.AS_OF.toEpochDay();
        builder.add("once", day - 9, 100, 90);
        builder.add("often", day - 30, 500, 100);
        builder.add("often", day - 20, 700, 100);
        builder.add("often", day - 10, 300, 100);
        builder.add("often", day - 5, -300, 0);
        RfmScores scores = Rfm.score(
                builder.build(),
                TestBase.AS_OF,
                RfmOptions.withDefaults()
                        .withBins(2)
                        .withDimensions(
                                RfmDimension.RETURNS_RATE,
                                RfmDimension.MARGIN,
                                RfmDimension.LENGTH,
                                RfmDimension.DAYS_BETWEEN_ORDERS));
        assertThat(scores.value(RfmDimension.LENGTH, 1)).isEqualTo(10);
        assertThat(scores.value(RfmDimension.DAYS_BETWEEN_ORDERS, 1)).isEqualTo(10);
        assertThat(scores.value(RfmDimension.DAYS_BETWEEN_ORDERS, 0)).isNaN();
        assertThat(scores.score(RfmDimension.DAYS_BETWEEN_ORDERS, 0)).isEqualTo(RfmScores.NOT_SCORED);
        assertThat(scores.value(RfmDimension.MARGIN, 1)).isEqualTo(1000);
        assertThat(scores.value(RfmDimension.RETURNS_RATE, 1)).isEqualTo(0.2);
        assertThat(scores.score(RfmDimension.RETURNS_RATE, 0)).isEqualTo(2);
        assertThat(scores.score(RfmDimension.RETURNS_RATE, 1)).isEqualTo(1);
        assertThat(scores.warnings())
                .contains("days_between_orders: not known of 1 of 2 customers, who have no score in it");
        Table table = scores.toTable();
        List<@Nullable String> once = new ArrayList<>();
        table.columns().forEach(column -> once.add(column.textAt(1)));
        assertThat(table.columns().stream().map(Column::name).toList().subList(8, 16))
                .containsExactly(
                        "length_days",
                        "length_days_score",
                        "days_between_orders",
                        "days_between_orders_score",
                        "margin",
                        "margin_score",
                        "returns_rate",
                        "returns_rate_score");
        assertThat(once.subList(8, 16)).containsExactly("0.0", "1", null, null, "0.1", "1", "0.0", "2");
    }

    /** Edges of nobody would score a later customer against nothing. */
    @Test
    void aDimensionUnknownOfEverybodyHasNoThresholds() {
        RfmScores scores = Rfm.score(TEN, RfmOptions.withDefaults().withDimensions(RfmDimension.DAYS_BETWEEN_ORDERS));
        assertThat(scores.score(RfmDimension.DAYS_BETWEEN_ORDERS, 3)).isEqualTo(RfmScores.NOT_SCORED);
        assertThat(scores.unknown(RfmDimension.DAYS_BETWEEN_ORDERS)).isEqualTo(10);
        assertThat(scores.thresholds().dimensions()).isEqualTo(RfmDimension.RFM);
    }

    @Test
    void compositeScores() {
        RfmScores scores = Rfm.score(TEN, RfmOptions.withDefaults().withRule(ScoringRule.NTILE));
        CompositeScores weighted = CompositeScores.weighted(
                scores, Map.of(RfmDimension.MONETARY, 3.0, RfmDimension.FREQUENCY, 1.0, RfmDimension.RECENCY, 0.0));
        assertThat(weighted.value(4)).isEqualTo((3 * scores.m(4) + scores.f(4)) / 4.0);
        assertThat(CompositeScores.concatenated(scores, List.of(RfmDimension.MONETARY, RfmDimension.RECENCY))
                        .value(9))
                .isEqualTo(10 * scores.m(9) + scores.r(9));
        assertThat(CompositeScores.concatenated(
                                Rfm.score(TEN, RfmOptions.withDefaults().withBins(10)), RfmDimension.RFM)
                        .value(9))
                .isEqualTo(10_01_10);
        assertThat(weighted.toTable().columns().stream().map(Column::name))
                .containsExactly("customer_id", "weighted_score");
        assertThat(weighted.toTable().rows()).isEqualTo(10);
        assertRefused(
                () -> CompositeScores.weighted(scores, Map.of(RfmDimension.MARGIN, 1.0)), "margin was not scored");
        // What weighs nothing need not have been scored.
        assertThat(CompositeScores.weighted(scores, Map.of(RfmDimension.MARGIN, 0.0, RfmDimension.MONETARY, 2.0))
                        .value(4))
                .isEqualTo(scores.m(4));
        assertRefused(
                () -> CompositeScores.weighted(scores, Map.of(RfmDimension.MONETARY, Double.NaN)),
                "the weight of spend is NaN");
        assertRefused(() -> CompositeScores.weighted(scores, Map.of()), "the weights add up to 0.0");
        assertRefused(() -> CompositeScores.concatenated(scores, List.of()), "give at least one, and none twice");
    }

    @Test
    void contradictionsAreRefused() {
        RfmOptions options = RfmOptions.withDefaults();
        assertRefused(() -> options.withRule(ScoringRule.FIXED), "rule FIXED needs thresholds");
        assertRefused(() -> options.withRule(ScoringRule.MEAN), "rule MEAN makes 2 bins, not 5");
        assertRefused(() -> options.withLookBackDays(0), "lookBackDays is 0; it must be 1 or more");
        assertRefused(() -> Rfm.score(TEN, options.withLookBackDays(30)), "need the transactions");
        assertRefused(() -> Rfm.score(TEN, options.withDimensions(RfmDimension.RETURNS_RATE)), "need the transactions");
        assertRefused(() -> Rfm.score(TEN, options.withDimensions(RfmDimension.MARGIN)), "margin needs a cost");
        TransactionLog dropped = TransactionLog.builder(
                        LogOptions.of(TestBase.EUR).withRefunds(RefundPolicy.DROP))
                .build();
        assertRefused(
                () -> Rfm.score(dropped, TestBase.AS_OF, options.withDimensions(RfmDimension.RETURNS_RATE)),
                "returns_rate needs a log with refunds; this one has policy DROP");
        RfmThresholds quantiles = Rfm.score(TEN, options).thresholds();
        RfmOptions frozen = options.withThresholds(quantiles);
        assertRefused(
                () -> frozen.withRule(ScoringRule.NTILE), "rule is NTILE; the thresholds are frozen with QUANTILE");
        assertRefused(() -> frozen.withNesting(Nesting.NESTED), "nesting is NESTED");
        assertRefused(() -> frozen.withLookBackDays(9), "lookBackDays is OptionalInt[9]");
        assertRefused(() -> frozen.withDimensions(RfmDimension.LENGTH), "dimensions is [");
        assertThat(options.withThresholds(quantiles.withLookBackDays(9)).lookBackDays())
                .hasValue(9);
        RfmThresholds split =
                Rfm.score(TEN, options.withRule(ScoringRule.NTILE)).thresholds();
        CustomerSummary numeric = new TestBase().row(7L, 1, 100).summary();
        assertRefused(
                () -> Rfm.score(numeric, options.withThresholds(split)),
                "split ties by text ids, the summary has the other kind");
        // Halves that differ in all three split no tie over all; within a half all are equal.
        RfmThresholds splitWithin = Rfm.score(
                        new TestBase()
                                .row("a", 1, 100)
                                .row("b", 1, 100)
                                .row("c", 9, 100)
                                .row("c", 9, 100)
                                .row("d", 9, 100)
                                .row("d", 9, 100)
                                .summary(),
                        options.withBins(2).withRule(ScoringRule.NTILE).withNesting(Nesting.NESTED))
                .thresholds();
        assertThat(RfmDimension.RFM.stream().map(splitWithin::edges)).noneMatch(ScoreEdges::splitsTies);
        assertRefused(
                () -> Rfm.score(numeric, options.withThresholds(splitWithin)),
                "thresholds of orders within r1 split ties by text ids, the summary has the other kind");
        assertRefused(
                () -> Rfm.score(
                                new TestBase()
                                        .row(1L, 1, 100)
                                        .row(2L, 1, 100)
                                        .row(3L, 1, 100)
                                        .summary(),
                                options.withRule(ScoringRule.NTILE))
                        .thresholds()
                        .cell("x", 1, 1, 100),
                "id 'x' is no number");
        assertRefused(
                () -> Rfm.score(new TestBase().row("a", -5, 1).summary(), options)
                        .cell(0),
                "customer 'a' is not scored");
        assertThat(frozen).hasToString("5 bins, frozen QUANTILE, TOTAL_SPEND");
        assertThat(options.withLookBackDays(365).withNesting(Nesting.NESTED).withBest(BestScore.LOWEST))
                .hasToString("5 bins, QUANTILE, TOTAL_SPEND, nested, looking back 365 days, 1 is best");
        assertThat(options.withDimensions(RfmDimension.LENGTH, RfmDimension.MARGIN))
                .hasToString("5 bins, QUANTILE, TOTAL_SPEND, also length_days and margin");
    }

    @Test
    void savedThresholdsThatAreWrong() {
        SavedThresholds good =
                SavedThresholds.of(Rfm.score(TEN, RfmOptions.withDefaults().withRule(ScoringRule.NTILE))
                        .thresholds());
        assertThat(good.toThresholds().edges(RfmDimension.MONETARY).tieIds()).containsExactly("c1", "c3", null, null);
        SavedThresholds.Edges orders = good.edges().get(1);
        assertRefused(
                () -> saved(good, 2, "NTILE", good.edges()).toThresholds(),
                "thresholds have format 2; this version reads 1 to 1");
        assertRefused(
                () -> saved(good, 1, "BEST", good.edges()).toThresholds(), "rule is BEST; it must be one of [QUANTILE");
        assertRefused(
                () -> saved(good, 1, "NTILE", good.edges().subList(1, 3)).toThresholds(),
                "edges of recency_days is missing");
        assertRefused(
                () -> saved(good, 1, "NTILE", List.of(orders, orders)).toThresholds(), "edges of orders stand twice");
        List<SavedThresholds.Edges> withNull = new ArrayList<>(good.edges());
        withNull.addAll(Collections.nCopies(1, null));
        assertRefused(() -> saved(good, 1, "NTILE", withNull).toThresholds(), "an entry of edges is missing");
        assertRefused(
                () -> with(
                        good,
                        new SavedThresholds.Edges(
                                "orders", null, null, List.of(1.0), "BELOW", Arrays.asList(null, null), false)),
                "edges of orders: there are 2 tie ids for 1 cuts");
        assertRefused(
                () -> with(
                        good,
                        new SavedThresholds.Edges(
                                "orders", null, null, List.of(2.0, 1.0), "BELOW", Arrays.asList(null, null), false)),
                "edges of orders: cut 2 is 1.0");
        assertRefused(
                () -> with(
                        good,
                        new SavedThresholds.Edges("orders", 9, null, orders.cuts(), "BELOW", orders.tieIds(), false)),
                "r of orders r9 is 9; it must be 1 to 5");
        assertRefused(
                () -> with(
                        good,
                        new SavedThresholds.Edges("margin", 2, null, orders.cuts(), "BELOW", orders.tieIds(), false)),
                "edges of margin r2 make no group");
        assertRefused(
                () -> with(
                        good,
                        new SavedThresholds.Edges(
                                "orders", 1, null, List.of(1.0), "UNDER", Arrays.asList((String) null), false)),
                "side of orders r1 is UNDER");
        assertRefused(
                () -> with(
                        good,
                        new SavedThresholds.Edges(
                                "returns", null, null, orders.cuts(), "BELOW", orders.tieIds(), false)),
                "dimension is returns; it must be one of [recency_days");
    }

    private static SavedThresholds saved(
            SavedThresholds good, int format, String rule, List<SavedThresholds.Edges> edges) {
        return new SavedThresholds(format, good.currency(), good.digits(), good.monetary(), rule, null, edges);
    }

    /** The same with other edges, in place of those of the same dimension where they are of all customers. */
    private static void with(SavedThresholds good, SavedThresholds.Edges other) {
        List<SavedThresholds.Edges> edges = new ArrayList<>(good.edges());
        edges.removeIf(some -> other.r() == null && some.dimension().equals(other.dimension()));
        edges.add(other);
        saved(good, 1, "NTILE", edges).toThresholds();
    }

    @Test
    void chosenThresholdsOfMoreThanThreeDimensions() {
        EnumMap<RfmDimension, double[]> cuts = new EnumMap<>(RfmDimension.class);
        cuts.put(RfmDimension.RECENCY, new double[] {30});
        cuts.put(RfmDimension.FREQUENCY, new double[] {1});
        cuts.put(RfmDimension.MONETARY, new double[] {350});
        cuts.put(RfmDimension.LENGTH, new double[] {0});
        RfmThresholds thresholds = RfmThresholds.of(TestBase.EUR, MonetaryMeasure.TOTAL_SPEND, cuts);
        RfmScores scores = Rfm.score(TEN, RfmOptions.withDefaults().withThresholds(thresholds));
        assertThat(scores.options().rule()).isEqualTo(ScoringRule.FIXED);
        assertThat(scores.code(9)).isEqualTo("212");
        assertThat(scores.score(RfmDimension.LENGTH, 9)).isEqualTo(1);
        cuts.remove(RfmDimension.FREQUENCY);
        assertRefused(
                () -> RfmThresholds.of(TestBase.EUR, MonetaryMeasure.TOTAL_SPEND, cuts), "there are no cuts of orders");
        assertRefused(() -> thresholds.edges(RfmDimension.MARGIN), "there are no cuts of margin; there are [");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }
}
