package io.github.clv4j.summary;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.time.LocalDate;
import java.util.List;

/** One row as a source would give it; the ids of tests are decimal numbers, so that they serve as text and as long. */
public record TestRow(String id, int day, long amount, long cost) {
    public static TestRow of(String id, String date, long amount) {
        return of(id, date, amount, 0);
    }

    public static TestRow of(String id, String date, long amount, long cost) {
        return new TestRow(id, (int) LocalDate.parse(date).toEpochDay(), amount, cost);
    }

    public static LogOptions options(RefundPolicy refunds) {
        return LogOptions.of(MoneyScale.of("EUR")).withRefunds(refunds);
    }

    /** A log with cost and text ids. */
    public static TransactionLog log(RefundPolicy refunds, List<TestRow> rows) {
        return log(options(refunds).withCost(), rows, false);
    }

    /** A log without cost, with text ids. */
    public static TransactionLog plainLog(RefundPolicy refunds, TestRow... rows) {
        return log(options(refunds), List.of(rows), false);
    }

    /** A log of the rows in their order; without cost in the options the rows' cost is left out. */
    public static TransactionLog log(LogOptions options, List<TestRow> rows, boolean numericIds) {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        for (TestRow row : rows) {
            if (options.hasCost() && numericIds) {
                builder.add(Long.parseLong(row.id), row.day, row.amount, row.cost);
            } else if (options.hasCost()) {
                builder.add(row.id, row.day, row.amount, row.cost);
            } else if (numericIds) {
                builder.add(Long.parseLong(row.id), row.day, row.amount);
            } else {
                builder.add(row.id, row.day, row.amount);
            }
        }
        return builder.build();
    }

    /** Readable in the samples of a failing property. */
    @Override
    public String toString() {
        return id + " " + LocalDate.ofEpochDay(day) + " " + amount + (cost == 0 ? "" : " cost " + cost);
    }
}
