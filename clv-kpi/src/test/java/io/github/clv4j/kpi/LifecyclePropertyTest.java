package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class LifecyclePropertyTest {
    private static final LifecycleOptions OPTIONS =
            LifecycleOptions.of(LifecycleRule.byDays(10, 25, 60)).withNewDays(7).withReactivation(30, 12);

    @Property(tries = 300)
    void movementConservesCustomers(
            @ForAll List<Logs.Row> rows,
            @ForAll RefundPolicy refunds,
            @ForAll @IntRange(min = -75, max = 60) int day,
            @ForAll @IntRange(min = 1, max = 60) int more) {
        if (refunds == RefundPolicy.REJECT) {
            return;
        }
        TransactionLog log = Logs.of(rows, refunds, false);
        LifecycleStages before = LifecycleStages.of(log, LocalDate.ofEpochDay(day), OPTIONS);
        LifecycleStages after = LifecycleStages.of(log, LocalDate.ofEpochDay(day + more), OPTIONS);
        LifecycleMovement movement = before.to(after);
        assertThat(movement.customers()).isEqualTo(log.customers());
        for (LifecycleStage stage : LifecycleStage.values()) {
            long left = 0;
            long came = 0;
            for (LifecycleStage other : LifecycleStage.values()) {
                left += movement.count(stage, other);
                came += movement.count(other, stage);
            }
            assertThat(left).isEqualTo(before.size(stage));
            assertThat(came).isEqualTo(after.size(stage));
        }
    }

    /** Each rule by itself: days are looked through one by one. */
    @Property(tries = 300)
    void stagesAreThoseOfASearchDayByDay(@ForAll List<Logs.Row> rows, @ForAll @IntRange(min = -75, max = 90) int asOf) {
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        LifecycleStages stages = LifecycleStages.of(log, LocalDate.ofEpochDay(asOf), OPTIONS);
        for (int c = 0; c < log.customers(); c++) {
            String id = log.index().id(c);
            int silent = 0;
            int first = Integer.MAX_VALUE;
            int last = Integer.MIN_VALUE;
            boolean back = false;
            for (int day = RandomLogs.FIRST_DAY; day <= asOf; day++) {
                int at = day;
                if (rows.stream().anyMatch(r -> r.customer().equals(id) && r.day() == at && r.amount() >= 0)) {
                    back |= last != Integer.MIN_VALUE && silent > 30 && asOf - day <= 12;
                    first = Math.min(first, day);
                    last = day;
                    silent = 0;
                }
                silent++;
            }
            int since = asOf - last;
            LifecycleStage expected;
            if (last == Integer.MIN_VALUE) {
                expected = LifecycleStage.PROSPECT;
            } else if (asOf - first <= 7) {
                expected = LifecycleStage.NEW;
            } else if (since > 60) {
                expected = LifecycleStage.LOST;
            } else if (since > 25) {
                expected = LifecycleStage.LAPSED;
            } else if (since > 10) {
                expected = LifecycleStage.AT_RISK;
            } else {
                expected = back ? LifecycleStage.REACTIVATED : LifecycleStage.ACTIVE;
            }
            assertThat(stages.stage(c)).as(id).isEqualTo(expected);
        }
    }
}
