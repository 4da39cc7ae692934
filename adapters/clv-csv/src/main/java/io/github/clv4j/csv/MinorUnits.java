package io.github.clv4j.csv;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TooManyDigitsException;
import org.jspecify.annotations.Nullable;

/** Turns decimals into minor units of a currency, exactly or rounded to the nearest, ties to even. Used again. */
final class MinorUnits {
    private static final int MOST_ZEROS = 18;
    private static final long[] POWERS_OF_TEN = new long[MOST_ZEROS + 1];

    static {
        long power = 1;
        for (int i = 0; i <= MOST_ZEROS; i++) {
            POWERS_OF_TEN[i] = power;
            power *= 10;
        }
    }

    private final MoneyScale money;
    private long minor;
    private boolean rounded;

    MinorUnits(MoneyScale money) {
        this.money = money;
    }

    /** The last result. */
    long minor() {
        return minor;
    }

    /** True if the last result is not exactly the number it came from. */
    boolean rounded() {
        return rounded;
    }

    /**
     * Converts a number.
     *
     * @param mayRound whether it may have more decimals than the currency
     * @return null, or why it is no amount of this currency
     */
    @Nullable
    RejectReason convert(Decimal number, boolean mayRound) {
        rounded = false;
        int missing = money.digits() - number.scale();
        long mantissa = number.mantissa();
        if (number.big() != null || missing > MOST_ZEROS || -missing > MOST_ZEROS) {
            return convertBig(number, mayRound);
        }
        if (missing >= 0) {
            long power = POWERS_OF_TEN[missing];
            minor = mantissa * power;
            boolean fits = Math.multiplyHigh(mantissa, power) == minor >> 63 && minor != Long.MIN_VALUE;
            return fits ? null : RejectReason.AMOUNT_OUT_OF_RANGE;
        }
        long unit = POWERS_OF_TEN[-missing];
        long rest = mantissa % unit;
        minor = mantissa / unit;
        if (rest != 0) {
            if (!mayRound) {
                return RejectReason.TOO_MANY_DIGITS;
            }
            rounded = true;
            // Twice the rest may pass a long; the half does not, and a power of ten has one.
            long half = unit / 2;
            long size = Math.abs(rest);
            if (size > half || (size == half && (minor & 1) != 0)) {
                minor += rest < 0 ? -1 : 1;
            }
        }
        return null;
    }

    private @Nullable RejectReason convertBig(Decimal number, boolean mayRound) {
        try {
            minor = money.exact(number.toBigDecimal());
        } catch (TooManyDigitsException e) {
            if (!mayRound) {
                return RejectReason.TOO_MANY_DIGITS;
            }
            rounded = true;
            return roundBig(number);
        } catch (ArithmeticException e) {
            return RejectReason.AMOUNT_OUT_OF_RANGE;
        }
        return minor == Long.MIN_VALUE ? RejectReason.AMOUNT_OUT_OF_RANGE : null;
    }

    private @Nullable RejectReason roundBig(Decimal number) {
        try {
            minor = money.rounded(number.toBigDecimal());
        } catch (ArithmeticException e) {
            return RejectReason.AMOUNT_OUT_OF_RANGE;
        }
        return minor == Long.MIN_VALUE ? RejectReason.AMOUNT_OUT_OF_RANGE : null;
    }
}
