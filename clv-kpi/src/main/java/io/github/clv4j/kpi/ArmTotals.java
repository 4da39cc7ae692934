package io.github.clv4j.kpi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Exact sums over the customers of one arm and group. */
final class ArmTotals {
    private long customers;
    private long responders;
    private long orders;
    private BigInteger cost = BigInteger.ZERO;
    /** Sums of revenue and of margin before a rate, and of their squares. */
    private final BigInteger[] sums = {BigInteger.ZERO, BigInteger.ZERO};

    private final BigInteger[] squares = {BigInteger.ZERO, BigInteger.ZERO};

    void add(long itsOrders, BigInteger revenue, BigInteger margin, long itsCost) {
        customers++;
        responders += itsOrders > 0 ? 1 : 0;
        orders += itsOrders;
        cost = itsCost == 0 ? cost : cost.add(BigInteger.valueOf(itsCost));
        add(0, revenue);
        add(1, margin);
    }

    private void add(int what, BigInteger value) {
        if (value.signum() != 0) {
            sums[what] = sums[what].add(value);
            squares[what] = squares[what].add(value.multiply(value));
        }
    }

    long customers() {
        return customers;
    }

    long responders() {
        return responders;
    }

    long orders() {
        return orders;
    }

    BigInteger cost() {
        return cost;
    }

    BigInteger revenue() {
        return sums[0];
    }

    BigInteger sum(boolean ofMargin) {
        return sums[ofMargin ? 1 : 0];
    }

    /** The variance among customers, with n − 1; NaN for fewer than two. */
    double variance(boolean ofMargin) {
        if (customers < 2) {
            return Double.NaN;
        }
        int what = ofMargin ? 1 : 0;
        BigInteger n = BigInteger.valueOf(customers);
        BigInteger over = n.multiply(squares[what]).subtract(sums[what].multiply(sums[what]));
        return new BigDecimal(over)
                .divide(new BigDecimal(n.multiply(n.subtract(BigInteger.ONE))), MathContext.DECIMAL64)
                .doubleValue();
    }
}
