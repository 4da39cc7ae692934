package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private static final LocalDate START = LocalDate.parse("2021-01-01");

    private static void assertBad(SubscriptionOptions options, SubscriptionRow row, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Subscriptions.builder(options).add(row.withRow(17)))
                .withMessage(message);
    }

    @Test
    void isSortedWhateverOrderRowsCameIn() {
        List<SubscriptionRow> reversed = new ArrayList<>(Contracts.quarter());
        Collections.reverse(reversed);
        Subscriptions one = Subscriptions.of(Contracts.options(), Contracts.quarter());
        Subscriptions other = Subscriptions.of(Contracts.options(), reversed);
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.plans()).containsExactly("basic", "gold");
        assertThat(Contracts.lines(other.toTable()))
                .containsExactly(
                        "a,gold,2020-06-01,2021-02-10,100.00",
                        "a,gold,2021-02-10,,90.00",
                        "b,basic,2021-03-05,,40.00",
                        "b,gold,2020-11-11,2021-01-15,50.00",
                        "c,basic,2021-01-01,,30.00",
                        "c,gold,2021-03-01,,30.00",
                        "d,,2021-01-04,2021-01-20,20.00",
                        "e,gold,2021-03-31,,70.00",
                        "f,basic,2020-12-31,2021-03-01,10.00");
        assertThat(one.indexOf("c")).isEqualTo(2);
        assertThat(one.indexOf("nobody")).isEqualTo(-1);
        assertThat(one).isNotEqualTo(Contracts.of(Contracts.row("a", "2020-06-01", null, 1)));
    }

    @Test
    void aBadRowIsNamedWithItsRule() {
        SubscriptionOptions options = Contracts.options().withSource("plans.csv");
        SubscriptionRow good = SubscriptionRow.of("a", START, 10_00);
        assertBad(
                options,
                SubscriptionRow.of(" ", START, 1),
                "plans.csv, row 17, column 'customer': ' '; a customer id is needed");
        assertBad(
                options,
                SubscriptionRow.of("a", null, 1),
                "plans.csv, row 17, column 'start': no value; a first day is needed");
        assertBad(
                options,
                good.until(START),
                "plans.csv, row 17, column 'end': '2021-01-01'; it is the first day after the subscription, so it must be"
                        + " after the start, 2021-01-01");
        assertBad(
                options,
                SubscriptionRow.of("a", START, -5_00),
                "plans.csv, row 17, column 'amount': '-5.00'; recurring revenue must be 0 or more");
        assertBad(
                options,
                good.inCurrency("USD"),
                "plans.csv, row 17, column 'currency': 'USD'; it must be EUR; convert amounts before, or keep them apart");
        assertBad(
                options,
                good.until(LocalDate.MAX),
                "plans.csv, row 17, column 'end': '+999999999-12-31'; it must be 0001-01-01 to 9999-12-31; a subscription"
                        + " without end has no end date");
        assertBad(
                options,
                SubscriptionRow.of("a", LocalDate.MIN, 1),
                "plans.csv, row 17, column 'start': '-999999999-01-01'; it must be 0001-01-01 to 9999-12-31; a"
                        + " subscription without end has no end date");
        assertBad(
                options,
                SubscriptionRow.of("a", START, Long.MAX_VALUE).billed(BillingInterval.WEEKLY),
                "plans.csv, row 17, column 'amount': '92233720368547758.07'; what it is a month must fit 64 bits of minor"
                        + " units");
    }

    @Test
    void anIdThatTheIndexDoesNotKnowIsBad() {
        CustomerIndex index =
                Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false).index();
        SubscriptionOptions options = Contracts.options().withCustomers(index);
        assertBad(
                options,
                SubscriptionRow.of("zoe", START, 1),
                "subscriptions, row 17, column 'customer': 'zoe'; it must be one of the 5 customers of the given index");
        Subscriptions some = Subscriptions.of(options, List.of(SubscriptionRow.of("c", START, 1_00)));
        assertThat(some.customers()).isEqualTo(5);
        assertThat(some.customer(0)).isEqualTo(index.indexOf("c"));
        assertThat(Contracts.lines(some.toTable())).containsExactly("c,,2021-01-01,,1.00");
    }

    @Test
    void customersHaveAFirstPlan() {
        Subscriptions some = Contracts.of(
                Contracts.row("a", "2021-02-01", null, 1).withPlan("basic"),
                Contracts.row("a", "2021-01-01", "2021-02-01", 1).withPlan("gold"),
                Contracts.row("b", "2021-01-01", null, 1),
                Contracts.row("b", "2021-01-01", null, 1).withPlan("basic"),
                Contracts.row("c", "2021-01-01", null, 1),
                Contracts.row("c", "2021-01-02", null, 1).withPlan("gold"));
        assertThat(some.byFirstPlan().labels()).containsExactly("basic", "gold");
        assertThat(IntStream.range(0, 3).mapToObj(some.byFirstPlan()::labelOf)).containsExactly("gold", "basic", null);
    }

    @Test
    void overlapsAreParallelOrRefused() {
        List<SubscriptionRow> rows = List.of(
                Contracts.row("a", "2021-03-01", null, 3_00).withPlan("gold"),
                Contracts.row("a", "2021-01-01", "2021-03-02", 1_00).withPlan("gold"),
                Contracts.row("a", "2021-01-01", "2021-05-01", 2_00).withPlan("basic"),
                Contracts.row("b", "2021-03-01", null, 2_00).withPlan("gold"),
                Contracts.row("c", "2021-01-01", null, 2_00),
                Contracts.row("c", "2021-04-01", null, 2_00));
        assertThat(Subscriptions.of(Contracts.options(), rows).count()).isEqualTo(6);
        SubscriptionOptions refusing = Contracts.options().withOverlaps(OverlapPolicy.REJECT);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Subscriptions.of(refusing, rows))
                .withMessage(
                        "subscriptions, row 1, column 'start': '2021-03-01'; customer 'a' has plan 'gold' of row 2 from"
                                + " 2021-01-01 until before 2021-03-02; they must not overlap unless parallel ones are allowed");
        Subscriptions rest = Subscriptions.of(refusing.withBadRows(BadRowPolicy.skip()), rows);
        assertThat(rest.count()).isEqualTo(4);
        assertThat(rest.report().rejected())
                .containsExactly(org.assertj.core.api.Assertions.entry(RejectReason.BAD_ROW, 2L));
        assertThat(rest.report().firstProblems().get(1).toString())
                .isEqualTo(
                        "subscriptions, row 6, column 'start': '2021-04-01'; customer 'c' has a subscription of row 5 from"
                                + " 2021-01-01 without end; they must not overlap unless parallel ones are allowed");
        Subscriptions meeting = Subscriptions.of(
                refusing,
                List.of(Contracts.row("a", "2021-01-01", "2021-02-01", 1), Contracts.row("a", "2021-02-01", null, 2)));
        assertThat(meeting.count()).isEqualTo(2);
    }

    @Test
    void everyRowIsAcceptedOrRejected() {
        SubscriptionsBuilder builder = Subscriptions.builder(Contracts.options().withBadRows(BadRowPolicy.skip(2)));
        builder.add(SubscriptionRow.of("a", START, 100_00).billed(BillingInterval.YEARLY))
                .add(SubscriptionRow.of("a", START, -1))
                .add(SubscriptionRow.of("", START, 1))
                .add(SubscriptionRow.of("b", START, 0));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> builder.add(SubscriptionRow.of("c", null, 0)))
                .withMessage("subscriptions, row 5, column 'start': no value; a first day is needed");
        Subscriptions some = builder.build();
        SubscriptionReport report = some.report();
        assertThat(report.read()).isEqualTo(5);
        assertThat(report.accepted()).isEqualTo(2).isEqualTo(some.count());
        assertThat(report.rejectedRows()).isEqualTo(3);
        assertThat(report.roundedAmounts()).isEqualTo(1);
        assertThat(Contracts.lines(report.toTable()))
                .containsExactly(
                        "read,5",
                        "accepted,2",
                        "rounded,1",
                        "rejected: empty-customer-id,1",
                        "rejected: bad-date,1",
                        "rejected: bad-amount,1");
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("make a new one");
        assertThatIllegalStateException().isThrownBy(() -> builder.add(SubscriptionRow.of("a", START, 1)));
    }

    @Test
    void amountsAreBroughtToAMonth() {
        assertThat(BillingInterval.MONTHLY.monthlyMinor(12_34)).isEqualTo(12_34);
        assertThat(BillingInterval.YEARLY.monthlyMinor(120_00)).isEqualTo(10_00);
        assertThat(BillingInterval.YEARLY.isExact(120_00)).isTrue();
        assertThat(BillingInterval.QUARTERLY.monthlyMinor(100_00)).isEqualTo(33_33);
        assertThat(BillingInterval.QUARTERLY.isExact(100_00)).isFalse();
        // 10 · 30.4375 / 7 = 43.482…, not 10 · 4 or 10 · 52 / 12 = 43.33.
        assertThat(BillingInterval.WEEKLY.monthlyMinor(10_00)).isEqualTo(43_48);
        assertThat(BillingInterval.of(30, TimeStep.DAYS).monthlyMinor(480_00)).isEqualTo(487_00);
        assertThat(BillingInterval.of(2, TimeStep.MONTHS).monthlyMinor(5))
                .as("ties to even")
                .isEqualTo(2);
        assertThat(BillingInterval.of(12, TimeStep.MONTHS).monthlyMinor(99_99))
                .isEqualTo(BillingInterval.YEARLY.monthlyMinor(99_99));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BillingInterval.of(0, TimeStep.DAYS))
                .withMessage("billing interval is 0 DAYS; it must be 1 or more");
        Subscriptions yearly = Contracts.of(SubscriptionRow.of("a", START, 1_200_00)
                .billed(BillingInterval.YEARLY)
                .inCurrency("EUR"));
        assertThat(yearly.mrrMinor(0)).isEqualTo(100_00);
    }
}
