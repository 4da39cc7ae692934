package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCompressionTest {
    private static final String CSV = "id,day,net\na,2025-01-01,1.50\nb,2025-01-02,-2\n";

    @TempDir
    private Path folder;

    private static byte[] packed(CsvCompression compression, byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression.pack(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] packed(CsvCompression compression, String text) throws IOException {
        return packed(compression, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static TransactionLog read(InputStream in, CsvColumns columns) throws IOException {
        TransactionLogBuilder builder = TransactionLog.builder(CsvTexts.OPTIONS);
        CsvTransactions.readInto(in, "orders.csv", columns, builder);
        return builder.build();
    }

    private static TransactionLog read(byte[] bytes) throws IOException {
        return read(new ByteArrayInputStream(bytes), CsvTexts.COLUMNS);
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("orders.csv")
                .hasMessageEndingWith(message);
    }

    private static String randomRows(int rows) {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("id,day,net\n");
        for (int i = 0; i < rows; i++) {
            csv.append('c').append(random.nextInt(500)).append(",2025-01-0").append(1 + random.nextInt(9));
            csv.append(',').append(random.nextInt(10_000)).append('\n');
        }
        return csv.toString();
    }

    @ParameterizedTest
    @EnumSource
    void theFirstBytesTellWhateverTheName(CsvCompression compression) throws IOException {
        Path file = folder.resolve("orders.gz.zst.txt");
        Files.write(file, packed(compression, CSV));

        TransactionLog log = CsvTransactions.read(file, CsvTexts.COLUMNS, CsvTexts.OPTIONS);

        assertThat(log.sameRows(CsvTexts.read(CSV))).isTrue();
        assertThat(CsvTransactions.columns(file, CsvTexts.COLUMNS)).hasToString(CsvTexts.COLUMNS.toString());
    }

    @Test
    void readsWhatTheReferenceProgramWrote() throws IOException {
        // printf of CSV piped into zstd -19, zstd command line 1.5.4
        byte[] bytes = Base64.getDecoder()
                .decode("KLUv/QRoVQEANAJpZCxkYXksbmV0CmEsMjAyNS0wMS0wMSwxLjUwCmIyLC0yCgEA1jad/IGtWw==");

        assertThat(read(bytes).sameRows(CsvTexts.read(CSV))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void membersAndFramesFollowOneAnother(CsvCompression compression) throws IOException {
        byte[] whole = joined(
                packed(compression, CSV.substring(0, 20)),
                packed(compression, ""),
                packed(compression, CSV.substring(20)));

        assertThat(read(whole).sameRows(CsvTexts.read(CSV))).isTrue();
        // One byte at a time: no boundary of a buffer matters.
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(whole)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, 1));
            }

            @Override
            public int available() {
                return 0;
            }
        };
        assertThat(read(slow, CsvTexts.COLUMNS).sameRows(CsvTexts.read(CSV))).isTrue();
    }

    @Test
    void everyCutThroughGzipShows() throws IOException {
        byte[] first = packed(CsvCompression.GZIP, CSV);
        byte[] whole = joined(first, packed(CsvCompression.GZIP, "c,2025-01-03,1\n"));
        for (int length = 2; length < whole.length; length++) {
            if (length != first.length) {
                assertRefused(Arrays.copyOf(whole, length), "the gzip data ends early; the file is cut off");
            }
        }
    }

    @Test
    void everyCutThroughAZstdFrameShows() throws IOException {
        byte[] first = packed(CsvCompression.ZSTD, CSV);
        byte[] second = packed(CsvCompression.ZSTD, "");
        byte[] whole = joined(
                first, second, packed(CsvCompression.ZSTD, randomRows(30_000).substring(CSV.indexOf("\n") + 1)));
        for (int length = 4; length < whole.length; length += length < 2_000 ? 1 : 997) {
            if (length != first.length && length != first.length + second.length) {
                assertRefused(Arrays.copyOf(whole, length), "the zstd data ends early; the file is cut off");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void aChangedBitIsRefusedOrChangesNothing(CsvCompression compression) throws IOException {
        String csv = randomRows(2_000);
        TransactionLog expected = CsvTexts.read(csv);
        byte[] whole = packed(compression, csv);
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] changed = whole.clone();
            changed[4 + random.nextInt(whole.length - 4)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(read(changed).sameRows(expected)).isTrue();
            } catch (DataException e) {
                assertThat(e).hasMessageStartingWith("orders.csv");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(280);
    }

    @Test
    void gzipHeadersMayHaveEveryField() throws IOException {
        byte[] plain = packed(CsvCompression.GZIP, CSV);
        byte[] header = Arrays.copyOf(plain, 10);
        header[3] = 0x1f;
        byte[] fields = {3, 0, 1, 2, 3, 'n', 'a', 0, 'c', 0, 9, 9};
        byte[] body = Arrays.copyOfRange(plain, 10, plain.length);

        assertThat(read(joined(header, fields, body)).sameRows(CsvTexts.read(CSV)))
                .isTrue();
        assertThat(read(joined(plain, new byte[512])).sameRows(CsvTexts.read(CSV)))
                .isTrue();
        assertRefused(joined(plain, new byte[] {'x'}), "the gzip data is damaged");
        header[3] = 0x40;
        assertRefused(joined(header, body), "the gzip data is damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkTellsTheEncodingOfWhatIsPacked(String charset) throws IOException {
        byte[] bytes = packed(CsvCompression.GZIP, ("\ufeff" + CSV).getBytes(Charset.forName(charset)));

        assertThat(read(bytes).sameRows(CsvTexts.read(CSV))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void aBombIsDefused(CsvCompression compression) throws IOException {
        byte[] line = "c,2025-01-01,1.00\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression.pack(bytes)) {
            out.write("id,day,net\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 1_000_000; i++) {
                out.write(line);
            }
        }
        byte[] bomb = bytes.toByteArray();

        CsvColumns ratioOf3 = CsvTexts.COLUMNS.withInflationLimit(1L << 40, 3);
        assertThatThrownBy(() -> read(new ByteArrayInputStream(bomb), ratioOf3))
                .isInstanceOf(DataException.class)
                .hasMessageMatching("orders\\.csv, line \\d+: unpacked from " + compression.label()
                        + ", it is more than 3 times as long as packed; state a higher limit if that is meant");
        CsvColumns aMegabyte = CsvTexts.COLUMNS.withInflationLimit(1_000_000, 10);
        assertThatThrownBy(() -> read(new ByteArrayInputStream(bomb), aMegabyte))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it has more than 1000000 bytes");
        CsvColumns anyRatio = CsvTexts.COLUMNS.withInflationLimit(1L << 40, Integer.MAX_VALUE);
        assertThat(read(new ByteArrayInputStream(bomb), anyRatio).rows()).isEqualTo(1_000_000);
        assertThatIllegalArgumentException().isThrownBy(() -> CsvTexts.COLUMNS.withInflationLimit(0, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> CsvTexts.COLUMNS.withInflationLimit(1, 0));
    }

    @Test
    void progressCountsTheBytesOfTheFile() throws IOException {
        Path file = folder.resolve("orders.csv.gz");
        Files.write(file, packed(CsvCompression.GZIP, randomRows(20_000)));
        long[] last = new long[2];

        CsvTransactions.read(file, CsvTexts.COLUMNS, CsvTexts.OPTIONS, (read, total) -> {
            assertThat(read).isGreaterThan(last[0]);
            last[0] = read;
            last[1] = total;
        });

        assertThat(last).containsExactly(Files.size(file), Files.size(file));
    }

    @Test
    void aFailureOfTheStreamIsNotTakenForDamage() throws IOException {
        byte[] whole = packed(CsvCompression.ZSTD, randomRows(50_000));
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(whole)) {
            private int left = whole.length / 2;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (left <= 0) {
                    throw new IOException("connection reset");
                }
                int count = super.read(target, offset, Math.min(length, left));
                left -= count;
                return count;
            }
        };
        assertThatThrownBy(() -> read(failing, CsvTexts.COLUMNS))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @Test
    void filesArePackedAsTheirNameEndsUnlessStated() throws IOException {
        Table table = Table.of("t", 1_000, List.of(Column.integer("n", row -> row)));
        CsvTables.write(table, folder.resolve("a.csv"));
        CsvTables.write(table, folder.resolve("a.CSV.GZ"));
        CsvTables.write(table, folder.resolve("b.csv.gz"));
        CsvTables.write(table, folder.resolve("a.csv.zst"));
        CsvTables.write(
                table,
                folder.resolve("plain.gz"),
                CsvTableOptions.withDefaults()
                        .withCompression(CsvCompression.NONE)
                        .withSeparator(','));
        CsvTables.write(
                table,
                folder.resolve("packed.csv"),
                CsvTableOptions.withDefaults().withFormulaGuard().withCompression(CsvCompression.GZIP));

        byte[] plain = Files.readAllBytes(folder.resolve("a.csv"));
        byte[] gzip = Files.readAllBytes(folder.resolve("a.CSV.GZ"));
        assertThat(gzip).startsWith(0x1f, 0x8b).hasSizeLessThan(plain.length);
        assertThat(folder.resolve("b.csv.gz")).hasBinaryContent(gzip);
        assertThat(folder.resolve("packed.csv")).hasBinaryContent(gzip);
        assertThat(folder.resolve("plain.gz")).hasBinaryContent(plain);
        assertThat(Files.readAllBytes(folder.resolve("a.csv.zst"))).startsWith(0x28, 0xb5, 0x2f, 0xfd);
    }

    /** Sees our classes anew, and no aircompressor. */
    private static final class WithoutZstd extends ClassLoader {
        private static final String OURS = "io.github.clv4j.csv.";

        WithoutZstd() {
            super(CsvCompressionTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.airlift.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** Reads a file; is loaded by a class loader of its own. */
    static final class Reading {
        void run(Path file) throws IOException {
            CsvTransactions.read(file, CsvTexts.COLUMNS, CsvTexts.OPTIONS);
        }
    }

    @Test
    void onlyZstdNeedsItsLibrary() throws Exception {
        Set<String> messages = new HashSet<>();
        for (CsvCompression compression : CsvCompression.values()) {
            Path file = folder.resolve(compression.name());
            Files.write(file, packed(compression, CSV));
            var constructor =
                    new WithoutZstd().loadClass(Reading.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            Object reading = constructor.newInstance();
            var run = reading.getClass().getDeclaredMethod("run", Path.class);
            run.setAccessible(true);
            try {
                run.invoke(reading, file);
            } catch (InvocationTargetException e) {
                messages.add(compression + ": "
                        + Objects.requireNonNull(e.getCause()).getMessage());
            }
        }
        assertThat(messages)
                .containsExactly(
                        "ZSTD: " + folder.resolve("ZSTD") + ": zstd needs io.airlift:aircompressor on the class path");
    }
}
