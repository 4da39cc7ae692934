package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Many rows of numeric ids at once give the log that the same rows give when they are appended bit by bit, which numbers
 * customers as they come and sorts each one's run.
 */
class PlainAssemblyTest {
    private static final MoneyScale EUR = MoneyScale.of("EUR");
    private static final LogOptions OPTIONS = LogOptions.of(EUR);
    private static final int ROWS = 3 * PlainRows.SMALL;
    /** Few enough not to be partitioned. */
    private static final int BIT = 10_000;

    private final SplittableRandom random = new SplittableRandom(5);

    private static TransactionLog atOnce(LogOptions options, long[] ids, int[] days, long[] amounts) {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        builder.addAll(ids, days, amounts);
        return builder.build();
    }

    private static TransactionLog bitByBit(LogOptions options, long[] ids, int[] days, long[] amounts) {
        TransactionLog log = TransactionLog.builder(options).build();
        for (int from = 0; from < ids.length; from += BIT) {
            int to = Math.min(ids.length, from + BIT);
            TransactionLogBuilder builder = log.appender();
            builder.addAll(
                    Arrays.copyOfRange(ids, from, to),
                    Arrays.copyOfRange(days, from, to),
                    Arrays.copyOfRange(amounts, from, to));
            log = builder.build();
        }
        return log;
    }

    private void assertSame(LogOptions options, IntToLongFunction id, IntUnaryOperator day, IntToLongFunction amount) {
        assertSame(ROWS, options, id, day, amount);
    }

    private void assertSame(
            int rows, LogOptions options, IntToLongFunction id, IntUnaryOperator day, IntToLongFunction amount) {
        long[] ids = new long[rows];
        int[] days = new int[rows];
        long[] amounts = new long[rows];
        for (int i = 0; i < rows; i++) {
            ids[i] = id.applyAsLong(i);
            days[i] = day.applyAsInt(i);
            amounts[i] = amount.applyAsLong(i);
        }
        TransactionLog log = atOnce(options, ids, days, amounts);
        assertThat(log.sameRows(bitByBit(options, ids, days, amounts))).isTrue();
        assertThat(log.report().read()).isEqualTo(rows);
        assertThat(log.index().size())
                .isEqualTo((int) Arrays.stream(ids).distinct().count());
        for (int c = 0; c < log.customers(); c++) {
            assertThat(log.index().indexOf(log.index().number(c))).isEqualTo(c);
        }
    }

    private int daysOf(int span) {
        return random.nextInt(span) - span / 2;
    }

    @Test
    void customersOfManySizes() {
        assertSame(
                OPTIONS,
                i -> Math.abs(random.nextLong() % (1 + random.nextInt(9_000))),
                i -> daysOf(1_000),
                i -> 1 + random.nextInt(3));
    }

