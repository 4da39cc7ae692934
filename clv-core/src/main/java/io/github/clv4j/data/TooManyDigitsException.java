package io.github.clv4j.data;

/** An amount has more significant decimals than its currency's minor unit; see {@link MoneyScale#exact}. */
public final class TooManyDigitsException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    TooManyDigitsException(String message) {
        super(message);
    }
}
