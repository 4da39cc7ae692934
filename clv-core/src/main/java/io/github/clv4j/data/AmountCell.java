package io.github.clv4j.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An amount or a cost, from whatever a source writes numbers with; exact, or rounded where that is allowed. */
final class AmountCell extends Cell {
    private static final int MOST_ZEROS = 18;
    private static final long[] POWERS_OF_TEN = new long[MOST_ZEROS + 1];
    /** Decimals of up to 15 digits that differ denote different doubles (IEEE 754: DBL_DIG). */
    private static final double DISTINCT_IN_DOUBLE = 1e15;

    private static final int LONGEST_TEXT = 400;
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?0*[0-9]{1,3})?");

    static {
        long power = 1;
        for (int i = 0; i <= MOST_ZEROS; i++) {
            POWERS_OF_TEN[i] = power;
            power *= 10;
        }
    }

    private final String noun;
    private final MoneyScale money;
    /** As the money, or the same currency without digits where cells are in minor units. */
    private final MoneyScale unit;

    private final boolean mayRound;
    /** Policies for refunds and zeros; none for a cost. */
    private final @Nullable LogOptions policies;

    private long minor;
    private boolean rounded;

    private AmountCell(
            String noun, String column, TransactionColumns columns, MoneyScale money, @Nullable LogOptions policies) {
        super(column);
        this.noun = noun;
        this.money = money;
        this.unit = columns.minorUnits() ? MoneyScale.of(money.currency(), 0) : money;
        this.mayRound = columns.rounding();
        this.policies = policies;
    }

    static AmountCell amount(String column, TransactionColumns columns, LogOptions options) {
        return new AmountCell("amounts", column, columns, options.money(), options);
    }

    static AmountCell cost(String column, TransactionColumns columns, LogOptions options) {
        return new AmountCell("costs", column, columns, options.money(), null);
    }

    /** A value of any type that can tell an amount. */
    void value(@Nullable Object number) {
        if (number == null) {
            refuseAbsent();
        } else if (number instanceof BigDecimal decimal) {
            decimal(decimal);
        } else if (isWhole(number)) {
            decimal(((Number) number).longValue(), 0);
        } else if (number instanceof Double real) {
            number(real);
        } else if (number instanceof Float real) {
            number(real);
        } else if (number instanceof BigInteger whole) {
            decimal(new BigDecimal(whole));
        } else if (number instanceof String text) {
            text(text);
        } else {
            refuse(number.toString());
        }
    }

    void decimal(long unscaled, int scale) {
        rounded = false;
        long missing = (long) unit.digits() - scale;
        if (missing < 0 || missing > MOST_ZEROS) {
            decimal(BigDecimal.valueOf(unscaled, scale));
            return;
        }
        long power = POWERS_OF_TEN[(int) missing];
        minor = unscaled * power;
        if (Math.multiplyHigh(unscaled, power) != minor >> 63 || minor == Long.MIN_VALUE) {
            refuseRange(BigDecimal.valueOf(unscaled, scale));
        } else if (minor > 0) {
            take();
        } else {
            takeIfAllowed(null);
        }
    }

    void decimal(@Nullable BigDecimal number) {
        if (number == null) {
            refuseAbsent();
            return;
        }
        rounded = false;
        try {
            minor = unit.exact(number);
        } catch (TooManyDigitsException e) {
            if (!mayRound) {
                refuseDigits(number);
                return;
            }
            rounded = true;
        } catch (ArithmeticException e) {
            refuseRange(number);
            return;
        }
        if (rounded) {
            try {
                minor = unit.rounded(number);
            } catch (ArithmeticException e) {
                refuseRange(number);
                return;
            }
        }
        if (minor == Long.MIN_VALUE) {
            refuseRange(number);
        } else {
            takeIfAllowed(number);
        }
    }

    void number(double number) {
        double scaled = Math.rint(number * unit.minorPerMajor());
        if (Math.abs(scaled) < DISTINCT_IN_DOUBLE && scaled / unit.minorPerMajor() == number) {
            rounded = false;
            minor = (long) scaled;
            takeIfAllowed(null);
        } else if (Double.isFinite(number)) {
            decimal(BigDecimal.valueOf(number));
        } else {
            refuse(Double.toString(number));
        }
    }

    void number(float number) {
        if (Float.isFinite(number)) {
            decimal(new BigDecimal(Float.toString(number)));
        } else {
            refuse(Float.toString(number));
        }
    }

    void text(@Nullable String text) {
        BigDecimal number = parsed(text);
        if (number == null) {
            refuse(text);
        } else {
            decimal(number);
        }
    }

    /** The number that a text tells, or null if it tells none. */
    static @Nullable BigDecimal parsed(@Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        return stripped.length() <= LONGEST_TEXT && NUMBER.matcher(stripped).matches()
                ? new BigDecimal(stripped)
                : null;
    }

    private void takeIfAllowed(@Nullable BigDecimal given) {
        if (policies != null && minor < 0 && policies.refunds() == RefundPolicy.REJECT) {
            refuse(RejectReason.REFUND, told(given), "negative amounts (refunds) are rejected");
        } else if (policies != null && minor == 0 && policies.zeroAmounts() == ZeroAmountPolicy.REJECT) {
            refuse(RejectReason.ZERO_AMOUNT, told(given), "amounts of zero are rejected");
        } else {
            take();
        }
    }

    private String told(@Nullable BigDecimal given) {
        return given == null ? unit.format(minor) : given.toString();
    }

    private void refuseDigits(BigDecimal given) {
        refuse(
                policies == null ? RejectReason.BAD_COST : RejectReason.TOO_MANY_DIGITS,
                given.toString(),
                unit.equals(money)
                        ? money.currency() + " " + noun + " have at most " + money.digits() + " decimals"
                        : noun + " in minor units of " + money.currency() + " are whole numbers");
    }

    private void refuseRange(BigDecimal given) {
        refuse(
                policies == null ? RejectReason.BAD_COST : RejectReason.AMOUNT_OUT_OF_RANGE,
                given.toString(),
                noun + " must fit 64 bits of minor units");
    }

    void refuse(@Nullable String given) {
        refuse(
                policies == null ? RejectReason.BAD_COST : RejectReason.BAD_AMOUNT,
                given,
                noun + " must be numbers such as 1234.56");
    }

    @Override
    void refuseAbsent() {
        refuse(null);
    }

    long minor() {
        return minor;
    }

    boolean rounded() {
        return rounded;
    }
}
