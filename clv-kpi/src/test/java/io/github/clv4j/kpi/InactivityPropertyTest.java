package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Churn by silence against logs that were built without what came later, and lists of intervals. */
@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class InactivityPropertyTest {
    private static final int TRIES = 300;

    /** A threshold rule, told the slow way. */
    private enum Way {
        FIXED {
            @Override
            InactivityOptions options() {
                return InactivityOptions.fixed(9);
            }

            @Override
            double threshold(List<Integer> gaps) {
                return 9;
            }
        },
        MEAN {
            @Override
            InactivityOptions options() {
                return InactivityOptions.meanPlus(0.5).withFewestIntervals(2);
            }

            @Override
            double threshold(List<Integer> gaps) {
                double mean = gaps.stream().mapToInt(gap -> gap).average().orElseThrow();
                double squares = gaps.stream()
                        .mapToDouble(gap -> (gap - mean) * (gap - mean))
                        .sum();
                return mean + 0.5 * Math.sqrt(squares / (gaps.size() - 1));
            }
        },
        QUANTILE {
            @Override
            InactivityOptions options() {
                return InactivityOptions.quantile(0.5).withFewestIntervals(2).withFloorDays(4);
            }

            @Override
            double threshold(List<Integer> gaps) {
                int n = gaps.size();
                List<Integer> sorted = gaps.stream().sorted().toList();
                return Math.max(4, (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2.0);
            }
        };

        abstract InactivityOptions options();

        abstract double threshold(List<Integer> gaps);
    }

    /** Last day with an order and threshold of each customer who has one. */
    private static Map<String, double[]> slow(List<Logs.Row> rows, RefundPolicy policy, int day, Way way) {
        TransactionLog known =
                Logs.of(rows.stream().filter(row -> row.day() <= day).toList(), policy, false);
        Map<String, double[]> found = new HashMap<>();
        Map<String, List<Integer>> gapsOf = new HashMap<>();
        List<Integer> all = new ArrayList<>();
        for (int c = 0; c < known.customers(); c++) {
            TreeSet<Integer> days = new TreeSet<>();
            for (int row = known.start(c); row < known.end(c); row++) {
                if (known.amountMinor(row) >= 0) {
                    days.add(known.day(row));
                }
            }
            if (!days.isEmpty()) {
                List<Integer> gaps = new ArrayList<>();
                for (Integer later = days.higher(days.first()); later != null; later = days.higher(later)) {
                    gaps.add(later - days.headSet(later).last());
                }
                all.addAll(gaps);
                gapsOf.put(known.index().id(c), gaps);
                found.put(known.index().id(c), new double[] {days.last(), 0});
            }
        }
        found.forEach((id, own) -> {
            List<Integer> gaps = gapsOf.getOrDefault(id, List.of());
            List<Integer> used = gaps.size() >= 2 ? gaps : all;
            own[1] = way == Way.FIXED || used.size() >= 2 ? way.threshold(used) : Double.POSITIVE_INFINITY;
        });
        return found;
    }

    @Property(tries = TRIES)
    void tellsWhatTheSlowWayFinds(
            @ForAll List<Logs.Row> rows,
            @ForAll boolean net,
            @ForAll Way way,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY + 40) int asOf) {
        RefundPolicy policy = net ? RefundPolicy.NET : RefundPolicy.KEEP_NEGATIVE;
        TransactionLog log = Logs.of(rows, policy, false);
        if (log.rows() == 0) {
            return;
        }
        int day = Math.max(asOf, log.firstDay());
        InactivityChurn churn =
                InactivityChurn.of(log, LocalDate.ofEpochDay(day), Grouping.byFirst(log, "channel"), way.options());
        Map<String, double[]> slow = slow(rows, policy, day, way);
        assertThat(churn.customers(0)).isEqualTo(slow.size());
        for (int c = 0; c < log.customers(); c++) {
            double[] own = slow.get(log.index().id(c));
            String status = churn.statuses().labelOf(c);
            if (own == null) {
                assertThat(status).isNull();
                continue;
            }
            assertThat(churn.thresholdDays(c)).isCloseTo(own[1], within(1e-9));
            double silent = day - own[0];
            // Where rounding could decide, either is right.
            if (Math.abs(silent - own[1]) > 1e-9) {
                assertThat(InactivityStatus.LAPSED.label().equals(status)
                                || InactivityStatus.LOST.label().equals(status))
                        .isEqualTo(silent > own[1]);
            }
        }
        for (InactivityStatus status : InactivityStatus.values()) {
            long sum = 0;
            for (int g = 1; g < churn.groups().size(); g++) {
                sum += churn.customers(status, g);
            }
            assertThat(sum).isEqualTo(churn.customers(status, 0));
        }
    }

    @Property(tries = TRIES)
    void countsBalance(@ForAll List<Logs.Row> rows, @ForAll boolean net, @ForAll Way way, @ForAll boolean weeks) {
        RefundPolicy policy = net ? RefundPolicy.NET : RefundPolicy.KEEP_NEGATIVE;
        TransactionLog log = Logs.of(rows, policy, false);
        if (log.rows() == 0) {
            return;
        }
        Periods periods = Periods.covering(log, weeks ? TimeStep.WEEKS : TimeStep.MONTHS);
        InactivityLedger ledger = InactivityLedger.of(log, periods, Grouping.byFirst(log, "channel"), way.options());
        for (int p = 0; p < periods.count() && ledger.isKnown(p); p++) {
            for (int g = 0; g < ledger.groups().size(); g++) {
                int period = p;
                int group = g;
                ToLongFunction<InactivityFlow> of = flow -> ledger.get(flow, period, group);
                assertThat(of.applyAsLong(InactivityFlow.LIVE_AT_END))
                        .isEqualTo(of.applyAsLong(InactivityFlow.LIVE_AT_START)
                                + of.applyAsLong(InactivityFlow.NEW)
                                + of.applyAsLong(InactivityFlow.REACTIVATED)
                                + of.applyAsLong(InactivityFlow.REJUDGED)
                                - of.applyAsLong(InactivityFlow.CHURNED)
                                - of.applyAsLong(InactivityFlow.LIVE_REFUNDED));
                assertThat(of.applyAsLong(InactivityFlow.CHURNED_AT_END))
                        .isEqualTo(of.applyAsLong(InactivityFlow.CHURNED_AT_START)
                                + of.applyAsLong(InactivityFlow.CHURNED)
                                + of.applyAsLong(InactivityFlow.NEW_CHURNED)
                                - of.applyAsLong(InactivityFlow.REACTIVATED)
                                - of.applyAsLong(InactivityFlow.REJUDGED)
                                - of.applyAsLong(InactivityFlow.CHURNED_REFUNDED));
                if (p > 0) {
                    assertThat(of.applyAsLong(InactivityFlow.LIVE_AT_START))
                            .isEqualTo(ledger.get(InactivityFlow.LIVE_AT_END, p - 1, g));
                    assertThat(of.applyAsLong(InactivityFlow.CHURNED_AT_START))
                            .isEqualTo(ledger.get(InactivityFlow.CHURNED_AT_END, p - 1, g));
                }
                // Each end is the snapshot of that day.
                InactivityChurn end =
                        InactivityChurn.of(log, periods.last(p), Grouping.byFirst(log, "channel"), way.options());
                assertThat(of.applyAsLong(InactivityFlow.CHURNED_AT_END)).isEqualTo(end.churned(g));
                assertThat(of.applyAsLong(InactivityFlow.LIVE_AT_END)).isEqualTo(end.customers(g) - end.churned(g));
            }
        }
    }

    /** What comes after a period changes nothing in its line. */
    @Property(tries = TRIES)
    void laterDataChangeNoLine(@ForAll List<Logs.Row> rows, @ForAll boolean net, @ForAll Way way) {
        RefundPolicy policy = net ? RefundPolicy.NET : RefundPolicy.KEEP_NEGATIVE;
        TransactionLog log = Logs.of(rows, policy, false);
        int middle = 0;
        List<Logs.Row> early = rows.stream().filter(row -> row.day() <= middle).toList();
        TransactionLog before = Logs.of(early, policy, false);
        if (early.isEmpty() || before.rows() == 0) {
            return;
        }
        LocalDate first = LocalDate.ofEpochDay(RandomLogs.FIRST_DAY);
        Periods until = Periods.covering(first, LocalDate.ofEpochDay(middle), TimeStep.WEEKS);
        Periods all = Periods.covering(first, LocalDate.ofEpochDay(RandomLogs.LAST_DAY), TimeStep.WEEKS);
        InactivityLedger then = InactivityLedger.of(before, until, way.options());
        InactivityLedger now = InactivityLedger.of(log, all, way.options());
        for (int p = 0; p < until.count() && then.isKnown(p); p++) {
            for (InactivityFlow flow : InactivityFlow.values()) {
                assertThat(now.get(flow, p, 0)).isEqualTo(then.get(flow, p, 0));
            }
        }
    }
}
