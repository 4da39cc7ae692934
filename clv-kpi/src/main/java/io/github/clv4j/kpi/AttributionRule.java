package io.github.clv4j.kpi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the value of an order is shared out over the touchpoints of its path. Immutable.
 *
 * <p>All rules but {@link #markov} look at one path at a time. None of them tells what would have happened without a
 * channel; that takes an experiment.
 */
public final class AttributionRule {
    private static final AttributionRule MARKOV = new AttributionRule("markov", null);

    private final String name;
    private final @Nullable PathWeights weights;

    /** Weights of the touchpoints of one path. */
    private interface PathWeights {
        /**
         * One weight a touchpoint, 0 or more, not all 0.
         *
         * @param channels codes of the channels, in the order of the path
         * @param ages days before the conversion
         */
        double[] of(int[] channels, int[] ages);
    }

    private AttributionRule(String name, @Nullable PathWeights weights) {
        this.name = name;
        this.weights = weights;
    }

    /** All to the first touchpoint. */
    public static AttributionRule firstTouch() {
        return positionBased("first touch", 1, 0);
    }

    /** All to the last touchpoint. */
    public static AttributionRule lastTouch() {
        return positionBased("last touch", 0, 1);
    }

    /** The same to each touchpoint. */
    public static AttributionRule linear() {
        return new AttributionRule("linear", (channels, ages) -> {
            double[] same = new double[channels.length];
            Arrays.fill(same, 1);
            return same;
        });
    }

    /** 40 % to the first touchpoint, 40 % to the last one, 20 % to those between in equal parts. */
    public static AttributionRule positionBased() {
        return positionBased(0.4, 0.4);
    }

    /**
     * A share to the first touchpoint, a share to the last one, the rest to those between in equal parts. If there are
     * none between, the first and the last share all in proportion to theirs, or equally if both are 0; a single one gets
     * all.
     *
     * @param first share of the first touchpoint, 0 or more
     * @param last share of the last one, 0 or more; both together at most 1
     */
    public static AttributionRule positionBased(double first, double last) {
        if (first >= 0 && last >= 0 && first + last <= 1) {
            return positionBased("position based " + first + "/" + last, first, last);
        }
        throw new IllegalArgumentException("shares of the first and last touchpoint are " + first + " and " + last
                + "; each must be 0 or more and both together at most 1");
    }

    private static AttributionRule positionBased(String name, double first, double last) {
        return new AttributionRule(name, (channels, ages) -> {
            int n = channels.length;
            double[] shares = new double[n];
            if (n <= 2 && first + last == 0) {
                Arrays.fill(shares, 1);
                return shares;
            }
            // What is left of 1 may be a hair below 0 in binary fractions.
            Arrays.fill(shares, n > 2 ? Math.max(0, 1 - first - last) / (n - 2) : 0);
            shares[0] = n == 1 ? 1 : first;
            shares[n - 1] = n == 1 ? 1 : last;
            return shares;
        });
    }

    /**
     * The later, the more: a touchpoint counts half as much as one that is the half-life nearer to the order.
     *
     * @param halfLifeDays above 0 and finite
     */
    public static AttributionRule timeDecay(double halfLifeDays) {
        if (!(halfLifeDays > 0 && halfLifeDays < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("half-life is " + halfLifeDays + " days; it must be above 0 and finite");
        }
        return new AttributionRule("time decay of " + halfLifeDays + " days", (channels, ages) -> {
            double[] decayed = new double[ages.length];
            for (int i = 0; i < ages.length; i++) {
                // From the last touchpoint on, so that its weight is 1 and the sum is never 0.
                decayed[i] = Math.pow(2, -(ages[i] - ages[ages.length - 1]) / halfLifeDays);
            }
            return decayed;
        });
    }

    /**
     * Shapley values of the game in which a set of channels is worth what the orders brought whose paths need no other
     * channel. For this game they have a closed form: each order is shared equally by the distinct channels of its path.
     */
    public static AttributionRule shapley() {
        return new AttributionRule("shapley", (channels, ages) -> {
            double[] once = new double[channels.length];
            for (int i = 0; i < channels.length; i++) {
                int channel = channels[i];
                boolean isFirst = Arrays.stream(channels, 0, i).noneMatch(earlier -> earlier == channel);
                once[i] = isFirst ? 1 : 0;
            }
            return once;
        });
    }

    /** In proportion to the removal effects of a Markov chain of all journeys, see {@link MarkovRemoval}. */
    public static AttributionRule markov() {
        return MARKOV;
    }

    /** What tables call the rule. */
    public String name() {
        return name;
    }

    /** True if shares are the same for all paths and come from all journeys together. */
    boolean isOfAllJourneys() {
        return weights == null;
    }

    /** Shares of the touchpoints of a path. */
    long[] shares(int[] channels, int[] ages) {
        if (weights == null) {
            throw new IllegalStateException(name + " has no shares of one path");
        }
        return Shares.of(weights.of(channels, ages));
    }

    @Override
    public String toString() {
        return name;
    }
}
