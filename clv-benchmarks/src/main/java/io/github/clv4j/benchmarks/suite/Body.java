package io.github.clv4j.benchmarks.suite;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A benchmark body and the parameters that it runs with.
 *
 * @param method class and method, such as {@code SnapshotBenchmark.summary}
 * @param parameters JMH parameters by name; those not named keep the first of their values
 */
public record Body(String method, Map<String, String> parameters) {
    /** Copies the parameters. */
    public Body {
        parameters = Map.copyOf(parameters);
    }

    @Override
    public String toString() {
        return parameters.isEmpty()
                ? method
                : method
                        + new TreeMap<>(parameters)
                                .entrySet().stream()
                                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
