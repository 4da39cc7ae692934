package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Times between purchases, one purchase a day, as of a day. */
class PurchaseIntervalsTest {
    private static final TransactionLog LOG = TestRow.plainLog(
            RefundPolicy.NET,
            TestRow.of("1", "2024-01-01", 100),
            TestRow.of("1", "2024-01-08", 100),
            TestRow.of("1", "2024-01-08", 300),
            TestRow.of("1", "2024-01-22", 100),
            TestRow.of("1", "2024-03-01", 100),
            TestRow.of("2", "2024-01-05", 100),
            TestRow.of("3", "2024-01-05", 100),
            TestRow.of("3", "2024-02-09", 100));

    @Test
    void logarithmsOfTheIntervalsAddUp() {
        CustomerSummary summary =
                CustomerSummary.of(LOG, SummaryOptions.weekly().until(LocalDate.of(2024, 2, 20)));
        PurchaseIntervals intervals = PurchaseIntervals.of(LOG, summary);
        assertThat(intervals.logSum(0)).isCloseTo(Math.log(1) + Math.log(2), within(1e-15));
        assertThat(intervals.logSum(1)).isZero();
        assertThat(intervals.logSum(2)).isCloseTo(Math.log(5), within(1e-15));
        assertThat(intervals.intervals()).isEqualTo(3);
        assertThat(intervals.totalLogSum()).isCloseTo(Math.log(10), within(1e-14));
        assertThat(intervals.summary()).isSameAs(summary);
    }

    @Test
    void periodsCountWhereTheyAreMerged() {
        CustomerSummary summary = CustomerSummary.of(
                LOG, SummaryOptions.withDefaults().withStep(TimeStep.MONTHS).withMerging(PurchaseMerging.SAME_PERIOD));
        PurchaseIntervals intervals = PurchaseIntervals.of(LOG, summary);
        assertThat(intervals.intervals()).isEqualTo(2);
        assertThat(intervals.logSum(0)).isCloseTo(Math.log(2), within(1e-15));
        assertThat(intervals.logSum(2)).isZero();
    }

    @Test
    void theSummaryMustBeOfTheLog() {
        TransactionLog other = TestRow.plainLog(RefundPolicy.NET, TestRow.of("1", "2024-01-01", 100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseIntervals.of(other, CustomerSummary.of(LOG, SummaryOptions.weekly())))
                .withMessageContaining("another log");
    }

    /** Column {@code litt} of BTYDplus 1.2.0's elog2cbs. */
    @Test
    void sumsAreThoseOfBtydplus() throws IOException {
        var builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("USD")));
        for (String[] row : SharedFiles.csv("datasets/cdnow_sample.csv")) {
            builder.add(row[0], LocalDate.parse(row[1]), new BigDecimal(row[2]));
        }
        TransactionLog log = builder.build();
        CustomerSummary summary =
                CustomerSummary.of(log, SummaryOptions.weekly().until(LocalDate.of(1997, 9, 30)));
        PurchaseIntervals intervals = PurchaseIntervals.of(log, summary);
        double total = 0;
        for (String[] row : SharedFiles.csv("reference/cdnow/full/btydplus_cdnow_sample_mbgnbd.csv")) {
            double litt = Double.parseDouble(row[5]);
            assertThat(intervals.logSum(log.index().indexOf(row[0]))).isCloseTo(litt, within(1e-10));
            total += litt;
        }
        assertThat(intervals.totalLogSum()).isCloseTo(total, within(1e-8));
        assertThat(intervals.intervals()).isEqualTo(2457);
    }
}
