package io.github.clv4j.benchmarks;

import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.lang.ref.Reference;
import java.util.Locale;

/**
 * How much heap a log keeps, with its index of ids, a summary and scores: what is in use after a collection, less what
 * was in use before. Run as {@code java -Xmx8g -cp benchmarks.jar io.github.clv4j.benchmarks.MemoryKept [rows]}.
 */
public final class MemoryKept {
    private static final int COLLECTIONS = 4;

    private MemoryKept() {}

    /** Prints bytes a row and a customer. */
    public static void main(String[] args) throws InterruptedException {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 20_000_000;
        int customers = rows / Shop.ROWS_PER_CUSTOMER;
        SkewedTransactions raw = SkewedTransactions.of(rows, customers, false, 1);
        long before = used();
        Object[] kept = new Object[3];
        try {
            TransactionLog log = Shop.build(raw);
            kept[0] = log;
            long withLog = used();
            CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.weekly());
            kept[1] = summary;
            kept[2] = Rfm.score(summary, RfmOptions.withDefaults());
            long withScores = used();
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows, %,d customers: log and ids %,d bytes, with summary and scores %,d; bound of 20 a row and"
                            + " 64 a customer %,d%n",
                    rows,
                    customers,
                    withLog - before,
                    withScores - before,
                    20L * rows + 64L * customers);
            System.out.printf(
                    Locale.ROOT,
                    "log and ids: %.2f bytes a row; summary and scores: %.1f bytes a customer%n",
                    (double) (withLog - before) / rows,
                    (double) (withScores - withLog) / customers);
        } finally {
            Reference.reachabilityFence(raw);
            Reference.reachabilityFence(kept);
        }
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(100);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
