package io.github.clv4j.kpi;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Rows of a few customers around 1970, with gaps, refunds, zero amounts, repeated days and unknown channels. */
final class RandomLogs extends DomainContextBase {
    static final int FIRST_DAY = -70;
    static final int LAST_DAY = 70;

    @Provide
    Arbitrary<Logs.Row> row() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d", "e"),
                        Arbitraries.integers().between(FIRST_DAY, LAST_DAY),
                        Arbitraries.longs().between(-400, 900),
                        Arbitraries.longs().between(-100, 500),
                        Arbitraries.integers().between(-5, 20),
                        Arbitraries.of("web", "shop").injectNull(0.2))
                .as(Logs.Row::new);
    }

    @Provide
    Arbitrary<List<Logs.Row>> rows() {
        // jqwik's edge cases would all be logs of a single row, and take most tries; short lists come anyway.
        return row().list().ofMinSize(1).ofMaxSize(30).withoutEdgeCases();
    }
}
