package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(RandomContracts.class)
@Domain(DomainContext.Global.class)
class MrrLedgerPropertyTest {
    private static final int TRIES = 300;
    private static final int EARLY = RandomContracts.FIRST_DAY - 1;

    /** MRR of some subscriptions at the end of a day, looked up afresh. */
    private static long mrr(Subscriptions all, int day, IntPredicate counts) {
        return IntStream.range(0, all.count())
                .filter(i -> counts.test(i) && all.startDay(i) <= day && day < all.endDay(i))
                .mapToLong(all::mrrMinor)
                .sum();
    }

    /** The lines of some customers in a period, day by day or between two dates. */
    private static Map<MrrMovement, Long> slow(
            Subscriptions all, int from, int to, MrrComparison comparison, IntPredicate customers) {
        Map<MrrMovement, Long> lines = new EnumMap<>(MrrMovement.class);
        for (int c = 0; c < all.customers(); c++) {
            if (customers.test(c)) {
                int customer = c;
                IntPredicate own = i -> all.customer(i) == customer;
                lines.merge(MrrMovement.START, mrr(all, from - 1, own), Long::sum);
                lines.merge(MrrMovement.END, mrr(all, to, own), Long::sum);
                int step = comparison == MrrComparison.TWO_DATES ? to - from + 1 : 1;
                for (int day = from - 1; day < to; day += step) {
                    long before = mrr(all, day, own);
                    long after = mrr(all, day + step, own);
                    boolean paid = IntStream.rangeClosed(EARLY, day).anyMatch(d -> mrr(all, d, own) > 0);
                    MrrMovement movement = before == 0
                            ? (paid ? MrrMovement.REACTIVATION : MrrMovement.NEW)
                            : after == 0
                                    ? MrrMovement.CHURN
                                    : after > before ? MrrMovement.EXPANSION : MrrMovement.CONTRACTION;
                    lines.merge(movement, Math.abs(after - before), Long::sum);
                }
            }
        }
        return lines;
    }

    private static Periods periods(int first, int length, TimeStep step) {
        return Periods.covering(LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(first + length), step);
    }

    @Property(tries = TRIES)
    void tellsWhatTheSlowWayFinds(
            @ForAll List<SubscriptionRow> rows,
            @ForAll MrrComparison comparison,
            @ForAll boolean weeks,
            @ForAll @IntRange(min = -40, max = 20) int first,
            @ForAll @IntRange(max = 60) int length) {
        Subscriptions all = Subscriptions.of(Contracts.options(), rows);
        Periods periods = periods(first, length, weeks ? TimeStep.WEEKS : TimeStep.MONTHS);
        Grouping odd = Grouping.of(
                "odd",
                all.customers(),
                c -> all.id(c).equals("d") ? null : all.id(c).equals("b") ? "even" : "odd");
        MrrLedger ledger = MrrLedger.of(all, periods, comparison, odd);
        for (int g = 0; g < ledger.groups().size(); g++) {
            String label = ledger.groups().get(g);
            IntPredicate members = c -> label.equals("all") || label.equals(Objects.toString(odd.labelOf(c), "(none)"));
            for (int p = 0; p < periods.count(); p++) {
                int to = Math.min(periods.lastDay(p), periods.asOfDay());
                Map<MrrMovement, Long> slow = slow(all, periods.firstDay(p), to, comparison, members);
                for (MrrMovement movement : MrrMovement.values()) {
                    assertThat(ledger.minor(movement, p, g))
                            .as("%s in %s of %s", movement, periods.label(p), label)
                            .isEqualTo(slow.getOrDefault(movement, 0L));
                }
            }
        }
    }

