package io.github.clv4j.csv;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import org.jspecify.annotations.Nullable;

/** The cell that gives a row's cost. */
final class CostCell {
    private final Field cell;
    private final CellFormat format;
    private final MoneyScale money;
    private final Decimal number;
    private final MinorUnits minor;

    CostCell(Field cell, CellFormat format, MoneyScale money) {
        this.cell = cell;
        this.format = format;
        this.money = money;
        this.number = new Decimal(format.decimals());
        this.minor = new MinorUnits(money);
    }

    /** Reads the current record; null, or what is wrong with it. */
    @Nullable
    Fault read() {
        if (!number.read(cell)) {
            return fault(NumberHints.rule("costs", cell, format.decimals()));
        }
        RejectReason reason = minor.convert(number, format.rounding());
        if (reason == null) {
            return null;
        }
        return fault(
                reason == RejectReason.TOO_MANY_DIGITS
                        ? money.currency() + " costs have at most " + money.digits() + " decimals"
                        : "costs must fit 64 bits of minor units");
    }

    private Fault fault(String rule) {
        return new Fault(RejectReason.BAD_COST, cell.column(), cell.raw(), rule);
    }

    /** The cost just read, in minor units. */
    long minor() {
        return minor.minor();
    }
}
