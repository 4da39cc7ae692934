package io.github.clv4j.examples;

import io.github.clv4j.rfm.ChainChecks;
import io.github.clv4j.rfm.EmptyRow;
import io.github.clv4j.rfm.GoneRule;
import io.github.clv4j.rfm.MarkovChain;
import io.github.clv4j.rfm.MarkovOptions;
import io.github.clv4j.rfm.MigrationSeries;
import org.jspecify.annotations.Nullable;

/**
 * The Markov chain of a series of snapshots, and whether the series bears it out.
 *
 * @param chain the chain, or null if there is none
 * @param checks what the series says of the chain's assumptions, or null if there is none
 * @param reason why there is no chain; empty if there is one
 */
record SegmentChain(@Nullable MarkovChain chain, @Nullable ChainChecks checks, String reason) {
    static SegmentChain of(@Nullable MigrationSeries series) {
        if (series == null) {
            return new SegmentChain(null, null, "the log is too short for two snapshots");
        }
        // Segments in which nobody ever was have no part; who was seen to come back from Gone may come back again.
        MarkovOptions options = MarkovOptions.withDefaults()
                .withEmptyRow(EmptyRow.OMIT)
                .withGone(series.pooled().returned() > 0 ? GoneRule.ORDINARY : GoneRule.ABSORBING);
        try {
            return new SegmentChain(MarkovChain.of(series, options), ChainChecks.of(series), "");
        } catch (IllegalArgumentException e) {
            return new SegmentChain(null, null, String.valueOf(e.getMessage()));
        }
    }
}
