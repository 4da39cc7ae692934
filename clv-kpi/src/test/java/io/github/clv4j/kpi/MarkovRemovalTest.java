package io.github.clv4j.kpi;

import static io.github.clv4j.kpi.Touches.order;
import static io.github.clv4j.kpi.Touches.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkovRemovalTest {
    private static final double TOLERANCE = 1e-14;

    /** Paths that convert, each for 1.00, and paths that do not, long enough ago. */
    private static Journeys journeys(List<String> converting, List<String> others) {
        List<Logs.Row> orders = new ArrayList<>(List.of(order("last", 200, 0)));
        List<Touchpoint> touches = new ArrayList<>();
        for (int i = 0; i < converting.size(); i++) {
            orders.add(order("c" + i, 100, 1_00));
            touches.addAll(path("c" + i, 100, converting.get(i)));
        }
        for (int i = 0; i < others.size(); i++) {
            touches.addAll(path("p" + i, 50, others.get(i)));
        }
        TransactionLog log = Logs.of(orders, RefundPolicy.KEEP_NEGATIVE, false);
        return Journeys.of(log, Touches.of(log, touches), JourneyOptions.withDefaults());
    }

    /** Three paths by hand: start goes to c1 or c2; c1 to c2 or none, c2 to c3, c3 to a conversion or none. */
    @Test
    void threePathsByHand() {
        MarkovRemoval markov = MarkovRemoval.of(journeys(List.of("c1 c2 c3"), List.of("c1", "c2 c3")));
        // From the start 2/3 c1, 1/3 c2; c1 to c2 1/2; c3 converts 1/2: (2/3·1/2 + 1/3)·1/2.
        assertThat(markov.conversionProbability()).isEqualTo(1 / 3.0, within(TOLERANCE));
        assertThat(markov.removalEffect(0)).isEqualTo(0.5, within(TOLERANCE));
        assertThat(markov.removalEffect(1)).isEqualTo(1, within(TOLERANCE));
        assertThat(markov.removalEffect(2)).isEqualTo(1, within(TOLERANCE));
        assertThat(markov.share(0)).isEqualTo(0.2, within(TOLERANCE));
        assertThat(markov.share(1)).isEqualTo(0.4, within(TOLERANCE));
        assertThat(markov.transitions(0, 1)).isEqualTo(1);
        assertThat(markov.endsAfter(0)).isEqualTo(1);
    }

    /** Exact fractions of a chain with circles and repeats, solved anew without each channel by Gauss in rationals. */
    @Test
    void circlesAndRepeatsInExactFractions() {
        Journeys journeys = journeys(
                List.of("search email search", "email", "social search", "search"),
                List.of("social social", "email search", "search email", "social email social"));
        MarkovRemoval markov = MarkovRemoval.of(journeys);
        assertThat(markov.channels()).containsExactly("email", "search", "social");
        assertThat(markov.conversionProbability()).isEqualTo(0.5, within(TOLERANCE));
        assertThat(markov.removalEffect(0)).isEqualTo(17 / 32.0, within(TOLERANCE));
        assertThat(markov.removalEffect(1)).isEqualTo(65 / 76.0, within(TOLERANCE));
        assertThat(markov.removalEffect(2)).isEqualTo(29 / 104.0, within(TOLERANCE));
        assertThat(markov.share(0)).isEqualTo(4199 / 13163.0, within(TOLERANCE));
        // 4.00 by these shares: 127.60, 205.42 and 66.98 of 400.
        Attribution attribution = Attribution.ofRevenue(journeys, AttributionRule.markov());
        assertThat(List.of(attribution.minor(0), attribution.minor(1), attribution.minor(2)))
                .containsExactly(128L, 205L, 67L);
        assertThat(attribution.unattributedMinor()).isZero();
    }

    @Test
    void withoutConversionsNothingIsLost() {
        MarkovRemoval markov = MarkovRemoval.of(journeys(List.of(), List.of("a b")));
        assertThat(markov.conversionProbability()).isZero();
        assertThat(markov.removalEffect(0)).isZero();
        assertThat(markov.share(0)).isNaN();
        assertThat(MarkovRemoval.of(journeys(List.of(), List.of())).conversionProbability())
                .isNaN();
    }
}
