package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.arrow.ArrowTables;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;

class ArrowExchangeTest {
    private static final MoneyScale EUR = MoneyScale.of("EUR");
    private static final int CUSTOMERS = 50;

    private static byte[] orders() throws IOException {
        int first = (int) LocalDate.of(2025, 1, 1).toEpochDay();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator()) {
            Table table = Table.of(
                    "orders",
                    10 * CUSTOMERS,
                    List.of(
                            Column.text("customer_id", row -> "c" + row % CUSTOMERS),
                            Column.date("ordered_at", row -> first + row),
                            Column.money("amount", EUR, row -> 100 + row)));
            ArrowTables.write(table, out, allocator);
        }
        return out.toByteArray();
    }

    @Test
    void ordersBecomeScores() throws IOException {
        ByteArrayOutputStream scores = new ByteArrayOutputStream();
        ArrowExchange.exchange(EUR, new ByteArrayInputStream(orders()), scores);

        try (BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader =
                        new ArrowStreamReader(new ByteArrayInputStream(scores.toByteArray()), allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertThat(reader.loadNextBatch()).isTrue();
            assertThat(root.getRowCount()).isEqualTo(CUSTOMERS);
            assertThat(root.getVector("r").getNullCount()).isZero();
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @Test
    void ordersThatEndEarlyBecomeNoScores() throws IOException {
        byte[] orders = orders();
        ByteArrayOutputStream scores = new ByteArrayOutputStream();
        byte[] cut = Arrays.copyOf(orders, orders.length - 8);

        assertThatThrownBy(() -> ArrowExchange.exchange(EUR, new ByteArrayInputStream(cut), scores))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("orders ends early");
        assertThat(scores.size()).isZero();
    }
}
