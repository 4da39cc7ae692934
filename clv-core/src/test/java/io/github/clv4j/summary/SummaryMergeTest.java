package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryMergeTest {
    private static final SummaryOptions WEEKLY = SummaryOptions.weekly().until(LocalDate.of(2025, 3, 1));

    @Test
    void aSpanThatIsTheFirstDayOfTheOtherMergesFromBothSides() {
        CustomerSummary morning = summary(TestRow.of("1", "2025-01-06", 100));
        CustomerSummary fromThatDayOn = summary(TestRow.of("1", "2025-01-06", 200), TestRow.of("1", "2025-01-08", 400));
        CustomerSummary whole = summary(
                TestRow.of("1", "2025-01-06", 100),
                TestRow.of("1", "2025-01-06", 200),
                TestRow.of("1", "2025-01-08", 400));

        assertThat(Facts.of(morning.merge(fromThatDayOn))).isEqualTo(Facts.of(whole));
        assertThat(Facts.of(fromThatDayOn.merge(morning))).isEqualTo(Facts.of(whole));
    }

    @Test
    void aSharedPeriodCountsOnce() {
        SummaryOptions periods = WEEKLY.withMerging(PurchaseMerging.SAME_PERIOD);
        // Monday and Wednesday, then Friday of the same week and the next Monday.
        TransactionLog early = log(TestRow.of("1", "2025-01-06", 100), TestRow.of("1", "2025-01-08", 200));
        TransactionLog late = log(TestRow.of("1", "2025-01-10", 400), TestRow.of("1", "2025-01-13", 800));

        CustomerSummary merged = CustomerSummary.of(early, periods).merge(CustomerSummary.of(late, periods));

        assertThat(merged.x(0)).isOne();
        assertThat(merged.orders(0)).isEqualTo(4);
        assertThat(merged.firstSpendMinor(0)).isEqualTo(700);
        assertThat(merged.meanRepeatSpend(0)).isEqualTo(8);
        assertThat(merged.tx(0)).isOne();
    }

    @Test
    void theResultIsAsOfTheLaterDay() {
        CustomerSummary march = summary(TestRow.of("1", "2025-01-06", 100));
        CustomerSummary april =
                CustomerSummary.of(log(TestRow.of("2", "2025-03-10", 200)), WEEKLY.until(LocalDate.of(2025, 4, 7)));

        CustomerSummary merged = april.merge(march);

        assertThat(merged.asOf()).isEqualTo("2025-04-07");
        assertThat(merged.age(merged.index().indexOf("1"))).isEqualTo(13);
        assertThat(merged.age(merged.index().indexOf("2"))).isEqualTo(4);
        assertThat(merged.index().id(0)).isEqualTo("2");
    }

    @Test
    void moneyOfRefundsAloneIsAdded() {
        CustomerSummary refunds = summary(TestRow.of("1", "2025-02-06", -300), TestRow.of("2", "2025-02-06", -1));
        CustomerSummary purchases = summary(TestRow.of("1", "2025-01-06", 1000), TestRow.of("1", "2025-02-10", 50));

        for (CustomerSummary merged : List.of(refunds.merge(purchases), purchases.merge(refunds))) {
            assertThat(Facts.of(merged, "1").spend()).isEqualTo(750);
            assertThat(Facts.of(merged, "1").firstSpend()).isEqualTo(1000);
            assertThat(Facts.of(merged, "1").meanRepeatSpend()).isEqualTo(-2.5);
            assertThat(Facts.of(merged, "2").spend()).isEqualTo(-1);
            assertThat(merged.presentCustomers()).isOne();
        }
    }

    @Test
    void nothingIsLostWhereOnlyOneSideKnowsThatTwoIdsAreOneCustomer() {
        CustomerSummary joined = CustomerSummary.of(
                log(TestRow.of("1", "2025-01-06", 100), TestRow.of("2", "2025-01-07", 200))
                        .withMerged("1", "2"),
                WEEKLY);
        CustomerSummary later = summary(TestRow.of("2", "2025-02-10", 400));
        CustomerSummary laterBoth = summary(TestRow.of("1", "2025-02-10", 1000), TestRow.of("2", "2025-02-11", 400));

        assertThat(spend(joined.merge(later))).isEqualTo(700);
        assertThat(spend(later.merge(joined))).isEqualTo(700);
        assertThat(spend(joined.merge(laterBoth))).isEqualTo(1700);
        assertThat(spend(laterBoth.merge(joined))).isEqualTo(1700);
        assertThat(joined.merge(later).sameRows(later.merge(joined))).isTrue();
    }

    @Test
    void overlappingSpansAreRefusedByName() {
        CustomerSummary around = summary(TestRow.of("1", "2025-01-06", 100), TestRow.of("1", "2025-01-10", 100));
        CustomerSummary inside = summary(TestRow.of("1", "2025-01-08", 100));
        CustomerSummary crossing = summary(TestRow.of("1", "2025-01-08", 100), TestRow.of("1", "2025-01-12", 100));

        for (CustomerSummary other : List.of(inside, crossing, around)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> around.merge(other))
                    .withMessageContaining("customer '1'")
                    .withMessageContaining("overlapping");
            assertThatIllegalArgumentException().isThrownBy(() -> other.merge(around));
        }
    }

    @Test
    void kindsMustBeTheSame() {
        CustomerSummary weekly = summary(TestRow.of("1", "2025-01-06", 100));
        TransactionLog later = log(TestRow.of("1", "2025-02-06", 100));
        TransactionLog dollars =
                TestRow.log(LogOptions.of(MoneyScale.of("USD")), List.of(TestRow.of("1", "2025-02-06", 100)), false);
        TransactionLog numbers =
                TestRow.log(TestRow.options(RefundPolicy.NET), List.of(TestRow.of("1", "2025-02-06", 100)), true);

        for (CustomerSummary other : List.of(
                CustomerSummary.of(later, SummaryOptions.daily()),
                CustomerSummary.of(later, WEEKLY.withMerging(PurchaseMerging.SAME_PERIOD)),
                CustomerSummary.of(dollars, WEEKLY),
                CustomerSummary.of(numbers, WEEKLY))) {
            assertThatIllegalArgumentException().isThrownBy(() -> weekly.merge(other));
            assertThatIllegalArgumentException().isThrownBy(() -> other.merge(weekly));
        }
    }

    @Test
    void anEmptySummaryChangesNothing() {
        CustomerSummary empty = CustomerSummary.of(log(), WEEKLY);
        TransactionLog numbers =
                TestRow.log(TestRow.options(RefundPolicy.NET), List.of(TestRow.of("1", "2025-02-06", 100)), true);

        for (CustomerSummary some :
                List.of(summary(TestRow.of("1", "2025-01-06", 100)), CustomerSummary.of(numbers, WEEKLY), empty)) {
            assertThat(some.merge(empty).sameRows(some)).isTrue();
            assertThat(empty.merge(some).sameRows(some)).isTrue();
        }
    }

    @Test
    void costIsKeptWhereOneSideHasIt() {
        CustomerSummary without = summary(TestRow.of("1", "2025-01-06", 100));
        CustomerSummary with = CustomerSummary.of(
                TestRow.log(RefundPolicy.NET, List.of(TestRow.of("1", "2025-02-06", 100, 60))), WEEKLY);

        assertThat(without.hasCost()).isFalse();
        assertThat(with.hasCost()).isTrue();
        assertThat(without.merge(with).hasCost()).isTrue();
        assertThat(without.merge(with).costMinor(0)).isEqualTo(60);
        assertThat(with.merge(without).costMinor(0)).isEqualTo(60);
    }

    @Test
    void anOverflowingSumNamesTheCustomer() {
        CustomerSummary one = summary(TestRow.of("0", "2025-01-06", 1), TestRow.of("1", "2025-01-06", 1L << 62));
        CustomerSummary other = summary(TestRow.of("1", "2025-02-06", 1L << 62));

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> one.merge(other))
                .withMessageContaining("customer '1'");
    }

    @Test
    void mergedInputsStayAsTheyWere() {
        CustomerSummary one = summary(TestRow.of("1", "2025-01-06", 100));
        CustomerSummary other = summary(TestRow.of("1", "2025-02-06", 100), TestRow.of("2", "2025-02-06", 7));

        one.merge(other);
        other.merge(one);

        assertThat(one.sameRows(summary(TestRow.of("1", "2025-01-06", 100)))).isTrue();
        assertThat(one.index().size()).isOne();
        assertThat(other.index().size()).isEqualTo(2);
    }

    private static long spend(CustomerSummary summary) {
        return Facts.of(summary).values().stream().mapToLong(Facts::spend).sum();
    }

    private static CustomerSummary summary(TestRow... rows) {
        return CustomerSummary.of(log(rows), WEEKLY);
    }

    private static TransactionLog log(TestRow... rows) {
        return TestRow.plainLog(RefundPolicy.KEEP_NEGATIVE, rows);
    }
}
