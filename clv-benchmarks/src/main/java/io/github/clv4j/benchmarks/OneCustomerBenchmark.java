package io.github.clv4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one customer cost while a request waits: P(alive) and expected purchases of 52 weeks of one history after the
 * other? Run with {@code -prof gc}: nothing is allocated. The floor walks the same histories.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OneCustomerBenchmark {
    private static final int HISTORIES = 1 << 10;
    private static final double HORIZON = 52;

    final int[] x = new int[HISTORIES];
    final double[] tx = new double[HISTORIES];
    final double[] age = new double[HISTORIES];
    private int next;

    /** Histories from one purchase to forty, ages to two years. */
    public OneCustomerBenchmark() {
        for (int i = 0; i < HISTORIES; i++) {
            age[i] = (1 + i * 37 % 730) / 7.0;
            x[i] = i % 2 == 0 ? 0 : Math.min(40, i % 64 / 3);
            tx[i] = x[i] == 0 ? 0 : age[i] * ((i % 10 + 1) / 10.0);
        }
    }

    private int step() {
        next = (next + 1) & (HISTORIES - 1);
        return next;
    }

    /** The floor. */
    @Benchmark
    public double walk() {
        int i = step();
        return x[i] + tx[i] + age[i];
    }

    /** BG/NBD. */
    @Benchmark
    public double bgNbd() {
        int i = step();
        return ForecastBenchmark.BG_NBD.pAlive(x[i], tx[i], age[i])
                + ForecastBenchmark.BG_NBD.expectedPurchases(x[i], tx[i], age[i], HORIZON);
    }

    /** Pareto/NBD. */
    @Benchmark
    public double paretoNbd() {
        int i = step();
        return ForecastBenchmark.PARETO_NBD.pAlive(x[i], tx[i], age[i])
                + ForecastBenchmark.PARETO_NBD.expectedPurchases(x[i], tx[i], age[i], HORIZON);
    }

    /** GGompertz/NBD. */
    @Benchmark
    public double ggompertzNbd() {
        int i = step();
        return ForecastBenchmark.GGOMPERTZ_NBD.pAlive(x[i], tx[i], age[i])
                + ForecastBenchmark.GGOMPERTZ_NBD.expectedPurchases(x[i], tx[i], age[i], HORIZON);
    }
}
