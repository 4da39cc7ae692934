package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.ReferenceLog.Kept;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs of every length and shape come out in order; seeds are fixed. */
class TransactionLogSortTest {
    private static final LogOptions PLAIN = LogOptions.of(MoneyScale.of("EUR")).withRefunds(RefundPolicy.KEEP_NEGATIVE);
    private static final String[] LABELS = {"web", "shop", "", "Phone", "ärger"};

    /** In what order a run comes. */
    enum Shape {
        RANDOM,
        SORTED,
        REVERSE,
        /** In order but for the last row, which belongs to the front. */
        LATE_ROW,
        ALL_EQUAL
    }

    static Stream<Arguments> kinds() {
        List<Arguments> all = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            all.add(Arguments.of("plain", PLAIN, shape));
            all.add(Arguments.of("cost", PLAIN.withCost(), shape));
            all.add(Arguments.of("quantity", PLAIN.withQuantity(), shape));
            all.add(Arguments.of("dimensions", PLAIN.withDimensions("channel", "category"), shape));
            all.add(Arguments.of("all", PLAIN.withCost().withQuantity().withDimensions("channel"), shape));
            all.add(Arguments.of(
                    "places",
                    PLAIN.withDuplicates(DuplicatePolicy.REJECT).withBadRows(BadRowPolicy.skip(Integer.MAX_VALUE)),
                    shape));
        }
        return all.stream();
    }

    private static List<Row> rows(int n, Shape shape, IntUnaryOperator dayOf, Random random) {
        List<Row> rows = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            rows.add(
                    shape == Shape.ALL_EQUAL
                            ? new Row("a", -3, 7, 1, "web", "shop")
                            : new Row(
                                    "a",
                                    dayOf.applyAsInt(random.nextInt(1 << 20)),
                                    random.nextInt(2001) - 1000L,
                                    random.nextInt(3),
                                    random.nextInt(5) - 2,
                                    LABELS[random.nextInt(LABELS.length)],
                                    LABELS[random.nextInt(LABELS.length)]));
        }
        Comparator<Row> byDayAndAmount = Comparator.comparingInt(Row::day).thenComparingLong(Row::amount);
        switch (shape) {
            case SORTED -> rows.sort(byDayAndAmount);
            case REVERSE -> rows.sort(byDayAndAmount.reversed());
            case LATE_ROW -> {
                rows.sort(byDayAndAmount);
                if (!rows.isEmpty()) {
                    rows.add(rows.remove(0));
                }
            }
            case RANDOM, ALL_EQUAL -> {}
        }
        return rows;
    }

    private static List<Kept> expected(LogOptions options, List<Row> rows) {
        List<Kept> expected = new ArrayList<>();
        for (Row row : rows) {
            List<String> labels = new ArrayList<>();
            for (@Nullable String label : row.labels(options.dimensions().size())) {
                labels.add(label == null ? "" : label);
            }
            expected.add(ReferenceLog.kept(options, row, labels));
        }
        Collections.sort(expected);
        return options.duplicates() == DuplicatePolicy.KEEP
                ? expected
                : expected.stream().distinct().toList();
    }

    private static void check(LogOptions options, List<Row> rows) {
        TransactionLog log = Row.log(options, rows);
        assertThat(ReferenceLog.rowsOf(log, "a").equals(expected(options, rows)))
                .as("%s rows are in order", rows.size())
                .isTrue();
        ReferenceLog.assertBalanced(log);
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("kinds")
    void shortRunsAndRunsAtTheBoundOfTheShortOnes(String name, LogOptions options, Shape shape) {
        Random random = new Random(4);
        for (int n : new int[] {1, 2, 3, 7, 39, 40, 41, 42, 63, 64, 65, 127, 128, 129, 1000}) {
            for (int repeat = 0; repeat < 2; repeat++) {
                check(options, rows(n, shape, r -> r % 5 - 2, random));
                check(options, rows(n, shape, r -> r - (1 << 19), random));
            }
        }
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("kinds")
    void oneCustomerWithManyRowsOnThirtyDays(String name, LogOptions options, Shape shape) {
        // The shape decides the path; the largest run is for the two paths that differ in kind.
        boolean largest =
                shape == Shape.RANDOM && List.of("plain", "all", "places").contains(name);
        check(options, rows(largest ? 200_000 : 10_000, shape, r -> r % 30 - 15, new Random(5)));
    }

    @Test
    void daysAtBothEndsOfTheCalendar() {
        int[] days = {TimeGrid.MIN_DAY, -1, 0, 1, TimeGrid.MAX_DAY};
        check(PLAIN, rows(5000, Shape.RANDOM, r -> days[r % days.length], new Random(6)));
        check(PLAIN.withCost(), rows(5000, Shape.RANDOM, r -> days[r % days.length], new Random(6)));
    }

    @Test
    void moreRowsThanABlockOfTheBufferHolds() {
        // Blocks hold 2^18 rows; the rows of many customers lie in all of them.
        int n = 400_000;
        int customers = 1000;
        Random random = new Random(7);
        long[] ids = new long[n];
        int[] days = new int[n];
        long[] amounts = new long[n];
        long[] sums = new long[customers];
        for (int i = 0; i < n; i++) {
            ids[i] = random.nextInt(customers);
            days[i] = random.nextInt(365);
            amounts[i] = random.nextInt(10_000);
            sums[(int) ids[i]] += amounts[i];
        }
        TransactionLogBuilder builder = TransactionLog.builder(PLAIN);
        builder.addAll(ids, days, amounts);
        TransactionLog log = builder.build();
        assertThat(log.rows()).isEqualTo(n);

        TransactionLogBuilder rich =
                TransactionLog.builder(PLAIN.withCost().withQuantity().withDimensions("channel"));
        for (int i = 0; i < n; i++) {
            rich.add(
                    ids[i],
                    days[i],
                    amounts[i],
                    -amounts[i],
                    (int) amounts[i] + 7,
                    LABELS[(int) (amounts[i] % LABELS.length)]);
        }
        TransactionLog richLog = rich.build();
        Dimension channel = richLog.dimension("channel");
        assertThat(richLog.rows()).isEqualTo(n);
        int wrong = 0;
        for (int c = 0; c < customers; c++) {
            int number = Integer.parseInt(log.index().id(c));
            int offset = richLog.start(richLog.index().indexOf(number)) - log.start(c);
            long sum = 0;
            for (int row = log.start(c); row < log.end(c); row++) {
                int richRow = offset + row;
                sum += log.amountMinor(row);
                wrong += row > log.start(c) && log.day(row) < log.day(row - 1) ? 1 : 0;
                String label = LABELS[(int) (richLog.amountMinor(richRow) % LABELS.length)];
                int code = channel.code(richRow);
                boolean labelled = code == Dimension.UNKNOWN
                        ? label.isEmpty()
                        : channel.labels().get(code).equals(label);
                boolean same =
                        richLog.day(richRow) == log.day(row) && richLog.amountMinor(richRow) == log.amountMinor(row);
                wrong += labelled && same && richLog.costMinor(richRow) == -richLog.amountMinor(richRow) ? 0 : 1;
                wrong += richLog.quantity(richRow) == richLog.amountMinor(richRow) + 7 ? 0 : 1;
            }
            wrong += sum == sums[number] ? 0 : 1;
        }
        assertThat(wrong).isZero();
    }

    @Test
    void theNumberOfThreadsPlaysNoPart() throws InterruptedException, ExecutionException {
        // One customer has a third of the rows, and many have one; all of them more than fit into one piece of work.
        int n = 150_000;
        Random random = new Random(10);
        List<Row> rows = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            int id = random.nextInt(3) == 0 ? 0 : random.nextInt(60_000);
            rows.add(new Row("c" + id, random.nextInt(9), random.nextInt(5) + 1L, i % 3, LABELS[i % 5], null));
        }
        for (LogOptions options : List.of(PLAIN, PLAIN.withCost().withQuantity().withDimensions("channel"))) {
            TransactionLog one = onThreads(1, options, rows);
            TransactionLog many = onThreads(7, options, rows);
            assertThat(many.sameRows(one)).isTrue();
            assertThat(many.report()).isEqualTo(one.report());
            int wrong = 0;
            for (int c = 0; c < one.customers(); c++) {
                wrong += one.start(c) == many.start(c)
                                && one.index().id(c).equals(many.index().id(c))
                        ? 0
                        : 1;
            }
            assertThat(wrong).isZero();
            assertThat(ReferenceLog.rowsOf(many, "c0"))
                    .isEqualTo(expected(
                            options,
                            rows.stream()
                                    .filter(row -> "c0".equals(row.customer()))
                                    .toList()));
        }
    }

    private static TransactionLog onThreads(int threads, LogOptions options, List<Row> rows)
            throws InterruptedException, ExecutionException {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            // The second half is appended, so that both ways of building are taken.
            return pool.submit(() -> Row.append(
                            Row.log(options, rows.subList(0, rows.size() / 2)),
                            rows.subList(rows.size() / 2, rows.size())))
                    .get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aSmallBatchAppendedToALargeRun() {
        Random random = new Random(8);
        for (LogOptions options : List.of(PLAIN, PLAIN.withCost().withQuantity().withDimensions("channel"))) {
            List<Row> rows = rows(50_000, Shape.RANDOM, r -> r % 30, random);
            List<Row> later = rows(100, Shape.RANDOM, r -> r % 40 - 5, random);
            List<Row> all = new ArrayList<>(rows);
            all.addAll(later);
            TransactionLog log = Row.append(Row.log(options, rows), later);
            assertThat(log.sameRows(Row.log(options, all))).isTrue();
        }
    }
}
