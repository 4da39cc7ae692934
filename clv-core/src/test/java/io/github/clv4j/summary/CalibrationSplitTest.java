package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationSplitTest {
    private static final LocalDate END_OF_MARCH = LocalDate.of(2025, 3, 31);
    private static final LocalDate END_OF_JUNE = LocalDate.of(2025, 6, 30);

    @Test
    void countsWhatTheCalibrationsCustomersDidLater() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("1", "2025-03-31", 100),
                TestRow.of("1", "2025-04-01", 200),
                TestRow.of("1", "2025-04-01", 300),
                TestRow.of("1", "2025-06-30", 400),
                TestRow.of("1", "2025-07-01", 800),
                TestRow.of("2", "2025-04-01", 100),
                TestRow.of("3", "2025-01-01", 100));

        CalibrationSplit split = CalibrationSplit.of(log, END_OF_MARCH, END_OF_JUNE, SummaryOptions.weekly());

        assertThat(IntStream.range(0, 3).map(split::holdoutPurchases)).containsExactly(2, 0, 0);
        assertThat(IntStream.range(0, 3).mapToLong(split::holdoutSpendMinor)).containsExactly(900L, 0L, 0L);
        assertThat(split.calibration().asOf()).isEqualTo(END_OF_MARCH);
        assertThat(split.calibration().presentCustomers()).isEqualTo(2);
        assertThat(split.holdoutEnd()).isEqualTo(END_OF_JUNE);
        assertThat(split.holdoutLength()).isEqualTo(13);
        assertThat(split).hasToString("2 customers as of 2025-03-31, hold-out to 2025-06-30 with 2 purchases");
    }

    @Test
    void aRefundInTheHoldoutChangesNoCalibration() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("1", "2025-01-01", 100),
                TestRow.of("1", "2025-03-01", 500),
                TestRow.of("1", "2025-04-10", -500),
                TestRow.of("1", "2025-05-01", 700),
                TestRow.of("1", "2025-05-02", -200));

        CalibrationSplit split = CalibrationSplit.of(log, END_OF_MARCH, END_OF_JUNE, SummaryOptions.daily());

        assertThat(split.calibration().x(0)).isOne();
        assertThat(split.calibration().spendMinor(0)).isEqualTo(600);
        assertThat(split.holdoutPurchases(0)).isOne();
        assertThat(split.holdoutSpendMinor(0)).isEqualTo(500);
    }

    @Test
    void aPeriodSharedWithTheCalibrationsLastPurchaseCountsThere() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("1", "2025-03-10", 100),
                TestRow.of("1", "2025-03-20", 100),
                TestRow.of("1", "2025-04-02", 100),
                TestRow.of("2", "2025-02-10", 100),
                TestRow.of("2", "2025-03-20", 100));
        SummaryOptions months = SummaryOptions.monthly().withMerging(PurchaseMerging.SAME_PERIOD);

        CalibrationSplit split = CalibrationSplit.of(log, LocalDate.of(2025, 3, 15), END_OF_JUNE, months);

        assertThat(split.holdoutPurchases(0)).isOne();
        assertThat(split.holdoutPurchases(1)).isOne();
        assertThat(split.holdoutSpendMinor(0)).isEqualTo(200);
    }

    @Test
    void theHoldoutIsAsLongAsTheCalibrationsAgesGrowOverIt() {
        TransactionLog log = TestRow.plainLog(RefundPolicy.NET, TestRow.of("1", "2025-01-01", 100));
        for (PurchaseMerging merging : PurchaseMerging.values()) {
            for (TimeStep step : TimeStep.values()) {
                SummaryOptions options =
                        SummaryOptions.withDefaults().withStep(step).withMerging(merging);
                CalibrationSplit split = CalibrationSplit.of(log, END_OF_MARCH, END_OF_JUNE, options);
                double ageAtEnd =
                        CustomerSummary.of(log, options.until(END_OF_JUNE)).age(0);

                assertThat(split.holdoutLength())
                        .as("%s %s", merging, step)
                        .isCloseTo(ageAtEnd - split.calibration().age(0), within(1e-12));
            }
        }
    }

    @Test
    void holdoutMustEndLater() {
        TransactionLog log = TestRow.plainLog(RefundPolicy.NET, TestRow.of("1", "2025-01-01", 100));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationSplit.of(log, END_OF_MARCH, END_OF_MARCH, SummaryOptions.daily()))
                .withMessageContaining("2025-03-31");
    }

    /** Only the sum has to fit, not what it is on the way. */
    @Test
    void aHoldoutThatFitsIsTold() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE,
                TestRow.of("7", "2025-01-01", 1),
                TestRow.of("7", "2025-04-01", Long.MAX_VALUE - 100),
                TestRow.of("7", "2025-04-02", 110),
                TestRow.of("7", "2025-04-03", -30));

        CalibrationSplit split = CalibrationSplit.of(log, END_OF_MARCH, END_OF_JUNE, SummaryOptions.daily());

        assertThat(split.holdoutSpendMinor(0)).isEqualTo(Long.MAX_VALUE - 20);
    }

    @Test
    void anOverflowingHoldoutNamesTheCustomer() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("1", "2025-01-01", 1),
                TestRow.of("7", "2025-01-01", 1),
                TestRow.of("7", "2025-04-01", 1L << 62),
                TestRow.of("7", "2025-04-02", 1L << 62));

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CalibrationSplit.of(log, END_OF_MARCH, END_OF_JUNE, SummaryOptions.daily()))
                .withMessageContaining("customer '7'");
    }
}
