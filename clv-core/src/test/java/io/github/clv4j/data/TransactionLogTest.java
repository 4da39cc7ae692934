package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TransactionLogTest {
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));

    @Test
    void anEmptyLogHasNoDaysAndNoRevenue() {
        TransactionLog log = Row.log(EUR);
        assertThat(log.customers()).isZero();
        assertThat(log.rows()).isZero();
        assertThat(log.revenueMinor()).isZero();
        assertThat(log.index().inIdOrder()).isEmpty();
        assertThat(log.report().read()).isZero();
        assertThat(log).hasToString("0 transactions of 0 customers in EUR");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(log::firstDay)
                .withMessageStartingWith("the log has no rows")
                .withMessageContaining("read 0 = accepted 0");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(log::lastDay)
                .withMessageStartingWith("the log has no rows");
        assertThat(log.sameRows(Row.log(EUR))).isTrue();
        assertThat(log.without(List.of()).customers()).isZero();
    }

    @Test
    void aLogWhoseRowsWereNettedAwayStillHasItsDays() {
        TransactionLog log = Row.log(EUR, Row.of("a", 3, 5), Row.of("a", 8, -5));
        assertThat(log.customers()).isEqualTo(1);
        assertThat(log.rows()).isZero();
        assertThat(log.firstDay()).isEqualTo(3);
        assertThat(log.lastDay()).isEqualTo(8);
    }

    @Test
    void aLogWhoseRowsWereAllBadSaysWhatBecameOfThem() {
        TransactionLog log = Row.log(EUR.withBadRows(BadRowPolicy.skip()), Row.of("", 0, 5));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(log::firstDay)
                .withMessageContaining("rejected empty-customer-id: 1");
    }

    @Test
    void oneRowIsALog() {
        TransactionLog log = Row.log(EUR, Row.of("a", -400, 5));
        assertThat(log.firstDay()).isEqualTo(-400);
        assertThat(log.lastDay()).isEqualTo(-400);
        assertThat(log.start(0)).isZero();
        assertThat(log.end(0)).isEqualTo(1);
        assertThat(log.money()).isEqualTo(MoneyScale.of("EUR"));
        assertThat(log).hasToString("1 transactions of 1 customers in EUR");
    }

    @Test
    void firstAndLastDayCoverRowsThatWereNettedAway() {
        List<Row> rows = List.of(Row.of("a", 3, 1), Row.of("gone", -9, 5), Row.of("gone", 90, -5), Row.of("b", 7, 1));
        TransactionLog log = Row.log(EUR, rows);
        assertThat(log.firstDay()).isEqualTo(-9);
        assertThat(log.lastDay()).isEqualTo(90);
        TransactionLog without = log.without("gone");
        assertThat(without.firstDay()).isEqualTo(3);
        assertThat(without.lastDay()).isEqualTo(7);
        assertThat(Row.log(EUR.withRefunds(RefundPolicy.DROP), rows).lastDay()).isEqualTo(7);
    }

    @Test
    void customersAreNumberedAsTheyCome() {
        TransactionLog log = Row.log(EUR, Row.of("z", 0, 1), Row.of("a", 0, 1), Row.of("m", 0, 1));
        assertThat(log.index().id(0)).isEqualTo("z");
        assertThat(log.index().id(2)).isEqualTo("m");
        TransactionLog longer = Row.append(log, List.of(Row.of("b", 0, 1), Row.of("a", 0, 1)));
        assertThat(longer.index().indexOf("a")).isEqualTo(1);
        assertThat(longer.index().indexOf("b")).isEqualTo(3);
    }

    @Test
    void anUnknownDimensionIsToldWithTheOnesThereAre() {
        TransactionLog log = Row.log(EUR.withDimensions("channel", "category"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.dimension("Channel"))
                .withMessage("the log has no dimension 'Channel'; it has [channel, category]");
    }

    // Appending

    @Test
    void appendingNothingChangesNothing() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 5), Row.of("a", 1, -2), Row.of("b", 0, -1));
        TransactionLog same = log.appender().build();
        assertThat(same.sameRows(log)).isTrue();
        assertThat(same.report()).isEqualTo(log.report());
    }

    @Test
    void aRefundOfALaterBatchCancelsAPurchaseOfAnEarlierOne() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 5), Row.of("a", 1, 7));
        TransactionLog refunded = Row.append(log, List.of(Row.of("a", 2, -5)));
        assertThat(refunded.rows()).isEqualTo(1);
        assertThat(refunded.amountMinor(0)).isEqualTo(7);
        assertThat(refunded.report().cancelledPurchases()).isEqualTo(1);
    }

    @Test
    void aPurchaseOfALaterBatchIsFoundByARefundOfAnEarlierOne() {
        TransactionLog log = Row.log(EUR, Row.of("a", 2, -5));
        assertThat(log.report().unmatchedRefundMinor()).isEqualTo(5);
        TransactionLog late = Row.append(log, List.of(Row.of("a", 3, 5)));
        assertThat(late.revenueMinor()).isEqualTo(5);
        assertThat(late.report().unmatchedRefundMinor()).isEqualTo(5);
        TransactionLog backdated = Row.append(late, List.of(Row.of("a", 1, 9)));
        assertThat(backdated.revenueMinor()).isEqualTo(9);
        assertThat(backdated.report().unmatchedRefundMinor()).isZero();
        assertThat(backdated.report().droppedRows()).isZero();
        assertThat(backdated.report().netted()).isEqualTo(1);
    }

    @Test
    void aBackdatedRefundChangesWhichPurchaseALaterRefundFinds() {
        // With the refund of day 1 known, the 5 of day 0 is cancelled by it, and the refund of day 3 has to go
        // elsewhere.
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 5), Row.of("a", 2, 8), Row.of("a", 3, -5));
        assertThat(ReferenceLog.rowsOf(log, "a").stream().map(ReferenceLog.Kept::amount))
                .containsExactly(8L);
        TransactionLog longer = Row.append(log, List.of(Row.of("a", 1, -5)));
        assertThat(ReferenceLog.rowsOf(longer, "a").stream().map(ReferenceLog.Kept::amount))
                .containsExactly(3L);
    }

    // Erasing

    @Test
    void anErasedCustomerLeavesNoIdAndNoRows() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 5), Row.of("b", 1, 7), Row.of("b", 2, -1), Row.of("c", 0, -2));
        TransactionLog without = log.without("b");
        assertThat(without.customers()).isEqualTo(2);
        assertThat(without.index().indexOf("b")).isEqualTo(-1);
        assertThat(without.index().indexOf("c")).isEqualTo(1);
        assertThat(without.rows()).isEqualTo(1);
        assertThat(without.report().erased()).isEqualTo(1);
        assertThat(without.report().read()).isEqualTo(4);
        assertThat(without.report().netted()).isEqualTo(1);
        assertThat(log.index().indexOf("b")).isEqualTo(1);

        TransactionLog back = Row.append(without, List.of(Row.of("b", 5, -1)));
        assertThat(back.report().unmatchedRefundMinor()).isEqualTo(3);
        assertThat(back.index().indexOf("b")).isEqualTo(2);
    }

    @Test
    void anErasureTakesUnknownIdsForAMistake() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> log.without("b")).withMessage("customer 'b' is unknown");
        assertThatIllegalArgumentException().isThrownBy(() -> log.without(List.of("a", "b")));
        assertThat(log.without(List.of("a", "a")).customers()).isZero();
    }

    @Test
    void anErasureForgetsExamplesOfBadRows() {
        TransactionLog log = Row.log(
                EUR.withBadRows(BadRowPolicy.skip()), Row.of("a", 0, 5), Row.of("b", 0, 5), Row.of("b", 99_999_999, 5));
        assertThat(log.report().firstProblems()).hasSize(1);
        TransactionLog without = log.without("b");
        assertThat(without.report().firstProblems()).isEmpty();
        assertThat(without.report().rejectedRows()).isEqualTo(1);
        assertThat(Row.append(without, List.of(Row.of("a", 1, 5))).report().erased())
                .isEqualTo(1);
    }

    @Test
    void anErasureForgetsLabelsThatOnlyTheErasedHad() {
        LogOptions options = EUR.withDimensions("campaign");
        TransactionLog log =
                Row.log(options, new Row("a", 0, 5, 0, "spring", null), new Row("b", 0, 5, 0, "gift from b", null));
        TransactionLog without = log.without("b");
        TransactionLog never = Row.log(options, new Row("a", 0, 5, 0, "spring", null));
        assertThat(without.dimension("campaign").labels()).containsExactly("spring");
        assertThat(Grouping.byFirst(without, "campaign")).isEqualTo(Grouping.byFirst(never, "campaign"));
    }

    @Test
    void erasingAMergedCustomerForgetsAllItsIds() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 5), Row.of("b", 0, 5), Row.of("c", 0, 5))
                .withMerged("a", "c")
                .without("c");
        assertThat(log.index().indexOf("a")).isEqualTo(-1);
        assertThat(log.index().indexOf("c")).isEqualTo(-1);
        assertThat(log.index().id(0)).isEqualTo("b");
    }

    // Merging ids

    @Test
    void mergedIdsAreOneCustomer() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 5), Row.of("b", 0, 8), Row.of("c", 1, -8), Row.of("d", 0, 1));
        TransactionLog merged = log.withMerged("c", "b");
        assertThat(merged.customers()).isEqualTo(3);
        assertThat(merged.index().indexOf("b")).isEqualTo(merged.index().indexOf("c"));
        assertThat(merged.index().id(merged.index().indexOf("b"))).isEqualTo("c");
        assertThat(merged.index().indexOf("d")).isEqualTo(2);
        assertThat(merged.report().netted()).isEqualTo(2);
        assertThat(merged.report().droppedRows()).isZero();
        TransactionLog longer = Row.append(merged, List.of(Row.of("b", 3, 4), Row.of("c", 3, 4)));
        assertThat(longer.customers()).isEqualTo(3);
        assertThat(longer.revenueMinor()).isEqualTo(14);
    }

    @Test
    void mergesMayFollowOneAnother() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 1), Row.of("b", 0, 2), Row.of("c", 0, 4))
                .withMerged("b", "a")
                .withMerged("c", "a");
        assertThat(log.customers()).isEqualTo(1);
        assertThat(log.index().id(0)).isEqualTo("c");
        assertThat(log.index().indexOf("a")).isZero();
        assertThat(log.index().indexOf("b")).isZero();
        assertThat(log.revenueMinor()).isEqualTo(7);
    }

    @Test
    void wrongMergesAreToldApart() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 1), Row.of("b", 0, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.withMerged("a", "x"))
                .withMessage("customer 'x' is unknown");
        assertThatIllegalArgumentException().isThrownBy(() -> log.withMerged("x", "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.withMerged("a", "a"))
                .withMessage("'a' and 'a' are the same customer already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.withMerged("a", "b").withMerged("b", "a"));
    }

    @Test
    void duplicatesThatAMergeBringsFallUnderThePolicy() {
        List<Row> rows = List.of(Row.of("a", 0, 1), Row.of("b", 0, 1));
        TransactionLog dropped =
                Row.log(EUR.withDuplicates(DuplicatePolicy.DROP), rows).withMerged("a", "b");
        assertThat(dropped.rows()).isEqualTo(1);
        assertThat(dropped.report().droppedRows()).isEqualTo(1);

        TransactionLog strict = Row.log(EUR.withDuplicates(DuplicatePolicy.REJECT), rows);
        DataException fault = catchThrowableOfType(DataException.class, () -> strict.withMerged("a", "b"));
        assertThat(fault).isNotNull();
        RowProblem problem = Objects.requireNonNull(fault.problem());
        assertThat(problem.source()).contains("'b'").contains("'a'");
        assertThat(problem.reason()).isEqualTo(RejectReason.DUPLICATE);
    }

    @Test
    void rowsOfAMergeAreNumberedFromOne() {
        TransactionLog log = Row.log(
                EUR.withDuplicates(DuplicatePolicy.REJECT).withBadRows(BadRowPolicy.skip()),
                Row.of("b", 0, 1),
                Row.of("a", 0, 1));
        assertThat(log.withMerged("a", "b").report().firstProblems())
                .singleElement()
                .extracting(RowProblem::row)
                .isEqualTo(1L);
    }

    // Comparing

    @Test
    void sameRowsLooksAtEveryColumn() {
        LogOptions options = EUR.withCost().withQuantity().withDimensions("channel");
        Row row = new Row("a", 1, 5, 2, "web", null);
        TransactionLog log = Row.log(options, row);
        assertThat(log.sameRows(Row.log(options, row))).isTrue();
        for (Row other : List.of(
                new Row("b", 1, 5, 2, "web", null),
                new Row("a", 2, 5, 2, "web", null),
                new Row("a", 1, 6, 2, "web", null),
                new Row("a", 1, 5, 3, "web", null),
                row.withQuantity(1),
                new Row("a", 1, 5, 2, "shop", null),
                new Row("a", 1, 5, 2, null, null))) {
            assertThat(log.sameRows(Row.log(options, other))).as("%s", other).isFalse();
            assertThat(Row.log(options, other).sameRows(log)).as("%s", other).isFalse();
        }
        assertThat(log.sameRows(Row.log(options, row, row))).isFalse();
        assertThat(log.sameRows(Row.log(EUR.withCost().withDimensions("category"), row)))
                .isFalse();
        assertThat(log.sameRows(
                        Row.log(LogOptions.of(MoneyScale.of("USD")).withCost().withDimensions("channel"), row)))
                .isFalse();
    }

    @Test
    void sameRowsIsNotFooledByAMergedId() {
        TransactionLog merged = Row.log(
                        EUR, Row.of("a", 0, 10), Row.of("b", 0, 5), Row.of("b", 0, -5), Row.of("c", 9, 99))
                .withMerged("a", "b");
        TransactionLog apart = Row.log(EUR, Row.of("a", 0, 10), Row.of("b", 0, 10));
        assertThat(merged.sameRows(apart)).isFalse();
        assertThat(apart.sameRows(merged)).isFalse();
    }

    @Test
    void sameRowsIsSymmetricWhereAnIdWasMerged() {
        TransactionLog merged =
                Row.log(EUR, Row.of("x", 0, 10), Row.of("a", 1, 5)).withMerged("x", "a");
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 10), Row.of("a", 1, 5));
        assertThat(log.sameRows(merged)).isEqualTo(merged.sameRows(log));
    }

    // The past

    @Test
    void aHistoryDoesNotKnowLaterRefunds() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 5), Row.of("a", 4, 7), Row.of("a", 9, -5));
        int a = log.index().indexOf("a");
        assertThat(log.historyAsOf(a, -1).rows()).isZero();
        CustomerHistory then = log.historyAsOf(a, 8);
        assertThat(then.rows()).isEqualTo(2);
        assertThat(then.amountMinor(0)).isEqualTo(5);
        CustomerHistory now = log.historyAsOf(a, 9);
        assertThat(now.rows()).isEqualTo(1);
        assertThat(now.amountMinor(0)).isEqualTo(7);
        assertThat(log.restatedAfter(a, -1)).isEqualTo(9);
        assertThat(log.restatedAfter(a, 8)).isEqualTo(9);
        assertThat(log.restatedAfter(a, 9)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aLaterPurchaseIsNoRestatement() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 5), Row.of("a", 1, -2), Row.of("a", 9, 7), Row.of("b", 0, 1));
        assertThat(log.historyAsOf(0, 5).rows()).isEqualTo(1);
        assertThat(log.restatedAfter(0, 5)).isEqualTo(Integer.MAX_VALUE);
        assertThat(log.restatedAfter(log.index().indexOf("b"), -9)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aRefundThatFindsNoPurchaseMayBeCalledARestatementButChangesNothing() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, -5), Row.of("a", 9, 7));
        assertThat(log.historyAsOf(0, -1).rows()).isZero();
        assertThat(log.historyAsOf(0, 8).rows()).isZero();
        assertThat(log.restatedAfter(0, 0)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aReplayGoesForwardAndNeedsARefund() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, 5), Row.of("a", 4, 7), Row.of("a", 9, -6), Row.of("b", 0, 1));
        HistoryReplay replay = log.replay(0);
        CustomerHistory before = replay.asOf(8);
        CustomerHistory after = replay.asOf(9);
        assertThat(replay.asOf(9).rows()).isEqualTo(2);
        assertThat(before.amountMinor(1)).isEqualTo(7);
        assertThat(after.amountMinor(1)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay.asOf(8))
                .withMessage("day 8 is before 9; a replay goes forward");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.replay(log.index().indexOf("b")))
                .withMessageContaining("'b'");
    }
}
