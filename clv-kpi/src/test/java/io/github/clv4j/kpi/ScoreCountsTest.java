package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScoreCountsTest {
    /** Counts with so many detractors, passives and promoters. */
    static ScoreCounts nps(long detractors, long passives, long promoters) {
        return ScoreCounts.of(SurveyKind.NPS, 0, 0, 0, 0, 0, detractors, 0, passives, 0, promoters, 0);
    }

    /**
     * Computed apart from this library with SciPy 1.17.1: the score from the hundred responses written out as 1, 0 and −1, the
     * interval as the roots of the score statistic by {@code brentq}.
     */
    @Test
    void aNetPromoterScoreWithItsVariance() {
        ScoreCounts scores = nps(30, 30, 40);
        assertThat(scores.nps().value()).isEqualTo(10);
        assertThat(scores.npsStandardError()).isCloseTo(8.306623862918075, within(1e-12));
        ValueEstimate interval = scores.npsInterval(0.95);
        assertThat(interval.lower()).isCloseTo(-6.40213572683012, within(1e-9));
        assertThat(interval.upper()).isCloseTo(25.814638363131593, within(1e-9));
        DifferenceTest change = nps(40, 60, 100).changeSince(scores);
        assertThat(change.difference().value()).isEqualTo(20);
        assertThat(change.statistic()).isCloseTo(2.005018828468342, within(1e-12));
        assertThat(change.pValue()).isCloseTo(0.04496103419509228, within(1e-12));
    }

    /** By the same roots; where all n are of one class the other end is (n − z²)/(n + z²), where none is in either z²/(n + z²). */
    @Test
    void scoreIntervalsOfFewResponses() {
        ValueEstimate few = nps(1, 0, 9).npsInterval(0.95);
        assertThat(few.lower()).isCloseTo(19.169994640952314, within(1e-9));
        assertThat(few.upper()).isCloseTo(96.42475738098543, within(1e-9));
        ValueEstimate turned = nps(9, 0, 1).npsInterval(0.95);
        assertThat(turned.lower()).isEqualTo(-few.upper());
        assertThat(turned.upper()).isEqualTo(-few.lower());
        double z2 = 1.959963984540054 * 1.959963984540054;
        ValueEstimate best = nps(0, 0, 5).npsInterval(0.95);
        assertThat(best.upper()).isEqualTo(100);
        assertThat(best.lower()).isCloseTo(100 * (5 - z2) / (5 + z2), within(1e-9));
        ValueEstimate passive = nps(0, 7, 0).npsInterval(0.95);
        assertThat(passive.lower()).isCloseTo(-100 * z2 / (7 + z2), within(1e-9));
        assertThat(passive.upper()).isEqualTo(-passive.lower());
    }

    @Test
    void everyScoreFallsIntoItsClass() {
        ScoreCounts scores = ScoreCounts.of(SurveyKind.NPS, 1, 2, 3, 4, 5, 6, 7, 80, 90, 1_000, 2_000);
        assertThat(scores.inClass(0)).isEqualTo(28);
        assertThat(scores.inClass(1)).isEqualTo(170);
        assertThat(scores.inClass(2)).isEqualTo(3_000);
        assertThat(scores.count(10)).isEqualTo(2_000);
        assertThat(ScoreCounts.of(SurveyKind.CSAT, 1, 2, 3, 10, 20).top()).isEqualTo(30);
        assertThat(ScoreCounts.of(SurveyKind.CES, 1, 1, 1, 1, 5, 6, 7).top()).isEqualTo(18);
    }

    /** Computed apart from this library with SciPy 1.17.1: t.interval, binomtest(...).proportion_ci('wilson'). */
    @Test
    void satisfactionHasATopShareAndAMean() {
        ScoreCounts scores = ScoreCounts.of(SurveyKind.CSAT, 5, 5, 10, 50, 30);
        assertThat(scores.mean(0.95).value().value()).isEqualTo(3.95);
        assertThat(scores.mean(0.95).lower()).isCloseTo(3.745897382607174, within(1e-10));
        assertThat(scores.mean(0.95).upper()).isCloseTo(4.154102617392827, within(1e-10));
        RateEstimate top = scores.topShare(0.95);
        assertThat(top.rate().value()).isEqualTo(0.8);
        assertThat(top.lower()).isCloseTo(0.711170834406841, within(1e-12));
        assertThat(top.upper()).isCloseTo(0.8666330666689674, within(1e-12));
        DifferenceTest change =
                ScoreCounts.of(SurveyKind.CSAT, 2, 8, 20, 40, 30).changeSince(scores);
        assertThat(change.difference().value()).isEqualTo(-0.07);
        assertThat(change.statistic()).isCloseTo(-0.48846816779781105, within(1e-12));
        assertThat(change.pValue()).isCloseTo(0.6252182676876183, within(1e-12));
    }

    @Test
    void nothingIsDefinedWithoutResponses() {
        ScoreCounts none = nps(0, 0, 0);
        assertThat(none.nps().undefinedReason()).isEqualTo("no responses");
        assertThat(none.npsInterval(0.9).hasInterval()).isFalse();
        assertThat(none.npsBootstrap(0.9, 100, 1).hasInterval()).isFalse();
        assertThat(none.mean(0.9).value().isDefined()).isFalse();
        assertThat(none.topShare(0.9).rate().isDefined()).isFalse();
        assertThat(none.changeSince(nps(1, 1, 1)).undefinedReason()).isEqualTo("no responses");
        assertThat(nps(1, 1, 1).changeSince(none).undefinedReason()).isEqualTo("no earlier responses");
        ScoreCounts one = nps(0, 0, 1);
        assertThat(one.mean(0.9).hasInterval()).isFalse();
        assertThat(one.changeSince(one).undefinedReason()).contains("nothing varies");
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreCounts.of(SurveyKind.CSAT, 1, 2))
                .withMessage("there are 2 counts; CSAT has 5 scores");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreCounts.of(SurveyKind.CSAT, 1, -2, 0, 0, 0))
                .withMessageContaining("count of score 2 is -2; it must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreCounts.of(SurveyKind.CSAT, Integer.MAX_VALUE, 1, 0, 0, 0))
                .withMessageContaining("all together at most 2147483647");
        ScoreCounts csat = ScoreCounts.of(SurveyKind.CSAT, 1, 2, 3, 4, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(csat::nps)
                .withMessage("scores are of CSAT; a net promoter score is of NPS alone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csat.changeSince(nps(1, 1, 1)))
                .withMessage("scores are of CSAT, the earlier ones of NPS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csat.count(6))
                .withMessage("score is 6; CSAT must be 1 to 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nps(1, 1, 1).npsBootstrap(0.9, 99, 1))
                .withMessage("draws are 99; they must be 100 to 1000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csat.mean(Double.NaN))
                .withMessageContaining("level is NaN");
    }

    @Test
    void theBootstrapIsThatOfItsSeedAndNearTheScoreInterval() {
        ScoreCounts scores = nps(300, 300, 400);
        ValueEstimate one = scores.npsBootstrap(0.9, 2_000, 7);
        assertThat(scores.npsBootstrap(0.9, 2_000, 7)).isEqualTo(one);
        assertThat(scores.npsBootstrap(0.9, 2_000, 8)).isNotEqualTo(one);
        assertThat(one.lower()).isCloseTo(scores.npsInterval(0.9).lower(), within(0.6));
        assertThat(one.upper()).isCloseTo(scores.npsInterval(0.9).upper(), within(0.6));
        // All in one class: drawn again, they are all in it.
        assertThat(nps(0, 0, 5).npsBootstrap(0.9, 100, 1).lower()).isEqualTo(100);
        assertThat(nps(5, 0, 0).npsBootstrap(0.9, 100, 1).upper()).isEqualTo(-100);
    }

    @Property(tries = 300)
    void netPromoterScoresAndTheirIntervalsStayWithinTheScale(
            @ForAll @Size(11) List<@LongRange(max = 1_000) Long> counts) {
        ScoreCounts scores = ScoreCounts.of(
                SurveyKind.NPS, counts.stream().mapToLong(Long::longValue).toArray());
        if (scores.responses() == 0) {
            assertThat(scores.nps().isDefined()).isFalse();
            return;
        }
        assertThat(scores.nps().value()).isBetween(-100.0, 100.0);
        ValueEstimate interval = scores.npsInterval(0.99);
        assertThat(interval.lower()).isBetween(-100.0, scores.nps().value());
        assertThat(interval.upper()).isBetween(scores.nps().value(), 100.0);
        assertThat(scores.inClass(0) + scores.inClass(1) + scores.inClass(2)).isEqualTo(scores.responses());
    }

    /** The mean and its standard error from the responses written out. */
    @Property(tries = 200)
    void meansAreThoseOfTheResponsesWrittenOut(
            @ForAll @Size(min = 2, max = 60) List<@IntRange(min = 1, max = 7) Integer> all) {
        long[] counts = new long[7];
        all.forEach(score -> counts[score - 1]++);
        ScoreCounts scores = ScoreCounts.of(SurveyKind.CES, counts);
        double mean = all.stream().mapToInt(Integer::intValue).average().orElseThrow();
        double squares = all.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        assertThat(scores.mean().value()).isCloseTo(mean, within(1e-12));
        assertThat(scores.meanStandardError())
                .isCloseTo(Math.sqrt(squares / (all.size() - 1) / all.size()), within(1e-12));
    }

    private static double coverage(int runs, int n, Interval interval) {
        return coverage(runs, n, 0.25, 0.4, interval);
    }

    private static double coverage(int runs, int n, double detractors, double promoters, Interval interval) {
        double truth = 100 * (promoters - detractors);
        SplittableRandom random = new SplittableRandom(20_111_209);
        int held = 0;
        for (int run = 0; run < runs; run++) {
            long[] classes = new long[3];
            for (int i = 0; i < n; i++) {
                double u = random.nextDouble();
                classes[u < detractors ? 0 : u < 1 - promoters ? 1 : 2]++;
            }
            ValueEstimate estimate = interval.of(nps(classes[0], classes[1], classes[2]), run);
            held += estimate.lower() <= truth + 1e-9 && estimate.upper() >= truth - 1e-9 ? 1 : 0;
        }
        return (double) held / runs;
    }

    private interface Interval {
        ValueEstimate of(ScoreCounts scores, long seed);
    }

    @Test
    void scoreIntervalsHoldTheTruthAsOftenAsTheySay() {
        assertThat(coverage(20_000, 150, (scores, seed) -> scores.npsInterval(0.9)))
                .isCloseTo(0.9, within(0.01));
    }

    /** Exactly, summed over all counts by SciPy 1.17.1: 0.9298 and 0.9410; ± z standard errors hold it in 0.7271 and 0.8127. */
    @Test
    void scoreIntervalsHoldTheTruthWhereOneClassIsRare() {
        assertThat(coverage(20_000, 20, 0.05, 0.9, (scores, seed) -> scores.npsInterval(0.9)))
                .isCloseTo(0.9298, within(0.01));
        assertThat(coverage(20_000, 30, 0.05, 0.9, (scores, seed) -> scores.npsInterval(0.9)))
                .isCloseTo(0.9410, within(0.01));
    }

    @Test
    void bootstrapIntervalsHoldTheTruthAsOftenAsTheySay() {
        assertThat(coverage(2_000, 150, (scores, seed) -> scores.npsBootstrap(0.9, 200, seed)))
                .isCloseTo(0.9, within(0.02));
    }

    @Test
    void meansHoldTheTruthAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(5);
        int held = 0;
        for (int run = 0; run < 10_000; run++) {
            long[] counts = new long[5];
            for (int i = 0; i < 40; i++) {
                double u = random.nextDouble();
                counts[u < 0.1 ? 0 : u < 0.2 ? 1 : u < 0.4 ? 2 : u < 0.8 ? 3 : 4]++;
            }
            ValueEstimate mean = ScoreCounts.of(SurveyKind.CSAT, counts).mean(0.9);
            held += mean.lower() <= 3.5 && mean.upper() >= 3.5 ? 1 : 0;
        }
        assertThat(held / 10_000.0).isCloseTo(0.9, within(0.02));
    }
}