    @Test
    void idsAtTheEndsOfTheirRange() {
        long[] ends = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, 1L << 32, -(1L << 32)};
        assertSame(OPTIONS, i -> ends[random.nextInt(ends.length)], i -> daysOf(100), i -> 1 + random.nextInt(9));
    }

    @Test
    void aRowACustomerAndOneCustomerOfAllRows() {
        assertSame(OPTIONS, i -> i * 7L, i -> 5, i -> 1);
        assertSame(OPTIONS, i -> 42, i -> daysOf(50), i -> 1 + random.nextInt(1_000));
    }

    @Test
    void halfOfTheRowsOfOneCustomer() {
        assertSame(
                OPTIONS,
                i -> random.nextBoolean() ? -7 : random.nextInt(20_000),
                i -> daysOf(3_000),
                i -> 1 + random.nextInt(1_000));
    }

    /** Too many days to deal rows out by. */
    @Test
    void daysOverAllOfTime() {
        assertSame(
                OPTIONS,
                i -> random.nextInt(3_000),
                i -> i == 0
                        ? TimeGrid.MIN_DAY
                        : i == 1 ? TimeGrid.MAX_DAY : random.nextInt(TimeGrid.MIN_DAY, TimeGrid.MAX_DAY),
                i -> 1);
    }

    /** Customer, day and amount of a row do not fit one number together. */
    @Test
    void amountsOverAllOfTheirRange() {
        assertSame(
                OPTIONS.withRefunds(RefundPolicy.KEEP_NEGATIVE),
                i -> random.nextInt(9_000),
                i -> daysOf(300),
                i -> i == 0
                        ? -Long.MAX_VALUE
                        : i == 1 ? Long.MAX_VALUE : 1 + (random.nextLong() >> random.nextInt(64)));
        assertSame(
                OPTIONS.withRefunds(RefundPolicy.KEEP_NEGATIVE),
                i -> random.nextInt(9_000),
                i -> daysOf(300),
                i -> random.nextLong() >> 30 | 1);
    }

    /** Day and amount of a row do not fit one number: in the last row, and in the second of two lots of rows. */
    @Test
    void aSingleAmountThatNeedsMoreBits() {
        assertSame(
                OPTIONS,
                i -> random.nextInt(9_000),
                i -> daysOf(300),
                i -> i == ROWS - 1 ? 1L << 41 : 1 + random.nextInt(1_000));
        assertSame(
                PlainRows.CHUNK + PlainRows.SMALL,
                OPTIONS,
                i -> random.nextInt(9_000),
                i -> daysOf(300),
                i -> i == PlainRows.CHUNK ? 1L << 60 : 1 + random.nextInt(1_000));
        assertSame(
                OPTIONS.withRefunds(RefundPolicy.KEEP_NEGATIVE),
                i -> random.nextInt(9_000),
                i -> daysOf(300),
                i -> i % 1_000 == 7 ? -(1L << 41) : (1L << 41) - 1);
    }

    /** Consecutive ids of either sign, which are not looked up; few and many rows each. */
    @Test
    void idsThatAreCloseTogether() {
        for (int customers : new int[] {1, 500, 5_000, 100_000}) {
            for (long first : new long[] {0, -700, 1L << 40, Long.MAX_VALUE - 100_000, Long.MIN_VALUE}) {
                assertSame(
                        OPTIONS, i -> first + random.nextInt(customers), i -> daysOf(900), i -> 1 + random.nextInt(99));
            }
        }
    }

    /** Close together but for one, which makes all others be looked up. */
    @Test
    void oneIdFarFromAllOthers() {
        for (long far : new long[] {1L << 25, 1L << 45, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertSame(
                    OPTIONS,
                    i -> i == 70_000 ? far : random.nextInt(9_000),
                    i -> daysOf(900),
                    i -> 1 + random.nextInt(99));
        }
    }

    /** Lots of rows, each of which takes another number of numbers a row. */
    @Test
    void lotsThatAreKeptInDifferentWays() {
        int rows = 2 * PlainRows.SMALL;
        for (long most : new long[] {50, 1L << 38, 1L << 55}) {
            TransactionLogBuilder builder = TransactionLog.builder(OPTIONS);
            long[] ids = new long[3 * rows];
            int[] days = new int[3 * rows];
            long[] amounts = new long[3 * rows];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = random.nextInt(4_000);
                days[i] = daysOf(300);
                amounts[i] = 1 + (i < rows ? random.nextInt(50) : i % 1_000 == 0 ? random.nextLong(most) : i % 9);
            }
            for (int from = 0; from < ids.length; from += rows) {
                builder.addAll(
                        Arrays.copyOfRange(ids, from, from + rows),
                        Arrays.copyOfRange(days, from, from + rows),
                        Arrays.copyOfRange(amounts, from, from + rows));
            }
            assertThat(builder.build().sameRows(bitByBit(OPTIONS, ids, days, amounts)))
                    .isTrue();
        }
    }

    /** Few rows are not partitioned, and their customers are numbered as they come. */
    @Test
    void fewRowsNumberCustomersAsTheyCome() {
        for (int rows : new int[] {1, 2, 700, (1 << 15) + 1, PlainRows.SMALL - 1}) {
            for (long most : new long[] {9, Long.MAX_VALUE}) {
                assertSame(
                        rows,
                        OPTIONS,
                        i -> random.nextInt(1 + rows / 3),
                        i -> daysOf(90),
                        i -> 1 + random.nextLong(most));
                TransactionLogBuilder builder = TransactionLog.builder(OPTIONS);
                for (int i = 0; i < rows; i++) {
                    builder.add(i % 700 * -5L, i % 90, i == 0 ? most : 1 + i % 7);
                }
                TransactionLog log = builder.build();
                for (int c = 0; c < log.customers(); c++) {
                    assertThat(log.index().number(c)).isEqualTo(c * -5L);
                }
            }
        }
    }

    /** More ids at the end of the first of eight lanes than it has places there: the others go on where the next lane begins. */
    @Test
    void idsThatOverflowTheirLane() {
        long[][] lanes = new long[8][];
        Arrays.setAll(lanes, lane -> idsWithHash(hash -> hash >>> (Integer.SIZE - 3) == lane, 150));
        lanes[0] = idsWithHash(hash -> hash >>> (Integer.SIZE - 8) == 31, 50);
        lanes[1] = idsWithHash(hash -> hash >>> (Integer.SIZE - 8) == 32, 8);
        assertIndexed(lanes);
    }

    /** So many ids in the first of eight lanes that the table is filled without lanes. */
    @Test
    void idsOfOneLane() {
        long[][] lanes = new long[8][0];
        lanes[0] = idsWithHash(hash -> hash >>> (Integer.SIZE - 3) == 0, 1_000);
        assertIndexed(lanes);
    }

    private static long[] idsWithHash(IntPredicate hash, int limit) {
        return LongStream.range(0, 1_000_000)
                .filter(id -> hash.test(IdHash.inOrderOfPartitions(id)))
                .limit(limit)
                .toArray();
    }

    private static void assertIndexed(long[][] lanes) {
        long[] ids = Arrays.stream(lanes).flatMapToLong(Arrays::stream).toArray();
        int[] laneStart = new int[lanes.length + 1];
        for (int lane = 0; lane < lanes.length; lane++) {
            laneStart[lane + 1] = laneStart[lane] + lanes[lane].length;
        }
        LongCustomerIndex index = LongCustomerIndex.of(ids, laneStart);
        LongCustomerIndex copy = (LongCustomerIndex) index.copy();
        for (LongCustomerIndex either : new LongCustomerIndex[] {index, copy}) {
            for (int c = 0; c < ids.length; c++) {
                assertThat(either.indexOf(ids[c])).isEqualTo(c);
            }
            assertThat(either.indexOf(-5)).isEqualTo(-1);
            for (int more = 0; more < 1_000; more++) {
                assertThat(either.intern(2_000_000 + more)).isEqualTo(ids.length + more);
            }
            for (int c = 0; c < ids.length; c++) {
                assertThat(either.indexOf(ids[c])).isEqualTo(c);
            }
        }
    }

    /**
     * Ids in the order in which another log has its customers, and only the first of them, are as good as any. A table that has the
     * same order puts them all into its front and goes through thousands of slots a look-up; then this takes minutes.
     */
    @Test
    void idsInTheOrderOfAnotherLog() {
        int customers = 400_000;
        long[] ids = new long[customers];
        int[] days = new int[customers];
        long[] amounts = new long[customers];
        for (int i = 0; i < customers; i++) {
            ids[i] = random.nextLong();
            days[i] = daysOf(300);
            amounts[i] = 1L + random.nextInt(99);
        }
        TransactionLog log = atOnce(OPTIONS, ids, days, amounts);
        for (int some : new int[] {50_000, 100_000, 200_000}) {
            long[] first = new long[some];
            Arrays.setAll(first, log.index()::number);
            TransactionLog part = atOnce(OPTIONS, first, Arrays.copyOf(days, some), Arrays.copyOf(amounts, some));
            assertThat(part.customers()).isEqualTo(some);
            CustomerIndex index = CustomerIndex.ofIds(first);
            for (int c = 0; c < some; c++) {
                assertThat(part.index().indexOf(first[c])).isNotNegative();
                assertThat(index.indexOf(first[c])).isEqualTo(c);
            }
        }
        assertThat(log.without(log.index().id(7)).customers()).isEqualTo(log.customers() - 1);
        assertThat(log.index().union(CustomerIndex.ofIds(1, 2)).size()).isEqualTo(customers + 2);
    }

    /** One customer has nearly all rows, all others have one. */
    @Test
    void oneHeavyCustomerAmongMany() {
        assertSame(
                2 * PlainRows.CHUNK,
                OPTIONS,
                i -> i % 4 == 0 ? random.nextLong() : 42,
                i -> daysOf(3_000),
                i -> 1 + random.nextInt(1_000));
    }

    /** A log without details takes rows that say so, whichever way they come. */
    @Test
    void idsAreKeptByEveryMethodThatAddsRows() {
        TransactionLogBuilder builder = TransactionLog.builder(OPTIONS);
        builder.add(42L, 5, 100, 0L);
        builder.add(0L, 6, 200);
        builder.add(42L, 7, 300, 0L, 0);
        builder.addAll(new long[] {0, 7}, new int[] {8, 9}, new long[] {400, 500});
        TransactionLog log = builder.build();

        assertThat(log.sameRows(atOnce(OPTIONS, new long[] {42, 0, 42, 0, 7}, new int[] {5, 6, 7, 8, 9}, new long[] {
                    100, 200, 300, 400, 500
                })))
                .isTrue();
        assertThat(log.index().indexOf(42L)).isNotNegative();
        TransactionLogBuilder text = TransactionLog.builder(OPTIONS);
        text.add("b", 5, 100, 0L);
        text.add("a", 6, 200);
        text.add("b", 7, 300, 0L, 0);
        TransactionLog texts = text.build();
        assertThat(texts.rows()).isEqualTo(3);
        int b = texts.index().indexOf("b");
        assertThat(texts.end(b) - texts.start(b)).isEqualTo(2);
    }

    @Test
    void anAppendedLogSharesTheIdsUntilNewOnesCome() {
        TransactionLog log = atOnce(OPTIONS, new long[] {7, 8}, new int[] {1, 2}, new long[] {10, 20});
        TransactionLogBuilder known = log.appender();
        known.addAll(new long[] {8}, new int[] {3}, new long[] {30});
        TransactionLog sameCustomers = known.build();
        TransactionLogBuilder more = sameCustomers.appender();
        more.addAll(new long[] {9, 7, 9}, new int[] {4, 0, 4}, new long[] {40, 5, 39});
        TransactionLog moreCustomers = more.build();

        assertThat(sameCustomers.index()).isSameAs(log.index());
        assertThat(log.index().size()).isEqualTo(2);
        assertThat(log.index().indexOf(9)).isEqualTo(-1);
        assertThat(moreCustomers.index().size()).isEqualTo(3);
        assertThat(moreCustomers.index().indexOf(9)).isEqualTo(2);
        assertThat(moreCustomers.sameRows(
                        atOnce(OPTIONS, new long[] {7, 8, 8, 9, 7, 9}, new int[] {1, 2, 3, 4, 0, 4}, new long[] {
                            10, 20, 30, 40, 5, 39
                        })))
                .isTrue();
    }

    @Test
    void refundsUnderEachPolicyAndDuplicates() {
        for (RefundPolicy policy : RefundPolicy.values()) {
            if (policy != RefundPolicy.REJECT) {
                assertSame(
                        OPTIONS.withRefunds(policy),
                        i -> random.nextInt(9_000),
                        i -> daysOf(300),
                        i -> random.nextInt(10) == 0 ? -random.nextInt(1, 50) : 1 + random.nextInt(50));
            }
        }
        assertSame(
                OPTIONS.withDuplicates(DuplicatePolicy.DROP), i -> random.nextInt(900), i -> daysOf(9), i -> 1 + i % 2);
    }

    @Test
    void badRowsAmongManyAreToldByTheirNumber() {
        int rows = PlainRows.CHUNK + PlainRows.SMALL;
        long[] ids = new long[rows];
        int[] days = new int[rows];
        long[] amounts = new long[rows];
        Arrays.fill(amounts, 1);
        int bad = PlainRows.CHUNK + 17;
        days[bad] = Integer.MAX_VALUE;
        amounts[bad + 1] = 0;
        TransactionLogBuilder builder = TransactionLog.builder(OPTIONS.withBadRows(BadRowPolicy.skip(1)));
        builder.source("table");
        builder.row(100);
        builder.addAll(ids, days, amounts);
        builder.add(3, 4, 5);
        TransactionLog log = builder.build();

        assertThat(log.rows()).isEqualTo(rows);
        assertThat(log.report().read()).isEqualTo(rows + 1);
        assertThat(log.report().rejectedRows()).isEqualTo(1);
        assertThat(log.report().zeroAmounts()).isEqualTo(1);
        RowProblem problem = log.report().firstProblems().get(0);
        assertThat(problem.source()).isEqualTo("table");
        assertThat(problem.row()).isEqualTo(100 + bad);
    }

    @Test
    void textIsRefusedOnceNumbersAreThere() {
        TransactionLogBuilder builder = TransactionLog.builder(OPTIONS);
        builder.add(1, 2, 3);
        assertThatThrownBy(() -> builder.add("a", 2, 3)).hasMessageContaining("customer ids are long numbers");
    }
}
