package io.github.clv4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.DuplicatePolicy;
import io.github.clv4j.data.IngestReport;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.data.ZeroAmountPolicy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every adapter that reads transactions has to do, whatever its format: the log is that which a builder makes of the
 * same rows, nothing is lost, and what cannot be read is named. An adapter's test extends this and tells how rows are
 * stored in the format and read by the adapter.
 */
public abstract class SourceContract {
    private static final LogOptions PLAIN = LogOptions.of(MoneyScale.of("EUR"));
    private static final LogOptions FULL = PLAIN.withRefunds(RefundPolicy.KEEP_NEGATIVE)
            .withCost()
            .withQuantity()
            .withDimensions("channel", "category");
    private static final TransactionColumns PLAIN_COLUMNS =
            TransactionColumns.of("customer_id", "ordered_on", "amount");
    private static final TransactionColumns FULL_COLUMNS =
            PLAIN_COLUMNS.withCost("cost").withQuantity("units").withDimension("category", "product group");
    private static final long SEED = 20_250_301;

    /** Where a test may keep files. */
    @TempDir
    protected Path folder;

    /**
     * Stores rows, in this order, so that {@link #read} finds them under the name. All {@link Transaction#COLUMNS} are
     * stored. A format of typed columns makes them wide enough for the values given.
     *
     * @param name a short word; a test that stores twice uses different ones
     */
    protected abstract void store(String name, List<Transaction> rows) throws Exception;

    /** Reads what was stored under a name with the adapter. */
    protected abstract void read(String name, TransactionColumns columns, TransactionSink sink) throws Exception;

    /** Whether a stored row can have this fault; no if a typed column cannot hold the value. */
    protected boolean canHold(BadCell cell) {
        return true;
    }

    /** What the adapter has to call the source in messages. */
    protected String sourceName(String name) {
        return name;
    }

    /** The number that the adapter has to give a stored row. */
    protected long rowNumber(int index) {
        return index + 1L;
    }

    /** The file that was stored under a name, if a cut through it always shows; null otherwise. */
    protected @Nullable Path fileThatShowsCuts(String name) {
        return null;
    }

    private TransactionLog readBack(String name, List<Transaction> rows, LogOptions options) throws Exception {
        store(name, rows);
        return log(name, options);
    }

    private TransactionLog log(String name, LogOptions options) throws Exception {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        read(name, options.hasCost() ? FULL_COLUMNS : PLAIN_COLUMNS, builder);
        return builder.build();
    }

    private static TransactionLog expected(List<Transaction> rows, LogOptions options) {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        rows.forEach(row -> row.addTo(builder));
        return builder.build();
    }

    private static void assertSame(TransactionLog log, List<Transaction> rows, LogOptions options) {
        TransactionLog expected = expected(rows, options);
        assertThat(log.report()).isEqualTo(expected.report());
        assertThat(log.sameRows(expected)).as("%s is %s", log, expected).isTrue();
        IngestReport report = log.report();
        assertThat(report.read()).isEqualTo(rows.size());
        assertThat(report.accepted()).isEqualTo(log.rows());
    }

    private void assertRoundTrip(List<Transaction> rows) throws Exception {
        assertSame(readBack("full", rows, FULL), rows, FULL);
        LogOptions plain = PLAIN.withRefunds(RefundPolicy.KEEP_NEGATIVE);
        assertSame(log("full", plain), rows, plain);
    }

    @Test
    void idsStayAsTheyAre() throws Exception {
        assertRoundTrip(Samples.ids());
    }

    @Test
    void labelsStayAsTheyAreAndMayBeUnknown() throws Exception {
        assertRoundTrip(Samples.labels());
    }

    @Test
    void theFirstAndLastDatesAndTheLargestAmountsAreExact() throws Exception {
        assertRoundTrip(Samples.extremes());
    }

    /** What is read by other columns than it stands in is no round trip, so units are told apart from all other numbers. */
    @Test
    void unitsAreThoseOfTheirRow() throws Exception {
        List<Transaction> rows = new ArrayList<>();
        int[] units = {1, 0, -3, 12, Integer.MAX_VALUE, Integer.MIN_VALUE};
        for (int i = 0; i < units.length; i++) {
            Transaction row = Transaction.of("c", Samples.MARCH_1.plusDays(i), 100 + i);
            rows.add(new Transaction(
                    row.customer(),
                    row.date(),
                    row.amount(),
                    row.cost(),
                    row.channel(),
                    row.category(),
                    BigDecimal.valueOf(units[i])));
        }
        TransactionLog log = readBack("units", rows, FULL);
        for (int i = 0; i < units.length; i++) {
            assertThat(log.quantity(i)).as("row %d", i).isEqualTo(units[i]);
        }
    }

    @Test
    void noRowsGiveALogWithoutRows() throws Exception {
        assertRoundTrip(List.of());
    }

    @Test
    void oneRowGivesOneRow() throws Exception {
        assertRoundTrip(List.of(Transaction.of("c", Samples.MARCH_1, 1990)));
    }

