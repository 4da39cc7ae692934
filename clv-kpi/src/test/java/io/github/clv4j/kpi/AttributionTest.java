package io.github.clv4j.kpi;

import static io.github.clv4j.kpi.Touches.lines;
import static io.github.clv4j.kpi.Touches.order;
import static io.github.clv4j.kpi.Touches.path;
import static io.github.clv4j.kpi.Touches.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributionTest {
    /** One path search, mail, mail, tv on days 17 to 20 to an order of 10.00; an order of 3.00 without a path. */
    private static final TransactionLog LOG =
            Logs.of(List.of(order("a", 20, 10_00), order("b", 30, 3_00)), RefundPolicy.KEEP_NEGATIVE, false);

    private static final Journeys JOURNEYS =
            Journeys.of(LOG, Touches.of(LOG, path("a", 20, "search mail mail tv")), JourneyOptions.withDefaults());

    /** Values of mail, search, tv, and what is not attributed. */
    private static List<Long> of(AttributionRule rule) {
        Attribution attribution = Attribution.ofRevenue(JOURNEYS, rule);
        assertThat(attribution.channels()).containsExactly("mail", "search", "tv");
        assertThat(attribution.totalMinor()).isEqualTo(13_00);
        return List.of(
                attribution.minor(0), attribution.minor(1), attribution.minor(2), attribution.unattributedMinor());
    }

    @Test
    void rulesShareOutOnePath() {
        assertThat(of(AttributionRule.firstTouch())).containsExactly(0L, 10_00L, 0L, 3_00L);
        assertThat(of(AttributionRule.lastTouch())).containsExactly(0L, 0L, 10_00L, 3_00L);
        assertThat(of(AttributionRule.linear())).containsExactly(5_00L, 2_50L, 2_50L, 3_00L);
        assertThat(of(AttributionRule.positionBased())).containsExactly(2_00L, 4_00L, 4_00L, 3_00L);
        assertThat(of(AttributionRule.positionBased(0, 0))).containsExactly(10_00L, 0L, 0L, 3_00L);
        assertThat(of(AttributionRule.positionBased(0.1, 0.9))).containsExactly(0L, 1_00L, 9_00L, 3_00L);
        // Weights 1/8, 1/4 + 1/2 and 1 of 15/8 in all: 66.67, 400.00 and 533.33 of 1,000.
        assertThat(of(AttributionRule.timeDecay(1))).containsExactly(4_00L, 67L, 5_33L, 3_00L);
        // A half-life so short that all but the last weight is 0 in doubles.
        assertThat(of(AttributionRule.timeDecay(1e-9))).containsExactly(0L, 0L, 10_00L, 3_00L);
        assertThat(of(AttributionRule.shapley())).containsExactly(3_34L, 3_33L, 3_33L, 3_00L);
        assertThat(of(AttributionRule.markov())).containsExactly(3_34L, 3_33L, 3_33L, 3_00L);
    }

    @Test
    void shortPathsOfPositions() {
        TransactionLog log =
                Logs.of(List.of(order("a", 20, 9_00), order("b", 20, 1_00)), RefundPolicy.KEEP_NEGATIVE, false);
        List<Touchpoint> rows = new ArrayList<>(path("a", 20, "x y"));
        rows.add(touch("b", 20, "z"));
        Journeys journeys = Journeys.of(log, Touches.of(log, rows), JourneyOptions.withDefaults());
        Attribution uneven = Attribution.ofRevenue(journeys, AttributionRule.positionBased(0.2, 0.1));
        assertThat(List.of(uneven.minor(0), uneven.minor(1), uneven.minor(2))).containsExactly(6_00L, 3_00L, 1_00L);
        Attribution none = Attribution.ofRevenue(journeys, AttributionRule.positionBased(0, 0));
        assertThat(List.of(none.minor(0), none.minor(1))).containsExactly(4_50L, 4_50L);
        assertThat(lines(none.toTable()))
                .containsExactly("x|4.50|0.45|0.5", "y|4.50|0.45|0.5", "z|1.00|0.1|1.0", "(unattributed)|0.00|0.0|-");
    }

    @Test
    void manySmallOrdersAreRoundedOnceTogether() {
        List<Logs.Row> orders = new ArrayList<>();
        List<Touchpoint> rows = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            orders.add(order("c" + i, 20, 1));
            rows.addAll(path("c" + i, 20, "x y z"));
        }
        TransactionLog log = Logs.of(orders, RefundPolicy.KEEP_NEGATIVE, false);
        Attribution linear = Attribution.ofRevenue(
                Journeys.of(log, Touches.of(log, rows), JourneyOptions.withDefaults()), AttributionRule.linear());
        // One by one each cent would go to x.
        assertThat(List.of(linear.minor(0), linear.minor(1), linear.minor(2))).containsExactly(3L, 3L, 3L);
    }

    @Test
    void valuesGoToTheChannelsThatWonTheCustomer() {
        TransactionLog log = Logs.of(
                List.of(order("a", 20, 9_00), order("a", 22, 9_00), order("b", 20, 1_00)),
                RefundPolicy.KEEP_NEGATIVE,
                false);
        Journeys journeys = Journeys.of(
                log, Touches.of(log, List.of(touch("a", 19, "x"), touch("a", 21, "y"))), JourneyOptions.withDefaults());
        Attribution values = Attribution.ofValues(
                journeys, AttributionRule.lastTouch(), c -> log.index().id(c).equals("a") ? 500 : -70);
        assertThat(values.minor(0)).isEqualTo(500);
        assertThat(values.conversions(0)).isEqualTo(1);
        assertThat(values.minor(1)).isZero();
        assertThat(values.unattributedMinor()).isEqualTo(-70);
        assertThat(values).hasToString("4.30 EUR by last touch, of which -0.70 is not attributed");
    }

    @Test
    void wrongRulesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttributionRule.positionBased(0.6, 0.5))
                .withMessage("shares of the first and last touchpoint are 0.6 and 0.5; each must be 0 or more and both"
                        + " together at most 1");
        assertThatIllegalArgumentException().isThrownBy(() -> AttributionRule.positionBased(Double.NaN, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttributionRule.timeDecay(0))
                .withMessage("half-life is 0.0 days; it must be above 0 and finite");
        Journeys reserved = Journeys.of(
                LOG, Touches.of(LOG, List.of(touch("a", 20, "(unattributed)"))), JourneyOptions.withDefaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attribution.ofRevenue(reserved, AttributionRule.linear()))
                .withMessageContaining("choose another");
    }
}
