package io.github.clv4j.benchmarks;

import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.GgompertzNbd;
import io.github.clv4j.model.MbgNbd;
import io.github.clv4j.model.Nbd;
import io.github.clv4j.model.ParetoNbd;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.RepeatSpend;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Can a service fit a model while a request waits? Each body fits one model to all customers, from a summary's distinct
 * histories; {@code distinctHistories} is what comes before. The floor reads the histories' columns once. The rival of
 * BG/NBD's fit is {@link FitRivalBenchmark}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class FitBenchmark {
    /** The floor: the columns of the distinct histories read once. */
    @Benchmark
    public double streamHistories(CustomerBaseOfModel base) {
        return Floor.stream(base.histories);
    }

    /** The distinct histories of a summary. */
    @Benchmark
    public DistinctHistories distinctHistories(CustomerBaseOfModel base) {
        return base.summary.distinctHistories();
    }

    /** NBD. */
    @Benchmark
    public Fitted<Nbd> nbd(CustomerBaseOfModel base) {
        return Nbd.fit(base.histories, FitOptions.withDefaults());
    }

    /** BG/NBD. */
    @Benchmark
    public Fitted<BgNbd> bgNbd(CustomerBaseOfModel base) {
        return BgNbd.fit(base.histories, FitOptions.withDefaults());
    }

    /** BG/NBD from the summary: what a service waits for. */
    @Benchmark
    public Fitted<BgNbd> bgNbdFromSummary(CustomerBaseOfModel base) {
        return BgNbd.fit(base.summary);
    }

    /** MBG/NBD. */
    @Benchmark
    public Fitted<MbgNbd> mbgNbd(CustomerBaseOfModel base) {
        return MbgNbd.fit(base.histories, FitOptions.withDefaults());
    }

    /** Pareto/NBD. */
    @Benchmark
    public Fitted<ParetoNbd> paretoNbd(CustomerBaseOfModel base) {
        return ParetoNbd.fit(base.histories, FitOptions.withDefaults());
    }

    /** Pareto/NBD from the summary. */
    @Benchmark
    public Fitted<ParetoNbd> paretoNbdFromSummary(CustomerBaseOfModel base) {
        return ParetoNbd.fit(base.summary);
    }

    /** GGompertz/NBD. */
    @Benchmark
    public Fitted<GgompertzNbd> ggompertzNbd(CustomerBaseOfModel base) {
        return GgompertzNbd.fit(base.histories, FitOptions.withDefaults());
    }

    /** Gamma-Gamma. */
    @Benchmark
    public Fitted<GammaGamma> gammaGamma(CustomerBaseOfModel base) {
        return GammaGamma.fit(base.spend, FitOptions.withDefaults());
    }

    /** Gamma-Gamma from the summary. */
    @Benchmark
    public Fitted<GammaGamma> gammaGammaFromSummary(CustomerBaseOfModel base) {
        return GammaGamma.fit(RepeatSpend.of(base.summary), FitOptions.withDefaults());
    }
}
