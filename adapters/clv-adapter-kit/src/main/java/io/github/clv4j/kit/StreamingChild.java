package io.github.clv4j.kit;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.nio.file.Path;

/** The program that a {@link StreamingContract} starts with a heap of a certain size. */
final class StreamingChild {
    private static final TransactionColumns COLUMNS = TransactionColumns.of("customer_id", "ordered_on", "amount");
    private static final LogOptions OPTIONS = LogOptions.of(ManyOrders.MONEY);
    private static final int COLLECTIONS = 3;

    private StreamingChild() {}

    /** Prints the bytes of the log's heap; or, with a contract's class and its folder, reads the log by it. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.out.println(logHeap());
            return;
        }
        Constructor<?> constructor = Class.forName(args[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        StreamingContract contract = (StreamingContract) constructor.newInstance();
        long start = System.nanoTime();
        TransactionLogBuilder builder = TransactionLog.builder(OPTIONS);
        contract.read(Path.of(args[1]), COLUMNS, builder);
        TransactionLog log = builder.build();
        long millis = (System.nanoTime() - start) / 1_000_000;
        requireAll(log);
        System.out.println("read in " + millis + " ms");
    }

    /** What a log keeps that was built without any adapter. */
    private static long logHeap() {
        long before = used();
        TransactionLog log = built();
        long after = used();
        requireAll(log);
        return after - before;
    }

    /** A method of its own, so that no frame holds the builder when memory is measured. */
    private static TransactionLog built() {
        TransactionLogBuilder builder = TransactionLog.builder(OPTIONS);
        for (int row = 0; row < ManyOrders.ROWS; row++) {
            builder.add(ManyOrders.customer(row), ManyOrders.day(row), ManyOrders.amountMinor(row));
        }
        return builder.build();
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void requireAll(TransactionLog log) {
        long sum = 0;
        for (int row = 0; row < ManyOrders.ROWS; row++) {
            sum += ManyOrders.amountMinor(row);
        }
        if (log.rows() != ManyOrders.ROWS || log.customers() != ManyOrders.CUSTOMERS || log.revenueMinor() != sum) {
            throw new IllegalStateException("these are not the orders that were stored: " + log);
        }
    }
}
