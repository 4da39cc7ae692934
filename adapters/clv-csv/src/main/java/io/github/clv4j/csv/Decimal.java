package io.github.clv4j.csv;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A decimal number read from characters without garbage: {@code mantissa × 10^-scale}, exact. Used again and again. */
final class Decimal {
    /** Longer texts are no amounts; the bound keeps big numbers from costing quadratic time. */
    private static final int LONGEST_TEXT = 400;

    private static final int MOST_EXPONENT = 999;
    private static final long TAKES_A_DIGIT = (Long.MAX_VALUE - 9) / 10;
    private static final int GROUP = 3;

    private final CsvDecimals format;
    private long mantissa;
    private int scale;
    private @Nullable BigDecimal big;

    Decimal(CsvDecimals format) {
        this.format = format;
    }

    /** The number times 10^scale; meaningless if {@link #big} is present. */
    long mantissa() {
        return mantissa;
    }

    /** Decimals of the number; negative after a positive exponent. */
    int scale() {
        return scale;
    }

    /** The number, if its digits do not fit a long. */
    @Nullable
    BigDecimal big() {
        return big;
    }

    BigDecimal toBigDecimal() {
        return big == null ? BigDecimal.valueOf(mantissa, scale) : big;
    }

    /** True if nothing stands behind the decimal point but zeros. */
    boolean isWhole() {
        return scale <= 0 || toBigDecimal().stripTrailingZeros().scale() <= 0;
    }

    /** Reads a number; false if the characters are none. */
    boolean read(Field field) {
        return read(field.chars(), field.start(), field.end());
    }

    boolean read(char[] c, int start, int end) {
        boolean negative = start < end && c[start] == '-';
        int first = negative || (start < end && c[start] == '+') ? start + 1 : start;
        long value = 0;
        boolean fits = true;
        int digits = 0;
        int decimals = -1;
        int inGroup = 0;
        boolean grouped = false;
        int i = first;
        for (; i < end; i++) {
            int digit = c[i] - '0';
            if (digit >= 0 && digit <= 9) {
                fits &= value <= TAKES_A_DIGIT;
                value = value * 10 + digit;
                digits++;
                inGroup++;
                decimals += decimals >= 0 ? 1 : 0;
            } else if (decimals < 0 && format.isDecimal(c[i])) {
                if (grouped && inGroup != GROUP) {
                    return false;
                }
                decimals = 0;
            } else if (decimals < 0 && format.isGrouping(c[i])) {
                if (inGroup == 0 || inGroup > GROUP || (grouped && inGroup != GROUP)) {
                    return false;
                }
                grouped = true;
                inGroup = 0;
            } else {
                break;
            }
        }
        if (digits == 0 || (grouped && decimals < 0 && inGroup != GROUP) || end - start > LONGEST_TEXT) {
            return false;
        }
        int exponent = 0;
        int mantissaEnd = i;
        if (i < end) {
            exponent = exponent(c, i, end);
            if (exponent == Integer.MIN_VALUE) {
                return false;
            }
        }
        scale = Math.max(decimals, 0) - exponent;
        mantissa = negative ? -value : value;
        big = fits ? null : big(c, first, mantissaEnd, negative);
        return true;
    }

    private static int exponent(char[] c, int start, int end) {
        int i = start + 1;
        boolean negative = i < end && c[i] == '-';
        if (negative || (i < end && c[i] == '+')) {
            i++;
        }
        if ((c[start] != 'e' && c[start] != 'E') || i == end) {
            return Integer.MIN_VALUE;
        }
        int value = 0;
        for (; i < end; i++) {
            int digit = c[i] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            value = value * 10 + digit;
            if (value > MOST_EXPONENT) {
                return Integer.MIN_VALUE;
            }
        }
        return negative ? -value : value;
    }

    private BigDecimal big(char[] c, int start, int end, boolean negative) {
        StringBuilder digits = new StringBuilder(end - start + 1).append(negative ? "-" : "");
        for (int i = start; i < end; i++) {
            if (c[i] >= '0' && c[i] <= '9') {
                digits.append(c[i]);
            }
        }
        return new BigDecimal(new BigInteger(digits.toString()), scale);
    }

    /** Becomes the exact product of two numbers, neither of which is this one. */
    void product(Decimal a, Decimal b) {
        scale = a.scale + b.scale;
        mantissa = a.mantissa * b.mantissa;
        boolean fits = a.big == null && b.big == null && Math.multiplyHigh(a.mantissa, b.mantissa) == mantissa >> 63;
        big = fits ? null : a.toBigDecimal().multiply(b.toBigDecimal());
    }
}
