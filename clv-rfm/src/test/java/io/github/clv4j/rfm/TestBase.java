package io.github.clv4j.rfm;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;

/** Small customer bases for tests. Negative amounts are refunds and are kept. */
final class TestBase {
    static final MoneyScale EUR = MoneyScale.of("EUR");
    static final LocalDate AS_OF = LocalDate.of(2025, 6, 30);

    private final TransactionLogBuilder builder =
            TransactionLog.builder(LogOptions.of(EUR).withRefunds(RefundPolicy.KEEP_NEGATIVE));

    /** A row dated some days before {@link #AS_OF}. */
    TestBase row(String customer, int daysAgo, long amountMinor) {
        builder.add(customer, (int) AS_OF.toEpochDay() - daysAgo, amountMinor);
        return this;
    }

    /** As {@link #row(String, int, long)}, for a base with numeric ids. */
    TestBase row(long customer, int daysAgo, long amountMinor) {
        builder.add(customer, (int) AS_OF.toEpochDay() - daysAgo, amountMinor);
        return this;
    }

    TransactionLog log() {
        return builder.build();
    }

    CustomerSummary summary() {
        return CustomerSummary.of(log(), SummaryOptions.withDefaults().until(AS_OF));
    }

    /** Customers 0, 1, 2 … with one order each. */
    static CustomerSummary oneOrderEach(int[] daysAgo, long[] amountsMinor) {
        TestBase base = new TestBase();
        for (int c = 0; c < daysAgo.length; c++) {
            base.row("c" + c, daysAgo[c], amountsMinor[c]);
        }
        return base.summary();
    }
}
