package io.github.clv4j.simulate;

import io.github.clv4j.internal.Parallel;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.RepeatSpend;
import java.util.Arrays;
import java.util.Objects;

/**
 * Customers that a model makes, one for each age T that is given: what a customer base as old as a real one might have done
 * if the model were true. A parametric bootstrap is made of many of them. Immutable; the same seed makes the same customers.
 */
public final class SyntheticBase {
    private final PurchaseModel model;
    private final double[] age;
    private final int[] x;
    private final double[] tx;
    private final long seed;

    private SyntheticBase(PurchaseModel model, double[] age, long seed) {
        this.model = Objects.requireNonNull(model, "model");
        this.age = age;
        this.x = new int[age.length];
        this.tx = new double[age.length];
        this.seed = seed;
    }

    /**
     * Makes the customers.
     *
     * @param ages T of each, finite and 0 or more, in the model's unit; whole numbers for models of discrete opportunities
     * @throws IllegalArgumentException if an age cannot be, or the model lets a customer make more than 500,000 purchases
     */
    public static SyntheticBase of(PurchaseModel model, double[] ages, long seed) {
        SyntheticBase base = new SyntheticBase(model, ages.clone(), seed);
        for (double each : ages) {
            model.pAlive(0, 0, each); // refuses an age that cannot be
        }
        Behaviour behaviour = Behaviour.of(model);
        Parallel.ranges(ages.length, (from, to) -> {
            Draws draws = new Draws();
            Life life = new Life();
            for (int c = from; c < to; c++) {
                behaviour.live(draws.begin(seed, c, Draws.BEHAVIOUR), base.age[c], life);
                base.x[c] = life.purchasesBy(base.age[c]);
                base.tx[c] = base.x[c] == 0 ? 0 : life.time(base.x[c] - 1);
            }
        });
        return base;
    }

    /** Number of customers. */
    public int customers() {
        return x.length;
    }

    /** Repeat purchases of a customer. */
    public int x(int customer) {
        return x[customer];
    }

    /** Age of a customer at its last purchase, in the model's unit. */
    public double tx(int customer) {
        return tx[customer];
    }

    /** The histories (x, t<sub>x</sub>, T), one a customer. */
    public DistinctHistories histories() {
        return DistinctHistories.of(x, tx, age, model.unit());
    }

    /**
     * What the customers spend if {@link GammaGamma} is true: a mean spend for each that has a purchase that counts.
     *
     * @param withFirst whether the first purchase counts, as in {@link RepeatSpend#withFirstPurchase}
     */
    public RepeatSpend spend(GammaGamma spend, boolean withFirst) {
        int[] count = new int[x.length];
        double[] mean = new double[x.length];
        int buyers = 0;
        Draws draws = new Draws();
        for (int c = 0; c < x.length; c++) {
            int n = withFirst ? x[c] + 1 : x[c];
            if (n > 0) {
                draws.begin(seed, c, Draws.SPEND);
                // A customer's rate is Gamma(q, ν); the sum of n amounts is Gamma(pn, rate).
                double logRate = draws.logGamma(spend.q()) - StrictMath.log(spend.nu());
                double logSum = draws.logGamma(spend.p() * n) - logRate;
                count[buyers] = n;
                // Far tails end at the ends of the doubles.
                mean[buyers++] =
                        StrictMath.min(1e300, StrictMath.max(1e-300, StrictMath.exp(logSum - StrictMath.log(n))));
            }
        }
        return RepeatSpend.of(Arrays.copyOf(count, buyers), Arrays.copyOf(mean, buyers));
    }

    @Override
    public String toString() {
        return x.length + " customers of " + model;
    }
}
