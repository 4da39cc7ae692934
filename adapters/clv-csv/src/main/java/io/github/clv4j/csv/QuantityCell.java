package io.github.clv4j.csv;

import io.github.clv4j.data.RejectReason;
import org.jspecify.annotations.Nullable;

/** The cell that gives a row's units. */
final class QuantityCell {
    private final Field cell;
    private final CsvDecimals format;
    private final Decimal number;
    private int units;

    QuantityCell(Field cell, CellFormat format) {
        this.cell = cell;
        this.format = format.decimals();
        this.number = new Decimal(this.format);
    }

    /** Reads the current record; null, or what is wrong with it. */
    @Nullable
    Fault read() {
        if (!number.read(cell)) {
            return fault(NumberHints.rule("quantities", cell, format));
        }
        if (!number.isWhole()) {
            return fault("quantities that a log keeps must be whole numbers");
        }
        try {
            units = number.toBigDecimal().intValueExact();
            return null;
        } catch (ArithmeticException e) {
            return fault("quantities must fit 32 bits");
        }
    }

    private Fault fault(String rule) {
        return new Fault(RejectReason.BAD_QUANTITY, cell.column(), cell.raw(), rule);
    }

    /** The units just read. */
    int units() {
        return units;
    }
}
