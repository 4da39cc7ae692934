package io.github.clv4j.arrow;

import static io.github.clv4j.arrow.Orders.COLUMNS;
import static io.github.clv4j.arrow.Orders.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrowTablesTest {
    private static final int ROWS = 40_000;

    private final Orders orders = new Orders();

    @AfterEach
    void allMemoryIsGivenBack() {
        orders.close();
    }

    private static Table table(int failing) {
        return Table.of(
                "orders",
                ROWS,
                List.of(
                        Column.text("id", row -> "c" + row % 100),
                        Column.date("day", row -> Orders.MARCH_1.toEpochDay()),
                        Column.money("net", MoneyScale.of("EUR"), row -> {
                            if (row == failing) {
                                throw new IllegalStateException("no amount");
                            }
                            return row;
                        })));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArrowTables.write(table(-1), out, orders.allocator);

        TransactionLog log = orders.read(out.toByteArray(), COLUMNS, EUR);
        assertThat(log.rows()).isEqualTo(ROWS);
        assertThat(log.revenueMinor()).isEqualTo((long) ROWS * (ROWS - 1) / 2);
    }

    @Test
    void aStreamThatFailedDoesNotLookWhole() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> ArrowTables.write(table(ROWS - 1), out, orders.allocator))
                .hasMessage("no amount");
        assertThatThrownBy(() -> orders.read(out.toByteArray(), COLUMNS, EUR))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ends early");
    }

    @Test
    void moneyTellsItsCurrency() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArrowTables.write(table(-1), out, orders.allocator);
        try (ArrowStreamReader reader =
                new ArrowStreamReader(new ByteArrayInputStream(out.toByteArray()), orders.allocator)) {
            assertThat(reader.getVectorSchemaRoot().getSchema().findField("net").getMetadata())
                    .containsEntry("currency", "EUR");
        }
    }

    @Test
    void halfOfASurrogatePairIsNoText() {
        Table broken = Table.of("notes", 2, List.of(Column.text("note", row -> row == 0 ? "fine" : "x\ud83d")));
        assertThatThrownBy(() -> ArrowTables.write(broken, new ByteArrayOutputStream(), orders.allocator))
                .isInstanceOf(IOException.class)
                .hasMessage("table 'notes', row 2, column 'note': the text holds half of a surrogate pair, which no"
                        + " encoding can hold");
    }
}
