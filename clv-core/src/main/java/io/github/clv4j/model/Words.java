package io.github.clv4j.model;

import java.math.BigDecimal;
import java.math.MathContext;

/** What reports and refusals say, where several models say the same. */
final class Words {
    private static final MathContext DIGITS = new MathContext(4);

    private Words() {}

    /** Why data without any repeat purchase identify no purchase model. */
    static String noRepeat(String model, long customers) {
        return model + " cannot be identified: none of the " + customers
                + " customers has a repeat purchase, so that any low enough purchase rate fits equally well";
    }

    /** Why data without any time that has passed identify no purchase model. */
    static String noTime(String model, long customers) {
        return model + " cannot be identified: the age T of each of the " + customers
                + " customers is 0, so that any high enough purchase rate fits";
    }

    /** A number to be read: four digits, the same in any locale. */
    static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString()
                : Double.toString(value);
    }
}
