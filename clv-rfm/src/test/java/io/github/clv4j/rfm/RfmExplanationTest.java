package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.rfm.RfmExplanation.Change;
import io.github.clv4j.summary.CustomerSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RfmExplanationTest {
    /** Three bins: recency cut at 30 and 90 days, orders at 1 and 3, spend at 50.00 and 200.00. */
    private static final RfmThresholds THREE = RfmThresholds.of(
            TestBase.EUR, MonetaryMeasure.TOTAL_SPEND, new double[] {30, 90}, new double[] {1, 3}, new double[] {
                50_00, 200_00
            });

    private static final SegmentMap MAP = SegmentMap.builder("three")
            .bins(3)
            .segment("Best", "R3 F3 M3", Treatment.KEEP, "")
            .segment("Good", "R2-3 FM2-3 or 133", Treatment.UP_SELL, "")
            .segment("Past", "R1", Treatment.WIN_BACK, "")
            .segment("Small", "any", Treatment.CROSS_SELL, "")
            .build();

    private static RfmExplanation explain(TestBase base) {
        RfmScores scores = Rfm.score(base.summary(), RfmOptions.withDefaults().withThresholds(THREE));
        return RfmExplanation.of(scores, MAP, 0);
    }

    @Test
    void tellsValuesEdgesScoresAndTheRuleThatHit() {
        // 20 days ago, two orders, 60.00: scores 3, 2, 2.
        RfmExplanation why = explain(new TestBase().row("a", 40, 2500).row("a", 20, 3500));
        assertThat(why.customerId()).isEqualTo("a");
        assertThat(why.value(RfmDimension.RECENCY)).isEqualTo(20);
        assertThat(why.value(RfmDimension.FREQUENCY)).isEqualTo(2);
        assertThat(why.value(RfmDimension.MONETARY)).isEqualTo(6000);
        assertThat(why.cell()).isEqualTo(new RfmCell(3, 2, 2));
        assertThat(why.edges(RfmDimension.RECENCY).cuts()).containsExactly(30, 90);
        assertThat(why.segment().name()).isEqualTo("Good");
        assertThat(why.rulePart()).isEqualTo("R2-3 FM2-3");
        assertThat(why)
                .hasToString("customer 'a': {recency_days=20.0, orders=2.0, spend=60.0}, scores 322, segment 'Good' by"
                        + " rule R2-3 FM2-3");
    }

    @Test
    void tellsTheSmallestChangeOfEachDimension() {
        RfmExplanation why = explain(new TestBase().row("a", 40, 2500).row("a", 20, 3500));
        // Neither more orders alone nor more spend alone makes a Best; both do.
        assertThat(why.better(RfmDimension.FREQUENCY)).isEmpty();
        assertThat(why.better(RfmDimension.MONETARY)).isEmpty();
        assertThat(why.smallestImprovement())
                .contains(change(Map.of(RfmDimension.FREQUENCY, 4L, RfmDimension.MONETARY, 200_01L), 3, 3, 3, "Best"));
        // 91 days without an order, or one order less, or 10.00 less.
        assertThat(why.worse(RfmDimension.RECENCY))
                .contains(change(Map.of(RfmDimension.RECENCY, 91L), 1, 2, 2, "Past"));
        assertThat(why.worse(RfmDimension.FREQUENCY))
                .contains(change(Map.of(RfmDimension.FREQUENCY, 1L), 3, 1, 2, "Small"));
        assertThat(why.worse(RfmDimension.MONETARY))
                .contains(change(Map.of(RfmDimension.MONETARY, 50_00L), 3, 2, 1, "Small"));
        assertThat(why.toTable().columns().stream().map(column -> column.textAt(2)))
                .containsExactly("spend", "EUR", "60.0", "2", null, null, "50.0", "Small");
    }

    @Test
    void oneMoreOrder() {
        RfmExplanation past = explain(new TestBase().row("a", 400, 60_00).row("a", 300, 100_00));
        assertThat(past.segment().name()).isEqualTo("Past");
        assertThat(past.afterOrder(50_00))
                .isEqualTo(change(
                        Map.of(RfmDimension.RECENCY, 0L, RfmDimension.FREQUENCY, 3L, RfmDimension.MONETARY, 210_00L),
                        3,
                        2,
                        3,
                        "Good"));
        assertThat(past.better(RfmDimension.RECENCY))
                .contains(change(Map.of(RfmDimension.RECENCY, 90L), 2, 2, 2, "Good"));
        assertThat(past.smallestImprovement()).isEqualTo(past.better(RfmDimension.RECENCY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> past.afterOrder(-1))
                .withMessage("amountMinor is -1; it must be 0 or more");
    }

    /** 1.00 and 2.01 have the mean 1.505, which is below a cut at 1.507 though 1.51 is not. */
    @Test
    void aMeanAfterOneMoreOrderIsScoredAsItIs() {
        RfmThresholds means = RfmThresholds.of(
                TestBase.EUR,
                MonetaryMeasure.MEAN_SPEND_PER_ORDER,
                new double[] {30, 90},
                new double[] {1, 3},
                new double[] {50, 150.7});
        RfmScores scores = Rfm.score(
                new TestBase().row("a", 1, 100).summary(),
                RfmOptions.withDefaults().withThresholds(means));
        assertThat(RfmExplanation.of(scores, MAP, 0).afterOrder(201))
                .isEqualTo(change(
                        Map.of(RfmDimension.RECENCY, 0L, RfmDimension.FREQUENCY, 2L, RfmDimension.MONETARY, 151L),
                        3,
                        2,
                        2,
                        "Good"));
    }

    /** Where neighbouring whole numbers are one double, the next better value is more than 1 away. */
    @Test
    void betterValuesBeyondTwoToThe53() {
        double cut = 0x1p60;
        RfmThresholds huge = RfmThresholds.of(
                TestBase.EUR, MonetaryMeasure.TOTAL_SPEND, new double[] {30, 90}, new double[] {0, 3}, new double[] {
                    50, cut
                });
        RfmScores scores = Rfm.score(
                new TestBase().row("a", 1, 100).summary(),
                RfmOptions.withDefaults().withThresholds(huge));
        SegmentMap rich = SegmentMap.builder("rich")
                .bins(3)
                .segment("Rich", "M3", Treatment.KEEP, "")
                .segment("Other", "any", Treatment.KEEP, "")
                .build();
        assertThat(RfmExplanation.of(scores, rich, 0).better(RfmDimension.MONETARY))
                .map(change -> change.values().get(RfmDimension.MONETARY))
                .hasValue((long) Math.nextUp(cut));
    }

    /** From 1, 1, 1: fewest scores first, then fewest dimensions, then spend before orders before recency. */
    @Test
    void theSmallestImprovementIsChosenInOrder() {
        assertThat(improvement("113 or 221")).containsOnlyKeys(RfmDimension.MONETARY);
        assertThat(improvement("112 or 121 or 211")).containsOnlyKeys(RfmDimension.MONETARY);
        assertThat(improvement("121 or 211")).containsOnlyKeys(RfmDimension.FREQUENCY);
        assertThat(improvement("122 or 212 or 221")).containsOnlyKeys(RfmDimension.FREQUENCY, RfmDimension.MONETARY);
        assertThat(improvement("113 or 122")).containsOnlyKeys(RfmDimension.MONETARY);
        assertThat(improvement("133 or 211")).containsOnlyKeys(RfmDimension.RECENCY);
        assertThat(improvement("133 or 222")).hasSize(3);
        assertThat(improvement("131 or 222")).containsOnlyKeys(RfmDimension.FREQUENCY);
    }

    private static Map<RfmDimension, Long> improvement(String elsewhere) {
        SegmentMap map = SegmentMap.builder("two")
                .bins(3)
                .segment("Elsewhere", elsewhere, Treatment.KEEP, "")
                .segment("Here", "any", Treatment.KEEP, "")
                .build();
        RfmScores scores = Rfm.score(
                new TestBase().row("a", 100, 1_00).summary(),
                RfmOptions.withDefaults().withThresholds(THREE));
        return RfmExplanation.of(scores, map, 0)
                .smallestImprovement()
                .orElseThrow()
                .values();
    }

    /** No order at all is possible within a look-back only. */
    @Test
    void fewerOrdersThanOneNeedALookBack() {
        RfmThresholds none = RfmThresholds.of(
                TestBase.EUR, MonetaryMeasure.TOTAL_SPEND, new double[] {30, 90}, new double[] {0, 3}, new double[] {
                    50_00, 200_00
                });
        SegmentMap map = SegmentMap.builder("two")
                .bins(3)
                .segment("None", "F1", Treatment.KEEP, "")
                .segment("Some", "any", Treatment.KEEP, "")
                .build();
        TransactionLog log = new TestBase().row("a", 1, 1_00).log();
        RfmScores always =
                Rfm.score(log, TestBase.AS_OF, RfmOptions.withDefaults().withThresholds(none));
        assertThat(RfmExplanation.of(always, map, 0).worse(RfmDimension.FREQUENCY))
                .isEmpty();
        RfmScores lately =
                Rfm.score(log, TestBase.AS_OF, RfmOptions.withDefaults().withThresholds(none.withLookBackDays(9)));
        assertThat(RfmExplanation.of(lately, map, 0).worse(RfmDimension.FREQUENCY))
                .map(Change::values)
                .hasValue(Map.of(RfmDimension.FREQUENCY, 0L));
    }

    @Test
    void theBestHasNowhereBetterToGo() {
        TestBase base = new TestBase();
        for (int order = 0; order < 4; order++) {
            base.row("a", 5 * order, 100_00);
        }
        RfmExplanation best = explain(base);
        assertThat(best.segment().name()).isEqualTo("Best");
        assertThat(best.smallestImprovement()).isEmpty();
        assertThat(best.worse(RfmDimension.RECENCY))
                .contains(change(Map.of(RfmDimension.RECENCY, 31L), 2, 3, 3, "Good"));
    }

    private static Change change(Map<RfmDimension, Long> values, int r, int f, int m, String segment) {
        return new Change(values, new RfmCell(r, f, m), MAP.segment(segment));
    }

    @Test
    void refusals() {
        CustomerSummary summary =
                new TestBase().row("a", 3, 100).row("later", -3, 100).summary();
        RfmScores scores = Rfm.score(summary, RfmOptions.withDefaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RfmExplanation.of(scores, SegmentMaps.CLASSIC, 1))
                .withMessageContaining("customer 'later' is not scored");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RfmExplanation.of(scores, MAP, 0))
                .withMessageContaining("made for 3 bins, the scores have 5");
    }

    @Provide
    net.jqwik.api.Arbitrary<List<RfmPropertyTest.Row>> rows() {
        return new RfmPropertyTest().rows();
    }

    /** A change does lead elsewhere, and no smaller change of that dimension does: every whole number between is tried. */
    @Property(tries = 200)
    void noSmallerChangeLeadsElsewhere(
            @ForAll("rows") List<RfmPropertyTest.Row> rows,
            @ForAll @IntRange(min = 0, max = 40) int number,
            @ForAll Nesting nesting,
            @ForAll ScoringRule rule) {
        CustomerSummary summary = RfmPropertyTest.summary(rows);
        int customer = number % Math.max(1, summary.customers());
        if (rule == ScoringRule.FIXED
                || rule == ScoringRule.MEAN
                || summary.customers() == 0
                || !summary.isPresent(customer)) {
            return;
        }
        RfmScores scores =
                Rfm.score(summary, RfmOptions.withDefaults().withRule(rule).withNesting(nesting));
        RfmExplanation why = RfmExplanation.of(scores, SegmentMaps.OMNICONVERT, customer);
        String id = why.customerId();
        for (RfmDimension dimension : List.of(RfmDimension.RECENCY, RfmDimension.FREQUENCY)) {
            for (boolean better : List.of(true, false)) {
                Optional<Change> change = better ? why.better(dimension) : why.worse(dimension);
                long now = (long) why.value(dimension);
                boolean up = better != dimension.isLowBest();
                long first = change.map(one -> one.values().get(dimension)).orElse(up ? now + 500 : 0L);
                for (long value = now; value != first && value >= 0; value += up ? 1 : -1) {
                    boolean isPossible = dimension == RfmDimension.RECENCY || value >= 1;
                    if (isPossible) {
                        assertThat(segment(scores, id, dimension, value, why)).isEqualTo(why.segment());
                    }
                }
                if (change.isPresent()) {
                    assertThat(segment(scores, id, dimension, first, why))
                            .isEqualTo(change.get().segment())
                            .isNotEqualTo(why.segment());
                }
            }
        }
        why.smallestImprovement()
                .ifPresent(change -> assertThat(change.segment()).isNotEqualTo(why.segment()));
    }

    /** An order that is told of and one that is made come to the same scores. */
    @Property(tries = 200)
    void oneMoreOrderIsScoredAsToldOf(
            @ForAll("rows") List<RfmPropertyTest.Row> rows,
            @ForAll @IntRange(min = 0, max = 40) int number,
            @ForAll MonetaryMeasure measure,
            @ForAll boolean lookBack,
            @ForAll @IntRange(min = 0, max = 1_000) int amount) {
        CustomerSummary summary = RfmPropertyTest.summary(rows);
        int customer = number % summary.customers();
        if (!summary.isPresent(customer)) {
            return;
        }
        RfmOptions options = RfmOptions.withDefaults().withMonetary(measure);
        options = lookBack ? options.withLookBackDays(4) : options;
        RfmScores scores = Rfm.score(RfmPropertyTest.log(rows), TestBase.AS_OF, options);
        String id = summary.index().id(customer);
        List<RfmPropertyTest.Row> more = new ArrayList<>(rows);
        more.add(new RfmPropertyTest.Row(id, 0, amount));
        RfmScores after =
                Rfm.score(RfmPropertyTest.log(more), TestBase.AS_OF, options.withThresholds(scores.thresholds()));
        assertThat(RfmExplanation.of(scores, SegmentMaps.OMNICONVERT, customer)
                        .afterOrder(amount)
                        .cell())
                .isEqualTo(after.cell(customer));
    }

    private static Segment segment(
            RfmScores scores, String id, RfmDimension dimension, long value, RfmExplanation why) {
        double recency = dimension == RfmDimension.RECENCY ? value : why.value(RfmDimension.RECENCY);
        double orders = dimension == RfmDimension.FREQUENCY ? value : why.value(RfmDimension.FREQUENCY);
        RfmCell cell = scores.thresholds().cell(id, recency, orders, why.value(RfmDimension.MONETARY));
        return SegmentMaps.OMNICONVERT.segmentOf(cell.r(), cell.f(), cell.m());
    }
}
