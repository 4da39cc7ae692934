package io.github.clv4j.kpi;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Amounts and numbers of customers by line of the ledger, period and group. */
final class MrrCells {
    private final int periods;
    private final Map<MrrMovement, long[]> minor = new EnumMap<>(MrrMovement.class);
    private final Map<MrrMovement, long[]> customers = new EnumMap<>(MrrMovement.class);

    MrrCells(Periods periods, int groups) {
        this.periods = periods.count();
        int cells = periods.cells(groups);
        for (MrrMovement movement : MrrMovement.values()) {
            minor.put(movement, new long[cells]);
            customers.put(movement, new long[cells]);
        }
    }

    /** Adds what a customer of a group pays when the first period begins. */
    void open(int group, long amount) {
        move(MrrMovement.START, 0, group, amount);
    }

    /** Adds an amount of a customer to a line. */
    void move(MrrMovement movement, int period, int group, long amount) {
        if (amount > 0) {
            int cell = group * periods + period;
            long[] amounts = amounts(movement);
            amounts[cell] = Math.addExact(amounts[cell], amount);
            counts(movement)[cell]++;
        }
    }

    /** Counts the change of the number of paying customers at the end of a period. */
    void present(int period, int group, boolean was, boolean is) {
        counts(MrrMovement.END)[group * periods + period] += (is ? 1 : 0) - (was ? 1 : 0);
    }

    /** Carries each end over to the next start. */
    void finish() {
        long[] starts = amounts(MrrMovement.START);
        long[] ends = amounts(MrrMovement.END);
        long[] countsAtStart = counts(MrrMovement.START);
        long[] countsAtEnd = counts(MrrMovement.END);
        for (int cell = 0; cell < starts.length; cell++) {
            if (cell % periods != 0) {
                starts[cell] = ends[cell - 1];
                countsAtStart[cell] = countsAtEnd[cell - 1];
            }
            // The sum on the way may not fit although the end does.
            BigInteger end = BigInteger.ZERO;
            for (MrrMovement movement : MrrMovement.values()) {
                BigInteger amount = BigInteger.valueOf(amounts(movement)[cell]);
                end = end.add(amount.multiply(BigInteger.valueOf(movement.sign())));
            }
            ends[cell] = end.longValueExact();
            countsAtEnd[cell] += countsAtStart[cell];
        }
    }

    private long[] amounts(MrrMovement movement) {
        return Objects.requireNonNull(minor.get(movement));
    }

    private long[] counts(MrrMovement movement) {
        return Objects.requireNonNull(customers.get(movement));
    }

    long minor(MrrMovement movement, int period, int group) {
        return amounts(movement)[group * periods + period];
    }

    long customers(MrrMovement movement, int period, int group) {
        return counts(movement)[group * periods + period];
    }
}
