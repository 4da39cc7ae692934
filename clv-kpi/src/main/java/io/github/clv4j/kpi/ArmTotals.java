package io.github.clv4j.kpi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Exact sums over the customers of one arm and group. */
final class ArmTotals {
    private long customers;
    private long unobserved;
    private long responders;
    private long orders;
    private BigInteger cost = BigInteger.ZERO;
    /** Sums of revenue and of margin before a rate, and of their squares. */
    private final BigInteger[] sums = {BigInteger.ZERO, BigInteger.ZERO};

    private final BigInteger[] squares = {BigInteger.ZERO, BigInteger.ZERO};

    /** Counts a customer of whose window the log knows nothing. */
    void addUnobserved() {
        unobserved++;
    }

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

    /** Customers of whose windows the log knows nothing; they are in no other figure. */
    long unobserved() {
        return unobserved;
    }

    /** Why an arm without customers has none. */
    String whyEmpty() {
        return unobserved == 0
                ? "no customers in this arm"
                : "the windows of all customers in this arm lie outside the days of the log";
    }

    /** Why two arms cannot be compared if one of them has no customers. */
    static String whyNotCompared(ArmTotals one, ArmTotals other) {
        boolean outside = (one.customers == 0 && one.unobserved > 0) || (other.customers == 0 && other.unobserved > 0);
        return outside
                ? "the windows of all customers in one of the arms lie outside the days of the log"
                : "no customers in one of the arms";
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
