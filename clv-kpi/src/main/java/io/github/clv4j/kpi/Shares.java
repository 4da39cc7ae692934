package io.github.clv4j.kpi;

import io.github.clv4j.internal.LongSum;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Shares as whole numbers that add up to {@link #ONE}, so that what is shared out by them adds up to the last minor unit.
 * Rounding is by largest remainder, ties to the first.
 */
final class Shares {
    /** All of it. It can be parted into up to 20 equal shares, and into whole percents, without rounding. */
    static final long ONE = 232_792_560L * 4_000_000;

    private static final BigInteger WHOLE = BigInteger.valueOf(ONE);

    private Shares() {}

    /**
     * Shares in proportion to weights.
     *
     * @param weights each 0 or more, of which one or more are above 0
     */
    static long[] of(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        long[] shares = new long[weights.length];
        double[] remainder = new double[weights.length];
        long left = ONE;
        for (int i = 0; i < weights.length; i++) {
            double exact = weights[i] / sum * ONE;
            shares[i] = (long) Math.rint(exact);
            remainder[i] = exact - shares[i];
            left -= shares[i];
        }
        while (left != 0) {
            int step = left > 0 ? 1 : -1;
            int most = 0;
            for (int i = 1; i < remainder.length; i++) {
                most = step * remainder[i] > step * remainder[most] ? i : most;
            }
            shares[most] += step;
            remainder[most] -= step;
            left -= step;
        }
        return shares;
    }

    /**
     * Whole units out of sums of units times shares. Together they are the whole units that the sums hold.
     *
     * @param sums together a multiple of {@link #ONE}
     * @throws ArithmeticException if one does not fit 64 bits
     */
    static long[] rounded(LongSum[] sums) {
        return rounded(Arrays.stream(sums).map(LongSum::toBigInteger).toArray(BigInteger[]::new), WHOLE);
    }

    /**
     * Quotients as whole numbers that have the same sum.
     *
     * @param numerators together a multiple of the denominator
     * @param denominator above 0
     * @throws ArithmeticException if one does not fit 64 bits
     */
    static long[] rounded(BigInteger[] numerators, BigInteger denominator) {
        long[] units = new long[numerators.length];
        BigInteger[] remainder = new BigInteger[numerators.length];
        BigInteger left = BigInteger.ZERO;
        for (int i = 0; i < numerators.length; i++) {
            remainder[i] = numerators[i].mod(denominator);
            units[i] = numerators[i].subtract(remainder[i]).divide(denominator).longValueExact();
            left = left.add(remainder[i]);
        }
        Integer[] order = new Integer[numerators.length];
        Arrays.setAll(order, i -> i);
        // A stable sort: of equal remainders the first comes first.
        Arrays.sort(order, (one, other) -> remainder[other].compareTo(remainder[one]));
        int more = left.divide(denominator).intValueExact();
        for (int i = 0; i < more; i++) {
            units[order[i]] = Math.incrementExact(units[order[i]]);
        }
        return units;
    }
}
