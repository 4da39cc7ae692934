package io.github.clv4j.value;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.simulate.SyntheticBase;
import io.github.clv4j.summary.CustomerSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How sure the values of {@link ClvScores} are, by a parametric bootstrap: customers as old as the real ones are made by the
 * models, the models are fitted to what those did, and the real customers are valued by each of these fits. The spread of
 * the values is that of the estimates, without the normal approximation of {@link ClvIntervals}; it costs a fit a
 * replicate. Intervals run between percentiles of the replicates (Efron and Tibshirani 1993, An Introduction to the
 * Bootstrap, ch. 13). Immutable; the same seed gives the same replicates whatever the order of the customers.
 */
public final class ClvBootstrap {
    private static final long STRIDE = 0x9e3779b97f4a7c15L;

    private final ClvScores scores;
    private final double level;
    private final int asked;
    private final List<PredictedClv> replicates;

    private ClvBootstrap(ClvScores scores, double level, int asked, List<PredictedClv> replicates) {
        this.scores = scores;
        this.level = level;
        this.asked = asked;
        this.replicates = replicates;
    }

    /**
     * Replicates for scores.
     *
     * @param replicates how many; 200 or more for ends that do not jump about
     * @param seed of the random numbers
     * @param level such as 0.9; above 0 and below 1
     * @throws IllegalArgumentException if there are fewer than 2 replicates
     * @throws FitException if fewer than half of the replicates can be fitted
     */
    public static ClvBootstrap of(ClvScores scores, int replicates, long seed, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level is " + level + "; it must be above 0 and below 1");
        }
        if (replicates < 2) {
            throw new IllegalArgumentException("replicates are " + replicates + "; there must be 2 or more");
        }
        scores.requireOneModel("the bootstrap makes customers");
        double[] ages = Arrays.stream(scores.summary().index().inIdOrder())
                .filter(scores::isPresent)
                .mapToDouble(scores.summary()::age)
                .toArray();
        @Nullable PredictedClv[] made = new @Nullable PredictedClv[replicates];
        Parallel.pieces(replicates, i -> made[i] = replicate(scores.clv(), ages, seed + i * STRIDE));
        List<PredictedClv> usable = new ArrayList<>();
        for (PredictedClv each : made) {
            if (each != null) {
                usable.add(each);
            }
        }
        if (usable.size() * 2 < replicates) {
            throw new FitException(
                    "only " + usable.size() + " of " + replicates
                            + " bootstrap replicates could be fitted and valued; the models are at the edge of what such data tell");
        }
        return new ClvBootstrap(scores, level, replicates, List.copyOf(usable));
    }

    /** The models of one replicate, or null if they cannot be told or give no finite value. */
    private static @Nullable PredictedClv replicate(PredictedClv clv, double[] ages, long seed) {
        SyntheticBase base = SyntheticBase.of(clv.purchases(), ages, seed);
        try {
            FitOptions options = FitOptions.withDefaults();
            Fitted<? extends PurchaseModel> purchases = clv.purchases().refit(base.histories(), options);
            Fitted<GammaGamma> spend = GammaGamma.fit(
                    base.spend(clv.spend(), clv.options().spendBasis() == SpendBasis.ALL_PURCHASES),
                    options.withStart(clv.spend().parameters()));
            if (purchases.report().status().isUsable()
                    && spend.report().status().isUsable()) {
                return PredictedClv.of(purchases.model(), spend.model(), clv.money(), clv.options());
            }
            return null;
        } catch (FitException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The values that these are intervals of. */
    public ClvScores scores() {
        return scores;
    }

    /** Confidence level. */
    public double level() {
        return level;
    }

    /** Replicates that were fitted and give finite values. */
    public int replicates() {
        return replicates.size();
    }

    /** Replicates that could not be: their data did not tell the models, or a value was infinite. */
    public int failures() {
        return asked - replicates.size();
    }

    /** The interval of the expected value of a customer that is present, in major units. */
    public Interval interval(int customer) {
        CustomerSummary summary = scores.summary();
        if (!scores.isPresent(customer)) {
            throw new IllegalArgumentException("customer '" + summary.index().id(customer)
                    + "' has not bought by the summary's day; nothing is known of it");
        }
        return between(replicates.stream()
                .mapToDouble(clv -> clv.value(
                        summary.x(customer),
                        summary.tx(customer),
                        summary.age(customer),
                        clv.meanSpend(summary, customer)))
                .toArray());
    }

    /** The interval of the total of all customers, in major units. */
    public Interval total() {
        return totals(Grouping.everyone(scores.customers())).get(0);
    }

    /** The intervals of the totals of groups, in the rows' order of {@link ClvScores#equity}, in major units. */
    public List<Interval> totals(Grouping grouping) {
        int groups = scores.equity(grouping).labels().size();
        double[][] values = new double[groups][replicates.size()];
        for (int i = 0; i < replicates.size(); i++) {
            CustomerEquity equity = replicates.get(i).score(scores.summary()).equity(grouping);
            for (int group = 0; group < groups; group++) {
                values[group][i] = scores.summary().money().toMajor(equity.valueMinor(group));
            }
        }
        return Arrays.stream(values).map(this::between).toList();
    }

    private Interval between(double[] values) {
        Arrays.sort(values);
        return new Interval(quantile(values, (1 - level) / 2), quantile(values, (1 + level) / 2));
    }

    /** Between the order statistics around (n + 1) q, so that n = 199 gives the 10th and the 190th for 90 %. */
    private static double quantile(double[] sorted, double q) {
        double place = q * (sorted.length + 1) - 1;
        int below = (int) Math.max(0, Math.min(sorted.length - 1, Math.floor(place)));
        int above = Math.min(sorted.length - 1, below + 1);
        double share = Math.max(0, Math.min(1, place - below));
        return sorted[below] + share * (sorted[above] - sorted[below]);
    }

    @Override
    public String toString() {
        return level + " intervals of " + scores + " from " + replicates.size() + " replicates";
    }
}
