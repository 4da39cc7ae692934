package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.clv4j.data.ReferenceLog.Kept;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@link RefundPolicy#NET} sentence by sentence, each case worked out by hand. */
class RefundPolicyTest {
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));

    /** What is left of a customer's rows, as {@code day:amount}. */
    private static List<String> left(Row... rows) {
        TransactionLog log = Row.log(EUR, rows);
        ReferenceLog.assertBalanced(log);
        return ReferenceLog.rowsOf(log, "a").stream()
                .map(row -> row.day() + ":" + row.amount())
                .toList();
    }

    private static Row a(int day, long amount) {
        return Row.of("a", day, amount);
    }

    @Test
    void theLatestPurchaseOfExactlyTheAmountIsCancelled() {
        assertThat(left(a(0, 5), a(1, 5), a(2, 9), a(3, -5))).containsExactly("0:5", "2:9");
    }

    @Test
    void aPurchaseAfterTheRefundIsNotTouched() {
        assertThat(left(a(0, 5), a(3, -5), a(4, 5))).containsExactly("4:5");
        assertThat(left(a(3, -5), a(4, 5))).containsExactly("4:5");
    }

    @Test
    void aPurchaseOfTheRefundsDayIsFound() {
        assertThat(left(a(3, -5), a(3, 5))).isEmpty();
        assertThat(left(a(2, 5), a(3, -5), a(3, 5))).containsExactly("2:5");
    }

    @Test
    void withoutAnEqualPurchaseTheLatestPaysFirst() {
        assertThat(left(a(0, 5), a(1, 7), a(2, -3))).containsExactly("0:5", "1:4");
        assertThat(left(a(0, 5), a(1, 7), a(2, -9))).containsExactly("0:3");
        assertThat(left(a(0, 5), a(1, 7), a(2, -12))).isEmpty();
    }

    @Test
    void aPurchaseThatWasNettedAgainstIsNoExactMatchAnyMore() {
        // The first refund leaves 5 of the 8; the second looks for an untouched 5 and finds the one of day 0.
        assertThat(left(a(0, 5), a(1, 8), a(2, -3), a(3, -5))).containsExactly("1:5");
        // Nor is a touched 8 an untouched 8: the second refund takes what is left and goes on backwards.
        assertThat(left(a(0, 9), a(1, 8), a(2, -3), a(3, -8))).containsExactly("0:6");
    }

    @Test
    void aPurchaseIsCancelledOnce() {
        assertThat(left(a(0, 5), a(1, -5), a(2, -5))).isEmpty();
        TransactionLog log = Row.log(EUR, a(0, 5), a(1, -5), a(2, -5));
        assertThat(log.report().unmatchedRefundMinor()).isEqualTo(5);
        assertThat(log.report().nettedRefunds()).isEqualTo(1);
        assertThat(log.report().cancelledPurchases()).isEqualTo(1);
        assertThat(log.report().dropped()).containsExactlyEntriesOf(Map.of(DropReason.REFUND_WITHOUT_PURCHASE, 1L));
    }

    @Test
    void whatIsLeftOfARefundIsReportedAndTheRefundCountsAsNetted() {
        TransactionLog log = Row.log(EUR, a(0, 5), a(1, -8));
        assertThat(log.rows()).isZero();
        assertThat(log.report().unmatchedRefundMinor()).isEqualTo(3);
        assertThat(log.report().nettedRefunds()).isEqualTo(1);
        assertThat(log.report().droppedRows()).isZero();
    }

    @Test
    void aPurchaseOfZeroStaysAndPaysNothing() {
        assertThat(left(a(0, 0), a(1, -1))).containsExactly("0:0");
        assertThat(left(a(0, 0), a(0, 3), a(1, -3))).containsExactly("0:0");
    }

    @Test
    void anotherCustomersPurchaseIsNotTouched() {
        TransactionLog log = Row.log(EUR, Row.of("b", 0, 5), a(1, -5));
        assertThat(log.revenueMinor()).isEqualTo(5);
        assertThat(log.report().unmatchedRefundMinor()).isEqualTo(5);
    }

    @Test
    void whatIsLeftOfAPurchaseStandsInTheOrderOfItsNewAmount() {
        assertThat(left(a(0, 3), a(0, 9), a(0, -7))).containsExactly("0:2", "0:3");
    }

    @Test
    void theCostOfReturnedGoodsLowersTheCostOfThePurchase() {
        TransactionLog log = Row.log(EUR.withCost(), Row.of("a", 0, 100, 60), Row.of("a", 1, -40, -24));
        assertThat(log.costMinor(0)).isEqualTo(36);
        assertThat(log.report().cancelledCostMinor()).isZero();
    }

    @Test
    void theCostOfACancelledPurchaseLessWhatCameBackIsReported() {
        TransactionLog log = Row.log(EUR.withCost(), Row.of("a", 0, 100, 60), Row.of("a", 1, -100, -45));
        assertThat(log.rows()).isZero();
        assertThat(log.report().cancelledCostMinor()).isEqualTo(15);
    }

    @Test
    void unitsThatCameBackLowerTheUnitsOfThePurchase() {
        TransactionLog log = Row.log(
                EUR.withQuantity(),
                Row.of("a", 0, 100).withQuantity(10),
                Row.of("a", 1, -40).withQuantity(-4),
                Row.of("a", 2, -5).withQuantity(0));
        assertThat(log.amountMinor(0)).isEqualTo(55);
        assertThat(log.quantity(0)).isEqualTo(6);
        assertThat(log.report().cancelledUnits()).isZero();
        assertThat(log.historyAsOf(0, 0).quantity(0)).isEqualTo(10);
        assertThat(log.historyAsOf(0, 1).quantity(0)).isEqualTo(6);
        assertThat(log.historyAsReceived(0, 1).quantity(1)).isEqualTo(-4);
    }

    @Test
    void theUnitsOfACancelledPurchaseLessWhatCameBackAreReported() {
        TransactionLog log = Row.log(
                EUR.withQuantity(),
                Row.of("a", 0, 100).withQuantity(10),
                Row.of("a", 1, -100).withQuantity(-7));
        assertThat(log.rows()).isZero();
        assertThat(log.report().cancelledUnits()).isEqualTo(3);
    }

    @Test
    void thePurchaseKeepsItsLabelsAndTheRefundsLabelsPlayNoPart() {
        LogOptions options = EUR.withDimensions("channel");
        TransactionLog log =
                Row.log(options, new Row("a", 0, 9, 0, "web", null), new Row("a", 1, -2, 0, "phone", null));
        assertThat(ReferenceLog.rowsOf(log, "a")).containsExactly(new Kept(0, 7, 0, 0, List.of("web")));
    }

    @Test
    void manyRefundsOfManyPurchasesAreNettedInReasonableTime() {
        int n = 100_000;
        long[] ids = new long[2 * n];
        int[] days = new int[2 * n];
        long[] amounts = new long[2 * n];
        Arrays.fill(ids, 7);
        for (int i = 0; i < n; i++) {
            days[i] = i % 1000;
            amounts[i] = 1L + i % 10;
            days[n + i] = 1000 + i % 1000;
            // Half of the refunds never meet a purchase of their amount.
            amounts[n + i] = i % 2 == 0 ? -(1L + i % 10) : -11;
        }
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        builder.addAll(ids, days, amounts);
        TransactionLog log = builder.build();
        ReferenceLog.assertBalanced(log);
        long sum = Arrays.stream(amounts).sum();
        assertThat(log.revenueMinor() - log.report().unmatchedRefundMinor()).isEqualTo(sum);
    }

    @Test
    void aSumThatNettingTakesAndThatDoesNotFitNamesTheCustomer() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        builder.add("a", 1, 10);
        builder.add("k", 1, -Long.MAX_VALUE);
        builder.add("k", 2, -Long.MAX_VALUE);

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(builder::build)
                .withMessageContaining("customer 'k': a sum of refunds, costs or quantities");
    }
}
