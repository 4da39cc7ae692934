package io.github.clv4j.benchmarks.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The times that bodies took, in milliseconds: for each an array a round. */
public final class Times {
    private final Map<Body, List<double[]>> rounds = new LinkedHashMap<>();

    /** Adds a round of a body. */
    public void add(Body body, double[] milliseconds) {
        rounds.computeIfAbsent(body, unused -> new ArrayList<>()).add(milliseconds.clone());
    }

    /** The rounds of a body so far. */
    public List<double[]> of(Body body) {
        return rounds.getOrDefault(body, List.of());
    }

    /** The ratio of a comparison. */
    public Ratio ratio(Comparison comparison) {
        return Ratio.of(comparison.measure(), of(comparison.ours()), of(comparison.other()));
    }

    /** The median time of a body over all rounds. */
    public double median(Body body) {
        return Ratio.median(of(body).stream().flatMapToDouble(Arrays::stream).toArray());
    }
}
