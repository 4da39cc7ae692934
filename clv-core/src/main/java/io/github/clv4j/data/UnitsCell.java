package io.github.clv4j.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The units of a row, from whatever a source writes numbers with. */
final class UnitsCell extends Cell {
    private static final BigDecimal LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private int units;

    UnitsCell(String column) {
        super(column);
    }

    /** A value of any type that can tell a whole number. */
    void value(@Nullable Object number) {
        if (number == null) {
            refuseAbsent();
        } else if (isWhole(number)) {
            whole(((Number) number).longValue());
        } else if (number instanceof BigDecimal decimal) {
            decimal(decimal);
        } else if (number instanceof BigInteger whole) {
            decimal(new BigDecimal(whole));
        } else if (number instanceof Double real) {
            real(real);
        } else if (number instanceof Float real) {
            text(Float.toString(real));
        } else if (number instanceof String text) {
            text(text);
        } else {
            refuse(number.toString());
        }
    }

    void whole(long number) {
        units = (int) number;
        if (units == number) {
            take();
        } else {
            refuseRange(Long.toString(number));
        }
    }

    void decimal(@Nullable BigDecimal number) {
        if (number == null) {
            refuseAbsent();
        } else if (number.compareTo(LEAST) < 0 || number.compareTo(MOST) > 0) {
            refuseRange(number.toString());
        } else {
            try {
                whole(number.longValueExact());
            } catch (ArithmeticException e) {
                refuse(
                        RejectReason.BAD_QUANTITY,
                        number.toString(),
                        "quantities that a log keeps must be whole numbers");
            }
        }
    }

    void real(double number) {
        if (Double.isFinite(number)) {
            decimal(BigDecimal.valueOf(number));
        } else {
            refuse(Double.toString(number));
        }
    }

    void text(@Nullable String text) {
        BigDecimal number = AmountCell.parsed(text);
        if (number == null) {
            refuse(text);
        } else {
            decimal(number);
        }
    }

    private void refuseRange(String given) {
        refuse(RejectReason.BAD_QUANTITY, given, "quantities must fit 32 bits");
    }

    void refuse(@Nullable String given) {
        refuse(RejectReason.BAD_QUANTITY, given, "quantities must be whole numbers");
    }

    @Override
    void refuseAbsent() {
        refuse(null);
    }

    int units() {
        return units;
    }
}
