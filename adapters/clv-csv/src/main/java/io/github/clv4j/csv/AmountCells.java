package io.github.clv4j.csv;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import org.jspecify.annotations.Nullable;

/** The cell, or the two cells, that give a row's amount. */
final class AmountCells {
    private final Field first;
    private final @Nullable Field price;
    private final CsvDecimals format;
    private final MoneyScale money;
    private final boolean mayRound;
    private final Decimal number;
    private final Decimal factor;
    private final Decimal product;
    private final MinorUnits minor;

    private AmountCells(Field first, @Nullable Field price, CellFormat format, MoneyScale money) {
        this.first = first;
        this.price = price;
        this.format = format.decimals();
        this.money = money;
        this.mayRound = price != null || format.rounding();
        this.number = new Decimal(this.format);
        this.factor = new Decimal(this.format);
        this.product = new Decimal(this.format);
        this.minor = new MinorUnits(money);
    }

    /** One column of amounts. */
    static AmountCells amount(Field amount, CellFormat format, MoneyScale money) {
        return new AmountCells(amount, null, format, money);
    }

    /** A column of quantities and one of prices; the product is rounded to the currency's digits. */
    static AmountCells product(Field quantity, Field price, CellFormat format, MoneyScale money) {
        return new AmountCells(quantity, price, format, money);
    }

    /** Reads the current record; null, or what is wrong with it. */
    @Nullable
    Fault read() {
        if (price == null) {
            return number.read(first) ? converted(number) : unreadable("amounts", first);
        }
        if (!number.read(first)) {
            return unreadable("quantities", first);
        }
        if (!factor.read(price)) {
            return unreadable("prices", price);
        }
        product.product(number, factor);
        return converted(product);
    }

    private @Nullable Fault converted(Decimal value) {
        RejectReason reason = minor.convert(value, mayRound);
        if (reason == null) {
            return null;
        }
        return fault(
                reason,
                reason == RejectReason.TOO_MANY_DIGITS
                        ? money.currency() + " amounts have at most " + money.digits() + " decimals"
                        : "amounts must fit 64 bits of minor units");
    }

    private Fault unreadable(String noun, Field field) {
        return new Fault(RejectReason.BAD_AMOUNT, field.column(), field.raw(), NumberHints.rule(noun, field, format));
    }

    /** A fault of the amount just read. */
    Fault fault(RejectReason reason, String rule) {
        return price == null
                ? new Fault(reason, first.column(), first.raw(), rule)
                : new Fault(
                        reason,
                        first.column() + " × " + price.column(),
                        first.raw().strip() + " × " + price.raw().strip(),
                        rule);
    }

    /** The amount just read, in minor units. */
    long minor() {
        return minor.minor();
    }

    /** True if the amount just read had to be rounded. */
    boolean rounded() {
        return minor.rounded();
    }
}
