package io.github.clv4j.benchmarks;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.value.ClvIntervals;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.ClvScores;
import io.github.clv4j.value.PredictedClv;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to value all customers by BG/NBD and Gamma-Gamma over 52 weeks at 10 % a year, with cash of a week at
 * its end or continuously, and to put an interval by the delta method around each? The floor is {@link
 * ForecastBenchmark#readAndWrite}; a year of weeks customer by customer, as one would first write it, is the rival.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class ClvBenchmark {
    private static final ClvOptions YEAR = ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.10));
    private static final ClvOptions BY_WEEK = YEAR.withPeriods(TimeStep.WEEKS);

    /** The models fitted to the customers, with their reports. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // set by fit(), which JMH calls first
    public static class Models {
        FitReport purchaseFit;
        FitReport spendFit;
        PredictedClv byWeek;
        PredictedClv continuous;

        /** Fits both models. */
        @Setup(Level.Trial)
        public void fit(CustomerBaseOfModel base) {
            Fitted<BgNbd> purchases = BgNbd.fit(base.summary);
            Fitted<GammaGamma> spend = GammaGamma.fit(base.summary);
            purchaseFit = purchases.report();
            spendFit = spend.report();
            byWeek = PredictedClv.of(purchases.model(), spend.model(), base.summary.money(), BY_WEEK);
            continuous = PredictedClv.of(purchases.model(), spend.model(), base.summary.money(), YEAR);
        }
    }

    /** Weekly discounting. */
    @Benchmark
    public ClvScores byWeek(CustomerBaseOfModel base, Models models) {
        return models.byWeek.score(base.summary);
    }

    /** Continuous discounting. */
    @Benchmark
    public ClvScores continuous(CustomerBaseOfModel base, Models models) {
        return models.continuous.score(base.summary);
    }

    /** Weekly discounting with an interval for each customer. */
    @Benchmark
    public ClvIntervals byWeekWithIntervals(CustomerBaseOfModel base, Models models) {
        return ClvIntervals.delta(models.byWeek.score(base.summary), models.purchaseFit, models.spendFit, 0.9);
    }

    /** The rival: one customer after the other by the same model's own figure, which knows nothing of its neighbours. */
    @Benchmark
    public double[] byWeekOneByOne(CustomerBaseOfModel base, Models models) {
        double[] value = new double[base.summary.customers()];
        for (int c = 0; c < value.length; c++) {
            int x = base.summary.x(c);
            value[c] = models.byWeek.value(
                    x, base.summary.tx(c), base.summary.age(c), x == 0 ? 0 : base.summary.meanRepeatSpend(c));
        }
        return value;
    }
}
