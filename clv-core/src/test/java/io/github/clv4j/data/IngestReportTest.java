package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The report and the small values around it: problems, reasons, policies, options. */
class IngestReportTest {
    private static final LogOptions SKIP = LogOptions.of(MoneyScale.of("EUR")).withBadRows(BadRowPolicy.skip());

    private static TransactionLog log() {
        return Row.log(
                SKIP.withZeroAmounts(ZeroAmountPolicy.DROP),
                Row.of("a", 0, 5),
                Row.of("a", 1, -5),
                Row.of("b", 0, -5),
                Row.of("", 0, 5),
                Row.of("c", 0, 0),
                Row.of("c", 0, 1));
    }

    @Test
    void theReportSaysWhatBecameOfEveryRow() {
        assertThat(log().report())
                .hasToString(
                        "read 6 = accepted 1 + netted 2 + dropped 2 + rejected 1; dropped refund-without-purchase: 1,"
                                + " dropped zero-amount: 1; rejected empty-customer-id: 1");
        assertThat(Row.log(SKIP, Row.of("a", 0, 1)).report())
                .hasToString("read 1 = accepted 1 + netted 0 + dropped 0 + rejected 0");
    }

    @Test
    void nothingInAReportCanBeChanged() {
        TransactionLog log = log();
        IngestReport report = log.report();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> report.dropped().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> report.rejected().put(RejectReason.BAD_ROW, 1L));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> report.firstProblems().remove(0));

        String before = report.toString();
        TransactionLogBuilder appender = log.appender();
        appender.add("", 0, 1);
        appender.add("z", 0, -1);
        appender.add("z", 0, 0);
        TransactionLog longer = appender.build();
        assertThat(report).hasToString(before);
        assertThat(longer.report().rejectedRows()).isEqualTo(2);
        longer.without("z");
        log.without("a");
        assertThat(log.report()).isSameAs(report).hasToString(before);
    }

    @Test
    void reportsAreEqualByTheirCounts() {
        assertThat(log().report()).isEqualTo(log().report()).hasSameHashCodeAs(log().report());
        assertThat(log().report())
                .isNotEqualTo(Row.log(SKIP).report())
                .isNotEqualTo(log().without("a").report().read());
        assertThat(log().without("c").report()).isNotEqualTo(log().report());
    }

    @Test
    void aReportOfALaterBatchGoesOn() {
        TransactionLog log = log();
        IngestReport report =
                Row.append(log, List.of(Row.of("", 0, 5), Row.of("b", -1, 9))).report();
        assertThat(report.read()).isEqualTo(8);
        assertThat(report.rejectedRows()).isEqualTo(2);
        assertThat(report.firstProblems()).hasSize(2);
        assertThat(report.unmatchedRefundMinor()).isZero();
        assertThat(report.droppedRows()).isEqualTo(1);
    }

    @Test
    void aProblemSaysWhereWhatAndWhy() {
        RowProblem problem = new RowProblem("a.csv", 3, "amount", "x", RejectReason.BAD_AMOUNT, "must be a number");
        assertThat(problem).hasToString("a.csv, row 3, column 'amount': 'x'; must be a number");
        assertThat(new RowProblem("a.csv", 3, "amount", null, RejectReason.BAD_AMOUNT, "must be a number"))
                .hasToString("a.csv, row 3, column 'amount': no value; must be a number");
    }

    @Test
    void aLongValueIsShortened() {
        RowProblem kept = new RowProblem("s", 1, "c", "x".repeat(80), RejectReason.BAD_ROW, "r");
        assertThat(kept.value()).isEqualTo("x".repeat(80));
        RowProblem cut = new RowProblem("s", 1, "c", "x".repeat(81), RejectReason.BAD_ROW, "r");
        assertThat(cut.value()).isEqualTo("x".repeat(80) + "…");
        assertThat(new RowProblem("s", 1, "c", cut.value(), RejectReason.BAD_ROW, "r").toString())
                .hasSizeLessThan(140);
    }

    @Test
    void aValueIsNotCutInTheMiddleOfACharacter() {
        RowProblem cut =
                new RowProblem("s", 1, "c", "x".repeat(79) + "\ud83d\ude00 and more", RejectReason.BAD_ROW, "r");
        assertThat(cut.value()).isNotNull();
        assertThat(Character.isHighSurrogate(cut.value().charAt(cut.value().length() - 2)))
                .as("half of a character before the dots")
                .isFalse();
    }

    @Test
    void idsOfReasonsAreUnique() {
        assertThat(Arrays.stream(RejectReason.values()).map(RejectReason::id)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(DropReason.values()).map(DropReason::id)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(RejectReason.values()).map(RejectReason::id)).allMatch(id -> id.matches("[a-z-]+"));
        assertThat(Arrays.stream(DropReason.values()).map(DropReason::id)).allMatch(id -> id.matches("[a-z-]+"));
    }

    @Test
    void theBadRowPolicyIsItsCap() {
        assertThat(BadRowPolicy.fail().cap()).isZero();
        assertThat(BadRowPolicy.skip().cap()).isEqualTo(100_000);
        assertThat(BadRowPolicy.skip(3)).isEqualTo(BadRowPolicy.skip(3)).isNotEqualTo(BadRowPolicy.skip());
        assertThat(BadRowPolicy.skip(3)).hasToString("skip up to 3 bad rows");
        assertThat(BadRowPolicy.fail()).hasToString("fail on the first bad row");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BadRowPolicy.skip(0))
                .withMessage("cap is 0; it must be 1 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> BadRowPolicy.skip(-1));
    }

    @Test
    void optionsAreWhatTheirMethodsSay() {
        LogOptions options = LogOptions.of(MoneyScale.of("EUR"));
        assertThat(options.timeGrid()).isEqualTo(TimeGrid.withDefaults());
        assertThat(options.refunds()).isEqualTo(RefundPolicy.NET);
        assertThat(options.duplicates()).isEqualTo(DuplicatePolicy.KEEP);
        assertThat(options.zeroAmounts()).isEqualTo(ZeroAmountPolicy.KEEP);
        assertThat(options.badRows()).isEqualTo(BadRowPolicy.fail());
        assertThat(options.lastDay()).isNull();
        assertThat(options.hasCost()).isFalse();
        assertThat(options.hasQuantity()).isFalse();
        assertThat(options.dimensions()).isEmpty();

        TimeGrid grid = TimeGrid.of(ZoneOffset.ofHours(3), TimeStep.WEEKS);
        LogOptions changed = options.withDimensions("channel")
                .withQuantity()
                .withCost()
                .withTimeGrid(grid)
                .withRefunds(RefundPolicy.DROP)
                .withDuplicates(DuplicatePolicy.REJECT)
                .withZeroAmounts(ZeroAmountPolicy.DROP)
                .withBadRows(BadRowPolicy.skip(7))
                .withLastDay(LocalDate.EPOCH);
        assertThat(changed.money()).isEqualTo(MoneyScale.of("EUR"));
        assertThat(changed.timeGrid()).isEqualTo(grid);
        assertThat(changed.refunds()).isEqualTo(RefundPolicy.DROP);
        assertThat(changed.duplicates()).isEqualTo(DuplicatePolicy.REJECT);
        assertThat(changed.zeroAmounts()).isEqualTo(ZeroAmountPolicy.DROP);
        assertThat(changed.badRows()).isEqualTo(BadRowPolicy.skip(7));
        assertThat(changed.lastDay()).isEqualTo(LocalDate.EPOCH);
        assertThat(changed.hasCost()).isTrue();
        assertThat(changed.hasQuantity()).isTrue();
        assertThat(changed.dimensions()).containsExactly("channel");
        assertThat(options.hasCost()).isFalse();
        assertThat(options.hasQuantity()).isFalse();
        assertThat(options.dimensions()).isEmpty();
    }

    @Test
    void wrongOptionsAreRefused() {
        LogOptions options = LogOptions.of(MoneyScale.of("EUR"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withDimensions("channel", "channel"))
                .withMessage("dimension 'channel' is blank or given twice; names must be unique");
        assertThatIllegalArgumentException().isThrownBy(() -> options.withDimensions(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withLastDay(LocalDate.of(10_000, 1, 1)));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> options.withDimensions("x").dimensions().add("y"));
    }
}
