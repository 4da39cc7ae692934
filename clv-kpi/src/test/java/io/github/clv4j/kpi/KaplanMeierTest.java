package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {
    /**
     * Weeks in remission of 21 leukaemia patients on 6-MP, negative if censored: Freireich et al. (1963, Blood 21:
     * 699-716), as in Cox and Oakes (1984, Analysis of Survival Data, table 1.1).
     */
    private static final int[] TREATED = {
        6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35
    };

    /** The same of 21 patients on placebo, none of them censored. */
    private static final int[] PLACEBO = {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23};

    private static KaplanMeier of(int... signed) {
        boolean[] ended = new boolean[signed.length];
        for (int i = 0; i < signed.length; i++) {
            ended[i] = signed[i] > 0;
        }
        return KaplanMeier.of(Arrays.stream(signed).map(Math::abs).toArray(), ended);
    }

    /**
     * Day, at risk, ended, survival, Greenwood's standard error, plain and log-log interval at 95 %. The survival column is
     * the textbook one (Kleinbaum and Klein 2012, Survival Analysis, chapter 2); all columns were computed from the data in
     * exact fractions, apart from this library.
     */
    @Test
    void remissionTimesGiveTheKnownTable() {
        double[][] published = {
            {6, 21, 3, 0.8571, 0.0764, 0.7075, 1.0000, 0.6197, 0.9516},
            {7, 17, 1, 0.8067, 0.0869, 0.6363, 0.9771, 0.5631, 0.9228},
            {10, 15, 1, 0.7529, 0.0963, 0.5641, 0.9418, 0.5032, 0.8894},
            {13, 12, 1, 0.6902, 0.1068, 0.4808, 0.8995, 0.4316, 0.8491},
            {16, 11, 1, 0.6275, 0.1141, 0.4039, 0.8510, 0.3675, 0.8049},
            {22, 7, 1, 0.5378, 0.1282, 0.2865, 0.7891, 0.2678, 0.7468},
            {23, 6, 1, 0.4482, 0.1346, 0.1844, 0.7120, 0.1881, 0.6801},
        };
        KaplanMeier curve = of(TREATED);
        int next = 0;
        for (int step = 0; step < curve.steps(); step++) {
            if (curve.ended(step) > 0) {
                double[] row = published[next++];
                int day = curve.day(step);
                assertThat(new double[] {day, curve.atRisk(step), curve.ended(step)})
                        .containsExactly(row[0], row[1], row[2]);
                assertThat(curve.survival(step)).isCloseTo(row[3], within(5e-5));
                assertThat(curve.standardError(step)).isCloseTo(row[4], within(5e-5));
                RateEstimate plain = curve.survivalAfter(day, 0.95, SurvivalIntervalType.PLAIN);
                assertThat(plain.lower()).isCloseTo(row[5], within(1e-4));
                assertThat(plain.upper()).isCloseTo(row[6], within(1e-4));
                RateEstimate logLog = curve.survivalAfter(day, 0.95, SurvivalIntervalType.LOG_LOG);
                assertThat(logLog.lower()).isCloseTo(row[7], within(1e-4));
                assertThat(logLog.upper()).isCloseTo(row[8], within(1e-4));
            }
        }
        assertThat(next).isEqualTo(published.length);
        assertThat(curve.customers()).isEqualTo(21);
        assertThat(curve.ended()).isEqualTo(9);
        assertThat(curve.medianDays().value()).isEqualTo(23);
        assertThat(curve.survivalAfter(12).value())
                .isEqualTo(curve.survivalAfter(11).value());
        assertThat(curve.censored(0)).isEqualTo(1);
        assertThat(of(PLACEBO).medianDays().value()).isEqualTo(8);
    }

    /** Of 24 who leave one a day, 12 are left after day 12; the product of quotients is above a half by its last bit. */
    @Test
    void aMedianIsNotMissedByRounding() {
        int[] days = IntStream.rangeClosed(1, 24).toArray();
        boolean[] ended = new boolean[24];
        Arrays.fill(ended, true);
        KaplanMeier curve = KaplanMeier.of(days, ended);
        assertThat(curve.survival(11)).isGreaterThan(0.5);
        assertThat(curve.medianDays().value()).isEqualTo(12);
    }

    @Test
    void whatNobodyWasFollowedForIsUnknown() {
        KaplanMeier curve = of(TREATED);
        assertThat(curve.survivalAfter(35).isDefined()).isTrue();
        assertThat(curve.survivalAfter(36).undefinedReason()).isEqualTo("nobody was followed for longer than 35 days");
        assertThat(curve.survivalAfter(36, 0.9, SurvivalIntervalType.PLAIN).hasInterval())
                .isFalse();
        assertThat(curve.quantileDays(0.9).undefinedReason())
                .isEqualTo("fewer than 0.9 of the customers have left after the longest time");
        KaplanMeier placebo = of(PLACEBO);
        assertThat(placebo.survivalAfter(99).value()).isZero();
        RateEstimate none = placebo.survivalAfter(99, 0.9, SurvivalIntervalType.LOG_LOG);
        assertThat(none.hasInterval()).isFalse();
        assertThat(none.rate().note()).isEqualTo("nobody is left, so there is no interval");
        assertThat(placebo.standardError(placebo.steps() - 1)).isNaN();
        assertThat(placebo.survivalAfter(0, 0.9, SurvivalIntervalType.LOG_LOG).lower())
                .isEqualTo(1);
        KaplanMeier nobody = of();
        assertThat(nobody.survivalAfter(1).undefinedReason()).isEqualTo("there are no customers");
        assertThat(nobody.medianDays().undefinedReason()).isEqualTo("there are no customers");
    }

    @Test
    void isATable() {
        assertThat(Contracts.lines(of(1, -2, 3).toTable(0.95, SurvivalIntervalType.PLAIN)))
                .hasSize(3)
                .last()
                .isEqualTo("3,1,1,0,0.0,,,");
        assertThat(of(-2, 1).toTable(0.9, SurvivalIntervalType.LOG_LOG).columns())
                .extracting(column -> column.name())
                .containsExactly("day", "at_risk", "ended", "censored", "survival", "standard_error", "lower", "upper");
    }

    @Test
    void datesAreTurnedIntoDays() {
        KaplanMeier curve = KaplanMeier.ofDates(
                new int[] {0, 10, 0}, new int[] {5, Subscriptions.OPEN, Subscriptions.OPEN}, new int[] {99, 13, 19});
        assertThat(Arrays.toString(new int[] {curve.day(0), curve.day(1), curve.day(2)}))
                .isEqualTo("[4, 5, 20]");
        assertThat(curve.ended(1)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KaplanMeier.ofDates(new int[] {5}, new int[] {3}, new int[] {0}))
                .withMessage("days of customer 0 are -2; they must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KaplanMeier.of(new int[2], new boolean[1]))
                .withMessage("2 numbers of days and 1 ends; there must be one for each customer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(1).survivalAfter(-1))
                .withMessage("days is -1; it must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(1).quantileDays(1))
                .withMessage("part is 1.0; it must be above 0 and below 1");
    }

    @Property(tries = 300)
    void withoutCensoringItIsTheShareThatIsLeft(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 40) Integer> some) {
        int[] days = some.stream().mapToInt(Integer::intValue).toArray();
        boolean[] ended = new boolean[days.length];
        Arrays.fill(ended, true);
        KaplanMeier curve = KaplanMeier.of(days, ended);
        for (int t = 0; t <= 45; t++) {
            int day = t;
            double left = Arrays.stream(days).filter(d -> d > day).count() / (double) days.length;
            assertThat(curve.survivalAfter(t).value()).isCloseTo(left, within(1e-14));
            // Greenwood's variance is then the binomial one.
            double half =
                    curve.survivalAfter(t, 0.5, SurvivalIntervalType.PLAIN).upper() - left;
            if (left > 0 && left < 1) {
                assertThat(half)
                        .isCloseTo(
                                Math.min(1 - left, 0.6744897501960817 * Math.sqrt(left * (1 - left) / days.length)),
                                within(1e-12));
            }
        }
    }

    @Property(tries = 300)
    void tellsWhatTheSlowWayFinds(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 20) Integer> some, @ForAll long seed) {
        int[] days = some.stream().mapToInt(Integer::intValue).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] ended = new boolean[days.length];
        for (int i = 0; i < ended.length; i++) {
            ended[i] = random.nextBoolean();
        }
        KaplanMeier curve = KaplanMeier.of(days, ended);
        double slow = 1;
        for (int t = 0; t <= Arrays.stream(days).max().orElseThrow(); t++) {
            int atRisk = 0;
            int gone = 0;
            for (int i = 0; i < days.length; i++) {
                atRisk += days[i] >= t ? 1 : 0;
                gone += days[i] == t && ended[i] ? 1 : 0;
            }
            slow *= 1 - (double) gone / atRisk;
            assertThat(curve.survivalAfter(t).value()).isCloseTo(slow, within(1e-12));
        }
    }

    /** Exponential lives of 100 days on average, followed for 30 to 250 days: the truth at 60 days is e^-0.6. */
    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(20_250_101);
        int runs = 4_000;
        int customers = 150;
        double truth = Math.exp(-0.6);
        int plain = 0;
        int logLog = 0;
        for (int run = 0; run < runs; run++) {
            int[] days = new int[customers];
            boolean[] ended = new boolean[customers];
            for (int i = 0; i < customers; i++) {
                // Days lived: the end falls in day k with k < life <= k + 1, so S(60) is of life > 60.
                int life = (int) Math.ceil(-100 * Math.log1p(-random.nextDouble()));
                int followed = random.nextInt(30, 251);
                ended[i] = life <= followed;
                days[i] = Math.min(life, followed);
            }
            KaplanMeier curve = KaplanMeier.of(days, ended);
            RateEstimate one = curve.survivalAfter(60, 0.9, SurvivalIntervalType.PLAIN);
            RateEstimate other = curve.survivalAfter(60, 0.9, SurvivalIntervalType.LOG_LOG);
            plain += one.lower() <= truth && truth <= one.upper() ? 1 : 0;
            logLog += other.lower() <= truth && truth <= other.upper() ? 1 : 0;
        }
        assertThat((double) plain / runs).isCloseTo(0.9, within(0.02));
        assertThat((double) logLog / runs).isCloseTo(0.9, within(0.02));
    }
}
