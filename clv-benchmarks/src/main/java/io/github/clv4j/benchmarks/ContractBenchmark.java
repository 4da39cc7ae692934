package io.github.clv4j.benchmarks;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.Bdw;
import io.github.clv4j.model.ContractModel;
import io.github.clv4j.model.Sbg;
import io.github.clv4j.model.Tenures;
import io.github.clv4j.simulate.ContractSimulation;
import java.util.SplittableRandom;
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
 * What do contracts cost, from each customer's tenure to a fitted model and to the residual value of the book? Customers
 * signed up to ten years ago by the month and leave as BdW says. The models see counts by tenure alone, so a fit does not
 * depend on the number of customers; the floor is the reading of the customers once, and {@code tenures} the counting of
 * them. The rival of the book's value asks the model of each customer in turn; of BdW, whose residual lifetime is a series,
 * that would take minutes, so it is left to the test.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class ContractBenchmark {
    private static final DiscountRate RATE = DiscountRate.annual(0.10);

    /** Subscribers as a host holds them. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // set by make(), which JMH calls first
    public static class Subscribers {
        private static final int MONTHS = 120;
        private static final long SEED = 4_711;

        /** Number of customers, gone ones too. */
        @Param("1000000")
        public int customers;

        int[] tenure;
        boolean[] churned;
        int[] activeTenure;
        double[] activeMargin;
        Tenures tenures;
        Sbg sbg;
        Bdw bdw;

        /** Draws the customers and puts them in no order. */
        @Setup(Level.Trial)
        public void make() {
            sbg = Sbg.of(0.7, 12, TimeStep.MONTHS);
            bdw = Bdw.of(0.7, 12, 0.9, TimeStep.MONTHS);
            tenures = ContractSimulation.tenures(bdw, customers, 1, MONTHS, SEED);
            tenure = new int[customers];
            churned = new boolean[customers];
            int c = 0;
            for (int t = 0; t <= tenures.longest(); t++) {
                int lost = Math.toIntExact(tenures.lost(t));
                int all = Math.toIntExact(lost + tenures.active(t));
                for (int i = 0; i < all; i++, c++) {
                    tenure[c] = t;
                    churned[c] = i < lost;
                }
            }
            shuffle(new SplittableRandom(SEED));
            keepActive();
        }

        private void shuffle(SplittableRandom random) {
            for (int i = customers - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int t = tenure[i];
                tenure[i] = tenure[j];
                tenure[j] = t;
                boolean gone = churned[i];
                churned[i] = churned[j];
                churned[j] = gone;
            }
        }

        private void keepActive() {
            int active = Math.toIntExact(tenures.activeCustomers());
            activeTenure = new int[active];
            activeMargin = new double[active];
            int n = 0;
            for (int c = 0; c < customers; c++) {
                if (!churned[c]) {
                    activeTenure[n] = tenure[c];
                    activeMargin[n++] = 5 + c % 20;
                }
            }
        }
    }

    /** The floor: each customer read once. */
    @Benchmark
    public long streamCustomers(Subscribers subscribers) {
        long sum = 0;
        for (int c = 0; c < subscribers.tenure.length; c++) {
            sum += subscribers.churned[c] ? subscribers.tenure[c] : -subscribers.tenure[c];
        }
        return sum;
    }

    /** Customers counted by tenure. */
    @Benchmark
    public Tenures tenures(Subscribers subscribers) {
        return Tenures.of(TimeStep.MONTHS, subscribers.tenure, subscribers.churned);
    }

    /** sBG from the counts. */
    @Benchmark
    public Fitted<Sbg> sbg(Subscribers subscribers) {
        return Sbg.fit(subscribers.tenures);
    }

    /** BdW from the counts. */
    @Benchmark
    public Fitted<Bdw> bdw(Subscribers subscribers) {
        return Bdw.fit(subscribers.tenures);
    }

    /** One evaluation of sBG's log-likelihood over the counts. */
    @Benchmark
    public double sbgLogLikelihood(Subscribers subscribers) {
        return subscribers.sbg.logLikelihood(subscribers.tenures);
    }

    /** One evaluation of BdW's log-likelihood over the counts. */
    @Benchmark
    public double bdwLogLikelihood(Subscribers subscribers) {
        return subscribers.bdw.logLikelihood(subscribers.tenures);
    }

    /** Residual value of all customers who are there, each with its own margin, by sBG. */
    @Benchmark
    public double sbgBook(Subscribers subscribers) {
        return subscribers.sbg.bookOfBusiness(subscribers.activeTenure, subscribers.activeMargin, RATE);
    }

    /** The same by BdW. */
    @Benchmark
    public double bdwBook(Subscribers subscribers) {
        return subscribers.bdw.bookOfBusiness(subscribers.activeTenure, subscribers.activeMargin, RATE);
    }

    /** The rival: one customer after the other by sBG. */
    @Benchmark
    public double sbgBookOneByOne(Subscribers subscribers) {
        return oneByOne(subscribers.sbg, subscribers);
    }

    static double oneByOne(ContractModel model, Subscribers subscribers) {
        double sum = 0;
        for (int c = 0; c < subscribers.activeTenure.length; c++) {
            sum += subscribers.activeMargin[c] * model.derl(subscribers.activeTenure[c] + 1, RATE);
        }
        return sum;
    }
}
