package io.github.clv4j.simulate;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.DistinctHistories;
import java.util.Objects;

/**
 * Customers made by a purchase model, and the truth about them. Immutable. The same model, options and seed give the same
 * customers on every machine and for any number of threads: each customer has random numbers of its own, and the
 * algorithms (xoshiro256++, Marsaglia and Tsang's gamma variates) and the arithmetic are fixed.
 *
 * <p>A customer's first purchase is at the end of its first day, observation ends at the end of the last day. So T is a
 * whole number of days, told in the model's unit (for BG/BB rounded down to whole opportunities). Purchases in between happen at any time; {@link #histories} has the exact
 * times, {@link #log} the days: day d holds what happens after the end of day d−1 and up to the end of day d.
 *
 * <p>Purchases of one day are one purchase to a summary of the log, and the last purchase's day ends up to a day after it;
 * with rates of a purchase in a few days this shows in what is estimated. The exact histories have nothing of it.
 *
 * <pre>{@code
 * Simulation made = Simulation.of(BgNbd.of(0.24, 4.41, 0.79, 2.43, TimeStep.WEEKS),
 *         SimulationOptions.of(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 9, 30)).withEntryDays(84));
 * Fitted<BgNbd> fitted = BgNbd.fit(made.histories(), FitOptions.withDefaults());
 * }</pre>
 */
public final class Simulation {
    private final PurchaseModel model;
    private final SimulationOptions options;
    private final Behaviour behaviour;
    private final int[] x;
    private final double[] tx;
    private final double[] rate;
    private final double[] dropout;
    private final int[] future;

    private Simulation(PurchaseModel model, SimulationOptions options) {
        this.model = Objects.requireNonNull(model, "model");
        this.options = options;
        this.behaviour = Behaviour.of(model);
        int customers = options.customers();
        this.x = new int[customers];
        this.tx = new double[customers];
        this.rate = new double[customers];
        this.dropout = new double[customers];
        this.future = new int[customers];
    }

    /**
     * Makes the customers.
     *
     * @throws IllegalArgumentException if the model lets a customer make more than 500,000 purchases
     */
    public static Simulation of(PurchaseModel model, SimulationOptions options) {
        Simulation made = new Simulation(model, options);
        Parallel.ranges(options.customers(), made::live);
        return made;
    }

    private void live(int from, int to) {
        Draws draws = new Draws();
        Life life = new Life();
        double horizon = options.horizonDays() / model.unit().days();
        for (int c = from; c < to; c++) {
            double age = age(c);
            behaviour.live(draws.begin(options.seed(), c, Draws.BEHAVIOUR), age + horizon, life);
            x[c] = life.purchasesBy(age);
            tx[c] = x[c] == 0 ? 0 : life.time(x[c] - 1);
            rate[c] = life.rate;
            dropout[c] = life.dropout;
            future[c] = life.purchasesBy(age + horizon) - x[c];
        }
    }

    /** The model that made them. */
    public PurchaseModel model() {
        return model;
    }

    /** What was asked for. */
    public SimulationOptions options() {
        return options;
    }

    /** Number of customers. */
    public int customers() {
        return x.length;
    }

    /** Repeat purchases x up to the last day. */
    public int x(int customer) {
        return x[customer];
    }

    /** Exact age at the last purchase t<sub>x</sub>, in the model's unit; 0 if x is 0. */
    public double tx(int customer) {
        return tx[customer];
    }

    /** Age T at the end of the last day, in the model's unit; for BG/BB the whole number of opportunities so far. */
    public double age(int customer) {
        double age = (options.lastDay().toEpochDay() - options.entryDay(customer))
                / model.unit().days();
        return model.family() == ModelFamily.BG_BB ? Math.floor(age) : age;
    }

    /** The truth: purchases in a unit of time that this customer makes on average while alive. */
    public double rate(int customer) {
        return rate[customer];
    }

    /** The truth: true if the customer has not dropped out by the end of the last day. */
    public boolean isAlive(int customer) {
        return dropout[customer] > age(customer);
    }

    /** The truth: the age at which the customer drops out; infinite if not within the horizon. */
    public double dropoutAge(int customer) {
        return dropout[customer];
    }

    /** The truth: purchases within the horizon after the last day. */
    public int futurePurchases(int customer) {
        return future[customer];
    }

    /** The exact histories (x, t<sub>x</sub>, T) in the model's unit of time, one a customer. */
    public DistinctHistories histories() {
        double[] age = new double[x.length];
        for (int c = 0; c < age.length; c++) {
            age[c] = age(c);
        }
        return DistinctHistories.of(x, tx, age, model.unit());
    }

    /**
     * The purchases by day, with customer c as {@code "c1"}, {@code "c2"} … and the number c−1. A summary of it must be told the
     * last day, {@code until(simulation.options().lastDay())}, for the log knows only days with a purchase.
     *
     * @throws ArithmeticException if an amount does not fit
     */
    public TransactionLog log() {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(options.money()));
        Draws done = new Draws();
        Draws spend = new Draws();
        Life life = new Life();
        int lastDay = (int) options.lastDay().toEpochDay();
        double unit = model.unit().days();
        for (int c = 0; c < x.length; c++) {
            String id = "c" + (c + 1);
            int entry = options.entryDay(c);
            // A life is drawn again rather than kept: purchases up to the last day do not depend on the horizon.
            behaviour.live(done.begin(options.seed(), c, Draws.BEHAVIOUR), age(c), life);
            double logScale = options.logScale(spend.begin(options.seed(), c, Draws.SPEND));
            builder.add(id, entry, options.amount(spend, logScale));
            for (int i = 0; i < x[c]; i++) {
                // Rounding of the unit of time must not carry a purchase past the last day.
                int day = (int) StrictMath.min(lastDay, entry + StrictMath.ceil(life.time(i) * unit));
                builder.add(id, day, options.amount(spend, logScale));
            }
        }
        return builder.build();
    }

    @Override
    public String toString() {
        return options.customers() + " customers of " + model;
    }
}
