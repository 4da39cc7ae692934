package io.github.clv4j.rfm;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.internal.LongSum;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToLongFunction;

/**
 * What a customer of each segment brings in a step, in major units: margin less what is spent on it. Immutable.
 */
public final class SegmentRewards {
    private final Map<String, Double> rewards;

    private SegmentRewards(Map<String, Double> rewards) {
        this.rewards = rewards;
    }

    /**
     * Known rewards.
     *
     * @param rewards by segment, in major units a customer and step; finite, below 0 where a customer costs
     */
    public static SegmentRewards of(Map<String, Double> rewards) {
        Map<String, Double> own = new LinkedHashMap<>();
        rewards.forEach((segment, reward) -> {
            if (!Double.isFinite(reward)) {
                throw new IllegalArgumentException(
                        "the reward of '" + segment + "' is " + reward + "; it must be finite");
            }
            own.put(segment, reward);
        });
        return new SegmentRewards(Collections.unmodifiableMap(own));
    }

    /**
     * The mean of an amount over the customers of each segment: such as the margin that each brings in a step. Segments
     * without customers get none.
     *
     * @param segments the customers' segments at the beginning of the step
     * @param amountMinor amount of a customer in the step, in minor units
     * @param money currency and digits of the amount
     */
    public static SegmentRewards meansOf(Grouping segments, IntToLongFunction amountMinor, MoneyScale money) {
        LongSum[] sums = new LongSum[segments.groups()];
        Arrays.setAll(sums, group -> new LongSum());
        for (int c = 0; c < segments.customers(); c++) {
            int group = segments.groupOf(c);
            if (group != Grouping.NONE) {
                sums[group].add(amountMinor.applyAsLong(c));
            }
        }
        long[] sizes = segments.sizes();
        Map<String, Double> means = new LinkedHashMap<>();
        for (int group = 0; group < sizes.length; group++) {
            if (sizes[group] > 0) {
                means.put(segments.labels().get(group), sums[group].toDouble() / sizes[group] / money.minorPerMajor());
            }
        }
        return of(means);
    }

    /**
     * The mean change of a value flow, times a margin: what a customer who was in the segment brought in the step, if the
     * flow is {@linkplain ValueFlow#ofSpend of spend}. Segments without customers get none.
     *
     * @param marginRate margin in money spent, finite; 1 if the flow is of margin already
     */
    public static SegmentRewards ofStep(ValueFlow flow, double marginRate) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (String segment : flow.from()) {
            OptionalDouble mean = flow.meanChange(segment);
            if (!segment.equals(MigrationMatrix.NEW) && mean.isPresent()) {
                means.put(segment, mean.getAsDouble() * marginRate);
            }
        }
        return of(means);
    }

    /**
     * The mean change of an amount in a step, times a margin, over all steps of a series and all customers who were in the
     * segment before the step; {@value MigrationMatrix#GONE} gets one too, from what returning customers spend. Segments
     * without customers get none.
     *
     * @param values for each snapshot the amount of a customer so far, in minor units, such as {@link
     *     io.github.clv4j.summary.CustomerSummary#spendMinor}; asked for the customers of its grouping
     * @param money currency and digits of the amounts
     * @param marginRate margin in money spent, finite; 1 if the amounts are margin already
     * @throws IllegalArgumentException if there is not one function for each snapshot
     */
    public static SegmentRewards ofSeries(
            MigrationSeries series, List<IntToLongFunction> values, MoneyScale money, double marginRate) {
        series.requireValues(values);
        List<String> states = series.pooled().to();
        LongSum[] changes = new LongSum[states.size()];
        Arrays.setAll(changes, state -> new LongSum());
        long[] customers = new long[states.size()];
        int last = series.snapshots().get(series.steps()).segments().customers();
        for (int c = 0; c < last; c++) {
            int state = series.newcomer();
            for (int t = 0; t < series.steps(); t++) {
                state = series.stateNow(t, c, state);
                if (state != series.newcomer()) {
                    customers[state]++;
                    changes[state].add(series.value(values, t + 1, c));
                    changes[state].addProduct(-1, series.value(values, t, c));
                }
            }
        }
        Map<String, Double> means = new LinkedHashMap<>();
        for (int state = 0; state < customers.length; state++) {
            if (customers[state] > 0) {
                double mean = changes[state].toDouble() / customers[state] / money.minorPerMajor();
                means.put(states.get(state), mean * marginRate);
            }
        }
        return of(means);
    }

    /** These rewards with that of one segment set. */
    public SegmentRewards with(String segment, double reward) {
        Map<String, Double> changed = new LinkedHashMap<>(rewards);
        changed.put(segment, reward);
        return of(changed);
    }

    /**
     * The reward of a segment. That of {@value MigrationMatrix#GONE} is 0 unless it is given.
     *
     * @throws IllegalArgumentException if the segment has none; the message lists those that have
     */
    public double reward(String segment) {
        Double reward = rewards.get(segment);
        if (reward != null) {
            return reward;
        }
        if (segment.equals(MigrationMatrix.GONE)) {
            return 0;
        }
        throw new IllegalArgumentException(
                "segment '" + segment + "' has no reward; there are those of " + rewards.keySet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentRewards that && rewards.equals(that.rewards);
    }

    @Override
    public int hashCode() {
        return rewards.hashCode();
    }

    @Override
    public String toString() {
        return rewards.toString();
    }
}
