package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class CohortTablePropertyTest {
    private static final int TRIES = 300;

    @Property(tries = TRIES)
    void tellsWhatTheSlowWayFinds(
            @ForAll List<Logs.Row> rows,
            @ForAll boolean net,
            @ForAll TimeStep step,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY + 40) int asOf) {
        RefundPolicy policy = net ? RefundPolicy.NET : RefundPolicy.KEEP_NEGATIVE;
        TransactionLog log = Logs.of(rows, policy, false);
        if (log.rows() == 0) {
            return;
        }
        int known = Math.max(asOf, log.firstDay());
        CohortTable table = CohortTable.of(log, step, LocalDate.ofEpochDay(known));
        SlowFacts slow = new SlowFacts(rows, policy, false, known);
        Periods periods = table.periods();
        for (int c = 0; c < table.cohorts(); c++) {
            Set<String> cohort = slow.newcomers(periods.firstDay(c), periods.lastDay(c));
            assertThat(table.size(c)).isEqualTo(cohort.size());
            for (int k = 0; c + k < table.cohorts(); k++) {
                int from = periods.firstDay(c + k);
                int to = periods.lastDay(c + k);
                assertThat(table.isKnown(c, k)).isEqualTo(to <= known);
                if (to > known) {
                    assertThat(table.retention(c, k).isDefined()).isFalse();
                    continue;
                }
                long active =
                        slow.active(from, to).stream().filter(cohort::contains).count();
                assertThat(table.active(c, k)).isEqualTo(active);
                assertThat(table.revenueMinor(c, k)).isEqualTo(slow.revenueSinceFirstOrder(cohort, from, to));
                if (cohort.isEmpty()) {
                    assertThat(table.retention(c, k).undefinedReason()).isEqualTo("the cohort has no customers");
                } else {
                    assertThat(table.retention(c, k).value()).isEqualTo((double) active / cohort.size());
                }
            }
        }
    }

    @Property(tries = TRIES)
    void cohortsAddUpToTheCustomersAndBeginWhole(@ForAll List<Logs.Row> rows, @ForAll TimeStep step) {
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        CohortTable table = CohortTable.of(log, step);
        assertThat(IntStream.range(0, table.cohorts()).mapToLong(table::size).sum())
                .isEqualTo(rows.stream()
                        .filter(row -> row.amount() >= 0)
                        .map(Logs.Row::customer)
                        .distinct()
                        .count());
        for (int c = 0; c < table.cohorts(); c++) {
            if (table.isKnown(c, 0) && table.size(c) > 0) {
                assertThat(table.retention(c, 0).value()).isEqualTo(1);
            }
        }
    }

    @Property(tries = TRIES)
    void groupsAddUpToAll(@ForAll List<Logs.Row> rows, @ForAll TimeStep step) {
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        CohortTable table =
                CohortTable.of(log, step, LocalDate.ofEpochDay(log.lastDay()), Grouping.byFirst(log, "channel"));
        CohortTable all = CohortTable.of(log, step);
        for (int c = 0; c < table.cohorts(); c++) {
            for (int k = 0; table.isKnown(c, k); k++) {
                int cohort = c;
                int offset = k;
                assertThat(table.active(c, k)).isEqualTo(all.active(c, k));
                assertThat(table.revenueMinor(c, k)).isEqualTo(all.revenueMinor(c, k));
                assertThat(IntStream.range(1, table.groups().size())
                                .mapToLong(g -> table.active(cohort, offset, g))
                                .sum())
                        .isEqualTo(table.active(c, k));
                assertThat(IntStream.range(1, table.groups().size())
                                .mapToLong(g -> table.revenueMinor(cohort, offset, g))
                                .sum())
                        .isEqualTo(table.revenueMinor(c, k));
            }
        }
    }

    /** The cells on a diagonal of the cohort table are the active customers of one period. */
    @Property(tries = TRIES)
    void diagonalsAreThePeriods(@ForAll List<Logs.Row> rows, @ForAll TimeStep step) {
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        CohortTable table = CohortTable.of(log, step);
        PeriodFacts facts = PeriodFacts.of(log, table.periods());
        for (int p = 0; p < table.cohorts(); p++) {
            if (table.periods().isComplete(p)) {
                long active = 0;
                for (int c = 0; c <= p; c++) {
                    active += table.active(c, p - c);
                }
                assertThat(active).isEqualTo(facts.get(Fact.ACTIVE_CUSTOMERS, p));
            }
        }
    }
}
