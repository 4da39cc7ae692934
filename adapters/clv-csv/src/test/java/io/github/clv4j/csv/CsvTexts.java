package io.github.clv4j.csv;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;

/** Reads CSV given as text, under the name orders.csv. */
final class CsvTexts {
    static final MoneyScale EUR = MoneyScale.of("EUR");
    static final LogOptions OPTIONS = LogOptions.of(EUR);
    static final LogOptions SKIP = OPTIONS.withBadRows(BadRowPolicy.skip());
    static final CsvColumns COLUMNS = CsvColumns.of("id", "day", "net");
    /** Logs of several shapes that fail at bad rows, skip them, or skip a few. */
    static final List<LogOptions> POLICIES = List.of(
            SKIP,
            OPTIONS,
            SKIP.withRefunds(RefundPolicy.KEEP_NEGATIVE).withCost().withDimensions("channel"),
            OPTIONS.withCost(),
            SKIP.withDimensions("channel"),
            SKIP.withBadRows(BadRowPolicy.skip(3)).withCost());

    private CsvTexts() {}

    static TransactionLog read(String csv) {
        return read(csv, COLUMNS, OPTIONS);
    }

    static TransactionLog read(String csv, CsvColumns columns, LogOptions options) {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        try {
            CsvTransactions.readInto(new StringReader(csv), "orders.csv", columns, builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.build();
    }

    /** The rows as "id date amount", in the log's order. */
    static String[] rows(TransactionLog log) {
        String[] rows = new String[log.rows()];
        for (int c = 0; c < log.customers(); c++) {
            for (int i = log.start(c); i < log.end(c); i++) {
                rows[i] = log.index().id(c) + " " + LocalDate.ofEpochDay(log.day(i)) + " "
                        + log.money().format(log.amountMinor(i));
            }
        }
        return rows;
    }

    /** The day that a cell is read as, or the sentinels of {@link Days}. */
    static int day(DateReader reader, String text) {
        char[] padded = ("xx" + text + "yy").toCharArray();
        return reader.day(padded, 2, 2 + text.length());
    }
}
