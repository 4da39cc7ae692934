package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowAlarmsTest {
    private static final AlarmOptions DEFAULTS = AlarmOptions.withDefaults();

    /** 100 customers of A, of whom 20, 20 and 45 go to B, to be replaced by as many from B. */
    private static final MigrationSeries SERIES = series(20, 20, 45);

    private static MigrationSeries series(int... leaving) {
        int customers = 200;
        char[][] paths = new char[customers][leaving.length + 1];
        for (int c = 0; c < customers; c++) {
            paths[c][0] = c < 100 ? 'A' : 'B';
        }
        for (int t = 0; t < leaving.length; t++) {
            int out = leaving[t];
            int in = leaving[t];
            for (char[] path : paths) {
                boolean moves = path[t] == 'A' ? out-- > 0 : in-- > 0;
                path[t + 1] = moves ? (path[t] == 'A' ? 'B' : 'A') : path[t];
            }
        }
        List<String> words = new ArrayList<>();
        for (char[] path : paths) {
            words.add(new String(path));
        }
        return Paths.series(words);
    }

    /** Golden limits: scipy 1.17.1, binom.ppf of 0.5 % and 99.5 % for 100 customers at 20 %: 10 and 31. */
    @Test
    void aRateLeavesTheExactLimitsOfEarlierSteps() {
        FlowAlarms alarms =
                FlowAlarms.of(SERIES, FlowMeasure.OUTFLOW, DEFAULTS.withBaseline(AlarmBaseline.EARLIER_STEPS));
        assertThat(alarms.judged()).isEqualTo(4);
        assertThat(alarms.alarms())
                .containsExactly(
                        new FlowAlarm(2, "A", 100, 0.45, 0.2, 0.1, 0.31, AlarmDirection.HIGH),
                        new FlowAlarm(2, "B", 100, 0.45, 0.2, 0.1, 0.31, AlarmDirection.HIGH));
        assertThat(alarms.toTable().columns().stream().map(c -> c.textAt(0)))
                .containsExactly(
                        "2", "2025-03-31", "2025-04-30", "A", "outflow", "100", "0.45", "0.2", "0.1", "0.31", "high");
        assertThat(alarms).hasToString("2 alarms of 4 rates of OUTFLOW");
    }

    @Test
    void stayingIsTheMirrorOfLeaving() {
        List<FlowAlarm> alarms = FlowAlarms.of(
                        SERIES, FlowMeasure.STAY, DEFAULTS.withBaseline(AlarmBaseline.EARLIER_STEPS))
                .alarms();
        assertThat(alarms).hasSize(2);
        assertThat(alarms.get(0).direction()).isEqualTo(AlarmDirection.LOW);
        assertThat(alarms.get(0).lower()).isEqualTo(0.69);
        assertThat(alarms.get(0).upper()).isEqualTo(0.90);
        assertThat(FlowAlarms.of(SERIES, FlowMeasure.INFLOW, DEFAULTS.withBaseline(AlarmBaseline.EARLIER_STEPS))
                        .alarms())
                .hasSize(2);
    }

    @Test
    void aRateLeavesTheWilsonLimitsExactlyIfItsIntervalLacksTheBaseline() {
        AlarmOptions wilson = DEFAULTS.withLimits(ControlLimits.WILSON).withLevel(0.90);
        RateInterval limits = ControlLimits.WILSON.around(0.2, 100, 0.90);
        // 0.2 ± 1.6448536 · 0.04.
        assertThat(limits.lower()).isCloseTo(0.13420585492194112, within(1e-12));
        assertThat(limits.upper()).isCloseTo(0.2657941450780589, within(1e-12));
        for (int moved = 0; moved <= 100; moved++) {
            MigrationMatrix matrix = MigrationMatrix.ofCounts(List.of("A", "New"), List.of("B", "Gone"), new long[][] {
                {moved, 100 - moved}, {0, 0}
            });
            assertThat(limits.contains(moved / 100.0))
                    .isEqualTo(RateIntervals.wilson(matrix, 0.90)
                            .interval("A", "B")
                            .orElseThrow()
                            .contains(0.2));
        }
        // Pooled, 85 of 300: limits 0.2833 ± 0.0741 tell the high step, the low ones lie at their edge.
        assertThat(FlowAlarms.of(SERIES, FlowMeasure.OUTFLOW, wilson).alarms().stream()
                        .map(alarm -> alarm.step() + alarm.segment() + alarm.direction()))
                .containsExactly("0ALOW", "0BLOW", "1ALOW", "1BLOW", "2AHIGH", "2BHIGH");
        assertThat(FlowAlarms.of(SERIES, FlowMeasure.OUTFLOW, wilson.withLevel(0.99))
                        .alarms())
                .hasSize(2);
    }

    @Test
    void fewCustomersAreNotJudged() {
        FlowAlarms none = FlowAlarms.of(SERIES, FlowMeasure.OUTFLOW, DEFAULTS.withMinCustomers(101));
        assertThat(none.judged()).isZero();
        assertThat(none.alarms()).isEmpty();
        assertThat(none.toTable().rows()).isZero();
        assertThat(FlowAlarms.of(SERIES, FlowMeasure.OUTFLOW, DEFAULTS.withMinCustomers(100))
                        .judged())
                .isEqualTo(6);
    }

    @Test
    void ratesThatNeverVaryGiveNoAlarm() {
        assertThat(FlowAlarms.of(series(0, 0), FlowMeasure.OUTFLOW, DEFAULTS).alarms())
                .isEmpty();
        assertThat(FlowAlarms.of(series(100, 100), FlowMeasure.OUTFLOW, DEFAULTS)
                        .alarms())
                .isEmpty();
    }

    /** Each tail of the exact limits has at most half of what the level leaves, and the next count inwards would have more. */
    @Test
    void exactLimitsHaveTheirTails() {
        double[] cumulative = new double[41];
        double probability = Math.pow(0.85, 40);
        for (int k = 0; k <= 40; k++) {
            cumulative[k] = (k == 0 ? 0 : cumulative[k - 1]) + probability;
            probability *= (40.0 - k) / (k + 1) * 0.15 / 0.85;
        }
        RateInterval limits = ControlLimits.EXACT.around(0.15, 40, 0.90);
        int low = (int) Math.round(limits.lower() * 40);
        int high = (int) Math.round(limits.upper() * 40);
        assertThat(cumulative[low - 1]).isLessThan(0.05);
        assertThat(cumulative[low]).isGreaterThanOrEqualTo(0.05);
        assertThat(1 - cumulative[high]).isLessThanOrEqualTo(0.05);
        assertThat(1 - cumulative[high - 1]).isGreaterThan(0.05);
    }

    /** With a known baseline, about as many of 20,000 rates leave their limits as the level leaves. */
    @Test
    void falseAlarmsAreAsRareAsTheLevelSays() {
        Random random = new Random(11);
        RateInterval wilson = ControlLimits.WILSON.around(0.3, 500, 0.95);
        RateInterval exact = ControlLimits.EXACT.around(0.3, 500, 0.95);
        int rates = 20_000;
        int outsideWilson = 0;
        int outsideExact = 0;
        for (int i = 0; i < rates; i++) {
            int moved = 0;
            for (int c = 0; c < 500; c++) {
                moved += random.nextDouble() < 0.3 ? 1 : 0;
            }
            outsideWilson += wilson.contains(moved / 500.0) ? 0 : 1;
            outsideExact += exact.contains(moved / 500.0) ? 0 : 1;
        }
        assertThat((double) outsideWilson / rates).isCloseTo(0.05, within(0.01));
        assertThat((double) outsideExact / rates).isBetween(0.03, 0.055);
    }

    @Test
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withLevel(1))
                .withMessage("level is 1.0; it must be above 0 and below 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withMinCustomers(0))
                .withMessage("minCustomers is 0; it must be 1 or more");
    }
}
