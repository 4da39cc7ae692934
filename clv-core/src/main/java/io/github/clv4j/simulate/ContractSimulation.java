package io.github.clv4j.simulate;

import io.github.clv4j.internal.Parallel;
import io.github.clv4j.model.ContractModel;
import io.github.clv4j.model.Tenures;

/**
 * Customers with a contract, made by a {@link ContractModel}. The same model, numbers and seed give the same customers on
 * every machine whose mathematical functions agree, and for any number of threads.
 */
public final class ContractSimulation {
    private ContractSimulation() {}

    /**
     * Customers who signed up to {@code longest} periods ago, spread evenly: customer c can have come to {@code shortest + c
     * mod (longest − shortest + 1)} renewals so far.
     *
     * @param customers 1 or more
     * @param shortest renewals that the youngest have come to, 0 or more
     * @param longest renewals that the oldest have come to, at least {@code shortest} and at most {@link Tenures#LONGEST}
     * @param seed the same seed gives the same customers
     */
    public static Tenures tenures(ContractModel model, int customers, int shortest, int longest, long seed) {
        if (!(customers >= 1)) {
            throw new IllegalArgumentException("customers are " + customers + "; it must be 1 or more");
        }
        if (!(shortest >= 0 && longest >= shortest && longest <= Tenures.LONGEST)) {
            throw new IllegalArgumentException("renewals so far are from " + shortest + " to " + longest
                    + "; it must be 0 <= shortest <= longest <= " + Tenures.LONGEST);
        }
        double[] survival = new double[longest + 1];
        for (int t = 0; t <= longest; t++) {
            survival[t] = model.survival(t);
        }
        int[] tenure = new int[customers];
        boolean[] churned = new boolean[customers];
        Parallel.ranges(customers, (from, to) -> {
            Draws draws = new Draws();
            for (int c = from; c < to; c++) {
                int renewals = shortest + c % (longest - shortest + 1);
                double luck = draws.begin(seed, c, Draws.BEHAVIOUR).uniform();
                int kept = lastKept(survival, renewals, luck);
                churned[c] = kept < renewals;
                tenure[c] = churned[c] ? kept + 1 : renewals;
            }
        });
        return Tenures.of(model.period(), tenure, churned);
    }

    /** The renewals that a customer makes whose survival ends where S falls below its luck. */
    private static int lastKept(double[] survival, int most, double luck) {
        int low = 0;
        int high = most;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (luck < survival[middle]) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
