package io.github.clv4j.csv;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.data.ZeroAmountPolicy;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into rows of a sink, each into one. Faults that the sink would find too are found here first, where the
 * column's own name and the cell as written are known.
 */
final class RowReader {
    private final TransactionSink sink;
    private final LogOptions options;
    private final CellFormat format;
    private final List<String> header;
    private final Set<String> emptyIds;
    private final int lastDay;

    private final Field customer;
    private final Field date;
    private final DateReader dates;
    private final AmountCells amount;
    private final @Nullable CostCell cost;
    private final @Nullable QuantityCell quantity;
    private final Field[] labelFields;
    private final @Nullable String[] labels;
    private final boolean plain;

    private final @Nullable Hints hints;

    private String id = "";
    private int day;

    /**
     * A reader of one source's records.
     *
     * @param columns all of them present in the source's header
     * @param hints what words the faults; null if whoever takes them from the sink does that
     * @throws IllegalArgumentException if columns and options do not agree on cost and dimensions
     */
    RowReader(CsvSource source, CsvColumns columns, TransactionSink sink, @Nullable Hints hints) {
        this.sink = sink;
        this.hints = hints;
        this.options = sink.options();
        this.format = columns.format();
        this.header = source.header();
        // Asked of every id, which leaves its hash in it for the sink, here where there may be more threads.
        this.emptyIds = new HashSet<>(format.emptyIds());
        LocalDate last = options.lastDay();
        this.lastDay = last == null ? TimeGrid.MAX_DAY : options.timeGrid().day(last);
        this.customer = source.field(Objects.requireNonNull(columns.customer()));
        this.date = source.field(Objects.requireNonNull(columns.date()));
        this.dates = format.dates().reader(options.timeGrid());
        String amountColumn = columns.amount();
        this.amount = amountColumn != null
                ? AmountCells.amount(source.field(amountColumn), format, options.money())
                : AmountCells.product(
                        source.field(Objects.requireNonNull(columns.quantity())),
                        source.field(Objects.requireNonNull(columns.price())),
                        format,
                        options.money());
        String costColumn = columns.cost();
        this.cost = costColumn == null ? null : new CostCell(source.field(costColumn), format, options.money());
        this.quantity = options.hasQuantity()
                ? new QuantityCell(source.field(Objects.requireNonNull(columns.quantity())), format)
                : null;
        this.labelFields = options.dimensions().stream()
                .map(dimension -> source.field(columns.dimensionColumn(dimension)))
                .toArray(Field[]::new);
        this.labels = new @Nullable String[labelFields.length];
        this.plain = cost == null && quantity == null && labelFields.length == 0;
    }

    /** Reads all records that are left. */
    void readAll(CsvSource source) throws IOException {
        for (RecordFields record = source.next(); record != null; record = source.next()) {
            read(record);
        }
    }

    private void read(RecordFields record) {
        sink.row(record.line());
        Fault fault = record.count() == header.size() ? readCells() : wrongWidth(record);
        if (fault != null) {
            String rule = hints == null ? fault.rule() : hints.rule(fault);
            sink.reject(fault.reason(), fault.column(), fault.value(), rule);
            return;
        }
        if (plain) {
            sink.add(id, day, amount.minor());
        } else {
            for (int i = 0; i < labels.length; i++) {
                labels[i] = labelFields[i].isBlank() ? null : labelFields[i].name();
            }
            long costMinor = cost == null ? 0 : cost.minor();
            if (quantity == null) {
                sink.add(id, day, amount.minor(), costMinor, labels);
            } else {
                sink.add(id, day, amount.minor(), costMinor, quantity.units(), labels);
            }
        }
        if (amount.rounded()) {
            sink.rounded();
        }
    }

    private Fault wrongWidth(RecordFields record) {
        int count = record.count();
        int width = header.size();
        String rule = "the row has " + count + (count == 1 ? " field" : " fields") + ", the header has " + width;
        return count < width
                ? new Fault(RejectReason.BAD_ROW, header.get(count), null, rule)
                : new Fault(RejectReason.BAD_ROW, "field " + (width + 1), record.surplus(), rule);
    }

    private @Nullable Fault readCells() {
        id = customer.name();
        if (customer.isBlank() || emptyIds.contains(id)) {
            return new Fault(
                    RejectReason.EMPTY_CUSTOMER_ID,
                    customer.column(),
                    customer.raw(),
                    "a transaction needs the id of its customer");
        }
        day = dates.day(date.chars(), date.start(), date.end());
        if (day <= Days.OUT_OF_RANGE) {
            return badDate();
        }
        if (day > lastDay) {
            return new Fault(
                    RejectReason.DATE_AFTER_LAST_DAY,
                    date.column(),
                    date.raw(),
                    "dates must not be after " + options.lastDay());
        }
        Fault fault = amount.read();
        if (fault == null) {
            fault = refused(amount.minor());
        }
        if (fault == null && cost != null) {
            fault = cost.read();
        }
        return fault == null && quantity != null ? quantity.read() : fault;
    }

    private Fault badDate() {
        if (day == Days.OUT_OF_RANGE) {
            return new Fault(
                    RejectReason.DATE_OUT_OF_RANGE,
                    date.column(),
                    date.raw(),
                    "dates must be in 0001-01-01..9999-12-31");
        }
        return new Fault(
                RejectReason.BAD_DATE, date.column(), date.raw(), format.dates().rule());
    }

    private @Nullable Fault refused(long minor) {
        if (minor < 0 && options.refunds() == RefundPolicy.REJECT) {
            return amount.fault(RejectReason.REFUND, "negative amounts (refunds) are rejected");
        }
        if (minor == 0 && options.zeroAmounts() == ZeroAmountPolicy.REJECT) {
            return amount.fault(RejectReason.ZERO_AMOUNT, "amounts of zero are rejected");
        }
        return null;
    }
}
