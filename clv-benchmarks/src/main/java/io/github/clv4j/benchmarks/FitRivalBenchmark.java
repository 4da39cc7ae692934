package io.github.clv4j.benchmarks;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.summary.CustomerSummary;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How much do distinct histories, derivatives and the sample bring? The rival is what a developer writes first: the same
 * likelihood of each customer (row by row, on all cores), under Commons Math's Nelder-Mead simplex with its usual tolerance.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class FitRivalBenchmark {
    /** The library's fit, from the summary. */
    @Benchmark
    public Fitted<BgNbd> bgNbdFromSummary(CustomerBaseOfModel base) {
        return BgNbd.fit(base.summary);
    }

    /** The rival; logarithms of the parameters, as the library's. */
    @Benchmark
    public double[] nelderMeadOverCustomers(CustomerBaseOfModel base) {
        CustomerSummary summary = base.summary;
        int n = summary.customers();
        return new SimplexOptimizer(new SimpleValueChecker(1e-10, 1e-10))
                .optimize(
                        new MaxEval(5_000),
                        new ObjectiveFunction(log -> {
                            double[] p = Arrays.stream(log).map(Math::exp).toArray();
                            BgNbd model = BgNbd.of(p[0], p[1], p[2], p[3], TimeStep.WEEKS);
                            return -IntStream.range(0, n)
                                    .parallel()
                                    .mapToDouble(c -> model.logLikelihood(summary.x(c), summary.tx(c), summary.age(c)))
                                    .sum();
                        }),
                        GoalType.MINIMIZE,
                        new InitialGuess(new double[4]),
                        new NelderMeadSimplex(4))
                .getPoint();
    }
}
