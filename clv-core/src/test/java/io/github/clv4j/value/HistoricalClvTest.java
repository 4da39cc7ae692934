package io.github.clv4j.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.summary.Cells;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.summary.TestRow;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.ColumnType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoricalClvTest {
    private static final HistoricalClvOptions PLAIN = HistoricalClvOptions.withDefaults();
    private static final long HUGE = 1L << 62;

    @Test
    void withoutOptionsValueIsRevenue() {
        HistoricalClv clv = HistoricalClv.of(shop(), PLAIN);

        assertThat(row(clv, 0)).containsExactly(3, 6000, 6000, 0, 0, 6000, 6000);
        assertThat(row(clv, 1)).containsExactly(1, 1000, 1000, 0, 0, 1000, 1000);
        assertThat(clv.asOf()).isEqualTo("2025-12-31");
        assertThat(clv).hasToString("historical value of 2 customers as of 2025-12-31");
    }

    @Test
    void takesFromMarginWhatServiceAndAcquisitionCost() {
        HistoricalClv clv = HistoricalClv.of(
                shop(),
                PLAIN.withGrossMargin(0.4)
                        .withCostToServePerOrder(100)
                        .withCostToServe(new long[] {50, 25})
                        .withAcquisitionCost(new long[] {700, 800}));

        assertThat(row(clv, 0)).containsExactly(3, 6000, 2400, 350, 700, 1350, 1350);
        assertThat(row(clv, 1)).containsExactly(1, 1000, 400, 125, 800, -525, -525);
    }

    @Test
    void theLogsCostTellsTheMargin() {
        TransactionLog log = TestRow.log(
                RefundPolicy.NET,
                List.of(
                        TestRow.of("1", "2025-01-01", 1000, 600),
                        TestRow.of("1", "2025-02-01", 500, 700),
                        TestRow.of("2", "2025-02-01", 300, -50)));

        HistoricalClv clv = HistoricalClv.of(log, PLAIN.withAcquisitionCost(10));

        assertThat(row(clv, 0)).containsExactly(2, 1500, 200, 0, 10, 190, 190);
        assertThat(row(clv, 1)).containsExactly(1, 300, 350, 0, 10, 340, 340);
    }

    @Test
    void marginIsRoundedOnceACustomerToEven() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE,
                TestRow.of("1", "2025-01-01", 5),
                TestRow.of("1", "2025-01-02", 5),
                TestRow.of("2", "2025-01-01", 30),
                TestRow.of("3", "2025-01-01", -10));

        HistoricalClv clv = HistoricalClv.of(log, PLAIN.withGrossMargin(0.35));

        // 3.5, 10.5 and -3.5; each half of the first would be 1.75.
        assertThat(IntStream.range(0, 3).mapToLong(clv::marginMinor)).containsExactly(4L, 10L, -4L);
    }

    @Test
    void aNegativeMarginIsALoss() {
        HistoricalClv clv = HistoricalClv.of(shop(), PLAIN.withGrossMargin(-0.1));

        assertThat(clv.netMinor(0)).isEqualTo(-600);
        assertThat(clv.concentration().gini()).isEmpty();
    }

    @Test
    void carriesPastFlowsForwardToTheAsOfDay() {
        // 1461 days are four years of 365.25 days: 1.1^4 = 1.4641.
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET, TestRow.of("1", "2020-01-01", 100_000), TestRow.of("1", "2024-01-01", 10_000));
        HistoricalClvOptions options = PLAIN.withGrossMargin(0.5)
                .withCostToServePerOrder(1_000)
                .withCostToServe(new long[] {300})
                .withAcquisitionCost(20_000)
                .until(LocalDate.of(2024, 1, 1));

        HistoricalClv clv = HistoricalClv.of(log, options.withDiscount(DiscountRate.annual(0.1), ValuationDate.AS_OF));

        // (50000 - 1000 - 20000) * 1.4641 + 5000 - 1000 - 300 = 42458.9 + 3700
        assertThat(clv.valueMinor(0)).isEqualTo(46_159);
        assertThat(clv.netMinor(0)).isEqualTo(55_000 - 2_300 - 20_000);
    }

    @Test
    void discountsLaterFlowsToTheFirstPurchase() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET, TestRow.of("1", "2020-01-01", 100_000), TestRow.of("1", "2024-01-01", 14_641));
        HistoricalClvOptions options = PLAIN.withAcquisitionCost(20_000)
                .withCostToServe(new long[] {1_464})
                .until(LocalDate.of(2024, 1, 1));

        HistoricalClv clv =
                HistoricalClv.of(log, options.withDiscount(DiscountRate.annual(0.1), ValuationDate.FIRST_PURCHASE));

        // 100000 - 20000 + 14641 / 1.4641 - 1464 / 1.4641 = 80000 + 10000 - 999.93...
        assertThat(clv.valueMinor(0)).isEqualTo(89_000);
    }

    @Test
    void aYearAndTwelveMonthsOfARateAreTheSame() {
        HistoricalClvOptions yearly = PLAIN.withDiscount(DiscountRate.annual(0.12), ValuationDate.AS_OF);
        double monthlyRate = Math.pow(1.12, 1 / 12.0) - 1;
        HistoricalClvOptions monthly =
                PLAIN.withDiscount(DiscountRate.perPeriod(monthlyRate, TimeStep.MONTHS), ValuationDate.AS_OF);

        assertThat(HistoricalClv.of(shop(), monthly).valueMinor(0))
                .isEqualTo(HistoricalClv.of(shop(), yearly).valueMinor(0));
    }

    @Test
    void aRateOfZeroGivesNetToTheLastUnit() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET, TestRow.of("1", "2025-01-01", (1L << 60) + 1), TestRow.of("1", "2025-02-01", 3));
        for (DiscountRate zero : List.of(DiscountRate.annual(0), DiscountRate.continuousAnnual(0))) {
            for (ValuationDate date : ValuationDate.values()) {
                HistoricalClv clv =
                        HistoricalClv.of(log, PLAIN.withDiscount(zero, date).withAcquisitionCost(1));
                assertThat(clv.valueMinor(0)).isEqualTo(clv.netMinor(0)).isEqualTo((1L << 60) + 3);
            }
        }
    }

    @Test
    void aCustomerWithRefundsOnlyIsNotPresentButItsMoneyIsTold() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE, TestRow.of("1", "2025-01-01", -300), TestRow.of("2", "2025-01-02", 500));
        HistoricalClvOptions options = PLAIN.withAcquisitionCost(10).withCostToServePerOrder(1);

        HistoricalClv clv = HistoricalClv.of(log, options);

        assertThat(clv.isPresent(0)).isFalse();
        assertThat(row(clv, 0)).containsExactly(0, -300, -300, 0, 0, -300, -300);
        assertThat(row(clv, 1)).containsExactly(1, 500, 500, 1, 10, 489, 489);
        assertThat(clv.toTable().rows()).isOne();
        assertThat(clv.concentration().customers()).isOne();
        assertThat(clv.totals(Grouping.everyone(2)).revenueMinor(0)).isEqualTo(200);
        assertThat(clv.totals(Grouping.everyone(2)).customers(0)).isOne();
    }

    @Test
    void refundsBeforeTheFirstPurchaseAreCarriedForwardToIt() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE,
                TestRow.of("1", "2020-01-01", -10_000),
                TestRow.of("1", "2024-01-01", 50_000));

        HistoricalClv clv =
                HistoricalClv.of(log, PLAIN.withDiscount(DiscountRate.annual(0.1), ValuationDate.FIRST_PURCHASE));

        assertThat(clv.valueMinor(0)).isEqualTo(50_000 - 14_641);
    }

    @Test
    void asOfAnEarlierDayALaterRefundIsNotKnown() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("1", "2025-01-01", 1_000),
                TestRow.of("1", "2025-03-01", 500),
                TestRow.of("1", "2025-06-01", -1_000));

        assertThat(revenue(log, "2024-12-31")).isZero();
        assertThat(revenue(log, "2025-01-01")).isEqualTo(1_000);
        assertThat(revenue(log, "2025-05-31")).isEqualTo(1_500);
        assertThat(revenue(log, "2025-06-01")).isEqualTo(500);
        assertThat(HistoricalClv.of(log, PLAIN).asOf()).isEqualTo("2025-06-01");
        HistoricalClv before =
                HistoricalClv.of(log, PLAIN.until(LocalDate.of(2024, 12, 31)).withAcquisitionCost(5));
        assertThat(before.isPresent(0)).isFalse();
        assertThat(before.acquisitionCostMinor(0)).isZero();
    }

    @Test
    void tableIsInIdOrderWithTypedColumns() {
        LogOptions options = TestRow.options(RefundPolicy.NET);
        List<TestRow> rows = List.of(
                TestRow.of("10", "2025-01-01", 1_000),
                TestRow.of("9", "2025-01-01", 305),
                TestRow.of("2", "2025-03-01", 1));
        HistoricalClvOptions half = PLAIN.withGrossMargin(0.5)
                .withCostToServePerOrder(7)
                .withAcquisitionCost(100)
                .until(LocalDate.of(2025, 2, 1));

        HistoricalClv numbers = HistoricalClv.of(TestRow.log(options, rows, true), half);
        HistoricalClv texts = HistoricalClv.of(TestRow.log(options, rows, false), half);

        List<String> header = List.of(
                "customer_id", "orders", "revenue", "margin", "cost_to_serve", "acquisition_cost", "net", "value");
        List<String> nine = List.of("9", "1", "3.05", "1.52", "0.07", "1.00", "0.45", "0.45");
        List<String> ten = List.of("10", "1", "10.00", "5.00", "0.07", "1.00", "3.93", "3.93");
        assertThat(numbers.toTable().name()).isEqualTo("historical_clv");
        assertThat(Cells.of(numbers.toTable())).containsExactly(header, nine, ten);
        assertThat(Cells.of(texts.toTable())).containsExactly(header, ten, nine);
        assertThat(numbers.toTable().columns())
                .extracting(Column::type)
                .containsExactly(
                        ColumnType.TEXT,
                        ColumnType.INTEGER,
                        ColumnType.MONEY,
                        ColumnType.MONEY,
                        ColumnType.MONEY,
                        ColumnType.MONEY,
                        ColumnType.MONEY,
                        ColumnType.MONEY);
    }

    @Test
    void anEmptyLogNeedsADay() {
        TransactionLog empty = TestRow.plainLog(RefundPolicy.NET);

        assertThatExceptionOfType(DataException.class).isThrownBy(() -> HistoricalClv.of(empty, PLAIN));
        HistoricalClv clv = HistoricalClv.of(empty, PLAIN.until(LocalDate.of(2025, 1, 1)));
        assertThat(clv.customers()).isZero();
        assertThat(clv.toTable().rows()).isZero();
        assertThat(clv.concentration().topShare(0.1)).isEmpty();
        assertThat(clv.totals(Grouping.everyone(0)).revenueMinor(0)).isZero();
    }

    @Test
    void aMarginBesideTheLogsCostIsRefused() {
        TransactionLog log = TestRow.log(RefundPolicy.NET, List.of(TestRow.of("1", "2025-01-01", 1000, 600)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoricalClv.of(log, PLAIN.withGrossMargin(0.35)))
                .withMessageContaining("0.35")
                .withMessageContaining("cost");
    }

    @Test
    void costsOfAnotherNumberOfCustomersAreRefused() {
        for (int n : new int[] {0, 1, 3}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HistoricalClv.of(shop(), PLAIN.withCostToServe(new long[n])))
                    .withMessage("costs to serve are given for " + n + " customers; the log has 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HistoricalClv.of(shop(), PLAIN.withAcquisitionCost(new long[n])))
                    .withMessage("acquisition costs are given for " + n + " customers; the log has 2");
        }
    }

    @Test
    void sumsThatDoNotFitNameTheCustomer() {
        TransactionLog revenue = TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("1", "2025-01-01", 1),
                TestRow.of("2", "2025-01-01", HUGE),
                TestRow.of("2", "2025-01-02", HUGE));
        TransactionLog large = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE,
                TestRow.of("1", "2025-01-01", 1),
                TestRow.of("2", "2025-01-01", -HUGE),
                TestRow.of("2", "2025-01-01", -HUGE + 1),
                TestRow.of("2", "2025-01-01", 0));

        assertOverflowNames(revenue, PLAIN);
        assertOverflowNames(large, PLAIN.withCostToServePerOrder(5));
        assertOverflowNames(large, PLAIN.withGrossMargin(-1.5));
        assertOverflowNames(large, PLAIN.withCostToServe(new long[] {0, Long.MAX_VALUE}));
        assertOverflowNames(large, PLAIN.withAcquisitionCost(new long[] {0, Long.MAX_VALUE}));
        assertOverflowNames(
                large, PLAIN.withCostToServe(new long[] {0, Long.MAX_VALUE}).withCostToServePerOrder(1));
        TransactionLog old = TestRow.plainLog(
                RefundPolicy.NET, TestRow.of("1", "2025-01-01", 1), TestRow.of("2", "1900-01-01", HUGE));
        assertOverflowNames(old, PLAIN.withDiscount(DiscountRate.annual(0.1), ValuationDate.AS_OF));
    }

    /** With discounting the value may fit although the net does not. */
    @Test
    void aNetThatDoesNotFitIsADataExceptionWithDiscountingToo() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE,
                TestRow.of("1", "1825-01-01", 100),
                TestRow.of("1", "2025-01-01", -HUGE),
                TestRow.of("1", "2025-01-02", -HUGE));
        HistoricalClvOptions options = PLAIN.withCostToServe(new long[] {HUGE})
                .withDiscount(DiscountRate.annual(0.1), ValuationDate.FIRST_PURCHASE);

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Cells.of(HistoricalClv.of(log, options).toTable()))
                .withMessageContaining("64 bits");
    }

    /** A customer's spend is one figure: it cannot fit the one result and not the other. */
    @Test
    void whereTheSummaryTellsTheSpendSoDoesTheRevenue() {
        for (String refundDay : List.of("2025-01-01", "2025-01-02", "2025-01-03", "2025-01-04")) {
            TransactionLog log = TestRow.plainLog(
                    RefundPolicy.KEEP_NEGATIVE,
                    TestRow.of("1", "2025-01-02", HUGE),
                    TestRow.of("1", "2025-01-03", HUGE),
                    TestRow.of("1", refundDay, -HUGE));

            assertThat(outcome(() -> HistoricalClv.of(log, PLAIN).revenueMinor(0)))
                    .as("revenue with a refund on %s", refundDay)
                    .isEqualTo(outcome(() ->
                            CustomerSummary.of(log, SummaryOptions.daily()).spendMinor(0)));
        }
    }

    private static String outcome(LongSupplier amount) {
        try {
            return Long.toString(amount.getAsLong());
        } catch (DataException e) {
            return "does not fit";
        }
    }

    @Test
    void theNumberOfThreadsDoesNotShow() throws Exception {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")));
        int newYear = (int) LocalDate.of(2020, 1, 1).toEpochDay();
        int customers = 41_000;
        for (int c = 0; c < customers; c++) {
            builder.add(c, newYear + c % 700, 1_000_000_007L * (1 + c % 13));
            builder.add(c, newYear + 700 + c % 300, 333L + c);
            builder.add(c, newYear + 900 + c % 300, -(333L + c) / (1 + c % 2));
        }
        TransactionLog log = builder.build();
        HistoricalClvOptions options = PLAIN.withGrossMargin(0.37)
                .withDiscount(DiscountRate.annual(0.08), ValuationDate.AS_OF)
                .until(LocalDate.ofEpochDay(newYear + 1_000));

        HistoricalClv many = HistoricalClv.of(log, options);
        HistoricalClv single = with(1, () -> HistoricalClv.of(log, options));

        for (int c = 0; c < customers; c++) {
            assertThat(row(single, c)).containsExactly(row(many, c));
        }
        HistoricalClvOptions tooMuch = options.withDiscount(DiscountRate.annual(1e9), ValuationDate.AS_OF);
        for (int threads : new int[] {1, 2, 4}) {
            String message = with(threads, () -> {
                try {
                    return HistoricalClv.of(log, tooMuch).toString();
                } catch (DataException e) {
                    return String.valueOf(e.getMessage());
                }
            });
            assertThat(message).startsWith("customer '0':");
        }
    }

    private static void assertOverflowNames(TransactionLog log, HistoricalClvOptions options) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> HistoricalClv.of(log, options))
                .withMessageContaining("customer '2'")
                .withMessageContaining("64 bits");
    }

    private static <T> T with(int threads, Callable<T> work) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(work).get();
        } finally {
            pool.shutdown();
        }
    }

    private static long revenue(TransactionLog log, String asOf) {
        return HistoricalClv.of(log, PLAIN.until(LocalDate.parse(asOf))).revenueMinor(0);
    }

    /** Orders, revenue, margin, cost to serve, acquisition cost, net and value. */
    private static long[] row(HistoricalClv clv, int c) {
        return new long[] {
            clv.orders(c),
            clv.revenueMinor(c),
            clv.marginMinor(c),
            clv.costToServeMinor(c),
            clv.acquisitionCostMinor(c),
            clv.netMinor(c),
            clv.valueMinor(c)
        };
    }

    private static TransactionLog shop() {
        List<TestRow> rows = new ArrayList<>();
        rows.add(TestRow.of("1", "2025-01-01", 1_000));
        rows.add(TestRow.of("1", "2025-06-01", 2_000));
        rows.add(TestRow.of("1", "2025-06-01", 3_000));
        rows.add(TestRow.of("2", "2025-12-31", 1_000));
        return TestRow.log(TestRow.options(RefundPolicy.NET), rows, false);
    }
}
