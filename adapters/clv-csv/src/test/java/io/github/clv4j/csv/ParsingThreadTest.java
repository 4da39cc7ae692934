package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are large enough for two threads. */
class ParsingThreadTest {
    private static final int ROWS = 300_000;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("orders.csv");
        StringBuilder csv = new StringBuilder("id,day,net\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append('c')
                    .append(i % 1_000)
                    .append(",2025-01-0")
                    .append(1 + i % 9)
                    .append(',');
            csv.append(i == ROWS - 10 ? "x" : i % 100).append('\n');
        }
        Files.writeString(file, csv);
        assertThat(Files.size(file)).isGreaterThan(CsvTransactions.LARGE_FILE);
    }

    private static long parsers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("clv-csv parser"))
                .count();
    }

    @Test
    void givesTheSameLogAndTellsProgressOnTheCallingThread() throws IOException {
        TransactionLogBuilder one = TransactionLog.builder(CsvTexts.SKIP);
        try (InputStream in = Files.newInputStream(file)) {
            CsvTransactions.readInto(in, file.toString(), CsvTexts.COLUMNS, one);
        }
        TransactionLog expected = one.build();
        Thread calling = Thread.currentThread();
        List<Long> told = new ArrayList<>();

        TransactionLog log = CsvTransactions.read(file, CsvTexts.COLUMNS, CsvTexts.SKIP, (read, total) -> {
            assertThat(Thread.currentThread()).isSameAs(calling);
            told.add(read);
        });

        assertThat(log.sameRows(expected)).isTrue();
        assertThat(log.report()).isEqualTo(expected.report());
        assertThat(log.report().firstProblems()).isEqualTo(expected.report().firstProblems());
        assertThat(told).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(10);
        assertThat(told.get(told.size() - 1)).isEqualTo(Files.size(file));
        assertThat(parsers()).isZero();
    }

    @Test
    void aBadRowEndsBothThreads() {
        assertThatThrownBy(() -> CsvTransactions.read(file, CsvTexts.COLUMNS, CsvTexts.OPTIONS))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ", row " + (ROWS - 8) + ", column 'net': 'x'");
        assertThat(parsers()).isZero();
        assertThatThrownBy(() -> CsvTransactions.read(file, CsvTexts.COLUMNS, CsvTexts.OPTIONS, (read, total) -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(parsers()).isZero();
    }

    @Test
    void anInterruptEndsTheReading() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> CsvTransactions.read(file, CsvTexts.COLUMNS, CsvTexts.SKIP))
                    .isInstanceOf(IOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThatThrownBy(() -> CsvTransactions.read(
                        file,
                        CsvTexts.COLUMNS,
                        CsvTexts.SKIP,
                        (read, total) -> Thread.currentThread().interrupt()))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(parsers()).isZero();
    }
}
