package io.github.clv4j.benchmarks;

import io.github.clv4j.model.PurchaseForecast;
import io.github.clv4j.model.PurchaseModel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to score all customers by each family: P(alive) and expected purchases of 52 weeks, on all cores? The
 * floor reads x, t<sub>x</sub> and T of each customer and writes two columns. The rival, {@code oneByOne}, is the same
 * figures asked of the model customer by customer on one thread, which knows nothing of what customers share.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class FamilyForecastBenchmark {
    private static final double HORIZON = 52;

    /** The floor: one customer's figures read, two numbers written. */
    @Benchmark
    public double[][] readAndWrite(CustomerBaseOfFamily base) {
        return Floor.readAndWrite(base.summary);
    }

    /** All customers at once. */
    @Benchmark
    public PurchaseForecast forecast(CustomerBaseOfFamily base) {
        return PurchaseForecast.of(base.model, base.summary, HORIZON);
    }

    /** The rival: P(alive) and expected purchases of one customer after the other. */
    @Benchmark
    public double[][] oneByOne(CustomerBaseOfFamily base) {
        PurchaseModel model = base.model;
        int n = base.summary.customers();
        double[] alive = new double[n];
        double[] purchases = new double[n];
        for (int c = 0; c < n; c++) {
            int x = base.summary.x(c);
            double tx = base.summary.tx(c);
            double age = base.summary.age(c);
            alive[c] = model.pAlive(x, tx, age);
            purchases[c] = model.expectedPurchases(x, tx, age, HORIZON);
        }
        return new double[][] {alive, purchases};
    }
}
