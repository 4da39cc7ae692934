package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class WindowTotalsTest {
    private static final TransactionLog NETTED = TestRow.plainLog(
            RefundPolicy.NET,
            TestRow.of("a", "2024-01-01", 100),
            TestRow.of("a", "2024-02-01", 400),
            TestRow.of("a", "2024-02-10", -150),
            TestRow.of("a", "2024-03-01", 300),
            TestRow.of("a", "2024-03-05", -300),
            TestRow.of("b", "2024-02-15", 50));

    private static WindowTotals window(TransactionLog log, String first, String last) {
        return WindowTotals.of(log, LocalDate.parse(first), LocalDate.parse(last));
    }

    private static void assertTotals(
            WindowTotals totals, int customer, int orders, long spend, long gross, long refunded) {
        assertThat(totals.orders(customer)).isEqualTo(orders);
        assertThat(totals.spendMinor(customer)).isEqualTo(spend);
        assertThat(totals.grossMinor(customer)).isEqualTo(gross);
        assertThat(totals.refundedMinor(customer)).isEqualTo(refunded);
    }

    @Test
    void countsOnlyTheDaysOfTheWindow() {
        assertTotals(window(NETTED, "2024-01-01", "2024-01-31"), 0, 1, 100, 100, 0);
        assertTotals(window(NETTED, "2024-01-02", "2024-02-01"), 0, 1, 400, 400, 0);
        assertTotals(window(NETTED, "2024-02-15", "2024-02-15"), 1, 1, 50, 50, 0);
        assertTotals(window(NETTED, "2024-02-16", "2024-02-29"), 1, 0, 0, 0, 0);
    }

    /** The net view puts a refund on the day of its purchase, the view of rows as they came on its own day. */
    @Test
    void refundsAreNettedAsOfTheLastDay() {
        assertTotals(window(NETTED, "2024-01-01", "2024-02-09"), 0, 2, 500, 500, 0);
        assertTotals(window(NETTED, "2024-01-01", "2024-02-10"), 0, 2, 350, 500, 150);
        assertTotals(window(NETTED, "2024-02-05", "2024-02-29"), 0, 0, 0, 0, 150);
        assertTotals(window(NETTED, "2024-01-01", "2024-03-04"), 0, 3, 650, 800, 150);
        assertTotals(window(NETTED, "2024-01-01", "2024-03-31"), 0, 2, 350, 800, 450);
    }

    @Test
    void keptRefundsLowerSpendOnTheirOwnDay() {
        TransactionLog kept = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE, TestRow.of("a", "2024-01-01", 100), TestRow.of("a", "2024-02-10", -150));
        assertTotals(window(kept, "2024-02-01", "2024-02-29"), 0, 0, -150, 0, 150);
        assertTotals(window(kept, "2024-01-01", "2024-02-29"), 0, 1, -50, 100, 150);
    }

    @Test
    void aWindowOfAllDaysIsTheSummary() {
        WindowTotals totals = window(NETTED, "2024-01-01", "2024-03-31");
        CustomerSummary summary =
                CustomerSummary.of(NETTED, SummaryOptions.withDefaults().until(LocalDate.parse("2024-03-31")));
        for (int c = 0; c < summary.customers(); c++) {
            assertThat(totals.orders(c)).isEqualTo(summary.orders(c));
            assertThat(totals.spendMinor(c)).isEqualTo(summary.spendMinor(c));
            assertThat(totals.costMinor(c)).isEqualTo(summary.costMinor(c));
        }
        assertThat(totals).hasToString("2 customers from 2024-01-01 to 2024-03-31");
        assertThat(totals.index()).isSameAs(NETTED.index());
        assertThat(totals.money()).isEqualTo(NETTED.money());
    }

    /** Only the sum has to fit, in whichever order of rows it would not have fitted on the way. */
    @Test
    void sumsThatFitAreToldWhateverIsOnTheWay() {
        for (long[] amounts : new long[][] {{Long.MAX_VALUE, 10, -30}, {-30, 10, Long.MAX_VALUE}}) {
            TransactionLog log = TestRow.plainLog(
                    RefundPolicy.KEEP_NEGATIVE,
                    TestRow.of("h", "2024-01-01", amounts[0]),
                    TestRow.of("h", "2024-01-02", amounts[1]),
                    TestRow.of("h", "2024-01-03", amounts[2]));
            WindowTotals totals = WindowTotals.net(log, LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 31));
            assertThat(totals.spendMinor(0)).isEqualTo(Long.MAX_VALUE - 20);
        }
    }

    /** What was refunded is not read, so it cannot be in the way either. */
    @Test
    void netTotalsAreThoseOfBothViews() {
        LocalDate first = LocalDate.of(2024, 1, 1);
        LocalDate last = LocalDate.of(2024, 3, 31);
        WindowTotals net = WindowTotals.net(NETTED, first, last);
        WindowTotals both = WindowTotals.of(NETTED, first, last);
        for (int c = 0; c < net.customers(); c++) {
            assertThat(net.orders(c)).isEqualTo(both.orders(c));
            assertThat(net.spendMinor(c)).isEqualTo(both.spendMinor(c));
            assertThat(net.costMinor(c)).isEqualTo(both.costMinor(c)).isZero();
        }
        assertThatIllegalStateException().isThrownBy(() -> net.grossMinor(0)).withMessageContaining("net of refunds");
        assertThatIllegalStateException().isThrownBy(() -> net.refundedMinor(0));
    }

    @Test
    void refusals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window(NETTED, "2024-02-02", "2024-02-01"))
                .withMessage("the window ends on 2024-02-01, before it begins on 2024-02-02");
        TransactionLog huge = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE,
                TestRow.of("h", "2024-01-01", Long.MAX_VALUE),
                TestRow.of("h", "2024-01-02", 1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> window(huge, "2024-01-01", "2024-01-31"))
                .withMessageContaining("customer 'h': the sum of amounts does not fit 64 bits");
    }
}
