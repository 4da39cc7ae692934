package io.github.clv4j.kpi;

import static io.github.clv4j.kpi.Touches.lines;
import static io.github.clv4j.kpi.Touches.order;
import static io.github.clv4j.kpi.Touches.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelMixTest {
    private static final LocalDate DAY_9 = LocalDate.ofEpochDay(9);
    private static final TransactionLog LOG =
            Logs.of(List.of(order("a", 1, 1), order("b", 1, 1), order("c", 1, 1)), RefundPolicy.KEEP_NEGATIVE, false);

    private static final Touchpoints TOUCHES = Touches.of(
            LOG,
            List.of(
                    touch("a", 2, "web").at(LocalTime.of(9, 59)).withCost(10),
                    touch("a", 3, "mail").at(LocalTime.of(20, 0)),
                    touch("a", 3, "web").at(LocalTime.of(20, 30)).withCost(5),
                    touch("a", 12, "tv"),
                    touch("b", 4, "mail").at(LocalTime.of(22, 0)),
                    touch("b", 5, "web").at(LocalTime.of(7, 0)),
                    touch("p", 2, "tv").withCost(700)));

    @Test
    void groupsAndPeopleBesideTheLog() {
        Grouping segments = Grouping.of("segment", List.of("x", "y"), groups("a", 0, "b", Grouping.NONE, "c", 1));
        ChannelMix mix = ChannelMix.of(TOUCHES, segments, DAY_9);
        assertThat(mix.groups()).containsExactly("x", "y", "(no group)", "(not in the log)");
        assertThat(lines(mix.toTable()))
                .containsExactly(
                        "x|mail|1|0.3333333333333333|0.00",
                        "x|tv|0|0.0|0.00",
                        "x|web|2|0.6666666666666666|0.15",
                        "y|mail|0|-|0.00",
                        "y|tv|0|-|0.00",
                        "y|web|0|-|0.00",
                        "(no group)|mail|1|0.5|0.00",
                        "(no group)|tv|0|0.0|0.00",
                        "(no group)|web|1|0.5|0.00",
                        "(not in the log)|mail|0|0.0|0.00",
                        "(not in the log)|tv|1|1.0|7.00",
                        "(not in the log)|web|0|0.0|0.00");
    }

    private static int[] groups(Object... idsAndGroups) {
        int[] groupOf = new int[LOG.customers()];
        for (int i = 0; i < idsAndGroups.length; i += 2) {
            groupOf[LOG.index().indexOf((String) idsAndGroups[i])] = (Integer) idsAndGroups[i + 1];
        }
        return groupOf;
    }

    @Test
    void wrongGroupsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelMix.of(TOUCHES, Grouping.everyone(2), DAY_9))
                .withMessage("grouping 'all' is of 2 customers, the touchpoints are beside a log of 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelMix.of(TOUCHES, Grouping.of("s", 3, c -> "(no group)"), DAY_9))
                .withMessageContaining("choose another");
    }

    @Test
    void theMostUsedChannelIsPreferredAndOfEqualOnesTheLast() {
        ChannelPreferences preferences = ChannelPreferences.of(TOUCHES, DAY_9);
        assertThat(lines(preferences.toTable())).containsExactly("a|web|2|0|20", "b|web|1|1|7", "p|tv|1|0|-");
        assertThat(preferences.channelGrouping().labelOf(LOG.index().indexOf("a")))
                .isEqualTo("web");
        assertThat(preferences.channelGrouping().labelOf(LOG.index().indexOf("c")))
                .isNull();
        assertThat(preferences.hour(LOG.index().indexOf("c"))).isEqualTo(-1);
        assertThat(preferences.channelCode(LOG.index().indexOf("c"))).isEqualTo(Grouping.NONE);
        assertThat(lines(preferences.mixTable()))
                .containsExactly(
                        "a|mail|1|0.3333333333333333",
                        "a|web|2|0.6666666666666666",
                        "b|mail|1|0.5",
                        "b|web|1|0.5",
                        "p|tv|1|1.0");
    }

    @Test
    void aTieThatALaterLookWinsIsNone() {
        // From the last on: tv once, then mail once (a tie), then mail twice.
        Touchpoints touches =
                Touches.of(LOG, List.of(touch("a", 1, "mail"), touch("a", 2, "mail"), touch("a", 3, "tv")));
        ChannelPreferences preferences = ChannelPreferences.of(touches, DAY_9);
        int a = LOG.index().indexOf("a");
        assertThat(touches.channels().get(preferences.channelCode(a))).isEqualTo("mail");
        assertThat(preferences.isTied(a)).isFalse();
    }

    @Test
    void daysThatNoLogMayHoldAreRefused() {
        for (LocalDate day : List.of(LocalDate.MIN, LocalDate.MAX)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ChannelMix.of(TOUCHES, Grouping.everyone(3), day))
                    .withMessageContaining("is outside 0001-01-01..9999-12-31");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ChannelPreferences.of(TOUCHES, day))
                    .withMessageContaining("is outside 0001-01-01..9999-12-31");
        }
    }

    /** 3,000 people and groups, each touched through a channel of its own: a table of all pairs would have 9 million cells. */
    @Test
    void manyChannelsOfManyPeople() {
        int people = 3_000;
        List<Logs.Row> orders = new ArrayList<>();
        List<Touchpoint> rows = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            orders.add(order("c" + (1_000_000 + i), 1, 1));
            rows.add(touch("c" + (1_000_000 + i), 2, "channel " + i));
        }
        TransactionLog log = Logs.of(orders, RefundPolicy.KEEP_NEGATIVE, false);
        Touchpoints touches = Touches.of(log, rows);
        Table mix = ChannelPreferences.of(touches, DAY_9).mixTable();
        assertThat(mix.rows()).isEqualTo(people);
        assertThat(lines(mix)).startsWith("c1000000|channel 0|1|1.0").endsWith("c1002999|channel 2999|1|1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelMix.of(touches, Grouping.of("c", people, Integer::toString), DAY_9))
                .withMessageStartingWith("3002 groups of 3000 channels are too many");
    }
}
