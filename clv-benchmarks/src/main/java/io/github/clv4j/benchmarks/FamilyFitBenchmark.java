package io.github.clv4j.benchmarks;

import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.DistinctHistories;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the fit of each family of purchase models cost, on customers who behave as it says? The families with regular
 * purchases choose their k by likelihood, which is one fit for each k that is tried. The floor reads the histories' columns
 * once; beside a fit stands the refit that begins at the true model. A million customers are the question of {@link
 * FitBenchmark}, whose rival is {@link FitRivalBenchmark}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class FamilyFitBenchmark {
    /** The floor: the columns of the distinct histories read once. */
    @Benchmark
    public double streamHistories(CustomerBaseOfFamily base) {
        return Floor.stream(base.histories);
    }

    /** The distinct histories of a summary, which come before. */
    @Benchmark
    public DistinctHistories distinctHistories(CustomerBaseOfFamily base) {
        return base.summary.distinctHistories();
    }

    /** The fit, from starts that the data give. */
    @Benchmark
    public Fitted<? extends PurchaseModel> fit(CustomerBaseOfFamily base) {
        return base.family.fit(base.histories, base.intervals, FitOptions.withDefaults());
    }

    /** The fit again from the model that made the customers, as a nightly job goes on from yesterday's; at its k. */
    @Benchmark
    public Fitted<? extends PurchaseModel> refit(CustomerBaseOfFamily base) {
        return base.model.refit(base.histories, FitOptions.withDefaults());
    }
}
