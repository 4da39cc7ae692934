package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class GainLossTest {
    private static Logs.Row row(String customer, String date, long amount, String channel) {
        return Logs.row(customer, date, amount, 0, channel);
    }

    /**
     * <pre>
     *        focus web      other shop     f    c   own  switched
     * a      10 →  30       20 →  5       20  -15    5   15
     * b      30 →  10       0  → 15      -20   15   -5  -15
     * c      10 →  15       5  → 9         5    4    5    0
     * d      10 →   4       5  → 3        -6   -2   -6    0
     * e      10 →  12       40 → 10        2  -30    0    2
     * f           → 7            → 1     new: 7
     * g      9                            lost: −9
     * </pre>
     */
    private static List<Logs.Row> rows() {
        return List.of(
                row("a", "2011-01-05", 10_00, "web"), row("a", "2011-02-05", 30_00, "web"),
                row("a", "2011-01-06", 20_00, "shop"), row("a", "2011-02-06", 5_00, "shop"),
                row("b", "2011-01-05", 30_00, "web"), row("b", "2011-02-05", 10_00, "web"),
                row("b", "2011-02-06", 15_00, "shop"), row("c", "2011-01-05", 10_00, "web"),
                row("c", "2011-02-05", 15_00, "web"), row("c", "2011-01-06", 5_00, "shop"),
                row("c", "2011-02-06", 9_00, "shop"), row("d", "2011-01-05", 10_00, "web"),
                row("d", "2011-02-05", 4_00, "web"), row("d", "2011-01-06", 5_00, "shop"),
                row("d", "2011-02-06", 3_00, "shop"), row("e", "2011-01-05", 10_00, "web"),
                row("e", "2011-02-05", 12_00, "web"), row("e", "2011-01-06", 40_00, "shop"),
                row("e", "2011-02-06", 10_00, "shop"), row("f", "2011-02-05", 7_00, "web"),
                row("f", "2011-02-06", 1_00, "shop"), row("g", "2011-01-05", 9_00, "web"));
    }

    private static final TransactionLog LOG = Logs.of(rows(), RefundPolicy.KEEP_NEGATIVE, false);
    private static final Periods MONTHS = Periods.covering(LOG, TimeStep.MONTHS);

    @Test
    void tellsOwnChangesFromSwitching() {
        GainLoss web = GainLoss.ofLabel(LOG, MONTHS, 0, 1, "channel", "web", Grouping.everyone(LOG.customers()));
        assertThat(IntStream.range(0, 7).mapToObj(web::kind))
                .containsExactly(
                        GainLoss.Kind.STAYED,
                        GainLoss.Kind.STAYED,
                        GainLoss.Kind.STAYED,
                        GainLoss.Kind.STAYED,
                        GainLoss.Kind.STAYED,
                        GainLoss.Kind.NEW,
                        GainLoss.Kind.LOST);
        assertThat(IntStream.range(0, 7).mapToLong(web::ownMinor))
                .containsExactly(5_00L, -5_00L, 5_00L, -6_00L, 0L, 7_00L, -9_00L);
        assertThat(IntStream.range(0, 7).mapToLong(web::switchedMinor))
                .containsExactly(15_00L, -15_00L, 0L, 0L, 2_00L, 0L, 0L);
        assertThat(web.total(0)).isEqualTo(new GainLoss.Total(1, 1, 5, 7_00, -9_00, 10_00, -11_00, 17_00, -15_00));
        assertThat(web.total(0).changeMinor()).isEqualTo(78_00 - 79_00);
        assertThat(web.toTable().column("switched_to").textAt(0)).isEqualTo("17.00");
    }

    /** The focus did not change; that other rows fell or rose is no change of it, neither own nor by switching. */
    @ParameterizedTest
    @ValueSource(longs = {3_00, 5_00, 8_00})
    void whoseFocusStaysTheSameNeitherGrowsNorSwitches(long shop) {
        TransactionLog log = Logs.of(
                List.of(
                        row("a", "2011-01-05", 10_00, "web"),
                        row("a", "2011-01-06", 5_00, "shop"),
                        row("a", "2011-02-05", 10_00, "web"),
                        row("a", "2011-02-06", shop, "shop")),
                RefundPolicy.KEEP_NEGATIVE,
                false);
        GainLoss web = GainLoss.ofLabel(log, MONTHS, 0, 1, "channel", "web", Grouping.everyone(1));
        assertThat(web.ownMinor(0)).isZero();
        assertThat(web.switchedMinor(0)).isZero();
    }

    @Test
    void nobodySwitchesWhereAllRevenueIsLookedAt() {
        GainLoss all = GainLoss.between(LOG, MONTHS, 0, 1);
        assertThat(all.total(0)).isEqualTo(new GainLoss.Total(1, 1, 5, 8_00, -9_00, 14_00, -41_00, 0, 0));
    }

    @Test
    void refusesWhatIsNotThere() {
        Grouping everyone = Grouping.everyone(LOG.customers());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GainLoss.ofLabel(LOG, MONTHS, 0, 1, "channel", "tv", everyone))
                .withMessage("no label 'tv' of dimension 'channel'; there are [shop, web]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GainLoss.between(LOG, MONTHS, 1, 0))
                .withMessage("periods are 2011-02 and 2011-01; the second must be after the first");
    }

    @Property(tries = 200)
    void addsUpToTheChange(@ForAll List<Logs.Row> rows, @ForAll TimeStep step) {
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        Periods periods = Periods.ending(LocalDate.ofEpochDay(log.lastDay()), step == TimeStep.DAYS ? 40 : 1, step, 2);
        Grouping groups = Grouping.byFirst(log, "channel");
        PeriodFacts facts = PeriodFacts.of(log, periods, groups);
        GainLoss all = GainLoss.between(log, periods, 0, 1, groups);
        for (int g = 0; g < all.groups().size(); g++) {
            assertThat(all.total(g).changeMinor())
                    .isEqualTo(facts.get(Fact.REVENUE, 1, g) - facts.get(Fact.REVENUE, 0, g));
            assertThat(all.total(g).newCustomers() + all.total(g).stayedCustomers())
                    .isEqualTo(facts.get(Fact.PRESENT_CUSTOMERS, 1, g));
            assertThat(all.total(g).lostCustomers() + all.total(g).stayedCustomers())
                    .isEqualTo(facts.get(Fact.PRESENT_CUSTOMERS, 0, g));
        }
        PeriodFacts byChannel = PeriodFacts.byDimension(log, periods, "channel");
        for (int label = 1; label < byChannel.groups().size(); label++) {
            GainLoss focus = GainLoss.ofLabel(
                    log, periods, 0, 1, "channel", byChannel.groups().get(label), groups);
            assertThat(focus.total(0).changeMinor())
                    .isEqualTo(byChannel.get(Fact.REVENUE, 1, label) - byChannel.get(Fact.REVENUE, 0, label));
        }
    }
}
