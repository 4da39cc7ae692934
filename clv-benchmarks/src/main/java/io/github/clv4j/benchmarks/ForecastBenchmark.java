package io.github.clv4j.benchmarks;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GgompertzNbd;
import io.github.clv4j.model.MbgCnbdK;
import io.github.clv4j.model.ParetoNbd;
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
 * What does it cost to score all customers: P(alive) and expected purchases of 52 weeks, on all cores? The floor reads x,
 * t<sub>x</sub> and T of each customer and writes two columns.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class ForecastBenchmark {
    static final PurchaseModel BG_NBD = BgNbd.of(0.36, 4.4, 0.79, 2.43, TimeStep.WEEKS);
    static final PurchaseModel PARETO_NBD = ParetoNbd.of(0.55, 10.6, 0.61, 11.7, TimeStep.WEEKS);
    static final PurchaseModel GGOMPERTZ_NBD = GgompertzNbd.of(0.55, 10.6, 0.01, 0.6, 0.117, TimeStep.WEEKS);
    static final PurchaseModel MBG_CNBD_2 = MbgCnbdK.of(2, 0.36, 2.2, 0.79, 2.43, TimeStep.WEEKS);

    private static final double HORIZON = 52;

    /** The floor: one customer's figures read, two numbers written. */
    @Benchmark
    public double[][] readAndWrite(CustomerBaseOfModel base) {
        return Floor.readAndWrite(base.summary);
    }

    /** BG/NBD. */
    @Benchmark
    public PurchaseForecast bgNbd(CustomerBaseOfModel base) {
        return PurchaseForecast.of(BG_NBD, base.summary, HORIZON);
    }

    /** Pareto/NBD. */
    @Benchmark
    public PurchaseForecast paretoNbd(CustomerBaseOfModel base) {
        return PurchaseForecast.of(PARETO_NBD, base.summary, HORIZON);
    }

    /** GGompertz/NBD. */
    @Benchmark
    public PurchaseForecast ggompertzNbd(CustomerBaseOfModel base) {
        return PurchaseForecast.of(GGOMPERTZ_NBD, base.summary, HORIZON);
    }

    /** MBG/CNBD-2. */
    @Benchmark
    public PurchaseForecast mbgCnbd2(CustomerBaseOfModel base) {
        return PurchaseForecast.of(MBG_CNBD_2, base.summary, HORIZON);
    }

    /** BG/NBD with discounted expected residual transactions at 10 % a year. */
    @Benchmark
    public PurchaseForecast bgNbdWithDert(CustomerBaseOfModel base) {
        return PurchaseForecast.withDert(BG_NBD, base.summary, HORIZON, DiscountRate.annual(0.10));
    }
}
