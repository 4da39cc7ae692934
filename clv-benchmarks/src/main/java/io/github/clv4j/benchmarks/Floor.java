package io.github.clv4j.benchmarks;

import io.github.clv4j.data.TransactionLog;

/** What memory allows: the same columns read once, in order, and nothing else done. */
final class Floor {
    private Floor() {}

    static long stream(SkewedTransactions raw) {
        long sum = 0;
        long[] ids = raw.customerIds();
        int[] days = raw.days();
        long[] amounts = raw.amountsMinor();
        for (int i = 0; i < days.length; i++) {
            sum += ids[i] ^ days[i] ^ amounts[i];
        }
        return sum;
    }

    static long stream(TransactionLog log) {
        long sum = 0;
        int rows = log.rows();
        for (int row = 0; row < rows; row++) {
            sum += log.day(row) ^ log.amountMinor(row);
        }
        return sum;
    }
}
