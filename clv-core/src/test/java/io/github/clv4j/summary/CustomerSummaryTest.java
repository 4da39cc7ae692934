package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.ColumnType;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class CustomerSummaryTest {
    private static final long HUGE = 1L << 62;

    @Test
    void tellsBothVocabularies() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("7", "2025-01-01", 1000),
                TestRow.of("7", "2025-01-01", 500),
                TestRow.of("7", "2025-01-15", 2000),
                TestRow.of("7", "2025-01-15", 1),
                TestRow.of("7", "2025-01-29", 3000),
                TestRow.of("8", "2025-01-10", 250));

        CustomerSummary summary =
                CustomerSummary.of(log, SummaryOptions.weekly().until(LocalDate.of(2025, 2, 5)));

        assertThat(Facts.of(summary, "7"))
                .isEqualTo(new Facts(5, 3, 2, day("2025-01-01"), day("2025-01-29"), 6501, 1500, 0, 4, 5, 7, 25.005));
        assertThat(Facts.of(summary, "8"))
                .isEqualTo(new Facts(1, 1, 0, day("2025-01-10"), day("2025-01-10"), 250, 250, 0, 0, 26 / 7.0, 26, 0));
        assertThat(summary.money()).isEqualTo(MoneyScale.of("EUR"));
        assertThat(summary).hasToString("2 customers as of 2025-02-05");
    }

    @Test
    void unitAndDayComeFromTheLogUnlessGiven() {
        LogOptions options =
                TestRow.options(RefundPolicy.NET).withTimeGrid(TimeGrid.of(ZoneOffset.UTC, TimeStep.WEEKS));
        List<TestRow> rows = List.of(TestRow.of("1", "2025-01-01", 100), TestRow.of("1", "2025-01-22", 100));

        CustomerSummary summary = CustomerSummary.of(TestRow.log(options, rows, false), SummaryOptions.withDefaults());

        assertThat(summary.step()).isEqualTo(TimeStep.WEEKS);
        assertThat(summary.merging()).isEqualTo(PurchaseMerging.SAME_DAY);
        assertThat(summary.asOf()).isEqualTo("2025-01-22");
        assertThat(summary.age(0)).isEqualTo(3);
    }

    @Test
    void asOfTheLastDayIncludesAPurchaseThatWasNettedAway() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("1", "2025-01-01", 100),
                TestRow.of("1", "2025-02-01", 200),
                TestRow.of("1", "2025-02-03", -200));

        CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.daily());

        assertThat(summary.asOf()).isEqualTo("2025-02-03");
        assertThat(Facts.of(summary, "1").x()).isZero();
    }

    @Test
    void aRefundCountsFromItsOwnDayOn() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("1", "2025-01-01", 100),
                TestRow.of("1", "2025-01-05", 200),
                TestRow.of("1", "2025-01-09", -200));
        List<LocalDate> days = List.of(LocalDate.of(2025, 1, 9), LocalDate.of(2025, 1, 8), LocalDate.of(2025, 1, 4));

        List<CustomerSummary> snapshots = CustomerSummary.snapshots(log, days, SummaryOptions.daily());

        assertThat(snapshots).extracting(s -> s.spendMinor(0)).containsExactly(100L, 300L, 100L);
        assertThat(snapshots).extracting(s -> s.x(0)).containsExactly(0, 1, 0);
        assertThat(snapshots)
                .extracting(s -> s.lastDay(0))
                .containsExactly(day("2025-01-01"), day("2025-01-05"), day("2025-01-01"));
    }

    @Test
    void aCustomerWithRefundsOnlyIsNotPresentButItsMoneyIsTold() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE, TestRow.of("1", "2025-01-01", -300), TestRow.of("2", "2025-01-02", 500));

        CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.daily());

        assertThat(summary.customers()).isEqualTo(2);
        assertThat(summary.presentCustomers()).isOne();
        assertThat(summary.isPresent(0)).isFalse();
        assertThat(Facts.of(summary, "1")).isEqualTo(new Facts(0, 0, 0, 0, 0, -300, 0, 0, 0, 0, 0, 0));
        assertThat(summary.toTable().rows()).isOne();
        assertThat(summary.distinctHistories().size()).isOne();
    }

    @Test
    void refundsKeptCountAgainstRepeatSpend() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE,
                TestRow.of("1", "2025-01-01", 1000),
                TestRow.of("1", "2025-01-01", -100),
                TestRow.of("1", "2025-01-02", 300));

        CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.daily());

        assertThat(summary.firstSpendMinor(0)).isEqualTo(1000);
        assertThat(summary.spendMinor(0)).isEqualTo(1200);
        assertThat(summary.meanRepeatSpend(0)).isEqualTo(2);
    }

    @Test
    void weeksRunFromMondayAcrossTheTurnOfTheYear() {
        // 2020-12-28 is a Monday and opens ISO week 53, which ends on Sunday 2021-01-03.
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("1", "2020-12-27", 100),
                TestRow.of("1", "2020-12-28", 200),
                TestRow.of("1", "2021-01-03", 300),
                TestRow.of("1", "2021-01-04", 400));

        assertThat(facts(log, TimeStep.WEEKS, "2021-01-10"))
                .isEqualTo(new Facts(4, 3, 2, day("2020-12-27"), day("2021-01-04"), 1000, 100, 0, 2, 2, 6, 4.5));
        assertThat(facts(log, TimeStep.MONTHS, "2021-01-10"))
                .isEqualTo(new Facts(4, 2, 1, day("2020-12-27"), day("2021-01-04"), 1000, 300, 0, 1, 1, 6, 7));
        assertThat(facts(log, TimeStep.YEARS, "2021-01-10"))
                .isEqualTo(new Facts(4, 2, 1, day("2020-12-27"), day("2021-01-04"), 1000, 300, 0, 1, 1, 6, 7));
        assertThat(facts(log, TimeStep.DAYS, "2021-01-10"))
                .isEqualTo(new Facts(4, 4, 3, day("2020-12-27"), day("2021-01-04"), 1000, 100, 0, 8, 14, 6, 3));
    }

    @Test
    void periodsBefore1970AreWholeOnesToo() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("1", "1969-12-28", 100),
                TestRow.of("1", "1969-12-29", 200),
                TestRow.of("1", "1969-12-31", 300),
                TestRow.of("1", "1970-01-01", 400),
                TestRow.of("1", "1970-01-04", 500));

        assertThat(facts(log, TimeStep.WEEKS, "1970-01-04").periods()).isEqualTo(2);
        assertThat(facts(log, TimeStep.MONTHS, "1970-01-04").periods()).isEqualTo(2);
        assertThat(facts(log, TimeStep.YEARS, "1970-01-04").periods()).isEqualTo(2);
        assertThat(facts(log, TimeStep.YEARS, "1970-01-04").firstSpend()).isEqualTo(600);
        assertThat(facts(log, TimeStep.WEEKS, "1970-01-04").firstSpend()).isEqualTo(100);
    }

    @Test
    void theWholeCalendarCanBeSummarised() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET, TestRow.of("1", "0001-01-01", 100), TestRow.of("1", "9999-12-31", 200));

        assertThat(facts(log, TimeStep.YEARS, "9999-12-31").tx()).isEqualTo(9998);
        assertThat(facts(log, TimeStep.MONTHS, "9999-12-31").tx()).isEqualTo(9998 * 12 + 11);
        assertThat(facts(log, TimeStep.DAYS, "9999-12-31").tx()).isEqualTo(3652058);
        assertThat(CustomerSummary.of(log, SummaryOptions.daily())
                        .distinctHistories()
                        .age(0))
                .isEqualTo(3652058);
    }

    @Test
    void tableIsInIdOrderWithTypedColumns() {
        List<TestRow> rows = List.of(
                TestRow.of("10", "2025-01-03", 1050),
                TestRow.of("9", "2025-01-02", 300),
                TestRow.of("10", "2025-01-10", 2000),
                TestRow.of("-5", "2025-01-01", 1),
                TestRow.of("2", "2025-03-01", 1));
        SummaryOptions options = SummaryOptions.weekly().until(LocalDate.of(2025, 1, 17));

        Table numbers = CustomerSummary.of(TestRow.log(TestRow.options(RefundPolicy.NET), rows, true), options)
                .toTable();
        Table texts = CustomerSummary.of(TestRow.log(TestRow.options(RefundPolicy.NET), rows, false), options)
                .toTable();

        assertThat(numbers.name()).isEqualTo("customers");
        assertThat(numbers.columns())
                .extracting(c -> c.type())
                .containsExactly(
                        ColumnType.TEXT,
                        ColumnType.INTEGER,
                        ColumnType.DATE,
                        ColumnType.DATE,
                        ColumnType.INTEGER,
                        ColumnType.MONEY,
                        ColumnType.INTEGER,
                        ColumnType.DECIMAL,
                        ColumnType.DECIMAL,
                        ColumnType.DECIMAL);
        List<String> header = List.of(
                "customer_id",
                "orders",
                "first_day",
                "last_day",
                "recency_days",
                "spend",
                "x",
                "tx",
                "age",
                "mean_repeat_spend");
        List<String> minus5 =
                List.of("-5", "1", "2025-01-01", "2025-01-01", "16", "0.01", "0", "0.0", "2.2857142857142856", "0.0");
        List<String> nine =
                List.of("9", "1", "2025-01-02", "2025-01-02", "15", "3.00", "0", "0.0", "2.142857142857143", "0.0");
        List<String> ten = List.of("10", "2", "2025-01-03", "2025-01-10", "7", "30.50", "1", "1.0", "2.0", "20.0");
        assertThat(Cells.of(numbers)).containsExactly(header, minus5, nine, ten);
        assertThat(Cells.of(texts)).containsExactly(header, minus5, ten, nine);
    }

    @Test
    void neitherTheDefaultLocaleNorTheDefaultZoneShows() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET, TestRow.of("1", "2024-12-30", 123456), TestRow.of("1", "2025-01-06", 100));
        SummaryOptions options = SummaryOptions.weekly().withMerging(PurchaseMerging.SAME_PERIOD);
        List<List<String>> expected = Cells.of(CustomerSummary.of(log, options).toTable());
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

            assertThat(Cells.of(CustomerSummary.of(log, options).toTable())).isEqualTo(expected);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(expected.get(1))
                .containsExactly("1", "2", "2024-12-30", "2025-01-06", "0", "1235.56", "1", "1.0", "1.0", "1.0");
    }

    @Test
    void anEmptyLogNeedsADay() {
        TransactionLog empty = TestRow.plainLog(RefundPolicy.NET);

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CustomerSummary.of(empty, SummaryOptions.daily()))
                .withMessageContaining("no rows");
        for (PurchaseMerging merging : PurchaseMerging.values()) {
            CustomerSummary summary = CustomerSummary.of(
                    empty, SummaryOptions.weekly().withMerging(merging).until(LocalDate.of(2025, 1, 1)));
            assertThat(summary.customers()).isZero();
            assertThat(summary.toTable().rows()).isZero();
            assertThat(summary.distinctHistories().size()).isZero();
        }
        assertThat(CustomerSummary.snapshots(empty, List.of(), SummaryOptions.daily()))
                .isEmpty();
    }

    @Test
    void anOverflowingSumNamesTheCustomer() {
        for (RefundPolicy policy : List.of(RefundPolicy.NET, RefundPolicy.KEEP_NEGATIVE)) {
            TransactionLog log = TestRow.plainLog(
                    policy,
                    TestRow.of("1", "2025-01-01", 5),
                    TestRow.of("2", "2025-01-01", HUGE),
                    TestRow.of("2", "2025-01-02", HUGE));

            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> CustomerSummary.of(log, SummaryOptions.daily()))
                    .withMessageContaining("customer '2'")
                    .withMessageContaining("64 bits");
            assertThat(CustomerSummary.of(log, SummaryOptions.daily().until(LocalDate.of(2025, 1, 1)))
                            .spendMinor(1))
                    .isEqualTo(HUGE);
        }
    }

    @Test
    void aFirstSpendThatOverflowsInALaterSnapshotNamesTheCustomer() {
        // One week. On Thursday spend is 0 and first spend, which counts orders alone, 2^63 - 1; the 5 do not fit it.
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE,
                TestRow.of("2", "2025-01-06", HUGE),
                TestRow.of("2", "2025-01-07", -HUGE),
                TestRow.of("2", "2025-01-08", HUGE - 1),
                TestRow.of("2", "2025-01-09", 1 - HUGE),
                TestRow.of("2", "2025-01-10", 5));
        SummaryOptions options = SummaryOptions.weekly().withMerging(PurchaseMerging.SAME_PERIOD);
        LocalDate thursday = LocalDate.of(2025, 1, 9);

        assertThat(CustomerSummary.of(log, options.until(thursday)).firstSpendMinor(0))
                .isEqualTo(Long.MAX_VALUE);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CustomerSummary.snapshots(log, List.of(thursday, LocalDate.of(2025, 1, 10)), options))
                .withMessageContaining("customer '2'");
    }

    @Test
    void anOverflowingCostNamesTheCustomer() {
        TransactionLog log = TestRow.log(
                RefundPolicy.NET,
                List.of(TestRow.of("3", "2025-01-01", 5, HUGE), TestRow.of("3", "2025-01-02", 5, HUGE)));

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CustomerSummary.of(log, SummaryOptions.daily()))
                .withMessageContaining("customer '3'");
    }

    @Test
    void repeatSpendThatDoesNotFitIsAnErrorAndNeverWraps() {
        // All sums on the way fit 64 bits: 2^62, 0, -2^62, -2^63 and 1 more; but -2^63 + 1 less 2^62 does not.
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE,
                TestRow.of("1", "2025-01-01", HUGE),
                TestRow.of("1", "2025-01-02", -HUGE),
                TestRow.of("1", "2025-01-03", -HUGE),
                TestRow.of("1", "2025-01-04", -HUGE),
                TestRow.of("1", "2025-01-05", 1));

        double mean;
        try {
            mean = CustomerSummary.of(log, SummaryOptions.daily()).meanRepeatSpend(0);
        } catch (DataException refused) {
            return;
        }
        assertThat(mean).isEqualTo(-3.0 * HUGE / 100);
    }

    private static Facts facts(TransactionLog log, TimeStep step, String asOf) {
        SummaryOptions options = SummaryOptions.withDefaults()
                .withStep(step)
                .withMerging(PurchaseMerging.SAME_PERIOD)
                .until(LocalDate.parse(asOf));
        return Facts.of(CustomerSummary.of(log, options), "1");
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }
}
