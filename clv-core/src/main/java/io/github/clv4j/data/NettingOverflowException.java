package io.github.clv4j.data;

/** A sum of one customer that netting takes does not fit; whoever knows the ids tells whose. */
final class NettingOverflowException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    private final int customer;

    NettingOverflowException(int customer, ArithmeticException cause) {
        super(cause.getMessage());
        initCause(cause);
        this.customer = customer;
    }

    int customer() {
        return customer;
    }
}
