package io.github.clv4j.benchmarks;

import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
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
 * What does one evaluation of a family's likelihood cost over the weighted distinct histories? The objectives with their
 * gradients are not public, so they are measured through the thinnest doors there are. {@code value} is the log-likelihood of
 * a model, history by history, on all cores: the public figure, without a gradient. {@code oneStep} is a refit that may take a
 * single iteration: the columns are made, value and gradient are told where it starts and where the step leads, and second
 * derivatives too, which are differences of gradients unless a family tells them itself. The report's {@code evaluations()}
 * counts them all, second derivatives as so many as the differences take. The floor reads the same columns once.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class LikelihoodBenchmark {
    private static final FitOptions ONE_STEP = FitOptions.withDefaults().withMaxIterations(1);

    /** The floor: the columns of the distinct histories read once. */
    @Benchmark
    public double streamHistories(CustomerBaseOfFamily base) {
        return Floor.stream(base.histories);
    }

    /** The log-likelihood alone, at the model that made the customers. */
    @Benchmark
    public double value(CustomerBaseOfFamily base) {
        return base.model.logLikelihood(base.histories);
    }

    /** One step of a fit from there, with its report. */
    @Benchmark
    public Fitted<? extends PurchaseModel> oneStep(CustomerBaseOfFamily base) {
        return base.model.refit(base.histories, ONE_STEP);
    }
}
