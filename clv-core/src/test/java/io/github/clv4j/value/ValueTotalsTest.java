package io.github.clv4j.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.summary.Cells;
import io.github.clv4j.summary.TestRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTotalsTest {
    private static final HistoricalClvOptions PLAIN = HistoricalClvOptions.withDefaults();

    @Test
    void groupsComeInTheirOrderAndTheRestLast() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET,
                TestRow.of("1", "2025-01-01", 1_000),
                TestRow.of("2", "2025-01-01", 200),
                TestRow.of("3", "2025-01-01", 30),
                TestRow.of("4", "2025-01-01", 4));
        Grouping grouping = Grouping.of("first channel", List.of("web", "shop", "fair"), new int[] {1, 0, -1, 1});

        ValueTotals totals = HistoricalClv.of(log, PLAIN.withAcquisitionCost(1)).totals(grouping);

        assertThat(totals.toTable().name()).isEqualTo("value_by_first_channel");
        assertThat(Cells.of(totals.toTable()))
                .containsExactly(
                        List.of(
                                "group",
                                "customers",
                                "revenue",
                                "margin",
                                "cost_to_serve",
                                "acquisition_cost",
                                "value"),
                        List.of("web", "1", "2.00", "2.00", "0.00", "0.01", "1.99"),
                        List.of("shop", "2", "10.04", "10.04", "0.00", "0.02", "10.02"),
                        List.of("fair", "0", "0.00", "0.00", "0.00", "0.00", "0.00"),
                        List.of("(none)", "1", "0.30", "0.30", "0.00", "0.01", "0.29"));
        assertThat(totals).hasToString("value by first channel [web, shop, fair, (none)]");
    }

    @Test
    void theRestIsToldIfItHoldsMoneyOnly() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.KEEP_NEGATIVE, TestRow.of("1", "2025-01-01", -5), TestRow.of("2", "2025-01-01", 200));
        Grouping grouping = Grouping.of("segment", List.of("a"), new int[] {-1, 0});

        ValueTotals totals = HistoricalClv.of(log, PLAIN).totals(grouping);

        assertThat(totals.labels()).containsExactly("a", "(none)");
        assertThat(totals.customers(1)).isZero();
        assertThat(totals.revenueMinor(1)).isEqualTo(-5);
    }

    @Test
    void theRestIsLeftOutIfItHoldsNothing() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET, TestRow.of("1", "2025-01-01", -5), TestRow.of("2", "2025-01-01", 200));
        Grouping grouping = Grouping.of("segment", List.of("a"), new int[] {-1, 0});

        assertThat(HistoricalClv.of(log, PLAIN).totals(grouping).labels()).containsExactly("a");
    }

    /** "(none)" is what web analytics call the medium of direct visits. */
    @Test
    void aGroupOfThatNameIsNotTakenForTheRest() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET, TestRow.of("1", "2025-01-01", 5), TestRow.of("2", "2025-01-01", 200));
        Grouping grouping = Grouping.of("medium", List.of("(none)"), new int[] {-1, 0});

        assertThat(HistoricalClv.of(log, PLAIN).totals(grouping).labels())
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void aGroupingOfOtherCustomersIsRefused() {
        TransactionLog log = TestRow.plainLog(RefundPolicy.NET, TestRow.of("1", "2025-01-01", 5));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoricalClv.of(log, PLAIN).totals(Grouping.everyone(2)))
                .withMessageContaining("2 customers")
                .withMessageContaining("have 1");
    }

    @Test
    void aTotalThatDoesNotFitIsRefused() {
        TransactionLog log = TestRow.plainLog(
                RefundPolicy.NET, TestRow.of("1", "2025-01-01", 1L << 62), TestRow.of("2", "2025-01-01", 1L << 62));

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> HistoricalClv.of(log, PLAIN).totals(Grouping.everyone(2)))
                .withMessageContaining("'all'")
                .withMessageContaining("64 bits");
    }

    /** The same rows in another order give the same result, an error included. */
    @Test
    void whetherATotalFitsDoesNotDependOnTheOrderOfTheInput() {
        TestRow[] rows = {
            TestRow.of("1", "2025-01-01", 1L << 62),
            TestRow.of("2", "2025-01-01", -(1L << 62)),
            TestRow.of("3", "2025-01-01", 1L << 62)
        };
        TransactionLog alternating = TestRow.plainLog(RefundPolicy.KEEP_NEGATIVE, rows);
        TransactionLog refundLast = TestRow.plainLog(RefundPolicy.KEEP_NEGATIVE, rows[0], rows[2], rows[1]);

        assertThat(outcome(refundLast)).isEqualTo(outcome(alternating));
    }

    private static String outcome(TransactionLog log) {
        try {
            return Long.toString(
                    HistoricalClv.of(log, PLAIN).totals(Grouping.everyone(3)).valueMinor(0));
        } catch (DataException e) {
            return "does not fit";
        }
    }
}
