package io.github.clv4j.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How numbers of one kind are written: {@code 23,570}, {@code 12.5%}, {@code 2,500,315.63 USD}.
 *
 * <p>The rules are fixed, so that every reader sees the same text whatever the locale: a comma between groups of three
 * digits, a point before decimals, a true minus sign (U+2212), a unit after one space (none before {@code %}), halves
 * rounded away from zero on the exact binary value. Not yet known (NaN) is an en dash.
 */
public final class ValueFormat {
    /** What stands for a value that is not yet known. */
    static final String UNKNOWN = "\u2013";

    private static final int MAX_DIGITS = 9;
    private static final double COMPACT_FROM = 10_000;
    private static final String[] COMPACT_SUFFIXES = {"k", "M", "bn"};

    private final boolean percent;
    private final int digits;
    private final String unit;

    private ValueFormat(boolean percent, int digits, String unit) {
        if (digits < 0 || digits > MAX_DIGITS) {
            throw new IllegalArgumentException("digits is " + digits + ": must be between 0 and " + MAX_DIGITS);
        }
        this.percent = percent;
        this.digits = digits;
        this.unit = unit;
    }

    /** Whole numbers such as counts: {@code 23,570}. */
    public static ValueFormat integer() {
        return new ValueFormat(false, 0, "");
    }

    /**
     * Numbers with a fixed count of decimals: {@code 1,234.50}.
     *
     * @throws IllegalArgumentException if {@code digits} is not between 0 and 9
     */
    public static ValueFormat decimals(int digits) {
        return new ValueFormat(false, digits, "");
    }

    /**
     * Fractions shown as percentages: with one digit, 0.125 is {@code 12.5%}.
     *
     * @throws IllegalArgumentException if {@code digits} is not between 0 and 9
     */
    public static ValueFormat percent(int digits) {
        return new ValueFormat(true, digits, "");
    }

    /**
     * Amounts in major units of a currency: {@code 2,500,315.63 USD}.
     *
     * @param currency the currency as the reader knows it, usually its ISO 4217 code
     * @throws IllegalArgumentException if {@code currency} is blank or {@code digits} is not between 0 and 9
     */
    public static ValueFormat money(String currency, int digits) {
        return new ValueFormat(false, digits, Checks.text("currency", currency));
    }

    /**
     * The same numbers followed by a unit: {@code decimals(1).withUnit("days")} writes {@code 31.5 days}.
     *
     * @throws IllegalArgumentException if {@code unit} is blank
     * @throws IllegalStateException if this is a percentage, which has its unit
     */
    public ValueFormat withUnit(String unit) {
        if (percent) {
            throw new IllegalStateException(
                    "a percentage has its unit: withUnit(\"" + unit + "\") is for plain numbers");
        }
        return new ValueFormat(false, digits, Checks.text("unit", unit));
    }

    /** The text of {@code value}; an en dash if it is NaN. */
    public String format(double value) {
        if (!Double.isFinite(value)) {
            return nonFinite(value);
        }
        return withUnit(new BigDecimal(percent ? value * 100 : value));
    }

    /** The text of a whole number, exact at any size; money is in major units. */
    public String format(long value) {
        return withUnit(BigDecimal.valueOf(percent ? Math.multiplyExact(value, 100L) : value));
    }

    /** The text of an exact decimal, such as an amount of money in major units. */
    public String format(BigDecimal value) {
        return withUnit(percent ? value.movePointRight(2) : value);
    }

    private String withUnit(BigDecimal value) {
        String number = grouped(value, digits);
        if (percent) {
            return number + "%";
        }
        return unit.isEmpty() ? number : number + " " + unit;
    }

    /** A text short enough for a cell or the end of a bar: no unit, and 10,000 or more of a unit as {@code 10k}. */
    String shortFormat(double value) {
        if (!Double.isFinite(value)) {
            return nonFinite(value);
        }
        if (percent) {
            return format(value);
        }
        if (unit.isEmpty() && Math.abs(value) < 100 * COMPACT_FROM) {
            return Math.abs(value) < COMPACT_FROM ? grouped(value, digits) : grouped(value, 0);
        }
        if (Math.abs(value) < COMPACT_FROM) {
            return grouped(value, Math.abs(value) < 100 ? digits : 0);
        }
        double scaled = value;
        for (int i = 0; i < COMPACT_SUFFIXES.length; i++) {
            scaled /= 1000;
            String text = grouped(scaled, Math.abs(scaled) < 100 ? 1 : 0);
            if (Math.abs(scaled) < 999.5 || i == COMPACT_SUFFIXES.length - 1) {
                return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + COMPACT_SUFFIXES[i];
            }
        }
        throw new AssertionError("unreachable: the last suffix always returns");
    }

    /** The unit for an axis name: the currency, or an empty text. */
    String unit() {
        return unit;
    }

    boolean isPercent() {
        return percent;
    }

    boolean isInteger() {
        return !percent && digits == 0;
    }

    /** What the page's script needs to write axis ticks. */
    ObjectNode toJson() {
        return JsonNodeFactory.instance.objectNode().put("percent", percent).put("digits", digits);
    }

    private static String nonFinite(double value) {
        return Double.isNaN(value) ? UNKNOWN : value > 0 ? "\u221e" : "\u2212\u221e";
    }

    private static String grouped(double value, int digits) {
        return grouped(new BigDecimal(value), digits);
    }

    private static String grouped(BigDecimal value, int digits) {
        BigDecimal rounded = value.setScale(digits, RoundingMode.HALF_UP);
        String plain = rounded.abs().toPlainString();
        int point = digits == 0 ? plain.length() : plain.length() - digits - 1;
        StringBuilder text = new StringBuilder(plain.length() + 8);
        if (rounded.signum() < 0) {
            text.append('\u2212');
        }
        for (int i = 0; i < plain.length(); i++) {
            if (i > 0 && i < point && (point - i) % 3 == 0) {
                text.append(',');
            }
            text.append(plain.charAt(i));
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueFormat that
                && percent == that.percent
                && digits == that.digits
                && unit.equals(that.unit);
    }

    @Override
    public int hashCode() {
        return (unit.hashCode() * 31 + digits) * 2 + (percent ? 1 : 0);
    }

    @Override
    public String toString() {
        return "ValueFormat[" + format(1234.5) + "]";
    }
}
