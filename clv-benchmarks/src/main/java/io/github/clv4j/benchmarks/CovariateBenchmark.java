package io.github.clv4j.benchmarks;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.CovariateModel;
import io.github.clv4j.model.CovariateOptions;
import io.github.clv4j.model.Covariates;
import io.github.clv4j.model.CustomerModels;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseForecast;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do covariates add to a fit and to a forecast? Customers of four channels behave as BG/NBD and buy the more often the
 * later their channel comes; BG/NBD is fitted with a column for each channel but the first, on purchases and on dropout, nine
 * coefficients. The rival is the fit and the forecast without covariates; the floor reads the histories' columns once.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class CovariateBenchmark {
    private static final double HORIZON = 52;

    /** The customers and what is known of them. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // set by make(), which JMH calls first
    public static class Channels {
        private static final LocalDate FIRST = LocalDate.of(2023, 1, 2);
        private static final LocalDate LAST = LocalDate.of(2024, 12, 29);
        private static final List<String> NAMES = List.of("shop", "web", "app", "partner");

        /** By what factor each channel buys more often than the one before. */
        private static final double STEP = 1.25;

        /** Number of customers. */
        @Param("100000")
        public int customers;

        CustomerSummary summary;
        DistinctHistories histories;
        Covariates covariates;
        BgNbd plain;
        CustomerModels models;

        /** Draws the customers channel by channel and gives each the model at the true coefficients. */
        @Setup(Level.Trial)
        public void make() {
            TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")));
            int size = Math.max(1, customers / NAMES.size());
            for (int channel = 0; channel < NAMES.size(); channel++) {
                SimulationOptions options = SimulationOptions.of(FIRST, LAST)
                        .withCustomers(size)
                        .withEntryDays(Math.toIntExact(LAST.toEpochDay() - FIRST.toEpochDay()))
                        .withSeed(4_711 + channel);
                BgNbd model = BgNbd.of(0.36, 4.4 / Math.pow(STEP, channel), 0.79, 2.43, TimeStep.WEEKS);
                TransactionLog log = Simulation.of(model, options).log();
                for (int c = 0; c < size; c++) {
                    for (int row = log.start(c); row < log.end(c); row++) {
                        builder.add((long) channel * size + c, log.day(row), log.amountMinor(row));
                    }
                }
            }
            summary =
                    CustomerSummary.of(builder.build(), SummaryOptions.weekly().until(LAST));
            histories = summary.distinctHistories();
            int[] channelOf = new int[summary.customers()];
            for (int c = 0; c < channelOf.length; c++) {
                channelOf[c] = Integer.parseInt(summary.index().id(c)) / size;
            }
            covariates = Covariates.dummies(Grouping.of("channel", NAMES, channelOf), NAMES.get(0), summary);
            plain = BgNbd.of(0.36, 4.4, 0.79, 2.43, TimeStep.WEEKS);
            double[] coefficients = new double[9];
            for (int channel = 1; channel < NAMES.size(); channel++) {
                coefficients[channel - 1] = channel * Math.log(STEP);
            }
            models = CovariateModel.of(plain, CovariateOptions.withDefaults(), covariates.names(), coefficients)
                    .forCustomers(covariates);
        }
    }

    /** The floor of the fits: the columns of the distinct histories read once. */
    @Benchmark
    public double streamHistories(Channels channels) {
        return Floor.stream(channels.histories);
    }

    /** The floor of the forecasts: one customer's figures read, two numbers written. */
    @Benchmark
    public double[][] readAndWrite(Channels channels) {
        return Floor.readAndWrite(channels.summary);
    }

    /** The fit of nine coefficients and four parameters, which begins with the fit without. */
    @Benchmark
    public Fitted<CovariateModel> fit(Channels channels) {
        return CovariateModel.fit(
                ModelFamily.BG_NBD,
                channels.summary,
                channels.covariates,
                CovariateOptions.withDefaults(),
                FitOptions.withDefaults());
    }

    /** The rival: the fit that knows nothing of channels. */
    @Benchmark
    public Fitted<BgNbd> fitWithout(Channels channels) {
        return BgNbd.fit(channels.summary);
    }

    /** The models of all customers. */
    @Benchmark
    public PurchaseForecast forecast(Channels channels) {
        return PurchaseForecast.of(channels.models, channels.summary, HORIZON);
    }

    /** The rival: one model for all customers. */
    @Benchmark
    public PurchaseForecast forecastWithout(Channels channels) {
        return PurchaseForecast.of(channels.plain, channels.summary, HORIZON);
    }
}
