package io.github.clv4j.kpi;

import static io.github.clv4j.kpi.Touches.lines;
import static io.github.clv4j.kpi.Touches.order;
import static io.github.clv4j.kpi.Touches.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.IdLinks;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TouchpointsTest {
    private static final TransactionLog LOG =
            Logs.of(List.of(order("b", 5, 1_00), order("a", 7, 2_00)), RefundPolicy.KEEP_NEGATIVE, false);
    private static final TouchpointOptions BESIDE = TouchpointOptions.beside(LOG);

    private static final List<Touchpoint> ROWS = List.of(
            touch("z", 3, "web"),
            touch("a", 4, "web").at(LocalTime.of(17, 30, 59)).ofKind("click").withCost(12),
            touch("a", 4, "e-mail"),
            touch("y", 3, "e-mail").ofKind("open"),
            touch("b", 2, "web"));

    @Test
    void customersOfTheLogKeepTheirNumbersAndOthersFollowInIdOrder() {
        Touchpoints touchpoints = Touches.of(LOG, ROWS);
        assertThat(touchpoints.knownCustomers()).isEqualTo(2);
        assertThat(touchpoints.customers()).isEqualTo(4);
        assertThat(touchpoints.id(LOG.index().indexOf("a"))).isEqualTo("a");
        assertThat(List.of(touchpoints.id(2), touchpoints.id(3))).containsExactly("y", "z");
        assertThat(touchpoints.channels()).containsExactly("e-mail", "web");
        assertThat(touchpoints.kinds()).containsExactly("click", "open");
        assertThat(lines(touchpoints.toTable()))
                .containsExactly(
                        "a|1970-01-05|-|e-mail|-|0.00",
                        "a|1970-01-05|1050|web|click|0.12",
                        "b|1970-01-03|-|web|-|0.00",
                        "y|1970-01-04|-|e-mail|open|0.00",
                        "z|1970-01-04|-|web|-|0.00");
        assertThat(touchpoints.report())
                .hasToString("5 rows read, 5 accepted (2 of people not in the log), rejected {}");
        assertThat(touchpoints).hasToString("5 touchpoints of 4 people in 2 channels");
        assertThat(touchpoints.channelCode("web")).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> touchpoints.channelCode("tv"))
                .withMessage("no touchpoint is of channel 'tv'; there are [e-mail, web]");
    }

    @Test
    void kindsCanBeTakenAlone() {
        Touchpoints clicks = Touches.of(LOG, ROWS).ofKinds(Set.of("click"));
        assertThat(lines(clicks.toTable())).containsExactly("a|1970-01-05|1050|web|click|0.12");
        assertThat(clicks.customers()).isEqualTo(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clicks.ofKinds(Set.of("call")))
                .withMessage("no touchpoint is of kind 'call'; there are [click, open]");
    }

    @Test
    void linkedIdsAreOnePersonAlsoBesideTheLog() {
        IdLinks links = IdLinks.builder().link("z", "y").link("cookie", "a").build();
        List<Touchpoint> rows = List.of(touch("z", 1, "web"), touch("y", 2, "web"), touch("cookie", 1, "web"));
        Touchpoints touchpoints = Touchpoints.of(BESIDE.withLinks(links), rows);
        assertThat(touchpoints.customers()).isEqualTo(3);
        assertThat(touchpoints.id(2)).isEqualTo("y");
        assertThat(touchpoints.customer(0)).isEqualTo(LOG.index().indexOf("a"));
        // A log that was linked finds them by itself.
        Touchpoints ofLinked = Touches.of(LOG.withLinks(links), rows);
        assertThat(ofLinked.report().ofOthers()).isEqualTo(2);
    }

    @Test
    void badRowsAreNamedWithTheirRule() {
        assertBad(touch(" ", 1, "web"), "touchpoints, row 1, column 'customer': ' '; a customer id is needed");
        assertBad(Touchpoint.of("a", null, "web"), "touchpoints, row 1, column 'day': no value; a date is needed");
        assertBad(
                Touchpoint.of("a", LocalDate.of(10_000, 1, 1), "web"),
                "touchpoints, row 1, column 'day': '+10000-01-01'; it must be 0001-01-01 to 9999-12-31");
        assertBad(touch("a", 1, "").withRow(9), "touchpoints, row 9, column 'channel': ''; a channel is needed");
        assertBad(
                touch("a", 1, "web").withCost(-1),
                "touchpoints, row 1, column 'cost': '-0.01'; the cost of a touchpoint must be 0 or more");
    }

    private static void assertBad(Touchpoint row, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Touchpoints.of(BESIDE, List.of(row)))
                .withMessage(message);
    }

    @Test
    void badRowsCanBeCountedAndSkipped() {
        TouchpointOptions skip = BESIDE.withSource("clicks.csv").withBadRows(BadRowPolicy.skip(2));
        Touchpoints touchpoints = Touchpoints.of(
                skip,
                List.of(
                        touch("", 1, "web"),
                        touch("a", 1, "web"),
                        touch("a", 1, "web").withCost(-5)));
        assertThat(touchpoints.count()).isEqualTo(1);
        assertThat(touchpoints.report().read()).isEqualTo(3);
        assertThat(touchpoints.report().accepted()).isEqualTo(1);
        assertThat(touchpoints.report().rejected())
                .isEqualTo(Map.of(RejectReason.EMPTY_CUSTOMER_ID, 1L, RejectReason.BAD_COST, 1L));
        assertThat(touchpoints.report().firstProblems().get(1).row()).isEqualTo(3);
        TouchpointsBuilder full =
                Touchpoints.builder(skip.withBadRows(BadRowPolicy.skip(1))).add(touch("", 1, "web"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> full.add(touch("", 1, "web")))
                .withMessageStartingWith("clicks.csv, row 2");
        assertThat(full.build().count()).isZero();
        assertThatIllegalStateException().isThrownBy(full::build);
    }
}
