package io.github.clv4j.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are cut or damaged are refused by name; what we write is read. */
class ParquetDamageTest {
    private static final TransactionColumns COLUMNS = TransactionColumns.of("id", "day", "net");
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));
    private static final int ROWS = 2_000;

    @TempDir
    private Path folder = Path.of("");

    private Path written() throws IOException {
        Path file = folder.resolve("orders.parquet");
        long day = LocalDate.of(2025, 3, 1).toEpochDay();
        ParquetTables.write(
                Table.of(
                        "orders",
                        ROWS,
                        List.of(
                                Column.text("id", row -> "c" + row % 100),
                                Column.date("day", row -> day),
                                Column.money("net", EUR.money(), row -> row * 7_919L % 10_007))),
                file);
        return file;
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        TransactionLog log = ParquetTransactions.read(written(), COLUMNS, EUR);
        assertThat(log.rows()).isEqualTo(ROWS);
        assertThat(log.customers()).isEqualTo(100);
    }

    @Test
    void aCutAtAnyPlaceShows() throws IOException {
        Path file = written();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(file);
        }
    }

    private static void assertRefused(Path file) {
        assertThatThrownBy(() -> ParquetTransactions.read(file, COLUMNS, EUR))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("ends early");
    }

    @Test
    void damageInThePagesShows() throws IOException {
        Path file = written();
        byte[] whole = Files.readAllBytes(file);
        for (int at = 40; at < whole.length / 2; at += 131) {
            byte[] damaged = whole.clone();
            Arrays.fill(damaged, at, at + 30, (byte) 0x5a);
            Files.write(file, damaged);
            assertThatThrownBy(() -> ParquetTransactions.read(file, COLUMNS, EUR))
                    .as("at byte %d of %d", at, whole.length)
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file.toString());
        }
    }

    @Test
    void damageWithoutChecksumsIsReadOrRefused() throws IOException, SQLException {
        // DuckDB writes none, so that some damage reads as other data.
        Path file = folder.resolve("orders.parquet");
        DuckDb.copy(
                "SELECT 'c' || i % 50 AS id, DATE '2025-03-01' AS day, (i * 7919 % 10007)::DECIMAL(18,2) AS net"
                        + " FROM range(500) r(i)",
                file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(20_250_301);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            damaged[4 + random.nextInt(whole.length / 2)] = (byte) random.nextInt();
            Files.write(file, damaged);
            Throwable thrown = catchThrowable(() -> ParquetTransactions.read(file, COLUMNS, EUR));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(DataException.class);
            }
        }
    }

    @Test
    void pagesThatUnpackToMoreThanPagesHaveAreRefused() throws IOException {
        Path file = written();
        List<String> names = List.of("id", "day", "net");
        assertThatThrownBy(() -> {
                    try (RowGroups groups = RowGroups.open(file, names, 1_000)) {
                        groups.next();
                        groups.readers();
                    }
                })
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + " is damaged")
                .hasMessageContaining("a page is said to unpack to ")
                .hasMessageEndingWith(" bytes; pages may have 0 to 1000");
    }

    @Test
    void dictionariesOfMoreEntriesThanBytesAreRefused() {
        for (int entries : new int[] {9, Integer.MAX_VALUE, -1}) {
            assertThatThrownBy(() -> dictionary(entries).readDictionaryPage())
                    .hasMessage("a dictionary of 8 bytes is said to have " + entries + " entries");
        }
        assertThat(Objects.requireNonNull(dictionary(8).readDictionaryPage()).getDictionarySize())
                .isEqualTo(8);
    }

    private static PageReader dictionary(int entries) {
        DictionaryPage page = new DictionaryPage(BytesInput.from(new byte[8]), 8, entries, Encoding.PLAIN);
        return new CheckedPages.Checked(new PageReader() {
            @Override
            public DictionaryPage readDictionaryPage() {
                return page;
            }

            @Override
            public long getTotalValueCount() {
                return 0;
            }

            @Override
            public @Nullable DataPage readPage() {
                return null;
            }
        });
    }

    @Test
    void whatIsNoParquetIsRefused() throws IOException {
        Path file = Files.write(
                folder.resolve("orders.csv"), "id,day,net\n1,2025-03-01,19.90\n".getBytes(StandardCharsets.UTF_8));
        assertRefused(file);
        assertThatThrownBy(() -> ParquetTransactions.read(folder.resolve("none"), COLUMNS, EUR))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void halfOfASurrogatePairIsNoText() {
        Path file = folder.resolve("notes.parquet");
        Table broken = Table.of("notes", 2, List.of(Column.text("note", row -> row == 0 ? "fine" : "x\ud83d")));
        assertThatThrownBy(() -> ParquetTables.write(broken, file))
                .isInstanceOf(IOException.class)
                .hasMessage("table 'notes', row 2, column 'note': the text holds half of a surrogate pair, which no"
                        + " encoding can hold");
        assertThat(file).doesNotExist();
    }
}
