package io.github.clv4j.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;

/**
 * A currency and the number of decimal digits that its minor unit has: the only way between decimal text and the exact
 * {@code long} amounts that this library computes with.
 *
 * <p>All conversions are exact unless the method's name says that it rounds. Nothing depends on the default locale.
 */
public final class MoneyScale {
    /** Most digits a minor unit may have; ISO 4217 needs at most 4, crypto-assets often 8. */
    public static final int MAX_DIGITS = 9;

    private static final int MOST_LONG_DIGITS = 19;

    /** Reading a number takes time with the square of its length: a longer text is damaged or hostile. */
    private static final int LONGEST_TEXT = 1_000;

    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private static final long[] POWERS_OF_TEN = {
        1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L, 1_000_000_000L
    };

    private final String currency;
    private final int digits;

    private MoneyScale(String currency, int digits) {
        this.currency = currency;
        this.digits = digits;
    }

    /**
     * The scale of an ISO 4217 currency, with the digits that the JDK's currency table gives it: 2 for EUR, 0 for JPY, 3
     * for KWD.
     *
     * @param currencyCode three upper-case letters
     * @throws IllegalArgumentException if the code is unknown or has no minor unit (such as XXX)
     */
    public static MoneyScale of(String currencyCode) {
        Currency known;
        try {
            known = Currency.getInstance(currencyCode);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "currency '" + currencyCode + "' is not an ISO 4217 code; give its digits with MoneyScale.of(code,"
                            + " digits)",
                    e);
        }
        int digits = known.getDefaultFractionDigits();
        if (digits >= 0) {
            return new MoneyScale(known.getCurrencyCode(), digits);
        }
        throw new IllegalArgumentException("currency '" + currencyCode + "' has no minor unit; give its digits with"
                + " MoneyScale.of(code, digits)");
    }

    /**
     * A scale with stated digits, for units that ISO 4217 does not list (points, tokens) or prices kept in finer units.
     *
     * @param code what the unit is called in results; not blank
     * @param digits decimal digits, 0 to {@value #MAX_DIGITS}
     */
    public static MoneyScale of(String code, int digits) {
        if (Objects.requireNonNull(code, "code").isBlank()) {
            throw new IllegalArgumentException("currency code is blank");
        }
        if (digits >= 0 && digits <= MAX_DIGITS) {
            return new MoneyScale(code, digits);
        }
        throw new IllegalArgumentException("digits is " + digits + "; it must be 0 to " + MAX_DIGITS);
    }

    /** The currency's code, as results show it. */
    public String currency() {
        return currency;
    }

    /** Decimal digits of the minor unit: 2 means that one major unit is 100 minor units. */
    public int digits() {
        return digits;
    }

    /** Minor units in one major unit: {@code 10^digits}. */
    public long minorPerMajor() {
        return POWERS_OF_TEN[digits];
    }

    /**
     * Reads a plain decimal such as {@code 12}, {@code -12.34}, {@code +.5} or {@code 1.5E3}, with a point as decimal
     * separator and no grouping.
     *
     * @return the amount in minor units
     * @throws NumberFormatException if the text is not such a number (NaN and infinities included)
     * @throws ArithmeticException if it has more significant decimals than the currency, or does not fit a {@code long}
     */
    public long parse(String text) {
        int length = text.length();
        // Common case by hand: sign, digits, at most one point. Everything else goes through BigDecimal below.
        if (length > 0 && length <= 18) {
            int i = 0;
            char sign = text.charAt(0);
            if (sign == '-' || sign == '+') {
                i = 1;
            }
            long value = 0;
            int decimals = -1;
            int seen = 0;
            for (; i < length; i++) {
                char c = text.charAt(i);
                if (c >= '0' && c <= '9') {
                    value = value * 10 + (c - '0');
                    seen++;
                    if (decimals >= 0) {
                        decimals++;
                    }
                } else if (c == '.' && decimals < 0) {
                    decimals = 0;
                } else {
                    seen = 0;
                    break;
                }
            }
            int missing = digits - Math.max(decimals, 0);
            if (seen > 0 && missing >= 0 && seen + missing <= 18) {
                long minor = value * POWERS_OF_TEN[missing];
                return sign == '-' ? -minor : minor;
            }
        }
        if (length > LONGEST_TEXT) {
            throw new NumberFormatException("text of " + length + " characters; an amount has at most " + LONGEST_TEXT);
        }
        for (int i = 0; i < length; i++) {
            // BigDecimal would read the digits of any script; amounts in them are more likely damaged text.
            if (text.charAt(i) > 'z') {
                throw new NumberFormatException("'" + text + "' is not a plain decimal number");
            }
        }
        return exact(new BigDecimal(text));
    }

    /**
     * The exact minor units of a decimal amount in major units.
     *
     * @throws ArithmeticException if it has more significant decimals than the currency, or does not fit a {@code long}
     */
    public long exact(BigDecimal major) {
        BigDecimal minor = minorUnits(major);
        // Below one minor unit there is nothing whole to find, and 1E-1000000000 has too many digits to look.
        boolean whole = !isBelowOne(minor);
        if (whole) {
            try {
                return minor.setScale(0, RoundingMode.UNNECESSARY).longValueExact();
            } catch (ArithmeticException e) {
                whole = minor.stripTrailingZeros().scale() <= 0;
            }
        }
        if (whole) {
            throw outOfRange(major);
        }
        throw new TooManyDigitsException(major + " has more decimals than " + currency + ", which has " + digits);
    }

    /**
     * The minor units nearest to a decimal amount in major units, ties to the even neighbour.
     *
     * @throws ArithmeticException if the result does not fit a {@code long}
     */
    public long rounded(BigDecimal major) {
        BigDecimal minor = minorUnits(major);
        if (isBelowOne(minor) && minor.scale() - minor.precision() > 1) {
            return 0;
        }
        try {
            return minor.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        } catch (ArithmeticException e) {
            throw outOfRange(major);
        }
    }

    /** The amount in minor units, not yet whole, but small enough to look at: not 1E+1000000000. */
    private BigDecimal minorUnits(BigDecimal major) {
        if (major.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (major.precision() - (long) major.scale() + digits > MOST_LONG_DIGITS) {
            throw outOfRange(major);
        }
        return major.scaleByPowerOfTen(digits);
    }

    private static boolean isBelowOne(BigDecimal minor) {
        return minor.signum() != 0 && minor.precision() - (long) minor.scale() <= 0;
    }

    private ArithmeticException outOfRange(BigDecimal major) {
        return new ArithmeticException(major + " " + currency + " does not fit 64 bits of minor units");
    }

    /**
     * The exact minor units of a {@code double}, read as the shortest decimal that denotes it ({@code 0.1} is ten
     * cents).
     *
     * @throws ArithmeticException if it is not finite, or as {@link #exact(BigDecimal)}
     */
    public long exact(double major) {
        if (Double.isFinite(major)) {
            return exact(BigDecimal.valueOf(major));
        }
        throw new ArithmeticException("amount is " + major + "; it must be finite");
    }

    /** The exact decimal amount in major units, with all the currency's digits. */
    public BigDecimal toDecimal(long minor) {
        return BigDecimal.valueOf(minor, digits);
    }

    /** The amount in major units, to the nearest {@code double}: the one place where money leaves exact arithmetic. */
    public double toMajor(long minor) {
        // Both sides exact, so the quotient is the nearest; a larger amount would be rounded twice.
        return Math.abs(minor) <= EXACT_IN_DOUBLE
                ? (double) minor / POWERS_OF_TEN[digits]
                : toDecimal(minor).doubleValue();
    }

    /** The exact amount as plain decimal text in major units, such as {@code -12.30}. */
    public String format(long minor) {
        return toDecimal(minor).toPlainString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MoneyScale that && digits == that.digits && currency.equals(that.currency);
    }

    @Override
    public int hashCode() {
        return 31 * currency.hashCode() + digits;
    }

    @Override
    public String toString() {
        return currency + " with " + digits + " digits";
    }
}
