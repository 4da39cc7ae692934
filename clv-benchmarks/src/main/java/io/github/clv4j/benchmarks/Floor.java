package io.github.clv4j.benchmarks;

import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;

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

    static double stream(DistinctHistories histories) {
        double sum = 0;
        for (int i = 0; i < histories.size(); i++) {
            sum += histories.weight(i) * (histories.x(i) + histories.tx(i) + histories.age(i));
        }
        return sum;
    }

    /** What a forecast reads and writes: x, t<sub>x</sub> and T of each customer, two numbers. */
    static double[][] readAndWrite(CustomerSummary summary) {
        int n = summary.customers();
        double[] sum = new double[n];
        double[] product = new double[n];
        for (int c = 0; c < n; c++) {
            double x = summary.x(c);
            double tx = summary.tx(c);
            double age = summary.age(c);
            sum[c] = x + tx + age;
            product[c] = x * tx * age;
        }
        return new double[][] {sum, product};
    }
}
