package io.github.clv4j.csv;

/**
 * How a file writes decimal numbers: with which decimal separator, and whether digits are grouped. Immutable.
 *
 * <p>A number is an optional sign, ASCII digits with at most one decimal separator among them, and an optional exponent
 * ({@code 1.5e3}). Currency symbols, percent signs, brackets for negative numbers, {@code NaN} and {@code Infinity} are
 * no numbers. Nothing depends on the locale.
 */
public final class CsvDecimals {
    private static final char NO_GROUPING = '\0';
    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final char NARROW_NO_BREAK_SPACE = '\u202f';

    /** {@code 1234.56}: a decimal point, no grouping. The default. */
    public static final CsvDecimals POINT = new CsvDecimals('.', NO_GROUPING);
    /** {@code 1234,56}: a decimal comma, no grouping. */
    public static final CsvDecimals COMMA = new CsvDecimals(',', NO_GROUPING);

    private final char decimal;
    private final char grouping;

    private CsvDecimals(char decimal, char grouping) {
        this.decimal = decimal;
        this.grouping = grouping;
    }

    /**
     * Digits before the decimal separator may stand in groups of three: {@code POINT.withGrouping(',')} reads {@code
     * 1,234.56} as well as {@code 1234.56}, and {@code COMMA.withGrouping('.')} reads {@code 1.234,56}. A group of
     * another length is an error. A blank as separator stands for no-break blanks too. Default: no grouping.
     *
     * @param separator one of {@code , . '} blank, underscore, and not the decimal separator
     */
    public CsvDecimals withGrouping(char separator) {
        if (",.' _’".indexOf(separator) >= 0 && separator != decimal) {
            return new CsvDecimals(decimal, separator);
        }
        throw new IllegalArgumentException("grouping separator is '" + separator
                + "'; it must be one of , . ' ’ _ or a blank, and not the decimal separator '" + decimal + "'");
    }

    boolean isDecimal(char c) {
        return c == decimal;
    }

    boolean isGrouping(char c) {
        return grouping != NO_GROUPING
                && (c == grouping || (grouping == ' ' && (c == NO_BREAK_SPACE || c == NARROW_NO_BREAK_SPACE)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CsvDecimals that && decimal == that.decimal && grouping == that.grouping;
    }

    @Override
    public int hashCode() {
        return 31 * decimal + grouping;
    }

    /** The format by example, such as {@code 1,234.56}. */
    @Override
    public String toString() {
        return "1" + (grouping == NO_GROUPING ? "" : grouping) + "234" + decimal + "56";
    }
}
