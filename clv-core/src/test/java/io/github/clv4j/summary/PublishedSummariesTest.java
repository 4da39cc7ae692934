package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Small published examples: the transactions and expected tables of the tests of lifetimes
 * (github.com/CamDavidsonPilon/lifetimes, {@code tests/test_utils.py} at commit 02a521d,
 * {@code summary_data_from_transaction_data} and {@code calibration_and_holdout_data}).
 */
class PublishedSummariesTest {
    private static final LocalDate TODAY = LocalDate.of(2015, 2, 7);
    private static final LocalDate CALIBRATION_END = LocalDate.of(2015, 2, 1);
    private static final SummaryOptions WEEKS =
            SummaryOptions.weekly().withMerging(PurchaseMerging.SAME_PERIOD).until(TODAY);

    @Test
    void summaryInDaysWithMonetaryValue() {
        CustomerSummary summary =
                CustomerSummary.of(log(), SummaryOptions.daily().until(TODAY));

        assertThat(rows(summary))
                .containsExactly(
                        List.of(1.0, 36.0, 37.0, 2.0),
                        List.of(0.0, 0.0, 37.0, 0.0),
                        List.of(2.0, 4.0, 37.0, 3.0),
                        List.of(2.0, 20.0, 22.0, 3.0),
                        List.of(2.0, 2.0, 22.0, 4.5),
                        List.of(0.0, 0.0, 5.0, 0.0));
    }

    @Test
    void summaryInCalendarWeeks() {
        CustomerSummary summary = CustomerSummary.of(log(), WEEKS);

        // x, t_x, T of freq='W'; spend of the weeks 2015-01-05, 2015-02-02 by find_first_transactions with freq='W'.
        assertThat(rows(summary))
                .containsExactly(
                        List.of(1.0, 5.0, 5.0, 2.0),
                        List.of(0.0, 0.0, 5.0, 0.0),
                        List.of(1.0, 1.0, 5.0, 5.0),
                        List.of(1.0, 3.0, 3.0, 6.0),
                        List.of(0.0, 0.0, 3.0, 0.0),
                        List.of(0.0, 0.0, 0.0, 0.0));
        assertThat(summary.firstSpendMinor(2)).isEqualTo(400);
        assertThat(summary.firstSpendMinor(4)).isEqualTo(1200);
    }

    @Test
    void calibrationAndHoldoutInDays() {
        CalibrationSplit split = CalibrationSplit.of(log(), CALIBRATION_END, TODAY, SummaryOptions.daily());

        assertThat(rows(split.calibration()))
                .extracting(row -> row.get(3))
                .containsExactly(0.0, 0.0, 3.0, 0.0, 4.5, 0.0);
        assertThat(split.calibration().isPresent(5)).isFalse();
        // monetary_value_holdout is the mean of the hold-out's purchases: 2, 0, 0, 3, 0.
        assertThat(holdout(split)).containsExactly(1, 0, 0, 2, 0, 0);
        assertThat(split.holdoutSpendMinor(0)).isEqualTo(200);
        assertThat(split.holdoutSpendMinor(3)).isEqualTo(2 * 300);
    }

    @Test
    void holdoutEndsOnItsLastDay() {
        CalibrationSplit split =
                CalibrationSplit.of(log(), CALIBRATION_END, LocalDate.of(2015, 2, 4), SummaryOptions.daily());

        assertThat(holdout(split)).containsExactly(0, 0, 0, 1, 0, 0);
    }

    @Test
    void calibrationAndHoldoutInCalendarWeeks() {
        CalibrationSplit split = CalibrationSplit.of(log(), CALIBRATION_END, TODAY, WEEKS);

        assertThat(rows(split.calibration()))
                .extracting(row -> row.subList(0, 3))
                .containsExactly(
                        List.of(0.0, 0.0, 4.0),
                        List.of(0.0, 0.0, 4.0),
                        List.of(1.0, 1.0, 4.0),
                        List.of(0.0, 0.0, 2.0),
                        List.of(0.0, 0.0, 2.0),
                        List.of(0.0, 0.0, 0.0));
        assertThat(holdout(split)).containsExactly(1, 0, 0, 1, 0, 0);
    }

    /** {@code duration_holdout} of the same example is 1. */
    @Test
    void holdoutLengthInCalendarWeeks() {
        CalibrationSplit split = CalibrationSplit.of(log(), CALIBRATION_END, TODAY, WEEKS);

        assertThat(split.holdoutLength()).isEqualTo(1);
    }

    private static List<Integer> holdout(CalibrationSplit split) {
        return List.of(
                split.holdoutPurchases(0),
                split.holdoutPurchases(1),
                split.holdoutPurchases(2),
                split.holdoutPurchases(3),
                split.holdoutPurchases(4),
                split.holdoutPurchases(5));
    }

    private static List<List<Double>> rows(CustomerSummary summary) {
        return IntStream.range(0, summary.customers())
                .mapToObj(
                        c -> List.of((double) summary.x(c), summary.tx(c), summary.age(c), summary.meanRepeatSpend(c)))
                .toList();
    }

    private static TransactionLog log() {
        return TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("1", "2015-01-01", 100),
                TestRow.of("1", "2015-02-06", 200),
                TestRow.of("2", "2015-01-01", 200),
                TestRow.of("3", "2015-01-01", 300),
                TestRow.of("3", "2015-01-02", 100),
                TestRow.of("3", "2015-01-05", 500),
                TestRow.of("4", "2015-01-16", 600),
                TestRow.of("4", "2015-02-02", 300),
                TestRow.of("4", "2015-02-05", 300),
                TestRow.of("5", "2015-01-16", 300),
                TestRow.of("5", "2015-01-17", 100),
                TestRow.of("5", "2015-01-18", 800),
                TestRow.of("6", "2015-02-02", 500));
    }
}
