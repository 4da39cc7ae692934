package io.github.clv4j.kpi;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Subscriptions of a few customers around 1970, open or not, free ones and overlaps included. */
final class RandomContracts extends DomainContextBase {
    static final int FIRST_DAY = -60;
    static final int LAST_DAY = 60;

    @Provide
    Arbitrary<SubscriptionRow> row() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d"),
                        Arbitraries.of("x", "y", "z").injectNull(0.2),
                        Arbitraries.integers().between(FIRST_DAY, LAST_DAY),
                        Arbitraries.integers().between(1, 70).injectNull(0.2),
                        Arbitraries.longs().between(0, 12))
                .as((customer, plan, start, days, mrr) -> SubscriptionRow.of(customer, LocalDate.ofEpochDay(start), mrr)
                        .withPlan(plan)
                        .until(days == null ? null : LocalDate.ofEpochDay(start + days)));
    }

    @Provide
    Arbitrary<List<SubscriptionRow>> rows() {
        return row().list().ofMinSize(1).ofMaxSize(15).withoutEdgeCases();
    }
}
