package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.DoubleRange;

/** Blocks on several threads give what one thread gives: the same rows, numbers, problems and errors, for blocks of any size. */
class BlockReadsPropertyTest {
    private static final int[] SIZES = {1, 20, 60, 200, 1_000, 1 << 16};
    private static final String HEADER = "id,day,net,cost,channel\n";
    private static final CsvColumns COLUMNS = CsvTexts.COLUMNS.withCost("cost").withRounding();

    private static CsvColumns columns(LogOptions options) {
        return options.hasCost() ? COLUMNS : CsvTexts.COLUMNS;
    }

    private static List<Object> expected(InputStream csv, CsvColumns columns, LogOptions options) {
        return outcome(options, builder -> CsvTransactions.readInto(csv, "orders.csv", columns, builder));
    }

    private static List<Object> inBlocks(InputStream csv, CsvColumns columns, LogOptions options, int size) {
        List<Long> told = new ArrayList<>();
        ProgressInput in = new ProgressInput(csv, (read, total) -> {}, 0);
        List<Object> outcome = outcome(
                options,
                builder -> BlockReads.readInto(
                        in, in, "orders.csv", columns, builder, (read, total) -> told.add(read), size, 3));
        assertThat(told).isSorted().doesNotHaveDuplicates();
        return outcome;
    }

    private interface Reading {
        void into(TransactionLogBuilder builder) throws IOException;
    }

    /** What came of a reading; of one that fails, the rows before it too. */
    private static List<Object> outcome(LogOptions options, Reading reading) {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        String error = "none";
        try {
            reading.into(builder);
        } catch (DataException e) {
            error = e.getMessage();
        } catch (IOException e) {
            error = e.toString();
        }
        TransactionLog log = builder.build();
        return Arrays.asList(
                error,
                log.report(),
                log.report().firstProblems(),
                List.of(CsvTexts.rows(log)),
                log.index().size());
    }

    private static void assertSame(byte[] csv, CsvColumns columns, LogOptions options) {
        List<Object> expected = expected(new ByteArrayInputStream(csv), columns, options);
        for (int size : SIZES) {
            assertThat(inBlocks(new ByteArrayInputStream(csv), columns, options, size))
                    .isEqualTo(expected);
        }
    }

    @Property(tries = 150)
    void sameAsOneThread(@ForAll("texts") String text, @ForAll("options") LogOptions options) {
        assertSame((HEADER + text).getBytes(StandardCharsets.UTF_8), columns(options), options);
    }

    @Property(tries = 150)
    void sameUntilTheFirstQuoteAndAfterIt(
            @ForAll("plainTexts") String before, @ForAll("texts") String after, @ForAll("options") LogOptions options) {
        assertSame((HEADER + before + after).getBytes(StandardCharsets.UTF_8), columns(options), options);
    }

    @Property(tries = 100)
    void sameWhereTheTextBreaksOff(@ForAll("plainTexts") String text, @ForAll byte[] garbage) {
        byte[] sound = (HEADER + text).getBytes(StandardCharsets.UTF_8);
        byte[] csv = Arrays.copyOf(sound, sound.length + garbage.length);
        System.arraycopy(garbage, 0, csv, sound.length, garbage.length);
        assertSame(csv, CsvTexts.COLUMNS, CsvTexts.SKIP);
    }

    @Property(tries = 60)
    void sameInOtherEncodings(@ForAll("plainTexts") String text, @ForAll("encodings") Charset charset) {
        assertSame((HEADER + text).getBytes(charset), CsvTexts.COLUMNS.withCharset(charset), CsvTexts.SKIP);
    }

    /** Bytes that cannot be read on: what came before them counts, and the failure is told as it is. */
    @Property(tries = 60)
    void sameWhereReadingFails(@ForAll("plainTexts") String text) {
        byte[] csv = (HEADER + text).getBytes(StandardCharsets.UTF_8);
        List<Object> expected = expected(failing(csv), CsvTexts.COLUMNS, CsvTexts.SKIP);
        assertThat(expected.get(0)).asString().contains("the disk is gone");
        for (int size : SIZES) {
            assertThat(inBlocks(failing(csv), CsvTexts.COLUMNS, CsvTexts.SKIP, size))
                    .isEqualTo(expected);
        }
    }

