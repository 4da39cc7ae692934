package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.BadRowPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(RandomContracts.class)
@Domain(DomainContext.Global.class)
class SubscriptionsPropertyTest {
    private static SubscriptionOptions options(OverlapPolicy policy) {
        return Contracts.options().withBadRows(BadRowPolicy.skip()).withOverlaps(policy);
    }

    /** Every third row is given a fault. */
    private static List<SubscriptionRow> damaged(List<SubscriptionRow> rows, Random random) {
        List<SubscriptionRow> all = new ArrayList<>();
        for (SubscriptionRow row : rows) {
            all.add(
                    switch (random.nextInt(12)) {
                        case 0 -> row.inCurrency("USD");
                        case 1 -> row.until(row.start());
                        case 2 -> SubscriptionRow.of(null, row.start(), 1);
                        case 3 -> SubscriptionRow.of("a", row.start(), -1);
                        default -> row;
                    });
        }
        return all;
    }

    @Property(tries = 300)
    void everyRowIsAcceptedOrRejected(
            @ForAll List<SubscriptionRow> rows, @ForAll OverlapPolicy policy, @ForAll Random random) {
        Subscriptions some = Subscriptions.of(options(policy), damaged(rows, random));
        SubscriptionReport report = some.report();
        assertThat(report.read()).isEqualTo(rows.size());
        assertThat(report.accepted()).isEqualTo(some.count());
        assertThat(report.accepted() + report.rejectedRows()).isEqualTo(report.read());
        assertThat(report.firstProblems()).hasSize((int) Math.min(report.rejectedRows(), 20));
    }

    @Property(tries = 300)
    void theOrderOfRowsDoesNotMatter(
            @ForAll List<SubscriptionRow> rows, @ForAll OverlapPolicy policy, @ForAll Random random) {
        List<SubscriptionRow> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        assertThat(Subscriptions.of(options(policy), shuffled)).isEqualTo(Subscriptions.of(options(policy), rows));
    }

    @Property(tries = 300)
    void refusedOverlapsAreGoneAndNothingElseIs(@ForAll List<SubscriptionRow> rows) {
        Subscriptions some = Subscriptions.of(options(OverlapPolicy.REJECT), rows);
        for (int i = 0; i < some.count(); i++) {
            for (int k = 0; k < i; k++) {
                assertThat(overlap(some, i, k)).isFalse();
            }
        }
        Subscriptions all = Subscriptions.of(options(OverlapPolicy.PARALLEL), rows);
        for (int i = 0; i < all.count(); i++) {
            boolean alone = true;
            for (int k = 0; k < all.count(); k++) {
                alone &= i == k || !overlap(all, i, k);
            }
            String line = Contracts.lines(all.toTable()).get(i);
            if (alone) {
                assertThat(Contracts.lines(some.toTable())).contains(line);
            }
        }
    }

    private static boolean overlap(Subscriptions some, int i, int k) {
        return some.customer(i) == some.customer(k)
                && Objects.equals(some.plan(i), some.plan(k))
                && some.startDay(i) < some.endDay(k)
                && some.startDay(k) < some.endDay(i);
    }
}
