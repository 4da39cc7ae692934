package io.github.clv4j.examples;

import io.github.clv4j.arrow.ArrowTables;
import io.github.clv4j.arrow.ArrowTransactions;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Scores the customers of another process: an Arrow stream of orders on standard input, an Arrow stream of RFM scores on
 * standard output, nothing parsed and nothing formatted in between.
 *
 * <pre>{@code
 * java --add-opens=java.base/java.nio=ALL-UNNAMED -cp customer-base-report.jar \
 *     io.github.clv4j.examples.ArrowExchange EUR < orders.arrows > scores.arrows
 * }</pre>
 */
public final class ArrowExchange {
    private ArrowExchange() {}

    /** The currency of the amounts is the only argument. */
    public static void main(String[] args) throws IOException {
        exchange(MoneyScale.of(args.length == 0 ? "EUR" : args[0]), System.in, System.out);
    }

    static void exchange(MoneyScale money, InputStream orders, OutputStream scores) throws IOException {
        try (BufferAllocator allocator = new RootAllocator()) {
            TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(money));
            ArrowTransactions.readInto(
                    orders, "orders", TransactionColumns.of("customer_id", "ordered_at", "amount"), builder, allocator);
            CustomerSummary summary = CustomerSummary.of(builder.build(), SummaryOptions.weekly());
            ArrowTables.write(Rfm.score(summary, RfmOptions.withDefaults()).toTable(), scores, allocator);
        }
    }
}
