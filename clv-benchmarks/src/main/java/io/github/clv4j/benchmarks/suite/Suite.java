package io.github.clv4j.benchmarks.suite;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs the bodies of comparisons, each once a round: what is compared lies close together in time, and a busy spell of the
 * machine meets a round, not one side of a ratio.
 */
final class Suite {
    private final Bench bench;
    private final Consumer<String> progress;

    Suite(Bench bench, Consumer<String> progress) {
        this.bench = bench;
        this.progress = progress;
    }

    /** Adds rounds of all bodies of some comparisons to times; a body of several comparisons runs once a round. */
    void run(Collection<Comparison> comparisons, int rounds, Times times) {
        Set<Body> bodies = new LinkedHashSet<>();
        for (Comparison comparison : comparisons) {
            bodies.add(comparison.ours());
            bodies.add(comparison.other());
        }
        runBodies(bodies, rounds, times);
    }

    /** Adds rounds of bodies to times. */
    void runBodies(Collection<Body> bodies, int rounds, Times times) {
        for (int round = 1; round <= rounds; round++) {
            int number = 0;
            for (Body body : bodies) {
                progress.accept(
                        "round " + round + " of " + rounds + ", " + ++number + " of " + bodies.size() + ": " + body);
                times.add(body, bench.run(body));
            }
        }
    }
}
