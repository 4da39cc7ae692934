package io.github.clv4j.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** A decimal rate applied to minor units exactly and then rounded to the nearest, ties to even. */
final class ExactRate {
    private static final int MOST_LONG_DIGITS = 17;

    private final BigDecimal rate;
    private final boolean small;
    private final long unscaled;
    private final long divisor;

    private ExactRate(BigDecimal rate) {
        this.rate = rate;
        this.small = rate.precision() <= MOST_LONG_DIGITS && rate.scale() >= 0 && rate.scale() <= MOST_LONG_DIGITS;
        this.unscaled = small ? rate.unscaledValue().longValueExact() : 0;
        this.divisor = small ? BigInteger.TEN.pow(rate.scale()).longValueExact() : 1;
    }

    /** The decimal that a {@code double} is written as: 0.35 is thirty-five hundredths. */
    static ExactRate of(double rate) {
        return new ExactRate(BigDecimal.valueOf(rate).stripTrailingZeros());
    }

    long times(long minor) {
        if (small) {
            long product = minor * unscaled;
            if (Math.multiplyHigh(minor, unscaled) == product >> 63) {
                return roundedQuotient(product);
            }
        }
        return rate.multiply(BigDecimal.valueOf(minor))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private long roundedQuotient(long product) {
        long quotient = product / divisor;
        long remainder = product % divisor;
        int half = Long.compare(2 * Math.abs(remainder), divisor);
        boolean away = half > 0 || (half == 0 && (quotient & 1) != 0);
        return away ? quotient + Long.signum(product) : quotient;
    }

    double asDouble() {
        return rate.doubleValue();
    }
}