    @Test
    void manyRowsUnderEveryPolicyAndInAnyOrder() throws Exception {
        List<Transaction> rows = Samples.random(20_000, SEED);
        List<Transaction> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(SEED));
        store("inOrder", rows);
        store("shuffled", shuffled);
        LogOptions skip = FULL.withBadRows(BadRowPolicy.skip());
        for (LogOptions options : List.of(
                FULL,
                PLAIN,
                FULL.withRefunds(RefundPolicy.NET),
                skip.withRefunds(RefundPolicy.REJECT).withZeroAmounts(ZeroAmountPolicy.REJECT),
                skip.withRefunds(RefundPolicy.DROP).withDuplicates(DuplicatePolicy.DROP),
                skip.withDuplicates(DuplicatePolicy.REJECT).withLastDay(LocalDate.of(2022, 6, 30)))) {
            assertSame(log("inOrder", options), rows, options);
            assertSame(log("shuffled", options), rows, options);
        }
    }

    @Test
    void badRowsAreCountedAndNamedAndTheOthersAreRead() throws Exception {
        List<BadCell> bad =
                Arrays.stream(BadCell.values()).filter(this::canHold).toList();
        assertThat(bad).hasSizeGreaterThan(2);
        List<Transaction> rows = new ArrayList<>();
        List<Transaction> sound = new ArrayList<>();
        Map<RejectReason, Long> counts = new EnumMap<>(RejectReason.class);
        for (BadCell cell : bad) {
            Transaction row = Transaction.of("c", Samples.MARCH_1.plusDays(rows.size()), 100);
            sound.add(row);
            rows.add(row);
            rows.add(cell.in(row));
            counts.merge(cell.reason(), 1L, Long::sum);
        }

        TransactionLog log = readBack("bad", rows, FULL.withBadRows(BadRowPolicy.skip()));

        IngestReport report = log.report();
        assertThat(report.read()).isEqualTo(rows.size());
        assertThat(report.rejected()).isEqualTo(counts);
        assertThat(log.sameRows(expected(sound, FULL))).isTrue();
        assertThat(report.firstProblems()).hasSameSizeAs(bad);
        for (int i = 0; i < bad.size(); i++) {
            assertNames(report.firstProblems().get(i), "bad", rowNumber(2 * i + 1), bad.get(i));
        }
    }

    private void assertNames(RowProblem problem, String name, long row, BadCell cell) {
        assertThat(problem.source()).isEqualTo(sourceName(name));
        assertThat(problem.row()).as("row of %s", problem).isEqualTo(row);
        assertThat(problem.column()).isEqualTo(cell.column());
        assertThat(problem.reason()).isEqualTo(cell.reason());
        assertThat(cell.isQuotedBy(problem.value())).as("value of %s", problem).isTrue();
        assertThat(problem.rule()).isNotBlank();
    }

    @Test
    void theFirstBadRowEndsTheReading() throws Exception {
        for (BadCell cell : BadCell.values()) {
            if (canHold(cell)) {
                Transaction sound = Transaction.of("c", Samples.MARCH_1, 100);
                String name = "bad_" + cell.name().toLowerCase(Locale.ROOT);
                store(name, List.of(sound, sound, cell.in(sound), sound));

                Throwable thrown = catchThrowable(() -> log(name, FULL));

                assertThat(thrown).as("%s", cell).isInstanceOf(DataException.class);
                RowProblem problem = Objects.requireNonNull(((DataException) thrown).problem());
                assertNames(problem, name, rowNumber(2), cell);
            }
        }
    }

    @Test
    void rowsOfASecondSourceAreItsOwn() throws Exception {
        Transaction sound = Transaction.of("c", Samples.MARCH_1, 100);
        store("first", List.of(sound, sound));
        store("second", List.of(sound, BadCell.NULL_AMOUNT.in(sound)));
        TransactionLogBuilder builder = TransactionLog.builder(FULL.withBadRows(BadRowPolicy.skip()));

        read("first", FULL_COLUMNS, builder);
        read("second", FULL_COLUMNS, builder);

        IngestReport report = builder.build().report();
        assertThat(report.read()).isEqualTo(4);
        assertThat(report.firstProblems()).hasSize(1);
        assertNames(report.firstProblems().get(0), "second", rowNumber(1), BadCell.NULL_AMOUNT);
    }

    @Test
    void aColumnThatIsNotThereIsNamed() throws Exception {
        store("orders", List.of(Transaction.of("c", Samples.MARCH_1, 100)));
        TransactionColumns columns = TransactionColumns.of("customer_id", "ordered_on", "net_total");

        Throwable thrown = catchThrowable(() -> read("orders", columns, TransactionLog.builder(PLAIN)));

        assertThat(thrown)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(sourceName("orders"))
                .hasMessageContaining("net_total")
                .hasMessageContaining("product group");
    }

    @Test
    void aCutFileIsRefused() throws Exception {
        store("cut", Samples.random(2_000, SEED));
        Path file = fileThatShowsCuts("cut");
        assumeTrue(file != null, "this format cannot tell a part from the whole");
        byte[] whole = Files.readAllBytes(Objects.requireNonNull(file));
        for (int length : new int[] {0, 1, 5, whole.length / 3, whole.length / 2, whole.length - 9, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));

            Throwable thrown = catchThrowable(() -> log("cut", FULL.withBadRows(BadRowPolicy.skip())));

            assertThat(thrown)
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOfAny(DataException.class, IOException.class)
                    .hasMessageContaining(String.valueOf(file.getFileName()));
        }
    }
}
