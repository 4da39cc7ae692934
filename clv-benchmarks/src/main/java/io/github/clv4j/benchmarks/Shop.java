package io.github.clv4j.benchmarks;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The data of all benchmarks: skewed rows, twenty a customer on average, and what is built from them. */
@State(Scope.Benchmark)
public class Shop {
    static final int ROWS_PER_CUSTOMER = 20;
    private static final long SEED = 4_711;

    /** Rows; another size is given with {@code -p rows=…}. */
    @Param({"1000000", "20000000"})
    public int rows;

    /** Whether one row in fifty is a refund, to be netted. */
    @Param({"false"})
    public boolean refunds;

    /** Whether ids are consecutive, or all over the positive numbers. */
    @Param({"false"})
    public boolean consecutiveIds;

    SkewedTransactions raw = SkewedTransactions.of(1, 1, false, SEED);
    TransactionLog log = build(raw);
    CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.weekly());

    /** Makes the rows and the log. */
    @Setup(Level.Trial)
    public void make() {
        raw = SkewedTransactions.of(rows, Math.max(1, rows / ROWS_PER_CUSTOMER), refunds, consecutiveIds, SEED);
        log = build(raw);
        summary = CustomerSummary.of(log, SummaryOptions.weekly());
    }

    static TransactionLog build(SkewedTransactions raw) {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")));
        builder.addAll(raw.customerIds(), raw.days(), raw.amountsMinor());
        return builder.build();
    }
}
