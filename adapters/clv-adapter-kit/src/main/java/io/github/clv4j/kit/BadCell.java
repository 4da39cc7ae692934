package io.github.clv4j.kit;

import io.github.clv4j.data.RejectReason;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A cell for which a row has to be rejected. */
public enum BadCell {
    /** No customer id. */
    NULL_CUSTOMER(0, null, RejectReason.EMPTY_CUSTOMER_ID),
    /** A customer id of blanks. */
    BLANK_CUSTOMER(0, " ", RejectReason.EMPTY_CUSTOMER_ID),
    /** No date. */
    NULL_DATE(1, null, RejectReason.BAD_DATE),
    /** The last date before those that logs take. */
    EARLY_DATE(1, LocalDate.of(0, 12, 31), RejectReason.DATE_OUT_OF_RANGE),
    /** Text that is no date. */
    TEXT_AS_DATE(1, "yesterday", RejectReason.BAD_DATE),
    /** No amount. */
    NULL_AMOUNT(2, null, RejectReason.BAD_AMOUNT),
    /** An amount with three decimals. */
    THREE_DECIMALS(2, new BigDecimal("1.005"), RejectReason.TOO_MANY_DIGITS),
    /** An amount of 21 digits. */
    HUGE_AMOUNT(2, new BigDecimal("-1234567890123456789.00"), RejectReason.AMOUNT_OUT_OF_RANGE),
    /** Text that is no amount. */
    TEXT_AS_AMOUNT(2, "a lot", RejectReason.BAD_AMOUNT),
    /** No cost. */
    NULL_COST(3, null, RejectReason.BAD_COST),
    /** A cost with three decimals. */
    COST_OF_THREE_DECIMALS(3, new BigDecimal("0.001"), RejectReason.BAD_COST),
    /** Text that is no cost. */
    TEXT_AS_COST(3, "nothing", RejectReason.BAD_COST),
    /** No units. */
    NULL_UNITS(6, null, RejectReason.BAD_QUANTITY),
    /** One unit and a half. */
    PART_OF_A_UNIT(6, new BigDecimal("1.5"), RejectReason.BAD_QUANTITY),
    /** More units than 32 bits hold. */
    HUGE_UNITS(6, new BigDecimal("2147483648"), RejectReason.BAD_QUANTITY),
    /** Text that is no number of units. */
    TEXT_AS_UNITS(6, "a few", RejectReason.BAD_QUANTITY);

    private final int column;

    // A String, a LocalDate or a BigDecimal: nobody can change them.
    @SuppressWarnings("ImmutableEnumChecker")
    private final @Nullable Object value;

    private final RejectReason reason;

    BadCell(int column, @Nullable Object value, RejectReason reason) {
        this.column = column;
        this.value = value;
        this.reason = reason;
    }

    /** The column at fault. */
    public String column() {
        return Transaction.COLUMNS.get(column);
    }

    /** What stands in it: null, a String, a LocalDate or a BigDecimal. */
    public @Nullable Object value() {
        return value;
    }

    /** The kind of fault that the row is rejected for. */
    public RejectReason reason() {
        return reason;
    }

    /** The row with this cell put in. */
    Transaction in(Transaction sound) {
        @Nullable Object[] cells = sound.cells();
        cells[column] = value;
        return new Transaction(cells[0], cells[1], cells[2], cells[3], sound.channel(), sound.category(), cells[6]);
    }

    /** True if a problem quotes this value, in whatever spelling of it the source has. */
    boolean isQuotedBy(@Nullable String text) {
        if (value == null) {
            return text == null || text.isEmpty();
        }
        if (text == null) {
            return false;
        }
        // A format may have dates as moments, and decimals with more zeros.
        return switch (reason) {
            case DATE_OUT_OF_RANGE -> text.startsWith(value.toString());
            default ->
                value instanceof BigDecimal number ? new BigDecimal(text).compareTo(number) == 0 : text.equals(value);
        };
    }
}