    @Property(tries = TRIES)
    void everythingAddsUp(
            @ForAll List<SubscriptionRow> rows,
            @ForAll MrrComparison comparison,
            @ForAll @IntRange(min = -40, max = 20) int first,
            @ForAll @IntRange(max = 60) int length) {
        Subscriptions all = Subscriptions.of(Contracts.options(), rows);
        Periods periods = periods(first, length, TimeStep.WEEKS);
        MrrLedger plans = MrrLedger.byPlan(all, periods, comparison);
        MrrLedger customers = MrrLedger.of(all, periods, comparison);
        for (int p = 0; p < periods.count(); p++) {
            int period = p;
            for (int g = 0; g < plans.groups().size(); g++) {
                long sum = 0;
                for (MrrMovement movement : MrrMovement.values()) {
                    assertThat(plans.minor(movement, p, g)).isNotNegative();
                    sum += movement.sign() * plans.minor(movement, p, g);
                }
                assertThat(plans.minor(MrrMovement.END, p, g)).isEqualTo(sum);
                String label = plans.groups().get(g);
                int to = Math.min(periods.lastDay(p), periods.asOfDay());
                IntPredicate own = i -> label.equals("all") || label.equals(Objects.toString(all.plan(i), "(none)"));
                assertThat(plans.minor(MrrMovement.END, p, g)).isEqualTo(mrr(all, to, own));
                if (p > 0) {
                    assertThat(plans.minor(MrrMovement.START, p, g)).isEqualTo(plans.minor(MrrMovement.END, p - 1, g));
                    assertThat(plans.customers(MrrMovement.START, p, g))
                            .isEqualTo(plans.customers(MrrMovement.END, p - 1, g));
                }
            }
            for (MrrMovement movement : MrrMovement.values()) {
                assertThat(plans.minor(movement, p, 0)).isEqualTo(customers.minor(movement, p, 0));
                long groups = IntStream.range(1, plans.groups().size())
                        .mapToLong(g -> plans.minor(movement, period, g))
                        .sum();
                boolean transfer = movement == MrrMovement.TRANSFER_IN || movement == MrrMovement.TRANSFER_OUT;
                assertThat(transfer ? plans.minor(movement, p, 0) : groups)
                        .isEqualTo(transfer ? 0 : plans.minor(movement, p, 0));
            }
            assertThat(IntStream.range(1, plans.groups().size())
                            .mapToLong(g -> plans.minor(MrrMovement.TRANSFER_IN, period, g)
                                    - plans.minor(MrrMovement.TRANSFER_OUT, period, g))
                            .sum())
                    .isZero();
            assertThat(customers.customers(MrrMovement.END, p, 0))
                    .isEqualTo(customers.customers(MrrMovement.START, p, 0)
                            + customers.customers(MrrMovement.NEW, p, 0)
                            + customers.customers(MrrMovement.REACTIVATION, p, 0)
                            - customers.customers(MrrMovement.CHURN, p, 0));
        }
    }

    @Property(tries = TRIES)
    void grossRetentionIsAtMostNetAndOne(
            @ForAll List<SubscriptionRow> rows,
            @ForAll MrrComparison comparison,
            @ForAll @IntRange(min = -40, max = 20) int first) {
        Subscriptions all = Subscriptions.of(Contracts.options(), rows);
        MrrLedger ledger = MrrLedger.byPlan(all, periods(first, 40, TimeStep.MONTHS), comparison);
        for (int p = 0; p < ledger.periods().count(); p++) {
            for (int g = 0; g < ledger.groups().size(); g++) {
                KpiValue grr = ledger.grossRevenueRetention(p, g);
                assertThat(grr.isDefined()).isEqualTo(ledger.minor(MrrMovement.START, p, g) > 0);
                if (grr.isDefined()) {
                    assertThat(grr.value())
                            .isLessThanOrEqualTo(1)
                            .isLessThanOrEqualTo(
                                    ledger.netRevenueRetention(p, g).value());
                    if (comparison == MrrComparison.TWO_DATES) {
                        assertThat(grr.value()).isNotNegative();
                    }
                }
            }
        }
    }
}
