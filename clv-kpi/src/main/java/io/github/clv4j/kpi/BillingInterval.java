package io.github.clv4j.kpi;

import io.github.clv4j.data.TimeStep;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often an amount is billed, and what it is a month. Immutable.
 *
 * <p>A month is a twelfth of a year of 365.25 days: 30.4375 days, as in {@link TimeStep}. So 120.00 a year is 10.00 a
 * month, and 10.00 a week is 10.00 · 30.4375 / 7 = 43.48.
 */
public final class BillingInterval {
    /** Billed every month: the amount is the monthly recurring revenue itself. */
    public static final BillingInterval MONTHLY = new BillingInterval(1, TimeStep.MONTHS);

    /** Billed every three months. */
    public static final BillingInterval QUARTERLY = new BillingInterval(3, TimeStep.MONTHS);

    /** Billed every year. */
    public static final BillingInterval YEARLY = new BillingInterval(1, TimeStep.YEARS);

    /** Billed every seven days. */
    public static final BillingInterval WEEKLY = new BillingInterval(1, TimeStep.WEEKS);

    /** 30.4375 days are 487 / 16. */
    private static final BigInteger MONTH_NUMERATOR = BigInteger.valueOf(487);

    private static final long MONTH_DENOMINATOR = 16;

    private final int length;
    private final TimeStep unit;

    private BillingInterval(int length, TimeStep unit) {
        this.length = length;
        this.unit = unit;
    }

    /**
     * An interval of some steps, such as 4 weeks or 6 months.
     *
     * @param length steps from one bill to the next, 1 or more
     * @param unit what the steps are
     */
    public static BillingInterval of(int length, TimeStep unit) {
        if (length >= 1) {
            return new BillingInterval(length, Objects.requireNonNull(unit, "unit"));
        }
        throw new IllegalArgumentException("billing interval is " + length + " " + unit + "; it must be 1 or more");
    }

    /**
     * What an amount of every interval is a month, in minor units: the exact quotient, rounded to the nearest, ties to
     * even.
     *
     * @throws ArithmeticException if it does not fit 64 bits of minor units
     */
    public long monthlyMinor(long amountMinor) {
        BigDecimal[] parts = quotient(amountMinor);
        return parts[0].divide(parts[1], 0, RoundingMode.HALF_EVEN).longValueExact();
    }

    /** True if the amount of a month is a whole number of minor units, so that nothing is rounded. */
    public boolean isExact(long amountMinor) {
        BigDecimal[] parts = quotient(amountMinor);
        return parts[0].remainder(parts[1]).signum() == 0;
    }

    private BigDecimal[] quotient(long amountMinor) {
        BigInteger amount = BigInteger.valueOf(amountMinor);
        return switch (unit) {
            case DAYS -> ofDays(amount, length);
            case WEEKS -> ofDays(amount, 7L * length);
            case MONTHS -> parts(amount, length);
            case YEARS -> parts(amount, 12L * length);
        };
    }

    private static BigDecimal[] ofDays(BigInteger amount, long days) {
        return parts(amount.multiply(MONTH_NUMERATOR), MONTH_DENOMINATOR * days);
    }

    private static BigDecimal[] parts(BigInteger numerator, long denominator) {
        return new BigDecimal[] {new BigDecimal(numerator), BigDecimal.valueOf(denominator)};
    }

    /** Steps from one bill to the next. */
    public int length() {
        return length;
    }

    /** What the steps are. */
    public TimeStep unit() {
        return unit;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BillingInterval that && length == that.length && unit == that.unit;
    }

    @Override
    public int hashCode() {
        return 31 * length + unit.hashCode();
    }

    @Override
    public String toString() {
        return "every " + length + " " + unit;
    }
}
