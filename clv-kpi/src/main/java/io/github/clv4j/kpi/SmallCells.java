package io.github.clv4j.kpi;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which groups of a period a report hides because few customers are behind them.
 *
 * <p>A group with 1 to k − 1 customers is hidden; one without any tells of nobody. Since the groups and their total are told
 * together, what is hidden could be found by subtraction; so the smallest of the others are hidden too, until at least two
 * groups with together k customers are, and the total if no others are left.
 */
final class SmallCells {
    private final PeriodFacts facts;
    private final int fewest;

    SmallCells(PeriodFacts facts, int fewest) {
        this.facts = facts;
        this.fewest = fewest;
    }

    /** True for each hidden group of a period, by what a KPI needs. */
    boolean[] hidden(Set<Fact> needs, int period) {
        int groups = facts.groups().size();
        boolean[] hidden = new boolean[groups];
        if (fewest <= 1 || needs.isEmpty()) {
            return hidden;
        }
        Set<Fact> bases = EnumSet.noneOf(Fact.class);
        needs.forEach(fact -> bases.add(fact.base()));
        long[] customers = new long[groups];
        for (int group = 0; group < groups; group++) {
            customers[group] = customers(bases, period, group);
            hidden[group] = isSmall(customers[group]);
        }
        long together = 0;
        for (int group = 1; group < groups; group++) {
            together += hidden[group] ? customers[group] : 0;
        }
        // A group that is hidden alone is small, so that another one joins it.
        while (together > 0 && together < fewest) {
            int next = smallest(hidden, customers);
            if (next < 0) {
                hidden[0] = true;
                break;
            }
            hidden[next] = true;
            together += customers[next];
        }
        return hidden;
    }

    boolean isSmall(long customers) {
        return customers > 0 && customers < fewest;
    }

    /** The fewest customers, of those who are any, that a value is about. */
    private long customers(Set<Fact> bases, int period, int group) {
        long fewestOfAny = 0;
        for (Fact base : bases) {
            long customers = facts.get(base, period, group);
            if (customers > 0 && (fewestOfAny == 0 || customers < fewestOfAny)) {
                fewestOfAny = customers;
            }
        }
        return fewestOfAny;
    }

    private static int smallest(boolean[] hidden, long[] customers) {
        int smallest = -1;
        for (int group = 1; group < hidden.length; group++) {
            if (!hidden[group] && customers[group] > 0 && (smallest < 0 || customers[group] < customers[smallest])) {
                smallest = group;
            }
        }
        return smallest;
    }
}
