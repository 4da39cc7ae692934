package io.github.clv4j.csv;

import java.util.List;

/** Guesses what is wrong with an unreadable number, for the message that rejects it. */
final class NumberHints {
    private static final List<CsvDecimals> FORMATS = List.of(
            CsvDecimals.POINT,
            CsvDecimals.COMMA,
            CsvDecimals.POINT.withGrouping(','),
            CsvDecimals.COMMA.withGrouping('.'),
            CsvDecimals.COMMA.withGrouping(' '),
            CsvDecimals.POINT.withGrouping('\''));

    private NumberHints() {}

    /** What a number must be, and what the text looks like. */
    static String rule(String noun, Field field, CsvDecimals inForce) {
        return noun + " must be numbers such as " + inForce + hint(field);
    }

    private static String hint(Field field) {
        for (CsvDecimals format : FORMATS) {
            if (new Decimal(format).read(field)) {
                return "; this looks like the decimal format " + format;
            }
        }
        return field.raw().codePoints().anyMatch(c -> Character.getType(c) == Character.CURRENCY_SYMBOL)
                ? ", without a currency symbol"
                : "";
    }
}