    private static InputStream failing(byte[] csv) {
        return new SequenceInputStream(new ByteArrayInputStream(csv), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        });
    }

    /** As many rows come before the damage, and it is told with the same line, however many bytes are asked for at a time. */
    @Property(tries = 25)
    void sameWherePackedBytesAreDamaged(
            @ForAll CsvCompression compression, @ForAll @DoubleRange(max = 1) double place, @ForAll boolean cutOff)
            throws IOException {
        byte[] csv = packed(compression);
        int at = (int) (place * (csv.length - 1));
        byte[] damaged = cutOff ? Arrays.copyOf(csv, at) : csv.clone();
        if (!cutOff) {
            damaged[at] ^= 0x55;
        }
        List<Object> expected = expected(new ByteArrayInputStream(damaged), CsvTexts.COLUMNS, CsvTexts.SKIP);
        for (int size : new int[] {1 << 14, 1 << 16, BlockReads.BLOCK}) {
            List<Object> inBlocks = outcome(CsvTexts.SKIP, builder -> {
                ProgressInput in =
                        new ProgressInput(new ByteArrayInputStream(damaged), (read, total) -> {}, damaged.length);
                try {
                    BlockReads.readInto(
                            in,
                            UnpackedInput.of(in, CsvTexts.COLUMNS.format().inflation()),
                            "orders.csv",
                            CsvTexts.COLUMNS,
                            builder,
                            (read, total) -> {},
                            size,
                            1_000);
                } catch (UndecodableException e) {
                    throw new DataException("orders.csv: " + e.getMessage(), e);
                }
            });
            assertThat(inBlocks).isEqualTo(expected);
        }
    }

    private static byte[] packed(CsvCompression compression) throws IOException {
        StringBuilder csv = new StringBuilder("id,day,net\n");
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            csv.append("c")
                    .append(random.nextInt(5_000))
                    .append(",2025-01-0")
                    .append(1 + random.nextInt(9))
                    .append(',');
            csv.append(random.nextInt(100_000)).append('\n');
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression.pack(bytes)) {
            out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Example
    void oddBeginnings() {
        for (String text : List.of(
                "",
                "\n",
                "\n\r\n\n\n" + HEADER + "a,2025-01-01,1,1,web",
                HEADER,
                "\ufeff" + HEADER + "a,2025-01-01,1,1,web\n",
                "\"id\",day,net\na,2025-01-01,1\n",
                "id,day,net\ra,2025-01-01,1\rb,2025-01-01,2\r",
                "id,day,net\n" + "x".repeat(3_000) + ",2025-01-01,1\nb,2025-01-01,2\n",
                "PK\u0003\u0004",
                "id,day\n1,2\n")) {
            assertSame(text.getBytes(StandardCharsets.UTF_8), CsvTexts.COLUMNS, CsvTexts.SKIP);
        }
        assertSame(
                ("\ufeff" + HEADER + "a,2025-01-01,1,1,web\n").getBytes(StandardCharsets.UTF_16LE),
                CsvTexts.COLUMNS,
                CsvTexts.SKIP);
    }

    @Example
    void fewerBlocksWaitInASmallHeap() {
        assertThat(BlockReads.places(2, 463L << 20)).isEqualTo(7);
        assertThat(BlockReads.places(2, 8L << 30)).isEqualTo(32);
        assertThat(BlockReads.places(8, 64L << 20)).isEqualTo(8);
    }

    @Example
    void aSinkThatFailsEndsTheReading() {
        byte[] csv = (HEADER + "a,2025-01-01,1,1,web\n".repeat(50) + "a,2025-01-01,x,1,web\n".repeat(5))
                .getBytes(StandardCharsets.UTF_8);
        assertSame(csv, CsvTexts.COLUMNS, CsvTexts.OPTIONS);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("clv-csv parser"));
    }

    @Property(tries = 300)
    void linesAndQuotesAreThoseOfAPlainLoop(
            @ForAll @CharRange(from = ' ', to = '~') @Chars({'\n', '\r', '"'}) String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Block block = new Block(bytes, bytes.length, 0, 0, false);
        block.scan();
        int lines = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean isLast = i + 1 == bytes.length || bytes[i + 1] != '\n';
            lines += bytes[i] == '\n' || (bytes[i] == '\r' && isLast) ? 1 : 0;
        }

        assertThat(block.lines()).isEqualTo(lines);
        assertThat(block.hasQuotes()).isEqualTo(text.indexOf('"') >= 0);
    }

    private static Arbitrary<String> text(String... lines) {
        return Arbitraries.of(lines).list().ofMaxSize(40).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> plainTexts() {
        return text(
                "a,2025-01-01,1,0.5,web\n",
                "ab,2025-01-01,1,0.5,web\r\n",
                "c,2025-01-01,1,0.5,web\r",
                "a,2025-01-02,-1,0,\n",
                "\n",
                "\r\n",
                ",2025-01-01,1,1,web\n",
                "a,2025-02-30,1,1,caf\u00e9\n",
                "a,2025-01-01,x,1,web\n",
                "a,2025-01-01\n",
                "a,2025-01-01,1,1,web,more\n",
                "a,2025-01-01,2.345,1,web\n");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> rows = text(
                "a,2025-01-01,1,0.5,web\n",
                "b,2025-01-02,2.345,1,\"two\nlines\"\n",
                "\"c\r\nd\",2025-01-03,3,1,\"say \"\"x\"\"\"\r\n",
                "\n",
                "a,2025-01-01,x,1,web\n",
                "a,2025-01-01,1,1,5\" screen\n",
                "a,2025-01-01,0,0,\"\"\n");
        Arbitrary<String> end = Arbitraries.of("", "", "a,2025-01-01,1,1,\"open\n", "\"a\"b,2025-01-01,1,1,web\n");
        return rows.flatMap(some -> end.map(last -> some + last));
    }

    @Provide
    Arbitrary<Charset> encodings() {
        return Arbitraries.of(
                StandardCharsets.UTF_8,
                StandardCharsets.ISO_8859_1,
                Charset.forName("windows-1252"),
                StandardCharsets.UTF_16BE,
                Charset.forName("Shift_JIS"));
    }

    @Provide
    Arbitrary<LogOptions> options() {
        return Arbitraries.of(CsvTexts.POLICIES);
    }
}
