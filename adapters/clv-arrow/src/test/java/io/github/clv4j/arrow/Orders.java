package io.github.clv4j.arrow;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Streams of one batch, made column by column, and what is read of them. */
final class Orders implements AutoCloseable {
    static final TransactionColumns COLUMNS = TransactionColumns.of("id", "day", "net");
    static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR")).withRefunds(RefundPolicy.KEEP_NEGATIVE);
    static final LogOptions SKIP = EUR.withBadRows(BadRowPolicy.skip());
    static final LocalDate MARCH_1 = LocalDate.of(2025, 3, 1);

    final BufferAllocator allocator = new RootAllocator();

    /** Fails if memory is not given back. */
    @Override
    public void close() {
        allocator.close();
    }

    byte[] stream(int rows, FieldVector... vectors) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VectorSchemaRoot root = new VectorSchemaRoot(Arrays.asList(vectors))) {
            ArrowData.write(out, false, root, null, 1, batch -> root.setRowCount(rows));
        }
        return out.toByteArray();
    }

    TransactionLog read(byte[] stream, TransactionColumns columns, LogOptions options) throws IOException {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        ArrowTransactions.readInto(new ByteArrayInputStream(stream), "orders", columns, builder, allocator);
        return builder.build();
    }

    /** A column of the same id, so that the log has the rows in the order of their days. */
    FieldVector ids(int rows) {
        BigIntVector vector = new BigIntVector("id", allocator);
        for (int i = 0; i < rows; i++) {
            vector.setSafe(i, 7);
        }
        return vector;
    }

    /** A day for each row, from 1 March on. */
    FieldVector days(int rows) {
        DateDayVector vector = new DateDayVector("day", allocator);
        for (int i = 0; i < rows; i++) {
            vector.setSafe(i, (int) MARCH_1.toEpochDay() + i);
        }
        return vector;
    }

    FieldVector net(int scale, long... unscaled) {
        DecimalVector vector = new DecimalVector("net", allocator, 18, scale);
        for (int i = 0; i < unscaled.length; i++) {
            vector.setSafe(i, BigDecimal.valueOf(unscaled[i], scale));
        }
        return vector;
    }

    /** Amounts of one, two, three and so on. */
    FieldVector net(int rows) {
        long[] minor = new long[rows];
        Arrays.setAll(minor, i -> 100L * (i + 1));
        return net(2, minor);
    }

    FieldVector texts(String name, String... values) {
        VarCharVector vector = new VarCharVector(name, allocator);
        for (int i = 0; i < values.length; i++) {
            vector.setSafe(i, values[i].getBytes(StandardCharsets.UTF_8));
        }
        return vector;
    }

    static List<Long> amounts(TransactionLog log) {
        List<Long> amounts = new ArrayList<>();
        for (int row = 0; row < log.rows(); row++) {
            amounts.add(log.amountMinor(row));
        }
        return amounts;
    }

    static List<String> days(TransactionLog log) {
        List<String> days = new ArrayList<>();
        for (int row = 0; row < log.rows(); row++) {
            days.add(LocalDate.ofEpochDay(log.day(row)).toString());
        }
        return days;
    }
}
