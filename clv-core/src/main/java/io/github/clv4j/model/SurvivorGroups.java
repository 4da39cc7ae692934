package io.github.clv4j.model;

import io.github.clv4j.internal.Parallel;
import io.github.clv4j.summary.CustomerSummary;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * Customers of a summary by what their future depends on if they are alive: x and T, for some models t<sub>x</sub> too.
 * Many customers share these, and what is to come of a survivor is dear; so it is computed once a group, of any customer in
 * it, and is the same to the bit as that customer's own figure.
 */
final class SurvivorGroups {
    private static final int AGE_BITS = 22;
    private static final int X_LIMIT = (1 << (63 - 2 * AGE_BITS)) - 1;
    private static final int PIECE = 64;

    /** The group of a customer that is not present. */
    static final int NONE = -1;

    private final long[] key;
    private final int[] groupOf;
    private final int[] customer;

    private SurvivorGroups(CustomerSummary summary, IntToLongFunction keyOf) {
        long[] keys = new long[summary.presentCustomers()];
        int count = 0;
        for (int c = 0; c < summary.customers(); c++) {
            if (summary.isPresent(c)) {
                keys[count++] = keyOf.applyAsLong(c);
            }
        }
        Arrays.parallelSort(keys);
        int distinct = 0;
        for (long k : keys) {
            if (distinct == 0 || k != keys[distinct - 1]) {
                keys[distinct++] = k;
            }
        }
        this.key = Arrays.copyOf(keys, distinct);
        this.groupOf = new int[summary.customers()];
        Parallel.ranges(groupOf.length, (from, to) -> {
            for (int c = from; c < to; c++) {
                groupOf[c] = summary.isPresent(c) ? Arrays.binarySearch(key, keyOf.applyAsLong(c)) : NONE;
            }
        });
        this.customer = new int[distinct];
        for (int c = groupOf.length - 1; c >= 0; c--) {
            if (groupOf[c] != NONE) {
                customer[groupOf[c]] = c;
            }
        }
    }

    static SurvivorGroups of(PurchaseModel model, CustomerSummary summary) {
        return of(summary, model.survivorDependsOnTx());
    }

    private static SurvivorGroups of(CustomerSummary summary, boolean byTx) {
        return new SurvivorGroups(summary, c -> key(summary, byTx, c));
    }

    /**
     * Customers that share their model too.
     *
     * @throws IllegalArgumentException if a customer that is present has no model
     */
    static SurvivorGroups of(CustomerModels models, CustomerSummary summary) {
        SurvivorGroups all = of(models.base(), summary);
        return new SurvivorGroups(summary, c -> ((long) models.numberOf(c) << 32) | all.of(c));
    }

    /** Customers by their whole history, whatever the model. */
    static SurvivorGroups byHistory(CustomerSummary summary) {
        return of(summary, true);
    }

    /** The same where each has a model of its own. */
    static SurvivorGroups byHistory(CustomerModels models, CustomerSummary summary) {
        SurvivorGroups all = of(summary, true);
        return new SurvivorGroups(summary, c -> ((long) models.numberOf(c) << 32) | all.of(c));
    }

    /** Number of groups. */
    int size() {
        return key.length;
    }

    /** A customer of a group. */
    int customer(int group) {
        return customer[group];
    }

    /** x, days since the first purchase and, if it counts, between the first and the last: they tell T and t<sub>x</sub>. */
    private static long key(CustomerSummary summary, boolean byTx, int c) {
        int x = summary.x(c);
        if (x > X_LIMIT) {
            throw new IllegalArgumentException(
                    "customer '" + summary.index().id(c) + "' has x " + x + "; it must be at most " + X_LIMIT);
        }
        long days = (long) summary.asOfDay() - summary.firstDay(c);
        long active = byTx ? (long) summary.lastDay(c) - summary.firstDay(c) : 0;
        return ((long) x << (2 * AGE_BITS)) | (days << AGE_BITS) | active;
    }

    /** The group of a customer, or {@link #NONE}. */
    int of(int c) {
        return groupOf[c];
    }

    /** A figure of each group, from one of its customers; in parallel. */
    double[] each(IntToDoubleFunction ofCustomer) {
        double[] result = new double[key.length];
        Parallel.pieces((key.length + PIECE - 1) / PIECE, p -> {
            for (int i = p * PIECE; i < Math.min(key.length, (p + 1) * PIECE); i++) {
                result[i] = ofCustomer.applyAsDouble(customer[i]);
            }
        });
        return result;
    }
}
