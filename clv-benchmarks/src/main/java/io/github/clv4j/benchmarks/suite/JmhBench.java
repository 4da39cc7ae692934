package io.github.clv4j.benchmarks.suite;

import java.util.Collection;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Asks JMH, with one process for each round of a body.
 *
 * @param forks 1, or 0 to stay in this process, which only tests do
 * @param warmups shots before measuring
 * @param shots shots measured
 */
record JmhBench(int forks, int warmups, int shots) implements Bench {
    @Override
    public double[] run(Body body) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + Pattern.quote(body.method()) + "$")
                .forks(forks)
                .warmupIterations(warmups)
                .measurementIterations(shots)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        body.parameters().forEach(options::param);
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            if (results.size() != 1) {
                throw new IllegalStateException(body + " gave " + results.size()
                        + " results; a body names one benchmark and all its parameters");
            }
            return results.iterator().next().getBenchmarkResults().stream()
                    .flatMap(result -> result.getIterationResults().stream())
                    .map(IterationResult::getPrimaryResult)
                    .mapToDouble(result -> result.getScore())
                    .toArray();
        } catch (RunnerException e) {
            throw new IllegalStateException(body + " did not run: " + e.getMessage(), e);
        }
    }
}
