package io.github.clv4j.benchmarks.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Holds ratios of a run against recorded ones. A ratio has regressed if it is worse than the recorded one by more than
 * both of them wandered and a tenth besides: {@code worsening > 1.1 × noise then × noise now}. Noise excuses a factor of
 * {@value #MOST} at most, so that a run on a busy machine does not pass whatever it finds. Nothing is known of a comparison
 * that was not recorded, which is an error of whoever runs the gate, and told as such.
 */
final class Gate {
    /** What is never called a regression, however quiet the machine. */
    static final double MARGIN = 1.1;

    /** What is always called a regression, however noisy the machine. */
    static final double MOST = 2;

    /**
     * What the gate found of one comparison.
     *
     * @param worsening the factor by which the ratio is worse than the recorded one; below 1 if better
     * @param allowed the factor that noise may explain
     */
    record Finding(Comparison comparison, Ratio before, Ratio now, double worsening, double allowed) {
        boolean regressed() {
            return worsening > allowed;
        }
    }

    private Gate() {}

    static List<Finding> check(Collection<Comparison> comparisons, Recorded recorded, Times times) {
        List<Finding> findings = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            Ratio before = recorded.ratios().get(comparison.id());
            if (before == null) {
                throw new IllegalArgumentException(
                        "no ratio of '" + comparison.id() + "' is recorded; record it with --record");
            }
            Ratio now = times.ratio(comparison);
            findings.add(new Finding(
                    comparison,
                    before,
                    now,
                    comparison.measure().worsening(before.median(), now.median()),
                    Math.min(MOST, MARGIN * before.noise() * now.noise())));
        }
        return findings;
    }
}
