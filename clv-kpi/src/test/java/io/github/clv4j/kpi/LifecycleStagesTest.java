package io.github.clv4j.kpi;

import static io.github.clv4j.kpi.Touches.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleStagesTest {
    private static final LifecycleOptions DAYS = LifecycleOptions.of(LifecycleRule.byDays(60, 120, 240))
            .withNewDays(30)
            .withReactivation(100, 20);

    private static final TransactionLog LOG = Logs.of(
            List.of(
                    order("active", 100, 5),
                    order("active", 290, 5),
                    order("active", 300, 5),
                    order("first", 330, 5),
                    order("older", 329, 5),
                    order("risk", 299, 5),
                    order("lapsed", 239, 5),
                    order("lost", 119, 5),
                    order("back", 100, 5),
                    order("back", 345, 5),
                    order("back", 350, 5),
                    order("short", 245, 5),
                    order("short", 345, 5),
                    order("refund", 359, -5)),
            RefundPolicy.KEEP_NEGATIVE,
            false);

    private static LifecycleStage stage(LifecycleOptions options, int day, String id) {
        return LifecycleStages.of(LOG, LocalDate.ofEpochDay(day), options)
                .stage(LOG.index().indexOf(id));
    }

    @Test
    void stagesByDays() {
        assertThat(stage(DAYS, 360, "active")).isEqualTo(LifecycleStage.ACTIVE);
        assertThat(stage(DAYS, 361, "active")).isEqualTo(LifecycleStage.AT_RISK);
        assertThat(stage(DAYS, 360, "first")).isEqualTo(LifecycleStage.NEW);
        assertThat(stage(DAYS, 360, "older")).isEqualTo(LifecycleStage.ACTIVE);
        assertThat(stage(DAYS, 360, "risk")).isEqualTo(LifecycleStage.AT_RISK);
        assertThat(stage(DAYS, 360, "lapsed")).isEqualTo(LifecycleStage.LAPSED);
        assertThat(stage(DAYS, 360, "lost")).isEqualTo(LifecycleStage.LOST);
        assertThat(stage(DAYS, 360, "back")).isEqualTo(LifecycleStage.REACTIVATED);
        // The pause was ended on day 345: 20 days later it still counts, 21 days later no more.
        assertThat(stage(DAYS, 365, "back")).isEqualTo(LifecycleStage.REACTIVATED);
        assertThat(stage(DAYS, 366, "back")).isEqualTo(LifecycleStage.ACTIVE);
        // A pause of exactly 100 days is not more than 100.
        assertThat(stage(DAYS, 360, "short")).isEqualTo(LifecycleStage.ACTIVE);
        assertThat(stage(DAYS, 360, "refund")).isEqualTo(LifecycleStage.PROSPECT);
        assertThat(stage(DAYS, 99, "back")).isEqualTo(LifecycleStage.PROSPECT);
    }

    @Test
    void stagesByTheCustomersOwnPace() {
        // "short": 100 days between orders; "lost": one order, so the typical 50 days.
        LifecycleOptions pace =
                LifecycleOptions.of(LifecycleRule.byPersonalGap(1.5, 2, 3, 50)).withNewDays(0);
        assertThat(stage(pace, 345 + 150, "short")).isEqualTo(LifecycleStage.ACTIVE);
        assertThat(stage(pace, 345 + 151, "short")).isEqualTo(LifecycleStage.AT_RISK);
        assertThat(stage(pace, 345 + 201, "short")).isEqualTo(LifecycleStage.LAPSED);
        assertThat(stage(pace, 345 + 301, "short")).isEqualTo(LifecycleStage.LOST);
        assertThat(stage(pace, 119 + 100, "lost")).isEqualTo(LifecycleStage.AT_RISK);
        assertThat(stage(pace, 119 + 151, "lost")).isEqualTo(LifecycleStage.LOST);
    }

    @Test
    void stagesByTheProbabilityOfBeingAlive() {
        for (Object[] edge : new Object[][] {
            {0.8, LifecycleStage.ACTIVE},
            {0.79, LifecycleStage.AT_RISK},
            {0.5, LifecycleStage.AT_RISK},
            {0.49, LifecycleStage.LAPSED},
            {0.2, LifecycleStage.LAPSED},
            {0.19, LifecycleStage.LOST},
            {0.0, LifecycleStage.LOST}
        }) {
            LifecycleOptions alive = LifecycleOptions.of(LifecycleRule.byAlive(c -> (double) edge[0], 0.8, 0.5, 0.2));
            assertThat(stage(alive, 360, "lost")).isEqualTo(edge[1]);
        }
        LifecycleOptions unknown = LifecycleOptions.of(LifecycleRule.byAlive(c -> Double.NaN, 0.8, 0.5, 0.2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage(unknown, 360, "lost"))
                .withMessageStartingWith("P(alive) of customer '")
                .withMessageEndingWith("' is NaN; it must be 0 to 1");
    }

    @Test
    void movementIsCounted() {
        LifecycleStages before = LifecycleStages.of(LOG, LocalDate.ofEpochDay(300), DAYS);
        LifecycleStages after = LifecycleStages.of(LOG, LocalDate.ofEpochDay(360), DAYS);
        LifecycleMovement movement = before.to(after);
        assertThat(movement.count(LifecycleStage.PROSPECT, LifecycleStage.NEW)).isEqualTo(1);
        assertThat(movement.count(LifecycleStage.LAPSED, LifecycleStage.REACTIVATED))
                .isEqualTo(1);
        assertThat(movement.count(LifecycleStage.REACTIVATED, LifecycleStage.ACTIVE))
                .isEqualTo(1);
        assertThat(movement.customers()).isEqualTo(9);
        assertThat(movement.toTable().rows()).isEqualTo(49);
        assertThat(after.grouping().labels())
                .containsExactly("prospect", "new", "active", "at risk", "lapsed", "lost", "reactivated");
        assertThat(after.grouping().sizes()).containsExactly(1, 1, 3, 1, 1, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> after.to(before))
                .withMessage("stages after are as of 1970-10-28; they must be later than 1970-12-27");
        TransactionLog other = Logs.of(List.of(order("a", 1, 1)), RefundPolicy.KEEP_NEGATIVE, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> before.to(LifecycleStages.of(other, LocalDate.ofEpochDay(360), DAYS)))
                .withMessage("stages are of 9 customers before and 1 after; make both from one log");
    }

    @Test
    void wrongRulesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LifecycleRule.byDays(60, 59, 240))
                .withMessage(
                        "days are 60.0, 59.0 and 240.0; they must be 0 or more, each not less than the one before, and"
                                + " finite");
        assertThatIllegalArgumentException().isThrownBy(() -> LifecycleRule.byPersonalGap(1, 2, Double.NaN, 30));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LifecycleRule.byPersonalGap(1, 2, 3, 0))
                .withMessage("typical gap is 0 days; it must be 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LifecycleRule.byAlive(c -> 1, 0.5, 0.6, 0.2))
                .withMessage(
                        "probabilities are 0.5, 0.6 and 0.2; they must be 1 or less, each not more than the one before,"
                                + " and 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DAYS.withNewDays(-1))
                .withMessage("days of being new are -1; they must be 0 or more");
        assertThat(DAYS).hasToString("new for 30 days, by days 60.0/120.0/240.0, back for 20 days after more than 100");
    }
}
