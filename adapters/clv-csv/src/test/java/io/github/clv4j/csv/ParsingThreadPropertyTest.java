package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Two threads give what one gives: the same rows, numbers, problems and errors, in batches of any size. */
class ParsingThreadPropertyTest {
    private static final CsvColumns COLUMNS = CsvTexts.COLUMNS.withCost("cost").withRounding();

    /** What came of a reading; of one that fails, the rows before it too. */
    private static List<Object> outcome(byte[] csv, LogOptions options, int rowsOfBatch) {
        CsvColumns columns = options.hasCost() ? COLUMNS : CsvTexts.COLUMNS;
        TransactionLogBuilder builder = TransactionLog.builder(options);
        String error = "none";
        ProgressInput in = new ProgressInput(new ByteArrayInputStream(csv), (read, total) -> {}, csv.length);
        RowReads reads = rowsOfBatch == 0
                ? RowReads.ON_THIS_THREAD
                : new ParsingThread(
                        in,
                        (read, total) -> {},
                        rowsOfBatch,
                        new Hints(columns.format().dates()));
        try {
            CsvTransactions.readInto(new DecodingReader(in, null), "orders.csv", columns, builder, reads);
        } catch (DataException e) {
            error = e.getMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TransactionLog log = builder.build();
        return Arrays.asList(
                error,
                log.report(),
                log.report().firstProblems(),
                List.of(CsvTexts.rows(log)),
                log.index().size());
    }

    @Property(tries = 300)
    void sameAsOneThread(@ForAll("texts") String text, @ForAll("options") LogOptions options) {
        byte[] csv = ("id,day,net,cost,channel\n" + text).getBytes(StandardCharsets.UTF_8);
        List<Object> expected = outcome(csv, options, 0);
        for (int rows : new int[] {1, 2, 3, 1_000}) {
            assertThat(outcome(csv, options, rows)).isEqualTo(expected);
        }
    }

    @Property(tries = 100)
    void sameWhereTheTextBreaksOff(@ForAll("texts") String text, @ForAll byte[] garbage) {
        byte[] sound = ("id,day,net,cost,channel\n" + text).getBytes(StandardCharsets.UTF_8);
        byte[] csv = Arrays.copyOf(sound, sound.length + garbage.length);
        System.arraycopy(garbage, 0, csv, sound.length, garbage.length);
        List<Object> expected = outcome(csv, CsvTexts.SKIP, 0);
        for (int rows : new int[] {1, 2, 1_000}) {
            assertThat(outcome(csv, CsvTexts.SKIP, rows)).isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> lines = Arbitraries.of(
                "a,2025-01-01,1,0.5,web\n",
                "a,2025-01-02,-1,0,\n",
                "b,2025-01-02,2.345,1,\"two\nlines\"\n",
                "\"c\r\nd\",2025-01-03,3,1,\"say \"\"x\"\"\"\r\n",
                "\n",
                ",2025-01-01,1,1,web\n",
                "a,2025-02-30,1,1,web\n",
                "a,2025-01-01,x,1,web\n",
                "a,2025-01-01,1,x,web\n",
                "a,2025-01-01\n",
                "a,2025-01-01,1,1,web,more\n",
                "a,2025-01-01,1,1,5\" screen\n",
                "a,2025-01-01,0,0,\"\"\n");
        Arbitrary<String> text = lines.list().ofMaxSize(40).map(list -> String.join("", list));
        Arbitrary<String> end = Arbitraries.of("", "", "a,2025-01-01,1,1,\"open\n", "\"a\"b,2025-01-01,1,1,web\n");
        return text.flatMap(rows -> end.map(last -> rows + last));
    }

    @Provide
    Arbitrary<LogOptions> options() {
        return Arbitraries.of(CsvTexts.POLICIES);
    }
}
