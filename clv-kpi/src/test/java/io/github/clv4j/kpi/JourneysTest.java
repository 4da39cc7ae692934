package io.github.clv4j.kpi;

import static io.github.clv4j.kpi.Touches.lines;
import static io.github.clv4j.kpi.Touches.order;
import static io.github.clv4j.kpi.Touches.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class JourneysTest {
    private static final JourneyOptions TEN_DAYS = JourneyOptions.withDefaults().withLookBackDays(10);

    /**
     * Customer a orders on days 20 and 25, b on day 30 with a refund on day 40; look-back 10 days.
     *
     * <pre>
     * a  5 tv | 12 web  20 mail  ORDER 20 | 25 ORDER | 28 web            52 web
     * b  30 ORDER (none before)             40 refund
     * p  1 tv  2 tv (never orders)                                       55 mail
     * </pre>
     */
    private static final TransactionLog LOG = Logs.of(
            List.of(
                    order("a", 20, 10_00),
                    order("a", 20, 5_00),
                    order("a", 25, 7_00),
                    order("b", 30, 100_00),
                    order("b", 40, -30_00),
                    order("c", 60, 1_00)),
            RefundPolicy.KEEP_NEGATIVE,
            false);

    private static final Touchpoints TOUCHES = Touches.of(
            LOG,
            List.of(
                    touch("a", 5, "tv"),
                    touch("a", 12, "web"),
                    touch("a", 20, "mail"),
                    touch("a", 28, "web"),
                    touch("a", 52, "web"),
                    touch("p", 1, "tv"),
                    touch("p", 2, "tv"),
                    touch("p", 55, "mail")));

    @Test
    void pathsRunFromTheLookBackToTheOrdersDay() {
        Journeys journeys = Journeys.of(LOG, TOUCHES, TEN_DAYS);
        assertThat(journeys.asOf()).isEqualTo(LocalDate.ofEpochDay(60));
        assertThat(lines(journeys.toTable()))
                .containsExactly(
                        "|0|3|108.00|0",
                        "web > mail|2|1|15.00|0",
                        "tv|1|0|0.00|1",
                        "tv > tv|2|0|0.00|1",
                        "web|1|0|0.00|1");
        assertThat(journeys.openTouchpoints()).isEqualTo(2);
        assertThat(journeys.totalRevenueMinor()).isEqualTo(93_00);
        assertThat(journeys.revenueElsewhereMinor()).isEqualTo(-30_00);
        assertThat(journeys).hasToString("4 conversions and 3 paths without an order as of 1970-03-02");
    }

    @Test
    void aTouchpointMayCountForEveryOrder() {
        Journeys journeys = Journeys.of(LOG, TOUCHES, TEN_DAYS.withReuse(TouchReuse.EVERY_ORDER));
        assertThat(lines(journeys.toTable()))
                .contains("|0|2|101.00|0", "web > mail|2|1|15.00|0", "mail|1|1|7.00|0", "web|1|0|0.00|1");
    }

    @Test
    void lookBackOfNoDaysTakesTheOrdersOwnDay() {
        Journeys journeys =
                Journeys.of(LOG, TOUCHES, JourneyOptions.withDefaults().withLookBackDays(0));
        assertThat(lines(journeys.toTable()))
                .contains(
                        "mail|1|1|15.00|0", "tv > tv > mail|3|0|0.00|1", "tv > web|2|0|0.00|1", "web > web|2|0|0.00|1");
    }

    @Test
    void nothingThatCameLaterCounts() {
        Journeys journeys = Journeys.of(LOG, TOUCHES, TEN_DAYS.until(LocalDate.ofEpochDay(22)));
        assertThat(journeys.conversions()).isEqualTo(1);
        assertThat(journeys.path(0)).containsExactly("web", "mail");
        assertThat(journeys.openTouchpoints()).isZero();
        Journeys before = Journeys.of(LOG, TOUCHES, TEN_DAYS.until(LocalDate.ofEpochDay(15)));
        assertThat(before.conversions()).isZero();
        // The touchpoint of day 5 is just within ten days of day 15.
        assertThat(before.openTouchpoints()).isEqualTo(2);
        assertThat(before.pathsWithoutOrder()).isEqualTo(1);
        assertThat(before.pathWithoutOrder(0)).containsExactly("tv", "tv");
    }

    @Test
    void touchpointsOfAnotherLogAreRefused() {
        TransactionLog other = Logs.of(List.of(order("a", 1, 1)), RefundPolicy.KEEP_NEGATIVE, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Journeys.of(other, TOUCHES, TEN_DAYS))
                .withMessage("touchpoints are beside a log of 3 customers, this one has 1; make them beside this log");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEN_DAYS.withLookBackDays(-1))
                .withMessage("look-back is -1 days; it must be 0 or more");
    }
}
