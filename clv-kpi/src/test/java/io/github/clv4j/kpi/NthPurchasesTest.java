package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class NthPurchasesTest {
    /**
     * As of day 100, counted from 2011-01-01: a on days 0, 10, 10 and 50; b on 20; c on 40 and 90; d on 80 and 85; e on 95. A
     * kept refund of b on day 30 is no purchase.
     */
    private static final TransactionLog LOG = Logs.of(
            List.of(
                    row("a", 0, 5, "web"),
                    row("a", 10, 5, "web"),
                    row("a", 10, 7, "web"),
                    row("a", 50, 5, "web"),
                    row("b", 20, 5, "shop"),
                    row("b", 30, -5, "shop"),
                    row("c", 40, 5, "shop"),
                    row("c", 90, 5, "shop"),
                    row("d", 80, 5, "web"),
                    row("d", 85, 5, "web"),
                    row("e", 95, 5, "shop")),
            RefundPolicy.KEEP_NEGATIVE,
            false);

    private static final LocalDate AS_OF = LocalDate.parse("2011-01-01").plusDays(100);
    private static final PurchaseOptions OPTIONS = PurchaseOptions.within(45).withMost(4);

    private static Logs.Row row(String customer, int day, long amount, String channel) {
        return new Logs.Row(customer, Logs.day("2011-01-01") + day, amount, 0, channel);
    }

    private static NthPurchases purchases(PurchaseOptions options) {
        return NthPurchases.of(LOG, AS_OF, Grouping.everyone(LOG.customers()), options);
    }

    @Test
    void leavesOutThoseWhoHadLessThanTheWindow() {
        NthPurchases purchases = purchases(OPTIONS);
        // First: all five; a, c and d went on; a, b and c had 45 days; of these a did within them, c after 50 days.
        assertThat(purchases.reached(1, 0)).isEqualTo(5);
        assertThat(purchases.wentOn(1, 0)).isEqualTo(3);
        assertThat(purchases.matured(1, 0)).isEqualTo(3);
        assertThat(purchases.wentOnWithin(1, 0)).isEqualTo(1);
        assertThat(purchases.repeatRate(1, 0).value()).isEqualTo(1 / 3.0);
        assertThat(purchases.churnRate(1, 0).value()).isEqualTo(2 / 3.0);
        assertThat(purchases.churnRate(1, 0).interval()).isEqualTo(Intervals.wilson(2, 3, Intervals.z(0.95)));
        assertThat(purchases.medianDays(1, 0).value()).isEqualTo(10);
        // Second: a on day 10, c on 90, d on 85; a went on after 40 days; the others had less.
        assertThat(purchases.reached(2, 0)).isEqualTo(3);
        assertThat(purchases.matured(2, 0)).isEqualTo(1);
        assertThat(purchases.repeatRate(2, 0).value()).isEqualTo(1);
        // Third: a on day 50, with 50 days and none.
        assertThat(purchases.churnRate(3, 0).value()).isEqualTo(1);
        assertThat(purchases.medianDays(3, 0).undefinedReason()).isEqualTo("nobody bought again within 45 days");
        assertThat(purchases.reached(4, 0)).isZero();
        assertThat(purchases.churnRate(4, 0).undefinedReason())
                .isEqualTo("nobody made purchase 4 at least 45 days before " + AS_OF);
        assertThat(purchases.boughtAgainWithin(4, 0).undefinedReason()).isEqualTo("there are no customers");
    }

    /**
     * From the first purchase: e censored after 5 days; d at 5, a at 10, c at 50; b censored after 80. At risk at 5 all five, at
     * 10 three (a, b, c): S(45) = 4/5 · 2/3.
     */
    @Test
    void theProductLimitTakesTheTimeOfTheOthersIntoAccount() {
        KpiValue again = purchases(OPTIONS).boughtAgainWithin(1, 0);
        assertThat(again.value()).isCloseTo(1 - 8 / 15.0, within(1e-15));
        double s = 8 / 15.0;
        double spread = Intervals.z(0.95) * Math.sqrt(1 / 20.0 + 1 / 6.0) / -Math.log(s);
        assertThat(CohortRows.lower(again)).isCloseTo(1 - Math.pow(s, Math.exp(-spread)), within(1e-12));
        assertThat(CohortRows.upper(again)).isCloseTo(1 - Math.pow(s, Math.exp(spread)), within(1e-12));
        // Of the third purchase nobody has come back: an estimate, but no interval.
        assertThat(purchases(OPTIONS).boughtAgainWithin(3, 0).value()).isZero();
        assertThat(purchases(OPTIONS).boughtAgainWithin(3, 0).interval()).isNull();
    }

    @Test
    void countsOrdersOrDays() {
        NthPurchases orders = purchases(OPTIONS.withCounting(PurchaseCounting.ORDERS));
        assertThat(orders.reached(4, 0)).isEqualTo(1);
        assertThat(orders.medianDays(2, 0).value()).isZero();
        assertThat(RepeatPurchases.of(LOG, PurchaseCounting.ORDERS, 0.95).repeaters(0))
                .isEqualTo(3);
    }

    @Test
    void groupsAndTable() {
        NthPurchases purchases = NthPurchases.of(LOG, AS_OF, Grouping.byFirst(LOG, "channel"), OPTIONS);
        assertThat(purchases.groups()).containsExactly("all", "shop", "web");
        assertThat(purchases.matured(1, 1)).isEqualTo(2);
        assertThat(purchases.repeatRate(1, 1).value()).isZero();
        assertThat(purchases.repeatRate(1, 2).value()).isEqualTo(1);
        Table table = purchases.toTable();
        assertThat(table.rows()).isEqualTo(12);
        assertThat(table.column("n").longAt(5)).isEqualTo(2);
        assertThat(table.column("group").textAt(5)).isEqualTo("shop");
        assertThat(table.column("churn_rate").doubleAt(0)).isEqualTo(2 / 3.0);
        assertThat(table.column("churn_rate").isNull(3)).isTrue();
        assertThat(table.column("lower").doubleAt(0)).isLessThan(2 / 3.0);
        assertThat(table.column("bought_again_within").doubleAt(0)).isCloseTo(7 / 15.0, within(1e-15));
    }

    @Test
    void timeToSecondPurchase() {
        RepeatPurchases repeat =
                RepeatPurchases.of(LOG, AS_OF, Grouping.byFirst(LOG, "channel"), PurchaseCounting.ORDER_DAYS, 0.9);
        assertThat(repeat.customers(0)).isEqualTo(5);
        assertThat(repeat.rate(0).value()).isEqualTo(0.6);
        assertThat(repeat.rate(0).interval()).isEqualTo(Intervals.wilson(3, 5, Intervals.z(0.9)));
        // S: 4/5 at 5, 8/15 at 10, 4/15 at 50.
        assertThat(repeat.medianDays(0).value()).isEqualTo(50);
        assertThat(repeat.within(9, 0).value()).isCloseTo(0.2, within(1e-15));
        assertThat(repeat.within(50, 0).value()).isCloseTo(11 / 15.0, within(1e-15));
        assertThat(repeat.within(81, 0).undefinedReason()).isEqualTo("nobody was followed for longer than 80 days");
        // Channel shop: b censored at 80, c at 50, e censored at 5.
        assertThat(repeat.medianDays(1).value()).isEqualTo(50);
        assertThat(repeat.medianDays(2).value()).isEqualTo(5);
        Table table = repeat.distribution(5, 10, 90);
        assertThat(table.rows()).isEqualTo(9);
        assertThat(table.column("bought_again").doubleAt(0)).isCloseTo(0.2, within(1e-15));
        assertThat(table.column("bought_again").isNull(2)).isTrue();
        assertThat(repeat.toTable().column("median_days").doubleAt(0)).isEqualTo(50);
        RepeatPurchases early = RepeatPurchases.of(
                LOG, LocalDate.parse("2011-01-01"), Grouping.everyone(5), PurchaseCounting.ORDER_DAYS, 0.9);
        assertThat(early.customers(0)).isEqualTo(1);
        assertThat(early.medianDays(0).undefinedReason()).contains("after the longest time");
    }

    @Property(tries = 300)
    void tellsWhatTheSlowWayFinds(
            @ForAll List<Logs.Row> rows,
            @ForAll boolean net,
            @ForAll PurchaseCounting counting,
            @ForAll @IntRange(min = 1, max = 60) int window,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY + 40) int asOf) {
        RefundPolicy policy = net ? RefundPolicy.NET : RefundPolicy.KEEP_NEGATIVE;
        TransactionLog log = Logs.of(rows, policy, false);
        if (log.rows() == 0) {
            return;
        }
        int day = Math.max(asOf, log.firstDay());
        NthPurchases fast = NthPurchases.of(
                log,
                LocalDate.ofEpochDay(day),
                Grouping.byFirst(log, "channel"),
                PurchaseOptions.within(window).withCounting(counting));
        TransactionLog known =
                Logs.of(rows.stream().filter(row -> row.day() <= day).toList(), policy, false);
        for (int n = 1; n <= 10; n++) {
            int nth = n;
            List<int[]> steps = new ArrayList<>();
            for (int c = 0; c < known.customers(); c++) {
                List<Integer> days = days(known, c, counting);
                if (days.size() >= n) {
                    steps.add(new int[] {days.get(n - 1), days.size() > n ? days.get(n) : Integer.MAX_VALUE});
                }
            }
            List<int[]> matured =
                    steps.stream().filter(step -> day - step[0] >= window).toList();
            int[] gaps = matured.stream()
                    .filter(step -> step[1] <= (long) step[0] + window)
                    .mapToInt(step -> step[1] - step[0])
                    .sorted()
                    .toArray();
            assertThat(fast.reached(n, 0)).isEqualTo(steps.size());
            assertThat(fast.wentOn(n, 0))
                    .isEqualTo(steps.stream()
                            .filter(step -> step[1] < Integer.MAX_VALUE)
                            .count());
            assertThat(fast.matured(n, 0)).isEqualTo(matured.size());
            assertThat(fast.wentOnWithin(n, 0)).isEqualTo(gaps.length);
            if (gaps.length > 0) {
                assertThat(fast.medianDays(n, 0).value())
                        .isEqualTo((gaps[(gaps.length - 1) / 2] + gaps[gaps.length / 2]) / 2.0);
            }
            // The product over days, each asking all customers again.
            double stay = 1;
            for (int t = 0; t <= window; t++) {
                int time = t;
                long risk = steps.stream()
                        .filter(step -> Math.min(step[1], day) - step[0] >= time)
                        .count();
                long bought = steps.stream()
                        .filter(step -> step[1] < Integer.MAX_VALUE && step[1] - step[0] == time)
                        .count();
                stay *= risk == 0 ? 1 : 1 - (double) bought / risk;
            }
            KpiValue again = fast.boughtAgainWithin(n, 0);
            boolean followed = steps.stream().anyMatch(step -> Math.min(step[1], day) - step[0] >= window);
            assertThat(again.isDefined()).isEqualTo(followed || (!steps.isEmpty() && stay < 1e-12));
            if (again.isDefined()) {
                assertThat(again.value()).isCloseTo(1 - stay, within(1e-12));
            }
            assertThat(IntStream.range(1, fast.groups().size())
                            .mapToLong(g -> fast.matured(nth, g))
                            .sum())
                    .isEqualTo(matured.size());
        }
    }

    private static List<Integer> days(TransactionLog log, int customer, PurchaseCounting counting) {
        List<Integer> days = new ArrayList<>();
        for (int row = log.start(customer); row < log.end(customer); row++) {
            if (log.amountMinor(row) >= 0) {
                days.add(log.day(row));
            }
        }
        return counting == PurchaseCounting.ORDERS ? days : List.copyOf(new TreeSet<>(days));
    }

    /**
     * 1,000 shops of 120 customers who come on a day of 200 and buy again with 60 %, after 1 to 100 days, all alike: within 50
     * days with 30 %. Both intervals at 90 % hold that.
     */
    @Test
    void holdsTheTruthAsOftenAsItSays() {
        int shops = 1_000;
        int wilson = 0;
        int greenwood = 0;
        for (int shop = 0; shop < shops; shop++) {
            SplittableRandom random = new SplittableRandom(815 + shop);
            List<Logs.Row> rows = new ArrayList<>();
            for (int c = 0; c < 120; c++) {
                int first = random.nextInt(200);
                rows.add(row("c" + c, first, 1, "web"));
                if (random.nextDouble() < 0.6) {
                    rows.add(row("c" + c, first + 1 + random.nextInt(100), 1, "web"));
                }
            }
            TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
            NthPurchases purchases = NthPurchases.of(
                    log,
                    LocalDate.parse("2011-01-01").plusDays(200),
                    Grouping.everyone(log.customers()),
                    PurchaseOptions.within(50).withMost(1).withLevel(0.9));
            wilson += Objects.requireNonNull(purchases.repeatRate(1, 0).interval())
                            .contains(0.3)
                    ? 1
                    : 0;
            greenwood +=
                    Objects.requireNonNull(purchases.boughtAgainWithin(1, 0).interval())
                                    .contains(0.3)
                            ? 1
                            : 0;
        }
        assertThat(wilson / (double) shops).isCloseTo(0.9, within(0.03));
        assertThat(greenwood / (double) shops).isCloseTo(0.9, within(0.03));
    }

    @Test
    void refusesWhatIsImpossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseOptions.within(0))
                .withMessage("days to buy again are 0; they must be 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withMost(1_001))
                .withMessage("number of purchases is 1001; it must be 1 to 1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> purchases(OPTIONS).reached(5, 0))
                .withMessage("n is 5; it must be 1 to 4, which the options name");
        assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withLevel(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepeatPurchases.of(LOG, PurchaseCounting.ORDERS, 95))
                .withMessageContaining("level is 95.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RepeatPurchases.of(LOG, PurchaseCounting.ORDERS, 0.9).distribution(-1))
                .withMessage("days is -1; it must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NthPurchases.of(LOG, LocalDate.parse("2010-01-01"), Grouping.everyone(5), OPTIONS))
                .withMessageContaining("the log begins later");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NthPurchases.of(LOG, AS_OF, Grouping.everyone(4), OPTIONS))
                .withMessageContaining("make the grouping from this log");
        assertThatThrownBy(() -> NthPurchases.of(Logs.of(List.of(), RefundPolicy.NET, false), OPTIONS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no rows");
    }

    @Test
    void tooManyGroupsAndDaysThatNoLogMayHoldAreRefused() {
        int customers = 300;
        List<Logs.Row> rows = new ArrayList<>();
        for (int c = 0; c < customers; c++) {
            rows.add(row("c" + c, 0, 5, "web"));
        }
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        Grouping each = Grouping.of("customer", customers, Integer::toString);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NthPurchases.of(log, AS_OF, each, OPTIONS.withMost(1_000)))
                .withMessageStartingWith("301 groups of 1000 purchases are too many; choose fewer of either");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NthPurchases.of(log, LocalDate.MAX, each, OPTIONS))
                .withMessageContaining("is outside 0001-01-01..9999-12-31");
    }

    @Test
    void aWindowThatIsLongerThanAllTimeIsNeverOver() {
        TransactionLog log = Logs.of(
                List.of(new Logs.Row("a", -3_000, 5, 0, "web"), new Logs.Row("a", -2_000, 5, 0, "web")),
                RefundPolicy.KEEP_NEGATIVE,
                false);
        NthPurchases purchases = NthPurchases.of(log, PurchaseOptions.within(Integer.MAX_VALUE));
        assertThat(purchases.reached(1, 0)).isEqualTo(1);
        assertThat(purchases.matured(1, 0)).isZero();
    }
}
