package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InactivityChurnTest {
    private static final LocalDate START = LocalDate.parse("2011-01-01");

    /**
     * Days from 2011-01-01: a orders every 10 days to day 40, b on 0, 10, 30 and 60, c on 50 alone, d on 20 and 85, e on 99 and
     * so after day 90, f is refunded alone.
     */
    private static final TransactionLog LOG = log(
            RefundPolicy.KEEP_NEGATIVE,
            row("a", 0, 1, "web"),
            row("a", 10, 1, "web"),
            row("a", 20, 1, "web"),
            row("a", 30, 1, "web"),
            row("a", 40, 1, "web"),
            row("b", 0, 1, "web"),
            row("b", 10, 1, "web"),
            row("b", 10, 3, "web"),
            row("b", 30, 1, "web"),
            row("b", 60, 1, "web"),
            row("b", 80, -1, "web"),
            row("c", 50, 1, "shop"),
            row("d", 20, 1, "shop"),
            row("d", 85, 1, "shop"),
            row("e", 99, 1, "shop"),
            row("f", 7, -1, "shop"));

    private static Logs.Row row(String customer, int day, long amount, String channel) {
        return new Logs.Row(customer, (int) START.toEpochDay() + day, amount, 0, channel);
    }

    private static TransactionLog log(RefundPolicy policy, Logs.Row... rows) {
        return Logs.of(List.of(rows), policy, false);
    }

    private static InactivityChurn churn(InactivityOptions options) {
        return InactivityChurn.of(LOG, START.plusDays(90), Grouping.byFirst(LOG, "channel"), options);
    }

    private static List<String> statuses(InactivityChurn churn) {
        List<String> statuses = new ArrayList<>();
        for (int c = 0; c < churn.statuses().customers(); c++) {
            statuses.add(String.valueOf(churn.statuses().labelOf(c)));
        }
        return statuses;
    }

    @Test
    void aFixedThreshold() {
        // Silent on day 90: a 50 days, b 30, c 40, d 5.
        assertThat(statuses(churn(InactivityOptions.fixed(30))))
                .containsExactly("lapsed", "at risk", "lapsed", "active", "null", "null");
        assertThat(statuses(churn(InactivityOptions.fixed(25))))
                .containsExactly("lapsed", "lapsed", "lapsed", "active", "null", "null");
        assertThat(statuses(churn(InactivityOptions.fixed(24))))
                .containsExactly("lost", "lapsed", "lapsed", "active", "null", "null");
        assertThat(statuses(churn(InactivityOptions.fixed(50).withRiskPart(0.1).withLostMultiple(1))))
                .containsExactly("at risk", "at risk", "at risk", "active", "null", "null");
        InactivityChurn churn = churn(InactivityOptions.fixed(30).withLevel(0.9));
        assertThat(churn.customers(0)).isEqualTo(4);
        assertThat(churn.churned(0)).isEqualTo(2);
        assertThat(churn.churnedShare(0).value()).isEqualTo(0.5);
        assertThat(churn.churnedShare(0).interval()).isEqualTo(Intervals.wilson(2, 4, Intervals.z(0.9)));
        assertThat(churn.share(InactivityStatus.LAPSED, 1).value()).isEqualTo(0.5);
        assertThat(churn.customers(InactivityStatus.AT_RISK, 2)).isEqualTo(1);
        assertThat(churn.isPersonal(0)).isFalse();
    }

    /** Intervals: a 10 four times; b 10, 20, 30; d 65. All: mean 165/8, Σ squares 6025. */
    @Test
    void aPersonalThresholdOfMeanAndDeviation() {
        InactivityChurn churn = churn(InactivityOptions.meanPlus(2));
        assertThat(churn.thresholdDays(0)).isEqualTo(10);
        assertThat(churn.thresholdDays(1)).isEqualTo(40);
        double mean = 165 / 8.0;
        double population = mean + 2 * Math.sqrt((6_025 - 8 * mean * mean) / 7);
        assertThat(churn.populationThresholdDays()).isCloseTo(population, within(1e-12));
        assertThat(churn.thresholdDays(2)).isEqualTo(churn.populationThresholdDays());
        assertThat(churn.isPersonal(1)).isTrue();
        assertThat(churn.isPersonal(3)).isFalse();
        // a 50 of 10; b 30 of 40; c 40 of 59.3, d 5.
        assertThat(statuses(churn)).containsExactly("lost", "at risk", "at risk", "active", "null", "null");
        assertThat(churn(InactivityOptions.meanPlus(2).withFloorDays(50)).thresholdDays(0))
                .isEqualTo(50);
        assertThat(churn(InactivityOptions.meanPlus(2).withFewestIntervals(4)).isPersonal(1))
                .isFalse();
    }

    @Test
    void aPersonalThresholdOfAQuantile() {
        InactivityChurn churn = churn(InactivityOptions.quantile(0.75));
        assertThat(churn.thresholdDays(0)).isEqualTo(10);
        assertThat(churn.thresholdDays(1)).isEqualTo(25);
        // 10 10 10 10 10 20 30 65: place 5.25.
        assertThat(churn.populationThresholdDays()).isEqualTo(22.5);
        assertThat(churn(InactivityOptions.quantile(1)).populationThresholdDays())
                .isEqualTo(65);
    }

    @Test
    void withoutEnoughIntervalsNobodyHasCrossedIt() {
        InactivityChurn churn = churn(InactivityOptions.quantile(0.5).withFewestIntervals(9));
        assertThat(churn.populationThresholdDays()).isInfinite();
        assertThat(churn.churned(0)).isZero();
        assertThat(churn.customers(InactivityStatus.ACTIVE, 0)).isEqualTo(4);
        assertThat(churn.customerTable().column("threshold_days").isNull(0)).isTrue();
    }

    @Test
    void whatCameLaterDoesNotCount() {
        InactivityChurn early = InactivityChurn.of(
                LOG, START.plusDays(35), Grouping.everyone(LOG.customers()), InactivityOptions.quantile(1));
        assertThat(early.customers(0)).isEqualTo(3);
        // a 10 three times, b 10 and 20: b has too few of its own by then.
        assertThat(early.isPersonal(0)).isTrue();
        assertThat(early.isPersonal(1)).isFalse();
        assertThat(early.populationThresholdDays()).isEqualTo(20);
    }

    @Test
    void tables() {
        Table table = churn(InactivityOptions.fixed(30)).toTable();
        assertThat(table.rows()).isEqualTo(16);
        assertThat(table.column("status").textAt(2)).isEqualTo("lapsed");
        assertThat(table.column("customers").longAt(2)).isEqualTo(2);
        assertThat(table.column("share").doubleAt(2)).isEqualTo(0.5);
        assertThat(table.column("lower").doubleAt(2)).isLessThan(0.5);
        Table customers = churn(InactivityOptions.fixed(30)).customerTable();
        assertThat(customers.rows()).isEqualTo(4);
        assertThat(IntStream.range(0, 6)
                        .mapToObj(i -> customers.columns().get(i).textAt(1)))
                .containsExactly("b", "2011-03-02", "30", "30.0", "false", "at risk");
    }

    @Test
    void aLedgerOfMonths() {
        Periods months = Periods.covering(LOG, TimeStep.MONTHS);
        InactivityLedger ledger =
                InactivityLedger.of(LOG, months, Grouping.byFirst(LOG, "channel"), InactivityOptions.fixed(25));
        // 31 January is day 30: a, b, d live. 28 February, day 58: c new, b (30) and d (20) churned, a (40) is live.
        assertThat(ledger.get(InactivityFlow.NEW, 0, 0)).isEqualTo(3);
        assertThat(ledger.get(InactivityFlow.LIVE_AT_START, 0, 0)).isZero();
        assertThat(ledger.get(InactivityFlow.NEW, 1, 0)).isEqualTo(1);
        assertThat(ledger.get(InactivityFlow.CHURNED, 1, 0)).isEqualTo(2);
        assertThat(ledger.churnRate(1, 0).value()).isEqualTo(2 / 3.0);
        assertThat(ledger.churnRate(1, 0).interval()).isEqualTo(Intervals.wilson(2, 3, Intervals.z(0.95)));
        assertThat(ledger.reactivationRate(1, 0).undefinedReason())
                .isEqualTo("nobody was churned at the start of 2011-02");
        // 31 March, day 89: b (60) and d (85) ordered, but b has been silent for 29 days again; a and c churned.
        assertThat(ledger.get(InactivityFlow.CHURNED, 2, 0)).isEqualTo(2);
        assertThat(ledger.get(InactivityFlow.REACTIVATED, 2, 0)).isEqualTo(1);
        assertThat(ledger.reactivationRate(2, 0).value()).isEqualTo(0.5);
        assertThat(ledger.get(InactivityFlow.CHURNED_AT_END, 2, 0)).isEqualTo(3);
        assertThat(ledger.get(InactivityFlow.LIVE_AT_END, 2, 1)).isEqualTo(1);
        // April is not over.
        assertThat(ledger.isKnown(3)).isFalse();
        assertThat(ledger.churnRate(3, 0).undefinedReason()).isEqualTo("2011-04 is not over as of 2011-04-10");
        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.get(InactivityFlow.NEW, 3, 0))
                .withMessage("2011-04 is not over as of 2011-04-10");
        Table table = ledger.toTable();
        assertThat(table.rows()).isEqualTo(16);
        assertThat(table.column("reactivated").longAt(2)).isEqualTo(1);
        assertThat(table.column("churned").isNull(3)).isTrue();
        assertThat(table.column("known").textAt(3)).isEqualTo("false");
    }

    /** a's only order is refunded in February; b comes, and is silent for longer than 10 days, in one month. */
    @Test
    void refundsAndShortLives() {
        TransactionLog log = log(
                RefundPolicy.NET,
                row("a", 20, 5, "web"),
                row("b", 32, 5, "web"),
                row("c", 58, 5, "web"),
                row("a", 40, -5, "web"));
        InactivityLedger ledger = InactivityLedger.of(
                log,
                Periods.covering(START, LocalDate.parse("2011-02-28"), TimeStep.MONTHS),
                InactivityOptions.fixed(10));
        assertThat(ledger.get(InactivityFlow.NEW, 0, 0)).isEqualTo(1);
        assertThat(ledger.get(InactivityFlow.LIVE_REFUNDED, 1, 0)).isEqualTo(1);
        assertThat(ledger.get(InactivityFlow.NEW_CHURNED, 1, 0)).isEqualTo(1);
        assertThat(ledger.get(InactivityFlow.LIVE_AT_END, 1, 0)).isEqualTo(1);
    }

    @Test
    void refusesWhatIsImpossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InactivityOptions.fixed(0))
                .withMessage("days of inactivity are 0; they must be 1 or more");
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> InactivityOptions.meanPlus(wrong))
                    .withMessage("deviations are " + wrong + "; they must be 0 or more and finite");
        }
        InactivityOptions personal = InactivityOptions.quantile(0.9);
        for (double wrong : new double[] {0, 1.01, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> InactivityOptions.quantile(wrong))
                    .withMessage("part of intervals is " + wrong + "; it must be above 0 and at most 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> personal.withRiskPart(wrong))
                    .withMessage("part at risk is " + wrong + "; it must be above 0 and at most 1");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> personal.withLostMultiple(0.9))
                .withMessage("multiple of the lost is 0.9; it must be 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> personal.withFewestIntervals(1))
                .withMessage("fewest intervals are 1; they must be 2 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> personal.withFloorDays(0))
                .withMessage("days of the floor are 0; they must be 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InactivityOptions.fixed(30).withFloorDays(5))
                .withMessage("the threshold is fixed, so a floor would change nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InactivityOptions.fixed(30).withFewestIntervals(5))
                .withMessageContaining("the threshold is fixed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InactivityLedger.of(
                        LOG, Periods.rolling(START.plusDays(90), 30, 10, 3), InactivityOptions.fixed(30)))
                .withMessageContaining(" overlap; take windows that follow each other");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        InactivityChurn.of(LOG, START.minusDays(1), Grouping.everyone(6), InactivityOptions.fixed(30)))
                .withMessageContaining("the log begins later");
    }

    @Test
    void customersAreInIdOrderWhateverTheInputs() {
        List<Logs.Row> rows = List.of(row("b", 0, 1, "web"), row("c", 0, 1, "web"), row("a", 0, 1, "web"));
        Table table = InactivityChurn.of(Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false), InactivityOptions.fixed(30))
                .customerTable();
        assertThat(IntStream.range(0, 3).mapToObj(table.column("customer_id")::textAt))
                .containsExactly("a", "b", "c");
    }

    @Test
    void aDayThatNoLogMayHoldIsRefused() {
        Grouping all = Grouping.everyone(LOG.customers());
        InactivityOptions options = InactivityOptions.fixed(30);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InactivityChurn.of(LOG, LocalDate.MAX, all, options))
                .withMessage("date +999999999-12-31 is outside 0001-01-01..9999-12-31");
        assertThat(InactivityChurn.of(LOG, LocalDate.of(9999, 12, 31), all, options)
                        .churned(0))
                .isEqualTo(5);
    }
}
